"""Quotations: what stands inside quotation marks, paired the way news really sets them.

Curly, straight and angular marks, British single quotes beside apostrophes, marks within marks, marks that
were never closed, and quotations that run over several paragraphs (a mark opens each, and only the last is
closed). A mark that has no partner is never an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.records import Document, Span

_Kind = Literal["double", "single", "angle"]
_Side = Literal["open", "close", "either"]

_MARK = re.compile(r"``|''(?!')|[“”„‟\"«»‘’‚'`]")
_KINDS: dict[str, _Kind] = {"«": "angle", "»": "angle", "‘": "single", "’": "single", "‚": "single", "'": "single"}
_YEAR = re.compile(r"\d\ds?\b")
_CLIPPED = re.compile(r"(?:\d\ds?|em|til|till|tis|twas|cause|cos|bout|n|round|im|er)\b", re.IGNORECASE)
"""What follows an apostrophe that stands for lost letters at the start of a word ("'90s", "'em")."""
_BEFORE_OPENING = frozenset("([{<—–-/:;=>…*_“„«‘\"'")
_SHORT = 4
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Quotation(Span):
    """A run of text inside quotation marks, with the marks.

    `inner` is what stands between them. `depth` counts the quotations around it. `closed` is false where the
    closing mark is missing. `follows` is true where it goes on a quotation of the paragraph before, which was
    left open for it. `words` is the number of words inside.
    """

    inner: Span
    depth: int
    closed: bool
    follows: bool
    words: int

    @property
    def short(self) -> bool:
        """Is it but a few words, as scare quotes and quoted phrases are?"""
        return self.words <= _SHORT


@dataclass(frozen=True, slots=True)
class _Mark(Span):
    kind: _Kind
    side: _Side


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph with its marks; `following` is, of each mark, the place of the next of its kind."""

    text: str
    start: int
    end: int
    marks: tuple[_Mark, ...]
    following: tuple[int | None, ...]
    last_closing: int
    """The place of the last single mark that can close."""

    @classmethod
    def of(cls, text: str, paragraph: Span) -> _Line:
        """Find the marks of a paragraph."""
        marks = tuple(_marks(text, paragraph))
        following: list[int | None] = [None] * len(marks)
        last: dict[_Kind, int] = {}
        for place in range(len(marks) - 1, -1, -1):
            following[place] = last.get(marks[place].kind)
            last[marks[place].kind] = place
        closings = [place for place, mark in enumerate(marks) if mark.kind == "single" and mark.side != "open"]
        return cls(text, paragraph.start, paragraph.end, marks, tuple(following), max(closings, default=-1))

    def begins_with(self, mark: _Mark) -> bool:
        """Does the paragraph begin with it? A single mark that is never closed is else an apostrophe."""
        return mark is self.marks[0] and not self.text[self.start : mark.start].strip("*_> \t")

    def may_open(self, place: int) -> bool:
        """A single mark opens only where one can close it, or where its paragraph begins."""
        mark = self.marks[place]
        return mark.kind != "single" or place < self.last_closing or self.begins_with(mark)

    def is_possessive(self, place: int) -> bool:
        """Is it the apostrophe of "the workers' pay", with a mark still to come that can close?"""
        mark, later = self.marks[place], self.following[place]
        before, after = self.text[mark.start - 1], self.text[mark.end : mark.end + 2]
        if before not in "sSzx" or len(after) < 2 or after[0] != " " or not after[1].isalnum() or later is None:
            return False
        return self.marks[later].side != "open" and not self.text[self.marks[later].start - 1].isspace()

    def closes_twice(self, place: int) -> bool:
        """Do two closing marks of the kind come before the next opening one: a quotation within another?"""
        first = self.following[place]
        second = self.following[first] if first is not None else None
        return all(later is not None and self.marks[later].side == "close" for later in (first, second))


@dataclass(frozen=True, slots=True)
class _Pair:
    opening: _Mark
    closing: _Mark | None
    end: int
    """Where the quotation ends; its closing mark is within."""


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """The quotations of a document in text order, an outer one before those within it. Never raises on odd text."""
    text = document.text
    found: list[Quotation] = []
    left_open: _Pair | None = None
    for paragraph in _paragraphs(document):
        line = _Line.of(text, paragraph)
        pairs = _paired(line)
        begins = bool(pairs) and line.begins_with(pairs[0].opening)
        follows = begins and left_open is not None and pairs[0].opening.kind == left_open.opening.kind
        found += _quotations(text, pairs, follows=follows)
        left_open = next((pair for pair in pairs if pair.closing is None and pair.end == paragraph.end), None)
    return tuple(found)


