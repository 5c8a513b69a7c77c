"""Calendar arithmetic on EDTF values: years, months, weeks, quarters, and the days that move about.

A `Moment` is a stretch of the calendar: its first day and its grain. Values are written as the record format
wants them (`1998-W05`, `1998-33` for a first quarter, `199X`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Any, Literal, get_args

Grain = Literal["day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"]
GRAINS: tuple[Grain, ...] = get_args(Grain)
"""From fine to coarse."""

_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_PARTS: tuple[tuple[int, int, Grain, int], ...] = ((21, 24, "season", 3), (33, 36, "quarter", 3), (40, 41, "half", 6))
"""EDTF's numbers for parts of a year: from, to, grain, and how many months each lasts. Spring begins in March."""
_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d))?[~?%]?")
_YEARS = re.compile(r"(\d{2,3})X{1,2}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the calendar: the first day of it, and how long it is."""

    first: date
    grain: Grain

    def __str__(self) -> str:  # noqa: PLR0911 - one case a grain
        day, year = self.first, f"{self.first.year:04}"
        match self.grain:
            case "day":
                return day.isoformat()
            case "week" | "weekend":
                iso = day.isocalendar()
                return f"{iso.year:04}-W{iso.week:02}"
            case "month":
                return f"{year}-{day.month:02}"
            case "season":
                return f"{year}-{21 + (day.month % 12) // 3 - 1 if day.month != 12 else 24}"
            case "quarter":
                return f"{year}-{33 + (day.month - 1) // 3}"
            case "half":
                return f"{year}-{40 + (day.month - 1) // 6}"
            case "year":
                return year
            case "decade":
                return f"{year[:3]}X"
            case "century":
                return f"{year[:2]}XX"


def moment(value: str | None) -> Moment | None:
    """The moment an EDTF value stands for; nothing for intervals, open and other values."""
    years = _YEARS.fullmatch(value or "")
    if years and len(value or "") == 4 and int(years[1]):
        return Moment(date(int(years[1].ljust(4, "0")), 1, 1), "decade" if len(years[1]) == 3 else "century")
    match = _VALUE.fullmatch(value or "")
    try:
        return _moment(*match.groups()) if match else None
    except ValueError:
        return None


def _moment(year: str, part: str | None, day: str | None, week: str | None) -> Moment:
    if week:
        return Moment(date.fromisocalendar(int(year), int(week), 1), "week")
    if day and part:
        return Moment(date(int(year), int(part), int(day)), "day")
    if not part:
        return Moment(date(int(year), 1, 1), "year")
    number = int(part)
    for first, last, grain, months in _PARTS:
        if first <= number <= last:
            return Moment(date(int(year), months * (number - first) + (3 if grain == "season" else 1), 1), grain)
    return Moment(date(int(year), number, 1), "month")


def coarser(first: Grain, than: Grain) -> bool:
    """Is the first grain coarser than the second?"""
    return GRAINS.index(first) > GRAINS.index(than)


def at_grain(day: date, grain: Grain) -> Moment:  # noqa: PLR0911 - one case a grain
    """The stretch of this grain that the day lies in. Meteorological seasons; winter bears the year it begins in."""
    match grain:
        case "day":
            return Moment(day, "day")
        case "week" | "weekend":
            return Moment(day - timedelta(day.weekday()), grain)
        case "month":
            return Moment(day.replace(day=1), grain)
        case "quarter":
            return Moment(day.replace(month=day.month - (day.month - 1) % 3, day=1), grain)
        case "season":
            season = months_later(day.replace(day=1), -(day.month % 3))
            return Moment(season or day, grain)
        case "half":
            return Moment(day.replace(month=1 if day.month < 7 else 7, day=1), grain)
        case "year":
            return Moment(day.replace(month=1, day=1), grain)
        case "decade":
            return Moment(date(max(1, day.year - day.year % 10), 1, 1), grain)
        case "century":
            return Moment(date(max(1, day.year - day.year % 100), 1, 1), grain)


def shifted(anchor: Moment, count: int, grain: Grain) -> Moment | None:
    """The stretch of `grain` that lies `count` of them after the anchor's.

    Nothing if the anchor is too coarse to say, or the calendar ends.
    """
    if coarser(anchor.grain, grain):
        return None
    if grain in ("day", "week", "weekend"):
        try:
            return at_grain(anchor.first + timedelta(count * (1 if grain == "day" else 7)), grain)
        except OverflowError:
            return None
    start = months_later(at_grain(anchor.first, grain).first, count * _MONTHS_IN[grain])
    return Moment(start, grain) if start else None


def months_later(first: date, count: int) -> date | None:
    """The same day of the month (no later than the 28th, else the month's last) `count` months on."""
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(first.day, days_in(year, month + 1)))


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day if year < MAXYEAR else 28


def real(year: int, month: int, day: int) -> bool:
    """Is there such a day? 31 February is none."""
    return MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= days_in(year, month)


def weekday_near(anchor: date, weekday: int, *, forward: bool, same_day: bool) -> date:
    """The nearest such weekday (Monday is 0) before or after a day, that day itself where `same_day` allows it."""
    gap = (weekday - anchor.weekday()) % 7 if forward else (anchor.weekday() - weekday) % 7
    if gap == 0 and not same_day:
        gap = 7
    return anchor + timedelta(gap if forward else -gap)


def easter(year: int) -> date:
    """Western Easter Sunday, by the method of Meeus, Jones and Butcher (Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def named_day(rule: Mapping[str, Any], year: int) -> date:
    """The day that a rule of named_days.yaml gives for a year: fixed, the nth weekday of a month, or by Easter."""
    if "fixed" in rule:
        month, day = rule["fixed"]
        return date(year, month, day)
    if "easter" in rule:
        return easter(year) + timedelta(rule["easter"])
    nth, weekday, month = rule["nth"]
    if nth < 0:
        last = date(year, month, days_in(year, month))
        return weekday_near(last, weekday, forward=False, same_day=True) + timedelta(rule.get("plus", 0))
    first = weekday_near(date(year, month, 1), weekday, forward=True, same_day=True)
    return first + timedelta(7 * (nth - 1) + rule.get("plus", 0))
