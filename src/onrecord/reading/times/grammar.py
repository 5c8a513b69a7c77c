"""The time grammar: patterns over kinds of signs, compiled from grammar.yaml.

Every kind is one character, a run of signs a string of them, and a pattern a regular expression over that
string. Runs are cut at words that no pattern knows, so a pattern never walks over ordinary text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from onrecord.errors import RuleError
from onrecord.reading.times.signs import Sign, lexicon
from onrecord.records import Span

UNITS = (
    "DAYWORD", "WEEKWORD", "WEEKEND", "MONTHWORD", "QUARTER", "HALFWORD", "YEARWORD", "DECADEWORD", "CENTURY",
    "CLOCKUNIT", "DAYS", "WEEKS", "WEEKENDS", "MONTHS", "QUARTERS", "YEARS", "DECADES", "CENTURIES", "CLOCKUNITS",
)  # fmt: skip
COUNTS = ("SMALL", "NUM", "WORDNUM", "YEARNUM", "A", "FEW")
DEICTIC = ("THIS", "CURRENT", "LAST", "PAST", "NEXT")
_KEYS = ("id", "why", "pattern", "meaning", "hits", "misses")
_NAME = re.compile(r"[A-Z]+")
_GROUP = re.compile(r"\((?!\?)")
_LONGEST_RUN = 400
"""Signs in one run: an expression of time is never longer, and a table of figures is cut."""


@dataclass(frozen=True)
class Rule:
    """One rule of the grammar. `hits` map a text to the value of its last time; `misses` hold none."""

    id: str
    why: str
    meaning: str
    pattern: re.Pattern[str]
    hits: dict[str, str]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's match: its signs, and the signs right before and after it."""

    rule: Rule
    signs: tuple[Sign, ...]
    before: Sign | None
    after: Sign | None

    @property
    def span(self) -> Span:
        """The run of text matched."""
        return Span(self.start, self.end)

    @property
    def start(self) -> int:
        """Offset of the first sign."""
        return self.signs[0].start

    @property
    def end(self) -> int:
        """Offset after the last sign."""
        return self.signs[-1].end

    def has(self, *kinds: str) -> bool:
        """Is there a sign of one of these kinds?"""
        return any(sign.kind in kinds for sign in self.signs)

    def get(self, *kinds: str) -> Any:
        """What the first sign of one of these kinds means, or nothing."""
        return next((sign.meaning for sign in self.signs if sign.kind in kinds), None)

    def all(self, *kinds: str) -> list[Any]:
        """What all signs of these kinds mean, in text order."""
        return [sign.meaning for sign in self.signs if sign.kind in kinds]


@cache
def codes() -> dict[str, str]:
    """Kind -> the character that stands for it."""
    return {kind: chr(0x4E00 + index) for index, kind in enumerate(lexicon().kinds)}


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of grammar.yaml, in its order.

    Raises:
        RuleError: a key, kind or pattern is wrong; the message names the rule.
    """
    raw = yaml.safe_load((Path(__file__).parent / "grammar.yaml").read_text("utf-8"))
    macros: dict[str, str] = {}
    for name, pattern in raw["macros"].items():
        macros[name] = _compiled(pattern, macros, f"macro {name}")
    return tuple(_rule(entry, macros) for entry in raw["rules"])


def _rule(entry: dict[str, Any], macros: dict[str, str]) -> Rule:
    name = f"rule {entry.get('id', '?')}"
    if wrong := [key for key in entry if key not in _KEYS]:
        raise RuleError(f"grammar.yaml, {name}: unknown key {wrong[0]!r}; allowed are {', '.join(_KEYS)}")
    if missing := [key for key in _KEYS[:4] if key not in entry]:
        raise RuleError(f"grammar.yaml, {name}: the key {missing[0]!r} is missing")
    pattern = re.compile(_compiled(entry["pattern"], macros, name))
    misses = tuple(entry.get("misses", ()))
    return Rule(entry["id"], entry["why"], entry["meaning"], pattern, entry.get("hits", {}), misses)


def _compiled(pattern: str, macros: dict[str, str], name: str) -> str:
    """A pattern over kind names as one over their characters."""

    def code(match: re.Match[str]) -> str:
        kind = match[0]
        if kind in macros:
            return f"(?:{macros[kind]})"
        if kind not in codes():
            raise RuleError(f"grammar.yaml, {name}: no kind or macro {kind!r}; kinds are {', '.join(codes())}")
        return codes()[kind]

    expression = _GROUP.sub("(?:", _NAME.sub(code, pattern))
    try:
        re.compile(compact := re.sub(r"\s+", "", expression))
    except re.error as error:
        raise RuleError(f"grammar.yaml, {name}: the pattern is no regular expression: {error}") from error
    return compact


def matches(run: Sequence[Sign]) -> Iterator[Found]:
    """All matches in a run of signs, in text order, not overlapping: the longest, then the earlier rule."""
    for first, last in _islands(run):
        text = "".join(codes()[sign.kind] for sign in run[first:last])
        spans = [
            (match.start(), -match.end(), order, rule)
            for order, rule in enumerate(rules())
            for match in rule.pattern.finditer(text)
            if match.end() > match.start()
        ]
        end = 0
        for start, negative_end, _, rule in sorted(spans, key=lambda span: span[:3]):
            if start >= end:
                end = -negative_end
                yield _found(run, rule, first + start, first + end)


def _found(run: Sequence[Sign], rule: Rule, first: int, last: int) -> Found:
    before = run[first - 1] if first else None
    after = run[last] if last < len(run) else None
    return Found(rule, tuple(run[first:last]), before, after)


_IDLE = frozenset(
    "OTHER THE A OF IN ON AT AND OR TO DASH COMMA COLON SLASH OPEN CLOSE ITS POSS SMALL NUM ORD FEW MORE ABOUT "
    "BOUND OLD SAME HALFWORD ZONE THIS LAST NEXT THEREAFTER THEREBEFORE EARLY EARLIER SINCETHEN "
    "FISCAL ENDED PERIOD EVERY STOP RECENT".split()
)
"""Kinds that alone make no time; a run of these only is not matched."""


def _islands(run: Sequence[Sign]) -> Iterator[tuple[int, int]]:
    """The half-open runs without OTHER that hold some kind that can make a time."""
    first, lively = 0, False
    for at, sign in enumerate(run):
        if sign.kind == "OTHER" or at - first >= _LONGEST_RUN:
            if lively:
                yield first, at
            first, lively = at + (sign.kind == "OTHER"), False
        lively = lively or sign.kind not in _IDLE
    if lively:
        yield first, len(run)
