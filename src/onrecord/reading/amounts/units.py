"""What amounts are counted in: currencies and measures, loaded from their data files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from onrecord.errors import RuleError

_TIMES = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "seconds"})


@dataclass(frozen=True)
class CurrencyWord:
    """A currency's word: its code by itself, if it has one, and by the adjective before it."""

    default: str | None
    by: Mapping[str, str]


@dataclass(frozen=True)
class Coin:
    """A part of a currency: how many make one, and the currency's code where the word alone says it."""

    parts: int
    of: str | None


@dataclass(frozen=True)
class Currencies:
    """currencies.yaml. Words are in the singular and the plural."""

    signs: Mapping[str, str]
    prefixes: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, str]
    words: Mapping[str, CurrencyWord]
    coins: Mapping[str, Coin]
    before: frozenset[str]
    countries: Mapping[str, frozenset[str]]
    dollar_countries: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Quantities:
    """quantities.yaml."""

    shares: Mapping[str, tuple[tuple[str, str], ...]]
    """First word -> the phrases that begin with it, longest first, each with its unit."""
    measures: Mapping[str, str]
    longer_measures: Mapping[str, tuple[tuple[str, str], ...]]
    people_predicates: frozenset[str]
    approximate: tuple[str, ...]
    labels: frozenset[str]
    people_pronouns: frozenset[str]
    one_of_a_measure: frozenset[str]
    voting: frozenset[str]
    carriers: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    """One data file. YAML reads a bare `no` or `on` as a truth value, which would silently lose the word."""
    raw: dict[str, Any] = yaml.safe_load((Path(__file__).parent / name).read_text("utf-8"))
    for key, value in raw.items():
        if odd := [word for word in value if not isinstance(word, str)]:
            raise RuleError(f"{name}: {key}: {odd[0]!r} is no word; put it in quotation marks")
    return raw


@cache
def currencies() -> Currencies:
    """All that the package knows of currencies."""
    raw = _load("currencies.yaml")
    words: dict[str, CurrencyWord] = {}
    for word, entry in raw["words"].items():
        words[word] = words[word if word.endswith("s") else word + "s"] = CurrencyWord(
            entry.get("default"), entry["by"]
        )
    coins = {
        form: Coin(coin["parts"], coin.get("of")) for word, coin in raw["coins"].items() for form in (word, word + "s")
    }
    codes = {code.lower(): code for code in raw["codes"]} | raw["other_codes"]
    return Currencies(
        raw["signs"],
        raw["prefixes"],
        codes,
        words,
        coins,
        frozenset(raw["before"]),
        {key: frozenset(names) for key, names in raw["countries"].items()},
        {key: frozenset(names) for key, names in raw["dollar_countries"].items()},
    )


@cache
def quantities() -> Quantities:
    """All that the package knows of other units. A measure's plural stands beside its singular."""
    raw = _load("quantities.yaml")
    measures = raw["measures"] | {unit: unit for unit in raw["measures"].values()}
    return Quantities(
        _by_first_word({phrase: unit for unit, phrases in raw["shares"].items() for phrase in phrases}),
        measures,
        _by_first_word({phrase: phrase for phrase in raw["longer_measures"]}),
        frozenset(raw["people_predicates"]),
        tuple(sorted(raw["approximate"], key=len, reverse=True)),
        frozenset(raw["labels"]),
        frozenset(raw["people_pronouns"]),
        frozenset(raw["one_of_a_measure"]),
        frozenset(raw["voting"]),
        frozenset(raw["carriers"]),
    )


def is_measure(unit: str) -> bool:
    """Does a unit measure a length, an area, a weight, a speed or the like; not a time, and no noun that is counted?"""
    known = quantities()
    named = {phrase for entries in known.longer_measures.values() for phrase, _ in entries}
    return unit in named or (unit in known.measures and unit not in _TIMES)


def _by_first_word(units: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Phrases by their first word, longest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for phrase in sorted(units, key=lambda phrase: (-len(phrase), phrase)):
        table.setdefault(phrase.split()[0], []).append((phrase, units[phrase]))
    return {word: tuple(entries) for word, entries in table.items()}
