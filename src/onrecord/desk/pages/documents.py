"""The documents of the case."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from onrecord.case.rows import DocumentRow
from onrecord.case.store import Case
from onrecord.desk.render import page
from onrecord.desk.serving import both, case_of


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in the list; `open` is how many of its statements are still to be checked."""

    id: str
    name: str
    title: str
    published: str | None
    statements: int
    open: int
    superseded_by: str | None


@dataclass(frozen=True, slots=True)
class Documents:
    """What the page shows."""

    documents: tuple[DocumentLine, ...]


def documents(case: Case) -> Documents:
    """All documents in the order in which they came."""
    return Documents(tuple(_line(case, row) for row in case.documents()))


def _line(case: Case, row: DocumentRow) -> DocumentLine:
    statements = row.counts["statements"]
    open_ = statements - _settled(case, row.id)
    return DocumentLine(row.id, row.name, row.title or row.name, row.published, statements, open_, row.superseded_by)


def _settled(case: Case, doc: str) -> int:
    """How many statements of a document are checked; a record is unpacked only where something was decided."""
    reviews = case.reviews(doc).reviews
    if not reviews:
        return 0
    return sum(1 for one in case.record(doc).statements if one.id in reviews and not reviews[one.id].is_open)


def _page(request: Request) -> Response:
    with case_of(request) as case:
        return page(request, "documents.html", documents(case), title="Documents", script="documents")


ROUTES: tuple[BaseRoute, ...] = both("/", _page, twin="/documents")
