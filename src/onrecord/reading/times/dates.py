"""Days, months, weekdays and feasts: what date they are."""

from __future__ import annotations

from datetime import date

from onrecord.reading.times.calendar import Moment, at_grain, coarser, moment, named_day, real, weekday_near
from onrecord.reading.times.context import Anchor, Context, Reading, Said
from onrecord.reading.times.grammar import DEICTIC, Found
from onrecord.reading.times.signs import named_days

_MOST_WEEKDAYS = 5
"""How often a weekday can come in a month."""


def stated_year(found: Found, context: Context) -> tuple[int | None, Anchor]:
    """The year that the words themselves give, in figures or as "this year", and its anchor."""
    if found.has("YEARNUM"):
        return found.get("YEARNUM"), None
    if found.has("SAME"):
        said = context.last_said()
        return (said.moment.first.year, said.offset) if said is not None else (None, None)
    if found.has("YEARWORD") and context.published is not None:
        return context.published.first.year + found.get(*DEICTIC), "publication"
    return None, None


def day_of_month(found: Found, context: Context) -> Reading | None:
    """A day of a month, with or without its year."""
    month, day = found.get("MONTH"), found.get("SMALL", "ORD")
    if not real(2000, month, day):
        return None
    year, anchor = stated_year(found, context)
    if year is not None:
        return Reading(f"{year:04}-{month:02}-{day:02}", anchor) if real(year, month, day) else None
    if found.has("YEARWORD"):
        return Reading(f"XXXX-{month:02}-{day:02}")
    days = [date(year, month, day) for year in context.years() if real(year, month, day)]
    if found.has("WEEKDAY"):
        days = [day for day in days if day.weekday() == found.get("WEEKDAY")] or days
    near = context.nearest([(day, day.isoformat()) for day in days], context.tense(found.span))
    return near or Reading(f"XXXX-{month:02}-{day:02}")


def date_range(found: Found, context: Context) -> Reading | None:
    """Two days of one month."""
    month, days = found.get("MONTH"), found.all("SMALL", "ORD")
    if len(days) != 2 or not days[0] < days[1] or not real(2000, month, days[1]):
        return None
    year, anchor = stated_year(found, context)
    text = f"{year:04}" if year is not None else "XXXX"
    if year is None:
        starts = [date(year, month, days[0]) for year in context.years() if real(year, month, days[0])]
        near = context.nearest([(day, f"{day.year:04}") for day in starts], context.tense(found.span))
        if near is not None:
            text, anchor = near.value, near.anchor
    first, last = (f"{text}-{month:02}-{day:02}" for day in days)
    between = found.before is not None and found.before.text.lower() == "between"
    if found.has("AND") and not between and days[1] - days[0] > 1:
        return Reading(f"{{{first},{last}}}", anchor)
    return Reading(f"{first}/{last}", anchor)


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


def month_of_year(found: Found, context: Context) -> Reading | None:
    """A month: of a year that is given, of last year, the last one, or the one nearest to publication."""
    number = found.get("MONTH")
    year, anchor = stated_year(found, context)
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
    step = found.get(*DEICTIC)
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
    return context.nearest(candidates, context.tense(found.span))


def nth_weekday(found: Found, context: Context) -> Reading | None:
    """The first, the last such weekday of a month."""
    there = month_of_year(found, context)
    month = moment(there.value) if there is not None else None
    if there is None or month is None:
        return there
    nth = -1 if found.has("LAST") else found.get("ORD")
    if nth > _MOST_WEEKDAYS:
        return None
    day = named_day({"nth": (nth, found.get("WEEKDAY"), month.first.month)}, month.first.year)
    return Reading(day.isoformat(), there.anchor) if day.month == month.first.month else None


def weekday(found: Found, context: Context) -> Reading | None:
    """A weekday: the last one in the past tense, the next one with a verb of what is to come."""
    number = found.get("WEEKDAY")
    if found.has("THEREAFTER", "THEREBEFORE"):
        return _weekday_of_text(found, context, number)
    today = context.today
    if today is None:
        return Reading(f"XXXX-WXX-{number + 1}")
    if found.has("WEEKWORD"):
        monday = at_grain(today, "week").first.toordinal() + 7 * found.get(*DEICTIC)
        return Reading(date.fromordinal(monday + number).isoformat(), "publication")
    step = found.get(*DEICTIC)
    if step == 1:
        forward = date.fromordinal(at_grain(today, "week").first.toordinal() + 7 + number)
        return Reading(forward.isoformat(), "publication")
    ahead = step is None and context.tense(found.span) == "future"
    if step == 0:
        ahead = weekday_near(today, number, forward=True, same_day=True).toordinal() - today.toordinal() <= 3 or ahead
    day = weekday_near(today, number, forward=ahead, same_day=step != -1)
    return Reading(day.isoformat(), "publication")


def _weekday_of_text(found: Found, context: Context, number: int) -> Reading | None:
    said = context.last_said()
    step = found.get("THEREAFTER", "THEREBEFORE")
    anchor, base = base_of(said, context)
    if base is None or base.grain != "day":
        return Reading(f"XXXX-WXX-{number + 1}")
    return Reading(weekday_near(base.first, number, forward=step > 0, same_day=False).isoformat(), anchor)


def base_of(said: Said | None, context: Context) -> tuple[Anchor, Moment | None]:
    """What a time of the text counts from: the time before it, else publication."""
    if said is not None:
        return said.offset, said.moment
    return "publication", context.published


def feast(found: Found, context: Context) -> Reading | None:
    """Christmas, Easter 2012, last Thanksgiving."""
    rule = named_days()[found.get("NAMEDDAY")]
    year, anchor = stated_year(found, context)
    if year is not None:
        return Reading(named_day(rule, year).isoformat(), anchor) if year >= 1583 else None
    days = [named_day(rule, year) for year in context.years()]
    step, today = found.get(*DEICTIC), context.today
    if step is not None and today is not None:
        days = [
            day for day in days if (day > today if step > 0 else day < today if step < 0 else day.year == today.year)
        ]
    near = context.nearest([(day, day.isoformat()) for day in days], context.tense(found.span))
    return near or Reading("XXXX-{:02}-{:02}".format(*rule["fixed"]) if "fixed" in rule else "XXXX-XX-XX")


def week_of(found: Found, context: Context) -> Reading | None:
    """The week of a day."""
    day = day_of_month(found, context)
    there = moment(day.value) if day is not None else None
    if day is None or there is None:
        return None
    return Reading(str(at_grain(there.first, "week")), day.anchor)
