"""What the checks found in a document, in text order, and how each was settled."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from onrecord.case.decisions import Review
from onrecord.case.store import Case
from onrecord.desk.render import page
from onrecord.desk.serving import both, case_of
from onrecord.exports.restatement import Restater
from onrecord.records import Finding

SETTLED = ("", "fixed", "accepted", "wrong finding")
"""How a finding stands; empty is open."""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with its words, and how it was settled; `seen` is the last decision on it, `was` its words then."""

    finding: Finding
    words: str
    settled: str
    note: str
    seen: int
    was: str | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What the page shows; `gone` are settled ones that the draft no longer has."""

    document: str
    lines: tuple[FindingLine, ...]
    open: int
    gone: tuple[str, ...]
    choices: tuple[str, ...] = SETTLED


def findings(case: Case, doc: str) -> Findings:
    """The findings of a document."""
    reviewed = case.reviewed(doc)
    record, carried, restater = reviewed.record, reviewed.carried, Restater(reviewed.record)
    lines = []
    for one in sorted(record.findings, key=lambda one: (one.start, one.end)):
        review = carried.reviews.get(one.id, Review(one.id))
        words = restater.words(one.start, one.end)
        lines.append(FindingLine(one, words, review.settled, review.note, review.last, review.was))
    gone = tuple(review.words for review in carried.gone if review.settled)
    still_open = sum(1 for line in lines if not line.settled or line.was is not None)
    return Findings(record.document.id, tuple(lines), still_open, gone)


def _page(request: Request) -> Response:
    with case_of(request) as case:
        doc = request.path_params["doc"]
        shown, title = findings(case, doc), case.find(doc).title or doc
    return page(request, "findings.html", shown, title=f"Findings: {title}", script="findings")


ROUTES: tuple[BaseRoute, ...] = both("/documents/{doc}/findings", _page)
