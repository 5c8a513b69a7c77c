"""Durations and what recurs: how long, how often (ISO 8601)."""

from __future__ import annotations

from decimal import Decimal

from onrecord.reading.times.context import Context, Reading
from onrecord.reading.times.grammar import COUNTS, UNITS, Found

_ISO = {
    "day": ("D", 1), "week": ("W", 1), "fortnight": ("W", 2), "weekend": ("W", 1), "month": ("M", 1),
    "quarter": ("M", 3), "half": ("M", 6), "year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100),
    "hour": ("TH", 1), "minute": ("TM", 1), "second": ("TS", 1),
}  # fmt: skip
"""Unit -> its ISO letter (after T for what a clock measures) and how many of that it is."""


def duration(found: Found, _context: Context) -> Reading | None:
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


def recurring(found: Found, _context: Context) -> Reading | None:
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
