"""Argument tokens -> the arguments of a statement, each with its words and an entity or a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.language.parse import Parse, Token
from onrecord.reading.amounts import amount_string
from onrecord.reading.coreference.descriptions import kin_end
from onrecord.reading.statements.matching import ENTITY_ROLES, Match
from onrecord.reading.statements.rules import load_words
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import Amount, Argument, ArgumentRole, Span

_TITLE_PARTS = frozenset({"compound", "amod", "nmod"})
_LEADING = re.compile(r"(?:the|a|an|this|that|these|those|its|his|her|their|our|my)\s+", re.IGNORECASE)
_AGES = frozenset({"years", "months", "weeks", "days"})
_DEFINITE = frozenset({"the", "both", "these", "those", "his", "her", "their", "its"})
_QUOTES = "\"'“”‘’ "


def arguments_of(match: Match, trigger: Span, reading: Understanding) -> tuple[Argument, ...]:
    """The arguments of a match in the order of its rule; the first subject keeps the role, others are objects."""
    found: list[Argument] = []
    for role, tokens in match.filled.items():
        for token in tokens:
            found += _arguments(match, role, token, reading)
    for role, value in match.rule.constants.items():
        found.append(Argument(trigger.start, trigger.end, role, value=value))
    return tuple(_distinct(found))


def _arguments(match: Match, role: ArgumentRole, token: Token, reading: Understanding) -> Iterator[Argument]:
    if role == "amount":
        yield from _amounts(match, token, reading)
    elif role in ENTITY_ROLES:
        entity = reading.entity(token.index)
        if entity is not None:
            span = reading.phrase(token)
            yield Argument(span.start, span.end, role, entity=entity)
    else:
        bare = match.rule.type == "role" or role == "relation"
        span = title(token, reading) if bare else reading.phrase(token)
        yield _value(role, span, reading.parse)


def _value(role: ArgumentRole, span: Span, parse: Parse) -> Argument:
    """An argument that is its words, without a leading article and quotation marks."""
    words = parse.words(span)
    lead = _LEADING.match(words)
    start = span.start + (lead.end() if lead else 0)
    return Argument(start, span.end, role, value=parse.words(Span(start, span.end)).strip(_QUOTES) or words)


def title(token: Token, reading: Understanding) -> Span:
    """The bare title that a noun heads: "deputy mayor" of "the former Redport deputy mayor"."""
    tokens, aside = reading.parse.tokens, load_words()["former"] | load_words()["ranking"]
    first = token.index
    while first:
        before = tokens[first - 1]
        if before.text == "-" and first > 1:
            before = tokens[first - 2]
        inside = before.head == token.index or first <= before.head <= token.index
        if not inside or before.dep not in _TITLE_PARTS or before.lower in aside:
            break
        if before.name_type not in ("", "TITLE", token.name_type):
            break
        first = before.index
    while (
        first < token.index and first and tokens[first - 1].text == "-" and tokens[first - 1].end == tokens[first].start
    ):
        first += 1  # "four-term congressman" is a congressman, not a "term congressman"
    return reading.parse.span(first, kin_end(reading.parse, token.index))


def _amounts(match: Match, token: Token, reading: Understanding) -> Iterator[Argument]:
    """The amounts in a phrase, without those of the clauses that describe it; a range gives two."""
    for amount in reading.amounts_in(token.index):
        if match.rule.type == "quantity" or _counts(amount, token, reading):
            for value in amount_values(amount):
                yield Argument(amount.start, amount.end, "amount", value=value)


def _counts(amount: Amount, token: Token, reading: Understanding) -> bool:
    """Does the amount say how many or how much took part, not how old somebody is or which two are meant?"""
    if amount.unit in _AGES and reading.entity_type(token.index) in ("Person", "Group"):
        return False
    if amount.value == "1" and amount.unit not in _AGES:
        return False
    return not any(word.lower in _DEFINITE for word in reading.parse.dependants(token.index, "det", "predet", "poss"))


def amount_values(amount: Amount) -> list[str]:
    """The amount as an argument's value; a range is two."""
    if amount.value is not None:
        return [amount_string(amount)]
    ends = (replace(amount, value=end, min=None, max=None) for end in (amount.min, amount.max) if end is not None)
    return [amount_string(end) for end in ends]


def _distinct(arguments: list[Argument]) -> Iterator[Argument]:
    """Each once: an entity in one role only, and one subject, the others objects."""
    seen: set[str] = set()
    has_subject = False
    for argument in arguments:
        key = argument.entity if argument.entity is not None else f"{argument.role} {argument.value}"
        if key in seen:
            continue
        seen.add(key)
        if argument.role == "subject" and has_subject:
            yield Argument(argument.start, argument.end, "object", entity=argument.entity, value=argument.value)
            continue
        has_subject = has_subject or argument.role == "subject"
        yield argument
