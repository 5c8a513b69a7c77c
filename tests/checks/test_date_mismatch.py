"""date-mismatch: weekdays and days of the month that no calendar has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_draft import Draft

from onrecord.checks.date_mismatch import find


def seen(text: str, published: str | None = None, **times: str) -> list[str]:
    """The words that are found; `times` as value by words, with underscores for blanks."""
    draft = Draft(text, published)
    for words, value in times.items():
        draft.time(words.replace("_", " "), value)
    return [text[each.start : each.end] for each in find(draft.record())]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was sold on Tuesday 30 September 2011.", "Tuesday 30 September 2011"),
        ("It was sold on Tuesday, September 30, 2011, at noon.", "Tuesday, September 30, 2011"),
        ("It was sold on Tuesday the 30th of September, 2011.", "Tuesday the 30th of September, 2011"),
        ("It was sold on Tuesday (30 Sept. 2011).", "Tuesday (30 Sept. 2011"),
        ("It was sold on 30 September 2011, a Tuesday.", "30 September 2011, a Tuesday"),
        ("It was sold on 30 September\n2011 (a Tuesday).", "30 September\n2011 (a Tuesday"),
        ("It was sold on September 30, 2011, which was a Tuesday.", "September 30, 2011, which was a Tuesday"),
        ("It was sold on 31 February.", "31 February"),
        ("It was sold on 31 April 2012 by auction.", "31 April 2012"),
        ("It was sold on September 31, 2011.", "September 31, 2011"),
        ("It was sold on 31 June by auction.", "31 June"),
        ("It was sold on 29 February 2011.", "29 February 2011"),
    ],
)
def test_wrong_dates_are_found(text: str, words: str) -> None:
    """A weekday beside a date of another, before it or after, and days that a month has not."""
    assert seen(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "It was sold on Friday 30 September 2011.",
        "It was sold on 30 September 2011, a Friday.",
        "It was sold on 29 February 2012.",
        "It was sold on Tuesday. 30 September 2011 was the last day.",
        "It was sold on Tuesday 30 September.",
        "It met on Tuesday 3 to Friday 6 May.",
        "On Tuesday 30 people met in September 2011.",
        "The Scotland on Sunday, 30 September 2011, reported it.",
        "On Monday 4 July 1776 they met.",
        "Issue 31 June 2011 is out of print.",
        "Aged 31 April Marsh took over.",
        "By April 31 people had left.",
        "In September 31 trustees resigned.",
        "It sold 31 June issues.",
        "It paid £31 April by April.",
        "From 28-31 June is how the leaflet put it.",
        "The mill made 12.31 April tons.",
    ],
)
def test_right_and_doubtful_dates_are_left_alone(text: str) -> None:
    """Only what the words alone make certain is found."""
    assert seen(text) == []


@given(st.dates(date(1924, 1, 1), date(2099, 12, 31)), st.integers(0, 6), st.booleans())
def test_a_weekday_is_found_just_where_it_is_another(day: date, shift: int, american: bool) -> None:  # noqa: FBT001
    """Whatever the date and its form, it is found if and only if the weekday beside it is not its own."""
    form = "%A, %B %d, %Y" if american else "%A %d %B %Y"
    words = day.strftime(form).replace(day.strftime("%A"), (day + timedelta(shift)).strftime("%A"), 1)
    assert seen(f"It was sold on {words}.") == ([words] if shift else [])


def test_a_date_without_a_year_counts_near_publication() -> None:
    """Where the article is of those weeks, names no other year and the reading agrees, the year is certain."""
    text = "The mill was sold on Thursday 7 May."
    assert seen(text, "2014-05-14", **{"7_May": "2014-05-07"}) == ["Thursday 7 May"]
    assert seen(text, "2014-09-14", **{"7_May": "2014-05-07"}) == []
    assert seen(text, "2014-05-14", **{"7_May": "1998-05-07"}) == []
    assert seen(text, "2014-05-14") == []
    assert seen(text, "2014", **{"7_May": "2014-05-07"}) == []
    assert seen(f"It opened in 1998. {text}", "2014-05-14", **{"7_May": "2014-05-07"}) == []


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_a_publication_at_the_ends_of_the_calendar_is_no_error(published: str) -> None:
    """A year before the first or after the last is looked for nowhere."""
    assert seen("It was sold on Thursday 29 February.", published) == []


def test_the_message_says_which_day_it_is() -> None:
    """The reader is told the weekday that the calendar gives, or how long the month is."""
    texts = ("On Tuesday 30 September 2011 it closed.", "On 30 February it closed.", "On 29 February 2011 it closed.")
    assert [next(find(Draft(text).record())).message for text in texts] == [
        "“Tuesday 30 September 2011”: 30 September 2011 falls on a Friday.",
        "“30 February”: February has only 29 days.",
        "“29 February 2011”: February 2011 has only 28 days.",
    ]
