"""Statements as the trained reader sees them: what it is told of each word, and of each word beside a trigger.

It is told what the rules read, and not bound by it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from onrecord.language.parse import Token
from onrecord.language.syntax import Integers
from onrecord.language.windows import Word
from onrecord.reading.statements.certainty import certainty, doubt
from onrecord.reading.statements.matching import ENTITY_ROLES, Match
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import Amount, Argument, EntityType, Modality, Polarity, Span, StatementType, Time, TimeExpression

TYPES: tuple[StatementType, ...] = get_args(StatementType)
ROLES = ("none", "subject", "object", "agent", "organization", "place", "seller", "time", "amount")
"""What a candidate is to a trigger; whom a label is put on is its subject."""
Stated = StatementType | Literal["label"]
STATED: tuple[Stated, ...] = (*TYPES, "label")
"""What a word may state: a statement of a type, or that somebody is judged."""
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
Kind = Literal["entity", "time", "amount"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_ENTITIES: tuple[EntityType, ...] = get_args(EntityType)
HINTS = 3 + len(STATED)


@dataclass(frozen=True, slots=True)
class Candidate(Span):
    """What may be an argument: its kind, the token that heads it, and the time or amount."""

    kind: Kind
    head: int
    time: TimeExpression | None = None
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a rule read: its match, its arguments and its time."""

    match: Match
    arguments: tuple[Argument, ...]
    time: Time | None


@dataclass(frozen=True, slots=True)
class Scene:
    """A document laid out for the trained reader.

    `words` are those of its windows; `hints` (N, HINTS) what is told of each: the type of the entity that it heads,
    whether it heads a time or an amount, and what rules find stated on it. `candidates` are in text
    order, `placed` are the words that they stand on. `ruled` holds what rules read, by the trigger's token and type,
    `at` by its token alone.
    """

    words: tuple[Word, ...]
    hints: Integers
    candidates: tuple[Candidate, ...]
    placed: Integers
    ruled: Mapping[tuple[int, StatementType], Ruled]
    at: Mapping[int, tuple[Ruled, ...]]

    @classmethod
    def of(
        cls, reading: Understanding, words: tuple[Word, ...], ruled: Sequence[Ruled], labels: Sequence[Span] = ()
    ) -> Scene:
        """Lay out a document; `words` are those of its windows, in text order, `labels` those of the lexicon."""
        starts = [word.start for word in words]
        hints = np.zeros((len(words), HINTS), np.int64)
        candidates = tuple(sorted(_candidates(reading), key=lambda found: (found.start, found.end, found.kind)))
        placed = [word_at(starts, reading.parse.tokens[found.head].start) for found in candidates]
        for found, place in zip(candidates, placed, strict=True):
            if found.kind == "entity":
                kind = reading.entity_type(found.head)
                hints[place, 0] = 1 + _ENTITIES.index(kind) if kind is not None else 0
            else:
                hints[place, KINDS.index(found.kind)] = 1
        known: dict[tuple[int, StatementType], Ruled] = {}
        at: dict[int, tuple[Ruled, ...]] = defaultdict(tuple)
        for one in ruled:
            at[one.match.trigger.index] += (one,)
            hints[word_at(starts, one.match.trigger.start), 3 + TYPES.index(one.match.rule.type)] = 1
            known.setdefault((one.match.trigger.index, one.match.rule.type), one)
        for label in labels:
            run = reading.parse.tokens_in(label.start, label.end)
            head = reading.parse.tokens[reading.parse.head_of(run.start, run.stop)]
            hints[word_at(starts, head.start), 3 + STATED.index("label")] = 1
        return cls(words, hints, candidates, np.array(placed, np.int64), known, at)

    def rule(self, trigger: Token, type_: Stated) -> Ruled | None:
        """What a rule read on a trigger, of a type."""
        return self.ruled.get((trigger.index, type_)) if type_ != "label" else None

    def certain(self, reading: Understanding, trigger: Token, type_: Stated) -> tuple[Polarity, Modality]:
        """How certain rules hold what a trigger states to be."""
        rule = self.rule(trigger, type_)
        if is_appositive(trigger, type_, rule):
            return "positive", doubt(reading.parse, trigger)
        polarity, modality = certainty(reading.parse, trigger)
        if rule is not None and rule.match.rule.modality != "actual":
            return polarity, rule.match.rule.modality
        if modality == "actual" and reading.voices.sourceless(Span(trigger.start, trigger.end)):
            return polarity, "possible"
        return polarity, modality

    def fillers(self, inside: Integers, first: int) -> Integers:
        """Word, counted from `first`, kind and type of entity of the candidates `inside` a window (C, 3)."""
        rows = [
            (place - first, KINDS.index(found.kind), self.hints[place, 0] if found.kind == "entity" else 0)
            for found, place in ((self.candidates[index], self.placed[index]) for index in inside)
        ]
        return np.array(rows, np.int64).reshape(-1, 3)

    def told(self, trigger: Token, type_: Stated, inside: Integers) -> Integers:
        """What rules make of each of the candidates `inside` a window to a trigger: its place in `ROLES`, (C,)."""
        roles = np.zeros(len(inside), np.int64)
        one = self.rule(trigger, type_) or next(iter(self.at.get(trigger.index, ())), None)
        if one is None:
            return roles
        heads = {
            token.index: ROLES.index(role)
            for role, tokens in one.match.filled.items()
            if role in ENTITY_ROLES and role in ROLES
            for token in tokens
        }
        amounts = {(found.start, found.end) for found in one.arguments if found.role == "amount"}
        for place, found in enumerate(self.candidates[index] for index in inside):
            if found.kind == "entity":
                roles[place] = heads.get(found.head, 0)
            elif found.kind == "amount":
                roles[place] = ROLES.index("amount") if (found.start, found.end) in amounts else 0
            elif one.time is not None and (found.start, found.end) == (one.time.start, one.time.end):
                roles[place] = ROLES.index("time")
        return roles


def is_appositive(trigger: Token, type_: Stated, rule: Ruled | None) -> bool:
    """Is it a name, a title or an apposition, of which only its own words count, whatever its clause says?"""
    if rule is not None:
        return rule.match.rule.appositive
    titled = type_ in ("role", "family", "name") and trigger.pos in ("NOUN", "PROPN")
    return titled and trigger.dep in ("appos", "compound", "nmod")


def word_at(starts: Sequence[int], offset: int) -> int:
    """The place of the word that holds an offset, or begins last before it."""
    return max(0, bisect_right(starts, offset) - 1)


def _candidates(reading: Understanding) -> Iterator[Candidate]:
    """Every head of an entity, time and amount."""
    parse = reading.parse
    for index in sorted(reading.cast.heads):
        token = parse.tokens[index]
        yield Candidate(token.start, token.end, "entity", index)
    for time in reading.times:
        if not time.value.startswith("P") and (run := parse.tokens_in(time.start, time.end)):
            yield Candidate(time.start, time.end, "time", parse.head_of(run.start, run.stop), time=time)
    for amount in reading.amounts:
        if run := parse.tokens_in(amount.start, amount.end):
            yield Candidate(amount.start, amount.end, "amount", parse.head_of(run.start, run.stop), amount=amount)
