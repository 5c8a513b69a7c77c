"""DOCX files: the text as it stands with all tracked changes taken, in document order, notes at their anchors.

python-docx opens the package; the blocks are read from the XML beneath it, because python-docx passes over
insertions, notes, comments and text boxes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from onrecord.documents.docx.inline import DELETED, INSERTED, Inline, NoteAnchor, NoteKind, W, preferred
from onrecord.documents.docx.package import open_package, part_xml
from onrecord.documents.docx.styles import Style, block_kind, is_top_heading, read_styles
from onrecord.documents.extraction import Extraction, Layout, Metadata
from onrecord.documents.properties import document_authors, document_title
from onrecord.records import BlockKind, Link

_STAGE = "documents"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_NOTE_PARTS: tuple[tuple[NoteKind, str], ...] = (
    ("footnote", RELATIONSHIP_TYPE.FOOTNOTES),
    ("endnote", RELATIONSHIP_TYPE.ENDNOTES),
    ("comment", RELATIONSHIP_TYPE.COMMENTS),
)


@dataclass(frozen=True, slots=True)
class _Note:
    """A footnote, endnote or comment, with the link targets of the part it stands in."""

    element: etree._Element
    targets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Word:
    """What the body refers to: styles by id, notes by kind and id, link targets by relationship."""

    styles: Mapping[str, Style]
    notes: Mapping[NoteAnchor, _Note]
    targets: Mapping[str, str]
    has_title: bool


def read_docx(name: str, data: bytes) -> Extraction:
    """Read a Word document.

    Raises:
        DocumentError: no DOCX, damaged, locked, too large, or built to harm.
    """
    document = open_package(name, data)
    body = document.element.body
    reading = _Reading(_word(document, body))
    reading.read(body)
    reading.close(_running_heads(document.part))
    return reading.layout.extraction(_metadata(document))


class _Reading:
    """Lays the blocks of a body down, and counts what is taken and left on the way."""

    def __init__(self, word: _Word) -> None:
        self.layout = Layout()
        self._word = word
        self._counts: Counter[str] = Counter()
        self._waiting: Inline | None = None  # a paragraph whose end was deleted, so that the next goes on with it

    def read(self, container: etree._Element) -> None:
        """Read the blocks of a body, a cell or a text box."""
        for child in container:
            tag = child.tag
            if tag == f"{W}p":
                self._read_paragraph(child)
            elif tag == f"{W}tbl":
                self._read_table(child)
            elif tag in DELETED:
                self._counts["deletions"] += 1
            elif tag == f"{W}altChunk":
                self.layout.skip(_STAGE, "an embedded document was not read")
            elif tag == _ALTERNATIVES:
                self.read(preferred(child))
            elif tag in INSERTED or tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
                self.read(child)

    def close(self, running_heads: Iterator[str]) -> None:
        """Say what was read and left as tracked changes, and what else was left out."""
        if self._waiting is not None:
            self._lay(self._waiting, "paragraph")
        inserted, deleted = self._counts["insertions"], self._counts["deletions"]
        if inserted or deleted:
            said = f"{_count(inserted, 'insertion')} read, {_count(deleted, 'deletion')} left out"
            self.layout.skip(_STAGE, f"tracked changes: {said}")
        for key, one in (("hidden", "hidden run of text"), ("images", "image"), ("charts", "chart or diagram")):
            if self._counts[key]:
                self.layout.skip(_STAGE, f"not read: {_count(self._counts[key], one)}")
        for reason in running_heads:
            self.layout.skip(_STAGE, reason)

    def _read_paragraph(self, paragraph: etree._Element) -> None:
        inline = self._waiting or self._inline()
        inline.read(paragraph)
        self._waiting = None
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self._waiting = inline
            return
        self._lay(inline, self._kind(paragraph))

    def _kind(self, paragraph: etree._Element) -> BlockKind:
        if self.layout.end == 0 and not self._word.has_title and is_top_heading(paragraph, self._word.styles):
            return "headline"
        return block_kind(paragraph, self._word.styles)

    def _inline(self) -> Inline:
        return Inline(self._word.targets, self._counts)

    def _lay(self, inline: Inline, kind: BlockKind) -> None:
        # A tab at a table's start stands for an empty first cell.
        text, links = inline.stripped("\n" if kind == "table" else None)
        self.layout.add(text, kind, links)
        self._lay_anchored(inline)

    def _lay_anchored(self, inline: Inline) -> None:
        for box in inline.boxes:
            self.read(box)
        for anchor in inline.anchors:
            if anchor in self._word.notes:
                self._lay_note(anchor, self._word.notes[anchor])

    def _lay_note(self, anchor: NoteAnchor, note: _Note) -> None:
        inline = Inline(note.targets, self._counts)
        if anchor.kind == "comment":
            author = note.element.get(f"{W}author", "").strip()
            inline.add(f"Comment by {author}: " if author else "Comment: ")
        for number, paragraph in enumerate(note.element.iter(f"{W}p")):
            inline.add("\n" if number else "")
            inline.read(paragraph)
        text, links = inline.stripped()
        self.layout.add(text, "note", links)

    def _read_table(self, table: etree._Element) -> None:
        rows = [list(_cells(row)) for row in _children(table, "tr") if self._is_kept(row)]
        if all(len(cells) < 2 for cells in rows):
            for cell in chain.from_iterable(rows):
                self.read(cell)  # a frame around text, not a table
            return
        inline = self._inline()
        for number, cells in enumerate(rows):
            inline.add("\n" if number else "")
            self._read_row(cells, inline)
        self._lay(inline, "table")

    def _is_kept(self, row: etree._Element) -> bool:
        self._counts["insertions"] += row.find(f"{W}trPr/{W}ins") is not None
        is_deleted = row.find(f"{W}trPr/{W}del") is not None
        self._counts["deletions"] += is_deleted
        return not is_deleted

    def _read_row(self, cells: list[etree._Element], inline: Inline) -> None:
        for number, cell in enumerate(cells):
            inline.add("\t" if number else "")
            text, links = self._cell(cell, inline)
            start = inline.length
            inline.add(text)
            inline.links += [Link(start + link.start, start + link.end, link.url) for link in links]
            inline.add("\t" * (_span(cell) - 1))

    def _cell(self, cell: etree._Element, row: Inline) -> tuple[str, tuple[Link, ...]]:
        """The paragraphs of a cell as one line; what they anchor goes after the table."""
        inline = self._inline()
        for number, paragraph in enumerate(_own_paragraphs(cell)):
            inline.add(" " if number else "")
            inline.read(paragraph)
        row.anchors += inline.anchors
        row.boxes += inline.boxes
        text, links = inline.stripped()
        return text.replace("\n", " ").replace("\t", " "), links


def _word(document: WordDocument, body: etree._Element) -> _Word:
    part = document.part
    styles = read_styles(next((part_xml(each) for each in _related(part, RELATIONSHIP_TYPE.STYLES)), None))
    paragraphs = body.iter(f"{W}p")
    has_title = any(block_kind(paragraph, styles) == "headline" for paragraph in paragraphs)
    return _Word(styles, _notes(part), _targets(part), has_title)


def _notes(part: Part) -> dict[NoteAnchor, _Note]:
    notes: dict[NoteAnchor, _Note] = {}
    for kind, relation in _NOTE_PARTS:
        for of_kind in _related(part, relation):
            root = part_xml(of_kind)
            targets = _targets(of_kind)
            for element in root.iter(f"{W}{kind}") if root is not None else ():
                notes[NoteAnchor(kind, element.get(f"{W}id", ""))] = _Note(element, targets)
    return notes


def _targets(part: Part) -> dict[str, str]:
    """Where the external links of a part lead. They are written down, never followed."""
    return {
        key: rel.target_ref
        for key, rel in part.rels.items()
        if rel.reltype == RELATIONSHIP_TYPE.HYPERLINK and rel.is_external
    }


def _related(part: Part, relation: str) -> list[Part]:
    rels = sorted(part.rels.items())
    return [rel.target_part for _, rel in rels if rel.reltype == relation and not rel.is_external]


def _running_heads(part: Part) -> Iterator[str]:
    said: set[str] = set()
    for where, relation in (("header", RELATIONSHIP_TYPE.HEADER), ("footer", RELATIONSHIP_TYPE.FOOTER)):
        for running in _related(part, relation):
            root = part_xml(running)
            lines = (
                ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")) if root is not None else ()
            )
            text = " ".join(" ".join(lines).split())
            reason = f'{where} left out: "{text}"'
            if text and reason not in said:
                said.add(reason)
                yield reason


def _metadata(document: WordDocument) -> Metadata:
    """Title and authors. The dates say when the file was made and saved, not when it was published: none is taken."""
    core = document.core_properties
    return Metadata(title=document_title(core.title), authors=document_authors(core.author))


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows or cells of an element, also those within content controls."""
    for child in element:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _children(child, tag)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return _children(row, "tc")


def _own_paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell and of the tables in it, without those of its text boxes."""
    for child in cell:
        if child.tag == f"{W}p":
            yield child
        else:
            yield from _own_paragraphs(child)


def _span(cell: etree._Element) -> int:
    """Over how many columns a cell goes."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = "1" if span is None else span.get(f"{W}val", "1")
    return min(int(value), 64) if value.isdecimal() and int(value) else 1


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
