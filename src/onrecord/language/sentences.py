"""Where sentences begin, from tokens alone.

The parser's own guess breaks on what news really holds: quotation marks of every kind, initials,
abbreviations, headings without a full stop. These rules decide at every token, and the parser obeys them;
blocks (headings, items, paragraphs) are parsed one by one, so that none runs into the next. The method
follows Kiss and Strunk (2006): a stop after an abbreviation ends a sentence where a usual opener follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from onrecord.language.datelines import dateline_length

_STOPS = frozenset(".?!…")
_CLOSERS = frozenset("”’»\"')]›")
_OPENERS = frozenset("“‘«\"'`([‹„—–-•*")
_LOOK_AHEAD = 4  # tokens after a closing quotation mark in which a verb of saying may stand


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The word lists of abbreviations.yaml, in lower case."""

    never_final: frozenset[str]
    maybe_final: frozenset[str]
    openers: frozenset[str]
    saying: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """The lists as shipped."""
    raw = yaml.safe_load((Path(__file__).parent / "abbreviations.yaml").read_text(encoding="utf-8"))
    return Abbreviations(**{key: frozenset(words.split()) for key, words in raw.items()})


def sentence_starts(words: Sequence[str], spaced: Sequence[bool]) -> list[bool]:
    """Decide for each token of a block whether a sentence begins there.

    Args:
        words: the tokens.
        spaced: of each token, whether white space follows it.
    """
    starts = [False] * len(words)
    if words:
        starts[0] = True
        starts[dateline_length(words, spaced)] = True
    for at in range(len(words)):
        if not _ends_with_stop(words[at]):
            continue
        after = _past_closers(words, spaced, at + 1)
        if after < len(words) and _begins_after(words, spaced, at, after):
            starts[after] = True
    return starts


def _ends_with_stop(word: str) -> bool:
    return word[-1:] in _STOPS


def _past_closers(words: Sequence[str], spaced: Sequence[bool], at: int) -> int:
    """The first token after the marks that close what went before: those with no blank before them."""
    while at < len(words) and not spaced[at - 1] and (words[at] in _STOPS or _is_closer(words[at])):
        at += 1
    return at


def _is_closer(word: str) -> bool:
    return bool(word) and all(char in _CLOSERS or char in _STOPS for char in word)


def _begins_after(words: Sequence[str], spaced: Sequence[bool], stop: int, after: int) -> bool:
    if not spaced[after - 1] and not _OPENERS.intersection(words[after][:1]):
        return False  # "example.org", "3.5"
    opener = _first_word(words, after)
    if opener is None or not _can_open(words[opener]):
        return False
    if after > stop + 1 and words[stop][-1] in "?!" and _goes_on_with_saying(words, after):
        return False
    return _stop_is_final(words[stop], words[opener], quoted=after > stop + 1)


def _first_word(words: Sequence[str], at: int) -> int | None:
    """The first token from `at` on that is not an opening mark."""
    for index in range(at, min(at + 4, len(words))):
        if not _OPENERS.issuperset(words[index]):
            return index
    return None


def _can_open(word: str) -> bool:
    first = next((char for char in word if char.isalnum()), "")
    return not first.islower() if first else False


def _goes_on_with_saying(words: Sequence[str], at: int) -> bool:
    """Does "Smith asked" follow the closing mark, and not a new sentence?"""
    if words[at].lower() in abbreviations().openers - {"he", "she", "they", "i", "we"}:
        return False
    ahead = words[at + 1 : at + 1 + _LOOK_AHEAD]
    saying = abbreviations().saying
    return any(word.lower() in saying and not {".", ","}.intersection(ahead[:n]) for n, word in enumerate(ahead))


def _stop_is_final(word: str, opener: str, *, quoted: bool) -> bool:
    lists = abbreviations()
    lower = word.lower()
    if quoted or word[-1] in "?!" or len(word) == 1:
        return True
    if lower in lists.never_final:
        return False
    if lower in lists.maybe_final or _is_initial(word):
        return opener.lower() in lists.openers and not _is_initial(word)
    return True


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[0].isupper() and word[1] == "."
