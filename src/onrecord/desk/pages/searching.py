"""Search: the passages in which the words stand, document by document, with the words marked in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from onrecord.case.rows import Hit
from onrecord.case.store import Case
from onrecord.desk.render import page
from onrecord.desk.serving import both, case_of

MOST = 200
"""How many passages one page shows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage; `found` are the words that were looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with the words, and where the first of them stands."""

    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The passages of one document."""

    document: str
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What the page shows; `cut` says that there are more passages than it holds."""

    words: str
    documents: tuple[Found, ...]
    passages: int
    cut: bool


def search(case: Case, words: str) -> Search:
    """The passages that hold all the words; no words find nothing."""
    hits = case.search(words, limit=MOST + 1) if words else ()
    shown = hits[:MOST]
    documents = tuple(
        Found(document, title, tuple(_passage(hit) for hit in found))
        for (document, title), found in groupby(shown, key=lambda hit: (hit.document, hit.title))
    )
    return Search(words, documents, len(shown), len(hits) > MOST)


def _passage(hit: Hit) -> Passage:
    start = hit.marks[0].start if hit.marks else hit.span.start
    return Passage(start, tuple(_pieces(hit)))


def _pieces(hit: Hit) -> Iterator[Piece]:
    at, begin = 0, hit.span.start
    for mark in hit.marks:
        if mark.start - begin > at:
            yield Piece(hit.words[at : mark.start - begin], found=False)
        at = mark.end - begin
        yield Piece(hit.words[mark.start - begin : at], found=True)
    if at < len(hit.words):
        yield Piece(hit.words[at:], found=False)


def _page(request: Request) -> Response:
    with case_of(request) as case:
        shown = search(case, request.query_params.get("words", "").strip())
    return page(request, "search.html", shown, title="Search", script="search")


ROUTES: tuple[BaseRoute, ...] = both("/search", _page)
