"""Reading order: the fragments of a PDF page parted into regions, a column each, in the order they are read.

A page is cut at the emptiest upright strip that has running text on both sides (a gutter). What crosses the
gutter, such as a headline over both columns, parts the page into bands from top to bottom; within a band the
left column is read before the right. Each column is cut again in the same way, so that three columns work too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from onrecord.documents.pdf.lines import Fragment

_STEP = 2.0  # points between the places tried for a gutter
_FEWEST_LINES = 3  # on either side of a gutter
_FEWEST_WORDS = 3  # a line of a column, in the median; table cells hold fewer
_MOST_CROSSING = 0.5  # of all lines may lie across a gutter
_PITCH = 1.8  # lines further apart than this many ems do not belong to one paragraph


@dataclass(frozen=True, slots=True)
class Region:
    """A column, or a part of the page over its whole width, with its fragments from top to bottom."""

    parts: tuple[Fragment, ...]

    @property
    def left(self) -> float:
        """The x at which its lines begin."""
        return min(part.left for part in self.parts)

    @property
    def right(self) -> float:
        """The x at which its longest line ends."""
        return max(part.right for part in self.parts)


def reading_order(parts: Sequence[Fragment]) -> list[Region]:
    """The regions of a page in reading order."""
    ordered = sorted(parts, key=lambda part: (-part.y, part.left))
    gutter = _gutter(ordered)
    if gutter is None:
        return [Region(tuple(ordered))] if ordered else []
    regions: list[Region] = []
    for band in _bands(ordered, gutter):
        left = [part for part in band if part.right <= gutter]
        right = [part for part in band if part.left >= gutter]
        if len(left) + len(right) < len(band) or not left or not right:
            regions.append(Region(tuple(band)))
        else:
            regions += reading_order(left) + reading_order(right)
    return regions


def _gutter(parts: Sequence[Fragment]) -> float | None:
    if len(parts) < 2 * _FEWEST_LINES:
        return None
    left, right = min(part.left for part in parts), max(part.right for part in parts)
    margin = (right - left) * 0.15
    tried = [left + margin + _STEP * step for step in range(int((right - left - 2 * margin) / _STEP) + 1)]
    crossing = {x: sum(part.left < x < part.right for part in parts) for x in tried}
    fitting = [x for x in tried if crossing[x] <= _MOST_CROSSING * len(parts) and _parts_columns(parts, x)]
    if not fitting:
        return None
    fewest = min(crossing[x] for x in fitting)
    best = [x for x in fitting if crossing[x] == fewest]
    return best[len(best) // 2]


def _parts_columns(parts: Sequence[Fragment], x: float) -> bool:
    """Whether running text stands on both sides of `x`, side by side."""
    left = [part for part in parts if part.right <= x]
    right = [part for part in parts if part.left >= x]
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    beside = min(left[0].y, right[0].y) - max(left[-1].y, right[-1].y)
    if beside < _FEWEST_LINES * min(left[0].size, right[0].size):
        return False
    return all(_is_running_text(side) for side in (left, right))


def _is_running_text(column: Sequence[Fragment]) -> bool:
    words = median(len(part.text.split()) for part in column)
    width = max(part.right for part in column) - min(part.left for part in column)
    filled = median(part.right - part.left for part in column)
    return words >= _FEWEST_WORDS and filled > 0.55 * width


def _bands(parts: Sequence[Fragment], gutter: float) -> list[list[Fragment]]:
    """The fragments from top to bottom, parted where what crosses the gutter begins and ends."""
    bands: list[list[Fragment]] = []
    across = False
    for part in parts:
        crosses = part.left < gutter < part.right
        before = bands[-1][-1] if bands else None
        if before is None or (crosses != across and not (across and _goes_on(before, part, parts, gutter))):
            bands.append([])
            across = crosses
        bands[-1].append(part)
    return bands


def _goes_on(before: Fragment, part: Fragment, parts: Sequence[Fragment], gutter: float) -> bool:
    """Whether `part`, which does not cross, is the short last line of what crosses above it."""
    if part.size != before.size or before.y - part.y > _PITCH * part.size or part.left >= gutter:
        return False
    beside = (other for other in parts if other.left >= gutter and abs(other.y - part.y) < part.size)
    return next(beside, None) is None
