"""Rules over the parse: which tokens state something, and which tokens fill its roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.language.parse import Parse, Token
from onrecord.reading.statements.clauses import coordinated
from onrecord.reading.statements.paths import Path, forms
from onrecord.reading.statements.rules import Rule
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import ArgumentRole, Span

ENTITY_ROLES: frozenset[ArgumentRole] = frozenset(
    {"subject", "object", "agent", "organization", "place", "seller", "venue"}
)
"""Roles that an entity fills; the others are filled by words or amounts."""
Filled = Mapping[ArgumentRole, tuple[Token, ...]]
"""Of each role the tokens that fill it, in text order."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits: the token that triggered it, the words joined to it, and the tokens of its roles."""

    rule: Rule
    trigger: Token
    joined: tuple[Token, ...]
    filled: Filled


_LONGEST_TRIGGER = 3
"""Words a trigger may have."""


def trigger_span(trigger: Token, joined: tuple[Token, ...], parse: Parse) -> Span:
    """The triggering word with its particle and the words joined to it, as far as they stand close by."""
    first = last = trigger.index
    particles = parse.dependants(trigger.index, "prt")
    for token in sorted([*particles, *joined], key=lambda token: abs(token.index - trigger.index)):
        wide = min(first, token.index), max(last, token.index)
        if wide[1] - wide[0] < _LONGEST_TRIGGER:
            first, last = wide
    return parse.span(first, last + 1)


class Matcher:
    """Rules, laid out by the words that trigger them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_word: dict[str, list[tuple[int, Rule]]] = defaultdict(list)
        self._wordless: list[tuple[int, Rule]] = []
        for order, rule in enumerate(rules):
            for word in rule.trigger.words:
                self._by_word[word].append((order, rule))
            if not rule.trigger.words:
                self._wordless.append((order, rule))

    def matches(self, reading: Understanding) -> Iterator[Match]:
        """Every match in text order: a token states one thing of a type at most, and an `event` if nothing else."""
        for token in reading.parse.tokens:
            stated: set[str] = set()
            for rule in self._candidates(token):
                if rule.type in stated or (rule.type == "event" and stated):
                    continue
                match = match_rule(rule, reading, token)
                if match is not None:
                    stated.add(rule.type)
                    yield from _apart(match)

    def _candidates(self, token: Token) -> list[Rule]:
        found = [entry for form in forms(token) for entry in self._by_word.get(form, ())]
        found += self._wordless
        return [rule for _, rule in sorted(found, key=lambda pair: pair[0])]


def match_rule(rule: Rule, reading: Understanding, token: Token) -> Match | None:
    """Try a rule on a token."""
    if not _triggers(rule, reading, token):
        return None
    if not all(any(_leads(path, reading, token) for path in paths) for paths in rule.requires):
        return None
    if any(_leads(path, reading, token) for path in rule.forbids):
        return None
    filled = {role: _fill(role, paths, reading, token) for role, paths in rule.arguments.items()}
    filled = {role: tokens for role, tokens in filled.items() if tokens}
    if not rule.needs <= filled.keys():
        return None
    joined = tuple(end for path in rule.joined for end in path.ends(reading, token.index))
    return Match(rule, token, joined, filled)


def _triggers(rule: Rule, reading: Understanding, token: Token) -> bool:
    trigger = rule.trigger
    asked = ((trigger.pos, token.pos), (trigger.tag, token.tag), (trigger.dep, token.dep))
    if any(wanted and found not in wanted for wanted, found in asked):
        return False
    if trigger.name and not reading.introduces_name(token.index):
        return False
    amount = reading.amount_at(token.index)
    return not trigger.unit or (amount is not None and amount.unit in trigger.unit)


def _fill(role: ArgumentRole, paths: tuple[Path, ...], reading: Understanding, token: Token) -> tuple[Token, ...]:
    """The tokens of the first path that leads to any of the types it asks for; amounts those of all paths."""
    found: dict[int, Token] = {}
    for path in paths:
        for end in path.ends(reading, token.index):
            parts = [end] if end.index == token.index else coordinated(reading.parse, end)
            found.update({part.index: part for part in parts if _may_fill(role, path, reading, part)})
        if found and role != "amount":
            break
    return tuple(found.values())


def _may_fill(role: ArgumentRole, path: Path, reading: Understanding, token: Token) -> bool:
    known = role not in ENTITY_ROLES or reading.entity(token.index) is not None
    return known and _is_of_type(path, reading, token)


def _leads(path: Path, reading: Understanding, token: Token) -> bool:
    """Does a path lead anywhere of the types it asks for?"""
    return any(_is_of_type(path, reading, end) for end in path.ends(reading, token.index))


def _is_of_type(path: Path, reading: Understanding, token: Token) -> bool:
    if not path.types or reading.entity_type(token.index) in path.types:
        return True
    return "Amount" in path.types and reading.holds_amount(token.index)


def _apart(match: Match) -> Iterator[Match]:
    """One match for each coordinated part of the role of which the rule wants each by itself."""
    role = match.rule.each
    parts = () if role is None else match.filled.get(role, ())
    if role is None or len(parts) < 2:
        yield match
        return
    for part in parts:
        yield Match(match.rule, match.trigger, match.joined, {**match.filled, role: (part,)})
