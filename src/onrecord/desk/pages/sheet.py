"""The sheet as checkers make it by hand: a line a statement, and one a sentence in which nothing was read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from onrecord.case.carrying import sentences_by_place
from onrecord.case.decisions import STATUSES, Decided, Review
from onrecord.case.folding import fold
from onrecord.case.store import Case
from onrecord.desk.cards import Card, cards_of, changes
from onrecord.desk.render import page
from onrecord.desk.serving import both, case_of, number
from onrecord.exports.restatement import Restater
from onrecord.exports.sheet import Row, sheet_rows, with_review
from onrecord.records import Modality, Polarity, Record, StatementType

MOST = 1000
"""How many lines one page holds."""
_ORDERS = ("number", "type", "said_by", "about", "time", "status")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet; `target` is what is decided about, `nothing` a sentence that was read as stating nothing."""

    row: Row
    target: str
    section: str
    review: Review
    nothing: bool
    perhaps: bool
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text under its heading, and how much of it is checked."""

    name: str
    checked: int
    lines: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lines are shown, in which order; empty is all, in text order. `first` is where this page begins."""

    status: str = ""
    type: str = ""
    voice: str = ""
    text: str = ""
    sort: str = "number"
    open: bool = False
    perhaps: bool = False
    first: int = 0

    @classmethod
    def of(cls, asked: QueryParams) -> Choice:
        """What an address asks for; what it asks wrongly is passed over."""
        sort = asked.get("sort", "number")
        return cls(
            asked.get("status", ""),
            asked.get("type", ""),
            asked.get("voice", ""),
            asked.get("text", "").strip(),
            sort if sort in _ORDERS else "number",
            "open" in asked,
            "perhaps" in asked,
            number(asked.get("first", "")),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows; `found` counts the lines of the choice, of which this page holds some."""

    document: str
    choice: Choice
    lines: tuple[Line, ...]
    found: int
    more: int | None
    sections: tuple[Section, ...]
    gone: tuple[Review, ...]
    voices: tuple[str, ...]
    statuses: tuple[str, ...] = STATUSES
    types: tuple[str, ...] = get_args(StatementType)
    orders: tuple[str, ...] = _ORDERS
    modalities: tuple[str, ...] = get_args(Modality)
    polarities: tuple[str, ...] = get_args(Polarity)


def sheet(case: Case, doc: str, choice: Choice) -> Sheet:
    """The sheet of a document."""
    reviewed = case.reviewed(doc)
    record, carried = reviewed.record, reviewed.carried
    lines = list(_lines(record, carried.reviews, reviewed.decided))
    chosen = [line for line in lines if _fits(line, choice)]
    if choice.sort != "number":
        chosen.sort(key=lambda line: (getattr(line.row, choice.sort) == "", fold(str(getattr(line.row, choice.sort)))))
    last = choice.first + MOST
    return Sheet(
        record.document.id,
        choice,
        tuple(chosen[choice.first : last]),
        len(chosen),
        last if last < len(chosen) else None,
        tuple(_sections(lines)),
        carried.gone,
        tuple(sorted({line.row.said_by for line in lines if line.row.said_by})),
    )


def _lines(record: Record, reviews: Mapping[str, Review], decided: Sequence[Decided]) -> Iterator[Line]:
    """All lines in text order: what was read, what persons added, and the sentences in which nothing was read."""
    cards = {card.id: card for card in cards_of(record, reviews, decided)}
    bare = sentences_by_place(record)
    rows = list(sheet_rows(record))
    known = {row.id for row in rows}
    rows += [_row_of(card, rows) for card in cards.values() if card.id not in known]
    rows.sort(key=lambda row: row.start)
    headings = [block for block in record.document.blocks if block.kind in ("headline", "subhead")]
    starts, restater = [block.start for block in headings], Restater(record)
    for nth, row in enumerate(rows, 1):
        target = row.id or bare[row.start, row.end]
        review = reviews.get(target, Review(target))
        at = bisect_right(starts, row.start) - 1
        section = restater.words(headings[at].start, headings[at].end) if at >= 0 else ""
        filled = replace(_filled(row, review), number=nth)
        told = tuple(changes(review.was, row.words)) if review.was is not None else ()
        perhaps = row.id in cards and cards[row.id].perhaps
        yield Line(filled, target, section, review, not row.id, perhaps, told)


_EDITED = frozenset({"type", "restatement", "said_by", "about", "value", "time"})


def _filled(row: Row, review: Review) -> Row:
    """A row with what was decided on it."""
    edited: dict[str, Any] = {key: str(value) for key, value in review.edit.items() if key in _EDITED and value}
    return replace(with_review(row, review), **edited)


def _row_of(card: Card, rows: Sequence[Row]) -> Row:
    """An addition as a row: of the paragraph of what stands before it."""
    before = [row for row in rows if row.start <= card.start]
    empty = dict.fromkeys(("said_by", "about", "value_as_written", "value", "time_as_written", "time", "certainty"), "")
    return Row(
        number=0,
        document=rows[0].document if rows else "",
        paragraph=before[-1].paragraph if before else 1,
        words=card.words,
        restatement=card.sentence,
        type=card.type,
        made_by=card.why,
        status="",
        evidence="",
        checker="",
        note="",
        start=card.start,
        end=card.end,
        id=card.id,
        **empty,
    )


def _fits(line: Line, choice: Choice) -> bool:
    row, folded = line.row, fold(choice.text)
    return (
        (not choice.status or row.status == choice.status)
        and (not choice.type or row.type == choice.type)
        and (not choice.voice or row.said_by == choice.voice)
        and (not choice.open or line.review.is_open)
        and (not choice.perhaps or line.perhaps)
        and (not folded or folded in fold(f"{row.words} {row.restatement} {row.note}"))
    )


def _sections(lines: Sequence[Line]) -> Iterator[Section]:
    """In text order; a sentence in which nothing was read counts as unchecked until somebody looks."""
    counts = Counter(line.section for line in lines)
    checked = Counter(line.section for line in lines if not line.review.is_open)
    for name, count in counts.items():
        yield Section(name, checked[name], count)


def _page(request: Request) -> Response:
    doc = request.path_params["doc"]
    with case_of(request) as case:
        shown = sheet(case, doc, Choice.of(request.query_params))
        title = case.find(doc).title or doc
    return page(request, "sheet_page.html", shown, title=f"Sheet: {title}", script="sheet")


ROUTES: tuple[BaseRoute, ...] = both("/documents/{doc}/sheet", _page)
