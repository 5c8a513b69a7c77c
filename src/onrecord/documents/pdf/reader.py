"""PDF files: their text in reading order, with pages, blocks, and what was left out.

pdfium gives glyphs with their places; the rest is found from these places. Each page goes through
glyphs → fragments → (running heads out) → regions in reading order → pieces; the pieces of all pages are then
joined into blocks, because paragraphs run over the ends of columns and pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from onrecord.documents.extraction import Extraction, Layout, Metadata
from onrecord.documents.pdf.blocks import Piece, body_style, pieces_of, with_headline, without_note_marks
from onrecord.documents.pdf.columns import Region, reading_order
from onrecord.documents.pdf.glyphs import GlyphPage, read_glyphs
from onrecord.documents.pdf.joining import join_lines, words_of
from onrecord.documents.pdf.lines import Fragment, fragments
from onrecord.documents.pdf.margins import Margin, PageLines, running_lines
from onrecord.documents.properties import document_authors, document_title
from onrecord.errors import DocumentError
from onrecord.records import Page

MOST_PAGES = 2_000
MOST_BYTES = 100_000_000
_STAGE = "documents"
_HEADER_WITHIN = 1024  # the PDF signature may come after so many bytes
_STARTS_SENTENCE = re.compile(r"^[\"'“‘(]?[a-z]")


_State = Literal["text", "scan", "unreadable", "damaged", "blank"]


@dataclass(frozen=True, slots=True)
class _PageText:
    """The fragments of one page with its extent, what state it is in, and what is to be said of it."""

    lines: PageLines
    state: _State
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """A block: its pieces, of which all but the first go on from another column or page."""

    pieces: tuple[Piece, ...]


def read_pdf(name: str, data: bytes) -> Extraction:
    """Read the text layer of a PDF.

    Page spans part the text without gaps: each page runs to where the text of the next begins, also inside a
    paragraph that both share.

    Raises:
        DocumentError: not a PDF, damaged, locked, too large, or without any text layer.
    """
    _check_bytes(name, data)
    document = _open(name, data)
    try:
        _check_pages(name, len(document))
        metadata = _metadata(document)
        pages = [_read_page(document, index) for index in range(len(document))]
    finally:
        document.close()
    if not any(page.lines.parts for page in pages):
        raise _no_text(name, pages)
    return _lay_out(pages, metadata, is_cut=b"%%EOF" not in data[-2048:])


def _check_bytes(name: str, data: bytes) -> None:
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1e6:.0f} MB, more than the {MOST_BYTES // 10**6} MB that are read"
        raise DocumentError(name, size, "split it into smaller files")
    if b"%PDF" not in data[:_HEADER_WITHIN]:
        raise DocumentError(name, "not a PDF file, whatever its name says", "give it the ending of what it is")


def _open(name: str, data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise DocumentError(name, "the PDF is locked and needs a password", "save an unlocked copy") from None
        raise _damaged(name) from None


def _damaged(name: str) -> DocumentError:
    return DocumentError(name, "the PDF is damaged or cut short", "get the file again, or print it to a new PDF")


def _check_pages(name: str, count: int) -> None:
    if count == 0:
        raise _damaged(name)
    if count > MOST_PAGES:
        reason = f"{count:,} pages, more than the {MOST_PAGES:,} that are read"
        raise DocumentError(name, reason, "split it into smaller files")


def _metadata(document: pdfium.PdfDocument) -> Metadata:
    """Title and authors. The date a file was made is not the date it was published, so none is taken."""
    found = document.get_metadata_dict(skip_empty=True)
    return Metadata(title=document_title(found.get("Title")), authors=document_authors(found.get("Author")))


def _read_page(document: pdfium.PdfDocument, index: int) -> _PageText:
    try:
        page = document[index]
        try:
            glyphs = read_glyphs(page)
        finally:
            page.close()
    except pdfium.PdfiumError:
        return _PageText(PageLines((), 0, 0), "damaged", (f"page {index + 1} is damaged",))
    lines = PageLines(tuple(_normalized(fragments(glyphs.glyphs))), glyphs.bottom, glyphs.top)
    return _PageText(lines, _state(glyphs), tuple(_notices(glyphs, index + 1)))


def _normalized(parts: Sequence[Fragment]) -> list[Fragment]:
    return [replace(part, text=unicodedata.normalize("NFC", part.text)) for part in parts if part.text.strip()]


def _state(page: GlyphPage) -> _State:
    if page.glyphs:
        return "text"
    if page.unreadable:
        return "unreadable"
    return "scan" if page.drawn else "blank"


def _notices(page: GlyphPage, number: int) -> Iterator[str]:
    if _state(page) == "scan":
        yield f"page {number} has no text layer (a scan?)"
    if page.unreadable:
        yield f"page {number}: {page.unreadable} characters left out, their font does not say which letters they are"
    if page.turned:
        yield f'page {number}: turned text left out: "{_shortened(page.turned)}"'


def _shortened(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _no_text(name: str, pages: Sequence[_PageText]) -> DocumentError:
    count = len(pages)
    where = f"on any of its {count:,} pages" if count > 1 else "on its only page"
    states = {page.state for page in pages}
    if states == {"blank"}:
        return DocumentError(name, f"nothing {where}: the PDF is blank", "check that it is the right file")
    if states <= {"damaged", "blank"}:
        return _damaged(name)
    remedy = "run OCR on it first, e.g. ocrmypdf IN.pdf OUT.pdf"
    if "unreadable" in states:
        return DocumentError(name, f"no readable text {where}: its fonts do not name their letters", remedy)
    return DocumentError(name, f"no text layer {where}: a scan", remedy)


def _lay_out(pages: Sequence[_PageText], metadata: Metadata, *, is_cut: bool) -> Extraction:
    everything = body_style([Region(page.lines.parts) for page in pages if page.lines.parts])
    margins = running_lines([page.lines for page in pages], everything)
    out = {(margin.page, part) for margin in margins for part in margin.parts}
    regions = [
        reading_order([part for part in page.lines.parts if (index, part) not in out])
        for index, page in enumerate(pages)
    ]
    style = body_style([region for found in regions for region in found])
    notices = [list(page.notices) for page in pages]
    _note_margins(margins, notices)
    pieces: list[Piece] = []
    for index, found in enumerate(regions):
        of_page = [piece for region in found for piece in pieces_of(region, index, style)]
        of_page, marks = without_note_marks(of_page)
        if marks:
            notices[index].append(f"page {index + 1}: footnote marks left out of the text: {', '.join(marks)}")
        pieces += of_page
    if is_cut:
        notices[-1].append("the file ends before its end mark: pages may be missing")
    return _assemble(_runs(with_headline(pieces)), notices, metadata)


def _note_margins(margins: Sequence[Margin], notices: list[list[str]]) -> None:
    """Say once of each distinct running line, where it first stood, that it was left out."""
    said: set[str] = set()
    for margin in margins:
        if margin.is_page_number:
            reason = "page numbers left out"
            key = reason
        else:
            where = "head" if margin.head else "foot"
            reason = f'running {where} left out: "{_shortened(margin.text)}"'
            key = where + re.sub(r"^\d+|\d+$", "#", margin.text)
        if key not in said:
            said.add(key)
            notices[margin.page].append(reason)


def _runs(pieces: Sequence[Piece]) -> list[_Run]:
    """The pieces as blocks, those that go on in the next column or page joined.

    What stands between the two halves of a paragraph goes before it when it is on the page where the paragraph
    begins (a footnote), after it otherwise (a table at the top of the next page), so that pages stay in order.
    """
    runs: list[_Run] = []
    for piece in pieces:
        open_at = _open_run(runs, piece)
        if open_at is None:
            runs.append(_Run((piece,)))
            continue
        run, between = runs[open_at], runs[open_at + 1 :]
        last = run.pieces[-1].page
        before = [each for each in between if each.pieces[0].page == last]
        after = [each for each in between if each.pieces[0].page != last]
        runs[open_at:] = [*before, _Run((*run.pieces, piece)), *after]
    return runs


def _open_run(runs: Sequence[_Run], piece: Piece) -> int | None:
    """The index of the block that `piece` goes on with."""
    if piece.kind != "paragraph":
        return None
    for index in range(len(runs) - 1, -1, -1):
        last = runs[index].pieces[-1]
        if last.kind in ("note", "caption", "table") and piece.page - last.page <= 1:
            continue
        if index == len(runs) - 1 and not piece.opens:
            return None
        goes_on = (
            last.kind in ("paragraph", "item")
            and piece.page - last.page <= 1
            and abs(last.size - piece.size) < 0.5
            and _goes_on(last, piece)
        )
        return index if goes_on else None
    return None


def _goes_on(last: Piece, piece: Piece) -> bool:
    if last.is_finished:
        return False
    return bool(_STARTS_SENTENCE.match(piece.lines[0])) or (last.full and last.kind == "paragraph")


def _assemble(runs: Sequence[_Run], notices: Sequence[Sequence[str]], metadata: Metadata) -> Extraction:
    known = words_of(line for run in runs for piece in run.pieces for line in piece.lines)
    layout = Layout()
    starts: dict[int, int] = {}
    said = 0
    for run in runs:
        first = run.pieces[0]
        said = _say(layout, notices, said, first.page + 1)
        text, begins = _text_of(run, known)
        start = layout.end
        if layout.add(text, first.kind) is not None:
            for page, offset in begins:
                starts.setdefault(page, start + offset)
    _say(layout, notices, said, len(notices))
    extraction = layout.extraction(metadata)
    return replace(extraction, pages=_pages(starts, len(notices), len(extraction.text)))


def _say(layout: Layout, notices: Sequence[Sequence[str]], said: int, until: int) -> int:
    """Note what was left out of the pages up to `until`; gives how many pages are done."""
    for of_page in notices[said:until]:
        for reason in of_page:
            layout.skip(_STAGE, reason)
    return max(said, until)


def _text_of(run: _Run, known: frozenset[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a block, and for each page it stands on the offset at which that page begins in it."""
    if run.pieces[0].kind == "table":
        return "\n".join(run.pieces[0].lines), [(run.pieces[0].page, 0)]
    text = ""
    begins: list[tuple[int, int]] = []
    for piece in run.pieces:
        for number, line in enumerate(piece.lines):
            text = join_lines(text, line, known)
            if number == 0:
                begins.append((piece.page, len(text) - len(line)))
    return text.strip().rstrip("\u00ad"), begins


def _pages(starts: dict[int, int], count: int, length: int) -> tuple[Page, ...]:
    """Page spans that part the whole text; a page without text is empty where the next begins."""
    bounds = [length] * (count + 1)
    for page in range(count - 1, -1, -1):
        bounds[page] = starts.get(page, bounds[page + 1])
    bounds[0] = 0
    return tuple(Page(start, end, number + 1) for number, (start, end) in enumerate(pairwise(bounds)))
