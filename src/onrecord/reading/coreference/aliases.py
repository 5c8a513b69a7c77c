"""Other names: where the text itself says that two names are of one bearer ("formerly", "also known as").

The rules are data (aliases.yaml); this module only interprets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from onrecord.errors import RuleError
from onrecord.records import NameKind, Span

_FILE = Path(__file__).parent / "aliases.yaml"
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?:" + "|".join(month.capitalize() for month in _MONTHS) + ")"
_DATE = rf"(?:(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}},?)? )?\d{{4}}"
_PARTS = {
    "{date}": rf"(?:,? (?:on|in|from|since|during) (?P<time>{_DATE}),?)?",
    "{when}": rf"(?P<time>{_DATE})",
    "{the}": r"(?:the )?[“\"‘']?(?:the )?",
    "{aside}": r"(?:,[^,.;]{1,40},)?",
    "{opens}": r"(?:^|[.!?:;”\"\n]\s*|, )",
    "{noun}": r"(?:(?:the|an?|its|his|her|their|one) )?(?:[a-z][\w’'-]* ){0,6}?(?:the )?",
    "{then}": r"[”\"’']?(?: (?:in|on|at|by|to|until|since|from|for|of) [^,.;]{1,50})?,",
}
_TIME_AFTER = re.compile(rf"[”\"’']?,? (?:in|on|since|from|until) (?P<time>{_DATE})")
_TIME_BEFORE = re.compile(rf"\b(?:[Oo]n|[Ii]n|[Ss]ince|[Ff]rom) (?P<time>{_DATE}),?\s+$")
_POSSESSIVE = re.compile(r"['’]s?\b|['’]")
_ACRONYM = re.compile(r"(?:[A-Z][a-z]?[.&-]?){2,8}s?$")
_CLOSING = ("”", '"', "’ ", "' ")
"""Marks that may close the first name before the words that join the two."""
_BRACKETS = re.compile(r"\s?\([^()]{1,80}\)(?=[,\s])")
"""What may stand in brackets behind the first name: another spelling, a year, a number."""
_BACK = 3  # mentions before a name that may be the first of a pair
_REACH = 130  # characters between the two
_BEFORE = 60
_KEYS = frozenset(
    "id why between before after second first first_kind kind acronym bodies persons dated hits misses".split()
)
Dated = Literal["renamed", "since", "until"]
"""What the date beside two names bounds: the one's end and the other's beginning, the second's beginning, its end."""


@dataclass(frozen=True, slots=True)
class AliasRule:
    """One way of saying that two mentions are of one bearer; see aliases.yaml."""

    id: str
    between: re.Pattern[str]
    kind: NameKind
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    second: re.Pattern[str] | None
    first: Literal["any", "name", "other"]
    first_kind: NameKind | None
    acronym: Literal["first", "second"] | None
    bodies: bool
    persons: bool
    dated: Dated | None
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """Two mentions of one bearer, as indices, with the kinds of their names and the time that the text gives."""

    first: int
    second: int
    rule: AliasRule
    time: str | None = None

    @property
    def times(self) -> tuple[str | None, str | None]:
        """When each of the two names was borne, as EDTF: an open side is one of which the text says nothing."""
        if self.time is None or self.rule.dated is None:
            return None, self.time
        begins = f"{self.time}/" + (".." if self.rule.kind == "full" else "")
        if self.rule.dated == "renamed":
            return f"/{self.time}", begins
        return (None, begins) if self.rule.dated == "since" else (f"{self.time}/..", f"/{self.time}")


@cache
def alias_rules() -> tuple[AliasRule, ...]:
    """The rules of aliases.yaml.

    Raises:
        RuleError: a rule is wrong; names file, rule and key.
    """
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(read_rule(rule) for rule in raw["rules"])


