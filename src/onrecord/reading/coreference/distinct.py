"""Two names that are of two: where the text itself says so ("not to be confused with", "its subsidiary").

The rules are data (distinct.yaml); this module only interprets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from onrecord.errors import RuleError
from onrecord.reading.coreference.aliases import pattern
from onrecord.records import Span

_FILE = Path(__file__).parent / "distinct.yaml"
_KEYS = frozenset("id why before between after hits misses".split())
_REACH = 110  # characters between the two
_BACK = 2  # mentions before a name that may be the first of a pair
_BEFORE = 60


@dataclass(frozen=True, slots=True)
class DistinctRule:
    """One way of saying that two names are of two; see distinct.yaml."""

    id: str
    between: re.Pattern[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@cache
def distinct_rules() -> tuple[DistinctRule, ...]:
    """The rules of distinct.yaml.

    Raises:
        RuleError: a rule is wrong; names file, rule and key.
    """
    return tuple(_rule(raw) for raw in yaml.safe_load(_FILE.read_text(encoding="utf-8"))["rules"])


def _rule(raw: dict[str, object]) -> DistinctRule:
    name = raw.get("id", "without id")
    if unknown := sorted(set(raw) - _KEYS):
        raise RuleError(f"{_FILE.name}: rule {name}: unknown key {unknown[0]}; the keys are {', '.join(sorted(_KEYS))}")
    between = pattern(raw, "between", _FILE.name)
    if between is None:
        raise RuleError(f"{_FILE.name}: rule {name}: key between is missing")
    before, after = pattern(raw, "before", _FILE.name), pattern(raw, "after", _FILE.name)
    return DistinctRule(str(name), between, before, after, tuple(raw["hits"]), tuple(raw["misses"]))  # type: ignore[arg-type]


def find_distinct(text: str, names: Sequence[Span]) -> Iterator[tuple[int, int, DistinctRule]]:
    """The pairs of names, as indices, of which the text says that they are of two.

    Args:
        text: the document's text.
        names: in text order.
    """
    for second, name in enumerate(names):
        for first in range(second - 1, max(second - 1 - _BACK, -1), -1):
            other = names[first]
            if not 0 < name.start - other.end <= _REACH:
                continue
            rule = next((rule for rule in distinct_rules() if _fits(rule, text, other, name)), None)
            if rule is not None:
                yield first, second, rule


def _fits(rule: DistinctRule, text: str, first: Span, second: Span) -> bool:
    if rule.between.fullmatch(text, first.end, second.start) is None:
        return False
    if rule.before is not None and not rule.before.search(text, max(first.start - _BEFORE, 0), first.start):
        return False
    return rule.after is None or rule.after.match(text, second.end) is not None
