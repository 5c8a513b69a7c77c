"""Full dates as newspapers print them, as EDTF; nothing is made of a date that could be read two ways."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"  # noqa: E501  one alternative a month
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+"
_CLOCK = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*(?:GMT|UTC|BST|[CEMP][SD]?T))?)?"
_FORMS = (
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})",
    r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})",
)
_BEFORE = r"(?:(?:first\s+)?(?:published|posted|filed|dated|date|updated)(?:\s+on)?:?\s+)?"
_DATE_LINES = tuple(
    re.compile(rf"\s*{_BEFORE}(?:{_WEEKDAY})?{form}{_CLOCK}\s*\.?\s*", re.IGNORECASE) for form in _FORMS
)
_DATES = tuple(re.compile(rf"(?<!\w){form}(?!\w)", re.IGNORECASE) for form in _FORMS)
_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def date_line(line: str) -> str | None:
    """The EDTF date of a line that is a full date and nothing else ("Friday, January 4, 2019")."""
    for pattern in _DATE_LINES:
        found = pattern.fullmatch(line)
        if found is not None:
            return _edtf(found)
    return None


def first_date(line: str) -> str | None:
    """The EDTF date of the first full date in a line ("By Jane Doe, 9 March 2014")."""
    found = [match for match in (pattern.search(line) for pattern in _DATES) if match is not None]
    return _edtf(min(found, key=lambda match: match.start())) if found else None


def is_day_month_or_year(value: str) -> bool:
    """Is it an EDTF year, month or day that the calendar has: `2014`, `2014-03`, `2014-03-09`?"""
    found = _EDTF.fullmatch(value)
    if found is None:
        return False
    year, month, day = found.groups()
    return _day(int(year), int(month or 1), int(day or 1)) is not None


def _edtf(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if parts.get("number"):
        month = int(parts["number"])
    else:
        start = parts["month"].lower()[:3]
        month = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(start))
    return _day(int(parts["year"]), month, int(parts["day"]))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
