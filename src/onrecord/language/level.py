"""Stand-ins: words that are read in the place of names, so that a sentence is read alike whoever's name it is.

A parser and an encoder read "Miller said" better than "Okonkwo said", as they have seen more Millers. One people,
faith and party are read in the place of all others (level.yaml); and once the names of a document are known, its
sentences are read again with the same two words for all persons' and one country and capital. The record's words are
the text's own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from onrecord.language.parse import Parse, Token
from onrecord.records import EntityType

Levelling = Callable[[Parse, Mapping[int, str]], Parse]
"""Reads a parse's tokens again with other words in the place of some, by their indices."""
_MEMBERS = "Liberals"
_PEOPLES = frozenset({"Germans", "Christians"})
_HYPHENS = frozenset("-‐‑")
_MARKS = frozenset("'’ʼ‘`") | _HYPHENS
_FILE = Path(__file__).parent / "level.yaml"


def stand_in_of(word: str, after: str) -> str | None:
    """What is read in the place of a people, faith or party before any name is known; `after` is the next word.

    A party's adjective may stand before its members too ("Liberal Democrats").
    """
    lists = _lists()
    party = word in lists["parties"] and (after in lists["before"] or lists["words"].get(after) == _MEMBERS)
    return "Liberal" if party else lists["words"].get(word)


def stand_ins_of(words: Sequence[str]) -> list[str]:
    """The words of a text in order, those of peoples, faiths and parties as `stand_in_of` has them.

    Blanks may be among the words. Members of a party behind an adjective of one are read as "Liberal Democrats", which
    is a name that a parser knows.
    """
    read = list(words)
    places = [place for place, word in enumerate(words) if not word.isspace()]
    before = ""
    for place, following in zip(places, [*places[1:], None], strict=True):
        word = stand_in_of(words[place], words[following] if following is not None else "") or words[place]
        before = read[place] = "Democrats" if word == _MEMBERS and before == "Liberal" else word
    return read


def names_people(word: str) -> bool:
    """Is it the plural of a people or a faith ("Kurds", "Sikhs")?"""
    return _lists()["words"].get(word) in _PEOPLES


def stand_ins(parse: Parse, names: Iterable[tuple[int, int, EntityType]]) -> dict[int, str]:
    """What is read in the place of persons' names, countries and capitals, by the indices of tokens.

    Args:
        parse: of the document.
        names: half-open runs of tokens, with the type of what bears the name. A country within a longer name stays.
    """
    found: dict[int, str] = {}
    for first, last, type_ in names:
        for token in parse.tokens[first:last]:
            if type_ == "Person" and len(token.text) > 1 and _is_name(token.text):
                word = "Miller" if token.index + 1 == last else "Jordan"
                found[token.index] = word.upper() if token.text.isupper() else word
            elif type_ == "Place" and last - first == 1 and token.text in _lists()["places"]:
                found[token.index] = _lists()["places"][token.text]
    return found


def glued(tokens: Sequence[Token], words: Mapping[int, str]) -> frozenset[int]:
    """The tokens of names that a hyphen binds to what follows, hyphens and all: "Jean" and "-" of "Jean-Luc".

    A parser takes such a name for one of one word more than others have, so it is not told of these.

    Args:
        tokens: of a sentence.
        words: by the indices of tokens, what is read in their place.
    """
    return frozenset(
        token.index
        for one, hyphen, other in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if hyphen.text in _HYPHENS
        and one.end == hyphen.start
        and hyphen.end == other.start
        and one.index in words
        and other.index in words
        for token in (one, hyphen)
    )


def _is_name(word: str) -> bool:
    """Are they letters with a capital, an apostrophe or a hyphen among them or not ("O'Brien", "d'Arcy")?"""
    letters = [char for char in word if char not in _MARKS and not unicodedata.combining(char)]
    return bool(letters) and all(map(str.isalpha, letters)) and any(map(str.isupper, letters)) and word[0] in letters


@cache
def _lists() -> Mapping[str, Mapping[str, str]]:
    """Of each list of level.yaml its words, with what is read in their place."""
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        key: {word: one for one, listed in groups.items() for word in listed.split()} for key, groups in raw.items()
    }
