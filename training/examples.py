"""Annotated texts as numbers: what the model sees of a window and what it is to say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from corpora import STYLES, AnnotatedText, Relation, Spans
from tokenizers import Tokenizer

from onrecord.language.encoder import places_of, traits_of
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.language.syntax import Syntax, stacked, syntax_of
from onrecord.language.windows import Window, Word, windows_of, words_of
from onrecord.reading.attributions.quotations import find_quotations
from onrecord.records import Block, Document, Span

OUT, CUE_BEGINS, CUE_GOES_ON = 0, 1, 2
SOURCE_BEGINS, CONTENT_BEGINS = 1, 3
"""The further words of each are one more."""
UNKNOWN = -100


@dataclass(frozen=True, slots=True)
class Example:
    """One window.

    `pieces` int64 (P,); `heads` int64 (N,), places in `pieces`; `traits` int64 (N, 6) as of `traits_of`; `places`
    int64 (N, 3): sentence, paragraph, quotation; `cues` int64 (N,); `spans` int64 (C, 2), the cues' first and last
    word; `roles` int64 (C, N); `kin` int64 (C, N, 4); `syntax`, from which the kinship to other words is known.
    """

    name: str
    style: int
    pieces: np.ndarray
    heads: np.ndarray
    traits: np.ndarray
    places: np.ndarray
    cues: np.ndarray
    spans: np.ndarray
    roles: np.ndarray
    kin: np.ndarray
    syntax: Syntax


def quotations_of(text: str) -> list[Span]:
    """The outermost quotations of a text."""
    found = find_quotations(Document(id="", text=text))
    return [Span(quotation.start, quotation.end) for quotation in found if quotation.depth == 0 and quotation.words]


def parse_of(text: str, parser: SpacyParser) -> Parse:
    """The parse of a text whose lines are its paragraphs."""
    lines = tuple(Block(line.start(), line.end(), "paragraph") for line in re.finditer(r"[^\n]*\S[^\n]*", text))
    return parser.parse(Document(id="", text=text, language="en", blocks=lines))


def examples_of(annotated: AnnotatedText, tokenizer: Tokenizer, parser: SpacyParser) -> Iterator[Example]:
    """The windows of a text with their labels."""
    words = words_of(annotated.text, quotations_of(annotated.text))
    parse = parse_of(annotated.text, parser)
    for window in windows_of(annotated.text, words, tokenizer):
        own = words[window.first : window.last]
        yield _example(annotated, own, window, syntax_of(parse, own))


def covered(words: Sequence[Word], spans: Spans) -> list[int]:
    """The places of the words that the spans touch."""
    return [i for i, word in enumerate(words) if any(word.start < b and a < word.end for a, b in spans)]


def _example(annotated: AnnotatedText, words: Sequence[Word], window: Window, syntax: Syntax) -> Example:
    cues = np.zeros(len(words), np.int64)
    cues[covered(words, annotated.unknown)] = UNKNOWN
    spans, roles = [], []
    for relation in annotated.relations:
        cue = _run(covered(words, relation.cue or _anchor(relation)))
        if not cue:
            continue
        cues[cue[0]] = CUE_BEGINS
        cues[cue[1:]] = CUE_GOES_ON
        spans.append((cue[0], cue[-1]))
        roles.append(_roles(words, relation, cue))
    after_cue = np.flatnonzero((cues[1:] == UNKNOWN) & (cues[:-1] > OUT)) + 1
    cues[after_cue] = OUT  # a cue ends before its content, also where the content's own cues are unknown
    shape = (len(roles), len(words))
    return Example(
        annotated.name,
        STYLES.index(annotated.style),
        np.array(window.pieces, np.int64),
        np.array(window.heads, np.int64),
        traits_of(words, syntax),
        places_of(words),
        cues,
        np.array(spans, np.int64).reshape(-1, 2),
        np.array(roles, np.int64).reshape(shape),
        stacked([syntax.kinship(first, last) for first, last in spans], len(words)),
        syntax,
    )


def _anchor(relation: Relation) -> Spans:
    """Where no cue is written: the first sign of the content, or the last of a source before it (a colon)."""
    start = relation.content[0][0]
    if relation.source and relation.source[-1][1] <= start <= relation.source[-1][1] + 3:
        return ((relation.source[-1][1], relation.source[-1][1] + 1),)
    return ((start, start + 1),)


def _run(places: list[int]) -> list[int]:
    """The first unbroken run."""
    return [place for i, place in enumerate(places) if place - places[0] == i]


def _roles(words: Sequence[Word], relation: Relation, cue: list[int]) -> np.ndarray:
    roles = np.zeros(len(words), np.int64)
    for spans, begins in ((relation.source, SOURCE_BEGINS), (relation.content, CONTENT_BEGINS)):
        for span in sorted(spans):
            places = covered(words, (span,))
            if relation.cue:
                places = [place for place in places if place not in cue]
            for i, place in enumerate(places):
                before = roles[place - 1] if place else 0
                goes_on = i > 0 and before in (begins, begins + 1)
                roles[place] = begins + 1 if goes_on else begins
    return roles


def count(examples: Iterable[Example]) -> dict[str, int]:
    """Windows, pieces, words and cues."""
    rows = list(examples)
    return {
        "windows": len(rows),
        "pieces": sum(len(row.pieces) for row in rows),
        "words": sum(len(row.heads) for row in rows),
        "cues": sum(len(row.spans) for row in rows),
    }
