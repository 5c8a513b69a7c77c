"""Texts of our own making: attributions composed of frames, sources and plain sentences of free corpora.

Every frame writes its words and says which are source, cue and content, so the labels are right by construction.
The plain sentences come from corpora whose licence allows it; those that hold a cue word already are left out.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from corpora import AnnotatedText, Relation, Spans, _untagged

WORDS: dict[str, list[str]] = {
    kind: ["" if phrase == "-" else phrase for phrase in phrases.split(" | ")]
    for kind, phrases in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")).items()
}
LOWERED = re.compile(
    r"(?:The|A|An|It|He|She|They|This|That|There|In|On|His|Her|Their|Its|Some|Many|Most|All|After|At|For|As)\b"
)


_DEED = re.compile(
    r" (?:to|will|would|could) ((?!(?:the|a|an|his|her|its|their|this|be|not|him|them|me|us|it|music) )"
    r"[a-z]{3,}(?<!ed) [^,]{5,90})$"
)


@dataclass(slots=True)
class Page:
    """A text in the making."""

    text: str = ""
    relations: list[Relation] = field(default_factory=list)

    def put(self, words: str) -> tuple[int, int]:
        """Append words; their span."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)


@dataclass(frozen=True, slots=True)
class Stock:
    """What frames are filled with: sentences without their stop, phrases after "to", noun phrases."""

    sentences: tuple[str, ...]
    deeds: tuple[str, ...]
    things: tuple[str, ...]


