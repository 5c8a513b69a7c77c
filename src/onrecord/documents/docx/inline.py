"""The words of one Word paragraph, with its links, the notes it anchors, and what was tracked in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from onrecord.records import Link

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_PROPERTIES = frozenset(
    {f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}customXmlPr", f"{W}rt"}
)
_PICTURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_PLAIN = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
_REFERENCES: dict[str, NoteKind] = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentReference": "comment",
}
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"')

NoteKind = Literal["footnote", "endnote", "comment"]


@dataclass(frozen=True, slots=True)
class NoteAnchor:
    """A note's or comment's place in the text: its kind and its id in the package."""

    kind: NoteKind
    id: str


@dataclass(slots=True)
class _Field:
    """A field that is being read: its instruction, and where its result begins."""

    instruction: str = ""
    start: int | None = None


@dataclass(slots=True)
class Inline:
    """What one paragraph, or several read into one, holds. It grows while it is read.

    `counts` has insertions, deletions, hidden runs, images and charts; `boxes` the text boxes anchored here.
    """

    targets: Mapping[str, str]
    counts: Counter[str]
    length: int = 0
    links: list[Link] = field(default_factory=list)
    anchors: list[NoteAnchor] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add words."""
        self._parts.append(text)
        self.length += len(text)

    def read(self, element: etree._Element) -> None:
        """Add all that stands in an element."""
        for child in element:
            self._read_child(child)

    def stripped(self, blanks: str | None = None) -> tuple[str, tuple[Link, ...]]:
        """The text without blanks (by default of every kind) at its ends, and the links within it."""
        whole = "".join(self._parts)
        start = len(whole) - len(whole.lstrip(blanks))
        text = whole.strip(blanks)
        moved = ((max(link.start - start, 0), min(link.end - start, len(text)), link.url) for link in self.links)
        return text, tuple(Link(begin, end, url) for begin, end, url in moved if text[begin:end].strip())

    def _read_child(self, child: etree._Element) -> None:
        tag = child.tag
        if tag in DELETED:
            self.counts["deletions"] += 1
        elif tag == f"{W}r":
            self._read_run(child)
        elif tag == f"{W}hyperlink":
            self._read_link(child, self.targets.get(child.get(f"{_R}id", "")))
        elif tag == f"{W}fldSimple":
            found = _HYPERLINK.match(child.get(f"{W}instr", ""))
            self._read_link(child, found[1] if found else None)
        elif tag == f"{_MC}AlternateContent":
            self.read(preferred(child))
        elif tag == f"{_M}t":
            self._add_words(child)
        elif isinstance(tag, str) and tag not in _PROPERTIES:
            self.counts["insertions"] += tag in INSERTED
            self.read(child)

    def _read_link(self, element: etree._Element, url: str | None) -> None:
        start = self.length
        self.read(element)
        if url:
            self.links.append(Link(start, self.length, url))

    def _read_run(self, run: etree._Element) -> None:
        if _is_hidden(run):
            self.counts["hidden"] += 1
            return
        for child in run:
            self._read_run_part(child)

    def _read_run_part(self, child: etree._Element) -> None:
        tag = child.tag
        if tag == f"{W}t":
            self._add_words(child)
        elif tag in _PLAIN:
            self.add(_PLAIN[tag])
        elif tag in _REFERENCES:
            self.anchors.append(NoteAnchor(_REFERENCES[tag], child.get(f"{W}id", "")))
        elif tag in (f"{W}fldChar", f"{W}instrText"):
            self._read_field_part(child)
        elif tag in _PICTURES:
            self._read_picture(child)
        elif tag == f"{_MC}AlternateContent":
            for part in preferred(child):
                self._read_run_part(part)
        elif tag == f"{W}ruby":
            self.read(child)

    def _read_field_part(self, part: etree._Element) -> None:
        """A field is parted over runs: begin, instruction, separate, result, end."""
        mark = part.get(f"{W}fldCharType")
        if mark is None and self._fields:
            self._fields[-1].instruction += part.text or ""
        elif mark == "begin":
            self._fields.append(_Field())
        elif mark == "separate" and self._fields:
            self._fields[-1].start = self.length
        elif mark == "end" and self._fields:
            ended = self._fields.pop()
            found = _HYPERLINK.match(ended.instruction)
            if found and ended.start is not None:
                self.links.append(Link(ended.start, self.length, found[1]))

    def _read_picture(self, picture: etree._Element) -> None:
        boxes = list(_outermost_boxes(picture))
        self.boxes += boxes
        if boxes:
            return
        kinds = [data.get("uri", "") for data in picture.iter(f"{_A}graphicData")]
        self.counts["charts" if any(uri.endswith(("chart", "diagram")) for uri in kinds) else "images"] += 1

    def _add_words(self, element: etree._Element) -> None:
        self.add((element.text or "").replace("\u00ad", ""))


def preferred(alternatives: etree._Element) -> etree._Element:
    """The first of alternative contents, which is the richest; the fallback says the same once more."""
    return next(iter(alternatives), alternatives)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val", "true") not in ("0", "false", "off")


def _outermost_boxes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from _outermost_boxes(preferred(child))
        else:
            yield from _outermost_boxes(child)
