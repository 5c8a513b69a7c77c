"""What happened when, as far as the documents say so: exact days, vague times, and those open at an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from onrecord.case.edtf import FIRST_DAY, LAST_DAY
from onrecord.case.queries import OF_SOMEBODY
from onrecord.case.rows import StatementRow
from onrecord.case.store import Case
from onrecord.desk.lines import Line, as_decided, line_of
from onrecord.desk.render import page
from onrecord.desk.serving import both, case_of, choices, number
from onrecord.records import StatementType

WIDTH = 1000
"""Of the drawing, in its own units."""
_LEAST = 6
"""How wide the drawing of a day is at least, to be seen."""
MOST = 1000
"""How many entries one page holds."""
Kind = Literal["exact", "vague", "open", "undated"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement on the line of time; `x` and `width` are its place in a drawing of `WIDTH`."""

    line: Line
    kind: Kind
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Year:
    """The entries that begin in a year; of no year the name says why."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; empty is all. `start` is the entry with which the page begins."""

    about: str = ""
    type: str = ""
    document: str = ""
    perhaps: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the page shows: the entries by year, and the days between which they are drawn.

    `found` counts the entries of the choice, of which the page holds `MOST`; `more` is where the next page begins.
    """

    choice: Choice
    years: tuple[Year, ...]
    first: str
    last: str
    left_out: int
    found: int
    more: int | None
    types: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]


def timeline(case: Case, choice: Choice) -> Timeline:
    """The statements with a time; those of which the reader was not sure only where they are asked for.

    Raises:
        UsageError: what is asked for is no type, no document, or a selection that is never made over a whole case.
    """
    rows = case.timeline(about=choice.about or None, type=choice.type or None, document=choice.document or None)
    lines = [(row, line_of(row)) for row in as_decided(case, rows)]
    shown = [(row, line) for row, line in lines if choice.perhaps or not line.perhaps]
    span = _span([row for row, _ in shown])
    end = choice.start + MOST
    years = tuple(
        Year(name, tuple(_entry(row, line, span) for row, line in found))
        for name, found in groupby(shown[choice.start : end], key=lambda pair: _year(pair[0]))
    )
    return Timeline(
        choice,
        years,
        span[0].isoformat(),
        span[1].isoformat(),
        len(lines) - len(shown),
        len(shown),
        end if end < len(shown) else None,
        tuple(one for one in get_args(StatementType) if one not in OF_SOMEBODY or choice.about or choice.document),
        choices(case),
    )


def _year(row: StatementRow) -> str:
    if row.earliest is None:
        return "No day is named"
    if _is_open(row) and row.earliest[:4] == FIRST_DAY[:4]:
        return f"Up to {(row.latest or '')[:4]}"
    return row.earliest[:4] if row.earliest[:4] != FIRST_DAY[:4] else "The year is not said"


def _is_open(row: StatementRow) -> bool:
    value = row.statement.time.value if row.statement.time is not None else ""
    return value.startswith("../") or value.endswith("/..")


def _span(rows: Iterable[StatementRow]) -> tuple[date, date]:
    """The first and last day that any of them names."""
    days = sorted(day for row in rows for day in _days(row) if day is not None)
    return (days[0], days[-1]) if days else (date(2000, 1, 1), date(2000, 12, 31))


def _days(row: StatementRow) -> Iterator[date | None]:
    """Both ends, None where it is open or names no day of the calendar."""
    for day, limit in ((row.earliest, FIRST_DAY), (row.latest, LAST_DAY)):
        inside = day is not None and day[:4] not in (FIRST_DAY[:4], LAST_DAY[:4]) and day != limit
        yield _date(day) if inside and day is not None else None


def _date(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None  # before the year 1


def _entry(row: StatementRow, line: Line, span: tuple[date, date]) -> Entry:
    first, last = _days(row)
    if first is None and last is None:
        return Entry(line, "undated", 0, 0)
    x = _place(first or span[0], span)
    width = max(_LEAST, _place(last or span[1], span) - x)
    kind: Kind = "open" if first is None or last is None else "exact" if first == last else "vague"
    return Entry(line, kind, min(x, WIDTH - width), width)


def _place(day: date, span: Sequence[date]) -> int:
    whole = max(1, (span[1] - span[0]).days)
    return round(WIDTH * min(1.0, max(0.0, (day - span[0]).days / whole)))


def _page(request: Request) -> Response:
    asked = request.query_params
    choice = Choice(
        asked.get("about", "").strip(),
        asked.get("type", ""),
        asked.get("document", ""),
        perhaps="perhaps" in asked,
        start=number(asked.get("start", "")),
    )
    with case_of(request) as case:
        return page(request, "timeline.html", timeline(case, choice), title="Timeline")


ROUTES: tuple[BaseRoute, ...] = both("/timeline", _page)
