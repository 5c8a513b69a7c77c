"""Regions of a PDF page parted into pieces: paragraphs, headings, list items, captions, tables, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.documents.pdf.columns import Region
from onrecord.documents.pdf.lines import Fragment, join_row
from onrecord.documents.pdf.tables import Row, rows_of, table_end, table_lines
from onrecord.records import BlockKind

_LARGER = 1.15  # of the body's size: a heading
_SMALLER = 0.93  # a footnote, a caption
_SAME_SIZE = 0.08
_WIDER_GAP = 1.3  # of the usual pitch: a new paragraph
_INDENT = (0.7, 4.0)  # ems by which a first line is set in
_BULLET = re.compile(r"^[•▪■●○◦‣⁃]\s*|^[–*-]\s+")
_ENUMERATOR = re.compile(r"^(?:\d{1,2}[.)]|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|[a-z]\))\s+\S")
_NOTE_MARK = re.compile(r"^(?:([⁰¹²³⁴-⁹]+)|(\d{1,3})(?=[.)]?\s)|[*†‡§])")
_CAPTION = re.compile(
    r"^(?:(?:figure|fig\.|table|chart|map|plate|exhibit)\s+\d+|(?:photo(?:graph)?|picture|image|illustration|source)s?:)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹]+")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class BodyStyle:
    """What is usual in a document: the size of its text in points, and from line to line in ems."""

    size: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Piece:
    """The lines of one block that stand on one page.

    `full`: its last line runs to the column's edge; `opens`: it is the first of its region.
    """

    kind: BlockKind
    lines: tuple[str, ...]
    page: int
    size: float
    bold: bool
    full: bool = False
    opens: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether its last line ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.lines[-1]))


def body_style(regions: Iterable[Region]) -> BodyStyle:
    """The size that most letters have, and the pitch that most of their lines have."""
    letters: Counter[float] = Counter()
    pitches: Counter[tuple[float, float]] = Counter()
    for region in regions:
        for part in region.parts:
            letters[round(part.size * 2) / 2] += len(part.text)
        for above, part in pairwise(region.parts):
            gap = (above.y - part.y) / max(part.size, 1)
            if above.size == part.size and 0.8 < gap < 3:
                pitches[round(part.size * 2) / 2, round(gap, 1)] += 1
    size = max(letters, key=lambda each: (letters[each], each), default=10.0)
    usual = {pitch: count for (of, pitch), count in pitches.items() if of == size}
    return BodyStyle(size or 10.0, max(usual, key=lambda each: (usual[each], -each), default=1.2))


def pieces_of(region: Region, page: int, style: BodyStyle) -> list[Piece]:
    """The pieces of one region of the page with this index, in reading order."""
    rows = rows_of(region.parts)
    pieces: list[Piece] = []
    waiting: list[Row] = []
    at = 0
    while at < len(rows):
        end = table_end(rows, at)
        if end > at:
            pieces += _text_pieces(waiting, region, page, style)
            waiting = []
            first = rows[at][0]
            pieces.append(Piece("table", table_lines(rows[at:end]), page, first.size, first.bold))
        else:
            waiting.append(rows[at])
        at = max(end, at + 1)
    pieces += _text_pieces(waiting, region, page, style)
    return [replace(pieces[0], opens=True), *pieces[1:]] if pieces else []


def without_note_marks(pieces: Sequence[Piece]) -> tuple[list[Piece], list[str]]:
    """The pieces of one page less the raised marks that its footnotes answer to, and these marks.

    A raised 1 after "£12,000" is no part of the sum. Raised digits with no footnote (m²) stay.
    """
    marks: list[str] = []
    for piece in pieces:
        mark = _NOTE_MARK.match(piece.lines[0]) if piece.kind == "note" else None
        if mark and (mark[1] or mark[2]):
            marks.append((mark[1] or mark[2]).translate(_PLAIN_DIGITS))
    found: list[str] = []

    def unmark(match: re.Match[str]) -> str:
        plain = match[0].translate(_PLAIN_DIGITS)
        if plain not in marks:
            return match[0]
        found.append(plain)
        return ""

    cleaned = [
        replace(piece, lines=(_plain_mark(piece.lines[0]), *piece.lines[1:]))
        if piece.kind == "note"
        else replace(piece, lines=tuple(_SUPERSCRIPT.sub(unmark, line) for line in piece.lines))
        for piece in pieces
    ]
    return cleaned, found


def with_headline(pieces: Sequence[Piece]) -> list[Piece]:
    """The document's pieces, the largest heading at its start made the headline."""
    first = [piece for piece in pieces[:12] if piece.page == pieces[0].page and piece.kind == "subhead"]
    if not first:
        return list(pieces)
    headline = max(first, key=lambda piece: piece.size)
    before = pieces[: pieces.index(headline)]
    if sum(piece.kind == "paragraph" and len(piece.lines) > 2 for piece in before):
        return list(pieces)
    return [replace(piece, kind="headline") if piece is headline else piece for piece in pieces]


