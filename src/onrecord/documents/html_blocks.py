"""The blocks of an HTML page as they stand in its tree: text, kind, links, and the part of the page each stands in.

Nothing is chosen here; `html.py` decides which blocks are the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from onrecord.records import BlockKind, Link

if TYPE_CHECKING:
    from collections.abc import Iterator

IGNORED = frozenset(
    {"script", "style", "template", "noscript", "head", "svg", "math", "canvas", "object", "select", "datalist", "map"}
)
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "input", "ins", "kbd", "label", "mark", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
HIDDEN = "hidden text"
CELL_WORDS = 60
"""A table with a longer cell is there for the look of the page: it is read as text."""
REGION_WORDS = {
    "cookie notice": ("cookie", "cookies", "consent", "gdpr", "ccpa"),
    "readers' comments": ("comments", "disqus", "respond", "commentlist"),
    "related stories": ("related", "recommended", "recommendations", "trending", "popular", "mostread", "more-stories",
                        "read-more", "readmore", "outbrain", "taboola", "teaser", "teasers"),
    "sign-up or offer": ("newsletter", "subscribe", "subscription", "signup", "paywall", "donate", "promo"),
    "advertisement": ("ad", "ads", "advert", "advertisement", "advertising", "sponsored", "sponsor", "dfp"),
    "sharing links": ("share", "sharing", "social", "sharedaddy", "addthis"),
    "navigation": ("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "pagination", "skiplink", "toc"),
    "page footer": ("footer", "copyright", "colophon"),
    "page header": ("masthead", "banner", "topbar"),
    "sidebar": ("sidebar",),
}  # fmt: skip
"""Words of a class or id that name a part of a page which is not its article; the first part named holds."""
_TAG_REGIONS = {"nav": "navigation", "footer": "page footer", "form": "form", "button": "button", "dialog": "dialog"}
_ROLE_REGIONS = {"navigation": "navigation", "banner": "page header", "contentinfo": "page footer", "search": "form"}
_QUOTES = frozenset({"pullquote", "pull-quote", "blockquote"})
_CAPTIONS = frozenset({"caption", "wp-caption-text", "figcaption", "image-caption", "photo-caption", "credit"})
_BYLINES = frozenset(
    {"byline", "author", "authors", "dateline", "by-line", "timestamp", "pubdate", "published", "date"}
)
_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class PageBlock:
    """A block of the page. `regions` are the parts of the page it stands in, outermost first, with their elements."""

    text: str
    kind: BlockKind
    links: tuple[Link, ...]
    element: Any
    regions: tuple[tuple[str, Any], ...]

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def link_share(self) -> float:
        """How much of it is the words of links, 0-1."""
        return sum(link.end - link.start for link in self.links) / max(1, len(self.text))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is: what the text found here is, and in which parts of the page."""

    kind: BlockKind
    element: Any
    regions: tuple[tuple[str, Any], ...] = ()
    in_article: bool = False


