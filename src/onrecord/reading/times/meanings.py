"""What each rule's match means: a value, and what it was worked out from.

A function a kind of expression, named by `meaning` in grammar.yaml. A function gives nothing where the words
turn out to be no time at all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from onrecord.reading.times.calendar import (
    Grain,
    Moment,
    at_grain,
    coarser,
    moment,
    months_later,
    named_day,
    real,
    shifted,
    weekday_near,
)
from onrecord.reading.times.context import Context, Reading, Said
from onrecord.reading.times.grammar import Found
from onrecord.reading.times.signs import named_days
from onrecord.reading.times.tense import Tense

Meaning = Callable[[Found, Context], Reading | None]
MEANINGS: dict[str, Meaning] = {}

UNITS = (
    "DAYWORD", "WEEKWORD", "WEEKEND", "MONTHWORD", "QUARTER", "HALFWORD", "YEARWORD", "DECADEWORD", "CENTURY",
    "CLOCKUNIT", "DAYS", "WEEKS", "WEEKENDS", "MONTHS", "QUARTERS", "YEARS", "DECADES", "CENTURIES", "CLOCKUNITS",
)  # fmt: skip
COUNTS = ("SMALL", "NUM", "WORDNUM", "YEARNUM", "A", "FEW")
_DEICTIC = ("THIS", "CURRENT", "LAST", "PAST", "NEXT")
_ISO = {
    "day": ("D", 1), "week": ("W", 1), "fortnight": ("W", 2), "weekend": ("W", 1), "month": ("M", 1),
    "quarter": ("M", 3), "half": ("M", 6), "year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100),
    "hour": ("TH", 1), "minute": ("TM", 1), "second": ("TS", 1),
}  # fmt: skip
_OPEN: dict[int, str] = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def meaning(function: Meaning) -> Meaning:
    """Register a meaning under its function's name."""
    MEANINGS[function.__name__] = function
    return function


def _year(found: Found, context: Context) -> tuple[int | None, Any]:
    """The year that the words themselves give, in figures or as "this year", and its anchor."""
    if found.has("YEARNUM"):
        return found.get("YEARNUM"), None
    if found.has("YEARWORD") and context.published is not None:
        return context.published.first.year + found.get(*_DEICTIC), "publication"
    return None, None


def _approximate(found: Found, value: str) -> str:
    return value + "~" if found.has("ABOUT", "BOUND") and value[-1].isdigit() else value


@meaning
def day_of_month(found: Found, context: Context) -> Reading | None:
    """A day of a month, with or without its year."""
    month, day = found.get("MONTH"), found.get("SMALL", "ORD")
    if not real(2000, month, day):
        return None
    year, anchor = _year(found, context)
    if year is not None:
        return Reading(f"{year:04}-{month:02}-{day:02}", anchor) if real(year, month, day) else None
    if found.has("YEARWORD"):
        return Reading(f"XXXX-{month:02}-{day:02}")
    days = [date(year, month, day) for year in context.years() if real(year, month, day)]
    if found.has("WEEKDAY"):
        days = [day for day in days if day.weekday() == found.get("WEEKDAY")] or days
    near = context.nearest([(day, day.isoformat()) for day in days], context.tense(found))
    return near or Reading(f"XXXX-{month:02}-{day:02}")


@meaning
def date_range(found: Found, context: Context) -> Reading | None:
    """Two days of one month."""
    month, days = found.get("MONTH"), found.all("SMALL", "ORD")
    if len(days) != 2 or not days[0] < days[1] or not real(2000, month, days[1]):
        return None
    year, anchor = _year(found, context)
    text = f"{year:04}" if year is not None else "XXXX"
    if year is None:
        starts = [date(year, month, days[0]) for year in context.years() if real(year, month, days[0])]
        near = context.nearest([(day, f"{day.year:04}") for day in starts], context.tense(found))
        if near is not None:
            text, anchor = near.value, near.anchor
    first, last = (f"{text}-{month:02}-{day:02}" for day in days)
    between = found.before is not None and found.before.text.lower() == "between"
    if found.has("AND") and not between and days[1] - days[0] > 1:
        return Reading(f"{{{first},{last}}}", anchor)
    return Reading(f"{first}/{last}", anchor)


