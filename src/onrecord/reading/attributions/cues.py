"""The cue lexicon: the words that put something on somebody's word, loaded from cues.yaml.

A word reports only together with what it takes: "tell" with a clause is a statement, with an infinitive a
demand. So the lexicon answers for a lemma and a complement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from onrecord.errors import RuleError
from onrecord.language.parse import Token
from onrecord.records import Act

Strength = Literal["strong", "weak"]
Words = Literal["verbs", "nouns", "adjectives"]

_FILE = Path(__file__).parent / "cues.yaml"
_GROUP_KEYS = frozenset({"id", "why", "act", "strength", "takes", "words", "hits", "misses"})
_TOP_KEYS = frozenset({*get_args(Words), "hedges", "view_nouns", "passive_subject_is_no_source", "orders", "lemmas"})


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word with one kind of complement reports."""

    act: Act
    strength: Strength


@dataclass(frozen=True, slots=True)
class CueGroup:
    """A group of the lexicon with its examples."""

    id: str
    kind: Words
    takes: tuple[str, ...]
    words: tuple[str, ...]
    cue: Cue
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Word kind -> lemma -> complement -> cue, and the closed word lists of cues.yaml."""

    groups: tuple[CueGroup, ...]
    entries: Mapping[Words, Mapping[str, Mapping[str, Cue]]]
    hedges: frozenset[str]
    view_nouns: frozenset[str]
    passive_subject_is_no_source: frozenset[str]
    orders: frozenset[str]
    lemmas: Mapping[str, str]

    def lemma(self, token: Token) -> str:
        """The lemma in lower case, mended where taggers get it wrong."""
        return self.lemmas.get(token.lower) or token.lemma.lower()

    def takes(self, kind: Words, lemma: str) -> Mapping[str, Cue]:
        """Of a lemma, the complements with which it reports."""
        return self.entries[kind].get(lemma, {})


@cache
def cue_lexicon() -> CueLexicon:
    """The lexicon as shipped.

    Raises:
        RuleError: cues.yaml has an unknown key, a missing one, or a word twice with one complement.
    """
    return read_lexicon(yaml.safe_load(_FILE.read_text(encoding="utf-8")), _FILE.name)


def read_lexicon(raw: Mapping[str, Any], file: str) -> CueLexicon:
    """Build the lexicon from its YAML data; `file` is named in errors.

    Raises:
        RuleError: as `cue_lexicon`.
    """
    _check_keys(raw, _TOP_KEYS, file, "the file")
    groups = tuple(_group(item, kind, file) for kind in get_args(Words) for item in raw[kind])
    return CueLexicon(
        groups=groups,
        entries={kind: _entries([group for group in groups if group.kind == kind], file) for kind in get_args(Words)},
        hedges=frozenset(raw["hedges"].split()),
        view_nouns=frozenset(raw["view_nouns"].split()),
        passive_subject_is_no_source=frozenset(raw["passive_subject_is_no_source"].split()),
        orders=frozenset(raw["orders"].split()),
        lemmas=dict(raw["lemmas"]),
    )


def _check_keys(raw: Mapping[str, Any], allowed: frozenset[str], file: str, place: str) -> None:
    for key in sorted({*raw} ^ allowed):
        problem = "unknown" if key in raw else "missing"
        raise RuleError(f"{file}: {place}: key {key!r} is {problem}; the keys are {', '.join(sorted(allowed))}")


def _group(raw: Mapping[str, Any], kind: Words, file: str) -> CueGroup:
    place = f"group {raw.get('id', '?')}"
    _check_keys(raw, _GROUP_KEYS, file, place)
    for key, allowed in (("act", get_args(Act)), ("strength", get_args(Strength))):
        if raw[key] not in allowed:
            raise RuleError(f"{file}: {place}: {key} {raw[key]!r} is none of {', '.join(allowed)}")
    return CueGroup(
        raw["id"],
        kind,
        tuple(raw["takes"].split()),
        tuple(raw["words"].split()),
        Cue(raw["act"], raw["strength"]),
        tuple(raw["hits"]),
        tuple(raw["misses"]),
    )


def _entries(groups: list[CueGroup], file: str) -> dict[str, dict[str, Cue]]:
    entries: dict[str, dict[str, Cue]] = {}
    for group in groups:
        for word in group.words:
            for complement in group.takes:
                held = entries.setdefault(word, {})
                if complement in held:
                    raise RuleError(f"{file}: group {group.id}: {word!r} with {complement} stands here twice")
                held[complement] = group.cue
    return entries
