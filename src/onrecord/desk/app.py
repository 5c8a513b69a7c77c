"""The desk's application: its pages put together behind the guard, and what each kind of error answers."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from onrecord.case.store import open_case
from onrecord.desk.arrivals import Arrivals
from onrecord.desk.guard import Guard
from onrecord.desk.pages import (
    adding,
    decisions,
    documents,
    findings,
    money,
    names,
    network,
    read,
    searching,
    sheet,
    timeline,
    voices,
)
from onrecord.desk.render import HERE, json
from onrecord.desk.serving import Desk
from onrecord.errors import CaseError, UsageError

_PAGES = (documents, adding, decisions, searching, read, sheet, findings, timeline, network, money, names, voices)


def create_app(case: Path, who: str) -> Starlette:
    """The application over a case file, which is made where there is none.

    Raises:
        CaseError: the file cannot be used.
    """
    open_case(case, create=True).close()
    app = Starlette(
        routes=[
            *(route for page in _PAGES for route in page.ROUTES),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={UsageError: _refused, CaseError: _unusable},
    )
    app.state.desk = Desk(case, who)
    app.state.arrivals = Arrivals(case)
    return app


def _refused(_request: Request, error: Exception) -> Response:
    return json({"error": str(error)}, 400)


def _unusable(_request: Request, error: Exception) -> Response:
    return json({"error": str(error)}, 503)
