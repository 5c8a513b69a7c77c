"""Other names: each rule with its hits and misses, and the time that the text gives."""

from __future__ import annotations

import re

import pytest

from onrecord.errors import RuleError
from onrecord.reading.coreference.aliases import Alias, AliasRule, alias_rules, edtf, find_aliases, read_rule
from onrecord.records import Span

MARKED = re.compile(r"\[([^\]]*)\]")
RULE = {"id": "x", "why": "y", "between": " or ", "kind": "alias", "hits": [], "misses": []}


def aliases(marked: str, rule: AliasRule | None = None) -> list[Alias]:
    """The aliases of a text in which mentions stand in square brackets."""
    text, spans, at = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    other = rule is not None and rule.first == "other"
    return list(find_aliases(text + marked[at:], spans, [not other or i > 0 for i in range(len(spans))]))


HITS = [(rule, hit) for rule in alias_rules() for hit in rule.hits]
MISSES = [(rule, miss) for rule in alias_rules() for miss in rule.misses]


@pytest.mark.parametrize(("rule", "text"), HITS, ids=[f"{rule.id}: {text}" for rule, text in HITS])
def test_a_rule_finds_its_hits(rule: AliasRule, text: str) -> None:
    """And no other rule takes them."""
    assert [alias.rule.id for alias in aliases(text, rule)] == [rule.id]


@pytest.mark.parametrize(("rule", "text"), MISSES, ids=[f"{rule.id}: {text}" for rule, text in MISSES])
def test_a_rule_leaves_its_misses(rule: AliasRule, text: str) -> None:
    """Near-misses with the same trigger word."""
    assert rule.id not in [alias.rule.id for alias in aliases(text, rule)]


def test_every_rule_has_examples_both_ways() -> None:
    """At least one hit and one miss."""
    assert [rule.id for rule in alias_rules() if not rule.hits or not rule.misses] == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("[It] was rebranded on 3 May 2006 as [Hearth Relief] by the trustees.", "2006-05-03"),
        ("On 14 September 2011 [it] became [Kindlewick], on advice.", "2011-09-14"),
        ("[Hearth] changed its name in May 2006 to [Kindlewick].", "2006-05"),
        ("[Hearth] was renamed [Kindlewick] by its trustees.", None),
    ],
)
def test_the_time_of_a_name_is_kept(text: str, time: str | None) -> None:
    """Where the words give a date, or one stands right before them."""
    assert [alias.time for alias in aliases(text)] == [time]


@pytest.mark.parametrize(
    ("words", "value"),
    [("3 May 2006", "2006-05-03"), ("May 3, 2006", "2006-05-03"), ("May 2006", "2006-05"), ("1998", "1998")],
)
def test_a_date_in_words_is_edtf(words: str, value: str) -> None:
    """Day, month and year as far as they are given."""
    assert edtf(words) == value


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"betwen": "x"}, "unknown key betwen; the keys are"),
        ({"kind": "nickname"}, "kind 'nickname' is none of full, short"),
        ({"between": "("}, "between does not compile"),
    ],
)
def test_a_wrong_rule_does_not_load(change: dict[str, str], message: str) -> None:
    """The error names the file, the rule and the key."""
    with pytest.raises(RuleError, match=r"aliases\.yaml: rule x: " + re.escape(message)):
        read_rule({**RULE, **change})


def test_a_rule_without_its_parts_does_not_load() -> None:
    """A missing key is named."""
    with pytest.raises(RuleError, match="rule x: key between is missing"):
        read_rule({key: value for key, value in RULE.items() if key != "between"})


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("[Northern Hearth] was renamed [Kindlewick] in 2011.", ("/2011", "2011/..")),
        ("[Northern Hearth] changed its name on 3 May 2006 to [Kindlewick].", ("/2006-05-03", "2006-05-03/..")),
        ("[Kindlewick] first appeared in 1998 as the [Winter Appeal].", (None, "1998/")),
        ("the [Ninth Column], which was known until 2018 as [Young Rampart], met", ("2018/..", "/2018")),
        ("the [Ninth Column], which was known until the war as [Young Rampart], met", (None, None)),
        ("[Dana Okoro], also known as [Dot Lamb], left in 2004.", (None, None)),
    ],
)
def test_when_each_name_was_borne(text: str, times: tuple[str | None, str | None]) -> None:
    """A date beside a change of names ends the one and begins the other; where the text is silent, so is the record."""
    assert [alias.times for alias in aliases(text)] == [times]
