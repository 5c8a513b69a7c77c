"""A run of text on its way to amounts: its lexemes, the parse's tokens, and what the whole text says of places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from onrecord.language.parse import Parse, Token
from onrecord.reading.lexemes import Lexeme
from onrecord.reading.numerals import Numeral, number_words, read_numeral

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.)?")
_DASHES = ("-", "–", "—", "‑", "−")


@dataclass(frozen=True)
class Page:
    """One run of text. `vocabulary` counts the lower-case words of the whole document."""

    parse: Parse
    words: Sequence[Lexeme]
    tokens: Mapping[int, Token]
    vocabulary: Mapping[str, int]

    def lower(self, at: int) -> str:
        """The lexeme at an index in lower case; "" outside the run."""
        return self.words[at].lower if 0 <= at < len(self.words) else ""

    def token(self, at: int) -> Token | None:
        """The parse's token that begins where a lexeme does."""
        return self.tokens.get(self.words[at].start) if 0 <= at < len(self.words) else None

    def matches(self, at: int, phrase: str) -> int:
        """How many lexemes a phrase takes from here on; 0 where it does not stand here. Hyphens may join it."""
        taken = at
        for index, word in enumerate(phrase.split()):
            if index and self.lower(taken) in _DASHES:
                taken += 1
            if self.lower(taken) != word:
                return 0
            taken += 1
        return taken - at

    def dash(self, at: int) -> bool:
        """Is the lexeme a hyphen or a dash?"""
        return self.lower(at) in _DASHES

    def glued(self, at: int) -> bool:
        """Does no blank stand before the lexeme?"""
        return 0 <= at < len(self.words) and not self.words[at].spaced


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or a range from `value` to `high`, and its half-open run of lexemes.

    `grouped` says that it is written as a large number is: with a scale, a comma or a fraction.
    """

    first: int
    last: int
    value: Decimal
    high: Decimal | None
    scaled: bool
    in_figures: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as read: a figure, its unit, and the half-open run of lexemes that states both."""

    first: int
    last: int
    figure: Figure
    unit: str


def read_figure(page: Page, at: int, signs: frozenset[str] = frozenset()) -> Figure | None:
    """The number or range at a lexeme: "2.7bn", "3 to 5 million", "£3m-£5m" (a sign of `signs` may stand again)."""
    low = _numeral(page, at)
    if low is None:
        return None
    alone = Figure(at, low.last, low.value, None, low.scale > 1, low.in_figures)
    joint = low.last
    between = page.lower(at - 1) in ("between", "from") or page.lower(at - 2) in ("between", "from")
    tight = page.dash(joint) and page.dash(joint + 2) and page.lower(joint + 1) in ("to", "or")
    if tight:
        joint += 2
    elif not (page.dash(joint) or page.lower(joint) in ("to", "or") or (between and page.lower(joint) == "and")):
        return alone
    next_ = joint + 1
    while page.lower(next_) in signs:
        next_ += 1
    high = _numeral(page, next_) if next_ < len(page.words) else None
    return _range(page, alone, low, high) or alone


def _range(page: Page, alone: Figure, low: Numeral, high: Numeral | None) -> Figure | None:
    """Two numbers as a range, the scale of the second also for the first: 3 to 5 million."""
    if high is None or (low.in_figures != high.in_figures and page.dash(low.last)):
        return None
    value = low.value
    if high.scale > 1 and low.scale == 1 and low.value < high.value / high.scale:
        value *= high.scale
    if not value < high.value:
        return None
    return replace(alone, last=high.last, value=value, high=high.value, scaled=low.scale > 1 or high.scale > 1)


def _numeral(page: Page, at: int) -> Numeral | None:
    """A numeral, with a letter for its scale right after figures: 3m, 2.7bn."""
    numeral = read_numeral(page.words, at)
    if numeral is None or not numeral.in_figures or numeral.scale > 1:
        return numeral
    scale = number_words().letters.get(page.lower(numeral.last))
    if scale is None or not (page.glued(numeral.last) or page.lower(numeral.last) in ("bn", "mn", "mln", "tn")):
        return numeral
    return Numeral(numeral.value * scale, numeral.first, numeral.last + 1, in_figures=True, scale=scale)


def vocabulary(text: str) -> dict[str, int]:
    """How often each word stands in a text, in lower case."""
    counts: dict[str, int] = {}
    for word in _WORD.findall(text):
        lower = word.lower()
        counts[lower] = counts.get(lower, 0) + 1
    return counts
