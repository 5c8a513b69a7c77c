"""Which function works out the value of a rule's match: the names that `meaning` may have in grammar.yaml.

A function takes the match and its context, and gives nothing where the words turn out to be no time at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from onrecord.reading.times import dates, lengths, relative, stretches
from onrecord.reading.times.context import Context, Reading
from onrecord.reading.times.grammar import Found

Meaning = Callable[[Found, Context], Reading | None]

MEANINGS: Mapping[str, Meaning] = MappingProxyType(
    {
        "day_of_month": dates.day_of_month,
        "date_range": dates.date_range,
        "figures": dates.figures,
        "month_of_year": dates.month_of_year,
        "nth_weekday": dates.nth_weekday,
        "weekday": dates.weekday,
        "feast": dates.feast,
        "week_of": dates.week_of,
        "quarter": stretches.quarter,
        "same_quarter": stretches.same_quarter,
        "last_part": stretches.last_part,
        "season": stretches.season,
        "the_season": stretches.the_season,
        "plain_year": stretches.plain_year,
        "year_range": stretches.year_range,
        "spoken_year": stretches.spoken_year,
        "decade": stretches.decade,
        "century": stretches.century,
        "day_word": relative.day_word,
        "part": relative.part,
        "clock": relative.clock,
        "calendar_unit": relative.calendar_unit,
        "text_unit": relative.text_unit,
        "the_unit": relative.the_unit,
        "year_end": relative.year_end,
        "ago": relative.ago,
        "year_ago": relative.year_ago,
        "later": relative.later,
        "hence": relative.hence,
        "reference": relative.reference,
        "the_past": relative.the_past,
        "duration": lengths.duration,
        "recurring": lengths.recurring,
    }
)
