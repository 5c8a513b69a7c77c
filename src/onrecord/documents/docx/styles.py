"""What kind of block a Word paragraph is: by its style and those this is based on, its outline level, its numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from onrecord.documents.docx.inline import W
from onrecord.records import BlockKind

# Word keeps its own styles under these names in every language.
_KINDS: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (re.compile(r"^title$"), "headline"),
    (re.compile(r"^(?:subtitle|heading \d+)$"), "subhead"),
    (re.compile(r"^list\b"), "item"),
    (re.compile(r"quote|^block text$"), "quote"),
    (re.compile(r"^caption$"), "caption"),
    (re.compile(r"^(?:byline|author)$"), "byline"),
)
_DEEPEST = 12  # styles based on each other


@dataclass(frozen=True, slots=True)
class Style:
    """A style of the document: its name in lower case, the id of the style it is based on, its own properties."""

    name: str
    based_on: str
    properties: etree._Element | None


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """The paragraph styles of a styles part by id."""
    styles: dict[str, Style] = {}
    for element in root.iter(f"{W}style") if root is not None else ():
        if element.get(f"{W}type") == "paragraph":
            name, base = (_value(element.find(f"{W}{tag}")) for tag in ("name", "basedOn"))
            styles[element.get(f"{W}styleId", "")] = Style(name.lower(), base, element.find(f"{W}pPr"))
    return styles


def block_kind(paragraph: etree._Element, styles: Mapping[str, Style]) -> BlockKind:
    """The kind of block that a paragraph makes."""
    chain = list(_chain(paragraph, styles))
    for style in chain:
        for pattern, kind in _KINDS:
            if pattern.search(style.name):
                return kind
    own = [paragraph.find(f"{W}pPr"), *(style.properties for style in chain)]
    properties = [each for each in own if each is not None]
    if any(_value(each.find(f"{W}outlineLvl")) in "012345678" for each in properties if _has(each, "outlineLvl")):
        return "subhead"
    numbered = next((each for each in properties if _has(each, "numPr")), None)
    # Number 0 takes a paragraph out of the list that its style puts it in.
    return "item" if numbered is not None and _value(numbered.find(f"{W}numPr/{W}numId")) != "0" else "paragraph"


def is_top_heading(paragraph: etree._Element, styles: Mapping[str, Style]) -> bool:
    """Whether a paragraph is a heading of the first level."""
    return any(style.name == "heading 1" for style in _chain(paragraph, styles))


def _chain(paragraph: etree._Element, styles: Mapping[str, Style]) -> Iterator[Style]:
    style_id = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
    for _ in range(_DEEPEST):
        style = styles.get(style_id)
        if style is None:
            return
        yield style
        style_id = style.based_on


def _has(properties: etree._Element, tag: str) -> bool:
    return properties.find(f"{W}{tag}") is not None


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")
