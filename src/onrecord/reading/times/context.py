"""What the value of a relative time is worked out from: publication, the times before it, the tense around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.reading.times.calendar import Moment, coarser, moment
from onrecord.reading.times.tense import Tense
from onrecord.records import Span

Anchor = Literal["publication"] | int | None
_AGAINST_TENSE = 12
"""How much farther away a date may lie in the direction the tense points to and still win."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in EDTF (or ISO 8601, or a _REF) and what it was worked out from."""

    value: str
    anchor: Anchor = None


@dataclass(frozen=True, slots=True)
class Said:
    """A time that stands earlier in the text: what it means and where it is."""

    moment: Moment
    offset: int


@dataclass(frozen=True, slots=True)
class Context:
    """All that one expression's value may depend on. `day_first` says how the text writes dates in figures."""

    published: Moment | None
    said: tuple[Said, ...]
    tense: Callable[[Span], Tense]
    day_first: bool | None

    @property
    def today(self) -> date | None:
        """The day of publication, where the day is known."""
        return self.published.first if self.published is not None and self.published.grain == "day" else None

    def last_said(self) -> Said | None:
        """The time that stands nearest before."""
        return self.said[-1] if self.said else None

    def nearest(self, candidates: list[tuple[date, str]], tense: Tense) -> Reading | None:
        """Of the same day, month or season of several years the one that is meant.

        It is the nearest to publication; one that the tense speaks against must be much nearer.
        """
        if self.published is None or not candidates:
            return None
        publication = self.published.first

        def distance(candidate: tuple[date, str]) -> int:
            days = (candidate[0] - publication).days
            against = (days > 0 and tense == "past") or (days < 0 and tense == "future")
            return abs(days) * (_AGAINST_TENSE if against else 1)

        return Reading(min(candidates, key=distance)[1], "publication")

    def years(self) -> range:
        """The years around publication."""
        year = self.published.first.year if self.published is not None else 2
        return range(max(1, year - 1), min(9999, year + 2))


def said(value: str, offset: int) -> Said | None:
    """A value as a time that later ones may refer to; nothing for durations and open values."""
    found = moment(value)
    return Said(found, offset) if found is not None and not coarser(found.grain, "year") else None
