"""The sheet as one self-contained page: the text, the rows, and a click from either to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from onrecord.case.decisions import Review
from onrecord.exports.layout import Segment, laid_out, voices_of
from onrecord.exports.sheet import NOTHING_READ, Row, rows_of_all
from onrecord.records import Block, Record

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Section:
    """One document on the page."""

    title: str
    byline: str
    blocks: tuple[tuple[str, tuple[Segment, ...]], ...]
    rows: tuple[tuple[Row, str], ...]
    skipped: tuple[str, ...]


def sheet_html(records: Sequence[Record], reviews: Sequence[Mapping[str, Review]] = ()) -> bytes:
    """The page's bytes. Everything from a document is escaped; nothing is loaded from anywhere."""
    sections = [_section(record, rows) for record, rows in zip(records, rows_of_all(records, reviews), strict=True)]
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
    voices = voices_of(record)
    blocks = document.blocks or (Block(0, len(document.text), "paragraph"),)
    return Section(
        document.title or "Untitled",
        byline,
        tuple(laid_out(document.text, blocks, rows, voices)),
        tuple((row, voices.get(row.id, "own")) for row in rows),
        tuple(skip.reason for skip in record.skipped),
    )
