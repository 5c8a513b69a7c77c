"""The parse as the trained encoder sees it: the part of speech and relation of each word, and its kinship to a cue.

What is attributed is mostly a clause, its source mostly a subject: with the tree before it the encoder finds the
edges of both in constructions it was never trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.language.parse import Parse
from onrecord.records import Span

Integers = npt.NDArray[np.int64]
_RELATIONS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative "
    "dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl xcomp"
)
_PARTS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
_RELATION = {name: place for place, name in enumerate(_RELATIONS.split(), 1)}
_PART = {name: place for place, name in enumerate(_PARTS.split(), 1)}
RELATIONS = len(_RELATION) + 3
"""How many relations there are, with 0 for any other and two for a word that is the cue or stands over it."""
PARTS = len(_PART) + 1
_IS_CUE, _IS_OVER = len(_RELATION) + 1, len(_RELATION) + 2
FARTHEST = 4
"""Steps in the tree are counted up to here."""
STRANGER = FARTHEST + 1
"""Steps up to a word of another sentence, or one that was not parsed."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """The tree under a run of words.

    `tokens` is the token of each word, counted from the run's first token, or -1; `governors`, `relations` and
    `parts` are those of each token: a governor outside the run, or of a root, is -1.
    """

    tokens: tuple[int, ...]
    governors: tuple[int, ...]
    relations: tuple[int, ...]
    parts: tuple[int, ...]

    def traits(self) -> Integers:
        """Part of speech and relation of each word, 0 where it was not parsed: (N, 2)."""
        rows = [(self.parts[token], self.relations[token]) if token >= 0 else (0, 0) for token in self.tokens]
        return np.array(rows, np.int64).reshape(-1, 2)

    def kinship(self, first: int, last: int) -> Integers:
        """The kinship of each word to the cue of the words `first` to `last`, both included: (N, 4).

        The steps from the cue up to the nearest word that governs both (`STRANGER` where none does) and from there
        down to the word; the relation at the head of the branch that holds the word, and that of the cue's branch.
        """
        cue = {token for token in self.tokens[first : last + 1] if token >= 0}
        known = dict.fromkeys(cue, (0, 0, _IS_CUE, _IS_CUE))
        if cue:
            self._add_over(known, cue)
        rows = [self._kin(known, token) if token >= 0 else _NO_KIN for token in self.tokens]
        return np.array(rows, np.int64).reshape(-1, 4)

    def _add_over(self, known: dict[int, tuple[int, int, int, int]], cue: set[int]) -> None:
        """Add the words that the cue's head depends on."""
        at = next((token for token in sorted(cue) if self.governors[token] not in cue), min(cue))
        steps = 0
        while (governor := self.governors[at]) >= 0 and governor not in known:
            steps += 1
            known[governor] = (min(steps, FARTHEST), 0, _IS_OVER, self.relations[at])
            at = governor

    def _kin(self, known: dict[int, tuple[int, int, int, int]], token: int) -> tuple[int, int, int, int]:
        below: list[int] = []
        while token not in known:
            if self.governors[token] < 0 or len(below) > len(self.governors):
                known[token] = _NO_KIN
                break
            below.append(token)
            token = self.governors[token]
        kin = known[token]
        for lower in reversed(below):
            if kin[0] != STRANGER:
                branch = self.relations[lower] if kin[1] == 0 else kin[2]
                kin = (kin[0], min(kin[1] + 1, FARTHEST), branch, kin[3])
            known[lower] = kin
        return kin


_NO_KIN = (STRANGER, 0, 0, 0)


def syntax_of(parse: Parse, words: Sequence[Span]) -> Syntax:
    """The tree under words that follow each other in the text."""
    within = [parse.tokens_in(word.start, word.start + 1) for word in words]
    places = [tokens.start if tokens else -1 for tokens in within]
    base = min((place for place in places if place >= 0), default=0)
    end = max(places, default=-1) + 1
    run = parse.tokens[base:end]
    governors = [token.head - base if token.head != token.index else -1 for token in run]
    return Syntax(
        tuple(place - base if place >= 0 else -1 for place in places),
        tuple(governor if 0 <= governor < len(run) else -1 for governor in governors),
        tuple(_RELATION.get(token.dep, 0) for token in run),
        tuple(_PART.get(token.pos, 0) for token in run),
    )


def stacked(rows: Sequence[Integers], length: int) -> Integers:
    """Kinships of cues as one array, padded with strangers: (C, `length`, 4)."""
    whole = np.zeros((len(rows), length, 4), np.int64)
    whole[:, :, 0] = STRANGER
    for row, values in zip(whole, rows, strict=True):
        row[: len(values)] = values
    return whole
