"""Plain text: the document's text is the decoded file itself, and the blocks are laid over it."""

from __future__ import annotations

import re

from onrecord.documents.dates import date_line, first_date
from onrecord.documents.decoding import decode
from onrecord.documents.extraction import Extraction, Metadata
from onrecord.documents.lines import (
    ITEM_MARK,
    QUOTE_MARK,
    Line,
    ends_sentence,
    lines_of,
    paragraphs_of,
    trimmed,
)
from onrecord.records import Block, BlockKind

HEADLINE_WORDS = 30
SUBHEAD_WORDS = 10
BYLINE_WORDS = 20
DATED_WORDS = 10
TOP = 6
"""Blocks from the top in which a dated line is the date of publication."""
_BYLINE = re.compile(r"\W{0,3}(?:by|words by|written by|reported by|reporting by|from our)\s+[A-Z]", re.IGNORECASE)
_AUTHORS = re.compile(
    r"\W{0,3}(?:by|words by|written by|reported by|reporting by)\s+(?P<names>[^,|•·\d(]+(?:,\s*[A-Z][^,|•·\d(]+)*)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\W{0,3}(?:photo(?:graph)?|image|picture|figure|fig\.|video|graphic|map|chart)\b[^.:]{0,20}[:.] ", re.IGNORECASE
)
_PARTED = re.compile(r"[,|–—·•-]\s+")
_NOTE = re.compile(r"\[\^?\w{1,3}\]:? ")
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|del|van|von|der|bin|al|la|le|da|dos)){1,4}")
_NOT_A_TITLE = re.compile(r"[\"'“‘(\[<]|.*https?://")


def read_text(name: str, data: bytes) -> Extraction:  # noqa: ARG001  all readers are called alike
    """Read a plain text file."""
    decoded = decode(data)
    blocks = blocks_of(decoded.text)
    return Extraction(decoded.text, blocks, skipped=decoded.skipped, metadata=metadata_of(decoded.text, blocks))


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text: headline, subheads, paragraphs, items, quotes, captions, notes and bylines."""
    paragraphs = paragraphs_of(lines_of(text))
    blocks: list[Block] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        block = _block(text, paragraph, following, first=not blocks)
        if block is not None:
            blocks.append(block)
    return tuple(blocks)


def metadata_of(text: str, blocks: tuple[Block, ...]) -> Metadata:
    """Title, authors and date as the first blocks of a text state them."""
    top = [(block.kind, text[block.start : block.end]) for block in blocks[:TOP]]
    bylines = [words for kind, words in top if kind == "byline"]
    dates = [date for words in bylines if (date := first_date(words)) is not None]
    return Metadata(
        title=next((" ".join(words.split()) for kind, words in top if kind == "headline"), None),
        authors=next((authors for words in bylines if (authors := authors_of(words))), ()),
        published=dates[0] if dates else None,
    )


def authors_of(byline: str) -> tuple[str, ...]:
    """The names in a byline ("By Jane Doe and John Roe, 4 May 2019"); nothing where it names nobody."""
    found = _AUTHORS.match(byline)
    if found is None:
        return ()
    names = (part.strip(" .*_") for part in re.split(r",| and | & |;|\s+in\s+", found["names"]))
    return tuple(name for name in names if _NAME.fullmatch(name))


def is_byline(words: str) -> bool:
    """Is the line a byline ("By Jane Doe") or a dated line?"""
    if _ends_in_date(words.strip("*_ ")):
        return True
    short = len(words.split()) <= BYLINE_WORDS
    return short and _BYLINE.match(words) is not None and bool(authors_of(words) or first_date(words))


def _ends_in_date(words: str) -> bool:
    """Is it a full date, with no more before it than a name and a comma or dash ("The Gazette, 9 March 2014")?"""
    if len(words.split()) > DATED_WORDS:
        return False
    rests = (words, *(words[mark.end() :] for mark in _PARTED.finditer(words)))
    return any(date_line(rest) is not None for rest in rests)


def kind_of_line(words: str) -> BlockKind | None:
    """What a paragraph says it is by its own words: byline, caption or note."""
    if is_byline(words):
        return "byline"
    if _CAPTION.match(words):
        return "caption"
    return "note" if _NOTE.match(words) else None


def _block(text: str, paragraph: list[Line], following: list[Line] | None, *, first: bool) -> Block | None:
    start, end = paragraph[0].start, paragraph[-1].end
    mark = QUOTE_MARK.match(text, start, end)
    kind: BlockKind | None = "quote" if mark else None
    if mark is None and (mark := ITEM_MARK.match(text, start, end)):
        kind = "item"
    span = trimmed(text, mark.end() if mark else start, end)
    words = text[span.start : span.end]
    if not any(char.isalnum() for char in words):
        return None
    if kind is None:
        single = len(paragraph) == 1
        kind = kind_of_line(words) or _title(words, following, first=first, single=single) or "paragraph"
    return Block(span.start, span.end, kind)


def _title(words: str, following: list[Line] | None, *, first: bool, single: bool) -> BlockKind | None:
    """Headline or subhead: a short line without a full stop that something longer follows."""
    if following is None or not single:
        return None
    count = len(words.split())
    if first:
        return "headline" if count <= HEADLINE_WORDS and not words.endswith((".", ",", ";")) else None
    after = sum(len(line.words.split()) for line in following)
    plain = not ends_sentence(words) and not words.endswith(",") and _NOT_A_TITLE.match(words) is None
    starts = words[:1].isupper() or words[:1].isdigit()
    return "subhead" if count <= SUBHEAD_WORDS and plain and starts and after > count else None
