"""The text as it was published, and beside it what it states: the page on which a document is read and checked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from onrecord.case.decisions import STATUSES, Review
from onrecord.case.store import Case
from onrecord.desk.cards import Card, cards_of
from onrecord.desk.render import page
from onrecord.desk.serving import both, case_of
from onrecord.exports.layout import Segment, laid_out
from onrecord.records import Block, Finding, Modality, Polarity, Record, StatementType


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A block of the text: its segments, where it stands in the source (a page, a time), and what was found in it."""

    kind: str
    place: str
    segments: tuple[Segment, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A word that judges somebody, on whom it is put and whose word it is; empty is the document's own."""

    words: str
    target: str
    by: str
    start: int


@dataclass(frozen=True, slots=True)
class Read:
    """What the page shows. `perhaps` counts the cards that are folded at first, `open` those still to be checked."""

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


def read(case: Case, doc: str) -> Read:
    """A document with its cards."""
    record, carried = case.record(doc), case.reviews(doc)
    cards = cards_of(record, carried.reviews, case.history(doc))
    document = record.document
    byline = " · ".join(part for part in (", ".join(document.authors), document.publisher, document.published) if part)
    return Read(
        document.id,
        byline,
        tuple(_blocks(record, cards)),
        cards,
        tuple(_labels(record)),
        carried.gone,
        tuple(dict.fromkeys(skip.reason for skip in record.skipped)),
        sum(1 for card in cards if card.review.is_open),
        sum(1 for card in cards if card.perhaps),
    )


def _blocks(record: Record, cards: Sequence[Card]) -> Iterator[LaidOut]:
    document = record.document
    blocks = document.blocks or (Block(0, len(document.text), "paragraph"),)
    voices = {card.id: card.voice for card in cards}
    findings = sorted(record.findings, key=lambda one: one.start)
    starts = [one.start for one in findings]
    for block, (kind, segments) in zip(blocks, laid_out(document.text, blocks, cards, voices), strict=True):
        here = findings[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        yield LaidOut(kind, _place(record, block), segments, tuple(here))


def _place(record: Record, block: Block) -> str:
    """Where a block stands in its source: the page that begins in it, or when its words are spoken and by whom."""
    for page_ in record.document.pages:
        if block.start <= page_.start < block.end:
            return f"page {page_.number}"
    for cue in record.document.cues:
        if cue.start < block.end and block.start < cue.end:
            minutes, seconds = divmod(int(cue.begins), 60)
            return f"{minutes}:{seconds:02}" + (f" {cue.speaker}" if cue.speaker else "")
    return ""


def _labels(record: Record) -> Iterator[LabelLine]:
    names = {entity.id: entity.name for entity in record.entities}
    sources = {one.id: one.source for one in record.attributions}
    for label in record.labels:
        source = sources.get(label.voice or "")
        by = "" if source is None else names.get(source.entity or "") or record.document.text[source.start : source.end]
        words = " ".join(record.document.text[label.start : label.end].split())
        yield LabelLine(words, names.get(label.target, ""), by, label.start)


def _page(request: Request) -> Response:
    doc = request.path_params["doc"]
    with case_of(request) as case:
        shown, title = read(case, doc), case.find(doc).title or doc
    return page(request, "read.html", shown, title=title, script="read")


ROUTES: tuple[BaseRoute, ...] = both("/documents/{doc}", "/documents/{doc}", _page)