class Composer:
    """Writes texts."""

    def __init__(self, stock: Stock, rng: random.Random) -> None:
        self._stock = stock
        self._rng = rng
        self._marks = ("“", "”")

    def text(self, name: str) -> AnnotatedText:
        """A text of some paragraphs, a third of whose sentences attribute nothing."""
        page = Page()
        self._marks = self._rng.choice((("“", "”"), ('"', '"'), ('"', '"'), ("‘", "’")))
        for paragraph in range(self._rng.randint(3, 9)):
            if paragraph:
                page.put(self._rng.choice(("\n", "\n\n")))
            elif self._rng.random() < 0.5:
                self._headline(page)
                continue
            for sentence in range(self._rng.choice((1, 1, 1, 2, 2, 3))):
                if sentence:
                    page.put(" ")
                if self._rng.random() < 0.33:
                    page.put(self._rng.choice(self._stock.sentences) + ".")
                else:
                    self._frame()(page)
        return AnnotatedText(name, "gold", page.text, tuple(page.relations))

    def _frame(self) -> Callable[[Page], None]:
        frames = {
            self._that: 10,
            self._quoted: 8,
            self._told_after: 5,
            self._according: 4,
            self._two_halves: 3,
            self._mixed: 6,
            self._wants: 5,
            self._object: 5,
            self._nested: 7,
            self._passive: 3,
            self._noun: 3,
            self._adding: 3,
            self._colon: 1,
            self._long: 2,
            self._reportedly: 1,
        }
        return self._rng.choices(list(frames), list(frames.values()))[0]

    def _source(self, *, starts: bool, pronoun: bool = True) -> tuple[str, str, str]:
        """Words before the source, the source, and words after it that belong to it no more."""
        rng = self._rng
        name = rng.choice(WORDS["last_names"])
        kind = rng.random()
        before = after = ""
        if kind < 0.25 and pronoun:
            source = rng.choice(WORDS["pronouns"])
        elif kind < 0.45:
            source = rng.choice((name, f"{rng.choice(WORDS['first_names'])} {name}", f"Mr. {name}", f"Ms. {name}"))
        elif kind < 0.6:
            before = rng.choice(("", f"{rng.choice(WORDS['posts']).title()} "))
            source = f"{rng.choice(WORDS['first_names'])} {name}"
            body = rng.choice(WORDS["bodies"])
            source += rng.choice(
                (f", a {rng.choice(WORDS['posts'])} at {body}", f", {rng.choice(WORDS['posts'])} of {body}", "")
            )
            after = "," if ", " in source else ""
        elif kind < 0.75:
            determiner, post, joint = (
                rng.choice(("a", "the", "one")),
                rng.choice(WORDS["posts"]),
                rng.choice(("for", "of", "at")),
            )
            source = f"{determiner} {post} {joint} {rng.choice(WORDS['bodies'])}"
        elif kind < 0.85:
            source = rng.choice(WORDS["bodies"])
        else:
            source = rng.choice(WORDS["unnamed"])
        if starts and not before:
            source = source[0].upper() + source[1:]
        return before, source, after

    def _put_source(self, page: Page, *, starts: bool, pronoun: bool = True) -> Spans:
        before, source, after = self._source(starts=starts, pronoun=pronoun)
        page.put(before)
        span = page.put(source)
        page.put(after)
        return (span,)

    def _sentence(self, *, embedded: bool, longest: int = 30) -> str:
        for _ in range(20):
            sentence = self._rng.choice(self._stock.sentences)
            if len(sentence.split()) <= longest:
                break
        if embedded and LOWERED.match(sentence):
            sentence = sentence[0].lower() + sentence[1:]
        return sentence

    def _cue(self, page: Page, words: str | None = None) -> Spans:
        """A verb with what stands around it; the span of the verb alone."""
        rng = self._rng
        if words is None:
            words = rng.choice(WORDS["saying"] if rng.random() < 0.75 else WORDS["thinking"])
        page.put(
            rng.choice(("", "", "", "", "", "has ", "had ", "also ", "later ", "then ")) if words.endswith("ed") else ""
        )
        span = page.put(words)
        if words == "told":
            page.put(f" {rng.choice(WORDS['hearers'])}")
        return (span,)

    def _when(self, page: Page) -> None:
        when = self._rng.choice(WORDS["when"])
        page.put(f" {when}" if when else "")

    def _that(self, page: Page) -> None:
        source = self._put_source(page, starts=True)
        page.put(" ")
        cue = self._cue(page)
        self._when(page)
        page.put(" ")
        content = page.put(self._rng.choice(("that ", "that ", "")) + self._sentence(embedded=True))
        page.put(".")
        page.relations.append(Relation(source, cue, (content,)))

    def _quoted(self, page: Page) -> None:
        opening, closing = self._marks
        words = self._sentence(embedded=False)
        if self._rng.random() < 0.3:
            words += self._rng.choice((". ", ". ", "? ", "! ")) + self._sentence(embedded=False)
        content = [page.put(f"{opening}{words},{closing}")]
        page.put(" ")
        source, cue = self._said(page)
        if self._rng.random() < 0.4:
            page.put(". ")
            more = self._sentence(embedded=False)
            if self._rng.random() < 0.4:
                more += ". " + self._sentence(embedded=False)
            content.append(page.put(f"{opening}{more}.{closing}"))
        else:
            page.put(".")
        page.relations.append(Relation(source, cue, tuple(content)))

    def _said(self, page: Page) -> tuple[Spans, Spans]:
        """Source and cue in either order: "she said on Monday", "said the minister"."""
        verb = self._rng.choice(WORDS["saying"])
        if verb != "told" and self._rng.random() < 0.3:
            cue = self._cue(page, verb)
            page.put(" ")
            return self._put_source(page, starts=False, pronoun=False), cue
        source = self._put_source(page, starts=False)
        page.put(" ")
        cue = self._cue(page, verb)
        self._when(page)
        return source, cue

    def _told_after(self, page: Page) -> None:
        content = page.put(self._sentence(embedded=False))
        page.put(", ")
        source, cue = self._said(page)
        page.put(".")
        page.relations.append(Relation(source, cue, (content,)))

    def _according(self, page: Page) -> None:
        if self._rng.random() < 0.5:
            cue = (page.put("According to"),)
            page.put(" ")
            source = self._put_source(page, starts=False, pronoun=False)
            page.put(", ")
            content = page.put(self._sentence(embedded=True))
        else:
            content = page.put(self._sentence(embedded=False))
            page.put(", ")
            cue = (page.put("according to"),)
            page.put(" ")
            source = self._put_source(page, starts=False, pronoun=False)
        page.put(".")
        page.relations.append(Relation(source, cue, (content,)))

    def _two_halves(self, page: Page) -> None:
        opening, closing = self._marks
        first = page.put(f"{opening}{self._sentence(embedded=False)},{closing}")
        page.put(" ")
        source, cue = self._said(page)
        page.put(", ")
        second = page.put(
            f"{opening}{self._rng.choice(('and', 'but', 'because', 'so'))} {self._sentence(embedded=True)}.{closing}"
        )
        page.relations.append(Relation(source, cue, (first, second)))

    def _mixed(self, page: Page) -> None:
        opening, closing = self._marks
        source = self._put_source(page, starts=True)
        page.put(" ")
        cue = self._cue(page)
        self._when(page)
        words = self._sentence(embedded=True).split()
        first = self._rng.randrange(max(1, len(words) - 2))
        last = min(len(words), first + self._rng.randint(1, 9))
        words[first] = opening + words[first]
        words[last - 1] += closing
        page.put(" ")
        content = page.put(self._rng.choice(("that ", "")) + " ".join(words))
        page.put(".")
        page.relations.append(Relation(source, cue, (content,)))

    def _wants(self, page: Page) -> None:
        source = self._put_source(page, starts=True)
        page.put(" ")
        cue = (page.put(self._rng.choice(WORDS["wanting"])),)
        page.put(" ")
        content = page.put("to " + self._rng.choice(self._stock.deeds))
        page.put(".")
        page.relations.append(Relation(source, cue, (content,)))

    def _object(self, page: Page) -> None:
        source = self._put_source(page, starts=True)
        page.put(" ")
        cue = (page.put(self._rng.choice(WORDS["objects"])),)
        page.put(" ")
        content = page.put(self._rng.choice(self._stock.things))
        self._when(page)
        page.put(".")
        page.relations.append(Relation(source, cue, (content,)))

    def _nested(self, page: Page) -> None:
        """A says that B says …; the innermost content holds no further cue."""
        depth = self._rng.choice((2, 2, 2, 3))
        opened = []
        if self._rng.random() < 0.25:
            cue = (page.put("According to"),)
            page.put(" ")
            source = self._put_source(page, starts=False, pronoun=False)
            page.put(", ")
            opened.append((source, cue, len(page.text)))
        while len(opened) < depth:
            source = self._put_source(page, starts=not opened)
            page.put(" ")
            wanting = len(opened) == depth - 1 and self._rng.random() < 0.25
            cue = (page.put(self._rng.choice(WORDS["wanting"])),) if wanting else self._cue(page)
            if not wanting:
                self._when(page)
            page.put(" ")
            opened.append((source, cue, len(page.text)))
            if wanting:
                page.put("to " + self._rng.choice(self._stock.deeds))
            else:
                page.put(self._rng.choice(("that ", "")))
                if len(opened) == depth:
                    page.put(self._sentence(embedded=True, longest=18))
        end = len(page.text)
        page.put(".")
        page.relations += [Relation(source, cue, ((start, end),)) for source, cue, start in opened]

    def _passive(self, page: Page) -> None:
        verb = self._rng.choice(
            "believed said expected reported thought alleged understood feared rumored known".split()
        )
        if self._rng.random() < 0.5:
            page.put("It is ")
            cue = (page.put(verb),)
            page.put(" ")
            contents = (page.put("that " + self._sentence(embedded=True)),)
        else:
            subject = page.put(self._rng.choice(WORDS["bodies"] + WORDS["last_names"]))
            page.put(self._rng.choice((" is ", " was ", " is widely ")))
            cue = (page.put(verb),)
            page.put(" ")
            contents = (subject, page.put("to " + self._rng.choice(self._stock.deeds)))
        page.put(".")
        page.relations.append(Relation((), cue, contents))

    def _noun(self, page: Page) -> None:
        source = self._put_source(page, starts=True, pronoun=False)
        page.put("’s " if self._marks[0] == "“" else "'s ")
        cue = (page.put(self._rng.choice(WORDS["nouns"])),)
        page.put(" ")
        content = page.put("that " + self._sentence(embedded=True, longest=16))
        page.put(
            self._rng.choice(
                (" drew anger.", " was met with silence.", " spread quickly.", ".", " has not been tested.")
            )
        )
        page.relations.append(Relation(source, cue, (content,)))

    def _adding(self, page: Page) -> None:
        source = self._put_source(page, starts=True)
        page.put(" ")
        cue = self._cue(page)
        page.put(" ")
        first = page.put(self._rng.choice(("that ", "")) + self._sentence(embedded=True, longest=18))
        page.put(self._rng.choice((", ", " and ")))
        more = (page.put(self._rng.choice(("adding", "saying", "insisting", "noting", "added", "warned", "arguing"))),)
        page.put(" ")
        second = page.put(self._rng.choice(("that ", "")) + self._sentence(embedded=True, longest=18))
        page.put(".")
        page.relations += [Relation(source, cue, (first,)), Relation(source, more, (second,))]

    def _colon(self, page: Page) -> None:
        source = self._put_source(page, starts=True)
        page.put(" ")
        cue = self._cue(page)
        page.put(": ")
        opening, closing = self._marks
        content = page.put(f"{opening}{self._sentence(embedded=False)}.{closing}")
        page.relations.append(Relation(source, cue, (content,)))

    def _long(self, page: Page) -> None:
        """A quotation that goes on in a further paragraph."""
        opening, closing = self._marks
        source = self._put_source(page, starts=True)
        page.put(" ")
        cue = self._cue(page)
        page.put(", ")
        start = len(page.text)
        page.put(f"{opening}{self._sentence(embedded=False)}. {self._sentence(embedded=False)}.\n\n")
        page.put(f"{opening}{self._sentence(embedded=False)}.{closing}")
        page.relations.append(Relation(source, cue, ((start, len(page.text)),)))

    def _reportedly(self, page: Page) -> None:
        subject = page.put(self._rng.choice(WORDS["bodies"] + WORDS["last_names"]).capitalize())
        page.put(" ")
        cue = (page.put(self._rng.choice(("reportedly", "allegedly", "reportedly"))),)
        page.put(" ")
        content = page.put(
            self._rng.choice(("wants", "plans", "had", "was about")) + " to " + self._rng.choice(self._stock.deeds)
        )
        page.put(".")
        page.relations.append(Relation((), cue, (subject, content)))

    def _headline(self, page: Page) -> None:
        words = self._sentence(embedded=False, longest=12)
        kind = self._rng.random()
        source = self._source(starts=True, pronoun=False)[1]
        if kind < 0.3:
            named = page.put(source)
            colon = (page.put(":"),)
            page.put(" ")
            page.relations.append(Relation((named,), colon, (page.put(words),)))
        elif kind < 0.6:
            content = page.put(words)
            page.put(", ")
            named = page.put(source)
            page.put(" ")
            cue = (page.put(self._rng.choice(("says", "warns", "claims"))),)
            page.relations.append(Relation((named,), cue, (content,)))
        else:
            page.put(words)


