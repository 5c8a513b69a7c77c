"""Names that the text says to be of two: each rule with its hits and misses, and what comes of it."""

from __future__ import annotations

import re

import pytest

from onrecord.reading.coreference.bearers import Links, find_bearers
from onrecord.reading.coreference.distinct import DistinctRule, distinct_rules, find_distinct
from onrecord.reading.names.finding import NameMention
from onrecord.records import Span

MARKED = re.compile(r"\[([^\]]*)\]")


def distinct(marked: str) -> list[str]:
    """The rules that part the two names of a text in which they stand in square brackets."""
    text, spans, at = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    return [rule.id for _, _, rule in find_distinct(text + marked[at:], spans)]


HITS = [(rule, hit) for rule in distinct_rules() for hit in rule.hits]
MISSES = [(rule, miss) for rule in distinct_rules() for miss in rule.misses]


@pytest.mark.parametrize(("rule", "text"), HITS, ids=[f"{rule.id}: {text}" for rule, text in HITS])
def test_a_rule_finds_its_hits(rule: DistinctRule, text: str) -> None:
    """And no other rule takes them."""
    assert distinct(text) == [rule.id]


@pytest.mark.parametrize(("rule", "text"), MISSES, ids=[f"{rule.id}: {text}" for rule, text in MISSES])
def test_a_rule_leaves_its_misses(rule: DistinctRule, text: str) -> None:
    """Near-misses with the same words."""
    assert rule.id not in distinct(text)


def test_every_rule_has_examples_both_ways() -> None:
    """At least one hit and one miss."""
    assert [rule.id for rule in distinct_rules() if not rule.hits or not rule.misses] == []


def test_what_is_two_is_not_joined_by_a_third() -> None:
    """One that both are joined to goes to the first."""
    links = Links(3, [(0, 2)])
    links.join(0, 1)
    links.join(1, 2)
    assert [links.find(item) for item in range(3)] == [0, 0, 2]


def test_a_short_form_that_the_text_parts_is_another() -> None:
    """A body is not its subsidiary."""
    text = "Hearth Toys blamed its subsidiary, Hearth Toys Leeds."
    names = [
        NameMention(0, 11, 0, 2, 1, "Hearth Toys", "Organization"),
        NameMention(35, 52, 6, 9, 8, "Hearth Toys Leeds", "Organization"),
    ]
    apart = [(first, second) for first, second, _ in find_distinct(text, names)]
    assert apart == [(0, 1)]
    assert len(find_bearers(names, [(0, 1)])) == 1
    assert len(find_bearers(names, [(0, 1)], apart=apart)) == 2