@meaning
def figures(found: Found, context: Context) -> Reading | None:
    """A date in figures. Where day and month cannot be told apart, both stay open."""
    if any(sign.spaced for sign in found.signs[1:]):
        return None
    numbers = [int(part) for part in found.get("DOTDATE").split(".")] if found.has("DOTDATE") else []
    numbers = numbers or [int(number) for number in found.all("YEARNUM", "SMALL", "NUM")]
    if found.signs[0].kind == "YEARNUM":
        year, month, day = numbers
    else:
        first, second, year = numbers
        year += 0 if year > 99 else 2000 if year < 70 else 1900
        day, month = (first, second) if second <= 12 else (second, first)
        if max(first, second) <= 12 and first != second and not found.has("DOTDATE"):
            if context.day_first is None:
                return Reading(f"{year:04}-XX-XX")
            day, month = (first, second) if context.day_first else (second, first)
    return Reading(f"{year:04}-{month:02}-{day:02}") if real(year, month, day) and year >= 1000 else None


@meaning
def month_of_year(found: Found, context: Context) -> Reading | None:
    """A month: of a year that is given, of last year, the last one, or the one nearest to publication."""
    number = found.get("MONTH")
    year, anchor = _year(found, context)
    if year is not None:
        return Reading(f"{year:04}-{number:02}", anchor)
    if context.published is None or found.has("YEARWORD"):
        return Reading(f"XXXX-{number:02}")
    return _month_near(found, context, number)


def _month_near(found: Found, context: Context, number: int) -> Reading | None:
    published = context.published
    if published is None or (coarser(published.grain, "month")):
        return Reading(f"XXXX-{number:02}")
    here = published.first.year, published.first.month
    step = found.get(*_DEICTIC)
    if step is not None:
        year = here[0]
        if step < 0:
            year -= number >= here[1]
        elif step > 0:
            year += number <= here[1]
        return Reading(f"{year:04}-{number:02}", "publication")
    candidates = [(date(year, number, 15), f"{year:04}-{number:02}") for year in context.years()]
    if number == here[1]:
        return Reading(f"{here[0]:04}-{number:02}", "publication")
    return context.nearest(candidates, context.tense(found))


@meaning
def weekday(found: Found, context: Context) -> Reading | None:
    """A weekday: the last one in the past tense, the next one with a verb of what is to come."""
    number = found.get("WEEKDAY")
    if found.has("THEREAFTER", "THEREBEFORE"):
        return _weekday_of_text(found, context, number)
    today = context.today
    if today is None:
        return Reading(f"XXXX-WXX-{number + 1}")
    if found.has("WEEKWORD"):
        monday = at_grain(today, "week").first.toordinal() + 7 * found.get(*_DEICTIC)
        return Reading(date.fromordinal(monday + number).isoformat(), "publication")
    step = found.get(*_DEICTIC)
    if step == 1:
        forward = date.fromordinal(at_grain(today, "week").first.toordinal() + 7 + number)
        return Reading(forward.isoformat(), "publication")
    ahead = step is None and context.tense(found) == "future"
    if step == 0:
        ahead = weekday_near(today, number, forward=True, same_day=True).toordinal() - today.toordinal() <= 3 or ahead
    day = weekday_near(today, number, forward=ahead, same_day=step != -1)
    return Reading(day.isoformat(), "publication")


def _weekday_of_text(found: Found, context: Context, number: int) -> Reading | None:
    said = context.last_said()
    step = found.get("THEREAFTER", "THEREBEFORE")
    anchor, base = _base(said, context)
    if base is None or base.grain != "day":
        return Reading(f"XXXX-WXX-{number + 1}")
    return Reading(weekday_near(base.first, number, forward=step > 0, same_day=False).isoformat(), anchor)