def stock_of(texts: Iterable[str], cue_file: Path) -> Stock:
    """Sentences without a cue word, and the phrases found in them."""
    forms = _forms(yaml.safe_load(cue_file.read_text(encoding="utf-8")))
    sentences: dict[str, None] = {}
    for text in texts:
        for line in text.split("\n"):
            for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z\"“])", line.strip()):
                words = re.findall(r"[a-z]+", sentence.lower())
                plain = re.fullmatch(r"[A-Z][^\"“”‘:;()\[\]?!]*\.", sentence) and 6 <= len(words) <= 34
                if (
                    plain
                    and not forms & set(words)
                    and "according" not in words
                    and "'" not in sentence.replace("'s", "")
                ):
                    sentences[sentence[:-1]] = None
    deeds = {match[1]: None for s in sentences for match in _DEED.finditer(s)}
    things = {
        match[0]: None
        for s in sentences
        for match in re.finditer(
            r"\b(?:the|a|an|its|their|his) (?:[a-z]+ ){1,3}(?:of|for|in|against) (?:the |a )?"
            r"(?:[A-Za-z]+ ){0,2}[A-Za-z]+(?=,|$| (?:and|is|was|were)\b)",
            s,
        )
    }
    return Stock(tuple(sentences), tuple(deeds), tuple(things))


