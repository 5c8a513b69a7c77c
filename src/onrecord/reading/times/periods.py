"""Times joined to what the words around them make of them: since 2007, until 2009, from May to July.

`find_times` gives each point of time by itself, as the text names it. A statement's time is the stretch that
the preposition makes of it: `2007/..`, `../2009`, `1992/1995`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.times.calendar import moment
from onrecord.records import Document, TimeExpression

_SINCE = re.compile(r"\b(?:ever )?since (?:about |around |at least |the )?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:up )?(?:until|till|through) (?:about |around |at least |the )?$", re.IGNORECASE)
_ONWARDS = re.compile(r" ?(?:onwards?|on)\b(?! (?:the|a)\b)", re.IGNORECASE)
_OPENING = re.compile(r"\b(?:from|between|beginning|starting)(?: in| on)? (?:about |the )?$", re.IGNORECASE)
_JOINTS = {
    "from": re.compile(r",? (?:to|until|till|through|up to|into) (?:the )?"),
    "between": re.compile(r",? (?:and|to) (?:the )?"),
    "": re.compile(r" ?[-–—] ?"),
}
_REACH = 24
"""How many code points a preposition may take before a time."""


def find_periods(document: Document, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The same times, in text order, with stretches in place of the points that a preposition stretches.

    The span of a stretch begins with its preposition. Times that stand alone, durations and references are
    given as they are. "By 2020" stays 2020: it names the day that counts.
    """
    text = document.text
    periods: list[TimeExpression] = []
    waiting = deque(times)
    while waiting:
        time = waiting.popleft()
        joined = _pair(text, time, waiting[0]) if waiting else None
        if joined is not None:
            waiting.popleft()
            periods.append(joined)
        else:
            periods.append(_open(text, time, periods[-1].end if periods else 0))
    return tuple(periods)


def _pair(text: str, first: TimeExpression, second: TimeExpression) -> TimeExpression | None:
    """From the first to the second, where the words say so and the calendar allows it."""
    opening = _OPENING.search(text, max(0, first.start - _REACH), first.start)
    word = "" if opening is None else "between" if opening[0].lower().startswith("between") else "from"
    between = text[first.end : second.start]
    if not (_JOINTS[word].fullmatch(between) or _JOINTS[""].fullmatch(between)):
        return None
    begins, ends = moment(first.value), moment(second.value)
    if begins is None or ends is None or begins.first >= ends.first:
        return None
    start = opening.start() if opening is not None else first.start
    return TimeExpression(start, second.end, f"{first.value}/{second.value}", first.anchor)


def _open(text: str, time: TimeExpression, floor: int) -> TimeExpression:
    """A point as the start or end of an open stretch; itself where no preposition says so."""
    if moment(time.value) is None:
        return time
    reach = max(floor, time.start - _REACH)
    if (since := _SINCE.search(text, reach, time.start)) is not None:
        return replace(time, start=since.start(), value=f"{time.value}/..")
    if (until := _UNTIL.search(text, reach, time.start)) is not None:
        return replace(time, start=until.start(), value=f"../{time.value}")
    opening, onwards = _OPENING.search(text, reach, time.start), _ONWARDS.match(text, time.end)
    if opening is not None and onwards is not None:
        return replace(time, start=opening.start(), end=onwards.end(), value=f"{time.value}/..")
    return time


_SHARED = re.compile(r",? ?(?:to|until|through|and|or|[-–—/]) ?", re.IGNORECASE)
_YEAR = re.compile(r"\b\d{4}\b")


def share_years(text: str, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The year of the second time also for the first: "March and April 2013", "from May to July 2013"."""
    shared = list(times)
    for index in range(len(shared) - 1, 0, -1):
        first, second = shared[index - 1], shared[index]
        if not _SHARED.fullmatch(text, first.end, second.start):
            continue
        if _YEAR.search(text, first.start, first.end) or not _YEAR.search(text, second.start, second.end):
            continue
        there, whole = moment("2000" + first.value[4:]), moment(second.value)
        if there is None or whole is None or there.grain not in ("day", "month") or whole.grain != there.grain:
            continue
        year = whole.first.year - (there.first.replace(year=whole.first.year) > whole.first)
        shared[index - 1] = replace(first, value=f"{year:04}{first.value[4:]}", anchor=second.start)
    return tuple(shared)
