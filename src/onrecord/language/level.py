"""Stand-ins: words that are read in the place of names, so that a sentence is read alike whoever's name it is.

A parser and an encoder read "Miller said" better than "Okonkwo said", as they have seen more Millers. One people,
faith and party are read in the place of all others (level.yaml); and once the names of a document are known, its
sentences are read again with the same two words for all persons' and one country and capital. The record's words are
the text's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from onrecord.language.parse import Parse
from onrecord.records import EntityType

Levelling = Callable[[Parse, Mapping[int, str]], Parse]
"""Reads a parse's tokens again with other words in the place of some, by their indices."""
_FILE = Path(__file__).parent / "level.yaml"


def stand_in_of(word: str, after: str) -> str | None:
    """What is read in the place of a people, faith or party before any name is known; `after` is the next word."""
    lists = _lists()
    return "Liberal" if after in lists["before"] and word in lists["parties"] else lists["words"].get(word)


def stand_ins(parse: Parse, names: Iterable[tuple[int, int, EntityType]]) -> dict[int, str]:
    """What is read in the place of persons' names, countries and capitals, by the indices of tokens.

    Args:
        parse: of the document.
        names: half-open runs of tokens, with the type of what bears the name. A country within a longer name stays.
    """
    found: dict[int, str] = {}
    for first, last, type_ in names:
        for token in parse.tokens[first:last]:
            if type_ == "Person" and len(token.text) > 1 and token.text[0].isupper() and token.text.isalpha():
                word = "Miller" if token.index + 1 == last else "Jordan"
                found[token.index] = word.upper() if token.text.isupper() else word
            elif type_ == "Place" and last - first == 1 and token.text in _lists()["places"]:
                found[token.index] = _lists()["places"][token.text]
    return found


@cache
def _lists() -> Mapping[str, Mapping[str, str]]:
    """Of each list of level.yaml its words, with what is read in their place."""
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        key: {word: one for one, listed in groups.items() for word in listed.split()} for key, groups in raw.items()
    }
