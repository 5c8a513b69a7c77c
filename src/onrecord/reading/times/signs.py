"""The lexer of the time grammar: lexemes -> signs, each of one kind (a month, a weekday, a count, "ago").

Where a word is more than a time word ("may", "march", "May" the person), the parse decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from onrecord.errors import RuleError
from onrecord.language.parse import Token
from onrecord.reading.lexemes import Lexeme, lexemes
from onrecord.reading.numerals import number_words, read_numeral
from onrecord.records import Span

FIGURE_KINDS = ("SMALL", "YEARNUM", "NUM", "WORDNUM", "ORD", "DECADE", "DOTDATE", "POSS", "OTHER", "NAMEDDAY")
_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
_ABBREVIATED_MONTHS = dict(zip(_MONTHS, (1, 2, 3, 4, 6, 7, 8, 9, 9, 10, 11, 12), strict=True))
_WEEKDAYS = ("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun")
_ABBREVIATED_WEEKDAYS = dict(zip(_WEEKDAYS, (0, 1, 1, 2, 3, 3, 3, 4, 5, 6), strict=True))
_ALSO_NAMES = frozenset(("april", "may", "june", "august", "summer", "autumn"))
_ALSO_VERBS = frozenset(("may", "march", "august"))
_NOT_A_TIME = frozenset(("PERSON", "ORG", "WORK_OF_ART", "GPE", "LOC", "FAC"))


@dataclass(frozen=True, slots=True)
class Sign(Span):
    """A run of text of one kind, and what it means to the interpreter. `spaced`: a blank stands before it."""

    kind: str
    meaning: Any
    text: str
    spaced: bool


@dataclass(frozen=True)
class Lexicon:
    """Phrases by their first word, longest first: the words that follow, the kind, the meaning."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, Any], ...]]
    kinds: tuple[str, ...]


@cache
def named_days() -> dict[str, dict[str, Any]]:
    """Named days and the rules for working them out."""
    days: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "named_days.yaml").read_text("utf-8"))
    return days


