"""The runs of a document that are parsed by themselves, so that none takes part in another's sentence.

A block is one piece; a table's row is one; a block too long for the parser is cut. The name that opens a line of
a transcript or an interview ("Ada Marlowe: We paid.") is a piece of the kind `byline`: she speaks the words, but
takes no part in what they say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Block, BlockKind, Document, Skipped

LONGEST = 10_000
"""Code points parsed at once, so that memory and time stay bounded."""
_NAME = r"[A-Z][\w.'’-]*(?:[ \t]+(?:[A-Z(][\w.'’()-]*|of|the|de|van|von)){0,5}"
SPEAKER_LINE = re.compile(rf"\s*({_NAME})(:)\s+(?=\S)")
"""A line that a name and a colon open: the name is group 1, the colon group 2."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text to parse, the index of its block, and what kind of block its sentences count for."""

    start: int
    end: int
    block: int
    kind: BlockKind


def pieces_of(document: Document, skipped: Sequence[Skipped] = ()) -> Iterator[Piece]:
    """The pieces in text order, without blocks that were skipped; `skipped` comes in text order, as blocks do."""
    blocks = document.blocks or (Block(0, len(document.text), "paragraph"),)
    opened = _speaker_lines(document.text, blocks)
    passed, unread_to = 0, 0
    for index, block in enumerate(blocks):
        while passed < len(skipped) and skipped[passed].start <= block.start:
            unread_to = max(unread_to, skipped[passed].end)
            passed += 1
        if unread_to < block.end:
            yield from _block_pieces(document.text, block, index, opened.get(index, block.start))


def _speaker_lines(text: str, blocks: Sequence[Block]) -> Mapping[int, int]:
    """Index of block -> where its words begin, for blocks that a speaker's name opens: one that opens several."""
    lines = {
        index: match
        for index, block in enumerate(blocks)
        if block.kind in ("paragraph", "quote") and (match := SPEAKER_LINE.match(text, block.start, block.end))
    }
    times = Counter(match[1] for match in lines.values())
    return {index: match.end() for index, match in lines.items() if times[match[1]] > 1}


def _block_pieces(text: str, block: Block, index: int, words: int) -> Iterator[Piece]:
    if words > block.start:
        yield Piece(block.start, words, index, "byline")
    for start, end in _rows(text, block, words):
        yield from _short_enough(text, Piece(start, end, index, block.kind))


def _rows(text: str, block: Block, start: int) -> Iterator[tuple[int, int]]:
    """A block whole from `start` on, or the lines of a table: each row is a sentence of its own."""
    if block.kind != "table":
        yield start, block.end
        return
    for line in text[start : block.end].split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _short_enough(text: str, piece: Piece) -> Iterator[Piece]:
    start = piece.start
    while piece.end - start > LONGEST:
        cut = _cut(text, start)
        yield Piece(start, cut, piece.block, piece.kind)
        start = cut
    if text[start : piece.end].strip():
        yield Piece(start, piece.end, piece.block, piece.kind)


def _cut(text: str, start: int) -> int:
    """Where a block too long is cut: after the last stop near the limit, else at the last blank, else anywhere."""
    limit = start + LONGEST
    stop = max(text.rfind(mark, start + LONGEST // 2, limit) for mark in (". ", "? ", "! "))
    blank = text.rfind(" ", start + 1, limit)
    return stop + 1 if stop >= 0 else blank if blank >= 0 else limit
