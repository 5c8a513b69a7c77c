"""The days an EDTF value can mean, so that times of every precision sort and filter together.

The forms are those of the record format (docs/record.md): ISO 8601-2 dates with unspecified digits,
qualifiers, seasons, quarters, halves and intervals, and ISO weeks beside them.
"""

from __future__ import annotations

import calendar
import functools
import itertools
import re
from collections.abc import Iterator
from datetime import date

FIRST_DAY = "0000-01-01"
LAST_DAY = "9999-12-31"
LAST_YEAR = 9999

# ISO 8601-2 codes in the place of a month: first and last month, counted from January of the year named.
# Seasons are the meteorological ones, 21-24 those of the north; a winter is named by either of the two years
# it lies in, so that its days reach from the January of the one to the February of the next.
_PARTS_OF_YEAR = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (1, 14),
    29: (9, 11), 30: (1, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip

_DATE = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?")
_WEEK = re.compile(r"(?P<year>[0-9]{4})-W(?P<week>[0-9]{2})")
_QUALIFIERS = str.maketrans("", "", "~?%")


@functools.lru_cache(maxsize=4096)
def earliest_latest(value: str) -> tuple[str, str] | None:
    """The first and the last day that an EDTF value can mean, as `YYYY-MM-DD`; both sort as strings.

    An open end reaches to `FIRST_DAY` or `LAST_DAY`, an unspecified year over all years. "About" (`~`) and
    "perhaps" (`?`) do not widen a value: how far they reach nobody says.

    Returns:
        Nothing for what names no day: `PRESENT_REF`, durations, and whatever is not EDTF.
    """
    plain = value.strip().translate(_QUALIFIERS)
    if "/" not in plain:
        return _single(plain)
    begins, _, ends = plain.partition("/")
    first = (FIRST_DAY, FIRST_DAY) if begins in {"", ".."} else _single(begins)
    last = (LAST_DAY, LAST_DAY) if ends in {"", ".."} else _single(ends)
    if first is None or last is None or first[0] > last[1] or begins == ends:
        return None
    return first[0], last[1]


def _single(value: str) -> tuple[str, str] | None:
    if week := _WEEK.fullmatch(value):
        return _week(int(week["year"]), int(week["week"]))
    if not (match := _DATE.fullmatch(value)):
        return None
    year, month, day = match["year"], match["month"] or "XX", match["day"] or "XX"
    if month.isdigit() and int(month) in _PARTS_OF_YEAR:
        return None if match["day"] else _part_of_year(year, int(month))
    first = next(_days(year, month, day, 1), None)
    last = next(_days(year, month, day, -1), None)
    return (first, last) if first and last else None


def _week(year: int, week: int) -> tuple[str, str] | None:
    try:
        return date.fromisocalendar(year, week, 1).isoformat(), date.fromisocalendar(year, week, 7).isoformat()
    except ValueError:
        return None


def _part_of_year(year: str, code: int) -> tuple[str, str]:
    first_month, last_month = _PARTS_OF_YEAR[code]
    last_year = int(year.replace("X", "9"))
    if last_month > 12:
        last_year, last_month = (last_year + 1, last_month - 12) if last_year < LAST_YEAR else (last_year, 12)
    first = f"{int(year.replace('X', '0')):04}-{first_month:02}-01"
    return first, f"{last_year:04}-{last_month:02}-{_length(last_year, last_month):02}"


def _days(year: str, month: str, day: str, step: int) -> Iterator[str]:
    """The days that fit, forwards or backwards; the first of them is all that is asked for."""
    months, days = _fitting(month, 12)[::step], _fitting(day, 31)[::step]
    for y in range(int(year.replace("X", "0")), int(year.replace("X", "9")) + 1)[::step]:
        if _fits(year, f"{y:04}"):
            for m, d in itertools.product(months, days):
                if d <= _length(y, m):
                    yield f"{y:04}-{m:02}-{d:02}"


def _fitting(pattern: str, most: int) -> list[int]:
    return [number for number in range(1, most + 1) if _fits(pattern, f"{number:02}")]


def _fits(pattern: str, digits: str) -> bool:
    return all(asked in ("X", digit) for asked, digit in zip(pattern, digits, strict=True))


def _length(year: int, month: int) -> int:
    """How many days the month has; the calendar repeats every 400 years and has no year 0."""
    return calendar.monthrange(year % 400 + 2000, month)[1]
