"""Names as the trained tagger sees them: what it is told of each word, and the likeliest reading of its scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
import numpy.typing as npt

from onrecord.language.parse import Parse
from onrecord.language.syntax import Integers
from onrecord.reading.names.finding import NameMention
from onrecord.reading.names.word_lists import given_names, name_key, name_words, nouns, places
from onrecord.records import EntityType, MentionKind, Span

TYPES: tuple[EntityType, ...] = get_args(EntityType)
TAGS = 1 + 2 * len(TYPES)
"""No name, and for each type the first word of a name and a further one."""
_ONTONOTES = (
    "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME "
    "WORK_OF_ART"
)
_SMALL = frozenset("the of and for in on at de la".split())
_TAGGED = {name: place for place, name in enumerate(_ONTONOTES.split(), 1)}
TAGGER_TYPES = len(_TAGGED) + 1
LISTS = 9
_KINDS: tuple[MentionKind, ...] = get_args(MentionKind)
LIKENESSES = 10 + 2 * len(_KINDS)
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Written:
    """A mention as the judge of pairs is told of it: its words up to its head, and its kind."""

    text: str
    kind: MentionKind


def hints_of(parse: Parse, ruled: Sequence[NameMention], words: Sequence[Span]) -> Integers:
    """What the tagger is told of each word beside what every encoder is told: int64 (N, 2 + LISTS).

    The type that the parser's tagger gave it, its tag by the rules' names, and which word lists hold it.
    """
    tags = np.zeros(len(parse.tokens), np.int64)
    for name in ruled:
        begins = 1 + 2 * TYPES.index(name.type)
        tags[name.first : name.last] = begins + 1
        tags[name.first] = begins
    rows = np.zeros((len(words), 2 + LISTS), np.int64)
    lists = _lists()
    for row, word in zip(rows, words, strict=True):
        within = parse.tokens_in(word.start, word.start + 1)
        if within:
            token = parse.tokens[within.start]
            row[0] = _TAGGED.get(token.name_type, 0)
            row[1] = tags[token.index]
            row[2:] = [token.lower in words_of_list for words_of_list in lists]
    return rows


def _lists() -> tuple[frozenset[str], ...]:
    words, given = name_words(), given_names()
    return (
        given.male | given.female,
        places().known,
        frozenset(places().demonyms),
        words.titles | words.honorifics,
        words.organization_words | words.legal_forms,
        words.place_words,
        words.event_words,
        words.work_words,
        frozenset(nouns().types),
    )


def likeness(one: Written, other: Written, apart: int) -> list[float]:
    """How two mentions are written, for the judge of pairs: LIKENESSES numbers, each from 0 to 1.

    Args:
        one: the mention that stands first in the text.
        other: the one after it.
        apart: words between them.
    """
    first, second = name_key(one.text).split(), name_key(other.text).split()
    kinds = [float(mention.kind == kind) for mention in (one, other) for kind in _KINDS]
    if not first or not second:
        return [*([0.0] * (LIKENESSES - len(kinds))), *kinds]
    letters = {"".join(word[0] for word in words if word not in _SMALL) for words in (first, second)}
    return [
        float(first[-1] == second[-1]),
        float(first[0] == second[0]),
        float(set(first) <= set(second)),
        float(set(second) <= set(first)),
        len(set(first) & set(second)) / max(len(first), len(second)),
        float("".join(first) in letters or "".join(second) in letters),
        float(len(first) == 1),
        float(len(second) == 1),
        float(first[0][0] == second[0][0]),
        min(apart, 64) / 64,
        *kinds,
    ]


def tagged_runs(scores: Floats) -> Iterator[tuple[int, int, EntityType, float]]:
    """The likeliest reading of a window: half-open runs of words, their type, and how sure it is.

    Args:
        scores: logarithms of the probabilities of the tags (N, TAGS).
    """
    path = _likeliest(scores)
    first = 0
    while first < len(path):
        if path[first] == 0:
            first += 1
            continue
        kind = (path[first] - 1) // 2
        last = first + 1
        while last < len(path) and path[last] == 2 + 2 * kind:
            last += 1
        sure = float(np.exp(np.mean([scores[place, path[place]] for place in range(first, last)])))
        yield first, last, TYPES[kind], sure
        first = last


def _likeliest(scores: Floats) -> list[int]:
    """The likeliest tags where a further word only follows a word of the same name (Viterbi)."""
    if not len(scores):
        return []
    may_follow = np.full((TAGS, TAGS), -np.inf, np.float32)
    for tag in range(TAGS):
        further = tag > 0 and tag % 2 == 0
        may_follow[[tag - 1, tag] if further else slice(None), tag] = 0
    best = scores[0].copy()
    best[2::2] = -np.inf
    back = np.zeros(scores.shape, np.int64)
    for place in range(1, len(scores)):
        through = best[:, None] + may_follow
        back[place] = through.argmax(0)
        best = through.max(0) + scores[place]
    path = [int(best.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        path.append(int(back[place, path[-1]]))
    return path[::-1]