def outermost_quotations(document: Document) -> tuple[Quotation, ...]:
    """Those that stand in no other and have words, in text order."""
    return tuple(quotation for quotation in find_quotations(document) if quotation.depth == 0 and quotation.words)


def _paragraphs(document: Document) -> Iterator[Span]:
    """The blocks, or the lines of a text that was not laid out; without blanks at their ends."""
    text = document.text
    lines = (Span(*match.span()) for match in _LINE.finditer(text))
    for span in document.blocks or lines:
        words = text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        if words.strip():
            yield Span(start, start + len(words.strip()))


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    """The marks of a paragraph that can open or close a quotation; apostrophes are left out."""
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        before = text[match.start() - 1] if match.start() > paragraph.start else " "
        after = text[match.end()] if match.end() < paragraph.end else " "
        kind = _KINDS.get(match[0], "double")
        if match[0] == "`" or (kind == "single" and _is_apostrophe(text, match, before, after)):
            continue
        yield _Mark(match.start(), match.end(), kind, _side(match[0], before, after))


def _is_apostrophe(text: str, match: re.Match[str], before: str, after: str) -> bool:
    if before.isalnum() and after.isalnum():
        return True
    if before.isspace() and after.isspace():
        return True
    lost = _YEAR if match[0] == "‘" else _CLIPPED
    return not before.isalnum() and lost.match(text, match.end()) is not None


def _side(mark: str, before: str, after: str) -> _Side:
    can_open = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING)
    can_close = not before.isspace() and not after.isalnum()
    if mark in ("”", "»"):
        return "close"
    if mark in ("„", "‚", "«", "``"):
        return "open"
    if mark in ("“", "‘", "‟"):
        return "either" if can_close and not can_open else "open"
    if mark == "’":
        return "close" if can_close else "either"
    if can_open != can_close:
        return "open" if can_open else "close"
    return "either"


def _paired(line: _Line) -> list[_Pair]:
    """Openings with their closings, by opening. What stays open ends at the next such opening, or the paragraph."""
    open_: list[_Mark] = []
    pairs: list[_Pair] = []
    for place, mark in enumerate(line.marks):
        partner = next((at for at in range(len(open_) - 1, -1, -1) if open_[at].kind == mark.kind), None)
        if mark.side != "open" and partner is not None:
            if mark.kind == "single" and line.is_possessive(place):
                continue
            pairs += [_Pair(left, None, mark.start) for left in open_[partner + 1 :]]
            pairs.append(_Pair(open_[partner], mark, mark.end))
            del open_[partner:]
        elif mark.side == "open" and line.may_open(place):
            if partner is not None and not line.closes_twice(place):
                pairs += [_Pair(left, None, mark.start) for left in open_[partner:]]
                del open_[partner:]
            open_.append(mark)
    pairs += [_Pair(left, None, line.end) for left in open_]
    kept = (pair for pair in pairs if pair.closing or pair.opening.kind != "single" or line.begins_with(pair.opening))
    return sorted((_trimmed(line.text, pair) for pair in kept), key=lambda pair: (pair.opening.start, -pair.end))


def _trimmed(text: str, pair: _Pair) -> _Pair:
    """What has no closing mark ends with its last word, or stop."""
    end = pair.end
    while pair.closing is None and end > pair.opening.end and text[end - 1].isspace():
        end -= 1
    return _Pair(pair.opening, pair.closing, end)


def _quotations(text: str, pairs: list[_Pair], *, follows: bool) -> Iterator[Quotation]:
    around: list[int] = []
    for place, pair in enumerate(pairs):
        around = [end for end in around if end > pair.opening.start]
        inner = Span(pair.opening.end, pair.closing.start if pair.closing else max(pair.end, pair.opening.end))
        words = sum(1 for _ in _WORD.finditer(text, inner.start, inner.end))
        if words or pair.closing:
            yield Quotation(
                pair.opening.start,
                max(pair.end, pair.opening.end),
                inner,
                len(around),
                pair.closing is not None,
                follows and place == 0,
                words,
            )
        around.append(pair.end)
