"""Running heads and feet, and page numbers: what returns at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from onrecord.documents.pdf.blocks import BodyStyle
from onrecord.documents.pdf.lines import Fragment, join_row
from onrecord.documents.pdf.tables import rows_of

_ZONE = 0.12  # of the page's height, at its top and its foot
_DEEPEST = 3  # lines from an edge inwards
_APART = 1.2  # of the pitch of the text
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?i)^\W*(?:page|p\.|pg\.?)?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:of|/|\|)\s*\d{1,4})?\W*$")
_LARGER = 1.15  # a line this much larger than the body is a heading, even at the edge


@dataclass(frozen=True, slots=True)
class PageLines:
    """The fragments of one page, with the y of its foot and its top."""

    parts: tuple[Fragment, ...]
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Margin:
    """A line at a page's edge: the page's index from 0, its text, and the fragments it is made of.

    `apart`: the next line inwards is further off than the lines of the text are from each other.
    """

    page: int
    text: str
    parts: tuple[Fragment, ...]
    head: bool
    apart: bool

    @property
    def is_page_number(self) -> bool:
        """Whether the line holds a page number and nothing else."""
        return bool(_PAGE_NUMBER.match(self.text))


def running_lines(pages: Sequence[PageLines], style: BodyStyle) -> list[Margin]:
    """The lines at the edges that return over pages and stand apart from the text, in page order."""
    edges = [list(_edge_lines(page, index, style)) for index, page in enumerate(pages)]
    seen: Counter[tuple[bool, str]] = Counter()
    for lines in edges:
        seen.update({(line.head, key) for line in lines for key in _keys(line)})
    return [line for lines in edges for line in _outermost(lines, seen)]


def _edge_lines(page: PageLines, index: int, style: BodyStyle) -> Iterator[Margin]:
    depth = (page.top - page.bottom) * _ZONE
    rows = rows_of(page.parts)
    for head, edge in ((True, rows), (False, rows[::-1])):
        for row, inner in zip(edge[:_DEEPEST], (*edge[1:], None), strict=False):
            line = join_row(row)
            near = line.y > page.top - depth if head else line.y < page.bottom + depth
            if not near or line.size >= _LARGER * style.size:
                break
            gap = abs(line.y - inner[0].y) if inner else float("inf")
            yield Margin(index, line.text, row, head, gap > _APART * style.pitch * line.size)


def _keys(line: Margin) -> set[str]:
    """The line's text, and its text with the first or the last number counted from the page it stands on."""
    keys = {line.text}
    numbers = list(_NUMBER.finditer(line.text))
    for number in (*numbers[:1], *numbers[-1:]):
        if len(number.group()) <= 4:
            offset = int(number.group()) - line.page
            keys.add(f"{line.text[: number.start()]}#{offset}{line.text[number.end() :]}")
    return keys


def _outermost(lines: list[Margin], seen: Counter[tuple[bool, str]]) -> Iterator[Margin]:
    """The running lines of one page, from each edge inwards up to the first line that does not return."""
    for _, edge in groupby(lines, key=lambda line: line.head):
        returning = list(takewhile(lambda line: _returns(line, seen) or _numbers_its_page(line), edge))
        while returning and not returning[-1].apart:
            returning.pop()
        yield from returning


def _returns(line: Margin, seen: Counter[tuple[bool, str]]) -> bool:
    return any(seen[line.head, key] > 1 for key in _keys(line))


def _numbers_its_page(line: Margin) -> bool:
    """A lone page number needs no other page to be known for one."""
    number = _NUMBER.search(line.text)
    return line.is_page_number and number is not None and int(number.group()) == line.page + 1
