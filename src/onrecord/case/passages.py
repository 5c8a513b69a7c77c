"""The pieces of a text that full-text search finds: its paragraphs, and all that lies between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.records import Record, Span

LONGEST = 4000
"""Code points: a longer paragraph is cut where a sentence starts, else between two words, else anywhere."""

_EMPTY_LINE = re.compile(r"\n\s*\n")
_WORD_CHARACTER = re.compile(r"\w")


def passages_of(record: Record) -> Iterator[Span]:
    """The passages in text order. They do not overlap, and no word of the text is left out, read or not."""
    text = record.document.text
    edges = {0, len(text)}
    edges.update(edge for block in record.document.blocks for edge in (block.start, block.end))
    edges.update(gap.end() for gap in _EMPTY_LINE.finditer(text))
    sentences = sorted(sentence.start for sentence in record.sentences)
    for start, end in pairwise(sorted(edges)):
        for first, last in pairwise(_cuts(text, start, end, sentences)):
            if _WORD_CHARACTER.search(text, first, last):
                yield _trimmed(text, first, last)


def _cuts(text: str, start: int, end: int, sentences: Sequence[int]) -> Iterator[int]:
    """The bounds of the pieces of one paragraph, from its start to its end."""
    yield start
    while end - start > LONGEST:
        limit = start + LONGEST
        before = bisect_right(sentences, limit)
        sentence = sentences[before - 1] if before else start
        start = next(cut for cut in (sentence, text.rfind(" ", start, limit), limit) if cut > start)
        yield start
    yield end


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(end - len(words.lstrip()), start + len(words.rstrip()))
