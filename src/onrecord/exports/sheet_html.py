"""The sheet as one self-contained page: the text, the rows, and a click from either to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from onrecord.exports.sheet import NOTHING_READ, Row, rows_of_all
from onrecord.records import Attribution, Block, Record

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text over which the same rows lie; `voice` is own, reported or quoted."""

    text: str
    rows: tuple[int, ...]
    voice: str


@dataclass(frozen=True, slots=True)
class Section:
    """One document on the page."""

    title: str
    byline: str
    blocks: tuple[tuple[str, tuple[Segment, ...]], ...]
    rows: tuple[tuple[Row, str], ...]
    skipped: tuple[str, ...]


def sheet_html(records: Sequence[Record]) -> bytes:
    """The page's bytes. Everything from a document is escaped; nothing is loaded from anywhere."""
    sections = [_section(record, rows) for record, rows in zip(records, rows_of_all(records), strict=True)]
    template = _environment().get_template("sheet.html")
    page = template.render(sections=sections, nothing=NOTHING_READ, style=_part("sheet.css"), script=_part("sheet.js"))
    return page.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _part(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _section(record: Record, rows: Sequence[Row]) -> Section:
    document = record.document
    byline = " · ".join(part for part in (", ".join(document.authors), document.publisher, document.published) if part)
    voices = _voices(record)
    blocks = document.blocks or (Block(0, len(document.text), "paragraph"),)
    return Section(
        document.title or "Untitled",
        byline,
        tuple(_laid_out(document.text, blocks, rows, voices)),
        tuple((row, voices.get(row.id, "own")) for row in rows),
        tuple(skip.reason for skip in record.skipped),
    )


def _voices(record: Record) -> dict[str, str]:
    """Statement id -> in whose voice it stands: the document's own, reported, or quoted."""
    attributions: dict[str, Attribution] = {attribution.id: attribution for attribution in record.attributions}
    found = {}
    for statement in record.statements:
        attribution = attributions.get(statement.voice or "")
        if attribution is not None:
            found[statement.id] = "reported" if attribution.form == "indirect" else "quoted"
    return found


def _laid_out(
    text: str, blocks: Sequence[Block], rows: Sequence[Row], voices: dict[str, str]
) -> Iterator[tuple[str, tuple[Segment, ...]]]:
    """Each block's kind and its segments."""
    runs = ((block.start, block.end) for block in blocks)
    for block, here in zip(blocks, _rows_on(runs, rows), strict=True):
        yield block.kind, tuple(_segments(text, block, here, voices))


def _segments(text: str, block: Block, rows: Sequence[Row], voices: dict[str, str]) -> Iterator[Segment]:
    """The block cut wherever a row begins or ends, so that what lies on a segment lies on all of it."""
    edges = {block.start, block.end}
    edges.update(edge for row in rows for edge in (row.start, row.end) if block.start < edge < block.end)
    runs = list(pairwise(sorted(edges)))
    for (start, end), over in zip(runs, _rows_on(runs, rows), strict=True):
        voice = next((voices[row.id] for row in over if row.id in voices), "own")
        yield Segment(text[start:end], tuple(row.number for row in over), voice)


def _rows_on(runs: Iterable[tuple[int, int]], rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Of each run of the text the rows that share a character with it; both come in text order: one sweep."""
    here: list[Row] = []
    begun = 0
    for start, end in runs:
        before = begun
        while begun < len(rows) and rows[begun].start < end:
            begun += 1
        here = [row for row in (*here, *rows[before:begun]) if row.end > start]
        yield here
