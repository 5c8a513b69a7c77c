"""date-mismatch: a weekday that the date is not, or a day that no month has.

Only what the words alone make certain: a weekday beside a full date, or beside a day of the weeks around
publication. Years before 1924 are left alone, as not all countries kept the same calendar.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from onrecord.checks.observation import Observation, words_of
from onrecord.checks.spans import Parts, Spans, paragraphs
from onrecord.documents.dates import MONTHS
from onrecord.records import Record, Span

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple(month.capitalize() for month in MONTHS)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST_MONTH = 31
_FIRST_SURE_YEAR = 1924
_NEAR = timedelta(days=45)

_WEEKDAY = f"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d-])"
_DATE_FORMS = (
    rf"(?<![\d.,/£$€–-])\b{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?(?!\w)",
    rf"\b{_MONTH} (?:the )?{_DAY}(?!\w|[.,:/]\d|–\d)(?:,? {_YEAR})?",
)


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace(" ", r"\s+")) for pattern in patterns)


_WITH_WEEKDAY = _compiled(
    *(rf"\b{_WEEKDAY}(?:, the |, | \(| the | ){form}" for form in _DATE_FORMS),
    *(rf"{form}(?:, (?:which (?:was|is) )?an? | \((?:an? )?){_WEEKDAY}\b" for form in _DATE_FORMS),
)
_ALONE = _compiled(*_DATE_FORMS)
_SUNDAY_PAPER = re.compile(r"[A-Z]\w*\s+on\s+$")
_NUMBERED = re.compile(
    r"(?:\b(?:issue|no|number|vol|volume|page|part|chapter|aged?|section|item|room)\b\.?|#)\s*$", re.IGNORECASE
)
"""What makes the figure before a month's name a number of something else ("Issue 31, June")."""
_WORD_AFTER = re.compile(r"\s+[A-Za-z]")
_NAME_AFTER = re.compile(r"\s+[A-Z]")
_DATE_PREPOSITION = re.compile(
    r"\b(?:on|by|until|till|since|from|before|after|to|of|the|dated|between)\s+$", re.IGNORECASE
)
_ANY_YEAR = re.compile(r"(?<![\d.,£$€])(?:1[5-9]|20)\d\d(?![\d.,]\d|\d)")


def find(record: Record) -> Iterator[Observation]:
    """The dates whose weekday is another, and those of no calendar."""
    sentences = Parts.of(record.sentences)
    found = [*_wrong_weekdays(record), *_impossible_days(record)]
    yield from sorted((each for each in found if sentences.around(each)), key=lambda each: (each.start, each.end))


def _wrong_weekdays(record: Record) -> Iterator[Observation]:
    text, surroundings = record.document.text, _Surroundings.of(record)
    for match in (match for pattern in _WITH_WEEKDAY for match in pattern.finditer(text)):
        weekday = match["weekday"]
        if weekday == "Sunday" and _SUNDAY_PAPER.search(_before(text, match.start("weekday"))):
            continue
        day = _date(int(match["year"]), match) if match["year"] else _day_near_publication(surroundings, match)
        if day is None or _WEEKDAYS[day.weekday()] == weekday:
            continue
        span = Span(*match.span())
        told = f"{day.day} {_MONTHS[day.month - 1]} {day.year} falls on a {_WEEKDAYS[day.weekday()]}"
        yield Observation(span.start, span.end, f"{words_of(record, span)}: {told}.")


def _impossible_days(record: Record) -> Iterator[Observation]:
    text = record.document.text
    for match in (match for pattern in _ALONE for match in pattern.finditer(text)):
        month, day = _month(match), int(match["day"])
        name, year = _MONTHS[month - 1], match["year"]
        if day <= _length(month, year) or day > _LONGEST_MONTH or _NUMBERED.search(_before(text, match.start())):
            continue
        if not year and not _is_surely_date(text, match):
            continue
        span = Span(*match.span())
        of = f"{name} {year}" if year and day == _LENGTHS[month - 1] else name
        yield Observation(span.start, span.end, f"{words_of(record, span)}: {of} has only {_length(month, year)} days.")


def _before(text: str, at: int) -> str:
    """The few characters before an offset."""
    return text[max(at - 30, 0) : at]


def _is_surely_date(text: str, match: re.Match[str]) -> bool:
    """Is "31 June" or "June 31" a day, and not a count of June's or the start of a name?"""
    if _WORD_AFTER.match(text, match.end()) is None:
        return True
    day_first = match.start("day") < match.start("month")
    led_in = _DATE_PREPOSITION.search(_before(text, match.start())) is not None
    return day_first and led_in and _NAME_AFTER.match(text, match.end()) is None


def _month(match: re.Match[str]) -> int:
    """1 to 12."""
    return next(number for number, name in enumerate(_MONTHS, 1) if name[:3] == match["month"][:3])


def _length(month: int, year: str | None) -> int:
    """How many days a month has; February has 29 where the year is not known."""
    if month == 2 and year:
        return (date(int(year), 3, 1) - timedelta(days=1)).day
    return _LENGTHS[month - 1]


def _date(year: int, match: re.Match[str]) -> date | None:
    """The day, if that year is sure to have it."""
    if not _FIRST_SURE_YEAR <= year <= MAXYEAR:
        return None
    month, day = _month(match), int(match["day"])
    return date(year, month, day) if 1 <= day <= _length(month, str(year)) else None


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the year of a date without one is told by, looked up once a document. Build with `_Surroundings.of`."""

    published: date
    paragraphs: Parts
    years: tuple[tuple[int, int], ...]
    """Where each year that the text names stands, and the year, in text order."""
    read_as: Mapping[str, Spans]
    """Of each value that `times` holds, where."""

    @classmethod
    def of(cls, record: Record) -> _Surroundings | None:
        """Nothing for a document whose day of publication is not known."""
        try:
            published = date.fromisoformat(record.document.published or "")
        except ValueError:
            return None
        years = tuple((match.start(), int(match[0])) for match in _ANY_YEAR.finditer(record.document.text))
        read_as: defaultdict[str, list[Span]] = defaultdict(list)
        for time in record.times:
            read_as[time.value].append(time)
        spans = {value: Spans.of(times) for value, times in read_as.items()}
        return cls(published, Parts.of(paragraphs(record.document)), years, spans)

    def another_year_about(self, span: Span, years: set[int]) -> bool:
        """Does the paragraph or the one before it name a year that is not among these?"""
        at = self.paragraphs.index(span)
        if at is None:
            return False
        start, end = self.paragraphs.spans[max(at - 1, 0)].start, self.paragraphs.spans[at].end
        first, last = bisect_left(self.years, (start, 0)), bisect_left(self.years, (end, 0))
        return any(self.years[place][1] not in years for place in range(first, last))


def _day_near_publication(known: _Surroundings | None, match: re.Match[str]) -> date | None:
    """The day that a date without a year must be: near publication, no other year about, and so read by `times` too."""
    if known is None:
        return None
    published, span = known.published, Span(*match.span())
    candidates = (_date(year, match) for year in (published.year - 1, published.year, published.year + 1))
    near = next((day for day in candidates if day and abs(day - published) <= _NEAR), None)
    if near is None or known.another_year_about(span, {near.year, published.year}):
        return None
    read = known.read_as.get(near.isoformat())
    return near if read is not None and read.meet(span) else None
