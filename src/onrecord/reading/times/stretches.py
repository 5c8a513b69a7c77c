"""Quarters, seasons, years, decades and centuries: which ones they are."""

from __future__ import annotations

from datetime import date

from onrecord.reading.times.calendar import Moment, at_grain, coarser, months_later
from onrecord.reading.times.context import Context, Reading
from onrecord.reading.times.dates import stated_year
from onrecord.reading.times.grammar import DEICTIC, Found
from onrecord.reading.times.tense import Tense


def approximate(found: Found, value: str) -> str:
    """A value that the words around call approximate."""
    return value + "~" if found.has("ABOUT", "BOUND") and value[-1].isdigit() else value


def quarter(found: Found, context: Context) -> Reading | None:
    """The third quarter, the first half of 2013."""
    number, unit = found.get("ORD"), found.get("QUARTER", "HALFWORD")
    glued = found.after is not None and found.after.kind == "DASH" and not found.after.spaced
    if glued or number > (4 if unit == "quarter" else 2):
        return None
    year, anchor = stated_year(found, context)
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


def same_quarter(found: Found, context: Context) -> Reading | None:
    """The 1988 quarter: of that year the one spoken of before, else the year."""
    year = found.get("YEARNUM")
    for said in reversed(context.said):
        if said.moment.grain == "quarter":
            return Reading(str(Moment(said.moment.first.replace(year=year), "quarter")), said.offset)
    return Reading(f"{year:04}")


def last_part(found: Found, context: Context) -> Reading | None:
    """The last half of a year, or of a decade, which is then left as wide as that."""
    if found.has("DECADE"):
        return decade(found, context)
    return Reading(f"{found.get('YEARNUM'):04}-{41 if found.has('HALFWORD') else 36}")


def season(found: Found, context: Context) -> Reading | None:
    """A season: of a year that is given, the last one, the next one."""
    number = found.get("SEASON")
    year, anchor = stated_year(found, context)
    if year is not None:
        return Reading(f"{year:04}-{20 + number}", anchor)
    if found.has("THEREAFTER", "THEREBEFORE", "SAME"):
        return _season_of_text(found, context, number)
    published = context.published
    if published is None or coarser(published.grain, "month"):
        return Reading(f"XXXX-{20 + number}")
    step = found.get(*DEICTIC)
    return Reading(_season_by_step(published.first, number, step), "publication")


def _season_by_step(day: date, number: int, step: int) -> str:
    """The season before, of or after the one the day lies in."""
    now = at_grain(day, "season").first
    year = now.year
    ordinal = (now.month % 12) // 3 or 4
    if step < 0:
        year -= number >= ordinal
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


def the_season(found: Found, context: Context) -> Reading | None:
    """In the summer: the one nearest to publication."""
    number = found.get("SEASON")
    starts = [(date(year, 3 * number, 15), f"{year:04}-{20 + number}") for year in context.years()]
    near = context.nearest(starts, context.tense(found.span))
    return near or Reading(f"XXXX-{20 + number}")


def plain_year(found: Found, _context: Context) -> Reading | None:
    """A year in figures."""
    return Reading(approximate(found, f"{found.get('YEARNUM'):04}"))


def year_range(found: Found, _context: Context) -> Reading | None:
    """1992-95, 2013/14."""
    if any(sign.spaced for sign in found.signs[-2:]):
        return None
    first, text = found.get("YEARNUM"), found.signs[-1].text
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text) if len(text) == 2 else 0
    return Reading(f"{first:04}/{last:04}") if first < last < 2200 else None


def spoken_year(found: Found, _context: Context) -> Reading | None:
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


def decade(found: Found, _context: Context) -> Reading | None:
    """The 1990s, the '80s, the nineties."""
    if found.has("NINETIES"):
        return Reading(f"19{found.get('NINETIES')}X")
    digits = found.get("DECADE")
    if len(digits) == 3:
        return Reading(f"{digits}X")
    return Reading(f"19{digits}X" if int(digits) > 1 else f"20{digits}X") if found.has("THE", "EARLY") else None


def century(found: Found, _context: Context) -> Reading | None:
    """The 19th century."""
    number = found.get("ORD")
    return Reading(f"{number - 1:02}XX") if 1 < number < 30 else None
