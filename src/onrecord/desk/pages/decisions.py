"""What the pages send: decisions, undoing and doing again; and the history of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.case.decisions import Decision, Review
from onrecord.case.store import Case
from onrecord.desk.render import json
from onrecord.desk.serving import body, case_of, desk_of
from onrecord.errors import ConflictError


@dataclass(frozen=True, slots=True)
class Sent:
    """A decision as a page sends it; `seen` is the last one on the target that the page knows of."""

    target: str
    field: str
    value: Any
    words: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """What a person does at once."""

    decisions: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """Which stroke is to count again."""

    stroke: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the targets stand now; of a conflict also what the page did not know."""

    stroke: int | None
    reviews: Mapping[str, Review]
    error: str = ""


def decide(case: Case, doc: str, sent: Sequence[Sent], who: str) -> tuple[Answer, int]:
    """Keep a stroke, unless somebody else has decided on one of its targets since the page was made (409)."""
    decisions = [Decision(one.target, one.field, one.value, one.words) for one in sent]  # type: ignore[arg-type]
    seen = {one.target: one.seen for one in sent if one.seen is not None}
    try:
        stroke = case.decide(doc, decisions, who, seen)
    except ConflictError as error:
        answer = _answer(case, doc, None, {error.target})
        return Answer(None, answer.reviews, str(error)), 409
    return _answer(case, doc, stroke, {one.target for one in sent}), 200


def _answer(case: Case, doc: str, stroke: int | None, only: set[str] | None = None) -> Answer:
    found = case.reviews(doc).reviews
    return Answer(stroke, {id_: review for id_, review in found.items() if only is None or id_ in only})


async def _decide(request: Request) -> Response:
    sent = body(await request.body(), Stroke)
    return await run_in_threadpool(_decided, request, sent)


def _decided(request: Request, stroke: Stroke) -> Response:
    with case_of(request) as case:
        answer, status = decide(case, request.path_params["doc"], stroke.decisions, desk_of(request).who)
    return json(answer, status)


def _undo(request: Request) -> Response:
    doc = request.path_params["doc"]
    with case_of(request) as case:
        return json(_answer(case, doc, case.undo(doc, desk_of(request).who)))


async def _redo(request: Request) -> Response:
    again = body(await request.body(), Again)
    return await run_in_threadpool(_redone, request, again)


def _redone(request: Request, again: Again) -> Response:
    with case_of(request) as case:
        case.redo(again.stroke)
        return json(_answer(case, request.path_params["doc"], again.stroke))


def _history(request: Request) -> Response:
    with case_of(request) as case:
        return json({"history": case.history(request.path_params["doc"])})


ROUTES: tuple[BaseRoute, ...] = (
    Route("/api/documents/{doc}/decisions", _decide, methods=["POST"]),
    Route("/api/documents/{doc}/undo", _undo, methods=["POST"]),
    Route("/api/documents/{doc}/redo", _redo, methods=["POST"]),
    Route("/documents/{doc}/history.json", _history),
)