def _base(said: Said | None, context: Context) -> tuple[Any, Moment | None]:
    """What a time of the text counts from: the time before it, else publication."""
    if said is not None:
        return said.offset, said.moment
    return "publication", context.published


@meaning
def day_word(found: Found, context: Context) -> Reading | None:
    """Yesterday, today, tomorrow."""
    step = found.get("TODAY")
    return _from_publication(context, step, "day")


def _from_publication(context: Context, step: int, grain: Grain) -> Reading:
    there = shifted(context.published, step, grain) if context.published is not None else None
    if there is None:
        return Reading(_OPEN[(step > 0) - (step < 0)])
    return Reading(str(there), "publication")


@meaning
def part(found: Found, context: Context) -> Reading | None:
    """This morning, last night, that evening, the next morning."""
    if found.has("THIS", "LAST"):
        return _from_publication(context, found.get("THIS", "LAST"), "day")
    return _from_text(context, found.get("SAME", "THEREAFTER", "THEREBEFORE", "NEXT"), "day")


def _from_text(context: Context, step: int, grain: Grain) -> Reading | None:
    """So many grains on from the last time of the text that is fine enough."""
    for said in reversed(context.said[-4:]):
        if (there := shifted(said.moment, step, grain)) is not None:
            return Reading(str(there), said.offset)
    return None


@meaning
def clock(found: Found, context: Context) -> Reading | None:
    """A clock time counts for its day: that of the time before it."""
    return _from_text(context, 0, "day") or _from_publication(context, 0, "day") if context.published else None


@meaning
def calendar_unit(found: Found, context: Context) -> Reading | None:
    """Last week, this year, next month."""
    unit = found.get(*UNITS)
    if unit == "fortnight" or found.has("PAST") and unit == "day":
        return None
    step = found.get(*_DEICTIC)
    if unit in ("quarter", "half") and step == 0 and found.has("THE"):
        step = 0
    if unit == "century" and step == 0 and context.published is None:
        return Reading("PRESENT_REF")
    return _from_publication(context, step, unit)


@meaning
def text_unit(found: Found, context: Context) -> Reading | None:
    """The following year, that month, the same day."""
    unit = found.get(*UNITS)
    if unit == "fortnight":
        return None
    step = found.get("THEREAFTER", "THEREBEFORE", "NEXT", "SAME")
    return _from_text(context, step, unit) or (Reading(_OPEN[step]) if step else None)


@meaning
def the_unit(found: Found, context: Context) -> Reading | None:
    """The quarter, the latest period, the weekend: the one spoken of, else the last one before publication."""
    unit = found.get(*UNITS) or "quarter"
    if unit == "weekend":
        if context.published is None:
            return None
        back = context.published.grain == "day" and context.published.first.weekday() < 5
        ahead = context.tense(found) == "future"
        return _from_publication(context, -1 if back and not ahead else 0, "weekend")
    for said in reversed(() if found.has("LATEST") else context.said):
        if said.moment.grain == unit:
            return Reading(str(said.moment), said.offset)
    if unit == "year":
        return _from_publication(context, 0, "year")
    return _from_publication(context, -1, "quarter")


@meaning
def quarter(found: Found, context: Context) -> Reading | None:
    """The third quarter, the first half of 2013."""
    number, unit = found.get("ORD"), found.get("QUARTER", "HALFWORD")
    glued = found.after is not None and found.after.kind == "DASH" and not found.after.spaced
    if glued or number > (4 if unit == "quarter" else 2):
        return None
    year, anchor = _year(found, context)
    if unit == "half" and year is None:
        return None
    months = 3 if unit == "quarter" else 6
    starts = [date(year, months * (number - 1) + 1, 1) for year in ([year] if year is not None else context.years())]
    if year is not None:
        return Reading(str(Moment(starts[0], unit)), anchor)
    ends = [(months_later(start, months), str(Moment(start, unit))) for start in starts]
    tense: Tense = "past" if found.has("FISCAL") else "present"
    near = context.nearest([(end, value) for end, value in ends if end is not None], tense)
    return near or Reading(f"XXXX-{(33 if unit == 'quarter' else 40) + number - 1}")


