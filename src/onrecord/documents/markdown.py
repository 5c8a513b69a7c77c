"""Markdown: the file's own text with its marks, and blocks and links over it that leave the marks out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from onrecord.documents.dates import first_date, is_day_month_or_year
from onrecord.documents.decoding import decode
from onrecord.documents.extraction import Extraction, Metadata
from onrecord.documents.lines import Line, lines_of, trimmed
from onrecord.documents.text import blocks_of, kind_of_line, metadata_of
from onrecord.records import Block, BlockKind, Link, Skipped

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(?P<fence>```+|~~~+)")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_IMAGE = re.compile(r"!\[(?P<words>[^\]\n]*)\]\([^)\n]*\)[ \t]*$")
_EMPHASISED = re.compile(r"(?P<mark>\*\*|__|\*|_)(?P<words>[^*_\n]+)(?P=mark)$")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\]^\n][^\]\n]*)\]:[ \t]*<?(?P<url>[^\s>]+)>?.*$", re.MULTILINE)
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\n]+\]:[ \t]*(?P<words>.*)$")
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]+)\]"
    r"(?:\((?P<url>[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)(?:[ \t]+[\"'][^)\n]*)?\)"
    r"|\[(?P<name>[^\]\n]*)\])"
)
_AUTOLINK = re.compile(r"<(?P<url>https?://[^\s<>]+)>")


@dataclass(slots=True)
class _Page:
    """The blocks found so far, and the run of ordinary lines that is still open."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    open: list[Line] = field(default_factory=list)

    def add(self, start: int, end: int, kind: BlockKind) -> None:
        self.close()
        span = trimmed(self.text, start, end)
        if any(char.isalnum() for char in self.text[span.start : span.end]):
            self.blocks.append(Block(span.start, span.end, kind))

    def skip(self, start: int, end: int, what: str) -> None:
        self.close()
        self.skipped.append(Skipped(start, end, "documents", what))

    def close(self) -> None:
        """Lay the open lines out as plain text is."""
        if self.open:
            start, end = self.open[0].start, self.open[-1].end
            self.blocks += [
                Block(start + block.start, start + block.end, _plain_kind(block, self.text, start))
                for block in blocks_of(self.text[start:end])
            ]
            self.open.clear()


def read_markdown(name: str, data: bytes) -> Extraction:  # noqa: ARG001  all readers are called alike
    """Read a Markdown file; front matter becomes metadata."""
    decoded = decode(data)
    text = decoded.text
    front = _FRONT_MATTER.match(text)
    given = _front_matter(front["yaml"]) if front else None
    body = front.end() if front and given is not None else 0
    page = _Page(text)
    if body:
        page.skip(0, body, "front matter, read as metadata")
    _lay_out(page, [line for line in lines_of(text) if line.start >= body])
    blocks = _with_headline(page.blocks)
    links, definitions = _links(text, body)
    skipped = sorted((*decoded.skipped, *page.skipped, *definitions), key=lambda entry: (entry.start, entry.end))
    metadata = (given or Metadata()).over(metadata_of(text, blocks))
    return Extraction(text, blocks, links, skipped=tuple(skipped), metadata=metadata)


def _lay_out(page: _Page, lines: list[Line]) -> None:
    hidden = _comments(page.text)
    at = 0
    while at < len(lines):
        line = lines[at]
        while hidden and hidden[-1][1] <= line.start:
            hidden.pop()
        if hidden and line.words.startswith("<!--") and hidden[-1][0] <= line.end:
            page.skip(*hidden[-1], "a comment in the file")
            at = _next_line(lines, at, hidden[-1][1])
        else:
            at = _lay_out_line(page, lines, at)
    page.close()


def _lay_out_line(page: _Page, lines: list[Line], at: int) -> int:
    """Lay out what starts at a line; gives the index of the next line to look at."""
    line, text = lines[at], page.text[lines[at].start : lines[at].end]
    if fence := _FENCE.match(text):
        return _skip_code(page, lines, at, fence["fence"])
    if _starts_table(page, lines, at):
        return _add_table(page, lines, at)
    if heading := _HEADING.match(text):
        page.add(line.start + heading.start("words"), line.start + heading.end("words"), "subhead")
    elif _is_underlined(page, lines, at):
        page.add(line.start, line.end, "subhead")
        return at + 2
    elif _RULE.match(text) or _DEFINITION.match(text):
        page.close()
    elif note := _FOOTNOTE.match(text):
        page.add(line.start + note.start("words"), line.end, "note")
    elif image := _IMAGE.match(line.words):
        start = line.start + text.index(line.words)
        page.add(start + image.start("words"), start + image.end("words"), "caption")
    elif line.words:
        page.open.append(line)
    else:
        page.close()
    return at + 1


