"""Mentions of GUM for the judge of pairs: which names, descriptions and pronouns of a window are one thing's."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from examples import UNKNOWN, parse_of, quotations_of
from name_examples import NameExample
from tokenizers import Tokenizer
from train import ROOT

from onrecord.language.encoder import traits_of
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.language.syntax import syntax_of
from onrecord.language.windows import Word, windows_of, words_of
from onrecord.reading.names import find_names
from onrecord.reading.names.tagger import LIKENESSES, Written, hints_of, likeness
from onrecord.records import MentionKind

sys.path.append(str(ROOT / "benchmarks"))
from coreference_quality import Annotated, Mention, read_document

ALL_TYPES = frozenset("person organization place event object abstract animal plant substance time".split())


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention: the first and last word of what carries it, what the judge is told of it, and its cluster."""

    first: int
    last: int
    written: Written
    cluster: str


def gum_examples(folder: Path, tokenizer: Tokenizer, parser: SpacyParser) -> Iterator[NameExample]:
    """The windows of every document of a folder; their tags are unknown."""
    for path in sorted(folder.glob("*.conllu")):
        yield from document_examples(read_document(path, ALL_TYPES), tokenizer, parser)


def document_examples(document: Annotated, tokenizer: Tokenizer, parser: SpacyParser) -> Iterator[NameExample]:
    """The windows of one document."""
    words = words_of(document.text, quotations_of(document.text))
    parse = parse_of(document.text, parser)
    hints = hints_of(parse, find_names(parse), words)
    found = (_placed(document.text, mention, words, parse) for mention in document.mentions)
    mentions = sorted((mention for mention in found if mention is not None), key=lambda m: (m.last, m.first))
    for window in windows_of(document.text, words, tokenizer):
        own = words[window.first : window.last]
        within = [m for m in mentions if window.first <= m.first and m.last < window.last]
        yield NameExample(
            document.name,
            0,
            np.array(window.pieces, np.int64),
            np.array(window.heads, np.int64),
            traits_of(own, syntax_of(parse, own)),
            np.zeros((len(own), 3), np.int64),
            hints[window.first : window.last],
            np.full(len(own), UNKNOWN, np.int64),
            (),
            *_pairs(within, window.first),
        )


def _placed(text: str, mention: Mention, words: Sequence[Word], parse: Parse) -> Placed | None:
    """Where a mention's head stands: a name with all its capitals, else the head alone; nothing if it is not parsed."""
    run = parse.tokens_in(min(mention.heads), max(mention.heads) + 1)
    if not run:
        return None
    head = parse.tokens[parse.head_of(run.start, run.stop)]
    first, last, kind = head, head, _kind(head.tag)
    if kind == "name":
        while first.index and parse.tokens[first.index - 1].start >= mention.start and _is_name(parse, first.index - 1):
            first = parse.tokens[first.index - 1]
        while last.index + 1 < len(parse.tokens) and parse.tokens[last.index + 1].end <= mention.end:
            if not _is_name(parse, last.index + 1):
                break
            last = parse.tokens[last.index + 1]
    starts = [word.start for word in words]
    places = [int(np.searchsorted(starts, at, side="right")) - 1 for at in (first.start, last.end - 1)]
    begins = first.start if kind == "name" else mention.start
    return Placed(places[0], places[1], Written(text[begins : last.end], kind), mention.cluster)


def _is_name(parse: Parse, index: int) -> bool:
    return parse.tokens[index].tag.startswith("NNP")


def _kind(tag: str) -> MentionKind:
    if tag in ("PRP", "PRP$", "WP", "WDT", "WP$", "DT"):
        return "pronoun"
    return "name" if tag.startswith("NNP") else "nominal"


def _pairs(mentions: Sequence[Placed], base: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All pairs of the mentions of a window; see `NameExample`."""
    pairs, likes, same = [], [], []
    for j, other in enumerate(mentions):
        for one in mentions[:j]:
            pairs.append((one.first - base, one.last - base, other.first - base, other.last - base))
            likes.append(likeness(one.written, other.written, other.first - one.last - 1))
            same.append(one.cluster == other.cluster)
    return (
        np.array(pairs, np.int64).reshape(-1, 4),
        np.array(likes, np.float32).reshape(-1, LIKENESSES),
        np.array(same, np.float32),
    )
