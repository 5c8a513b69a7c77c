"""The text as it was published, and beside it what it states: the page on which a document is read and checked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from onrecord.case.decisions import STATUSES, Review
from onrecord.case.store import Case
from onrecord.desk.cards import Card, cards_of
from onrecord.desk.labels import LabelLine, labels_of
from onrecord.desk.render import page
from onrecord.desk.serving import both, case_of
from onrecord.exports.layout import Segment, laid_out
from onrecord.records import Block, Document, Finding, Modality, Polarity, Record, StatementType

KINDS = ("statement", "attribution", "name", "label")
"""What a person can add."""


@dataclass(frozen=True, slots=True)
class Run(Segment):
    """A run of text; `perhaps` where nothing lies on it but what the reader was not sure of."""

    perhaps: bool


@dataclass(frozen=True, slots=True)
class Marginal:
    """A finding beside its paragraph, and how it was settled; empty is open."""

    finding: Finding
    settled: str


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A block of the text: its segments, where it stands in the source (a page, a time), and what was found in it."""

    kind: str
    place: str
    segments: tuple[Run, ...]
    findings: tuple[Marginal, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What the page shows. `perhaps` counts the cards that are folded at first, `open` those still to be checked.

    `gone` are the decisions on what this draft has no more, less those on findings, which their own page tells.
    """

    document: str
    byline: str
    blocks: tuple[LaidOut, ...]
    cards: tuple[Card, ...]
    labels: tuple[LabelLine, ...]
    gone: tuple[Review, ...]
    skipped: tuple[str, ...]
    open: int
    perhaps: int
    statuses: tuple[str, ...] = STATUSES
    types: tuple[str, ...] = get_args(StatementType)
    modalities: tuple[str, ...] = get_args(Modality)
    polarities: tuple[str, ...] = get_args(Polarity)
    kinds: tuple[str, ...] = KINDS


def read(case: Case, doc: str) -> Read:
    """A document with its cards."""
    reviewed = case.reviewed(doc)
    record, carried = reviewed.record, reviewed.carried
    cards = cards_of(record, carried.reviews, reviewed.decided)
    document = record.document
    byline = " · ".join(part for part in (", ".join(document.authors), document.publisher, document.published) if part)
    return Read(
        document.id,
        byline,
        tuple(_blocks(record, cards, carried.reviews)),
        cards,
        tuple(labels_of(record)),
        tuple(review for review in carried.gone if not review.settled),
        tuple(dict.fromkeys(skip.reason for skip in record.skipped)),
        sum(1 for card in cards if card.review.is_open),
        sum(1 for card in cards if card.perhaps),
    )


def _blocks(record: Record, cards: Sequence[Card], reviews: Mapping[str, Review]) -> Iterator[LaidOut]:
    document = record.document
    blocks = document.blocks or (Block(0, len(document.text), "paragraph"),)
    voices = {card.id: card.voice for card in cards}
    firm = {card.number for card in cards if not card.perhaps}
    findings = sorted(record.findings, key=lambda one: one.start)
    starts = [one.start for one in findings]
    places = _places(document, blocks)
    for block, (kind, segments) in zip(blocks, laid_out(document.text, blocks, cards, voices), strict=True):
        runs = (Run(one.start, one.text, one.rows, one.voice, firm.isdisjoint(one.rows)) for one in segments)
        here = findings[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        beside = (Marginal(one, reviews[one.id].settled if one.id in reviews else "") for one in here)
        yield LaidOut(kind, next(places), tuple(runs), tuple(beside))


def _places(document: Document, blocks: Sequence[Block]) -> Iterator[str]:
    """Where each block stands in its source: the pages that begin in it, or when its words are spoken and by whom."""
    pages, ends = [one.start for one in document.pages], [cue.end for cue in document.cues]
    for block in blocks:
        begun = document.pages[bisect_left(pages, block.start) : bisect_left(pages, block.end)]
        cues = document.cues[(at := bisect_right(ends, block.start)) : at + 1]
        if begun:
            yield f"page {', '.join(str(one.number) for one in begun)}"
        elif cues and cues[0].start < block.end:
            minutes, seconds = divmod(int(cues[0].begins), 60)
            yield f"{minutes}:{seconds:02} {cues[0].speaker or ''}".strip()
        else:
            yield ""


def _page(request: Request) -> Response:
    doc = request.path_params["doc"]
    with case_of(request) as case:
        shown, title = read(case, doc), case.find(doc).title or doc
    return page(request, "read.html", shown, title=title, script="read")


ROUTES: tuple[BaseRoute, ...] = both("/documents/{doc}", _page)