@cache
def lexicon() -> Lexicon:
    """The words of lexicon.yaml and named_days.yaml.

    Raises:
        RuleError: a word stands under two kinds, or is none.
    """
    raw = yaml.safe_load((Path(__file__).parent / "lexicon.yaml").read_text("utf-8"))
    raw["NAMEDDAY"] = {name: name for name in named_days()}
    kind_of: dict[tuple[str, ...], str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
    for kind, entries in raw.items():
        for phrase, meaning in entries.items():
            if not isinstance(phrase, str):
                raise RuleError(f"lexicon.yaml: {kind}: {phrase!r} is no word; put it in quotation marks")
            words = tuple(lexeme.lower.replace("’", "'") for lexeme in lexemes(phrase, 0, len(phrase)))
            if words in kind_of:
                raise RuleError(f"lexicon.yaml: {phrase!r} stands under {kind_of[words]} and {kind}; keep one")
            kind_of[words] = kind
            phrases.setdefault(words[0], []).append((words[1:], kind, meaning))
    ordered = {first: tuple(sorted(rest, key=lambda entry: -len(entry[0]))) for first, rest in phrases.items()}
    return Lexicon(ordered, (*raw, *(kind for kind in FIGURE_KINDS if kind not in raw)))


def signs(words: Sequence[Lexeme], tokens: Mapping[int, Token]) -> Iterator[Sign]:
    """The signs of a run of lexemes; `tokens` are the parse's, by start offset."""
    at = 0
    while at < len(words):
        kind, meaning, width = _read(words, at, tokens)
        last = words[at + width - 1]
        start = words[at].start
        text = words[at].text if width == 1 else " ".join(word.text for word in words[at : at + width])
        yield Sign(start, last.end, kind, meaning, text, words[at].spaced)
        at += width


def _read(words: Sequence[Lexeme], at: int, tokens: Mapping[int, Token]) -> tuple[str, Any, int]:
    """The kind and meaning of what begins at a lexeme, and how many lexemes it takes."""
    word = words[at]
    if word.kind == "possessive":
        return "POSS", None, 1
    if word.kind == "figures":
        return _figures(words, at)
    if word.kind == "mark":
        return _mark(words, at)
    found = _phrase(words, at, tokens) or _abbreviation(words, at) or _number_word(words, at)
    return found or ("OTHER", None, 1)


def _phrase(words: Sequence[Lexeme], at: int, tokens: Mapping[int, Token]) -> tuple[str, Any, int] | None:
    for rest, kind, meaning in lexicon().phrases.get(words[at].lower, ()):
        run = words[at + 1 : at + 1 + len(rest)]
        if len(run) == len(rest) and all(w.lower.replace("’", "'") == r for w, r in zip(run, rest, strict=True)):
            if kind in ("MONTH", "WEEKDAY", "NAMEDDAY") and not _is_date_word(words, at, len(rest) + 1, tokens):
                continue
            if meaning == 1 and kind == "A" and (numeral := read_numeral(words, at)):
                return "WORDNUM", numeral.value, numeral.last - at
            if kind == "NOTHING":
                return "OTHER", None, len(rest) + 1
            return kind, meaning, len(rest) + 1
    return None


def _is_date_word(words: Sequence[Lexeme], at: int, width: int, tokens: Mapping[int, Token]) -> bool:
    """Is "May" the month, and not the modal, a person or part of a name?"""
    word, token = words[at], tokens.get(words[at].start)
    if word.lower in _ALSO_VERBS and not word.text[0].isupper():
        return False
    if token is None or width > 1:
        return True
    if word.lower in _ALSO_VERBS and (token.tag in ("MD", "VB", "VBP", "VBD") or token.pos in ("VERB", "AUX", "ADJ")):
        return at + 1 < len(words) and words[at + 1].kind == "figures"
    if word.lower in _ALSO_NAMES and _in_a_name(words, at, tokens):
        return False
    return token.name_type not in _NOT_A_TIME or (at + 1 < len(words) and words[at + 1].kind == "figures")


def _in_a_name(words: Sequence[Lexeme], at: int, tokens: Mapping[int, Token]) -> bool:
    """Does a capitalised name stand right beside the word: "May Brown", "Theresa May"?"""
    for near in (at - 1, at + 1):
        token = tokens.get(words[near].start) if 0 <= near < len(words) else None
        if token is not None and token.tag == "NNP" and token.name_type not in ("DATE", "TIME", "GPE"):
            return token.lower not in lexicon().phrases
    return False


def _abbreviation(words: Sequence[Lexeme], at: int) -> tuple[str, Any, int] | None:
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or not word.text[0].isupper():
        return None
    dotted = following.text == "." and not following.spaced
    if word.lower in _ABBREVIATED_MONTHS and (dotted or following.kind == "figures"):
        closes = dotted and (at + 2 == len(words) or words[at + 2].text[0].isupper())
        return "MONTH", _ABBREVIATED_MONTHS[word.lower], 1 if closes or not dotted else 2
    if word.lower in _ABBREVIATED_WEEKDAYS and dotted:
        return "WEEKDAY", _ABBREVIATED_WEEKDAYS[word.lower], 2
    return None


def _number_word(words: Sequence[Lexeme], at: int) -> tuple[str, Any, int] | None:
    known, word = number_words(), words[at].lower
    if word in known.ordinals:
        return "ORD", known.ordinals[word], 1
    if word in known.tens and at + 2 < len(words) and words[at + 1].text == "-":
        unit = known.ordinals.get(words[at + 2].lower, 0)
        if 0 < unit < 10:
            return "ORD", int(known.tens[word]) + unit, 3
    numeral = read_numeral(words, at)
    return ("WORDNUM", numeral.value, numeral.last - at) if numeral else None


def _figures(words: Sequence[Lexeme], at: int) -> tuple[str, Any, int]:  # noqa: PLR0911 - one case a kind
    text = words[at].text
    following = words[at + 1] if at + 1 < len(words) else None
    glued = following.lower if following is not None and not following.spaced else ""
    if text.isdecimal() and len(text) <= 2 and glued in ("st", "nd", "rd", "th"):
        return "ORD", int(text), 2
    if text.isdecimal() and text.endswith("0") and glued == "s" and len(text) in (2, 4):
        return "DECADE", text[:-1], 2
    if text.isdecimal() and len(text) == 4 and 1000 <= int(text) < 2200:
        return "YEARNUM", int(text), 1
    if text.count(".") == 2 and "," not in text:
        return "DOTDATE", text, 1
    numeral = read_numeral(words, at)
    if numeral is None:
        return "OTHER", None, 1
    if numeral.last == at + 1 and text.isdecimal() and len(text) <= 2 and 0 <= numeral.value <= 59:
        return "SMALL", int(text), 1
    return "NUM", Decimal(numeral.value), numeral.last - at


def _mark(words: Sequence[Lexeme], at: int) -> tuple[str, Any, int]:
    """A mark of the lexicon; an apostrophe may open a decade: '90s."""
    mark = words[at].text
    if mark in ("'", "’", "‘", "`") and at + 2 < len(words):
        figures, ending = words[at + 1], words[at + 2]
        if len(figures.text) == 2 and figures.text.isdecimal() and ending.lower == "s" and not ending.spaced:
            return "DECADE", figures.text[:-1], 3
    entries = lexicon().phrases.get(mark, ())
    return (entries[0][1], entries[0][2], 1) if entries and not entries[0][0] else ("OTHER", None, 1)
