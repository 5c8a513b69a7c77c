"""The text of a document cut where rows begin or end, so that a page can light up the words of any row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from onrecord.records import Attribution, Block, Record


class Placed(Protocol):
    """Anything that has a number and stands on a run of the text."""

    @property
    def number(self) -> int:
        """Which it is on the page."""

    @property
    def id(self) -> str:
        """The id of its statement."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text, from `start`, over which the same rows lie; `voice` is own, reported or quoted."""

    start: int
    text: str
    rows: tuple[int, ...]
    voice: str


def voices_of(record: Record) -> dict[str, str]:
    """Statement id -> in whose voice it stands: the document's own, reported, or quoted."""
    attributions: dict[str, Attribution] = {attribution.id: attribution for attribution in record.attributions}
    found = {}
    for statement in record.statements:
        attribution = attributions.get(statement.voice or "")
        if attribution is not None:
            found[statement.id] = "reported" if attribution.form == "indirect" else "quoted"
    return found


def laid_out(
    text: str, blocks: Sequence[Block], rows: Sequence[P], voices: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Segment, ...]]]:
    """Each block's kind and its segments."""
    runs = ((block.start, block.end) for block in blocks)
    for block, here in zip(blocks, rows_on(runs, rows), strict=True):
        yield block.kind, tuple(_segments(text, block, here, voices))


def _segments(text: str, block: Block, rows: Sequence[P], voices: Mapping[str, str]) -> Iterator[Segment]:
    """The block cut wherever a row begins or ends, so that what lies on a segment lies on all of it."""
    edges = {block.start, block.end}
    edges.update(edge for row in rows for edge in (row.start, row.end) if block.start < edge < block.end)
    runs = list(pairwise(sorted(edges)))
    for (start, end), over in zip(runs, rows_on(runs, rows), strict=True):
        voice = next((voices[row.id] for row in over if row.id in voices), "own")
        yield Segment(start, text[start:end], tuple(row.number for row in over), voice)


def rows_on(runs: Iterable[tuple[int, int]], rows: Sequence[P]) -> Iterator[list[P]]:
    """Of each run of the text the rows that share a character with it; both come in text order: one sweep."""
    here: list[P] = []
    begun = 0
    for start, end in runs:
        before = begun
        while begun < len(rows) and rows[begun].start < end:
            begun += 1
        here = [row for row in (*here, *rows[before:begun]) if row.end > start]
        yield here
