"""The little language in which rules say where in the tree an argument stands.

    path   = step { ">" step } [ "[" type { "|" type } "]" ]
    step   = [ "^" ] relation { "|" relation } [ "(" word { "|" word } ")" ]
    word   = a lemma in lower case, or "@list" for a list of words
    type   = a type of entity, or "Amount" for a phrase with an amount in it

`dobj` goes down to the direct objects, `prep(in|at)>pobj[Place]` to the places after "in" or "at", `^appos` up
to the governor that this token describes. Besides the parser's relations a step may be one of

    actor, undergoer   who does the verb, and to whom (clauses.py)
    lead               the actor; where a passive names none, the undergoer
    subject            the grammatical subject, also where it is shared or understood
    clause             the verb in whose clause the token stands
    following          the name right after the token's phrase, with or without a comma, whatever the parser makes of it
    preceding          the name right before the token's phrase, parted by a comma
    self               the token itself
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from onrecord.language.parse import Token
from onrecord.reading.statements import clauses
from onrecord.reading.statements.understanding import Understanding

Words = Mapping[str, frozenset[str]]
"""The word lists: name -> lemmas."""

_STEP = re.compile(r"(?P<up>\^?)(?P<relations>[a-z|]+)(?:\((?P<words>[^()]+)\))?")
_TYPES = re.compile(r"\[(?P<types>[A-Za-z|]+)\]$")


def _clause(reading: Understanding, index: int) -> Token | None:
    clause = clauses.clause_of(reading.parse, index)
    return None if clause is None else reading.parse.tokens[clause]


_NAMED_STEPS: Mapping[str, Callable[[Understanding, int], Token | None]] = {
    "actor": lambda reading, index: clauses.actor(reading.parse, index),
    "undergoer": lambda reading, index: clauses.undergoer(reading.parse, index),
    "lead": lambda reading, index: clauses.lead(reading.parse, index),
    "subject": lambda reading, index: clauses.subject(reading.parse, index),
    "clause": _clause,
    "following": lambda reading, index: reading.name_after(index),
    "preceding": lambda reading, index: reading.name_before(index),
    "self": lambda reading, index: reading.parse.tokens[index],
}
RELATIONS = frozenset(
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative "
    "dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl xcomp".split()
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: up or down, along which relations, to which words (none: any)."""

    up: bool
    relations: frozenset[str]
    words: frozenset[str]

    def taken(self, reading: Understanding, index: int) -> list[Token]:
        """The tokens this step leads to from a token, in text order."""
        return [token for token in self._reached(reading, index) if not self.words or bears(token, self.words)]

    def _reached(self, reading: Understanding, index: int) -> list[Token]:
        parse = reading.parse
        named = next((_NAMED_STEPS[name] for name in self.relations if name in _NAMED_STEPS), None)
        if named is not None:
            found = named(reading, index)
            return [] if found is None else [found]
        if self.up:
            token = parse.tokens[index]
            return [parse.tokens[token.head]] if token.dep in self.relations and token.head != index else []
        return [token for token in parse.dependants(index) if token.dep in self.relations]


@dataclass(frozen=True, slots=True)
class Path:
    """Steps through the tree, and what is accepted at its end: types of entity, or `Amount` (none: anything)."""

    steps: tuple[Step, ...]
    types: frozenset[str]

    def ends(self, reading: Understanding, index: int) -> list[Token]:
        """The tokens the path leads to, in text order; types are for the caller to check."""
        tokens = [reading.parse.tokens[index]]
        for step in self.steps:
            tokens = [reached for token in tokens for reached in step.taken(reading, token.index)]
        return tokens


def bears(token: Token, words: frozenset[str]) -> bool:
    """Is the token one of these words?"""
    return not words.isdisjoint(forms(token))


def forms(token: Token) -> tuple[str, ...]:
    """The forms under which a token is found in word lists: its lemma, "senator" for "Senators", "largest" as it is."""
    lemma = token.lemma.lower()
    if token.tag == "NNPS":
        return (lemma, lemma.removesuffix("s"))
    return (lemma, token.lower) if token.tag in ("JJS", "RBS") else (lemma,)


def read_path(text: str, words: Words, known_types: frozenset[str]) -> Path:
    """Read a path.

    Raises:
        ValueError: it is not one; the message says what is wrong with which part.
    """
    types: frozenset[str] = frozenset()
    tail = _TYPES.search(text)
    if tail is not None:
        types, text = frozenset(tail["types"].split("|")), text[: tail.start()]
        if types - known_types:
            raise ValueError(f"no such entity type: {', '.join(sorted(types - known_types))}")
    return Path(tuple(_read_step(step, words) for step in text.split(">")), types)


def _read_step(text: str, words: Words) -> Step:
    match = _STEP.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a step")
    relations = frozenset(match["relations"].split("|"))
    known = RELATIONS | _NAMED_STEPS.keys()
    if relations - known:
        raise ValueError(
            f"no such relation: {', '.join(sorted(relations - known))}; known are {', '.join(sorted(known))}"
        )
    return Step(
        bool(match["up"]), relations, expand(match["words"].split("|"), words) if match["words"] else frozenset()
    )


def expand(entries: list[str], words: Words) -> frozenset[str]:
    """The words of a list in which "@name" stands for a whole word list.

    Raises:
        ValueError: there is no list of that name.
    """
    found: set[str] = set()
    for entry in entries:
        if not entry.startswith("@"):
            found.add(entry)
        elif entry[1:] in words:
            found |= words[entry[1:]]
        else:
            raise ValueError(f"no such word list: {entry}; known are {', '.join(sorted(words))}")
    return frozenset(found)
