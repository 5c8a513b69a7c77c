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
_ENDING = frozenset('.,?!;:…—–-)]”"')
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
        pairs = _paired(text, paragraph, list(_marks(text, paragraph)))
        follows = left_open is not None and _opens(text, paragraph, pairs) == left_open.opening.kind
        found += _quotations(text, pairs, follows=follows)
        left_open = next((pair for pair in pairs if pair.closing is None and pair.end == paragraph.end), None)
    return tuple(found)


def _paragraphs(document: Document) -> Iterator[Span]:
    """The blocks, or the lines of a text that was not laid out; without blanks at their ends."""
    text = document.text
    lines = (Span(*match.span()) for match in _LINE.finditer(text))
    for span in document.blocks or lines:
        words = text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        if words.strip():
            yield Span(start, start + len(words.strip()))


def _opens(text: str, paragraph: Span, pairs: list[_Pair]) -> _Kind | None:
    """The kind of mark that a paragraph begins with."""
    first = pairs[0].opening if pairs else None
    return first.kind if first and _begins(text, paragraph, pairs[0]) else None


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


def _paired(text: str, paragraph: Span, marks: list[_Mark]) -> list[_Pair]:
    """Openings with their closings, by opening. What stays open ends at the next such opening, or the paragraph."""
    open_: list[_Mark] = []
    pairs: list[_Pair] = []
    for place, mark in enumerate(marks):
        partner = next((at for at in range(len(open_) - 1, -1, -1) if open_[at].kind == mark.kind), None)
        if mark.side != "open" and partner is not None:
            if mark.kind == "single" and _is_possessive(text, marks, place):
                continue
            pairs += _unclosed(open_[partner + 1 :], mark.start)
            pairs.append(_Pair(open_[partner], mark, mark.end))
            del open_[partner:]
        elif mark.side == "open" and _may_open(text, paragraph, marks, place):
            if partner is not None and not _closes_twice(marks, place):
                pairs += _unclosed(open_[partner:], mark.start)
                del open_[partner:]
            open_.append(mark)
    pairs += _unclosed(open_, paragraph.end)
    pairs = [pair for pair in pairs if pair.closing or pair.opening.kind != "single" or _begins(text, paragraph, pair)]
    return sorted((_trimmed(text, pair) for pair in pairs), key=lambda pair: (pair.opening.start, -pair.end))


def _unclosed(marks: list[_Mark], end: int) -> Iterator[_Pair]:
    return (_Pair(mark, None, end) for mark in marks)


def _begins(text: str, paragraph: Span, pair: _Pair) -> bool:
    """Does the paragraph begin with it? A single mark that is never closed is else an apostrophe."""
    return not text[paragraph.start : pair.opening.start].strip("*_> \t")


def _trimmed(text: str, pair: _Pair) -> _Pair:
    if pair.closing is not None:
        return pair
    words = text[pair.opening.start : pair.end]
    return _Pair(pair.opening, None, pair.opening.start + len(words.rstrip()))


def _is_possessive(text: str, marks: list[_Mark], place: int) -> bool:
    """Is it the apostrophe of "the workers' pay", with a mark still to come that can close?"""
    mark = marks[place]
    before, after = text[mark.start - 1], text[mark.end : mark.end + 2]
    if before not in "sSzx" or len(after) < 2 or after[0] != " " or not after[1].isalnum():
        return False
    for later in marks[place + 1 :]:
        if later.kind == "single":
            return later.side != "open" and (text[later.start - 1] in _ENDING or not text[later.start - 1].isspace())
    return False


def _may_open(text: str, paragraph: Span, marks: list[_Mark], place: int) -> bool:
    """A single mark opens only where one can close it, or where its paragraph begins."""
    mark = marks[place]
    if mark.kind != "single" or not text[paragraph.start : mark.start].strip():
        return True
    return any(later.kind == "single" and later.side != "open" for later in marks[place + 1 :])


def _closes_twice(marks: list[_Mark], place: int) -> bool:
    """Do two closing marks of the kind come before the next opening one: a quotation within another?"""
    closings = 0
    for later in marks[place + 1 :]:
        if later.kind == marks[place].kind:
            if later.side != "close":
                return False
            closings += 1
            if closings == 2:
                return True
    return False


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