@meaning
def same_quarter(found: Found, context: Context) -> Reading | None:
    """The 1988 quarter: of that year the one spoken of before, else the year."""
    year = found.get("YEARNUM")
    for said in reversed(context.said):
        if said.moment.grain == "quarter":
            return Reading(str(Moment(said.moment.first.replace(year=year), "quarter")), said.offset)
    return Reading(f"{year:04}")


@meaning
def week_of(found: Found, context: Context) -> Reading | None:
    """The week of a day."""
    day = day_of_month(found, context)
    there = moment(day.value) if day is not None else None
    if day is None or there is None:
        return None
    return Reading(str(at_grain(there.first, "week")), day.anchor)


@meaning
def last_part(found: Found, context: Context) -> Reading | None:
    """The last half of a year, or of a decade, which is then left as wide as that."""
    if found.has("DECADE"):
        return decade(found, context)
    return Reading(f"{found.get('YEARNUM'):04}-{41 if found.has('HALFWORD') else 36}")


@meaning
def season(found: Found, context: Context) -> Reading | None:
    """A season: of a year that is given, the last one, the next one."""
    number = found.get("SEASON")
    year, anchor = _year(found, context)
    if year is not None:
        return Reading(f"{year:04}-{20 + number}", anchor)
    if found.has("THEREAFTER", "THEREBEFORE", "SAME"):
        return _season_of_text(found, context, number)
    published = context.published
    if published is None or coarser(published.grain, "month"):
        return Reading(f"XXXX-{20 + number}")
    step = found.get(*_DEICTIC)
    return Reading(_season_by_step(published.first, number, step, context, found), "publication")


def _season_by_step(day: date, number: int, step: int, context: Context, found: Found) -> str:
    """The season before, of or after the one the day lies in."""
    now = at_grain(day, "season").first
    year = now.year
    ordinal = (now.month % 12) // 3 or 4
    if step < 0:
        year -= number > ordinal or (number == ordinal and not found.has("PAST") and step < 0)
    elif step > 0:
        year += number <= ordinal
    return f"{year:04}-{20 + number}"


def _season_of_text(found: Found, context: Context, number: int) -> Reading | None:
    said = context.last_said()
    if said is None:
        return Reading(f"XXXX-{20 + number}")
    step = found.get("THEREAFTER", "THEREBEFORE", "SAME")
    start = 3 * number
    year = said.moment.first.year
    if step > 0 and (said.moment.grain == "year" or said.moment.first.month >= start):
        year += 1
    elif step < 0 and said.moment.first.month <= start:
        year -= 1
    return Reading(f"{year:04}-{20 + number}", said.offset)


@meaning
def the_season(found: Found, context: Context) -> Reading | None:
    """In the summer: the one nearest to publication."""
    number = found.get("SEASON")
    starts = [(date(year, 3 * number, 15), f"{year:04}-{20 + number}") for year in context.years()]
    near = context.nearest(starts, context.tense(found))
    return near or Reading(f"XXXX-{20 + number}")


@meaning
def plain_year(found: Found, context: Context) -> Reading | None:
    """A year in figures."""
    return Reading(_approximate(found, f"{found.get('YEARNUM'):04}"))


@meaning
def year_range(found: Found, context: Context) -> Reading | None:
    """1992-95, 2013/14."""
    if any(sign.spaced for sign in found.signs[-2:]):
        return None
    first, text = found.get("YEARNUM"), found.signs[-1].text
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text) if len(text) == 2 else 0
    return Reading(f"{first:04}/{last:04}") if first < last < 2200 else None


