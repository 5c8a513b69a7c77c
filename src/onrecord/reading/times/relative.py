"""Times counted from publication or from another time of the text: last week, two years ago, three days later."""

from __future__ import annotations

from decimal import Decimal

from onrecord.reading.times.calendar import Grain, Moment, coarser, months_later, shifted
from onrecord.reading.times.context import Context, Reading
from onrecord.reading.times.grammar import COUNTS, DEICTIC, UNITS, Found
from onrecord.reading.times.lengths import duration
from onrecord.reading.times.stretches import approximate

_OPEN: dict[int, str] = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def from_publication(context: Context, step: int, grain: Grain) -> Reading:
    """So many grains on from publication; a reference to past, present or future where that is not known."""
    there = shifted(context.published, step, grain) if context.published is not None else None
    if there is None:
        return Reading(_OPEN[(step > 0) - (step < 0)])
    return Reading(str(there), "publication")


def from_text(context: Context, step: int, grain: Grain) -> Reading | None:
    """So many grains on from the last time of the text that is fine enough."""
    for said in reversed(context.said[-4:]):
        if (there := shifted(said.moment, step, grain)) is not None:
            return Reading(str(there), said.offset)
    return None


def day_word(found: Found, context: Context) -> Reading | None:
    """Yesterday, today, tomorrow."""
    step = found.get("TODAY")
    return from_publication(context, step, "day")


def part(found: Found, context: Context) -> Reading | None:
    """This morning, last night, that evening, the next morning."""
    if found.has("THIS", "LAST"):
        return from_publication(context, found.get("THIS", "LAST"), "day")
    return from_text(context, found.get("SAME", "THEREAFTER", "THEREBEFORE", "NEXT"), "day")


def clock(_found: Found, context: Context) -> Reading | None:
    """A clock time counts for its day: that of the time before it."""
    return from_text(context, 0, "day") or from_publication(context, 0, "day") if context.published else None


def calendar_unit(found: Found, context: Context) -> Reading | None:
    """Last week, this year, next month."""
    unit = found.get(*UNITS)
    if unit == "fortnight" or (found.has("PAST") and unit == "day"):
        return None
    step = found.get(*DEICTIC)
    if unit == "century" and step == 0 and context.published is None:
        return Reading("PRESENT_REF")
    return from_publication(context, step, unit)


def text_unit(found: Found, context: Context) -> Reading | None:
    """The following year, that month, the same day."""
    unit = found.get(*UNITS)
    if unit == "fortnight":
        return None
    step = found.get("THEREAFTER", "THEREBEFORE", "NEXT", "SAME")
    return from_text(context, step, unit) or (Reading(_OPEN[step]) if step else None)


def the_unit(found: Found, context: Context) -> Reading | None:
    """The quarter, the latest period, the weekend: the one spoken of, else the last one before publication."""
    unit = found.get(*UNITS) or "quarter"
    if unit == "weekend":
        if context.published is None:
            return None
        back = context.published.grain == "day" and context.published.first.weekday() < 5
        ahead = context.tense(found.span) == "future"
        return from_publication(context, -1 if back and not ahead else 0, "weekend")
    for said in reversed(() if found.has("LATEST") else context.said):
        if said.moment.grain == unit:
            return Reading(str(said.moment), said.offset)
    if unit == "year":
        return from_publication(context, 0, "year")
    return from_publication(context, -1, "quarter")


def year_end(_found: Found, context: Context) -> Reading | None:
    """Year-end; early in the year."""
    return from_publication(context, 0, "year")


def ago(found: Found, context: Context) -> Reading | None:
    """Two years ago: as fine as the unit it counts in."""
    if found.has("FEW") or not found.has(*COUNTS) or context.published is None:
        return Reading("PAST_REF")
    there = _counted(found, context.published, -1)
    return Reading(approximate(found, there), "publication") if there else Reading("PAST_REF")


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
        return from_text(context, -1, "year")
    return from_publication(context, -1, "year")


def later(found: Found, context: Context) -> Reading | None:
    """Three days later, the day before: counted from the time before it."""
    step = found.get("EARLIER", "SINCETHEN")
    if not found.has(*COUNTS):
        return from_text(context, step, "day")
    if not found.has("FEW", "CLOCKUNIT", "CLOCKUNITS"):
        for said in reversed(context.said[-4:]):
            if there := _counted(found, said.moment, step):
                return Reading(there, said.offset)
    return duration(found, context)


def hence(found: Found, context: Context) -> Reading | None:
    """Two weeks from now."""
    there = _counted(found, context.published, 1) if context.published is not None and not found.has("FEW") else None
    return Reading(there, "publication") if there else Reading("FUTURE_REF")


def reference(found: Found, context: Context) -> Reading | None:
    """Now, recently, soon."""
    value = found.get("PRESENT") or "PRESENT_REF"
    if (
        value == "FUTURE_REF"
        and found.signs[0].text.lower() in ("soon", "shortly")
        and context.tense(found.span) == "past"
    ):
        return None
    return Reading(value)


def the_past(_found: Found, _context: Context) -> Reading | None:
    """The past, where it is a noun."""
    return Reading("PAST_REF")
