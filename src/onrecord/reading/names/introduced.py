"""Names that the text itself tells to be names: by words such as "known as", or by a nickname's marks.

The words are data (introductions.yaml). Such a name ends where its capitals end, small words between them included
("Fathers of Lisburne Estate"), so that neither the tagger nor a list need know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from onrecord.errors import RuleError
from onrecord.language.parse import Parse, Token
from onrecord.reading.names.bounds import Run, capitals_end, is_capital
from onrecord.reading.names.word_lists import name_words

_FILE = Path(__file__).parent / "introductions.yaml"
_KEYS = {"id", "why", "cue", "hits", "misses"}
_OPENING = re.compile(r"[\s:]*(?:the |The )?[“\"‘'«]?(?:the |The )?")
_NO_NAMES = frozenset({"PRON", "SCONJ", "CCONJ", "AUX", "DET", "ADP", "VERB"})
_MARKS = {"“": "”", '"': '"', "‘": "’", "'": "'", "(": ")", "``": "''"}


@dataclass(frozen=True, slots=True)
class Introduction:
    """Words after which a name stands; see introductions.yaml."""

    id: str
    cue: re.Pattern[str]
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@cache
def introductions() -> tuple[Introduction, ...]:
    """The rules of introductions.yaml.

    Raises:
        RuleError: a rule has other keys than it must, or a pattern does not compile.
    """
    rules = []
    for raw in yaml.safe_load(_FILE.read_text(encoding="utf-8"))["rules"]:
        if set(raw) != _KEYS:
            raise RuleError(f"{_FILE.name}: rule {raw.get('id')}: the keys must be {', '.join(sorted(_KEYS))}")
        try:
            cue = re.compile(raw["cue"].replace(" ", r"\s+") + r"(?=[\s:“\"‘'«])")
        except re.error as error:
            raise RuleError(f"{_FILE.name}: rule {raw['id']}: cue does not compile: {error}") from error
        rules.append(Introduction(raw["id"], cue, tuple(raw["hits"]), tuple(raw["misses"])))
    return tuple(rules)


def introduced_runs(parse: Parse) -> Iterator[Run]:
    """The names that words and marks introduce, in any order; they may overlap others."""
    starts = {token.start: token.index for token in parse.tokens}
    for rule in introductions():
        for match in rule.cue.finditer(parse.text):
            opening = _OPENING.match(parse.text, match.end())
            first = starts.get(opening.end()) if opening is not None else None
            if first is not None and _may_open(parse.tokens[first]):
                yield Run(first, capitals_end(parse, first), told=True)
    yield from _nicknamed(parse)


def _may_open(token: Token) -> bool:
    """May a name begin with the word: with a capital, and no pronoun, conjunction or title?"""
    empty = token.pos in _NO_NAMES or token.lower in name_words().titles or token.lower in name_words().not_names
    return is_capital(token) and not empty


def _nicknamed(parse: Parse) -> Iterator[Run]:
    """A person with a nickname in marks: Dana “Dot” Okoro, Dana (Dee) Okoro."""
    tokens = parse.tokens
    for at in range(1, len(tokens) - 3):
        closing = _MARKS.get(tokens[at].text)
        if closing is None or not _is_name_word(tokens[at - 1]) or not _is_name_word(tokens[at + 1]):
            continue
        end = at + 2 + (tokens[at + 2].text != closing and _is_name_word(tokens[at + 2]))
        if end + 1 >= len(tokens) or tokens[end].text not in (closing, "''") or not _is_name_word(tokens[end + 1]):
            continue
        if tokens[at].sentence == tokens[end + 1].sentence and tokens[at - 1].end < tokens[at].start:
            yield Run(at - 1, end + 2, "PERSON", told=True)


def _is_name_word(token: Token) -> bool:
    return token.text[0].isupper() and token.text[1:].islower() and token.lower not in name_words().titles
