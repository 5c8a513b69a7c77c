"""The days an EDTF value can mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.case.edtf import earliest_latest

BOUNDS = [
    ("2013", "2013-01-01", "2013-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2011-09-30", "2011-09-30", "2011-09-30"),
    ("2013~", "2013-01-01", "2013-12-31"),
    ("2013-05?", "2013-05-01", "2013-05-31"),
    ("2013-05-07%", "2013-05-07", "2013-05-07"),
    ("1992/1995", "1992-01-01", "1995-12-31"),
    ("1992-03/1995-02", "1992-03-01", "1995-02-28"),
    ("1992~/1995?", "1992-01-01", "1995-12-31"),
    ("../2009", "0000-01-01", "2009-12-31"),
    ("/2009", "0000-01-01", "2009-12-31"),
    ("2009-04/..", "2009-04-01", "9999-12-31"),
    ("2024-21", "2024-03-01", "2024-05-31"),
    ("2024-22", "2024-06-01", "2024-08-31"),
    ("2024-23", "2024-09-01", "2024-11-30"),
    ("2024-24", "2024-01-01", "2025-02-28"),
    ("2023-24", "2023-01-01", "2024-02-29"),
    ("9999-24", "9999-01-01", "9999-12-31"),
    ("1998-33", "1998-01-01", "1998-03-31"),
    ("1998-34", "1998-04-01", "1998-06-30"),
    ("1998-35", "1998-07-01", "1998-09-30"),
    ("1998-36", "1998-10-01", "1998-12-31"),
    ("1998-40", "1998-01-01", "1998-06-30"),
    ("1998-41", "1998-07-01", "1998-12-31"),
    ("199X", "1990-01-01", "1999-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("199X/200X", "1990-01-01", "2009-12-31"),
    ("XXXX-03", "0000-03-01", "9999-03-31"),
    ("XXXX-02-29", "0000-02-29", "9996-02-29"),
    ("2004-XX-31", "2004-01-31", "2004-12-31"),
    ("2004-06-XX", "2004-06-01", "2004-06-30"),
    ("2004-1X", "2004-10-01", "2004-12-31"),
    ("XXXX", "0000-01-01", "9999-12-31"),
    ("1998-W05", "1998-01-26", "1998-02-01"),
    ("2020-W53", "2020-12-28", "2021-01-03"),
]

NO_DAYS = [
    "PRESENT_REF", "PAST_REF", "FUTURE_REF", "P3D", "PXM", "", "..", "../..", "/", "2013-13", "2013-42", "2011-02-29",
    "2021-W53", "2024-21-03", "1995/1992", "1992/1993/1994", "spring 2024", "13", "2013-5", "２０１３", "XXXX-02-31",
]  # fmt: skip


@pytest.mark.parametrize(("value", "earliest", "latest"), BOUNDS)
def test_bounds(value: str, earliest: str, latest: str):
    """A value means the days from its first to its last, whatever its precision."""
    assert earliest_latest(value) == (earliest, latest)


@pytest.mark.parametrize("value", NO_DAYS)
def test_values_without_days(value: str):
    """What names no day has no bounds, and is no error."""
    assert earliest_latest(value) is None


@given(st.text(alphabet="0123456789X-/.~?%W P", max_size=12))
def test_bounds_are_in_order(value: str):
    """Whatever is given: no error, and the first day does not come after the last."""
    bounds = earliest_latest(value)
    assert bounds is None or bounds[0] <= bounds[1]


@given(st.dates())
def test_a_day_means_itself(day):
    """A whole date means that one day."""
    assert earliest_latest(day.isoformat()) == (day.isoformat(), day.isoformat())
