"""Stand-ins: words that are read in the place of names, so that a sentence is read alike whoever's name it is.

A parser and an encoder read "Miller said" better than "Okonkwo said", as they have seen more Millers. Once the names
of a document are known, its sentences are read again with the same few names in the place of all persons', and one
people, faith and country in the place of all others (level.yaml). The record's words are the text's own throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from onrecord.language.parse import Parse, Token

Levelling = Callable[[Parse, Mapping[int, str]], Parse]
"""Reads a parse's tokens again with other words in the place of some, by their indices."""
_FILE = Path(__file__).parent / "level.yaml"


def stand_ins(parse: Parse, persons: Iterable[tuple[int, int]]) -> dict[int, str]:
    """Of the tokens that are read as another word, that word, by their indices.

    Args:
        parse: of the document.
        persons: the names of persons as half-open runs of tokens.
    """
    found: dict[int, str] = {}
    for first, last in persons:
        for index in range(first, last):
            token = parse.tokens[index]
            if len(token.text) > 1 and token.text[0].isupper() and token.text.isalpha():
                found[index] = _as_written("Miller" if index + 1 == last else "Jordan", token)
    for token in parse.tokens:
        if token.index not in found and (word := words().get(token.text)) is not None:
            found[token.index] = word
    return found


def _as_written(word: str, token: Token) -> str:
    return word.upper() if token.text.isupper() else word


@cache
def words() -> Mapping[str, str]:
    """Word -> what is read in its place."""
    groups = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {word: stand_in for stand_in, listed in groups.items() for word in listed.split()}