def _forms(lexicon: dict[str, list[dict[str, str]]]) -> set[str]:
    """The forms of all cue words, and more than these."""
    irregular = (
        "said says told wrote written thought knew known felt found held meant taught swore spoke spoken saw seen read "
        "heard argued argues forecast reports report told understood"
    )
    forms = set(irregular.split())
    for part in lexicon.values():
        for group in part if isinstance(part, list) else ():
            for lemma in str(group.get("words", "")).split():
                word = lemma.split("_")[0]
                stem = word[:-1] if word[-1] in "ey" else word
                ends = ("", "s", "es", "ed", "ing", "e", "y", "ies", "ied", word[-1] + "ed", word[-1] + "ing", "ion")
                forms |= {word, *(stem + end for end in ends)}
    return forms - {
        "show",
        "go",
        "put",
        "hold",
        "plan",
        "plans",
        "planned",
        "project",
        "projects",
        "like",
        "figure",
        "see",
    }


def composed(count: int, stock: Stock, seed: int) -> Iterator[AnnotatedText]:
    """So many texts."""
    composer = Composer(stock, random.Random(seed))
    for number in range(count):
        yield composer.text(f"composed-{seed}-{number}")


def plain_texts(data: Path, without: Iterable[str]) -> Iterator[str]:
    """Free texts to take plain sentences from: GUM's, FactAppeal's unsourced ones, Wikinews that is not in the gold."""
    for file in sorted((data / "gum" / "train").glob("*.conllu")):
        if "_interview_" not in file.name and "_academic_" not in file.name:
            for line in file.read_text(encoding="utf-8").split("\n"):
                if line.startswith("# text = "):
                    yield line.removeprefix("# text = ")
    with (data / "factappeal" / "train.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            text, spans = _untagged(row["annotation"])
            if set(spans) == {"Fact_No_Appeal"}:
                yield text
    skipped = set(without)
    for file in sorted((data / "wikinews").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                if Path(row["file"]).stem not in skipped:
                    yield row["text"]
