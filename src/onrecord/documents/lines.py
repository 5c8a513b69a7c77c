"""The lines of a plain text with their offsets, and which of them belong together.

News text comes in three shapes: paragraphs between empty lines, one paragraph a line, and lines broken at a column.
Which one a file has is measured on its lines, never asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from onrecord.records import Span

NARROWEST, WIDEST = 40, 130
"""Columns between which text is broken by hand or by a mail program."""
FILLED = 0.75
"""A line this full, as a share of the column, goes on in the next one."""
ENDED_SHARE = 0.5
"""Broken lines end a sentence now and then; where more of them do, each is a paragraph."""
ITEM_MARK = re.compile(r"[ \t]*(?:[-*+•‣◦▪·]|\d{1,2}[.)]|\((?!c\))[a-z\d]{1,2}\))[ \t]+(?=\S)")
QUOTE_MARK = re.compile(r"[ \t]*(?:>[ \t]?)+")
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]*_]*\s*$")
_MARKED = re.compile(rf"{ITEM_MARK.pattern}|{QUOTE_MARK.pattern}")


@dataclass(frozen=True, slots=True)
class Line(Span):
    """One line without its line break, and its words without blanks at the ends."""

    words: str

    @property
    def length(self) -> int:
        """How wide the line is, in characters."""
        return self.end - self.start


def lines_of(text: str) -> list[Line]:
    """The lines of a text, parted by LF alone, in order."""
    lines, start = [], 0
    for words in text.split("\n"):
        lines.append(Line(start, start + len(words), words.strip()))
        start += len(words) + 1
    return lines


def groups_of(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines without an empty one, or one of quote marks alone, between them."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if QUOTE_MARK.sub("", line.words, count=1):
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def paragraphs_of(lines: list[Line]) -> list[list[Line]]:
    """The lines parted into paragraphs, items and single lines, by the shape measured on all of them."""
    groups = groups_of(lines)
    column = wrap_column(groups)
    return [paragraph for group in groups for paragraph in _split(group, column)]


def wrap_column(groups: list[list[Line]]) -> int | None:
    """The column at which the lines are broken, in characters; nothing where each line is a paragraph."""
    breaks = [(one, two) for group in groups for one, two in pairwise(group)]
    widths = sorted(line.length for group in groups if len(group) > 1 for line in group)
    if not breaks:
        return None
    column = widths[ceil(0.98 * (len(widths) - 1))]
    ended = sum(ends_sentence(one.words) and not _goes_on(two.words) for one, two in breaks)
    return column if NARROWEST <= column <= WIDEST and ended < ENDED_SHARE * len(breaks) else None


def ends_sentence(words: str) -> bool:
    """Does a line end as a sentence does?"""
    return _ENDED.search(words) is not None


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks at its ends."""
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return Span(left, max(left, start + len(words.rstrip())))


def _split(group: list[Line], column: int | None) -> list[list[Line]]:
    paragraphs = [[group[0]]]
    for before, line in pairwise(group):
        if _belongs(before, line, column):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _belongs(before: Line, line: Line, column: int | None) -> bool:
    """Does a line go on with what stands in the line before it?"""
    quoted_before, quoted = (QUOTE_MARK.match(each.words) is not None for each in (before, line))
    if quoted_before != quoted or (not quoted and _MARKED.match(line.words)):
        return False
    goes_on = _goes_on(QUOTE_MARK.sub("", line.words, count=1))
    if column is None:
        return (quoted or goes_on) and not ends_sentence(before.words)
    return goes_on or before.length >= FILLED * column


def _goes_on(words: str) -> bool:
    return words[:1].islower() and _MARKED.match(words) is None