@meaning
def spoken_year(found: Found, context: Context) -> Reading | None:
    """Nineteen ninety-six, the year two thousand."""
    numbers = found.all("WORDNUM")
    if len(numbers) == 1:
        value = int(numbers[0])
    else:
        value = int(numbers[0] * 100 + numbers[1]) if 10 <= numbers[0] <= 20 and 1 <= numbers[1] <= 99 else 0
    if not 1000 <= value < 2200:
        return None
    if found.has("MONTH"):
        return Reading(f"{value}-{found.get('MONTH'):02}")
    return Reading(f"{value}-{20 + found.get('SEASON')}" if found.has("SEASON") else str(value))


@meaning
def decade(found: Found, context: Context) -> Reading | None:
    """The 1990s, the '80s, the nineties."""
    if found.has("NINETIES"):
        return Reading(f"19{found.get('NINETIES')}X")
    digits = found.get("DECADE")
    if len(digits) == 3:
        return Reading(f"{digits}X")
    return Reading(f"19{digits}X" if int(digits) > 1 else f"20{digits}X") if found.has("THE", "EARLY") else None


@meaning
def century(found: Found, context: Context) -> Reading | None:
    """The 19th century."""
    number = found.get("ORD")
    return Reading(f"{number - 1:02}XX") if 1 < number < 30 else None


@meaning
def feast(found: Found, context: Context) -> Reading | None:
    """Christmas, Easter 2012, last Thanksgiving."""
    rule = named_days()[found.get("NAMEDDAY")]
    year, anchor = _year(found, context)
    if year is not None:
        return Reading(named_day(rule, year).isoformat(), anchor) if year >= 1583 else None
    days = [named_day(rule, year) for year in context.years()]
    step, today = found.get(*_DEICTIC), context.today
    if step is not None and today is not None:
        days = [day for day in days if (day > today if step > 0 else day < today if step < 0 else day.year == today.year)]
    near = context.nearest([(day, day.isoformat()) for day in days], context.tense(found))
    return near or Reading("XXXX-{:02}-{:02}".format(*rule["fixed"]) if "fixed" in rule else "XXXX-XX-XX")


@meaning
def year_end(found: Found, context: Context) -> Reading | None:
    """Year-end; early in the year."""
    return _from_publication(context, 0, "year")


@meaning
def ago(found: Found, context: Context) -> Reading | None:
    """Two years ago: as fine as the unit it counts in."""
    if found.has("FEW") or not found.has(*COUNTS) or context.published is None:
        return Reading("PAST_REF")
    there = _counted(found, context.published, -1)
    return Reading(_approximate(found, there), "publication") if there else Reading("PAST_REF")


def _counted(found: Found, base: Moment, direction: int) -> str | None:
    """So many units before or after; half a unit is counted in the finer one."""
    unit, count = found.get(*UNITS), Decimal(found.get(*COUNTS))
    if found.has("HALFWORD") and unit != "half":
        count += Decimal("0.5")
    if count > 3000:
        return None
    if unit in ("hour", "minute", "second"):
        return str(base) if base.grain == "day" and count < 24 else None
    if count % 1:
        if unit != "year" or coarser(base.grain, "month"):
            return None
        start = months_later(base.first.replace(day=1), direction * int(count * 12))
        return str(Moment(start, "month")) if start else None
    steps = direction * int(count)
    if unit in ("decade", "century"):
        there = shifted(base, steps * (10 if unit == "decade" else 100), "year")
        return f"{there}~" if there else None
    there = shifted(base, steps * 2 if unit == "fortnight" else steps, "week" if unit == "fortnight" else unit)
    return str(there) if there else None


@meaning
def year_ago(found: Found, context: Context) -> Reading | None:
    """A year ago, a year earlier, the year-ago quarter: a year before what it is compared with."""
    number = found.get("ORD")
    for said in reversed(context.said):
        grain = said.moment.grain
        if grain in ("quarter", "half"):
            before = months_later(said.moment.first, -12)
            return Reading(str(Moment(before, grain)), said.offset) if before else None
    if number is not None or found.has("QUARTER"):
        base = shifted(context.published, -1, "quarter") if context.published is not None else None
        before = months_later(base.first, -12) if base else None
        return Reading(str(Moment(before, "quarter")), "publication") if before else None
    if found.has("EARLIER", "YEARAGO") and context.said:
        return _from_text(context, -1, "year")
    return _from_publication(context, -1, "year")


