"""What counts as a time, and what day, month or year it is."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RuleError
from onrecord.language.parse import Parse, Sentence, Token
from onrecord.reading.times import find_periods, find_times
from onrecord.reading.times.calendar import Moment, at_grain, easter, moment, shifted
from onrecord.reading.times.grammar import Rule, _rule, rules
from onrecord.reading.times.meanings import MEANINGS
from onrecord.records import Document, TimeExpression

PUBLISHED = "2014-03-12"
"""A Wednesday."""


def plain(text: str, published: str | None = PUBLISHED) -> tuple[Document, Parse]:
    """A document and a parse of one sentence in which the parser knew nothing."""
    words = [
        Token(found.start(), found.end(), index, found[0], found[0].lower(), "X", "XX", "dep", 0, 0)
        for index, found in enumerate(re.finditer(r"\w+|[^\w\s]", text))
    ]
    sentences = [Sentence(0, len(text), 0, len(words), 0, "paragraph")] if words else []
    return Document("d-test", text, published=published), Parse.of(text, words, sentences)


def times_of(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    """The words and values of a text's times, by a parse that knows nothing."""
    return [(text[found.start : found.end], found.value) for found in find_times(*plain(text, published))]


HITS = [(rule, text, value) for rule in rules() for text, value in rule.hits.items()]
MISSES = [(rule, text) for rule in rules() for text in rule.misses]


@pytest.mark.parametrize(("rule", "text", "value"), HITS, ids=[f"{rule.id}: {text}" for rule, text, _ in HITS])
def test_every_example_of_the_grammar_has_its_value(rule: Rule, text: str, value: str) -> None:
    """A hit of the grammar, read on 12 March 2014, gives its value as the last time of the text."""
    assert [found for _, found in times_of(text)][-1] == value, rule.why


@pytest.mark.parametrize(("rule", "text"), MISSES, ids=[f"{rule.id}: {text}" for rule, text in MISSES])
def test_near_misses_are_no_times(rule: Rule, text: str) -> None:
    """A near-miss of the grammar, which shares a trigger word with a hit, gives no time."""
    assert times_of(text) == [], rule.why


def test_a_wrong_rule_is_named_with_what_is_allowed() -> None:
    """A rule with a kind that does not exist fails as it is loaded, and says which rule and what there is."""
    entry = {"id": "odd", "why": "", "pattern": "MONTH WEEKDAYS", "meaning": "weekday"}
    with pytest.raises(RuleError, match=r"rule odd: no kind or macro 'WEEKDAYS'; kinds are MONTH, WEEKDAY"):
        _rule(entry, {})
    with pytest.raises(RuleError, match=r"rule odd: unknown key 'hit'; allowed are id, why"):
        _rule({**entry, "hit": {}}, {})


def test_every_rule_names_a_meaning() -> None:
    """Each rule's meaning exists, and no meaning is idle."""
    assert {rule.meaning for rule in rules()} == set(MEANINGS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in March", [("March", "XXXX-03")]),
        ("on March 9", [("March 9", "XXXX-03-09")]),
        ("on Wednesday", [("Wednesday", "XXXX-WXX-3")]),
        ("yesterday", [("yesterday", "PAST_REF")]),
        ("today", [("today", "PRESENT_REF")]),
        ("next week", [("next week", "FUTURE_REF")]),
        ("last year", [("last year", "PAST_REF")]),
        ("two years ago", [("two years ago", "PAST_REF")]),
        ("the third quarter", [("the third quarter", "XXXX-35")]),
        ("last fall", [("last fall", "XXXX-23")]),
    ],
)
def test_nothing_is_invented_without_a_date_of_publication(text: str, expected: list[tuple[str, str]]) -> None:
    """What only publication could settle stays open."""
    assert times_of(text, None) == expected


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2014", "last year", "2013"),
        ("2014", "yesterday", "PAST_REF"),
        ("2014-03", "last month", "2014-02"),
        ("2014-03", "on Friday", "XXXX-WXX-5"),
        ("2014-03-12T09:30", "yesterday", "2014-03-11"),
    ],
)
def test_a_coarse_publication_date_settles_only_what_it_can(published: str, text: str, value: str) -> None:
    """A year of publication says which year last year was, and not which day yesterday was."""
    assert times_of(text, published) == [(text.removeprefix("on "), value)]


