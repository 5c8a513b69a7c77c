"""Names that the text itself tells to be names: by words such as "known as", by an acronym, by a nickname's marks.

The words are data (introductions.yaml). Here a name ends where its capitals end, small words between them included
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
from onrecord.reading.names.bounds import Run, is_capital
from onrecord.reading.names.word_lists import name_words

_FILE = Path(__file__).parent / "introductions.yaml"
_KEYS = {"id", "why", "cue", "hits", "misses"}
_OPENING = re.compile(r"[\s:]*(?:the |The )?[“\"‘'«]?(?:the |The )?")
_SMALL = frozenset("of the and for in at & on de la del des du von van der den al el y e wa".split())
"""Words that stand between the capitals of a name."""
_AFTER_HEADS = frozenset({"for", "on"})
"""Of these, those that only follow a word for a body or work: "Council for", no "Brexit for"."""
_NO_NAMES = frozenset({"PRON", "SCONJ", "CCONJ", "AUX", "DET", "ADP", "VERB"})
_LONGEST = 10
_MARKS = {"“": "”", '"': '"', "‘": "’", "'": "'", "(": ")", "``": "''"}
_FEWEST = 2
_FAR = 6
"""Tokens between an acronym and what it stands for."""


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
    """The names that words, acronyms and marks introduce, in any order; they may overlap others."""
    starts = {token.start: token.index for token in parse.tokens}
    for rule in introductions():
        for match in rule.cue.finditer(parse.text):
            opening = _OPENING.match(parse.text, match.end())
            first = starts.get(opening.end()) if opening is not None else None
            if first is not None and _may_open(parse.tokens[first]):
                yield Run(first, capitals_end(parse, first), told=True)
    yield from _nicknamed(parse)
    for token in parse.tokens:
        yield from _spelt_out_before(parse, token)
        yield from _spelt_out_after(parse, token)


def _may_open(token: Token) -> bool:
    """May a name begin with the word: with a capital, and no pronoun, conjunction or title?"""
    empty = token.pos in _NO_NAMES or token.lower in name_words().titles | name_words().not_names
    return is_capital(token) and not empty


def capitals_end(parse: Parse, first: int) -> int:
    """The token after a name that begins at `first`: as far as capitals go, small words between them included."""
    tokens, last = parse.tokens, first + 1
    end = min(parse.sentence_of(first).last, first + _LONGEST)
    while last < end:
        step = last
        while step < end and _may_stand_within(tokens, step):
            step += 1
        joined = step < end and step - last < 3 and _goes_on(tokens, step)
        if not joined:
            break
        last = step + 1
    return last


def _may_stand_within(tokens: tuple[Token, ...], at: int) -> bool:
    """May a small word or possessive stand within a name here?"""
    if tokens[at].lower in ("in", "at"):
        return False
    if tokens[at].lower in _AFTER_HEADS:
        return tokens[at - 1].lower in name_words().organization_words | name_words().work_words
    return tokens[at].lower in _SMALL or tokens[at].tag == "POS"


def _goes_on(tokens: tuple[Token, ...], at: int) -> bool:
    """Does the token go on with a name: a capital, or a number right behind a word?"""
    token = tokens[at]
    if token.name_type in ("DATE", "TIME") or token.lower in name_words().not_names:
        return False
    return is_capital(token) or (token.text.isdigit() and len(token.text) < 4 and tokens[at - 1].text.isalpha())


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


def _spelt_out_before(parse: Parse, token: Token) -> Iterator[Run]:
    """The words right before an acronym in brackets: "Mothers Against Roadside Quarries (“MARQ”)"."""
    tokens, at = parse.tokens, token.index
    letters = _acronym(token)
    opens = next((at - step for step in (1, 2, 3) if at >= step and tokens[at - step].text == "("), None)
    if not letters or opens is None:
        return
    for first in range(opens - 1, max(opens - len(letters) * 2 - 3, -1), -1):
        words = tokens[first:opens]
        if tokens[first].sentence != token.sentence or any(word.text in ",;:()" for word in words):
            return
        begins = is_capital(tokens[first]) or tokens[first].text in ("al", "el")
        if begins and opens - first >= _FEWEST and letters in initials_of(words):
            yield Run(first, opens, "ORG", told=True)
            return


def _spelt_out_after(parse: Parse, token: Token) -> Iterator[Run]:
    """The words that stand after their acronym: "MARQ (Mothers Against …)", "MARQ, which stands for …"."""
    letters = _acronym(token)
    if not letters:
        return
    tokens, end = parse.tokens, parse.sentence_of(token.index).last
    for first in range(token.index + 2, min(token.index + 2 + _FAR, end)):
        if not is_capital(tokens[first]) or tokens[first].text[0].lower() != letters[0]:
            continue
        last = capitals_end(parse, first)
        fitting = (cut for cut in range(last, first + 1, -1) if letters in initials_of(tokens[first:cut]))
        cut = next(fitting, None)
        if cut is not None:
            yield Run(first, cut, "ORG", told=True)
            return


def _acronym(token: Token) -> str:
    """The letters of a word written as an acronym, in lower case: of three capitals at least, or small ones among."""
    plain = token.text.replace(".", "").replace("-", "")
    capitals = sum(char.isupper() for char in plain)
    return plain.lower() if plain.isalpha() and capitals > _FEWEST and capitals * 2 > len(plain) else ""


def initials_of(words: tuple[Token, ...]) -> set[str]:
    """The acronyms that words can have: of those with capitals, of all, and of all but small words."""
    texts = (word.text for word in words if word.tag != "POS")
    parts = [part for text in texts for part in text.split("-") if part and part[0].isalnum()]
    capitals = "".join(part[0] for part in parts if part[0].isupper())
    every = "".join(part[0] for part in parts)
    content = "".join(part[0] for part in parts if part.lower() not in _SMALL - {"al", "el"})
    return {letters.lower() for letters in (capitals, every, content)}
