"""Glyphs of a PDF page put together into fragments: runs of text on one baseline with no wide gap in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.documents.pdf.glyphs import LINE_END_HYPHEN, SOFT_HYPHEN, Glyph

# In widths of an em. A word space is about 0.25; a gap of one em and more parts cells and columns.
_SPACE = 0.22
_DRAWN_SPACE = -0.1
_WIDE_GAP = 1.0
# Fragments drawn at different times belong together only when they nearly touch: a narrow gutter must stay one.
_TOUCHING = 0.5
_SAME_BASELINE = 0.25
_RAISED = 0.7  # a note mark or an ordinal's letters stand at most this much of an em above their line
_SMALL = 0.85  # and are this much smaller
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text from `left` to `right` on the baseline `y`; size in points, `bold` when all of it is."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool


def fragments(glyphs: Sequence[Glyph]) -> list[Fragment]:
    """The fragments of a page, from its top to its bottom and from left to right."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _follows(runs[-1], glyph, _WIDE_GAP):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return sorted((_fragment(run) for run in _touching(runs)), key=lambda part: (-part.y, part.left))


def same_baseline(one: Fragment, other: Fragment) -> bool:
    """Whether two fragments stand in one row."""
    return abs(one.y - other.y) < _SAME_BASELINE * max(one.size, other.size)


def join_row(row: Iterable[Fragment]) -> Fragment:
    """One fragment out of those of a row, from left to right."""
    parts = sorted(row, key=lambda part: part.left)
    if len(parts) == 1:
        return parts[0]
    widest = max(parts, key=lambda part: len(part.text))
    return Fragment(
        " ".join(part.text for part in parts),
        parts[0].left,
        max(part.right for part in parts),
        widest.y,
        widest.size,
        all(part.bold for part in parts),
    )


def _follows(run: Sequence[Glyph], glyph: Glyph, wide: float) -> bool:
    last = run[-1]
    em = max(last.size, glyph.size)
    gap = glyph.left - last.right
    if not -0.6 * em < gap < wide * em:
        return False
    if abs(glyph.y - last.y) < _SAME_BASELINE * em:
        return True
    raised = min(last.size, glyph.size) < _SMALL * em or abs(glyph.y - run[0].y) < _SAME_BASELINE * em
    return raised and abs(glyph.y - last.y) < _RAISED * em


def _touching(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Join runs that were drawn apart and stand side by side."""
    ordered = sorted(runs, key=lambda run: (-round(run[0].y), run[0].left))
    joined: list[list[Glyph]] = []
    for run in ordered:
        before = joined[-1] if joined else None
        if before is not None and _follows(before, run[0], _TOUCHING) and before[-1].right <= run[0].left + 1:
            joined[-1] = [*before, *run]
        else:
            joined.append(run)
    return joined


def _fragment(run: list[Glyph]) -> Fragment:
    sizes = Counter(glyph.size for glyph in run)
    size = max(sizes, key=lambda each: (sizes[each], each))
    main = [glyph for glyph in run if glyph.size == size]
    y = Counter(round(glyph.y, 2) for glyph in main).most_common(1)[0][0]
    parts: list[str] = []
    for before, glyph in zip([None, *run], run, strict=False):
        if before is not None and _is_spaced(before, glyph):
            parts.append(" ")
        raised = glyph.size < _SMALL * size and glyph.y > y + 0.12 * size
        parts.append(glyph.text.translate(_SUPERSCRIPTS) if raised else glyph.text)
    bold = all(glyph.bold for glyph in main)
    return Fragment(_clean("".join(parts)), run[0].left, max(glyph.right for glyph in run), y, size, bold)


def _is_spaced(before: Glyph, glyph: Glyph) -> bool:
    """Some files draw no spaces and only leave gaps; others draw one where letters touch."""
    gap = (glyph.left - before.right) / max(before.size, glyph.size, 1)
    return gap > (_DRAWN_SPACE if glyph.spaced else _SPACE)


def _clean(text: str) -> str:
    """Soft hyphens stay only at the line's end, where they are wanted to mend the word."""
    text = text.replace(LINE_END_HYPHEN, "-")
    return re.sub(f"{SOFT_HYPHEN}(?!$)", "", text)
