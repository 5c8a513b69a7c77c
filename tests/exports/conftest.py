"""A record made by hand, of invented people, with every kind of voice, and words that try to break out."""

from __future__ import annotations

import pytest

from onrecord.records import (
    Argument,
    Attribution,
    Block,
    Document,
    Entity,
    Mention,
    Name,
    Record,
    Skipped,
    Source,
    Span,
    Statement,
    Time,
)

TEXT = (
    "Fund chair quits\n\n"
    "Ada Marlowe, the chair, left the Hale Fund in 2013. “It did not pay £500,” she said.\n\n"
    "<script>alert(1)</script> is no statement. =SUM(A1) neither."
)


def at(words: str, nth: int = 0) -> Span:
    """Where words stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def filled(role: str, words: str, entity: str | None = None, value: str | None = None) -> Argument:
    """An argument on its words."""
    span = at(words)
    return Argument(span.start, span.end, role, entity, value)


def entity(key: str, kind: str, words: str) -> Entity:
    """A named entity with one name."""
    span = at(words)
    return Entity(
        key,
        kind,
        words,
        named=True,
        names=(Name(span.start, span.end, words, "full"),),
        mentions=(Mention(span.start, span.end, "name"),),
    )


@pytest.fixture
def record() -> Record:
    """Two statements, one of them denied by a speaker, and two sentences in which none stands."""
    she, quote, year = at("she"), at("“It did not pay £500,”"), at("2013")
    source = Source(she.start, she.end, "e-1")
    return Record(
        Document(
            "d-1",
            TEXT,
            title="Fund chair quits",
            authors=("Kit Hallow",),
            published="2013-10-12",
            blocks=(Block(0, 16, "headline"), Block(18, 101, "paragraph"), Block(103, len(TEXT), "paragraph")),
        ),
        sentences=(at("Fund chair quits"), Span(18, 69), Span(70, 101), Span(103, 145), Span(146, len(TEXT))),
        entities=(entity("e-1", "Person", "Ada Marlowe"), entity("e-2", "Organization", "Hale Fund")),
        attributions=(Attribution("a-1", (quote,), "direct", "statement", source, at("said")),),
        statements=(
            Statement(
                "s-1", "role", at("left"), Span(18, 68),
                (filled("subject", "Ada Marlowe", "e-1"), filled("value", "chair", value="chair"),
                 filled("organization", "Hale Fund", "e-2"), filled("phase", "left", value="ends")),
                "rule:role.leave", 0.9, Time(year.start, year.end, "2013"), repeats=(at("Fund chair quits"),),
            ),
            Statement(
                "s-2", "payment", at("pay"), at("It did not pay £500"),
                (filled("subject", "It", "e-2"), filled("amount", "£500", value="500 GBP")),
                "rule:payment.pay", 0.4, None, "negative", "actual", "a-1",
            ),
        ),
        skipped=(Skipped(0, 0, "documents", "left out: navigation (4 words)"),),
    )  # fmt: skip