def read_rule(raw: dict[str, Any]) -> AliasRule:
    """One rule from its YAML.

    Raises:
        RuleError: a key is unknown or missing, a pattern does not compile, a kind is none of the record's.
    """
    name = raw.get("id", "without id")
    if unknown := sorted(set(raw) - _KEYS):
        raise RuleError(f"{_FILE.name}: rule {name}: unknown key {unknown[0]}; the keys are {', '.join(sorted(_KEYS))}")
    if missing := sorted({"id", "why", "between", "kind", "hits", "misses"} - set(raw)):
        raise RuleError(f"{_FILE.name}: rule {name}: key {missing[0]} is missing")
    for key in ("kind", "first_kind"):
        if raw.get(key) is not None and raw[key] not in get_args(NameKind):
            raise RuleError(f"{_FILE.name}: rule {name}: {key} {raw[key]!r} is none of {', '.join(get_args(NameKind))}")
    if raw.get("dated") is not None and raw["dated"] not in get_args(Dated):
        raise RuleError(f"{_FILE.name}: rule {name}: dated {raw['dated']!r} is none of {', '.join(get_args(Dated))}")
    return AliasRule(
        name, cast("re.Pattern[str]", pattern(raw, "between")), raw["kind"],
        pattern(raw, "before"), pattern(raw, "after"), pattern(raw, "second"), raw.get("first", "any"),
        raw.get("first_kind"),
        raw.get("acronym"), bool(raw.get("bodies", False)), bool(raw.get("persons", False)), raw.get("dated"),
        tuple(raw["hits"]), tuple(raw["misses"]),
    )  # fmt: skip


def pattern(raw: dict[str, Any], key: str, file: str = _FILE.name) -> re.Pattern[str] | None:
    """The pattern of a key of a rule, if it has one.

    Raises:
        RuleError: it does not compile; names file, rule and key.
    """
    if raw.get(key) is None:
        return None
    words = raw[key]
    for part, meaning in _PARTS.items():
        words = words.replace(part, meaning)
    words = words.replace(" ", r"\s+")
    try:
        return re.compile(words + ("$" if key == "before" else ""))
    except re.error as error:
        raise RuleError(f"{file}: rule {raw.get('id')}: {key} does not compile: {error}") from error


def find_aliases(text: str, mentions: Sequence[Span], named: Sequence[bool]) -> Iterator[Alias]:
    """The pairs of mentions of which the text says that they are of one bearer.

    Args:
        text: the document's text.
        mentions: in text order.
        named: of each, whether it is a name.
    """
    for second, mention in enumerate(mentions):
        if not named[second]:
            continue
        for first in range(second - 1, max(second - 1 - _BACK, -1), -1):
            if not 0 < mention.start - mentions[first].end <= _REACH:
                continue
            found = _pair(text, mentions[first], mention, first_named=named[first])
            if found is not None:
                yield Alias(first, second, found[0], found[1])
                break


def _pair(text: str, first: Span, second: Span, *, first_named: bool) -> tuple[AliasRule, str | None] | None:
    aside = _BRACKETS.match(text, first.end, second.start)
    starts = (first.end + text.startswith(_CLOSING, first.end), *((aside.end(),) if aside else ()))
    for rule in alias_rules():
        if rule.first != "any" and (rule.first == "name") != first_named:
            continue
        match = next(filter(None, (rule.between.fullmatch(text, at, second.start) for at in starts)), None)
        if match is None or not _fits(rule, text, first, second):
            continue
        return rule, _time(match, text, first, second)
    return None


def _fits(rule: AliasRule, text: str, first: Span, second: Span) -> bool:
    if rule.acronym is not None:
        short = first if rule.acronym == "first" else second
        if not _ACRONYM.match(text[short.start : short.end]):
            return False
    elif _POSSESSIVE.match(text, second.end):
        return False
    if rule.before is not None and not rule.before.search(text, max(first.start - _BEFORE, 0), first.start):
        return False
    if rule.second is not None and not rule.second.fullmatch(text, second.start, second.end):
        return False
    return rule.after is None or rule.after.match(text, second.end) is not None


def _time(match: re.Match[str], text: str, first: Span, second: Span) -> str | None:
    """The date that the words give, or that stands right before or behind them, as EDTF."""
    words = match.groupdict().get("time")
    if words is None:
        before = _TIME_BEFORE.search(text, max(first.start - _BEFORE, 0), first.start)
        beside = before or _TIME_AFTER.match(text, second.end)
        words = beside["time"] if beside else None
    return edtf(words) if words else None


def edtf(words: str) -> str:
    """A date with a year, in English words, as EDTF: "3 May 2006" is 2006-05-03."""
    parts = words.replace(",", "").split()
    year = parts.pop()
    month = next((f"-{_MONTHS.index(part.lower()) + 1:02}" for part in parts if part.lower() in _MONTHS), "")
    day = next((f"-{int(part):02}" for part in parts if part.isdigit()), "")
    return year + month + (day if month else "")
