"""Numbers in figures and words, exact: "412,500", "two and a half million", "185 thousand", "a dozen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from onrecord.reading.lexemes import Lexeme

_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NO_SCALE = Decimal(10) ** 30
_TOO_LARGE = Decimal(10) ** 18
"""No article gives larger numbers; below, every product is exact."""
_LONGEST_FIGURES = 24
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of numerals.yaml."""

    units: dict[str, Decimal]
    tens: dict[str, Decimal]
    scales: dict[str, Decimal]
    letters: dict[str, Decimal]
    fractions: dict[str, Decimal]
    ordinals: dict[str, int]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the half-open run of lexemes it was read from.

    `scale` is what its last word such as "million" multiplies by, else 1.
    """

    value: Decimal
    first: int
    last: int
    in_figures: bool
    scale: Decimal


@cache
def number_words() -> NumberWords:
    """The number words, loaded once."""
    raw: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "numerals.yaml").read_text("utf-8"))
    exact = {key: {word: Decimal(value) for word, value in raw[key].items()} for key in raw if key != "ordinals"}
    return NumberWords(**exact, ordinals=raw["ordinals"])


def read_figures(text: str) -> Decimal | None:
    """The number that figures stand for, with commas between thousands (or lakhs) and a decimal point."""
    if len(text) > _LONGEST_FIGURES:
        return None
    if _FIGURES.fullmatch(text) or _INDIAN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return None


def plain(value: Decimal) -> str:
    """A decimal as digits without exponent and without idle zeros: "2700000000", "2.5"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_numeral(words: Sequence[Lexeme], at: int) -> Numeral | None:
    """The longest number that begins at lexeme `at`, or nothing. A bare "a" is no number."""
    reader = _Reader(words, at)
    return reader.read()


class _Reader:
    """Reads one number: `total` of the closed groups, and `group`, the one that is still open."""

    def __init__(self, words: Sequence[Lexeme], at: int) -> None:
        self._words = words
        self._first = self._at = at
        self._known = number_words()
        self._total = Decimal(0)
        self._group: Decimal | None = None
        self._scale = _NO_SCALE
        self._scaled = False
        self._in_figures = False

    def read(self) -> Numeral | None:
        if not self._opening():
            return None
        while self._unit() or self._scale_word() or self._half():
            pass
        value = self._total + (self._group or 0)
        if value >= _TOO_LARGE:
            return None
        scale = self._scale if self._scaled and self._scale < _NO_SCALE else Decimal(1)
        return Numeral(value, self._first, self._at, self._in_figures, scale)

    def _lower(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._words[at].lower if at < len(self._words) else ""

    def _opening(self) -> bool:
        word, known = self._lower(), self._known
        if self._words[self._at].kind == "figures":
            value = read_figures(self._words[self._at].text)
            if value is None:
                return False
            self._group, self._in_figures = value, True
            self._at += 1
            self._fraction_in_figures()
            return True
        if word in known.units or word in known.tens:
            self._group = known.units.get(word, known.tens.get(word))
            self._at += 1
            return True
        return self._article(word) or self._bare_fraction(word)

    def _article(self, word: str) -> bool:
        """Reads a hundred, a dozen; a quarter million, half a million."""
        if word in ("a", "an") and self._lower(1) in self._known.scales:
            self._group = Decimal(1)
            self._at += 1
            return True
        if word in ("a", "an") and self._lower(1) in ("half", "quarter") and self._lower(2) in self._known.scales:
            self._at += 1
            return self._bare_fraction(self._lower())
        return False

    def _bare_fraction(self, word: str) -> bool:
        """Reads half a million, quarter of a million: only with a scale after it, for a bare half is a share."""
        if word not in ("half", "quarter"):
            return False
        ahead = 1
        while self._lower(ahead) in ("of", "a", "an", "-") and ahead < 3:
            ahead += 1
        if self._lower(ahead) not in self._known.scales:
            return False
        self._group = self._known.fractions[word]
        self._at += ahead
        return True

    def _fraction_in_figures(self) -> None:
        """Reads 5 1/2, 5½ and 2 1/4."""
        if self._lower() in ("½", "¼", "¾"):
            self._add_fraction(self._known.fractions[self._lower()], 1)
        elif self._lower(1) in ("/", "⁄") and self._lower() in ("1", "3") and self._lower(2) in ("2", "4"):
            self._add_fraction(Decimal(self._lower()) / Decimal(self._lower(2)), 3)

    def _add_fraction(self, part: Decimal, width: int) -> None:
        self._group = (self._group or Decimal(0)) + part
        self._at += width

    def _unit(self) -> bool:
        """Reads one after twenty, and thirty after a hundred: what still fits into the open group."""
        if self._in_figures and not self._scaled:
            return False
        ahead = 1 if self._lower() in ("-", "and", "‑") and (self._group or self._total) else 0
        word = self._lower(ahead)
        group = self._group or Decimal(0)
        value = self._known.tens.get(word, self._known.units.get(word))
        if value is None and self._in_figures and ahead and group % 100 == 0:
            value = self._below_hundred(ahead)
        if value is None or (ahead and self._lower() == "and" and group % 100 and not self._scaled):
            return False
        fits = (group % 100 == 0 and group != 0) or (self._group is None and self._total != 0)
        after_tens = 20 <= group % 100 <= 90 and group % 10 == 0 and 1 <= value <= 9
        if (fits and value < 100 and self._lower() != "-") or (after_tens and self._lower() != "and"):
            self._group = group + value
            self._at += ahead + 1
            return True
        return False

    def _below_hundred(self, ahead: int) -> Decimal | None:
        """The figures of "3 hundred and 21"."""
        at = self._at + ahead
        value = read_figures(self._words[at].text) if at < len(self._words) else None
        return value if value is not None and 0 < value < 100 and value % 1 == 0 else None

    def _scale_word(self) -> bool:
        ahead = 1 if self._lower() in ("-", "‑") and self._group is not None else 0
        scale = self._known.scales.get(self._lower(ahead))
        if scale is None or self._group is None or not self._group:
            return False
        if scale in (100, 12):
            if self._group >= 100:
                return False
            self._group *= scale
        elif scale < self._scale:
            self._total += self._group * scale
            self._group, self._scale = None, scale
        else:
            return False
        self._scaled = True
        self._at += ahead + 1
        return True

    def _half(self) -> bool:
        """Reads two and a half million, a million and a half."""
        if self._lower() not in ("and", "-"):
            return False
        words = [self._lower(i) for i in range(5) if self._lower(i) != "-"]
        width = 3 + (self._lower() == "-") + (self._lower(2) == "-")
        if words[:3] not in (["and", "a", "half"], ["and", "a", "quarter"]):
            return False
        part = self._known.fractions[words[2]]
        if self._group is None:
            self._total += self._scale * part
        elif self._group % 1 == 0:
            self._group += part
        else:
            return False
        self._at += width
        return True
