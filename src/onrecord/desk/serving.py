"""What the handlers of pages share: the case that the desk has open, and who sits at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.case.rows import DocumentRow
from onrecord.case.store import Case, open_case
from onrecord.errors import UsageError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """The case file that is shown, and the name of the person whose decisions are kept."""

    case: Path
    who: str


def desk_of(request: Request) -> Desk:
    """The desk that answers a request."""
    found: Desk = request.app.state.desk
    return found


def case_of(request: Request) -> Case:
    """The case, opened for one request: connections stay in their thread, and a killed server holds none."""
    return open_case(desk_of(request).case)


def current(case: Case) -> tuple[DocumentRow, ...]:
    """The documents that no newer draft supersedes."""
    return tuple(row for row in case.documents() if row.superseded_by is None)


def choices(case: Case) -> tuple[tuple[str, str], ...]:
    """Of each of these its id and what it is called, to choose from."""
    return tuple((row.id, row.title or row.name) for row in current(case))


def number(asked: str) -> int:
    """The number that an address asks for; 0 where it asks for none."""
    return int(asked) if asked.isdecimal() else 0


def both(path: str, handler: Callable[[Request], Response], twin: str | None = None) -> tuple[BaseRoute, ...]:
    """The routes of a page and its JSON twin, which is its path, or else `twin`, with `.json` behind it."""
    return Route(f"{twin or path}.json", handler), Route(path, handler)


def body(data: bytes, kind: type[T]) -> T:
    """What a request sends, as a type.

    Raises:
        UsageError: it is something else; says what.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.MsgspecError as error:
        raise UsageError(f"this cannot be read: {error}") from error