@dataclass(slots=True)
class _Run:
    """The inline text of the block being read, blanks made single as a browser does, and its links."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[Link] = field(default_factory=list)

    def add(self, words: str) -> None:
        words = _BLANKS.sub(" ", _UNSEEN.sub("", words))
        if words.startswith(" ") and (not self.parts or self.parts[-1].endswith((" ", "\n"))):
            words = words[1:]
        if words:
            self.parts.append(words)
            self.length += len(words)

    def break_line(self) -> None:
        if self.parts:
            if self.parts[-1].endswith(" "):
                self.parts[-1] = self.parts[-1][:-1]
                self.length -= 1
            self.parts.append("\n")
            self.length += 1

    @property
    def at_break(self) -> bool:
        return bool(self.parts) and self.parts[-1] == "\n"


class PageReader:
    """Walks a page's tree once and gathers its blocks in the order they are read.

    Args:
        base: the address that relative links are joined to, if known.
    """

    def __init__(self, base: str | None = None) -> None:
        self._base = base
        self._blocks: list[PageBlock] = []
        self._run = _Run()

    def read(self, root: Any) -> list[PageBlock]:
        """All blocks with words below an element."""
        place = _Place("paragraph", root)
        self._walk(root, place)
        self._flush(place)
        return self._blocks

    def _walk(self, element: Any, place: _Place) -> None:
        if element.text:
            self._run.add(element.text)
        for child in element:
            self._enter(child, place)
            if child.tail:
                self._run.add(child.tail)

    def _enter(self, child: Any, place: _Place) -> None:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in IGNORED:
            return
        if tag == "br":
            self._break(place)
        elif tag == "a":
            self._link(child, place)
        elif tag in INLINE and not _is_byline(child, tag):
            self._walk(child, place)
        else:
            self._flush(place)
            inner = _place_of(child, tag, place)
            if tag == "table" and _is_data(child):
                self._add_table(child, inner)
            else:
                self._walk(child, inner)
                self._flush(inner)

    def _break(self, place: _Place) -> None:
        """One line break parts lines, two part paragraphs."""
        if self._run.at_break:
            self._flush(place)
        else:
            self._run.break_line()

    def _link(self, element: Any, place: _Place) -> None:
        run, start = self._run, self._run.length
        self._walk(element, place)
        url = self._address(element.get("href"))
        if run is self._run and url is not None and run.length > start:
            run.links.append(Link(start, run.length, url))

    def _address(self, href: str | None) -> str | None:
        href = (href or "").strip()
        if not href or href.startswith(("#", "javascript:", "data:")):
            return None
        try:
            return urljoin(self._base, href) if self._base else href
        except ValueError:
            return href

    def _add_table(self, table: Any, place: _Place) -> None:
        for caption in table.iterfind("caption"):
            inner = _Place("caption", caption, place.regions, place.in_article)
            self._walk(caption, inner)
            self._flush(inner)
        rows = [[child for child in row if child.tag in ("td", "th")] for row in table.iter("tr")]
        for number, row in enumerate(rows):
            if number:
                self._run.break_line()
            for column, cell in enumerate(row):
                if column:
                    self._run.add(" | ")
                self._walk_inline(cell, place)
        self._flush(place)

    def _walk_inline(self, element: Any, place: _Place) -> None:
        """A cell's words, whatever elements they stand in."""
        if element.text:
            self._run.add(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in IGNORED:
                start = self._run.length
                if child.tag not in INLINE:
                    self._run.add(" ")
                self._walk_inline(child, place)
                url = self._address(child.get("href")) if child.tag == "a" else None
                if url is not None and self._run.length > start:
                    self._run.links.append(Link(start, self._run.length, url))
            if child.tail:
                self._run.add(child.tail)

    def _flush(self, place: _Place) -> None:
        run, self._run = self._run, _Run()
        text = "".join(run.parts)
        if not any(char.isalnum() for char in text):
            return
        cut = len(text) - len(text.lstrip())
        text = text.strip()
        links = (_trimmed(link, cut, text) for link in run.links)
        self._blocks.append(
            PageBlock(text, place.kind, tuple(link for link in links if link), place.element, place.regions)
        )


def _trimmed(link: Link, cut: int, text: str) -> Link | None:
    """The link's words without blanks at their ends, in a text that lost `cut` characters at its start."""
    start, end = max(0, link.start - cut), min(len(text), link.end - cut)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Link(start, end, link.url) if end > start else None


def _place_of(element: Any, tag: str, outer: _Place) -> _Place:
    in_article = outer.in_article or tag in ("article", "main")
    region = _region_of(element, tag, in_article=outer.in_article)
    regions = (*outer.regions, (region, element)) if region else outer.regions
    return _Place(_kind_of(element, tag, outer.kind), element, regions, in_article)


def _kind_of(element: Any, tag: str, outer: BlockKind) -> BlockKind:
    kind: BlockKind = outer
    if tag == "h1":
        kind = "headline"
    elif tag in ("h2", "h3", "h4", "h5", "h6"):
        kind = "subhead"
    elif tag in ("figcaption", "caption"):
        kind = "caption"
    elif tag == "table":
        kind = "table" if _is_data(element) else outer
    elif _is_byline(element, tag):
        kind = "byline"
    elif outer in ("caption", "quote", "byline"):
        kind = outer
    elif tag == "blockquote" or _names(element) & _QUOTES:
        kind = "quote"
    elif tag in ("li", "dd", "dt"):
        kind = "item"
    elif _names(element) & _CAPTIONS:
        kind = "caption"
    return kind


def _is_byline(element: Any, tag: str) -> bool:
    named = tag in ("address", "time") or element.get("itemprop") in ("author", "datePublished")
    return (named or element.get("rel") == "author" or bool(_names(element) & _BYLINES)) and _is_short(element)


def _is_short(element: Any) -> bool:
    return sum(len(words) for words in _some_text(element)) <= 200


def _some_text(element: Any) -> Iterator[str]:
    """The first pieces of an element's text, enough to see that it is long."""
    length = 0
    for words in element.itertext():
        yield words
        length += len(words)
        if length > 1000:
            return


def _region_of(element: Any, tag: str, *, in_article: bool) -> str | None:
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style") or ""):
        return HIDDEN
    if tag == "footer" and in_article:
        return None
    region = _TAG_REGIONS.get(tag) or _ROLE_REGIONS.get(element.get("role") or "")
    if region is None and tag == "header" and not in_article:
        region = "page header"
    if region is None and tag not in ("body", "html", "article", "main", "p"):
        names = _names(element)
        region = next((part for part, words in REGION_WORDS.items() if not names.isdisjoint(words)), None)
    if region is None and tag == "aside" and not _names(element) & _QUOTES and element.find(".//blockquote") is None:
        region = "sidebar"
    return region


def _names(element: Any) -> frozenset[str]:
    """The class names and the id of an element, whole and in their parts ("cookie-banner": also "cookie")."""
    whole = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    return frozenset(whole).union(*(re.split(r"[-_]+", name) for name in whole))


def _is_data(table: Any) -> bool:
    """Is it a table of data, rather than one that lays out the page?"""
    if table.find(".//table") is not None:
        return False
    cells = list(table.iter("td", "th"))
    return bool(cells) and all(len(" ".join(_some_text(cell)).split()) <= CELL_WORDS for cell in cells)