@pytest.mark.parametrize(
    ("text", "value", "anchor"),
    [
        ("It closed last month.", "2014-02", "publication"),
        ("It closed in 2009.", "2009", None),
        ("It opened on 3 March 2009. Three days later it shut.", "2009-03-06", 13),
        ("It opened in 2009. The following spring it shut.", "2010-21", 13),
    ],
)
def test_a_time_says_what_it_was_worked_out_from(text: str, value: str, anchor: object) -> None:
    """Publication, the offset of another time, or nothing."""
    found = find_times(*plain(text))[-1]
    assert (found.value, found.anchor) == (value, anchor)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("since 2007", "2007/.."),
        ("until 2009", "../2009"),
        ("from May to July 2013", "2013-05/2013-07"),
        ("between 1992 and 1995", "1992/1995"),
        ("from 2012 onwards", "2012/.."),
    ],
)
def test_prepositions_make_periods(text: str, value: str) -> None:
    """A period begins with its preposition and has an EDTF interval for its value."""
    document, parse = plain(f"It ran {text}.")
    assert [(document.text[p.start : p.end], p.value) for p in find_periods(document, find_times(document, parse))] == [
        (text, value)
    ]


def test_times_that_run_backwards_are_no_period() -> None:
    """1995 to 1992 stays two times."""
    document, parse = plain("between 1995 and 1992")
    assert [found.value for found in find_periods(document, find_times(document, parse))] == ["1995", "1992"]


def test_what_was_not_parsed_is_not_read() -> None:
    """Text outside the parse's sentences holds no times."""
    text = "En 2009. In 2010."
    token = Token(9, 11, 0, "In", "in", "ADP", "IN", "prep", 0, 0)
    parse = Parse.of(text, [token], [Sentence(9, len(text), 0, 1, 0, "paragraph")])
    assert [found.value for found in find_times(Document("d", text), parse)] == ["2010"]


def test_impossible_days_are_no_dates() -> None:
    """31 February is no day; the checks look at it, and no value is made up."""
    assert "2013-02-31" not in [value for _, value in times_of("on 31 February 2013")]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board met on Friday.", ["2014-03-07"]),
        ("The board will meet on Friday.", ["2014-03-14"]),
        ("The trial is scheduled for April.", ["2014-04"]),
        ("The trial opened in April.", ["2013-04"]),
        ("May Brown may march in May.", ["2014-05"]),
        ("LONDON, March 9 (Agency) — The fund closed on Monday.", ["2014-03-09", "2014-03-10"]),
        ("A crowd of 2013 people came.", []),
        ("Prices fall and they spring up.", []),
    ],
)
def test_the_parse_tells_what_is_meant(
    parse: Callable[[str], Parse], document: Callable[..., Document], text: str, expected: list[str]
) -> None:
    """Tense settles the direction, and parts of speech what is no time."""
    assert [found.value for found in find_times(document(text, PUBLISHED), parse(text))] == expected


def test_easter() -> None:
    """Easter Sunday of years that are easy to get wrong."""
    assert [easter(year).isoformat() for year in (1954, 1981, 2000, 2024, 2049)] == [
        "1954-04-18", "1981-04-19", "2000-04-23", "2024-03-31", "2049-04-18",
    ]  # fmt: skip


@given(st.dates(), st.sampled_from(["day", "week", "month", "quarter", "half", "year", "season"]))
def test_values_and_moments_are_the_same_thing(day: object, grain: object) -> None:
    """A moment written as a value is read back as itself, but for winter, which has two years."""
    there = at_grain(day, grain)  # type: ignore[arg-type]
    if (
        there.first.year >= 1
        and not (grain == "season" and there.first.month == 12)
        and there.first.isocalendar().year > 0
    ):
        assert moment(str(there)) == there


@given(st.dates(), st.integers(-5000, 5000))
def test_going_there_and_back_by_weeks(day: object, count: int) -> None:
    """So many weeks on and as many back is the same week, where the calendar reaches."""
    week = at_grain(day, "week") if day.toordinal() > 7 else Moment(day, "day")  # type: ignore[attr-defined,arg-type]
    there = shifted(week, count, "week")
    assert there is None or shifted(there, -count, "week") in (week, at_grain(week.first, "week"))


@given(st.text(alphabet="19 0,./-–'$%MarchyofeltQ2\n", max_size=200))
def test_any_text_is_read_without_complaint(text: str) -> None:
    """Times lie in order, do not overlap, and their spans hold words."""
    found: tuple[TimeExpression, ...] = find_times(*plain(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[f.start : f.end].strip() for f in found)


def test_a_megabyte_of_digits_takes_a_second_at_most() -> None:
    """No pattern goes over a long line of digits and commas more than once."""
    text = "".join(random.Random(1).choices("0123456789,", k=1_000_000))  # noqa: S311 - no secret
    token = Token(0, 1, 0, text[:1], text[:1], "NUM", "CD", "ROOT", 0, 0)
    parse = Parse.of(text, [token], [Sentence(0, len(text), 0, 1, 0, "paragraph")])
    began = time.process_time()
    assert find_times(Document("d", text), parse) == ()
    assert time.process_time() - began < 1
