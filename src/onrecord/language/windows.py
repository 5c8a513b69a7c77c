"""A text as the trained encoder sees it: words, and windows of word pieces.

Training frames texts with these same functions, so that both always see the same. What is told of a word beside
its pieces is what uncased pieces lose: its case, quotation marks around it, where paragraphs begin.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from tokenizers import Tokenizer

from onrecord.records import Span

WINDOW = 254
"""Word pieces in a window, without the two marks around it."""
PIECES_OF_A_WORD = 6
"""What is longer (a row of Chinese signs, a web address) is cut: the first piece stands for the word."""
SHAPES = 6
_SIGN = 2
_WORD = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.?!…][)\]\"”’'»]*\s+(?=[\"“‘'«(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Jr|Sr|St|Rev|Hon|vs|No|Inc|Corp|Co|Ltd|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec)$"
)


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A run of letters and digits, or one other sign.

    `paragraph` and `sentence` are numbers that grow along the text; `quotation` is the index of the outermost
    quotation it stands in, or -1; `shape` (below `SHAPES`) tells the case that the uncased pieces have lost.
    """

    paragraph: int
    sentence: int
    quotation: int
    shape: int
    opens: bool
    """Does a paragraph begin with it?"""

    @property
    def is_word(self) -> bool:
        """Is it more than a sign?"""
        return self.shape != _SIGN


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words, half-open, and their pieces. `heads[i]` is the place of word i's first piece in `pieces`."""

    first: int
    last: int
    pieces: tuple[int, ...]
    heads: tuple[int, ...]


def words_of(text: str, quotations: Sequence[Span]) -> tuple[Word, ...]:
    """The words of a text in text order. `quotations` are the outermost ones, in text order, not overlapping."""
    sentence_starts = list(_sentence_starts(text))
    opened = [quotation.start for quotation in quotations]
    found: list[Word] = []
    for paragraph, line in enumerate(_LINE.finditer(text)):
        first = len(found)
        for match in _WORD.finditer(text, line.start(), line.end()):
            at = bisect_right(opened, match.start()) - 1
            inside = at >= 0 and match.start() < quotations[at].end
            sentence = bisect_right(sentence_starts, match.start())
            found.append(
                Word(
                    match.start(),
                    match.end(),
                    paragraph,
                    sentence,
                    at if inside else -1,
                    _shape(match[0]),
                    len(found) == first,
                )
            )
    return tuple(found)


def _sentence_starts(text: str) -> Iterator[int]:
    for line in _LINE.finditer(text):
        yield line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if text[stop.start()] != "." or not _ABBREVIATION.search(text, line.start(), stop.start()):
                yield stop.end()


def _shape(word: str) -> int:
    if word[0].isdigit():
        return 1
    if not word[0].isalpha():
        return _SIGN
    if word[0].islower():
        return 0
    return 4 if len(word) > 1 and word.isupper() else 3 if word[0].isupper() else 5


def windows_of(
    text: str,
    words: Sequence[Word],
    tokenizer: Tokenizer,
    size: int = WINDOW,
    read_as: Mapping[int, str] = MappingProxyType({}),
) -> tuple[Window, ...]:
    """The windows of a text: whole paragraphs as many as fit; a longer one is parted between its sentences.

    `read_as` are the words that are read in the place of others, by the offsets at which these begin.
    """
    pieces = _pieces(text, words, tokenizer, read_as)
    found = []
    for first, last in pairwise(_cuts(words, [len(row) for row in pieces], size)):
        heads: list[int] = []
        row: list[int] = []
        for word in range(first, last):
            heads.append(len(row))
            row += pieces[word]
        found.append(Window(first, last, tuple(row), tuple(heads)))
    return tuple(found)


def _pieces(text: str, words: Sequence[Word], tokenizer: Tokenizer, read_as: Mapping[int, str]) -> list[list[int]]:
    """The pieces of each word, one at least."""
    rows: list[list[int]] = [[] for _ in words]
    sound = text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    sound = sound if len(sound) == len(text) else text.encode("ascii", "replace").decode()
    encoding = tokenizer.encode(
        [read_as.get(word.start) or sound[word.start : word.end] for word in words],
        is_pretokenized=True,
        add_special_tokens=False,
    )
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if word is not None and len(rows[word]) < PIECES_OF_A_WORD:
            rows[word].append(piece)
    unknown = tokenizer.token_to_id("[UNK]") or 0
    return [row or [unknown] for row in rows]


def _cuts(words: Sequence[Word], lengths: Sequence[int], size: int) -> list[int]:
    """Where windows begin, and the end of the last. Each cut is the latest best one that fits."""
    cuts = [0]
    used = 0
    best: dict[int, int] = {}
    for index, word in enumerate(words):
        if index > cuts[-1]:
            before = words[index - 1]
            kind = 0 if before.paragraph != word.paragraph else 1 if before.sentence != word.sentence else 2
            best[kind] = index
        if used + lengths[index] > size:
            cut = best[min(best)]
            cuts.append(cut)
            used = sum(lengths[cut:index])
            best = {kind: at for kind, at in best.items() if at > cut}
            if index > cut:
                best[2] = index
        used += lengths[index]
    return [*cuts, len(words)] if words else [0]
