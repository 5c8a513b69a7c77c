"""What comes in at the desk: files dropped or chosen, pasted text, and URLs; and how far each has got."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.desk.arrivals import Arrival, Arrivals
from onrecord.desk.render import json
from onrecord.documents.extraction import Metadata
from onrecord.errors import UsageError


@dataclass(frozen=True, slots=True)
class Coming:
    """What the list of documents shows of what is on its way."""

    arrivals: tuple[Arrival, ...]


def _arrivals(request: Request) -> Arrivals:
    found: Arrivals = request.app.state.arrivals
    return found


async def _add(request: Request) -> Response:
    async with request.form(max_files=1000) as form:
        files = [(one.filename or "", await one.read()) for one in form.getlist("file") if isinstance(one, UploadFile)]
        return await run_in_threadpool(_added, request, files, form)


def _added(request: Request, files: list[tuple[str, bytes]], form: FormData) -> Response:
    metadata = Metadata(
        title=_field(form, "title") or None,
        url=_field(form, "address") or None,
        authors=tuple(part.strip() for part in _field(form, "authors").split(";") if part.strip()),
        publisher=_field(form, "publisher") or None,
        published=_field(form, "published") or None,
    )
    arrivals, draft_of = _arrivals(request), _field(form, "draft_of")
    given = [(base_name(name), data) for name, data in files if name]
    if text := _field(form, "text"):
        given.append((f"{base_name(_field(form, 'title') or 'pasted')}.txt", text.encode()))
    found = [arrivals.add(draft_of or name, data, metadata, draft=bool(draft_of)) for name, data in given]
    if url := _field(form, "url"):
        found.append(arrivals.add_url(url, metadata))
    if not found:
        raise UsageError("nothing to add: drop or choose a file, paste a text, or give an address")
    return json(Coming(tuple(found)))


def base_name(name: str) -> str:
    """The last part of a name that a browser sends, never a path: what it is called, without where it lies."""
    return PurePosixPath(name.replace("\\", "/")).name.strip(". ") or "document"


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _list(request: Request) -> Response:
    return json(Coming(_arrivals(request).list()))


def _cancel(request: Request) -> Response:
    _arrivals(request).cancel(request.path_params["number"])
    return json(Coming(_arrivals(request).list()))


ROUTES: tuple[BaseRoute, ...] = (
    Route("/arrivals.json", _list),
    Route("/api/arrivals", _add, methods=["POST"]),
    Route("/api/arrivals/{number:int}/cancel", _cancel, methods=["POST"]),
)