@meaning
def later(found: Found, context: Context) -> Reading | None:
    """Three days later, the day before: counted from the time before it."""
    step = found.get("EARLIER", "SINCETHEN")
    if not found.has(*COUNTS):
        return _from_text(context, step, "day")
    if not found.has("FEW", "CLOCKUNIT", "CLOCKUNITS"):
        for said in reversed(context.said[-4:]):
            if there := _counted(found, said.moment, step):
                return Reading(there, said.offset)
    return duration(found, context)


@meaning
def hence(found: Found, context: Context) -> Reading | None:
    """Two weeks from now."""
    there = _counted(found, context.published, 1) if context.published is not None and not found.has("FEW") else None
    return Reading(there, "publication") if there else Reading("FUTURE_REF")


@meaning
def duration(found: Found, context: Context) -> Reading | None:
    """Three years, a 16-hour flight, several months. An age is no duration."""
    unit = found.get(*UNITS)
    if _is_age(found) or _is_share(found, unit) or (found.signs[-1].text.istitle() and found.has("SMALL", "NUM")):
        return None
    code, factor = _ISO[unit]
    letter, clock_ = code[-1], "T" if len(code) == 2 else ""
    count = found.get(*COUNTS)
    if found.signs[0].kind == "HALFWORD":
        return Reading("PT30M") if found.get("CLOCKUNIT") == "hour" else None
    if found.has("FEW") and count == "two":
        count = 2
    if count is None or count == "few" or len(found.all("SMALL", "NUM", "WORDNUM")) > 1:
        return Reading(f"P{clock_}X{letter}" if factor < 10 else "PXY")
    total = Decimal(count) * factor + (Decimal(factor) / 2 if found.has("HALFWORD") and factor == 1 else 0)
    return Reading(f"P{clock_}{_iso_count(total, letter)}")


def _iso_count(total: Decimal, letter: str) -> str:
    """A count of units; half a year is six months, half an hour thirty minutes."""
    whole, rest = divmod(total, 1)
    finer = {"Y": (12, "M"), "H": (60, "M"), "M": (60, "S")}.get(letter)
    text = f"{int(whole)}{letter}" if whole or not rest else ""
    if not rest:
        return text
    return text + f"{int(rest * finer[0])}{finer[1]}" if finer else f"{total.normalize():f}{letter}"


def _is_share(found: Found, unit: str) -> bool:
    """Three-quarters, a quarter of the market, and quarters to live in."""
    return unit == "quarter" and (found.after is not None and found.after.kind == "OF")


def _is_age(found: Found) -> bool:
    after, before = found.after, found.before
    if after is not None and (after.kind == "OLD" or after.text == "-"):
        return True
    return before is not None and before.text.lower() == "aged"


@meaning
def recurring(found: Found, context: Context) -> Reading | None:
    """Every day, each March, daily."""
    if found.has("SETWORD"):
        return Reading(found.get("SETWORD"))
    if found.has("WEEKDAY"):
        return Reading(f"XXXX-WXX-{found.get('WEEKDAY') + 1}")
    if found.has("MONTH"):
        return Reading(f"XXXX-{found.get('MONTH'):02}")
    code, factor = _ISO[found.get(*UNITS)]
    count = found.get(*COUNTS) or 1
    return Reading(f"P{'T' if len(code) == 2 else ''}{_iso_count(Decimal(count) * factor, code[-1])}")


@meaning
def reference(found: Found, context: Context) -> Reading | None:
    """Now, recently, soon."""
    value = found.get("PRESENT") or "PRESENT_REF"
    if value == "FUTURE_REF" and found.signs[0].text.lower() in ("soon", "shortly") and context.tense(found) == "past":
        return None
    return Reading(value)


@meaning
def the_past(found: Found, context: Context) -> Reading | None:
    """The past, where it is a noun."""
    return Reading("PAST_REF")
