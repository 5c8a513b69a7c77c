"""Acronyms and the words they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.language.parse import Parse, Token
from onrecord.reading.names.bounds import Run, is_capital
from onrecord.reading.names.word_lists import name_words

_FEWEST_CAPITALS = 2
_FEWEST = 2
"""Words that an acronym stands for."""
_SMALL = frozenset("of the and for in at & on de la del des du von van der den y e wa".split())
"""Words whose letters an acronym may leave out."""
_ARTICLES = ("al", "el")
_BEYOND = 3
"""Tokens, small words and hyphens above all, that a name may have beyond two for each letter."""
_FAR = 6
"""Tokens between an acronym and what it stands for."""


def spelt_out_runs(parse: Parse) -> Iterator[Run]:
    """The names that an acronym beside them bounds, in any order; they may overlap others."""
    yield from _spelt_out_exactly(parse)
    for token in parse.tokens:
        if letters := _acronym(token):
            yield from _spelt_out_before(parse, token, letters)
            yield from _spelt_out_after(parse, token, letters)


def _spelt_out_exactly(parse: Parse) -> Iterator[Run]:
    """The words that an acronym in brackets stands for, small ones too: "Transport for Redport (TfR)"."""
    for token in parse.tokens[3:-1]:
        letters, opens = token.text, token.index - 1
        first = opens - len(letters)
        if not letters.isalpha() or letters.isupper() or sum(char.isupper() for char in letters) < _FEWEST_CAPITALS:
            continue
        if parse.tokens[opens].text != "(" or parse.tokens[token.index + 1].text != ")" or first < 0:
            continue
        if letters == "".join(word.text[0] for word in parse.tokens[first:opens]):
            yield Run(first, opens, "ORG")


def _spelt_out_before(parse: Parse, token: Token, letters: str) -> Iterator[Run]:
    """The words right before an acronym in brackets: "Mothers Against Roadside Quarries (“MARQ”)"."""
    tokens, at = parse.tokens, token.index
    opens = next((at - step for step in (1, 2, 3) if at >= step and tokens[at - step].text == "("), None)
    if opens is None:
        return
    for first in range(opens - 1, max(opens - len(letters) * 2 - 3, -1), -1):
        words = tokens[first:opens]
        if tokens[first].sentence != token.sentence or any(word.text in ",;:()" for word in words):
            return
        begins = is_capital(tokens[first]) or tokens[first].text in _ARTICLES
        if begins and opens - first >= _FEWEST and letters in _initials_of(words):
            yield Run(first, opens, "ORG", told=True)
            return


def _spelt_out_after(parse: Parse, token: Token, letters: str) -> Iterator[Run]:
    """The words that stand after their acronym: "MARQ (Mothers Against …)", "MARQ, which stands for …"."""
    tokens, end = parse.tokens, parse.sentence_of(token.index).last
    for first in range(token.index + 2, min(token.index + 2 + _FAR, end)):
        if not is_capital(tokens[first]) or tokens[first].text[0].lower() != letters[0]:
            continue
        last = min(first + 2 * len(letters) + _BEYOND, end)
        cuts = (cut for cut in range(last, first + 1, -1) if is_capital(tokens[cut - 1]))
        fitting = (cut for cut in cuts if letters in _initials_of(tokens[first:cut]))
        cut = next(fitting, None)
        if cut is not None:
            yield Run(first, cut, "ORG", told=True)
            return


def _acronym(token: Token) -> str:
    """The letters of a word written as an acronym, in lower case: of three capitals at least, or small ones among."""
    plain = token.text.replace(".", "").replace("-", "")
    capitals = sum(char.isupper() for char in plain)
    return plain.lower() if plain.isalpha() and capitals > _FEWEST_CAPITALS and capitals * 2 > len(plain) else ""


def _initials_of(words: Iterable[Token]) -> set[str]:
    """The acronyms that the words of a text can have: of those with capitals, of all, and of all but small words."""
    texts = (word.text for word in words if word.tag != "POS")
    parts = [part for text in texts for part in text.split("-") if part and part[0].isalnum()]
    content = _letters(part for part in parts if part.lower() not in _SMALL)
    return {_letters(part for part in parts if part[0].isupper()), _letters(parts), content}


def is_acronym(name: str) -> bool:
    """Is it one word of capitals, three at least ("COB", "C.O.B.")?"""
    plain = name.replace(".", "").replace("-", "")
    return plain.isalpha() and plain.isupper() and len(plain) > _FEWEST_CAPITALS


def initials(name: str) -> set[str]:
    """The acronyms a name can have: of its capitalised words, of all its words, and without a legal form."""
    words = [part for word in name.replace("-", " ").split() if (part := word.strip(",.()\"'’“”"))]
    if len(words) > 1 and words[-1].casefold() in name_words().legal_forms:
        words = words[:-1]
    capitals = _letters(word for word in words if word[0].isupper())
    every = _letters(word for word in words if word.lower() != "the")
    return {letters for letters in (capitals, every) if len(letters) > 1}


def _letters(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words).casefold()