def _plain_mark(line: str) -> str:
    match = _NOTE_MARK.match(line)
    if match is None or not match[1]:
        return line
    return f"{match[1].translate(_PLAIN_DIGITS)} {line[match.end() :].lstrip()}"


def _text_pieces(rows: Sequence[Row], region: Region, page: int, style: BodyStyle) -> list[Piece]:
    lines = [join_row(row) for row in rows]
    lowest = min((line.y for line in lines if line.size > _SMALLER * style.size), default=float("inf"))
    pieces = []
    for group in _groups(lines, region, style):
        is_low = group[0].y < lowest and group[0].size <= _SMALLER * style.size
        kind = _kind(group, style, is_low=is_low)
        texts = [line.text for line in group]
        if kind == "item":
            texts[0] = _BULLET.sub("", texts[0])
        full = region.right - group[-1].right < 0.2 * (region.right - region.left)
        texts = [text for text in texts if text]
        if texts:
            pieces.append(Piece(kind, tuple(texts), page, group[0].size, group[0].bold, full))
    return pieces


def _groups(lines: Sequence[Fragment], region: Region, style: BodyStyle) -> Iterator[list[Fragment]]:
    """The lines of each block."""
    group: list[Fragment] = []
    for line in lines:
        if group and _starts_block(group, line, region, style):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _starts_block(group: Sequence[Fragment], line: Fragment, region: Region, style: BodyStyle) -> bool:
    above = group[-1]
    size = max(above.size, line.size)
    is_other = abs(above.size - line.size) > _SAME_SIZE * size or above.bold != line.bold
    if is_other or above.y - line.y > _WIDER_GAP * style.pitch * size or _BULLET.match(line.text):
        return True
    ends = bool(_SENTENCE_END.search(above.text))
    if _marks_entry(line, style) and (ends or _marks_entry(group[0], style) or _is_short(above, line, region)):
        return True
    if line.size > _LARGER * style.size or line.bold:
        return False  # a heading over several lines, which may be centred
    is_end = _is_short(above, line, region) if ends else _leaves_room(above, region)
    return is_end or _is_set_in(group, line)


def _marks_entry(line: Fragment, style: BodyStyle) -> bool:
    small = line.size <= _SMALLER * style.size
    return bool(_ENUMERATOR.match(line.text)) or (small and bool(_NOTE_MARK.match(line.text)))


def _is_item(line: Fragment) -> bool:
    return bool(_BULLET.match(line.text) or _ENUMERATOR.match(line.text))


def _is_set_in(group: Sequence[Fragment], line: Fragment) -> bool:
    """Whether the line is a paragraph's first by its indent; the lines of a list item hang behind its mark."""
    above = group[-1]
    least, most = (ems * line.size for ems in _INDENT)
    if _is_item(group[0]):
        return len(group) > 1 and line.left < group[1].left - least
    return least < line.left - above.left < most


def _is_short(above: Fragment, line: Fragment, region: Region) -> bool:
    """Whether the line's first word would have had room in the line above it."""
    first = line.text.split()[0] if line.text.split() else ""
    word = (line.right - line.left) * len(first) / max(len(line.text), 1)
    return region.right - above.right > word + 1.5 * line.size


def _leaves_room(above: Fragment, region: Region) -> bool:
    return region.right - above.right > 0.4 * (region.right - region.left)


def _kind(group: Sequence[Fragment], style: BodyStyle, *, is_low: bool) -> BlockKind:
    text = " ".join(line.text for line in group)
    first = group[0]
    if _CAPTION.match(text) and (first.size <= _SMALLER * style.size or len(group) <= 3):
        return "caption"
    if is_low and _NOTE_MARK.match(text):
        return "note"
    if _is_heading(group, text, style):
        return "subhead"
    if _is_item(first):
        return "item"
    if re.match(r"^By [A-Z]", text) and len(group) == 1 and len(text.split()) <= 9 and not text.endswith("."):
        return "byline"
    return "paragraph"


def _is_heading(group: Sequence[Fragment], text: str, style: BodyStyle) -> bool:
    if not any(character.isalpha() for character in text):
        return False
    if group[0].size >= _LARGER * style.size:
        return len(text.split()) <= 40
    if len(group) > 2 or len(text.split()) > 14 or re.search(r"[.,;]$", text):
        return False
    return all(line.bold for line in group) or (len(group) == 1 and text.isupper() and len(text) > 3)
