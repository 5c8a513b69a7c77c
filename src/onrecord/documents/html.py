"""HTML: trafilatura says which words are the article, and the page's own tree says how they are laid out.

trafilatura is the best measured extractor, but it drops captions, pull quotes and tables, and forgets where its text
stood. So the page is read into blocks first; blocks whose words trafilatura kept are the article, together with the
captions, tables, headings and quotes that stand among them. Every other block is named as left out.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import lxml.html
from lxml import etree
from trafilatura import bare_extraction
from trafilatura.settings import Document as TrafilaturaDocument

from onrecord.documents.dates import is_day_month_or_year
from onrecord.documents.decoding import decode
from onrecord.documents.extraction import Extraction, Layout, Metadata
from onrecord.documents.html_blocks import HIDDEN, PageBlock, PageReader
from onrecord.documents.limits import HTML_DEPTH_LIMIT
from onrecord.errors import DocumentError
from onrecord.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG_WORDS = 12
"""A block of so many words is looked for anywhere in trafilatura's text; a shorter one must be a whole piece of it."""
PROSE_WORDS = 8
"""An article has at least one sentence of so many words that is not a link."""
REGION_SHARE = 0.4
"""A part of the page that holds more of its words than this is not clutter, whatever it is called."""
ALL_LINKS = 0.8
"""A block with more of its words in links leads elsewhere: a tag, a kicker, a list of stories."""
_AMONG = ("caption", "table", "quote", "subhead", "byline", "headline")
_DECLARED = re.compile(rb"""<(?:meta\b[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)]*(?:\s|$)")
_ANY_DATE = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
"""How the date is looked for: in the page's own statements only, and without asking the clock."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What trafilatura made of a page: its text without blanks, its pieces likewise, and the metadata."""

    squeezed: str
    pieces: frozenset[str]
    metadata: Metadata


def read_html(name: str, data: bytes) -> Extraction:
    """Read the article of a page, with what surrounds it named as left out.

    Raises:
        DocumentError: nested too deeply, no HTML, or no article in it.
    """
    declared = _DECLARED.search(data[:4096])
    decoded = decode(data, declared[1].decode("ascii", "replace") if declared else None)
    root = _tree(name, decoded.text)
    chosen = _choose(root)
    metadata = chosen.metadata
    blocks = PageReader(metadata.url or _base(root)).read(root)
    regions = _clutter(blocks)
    article = _article(blocks, regions, chosen)
    if not any(_is_prose(block) for block, kept in zip(blocks, article, strict=True) if kept):
        raise DocumentError(
            name, "no article found in this page", "save the article itself (reader view, or print to PDF)"
        )
    lost = tuple(Skipped(0, 0, each.stage, each.reason) for each in decoded.skipped)
    parts = [
        None if kept else region or "not part of the article" for kept, region in zip(article, regions, strict=True)
    ]
    return _lay_out(blocks, parts, metadata, lost)


def read_html_fragment(name: str, markup: str) -> Extraction:
    """Read all of a piece of HTML, such as the body of a mail, without looking for an article in it.

    Raises:
        DocumentError: nested too deeply, or no HTML.
    """
    root = _tree(name, markup)
    blocks = PageReader(_base(root)).read(root)
    return _lay_out(blocks, [HIDDEN if _is_hidden(block) else None for block in blocks], Metadata(), ())


def _tree(name: str, text: str) -> Any:
    source = _XML_DECLARATION.sub("", text).replace("\0", "\ufffd")
    # a parser of its own: no network, and room for one very long line
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    no_article = DocumentError(name, "no HTML with text in it", "check that the file is the page itself")
    try:
        root = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise no_article from None
    depth = _depth(root)
    if depth > HTML_DEPTH_LIMIT:
        raise DocumentError(
            name,
            f"HTML with more than {HTML_DEPTH_LIMIT} elements one inside the other",
            "save the article itself (reader view, or print to PDF)",
        )
    return root


def _depth(root: Any) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _base(root: Any) -> str | None:
    for element in (*root.iterfind(".//base"), *root.iterfind(".//link[@rel='canonical']")):
        href = (element.get("href") or "").strip()
        if href.startswith(("http://", "https://")):
            return href
    return None


def _choose(root: Any) -> _Chosen:
    """Ask trafilatura for the article; where it fails on a page, the page's own <article> or <main> is taken."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read we name ourselves
    try:
        found = bare_extraction(
            root, with_metadata=True, include_comments=False, include_tables=True, include_formatting=True,
            date_extraction_params=dict(_ANY_DATE),
        )  # fmt: skip
    except Exception:  # noqa: BLE001  any fault of the extractor on an odd page; the page is read without it
        found = None
    if not isinstance(found, TrafilaturaDocument) or found.body is None:
        return _Chosen(_squeezed(" ".join(_own_article(root))), frozenset(), Metadata(url=_base(root)))
    pieces = frozenset(_squeezed("".join(element.itertext())) for element in found.body.iter())
    return _Chosen(_squeezed("".join(found.body.itertext())), pieces - {""}, _metadata(found, root))


def _own_article(root: Any) -> Iterator[str]:
    element = next((found for tag in ("article", "main") if (found := root.find(f".//{tag}")) is not None), None)
    return iter(()) if element is None else element.itertext()


def _metadata(found: Any, root: Any) -> Metadata:
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    published = found.date if found.date and is_day_month_or_year(found.date) else None
    return Metadata(
        title=found.title or None,
        url=found.url or _base(root),
        authors=authors,
        publisher=found.sitename or None,
        published=published,
    )


def _squeezed(words: str) -> str:
    """Words without what extractors change: blanks, invisible characters, the marks of lists."""
    return re.sub("[\\s\u00ad\u200b\u2060\ufeff|]+", "", words)


def _article(blocks: list[PageBlock], region: list[str | None], chosen: _Chosen) -> list[bool]:
    """Of each block, is it of the article?"""
    kept = [_is_chosen(block, chosen, part) for block, part in zip(blocks, region, strict=True)]
    told = [at for at, block in enumerate(blocks) if kept[at] and block.link_share < ALL_LINKS]
    if not told:
        return [False] * len(blocks)
    first, last = told[0], told[-1]
    # lxml makes its elements anew when nobody holds them: the list keeps their ids good
    parents = [_parent(block) for block, chosen_too in zip(blocks, kept, strict=True) if chosen_too]
    main = {parent for parent, count in Counter(map(id, parents)).items() if count >= 2}
    headline = _headline_before(blocks, kept, region, first)
    start = first if headline is None else headline
    for at, block in enumerate(blocks):
        among = start <= at <= last
        if kept[at] or region[at] is not None:
            kept[at] = kept[at] and (among or block.link_share < ALL_LINKS)
            continue
        if at == headline or (among and block.kind in _AMONG):
            kept[at] = True
        elif among and at < first:
            kept[at] = _is_standfirst(block)
        elif at > first and (id(_parent(block)) in main or (among and id(_figure(block)) in main)):
            kept[at] = block.link_share < ALL_LINKS
    return kept


def _clutter(blocks: list[PageBlock]) -> list[str | None]:
    """Of each block, the outermost part beside the article that it stands in; nothing for the article's own."""
    inside: Counter[int] = Counter()
    for block in blocks:
        for _, element in block.regions:
            inside[id(element)] += block.words
    most = REGION_SHARE * sum(block.words for block in blocks)
    return [
        next(
            (region for region, part in block.regions if region == HIDDEN or inside[id(part)] < most),
            None,
        )
        for block in blocks
    ]


def _is_chosen(block: PageBlock, chosen: _Chosen, region: str | None) -> bool:
    squeezed = _squeezed(block.text)
    if block.words >= LONG_WORDS:
        return squeezed in chosen.squeezed and region != HIDDEN
    return region is None and squeezed in chosen.pieces


def _headline_before(blocks: list[PageBlock], kept: list[bool], region: list[str | None], first: int) -> int | None:
    """The last first-level heading at or before the article's first block, wherever the page puts it."""
    heads = [at for at in range(first + 1) if blocks[at].kind == "headline"]
    sound = [at for at in heads if kept[at] or region[at] in (None, "page header")]
    return sound[-1] if sound else None


def _is_standfirst(block: PageBlock) -> bool:
    return block.words >= 6 and block.link_share < 0.5


def _parent(block: PageBlock) -> Any:
    return block.element.getparent()


def _figure(block: PageBlock) -> Any:
    """The element that a caption's figure, or a list, stands in."""
    parent = _parent(block)
    return parent.getparent() if parent is not None else None


def _is_prose(block: PageBlock) -> bool:
    sentence = block.words >= PROSE_WORDS and _SENTENCE_END.search(block.text) is not None
    unspaced = len(block.text) >= 40 and block.words < 4  # scripts that part no words
    return (sentence or unspaced) and block.link_share < 0.6


def _is_hidden(block: PageBlock) -> bool:
    return any(region == HIDDEN for region, _ in block.regions)


def _lay_out(
    blocks: list[PageBlock], parts: list[str | None], metadata: Metadata, lost: tuple[Skipped, ...]
) -> Extraction:
    """Lay down the blocks of the article, and a note for each run of blocks of another part of the page."""
    layout = Layout()
    headed = False
    labelled = list(zip(blocks, parts, strict=True))
    to_come = any(part is None and block.kind == "headline" for block, part in labelled)
    for part, group in groupby(labelled, key=itemgetter(1)):
        members = [block for block, _ in group]
        if part is not None:
            layout.skip("documents", _left_out(part, members))
            continue
        for block in members:
            kicker = to_come and not headed and block.kind == "paragraph" and block.words < PROSE_WORDS
            kind = "subhead" if kicker or (block.kind == "headline" and headed) else block.kind
            headed = headed or kind == "headline"
            layout.add(block.text, kind, block.links)
    made = layout.extraction(metadata)
    return Extraction(made.text, made.blocks, made.links, skipped=lost + made.skipped, metadata=metadata)


def _left_out(part: str, blocks: list[PageBlock]) -> str:
    words = " ".join(block.text for block in blocks).split()
    start = " ".join(words[:6]) + (" …" if len(words) > 6 else "")
    return f"left out: {part} (“{start}”, {len(words)} word{'s' if len(words) != 1 else ''})"