def _plain_kind(block: Block, text: str, start: int) -> BlockKind:
    """The kind of a block of ordinary lines: Markdown marks its headings, so a short line alone is none."""
    words = text[start + block.start : start + block.end]
    emphasised = _EMPHASISED.fullmatch(words)
    if emphasised is not None and block.kind not in ("quote", "item"):
        kind = kind_of_line(emphasised["words"])
        return kind or ("subhead" if len(emphasised["mark"]) == 2 and len(words.split()) <= 12 else "paragraph")
    return "paragraph" if block.kind in ("headline", "subhead") else block.kind


def _with_headline(blocks: list[Block]) -> tuple[Block, ...]:
    """The first heading is the headline, where no more than a date or byline stands before it."""
    first = next((at for at, block in enumerate(blocks) if block.kind != "byline"), None)
    if first is not None and blocks[first].kind == "subhead":
        blocks[first] = replace(blocks[first], kind="headline")
    return tuple(blocks)


def _is_underlined(page: _Page, lines: list[Line], at: int) -> bool:
    alone = not page.open and lines[at].words and at + 1 < len(lines)
    if not alone or _RULE.match(lines[at].words):
        return False
    below = lines[at + 1]
    return _UNDERLINE.match(page.text, below.start, below.end) is not None


def _starts_table(page: _Page, lines: list[Line], at: int) -> bool:
    if at + 1 >= len(lines) or "|" not in lines[at].words:
        return False
    below = lines[at + 1]
    return "|" in below.words and _TABLE_RULE.match(page.text, below.start, below.end) is not None


def _add_table(page: _Page, lines: list[Line], at: int) -> int:
    last = at
    while last + 1 < len(lines) and "|" in lines[last + 1].words:
        last += 1
    page.add(lines[at].start, lines[last].end, "table")
    return last + 1


def _skip_code(page: _Page, lines: list[Line], at: int, fence: str) -> int:
    last = at + 1
    while last < len(lines) and not lines[last].words.startswith(fence):
        last += 1
    last = min(last, len(lines) - 1)
    page.skip(lines[at].start, lines[last].end, "a code block")
    return last + 1


def _comments(text: str) -> list[tuple[int, int]]:
    """The spans of HTML comments, the last first."""
    found: list[tuple[int, int]] = []
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        found.append((start, end + 3))
        start = text.find("<!--", end + 3)
    return found[::-1]


def _next_line(lines: list[Line], at: int, end: int) -> int:
    while at < len(lines) and lines[at].start < end:
        at += 1
    return at


def _links(text: str, body: int) -> tuple[tuple[Link, ...], list[Skipped]]:
    """Links with the offsets of their words, and the definitions that links refer to, which are no prose."""
    definitions = list(_DEFINITION.finditer(text, body))
    urls = {found["name"].lower(): found["url"] for found in reversed(definitions)}
    links = []
    for found in _LINK.finditer(text, body):
        url = found["url"] or urls.get((found["name"] or found["words"]).lower())
        if url is not None:
            links.append(Link(*found.span("words"), url.strip("<>")))
    links += [Link(*found.span("url"), found["url"]) for found in _AUTOLINK.finditer(text, body)]
    notes = [Skipped(*found.span(), "documents", "where a link leads") for found in definitions]
    return tuple(sorted(links, key=lambda link: (link.start, link.end))), notes


def _front_matter(source: str) -> Metadata | None:
    """The metadata of a file's front matter; nothing where it is none after all."""
    try:
        # Every value as it is written: the title "No" is no truth value, and a date no moment of a time zone.
        values = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506  it makes strings, lists and mappings alone
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(values, dict):
        return None
    values = {key.lower(): value for key, value in values.items() if isinstance(key, str)}
    return Metadata(
        title=_one(values, "title"),
        url=_one(values, "url", "canonical", "link"),
        authors=_several(values, "authors", "author", "by"),
        publisher=_one(values, "publisher", "publication", "source"),
        published=_date(values, "published", "date"),
    )


def _words(value: Any) -> str:
    """A value's words; of a mapping or a list none, whose parts may be one another's without end."""
    return value.strip() if isinstance(value, str) else ""


def _one(values: dict[str, Any], *keys: str) -> str | None:
    return next((words for key in keys if (words := _words(values.get(key)))), None)


def _several(values: dict[str, Any], *keys: str) -> tuple[str, ...]:
    for key in keys:
        value = values.get(key)
        names = value if isinstance(value, list) else re.split(r"[;,]| and ", _words(value))
        if found := tuple(words for name in names if (words := _words(name))):
            return found
    return ()


def _date(values: dict[str, Any], *keys: str) -> str | None:
    for key in keys:
        given = _words(values.get(key))
        if is_day_month_or_year(given):
            return given
        if found := first_date(given) or first_date(given[:10]):
            return found
    return None
