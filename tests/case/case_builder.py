"""Records built by hand for the tests of the case: an invented charity and its director."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from onrecord.case.rows import Run
from onrecord.records import (
    Argument,
    Attribution,
    Block,
    Document,
    Entity,
    Ids,
    Mention,
    Name,
    Record,
    Source,
    Span,
    Statement,
    Time,
)

RUN = Run("0.1.0", (("reader", "abc123"),), {"language_model": "small"}, "2026-01-02T03:04:05Z")
LATER_RUN = replace(RUN, version="0.2.0", started="2026-02-02T03:04:05Z")

HEADLINE = "Larkfield Trust renamed"
FOUNDED = "The Larkfield Trust, once Meadow Aid, was founded in 2009."
DIRECTOR = "Jane O'Hara became director of the trust in March 2014."
RAISED = "“We raised 412,500 pounds in spring 2013,” said O'Hara."
TEXT = f"{HEADLINE}\n\n{FOUNDED} {DIRECTOR}\n\n{RAISED}"


@dataclass(frozen=True)
class Article:
    """What the reader hands to a case."""

    name: str
    data: bytes
    record: Record

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def article(name: str = "in/larkfield.txt", extra: str = "", title: str | None = HEADLINE) -> Article:
    """The article about the trust; `extra` words at its end make it another document."""
    text = TEXT + extra
    data = text.encode()
    doc = f"d-{hashlib.sha256(data).hexdigest()[:16]}"
    return Article(name, data, record_of(Document(doc, text, title=title, authors=("A. Writer",), blocks=blocks(text))))


def blocks(text: str) -> tuple[Block, ...]:
    """A headline and paragraphs parted by empty lines."""
    found, at = [], 0
    for nth, words in enumerate(text.split("\n\n")):
        found.append(Block(at, at + len(words), "paragraph" if nth else "headline"))
        at += len(words) + 2
    return tuple(found)


def at(text: str, words: str, after: str = "") -> Span:
    """Where the words stand, at or after others."""
    start = text.index(words, text.index(after))
    return Span(start, start + len(words))


def record_of(document: Document) -> Record:
    """The record of the article: two entities, one quotation, four statements."""
    text = document.text
    trust, jane = _entities(text)
    source = at(text, "O'Hara", RAISED)
    quote = Attribution(
        Ids("a").next("said"),
        (at(text, "“We raised 412,500 pounds in spring 2013,”"),),
        "direct",
        "statement",
        Source(source.start, source.end, jane.id),
        at(text, "said", RAISED),
    )
    return Record(
        document,
        sentences=tuple(at(text, words) for words in (HEADLINE, FOUNDED, DIRECTOR, RAISED)),
        entities=(trust, jane),
        attributions=(quote,),
        statements=_statements(text, trust, jane, quote),
    )


def _entities(text: str) -> tuple[Entity, Entity]:
    ids = Ids("e")
    names = [(at(text, "Larkfield Trust"), "full"), (at(text, "Meadow Aid"), "former")]
    trust = Entity(
        ids.next("Organization", "Larkfield Trust"),
        "Organization",
        "Larkfield Trust",
        named=True,
        names=tuple(Name(span.start, span.end, text[span.start : span.end], kind) for span, kind in names),
        mentions=tuple(Mention(span.start, span.end, "name") for span, _ in names),
    )
    full = at(text, "Jane O'Hara")
    jane = Entity(
        ids.next("Person", "Jane O'Hara"),
        "Person",
        "Jane O'Hara",
        named=True,
        names=(Name(full.start, full.end, "Jane O'Hara", "full"),),
        mentions=(Mention(full.start, full.end, "name"),),
    )
    return trust, jane


def _statements(text: str, trust: Entity, jane: Entity, quote: Attribution) -> tuple[Statement, ...]:
    ids = Ids("s")

    def argument(role: str, words: str, after: str, **what: str) -> Argument:
        span = at(text, words, after)
        return Argument(span.start, span.end, role, **what)

    def time(words: str, value: str, after: str) -> Time:
        span = at(text, words, after)
        return Time(span.start, span.end, value)

    director = (
        argument("subject", "Jane O'Hara", DIRECTOR, entity=jane.id),
        argument("value", "director", DIRECTOR, value="director"),
        argument("organization", "the trust", DIRECTOR, entity=trust.id),
    )
    raised = (
        argument("subject", "We", RAISED, entity=trust.id),
        argument("amount", "412,500 pounds", RAISED, value="412500 GBP"),
    )
    former = (
        argument("subject", "Larkfield Trust", FOUNDED, entity=trust.id),
        argument("value", "Meadow Aid", FOUNDED, value="Meadow Aid"),
    )
    rows = (
        ("name", "once", FOUNDED, former, None, None),
        ("founding", "founded", FOUNDED, former[:1], time("2009", "2009", FOUNDED), None),
        ("role", "became", DIRECTOR, director, time("March 2014", "2014-03", DIRECTOR), None),
        ("payment", "raised", RAISED, raised, time("spring 2013", "2013-21", RAISED), quote.id),
    )
    return tuple(
        Statement(
            ids.next(kind), kind, at(text, trigger, words), at(text, words), arguments, "rule", 0.9, when, voice=by
        )
        for kind, trigger, words, arguments, when, by in rows
    )
