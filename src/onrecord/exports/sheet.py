"""The line-by-line sheet, as checkers make it by hand: a row a statement, and a row a sentence that has none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain, repeat

from onrecord.case.carrying import sentences_by_place
from onrecord.case.decisions import STATUSES, Review
from onrecord.exports.restatement import Restater, marks
from onrecord.records import ArgumentRole, Record, Span, Statement

NOTHING_READ = "nothing read here: look"
_VALUES: tuple[ArgumentRole, ...] = ("value", "relation", "amount", "share", "penalty")
SURE = 0.5
"""Below this a statement is marked as perhaps; what the makers' confidences mean is in docs/stages/statements.md."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet. `start` and `end` are the place of `words` in the document's text."""

    number: int
    document: str
    paragraph: int
    words: str
    restatement: str
    said_by: str
    about: str
    type: str
    value_as_written: str
    value: str
    time_as_written: str
    time: str
    certainty: str
    made_by: str
    status: str
    evidence: str
    checker: str
    note: str
    start: int
    end: int
    id: str


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Row))


def sheet_rows(record: Record, first: int = 1) -> tuple[Row, ...]:
    """The rows of one record in text order, numbered from `first`."""
    maker = _RowMaker(record)
    return tuple(maker.row(number, item) for number, item in enumerate(_items(record), first))


def rows_of_all(records: Sequence[Record], reviews: Sequence[Mapping[str, Review]] = ()) -> list[tuple[Row, ...]]:
    """The rows of each record, numbered on from one to the next; `reviews` of each, where there are any."""
    found: list[tuple[Row, ...]] = []
    first = 1
    for record, decided in zip(records, chain(reviews, repeat({})), strict=False):
        found.append(reviewed(record, sheet_rows(record, first), decided))
        first += len(found[-1])
    return found


def reviewed(record: Record, rows: Sequence[Row], reviews: Mapping[str, Review]) -> tuple[Row, ...]:
    """The rows with status, evidence, checker and note; a sentence in which nothing was read goes by its own id."""
    bare = sentences_by_place(record)
    targets = (row.id or bare[row.start, row.end] for row in rows)
    return tuple(
        with_review(row, reviews.get(target, Review(target))) for row, target in zip(rows, targets, strict=True)
    )


def with_review(row: Row, review: Review) -> Row:
    """A row with where it stands by what persons decided.

    A status of words that have changed since is no status of these: the row is to be checked, and the note says why.
    """
    evidence = "; ".join(f"{one.where} ({one.tier})" for one in review.evidence)
    if review.was is None:
        return replace(row, status=review.status, evidence=evidence, checker=review.checker, note=review.note)
    words = " ".join(review.was.split())
    told = f"changed, look again: it was “{words}” ({review.status})"
    note = f"{told}; {review.note}" if review.note else told
    return replace(row, status=STATUSES[0], evidence=evidence, checker=review.checker, note=note)


def _items(record: Record) -> Iterator[Statement | Span]:
    """Statements in text order, and the sentences in which none stands, merged by place."""
    read = _sentences_read(record)
    bare = [sentence for index, sentence in enumerate(record.sentences) if index not in read]
    places: list[tuple[int, int, int, Statement | Span]] = [
        (s.evidence.start, s.trigger.start, n, s) for n, s in enumerate(record.statements)
    ]
    places += [(s.start, s.start, -1, s) for s in bare]
    yield from (item for *_, item in sorted(places, key=lambda place: place[:3]))


def _sentences_read(record: Record) -> set[int]:
    """The indices of the sentences in which a statement stands, or a repeat of one."""
    starts = [sentence.start for sentence in record.sentences]
    spans = [span for statement in record.statements for span in (statement.evidence, *statement.repeats)]
    return {
        index
        for span in spans
        for index in range(max(bisect_right(starts, span.start) - 1, 0), bisect_left(starts, span.end))
    }


class _RowMaker:
    def __init__(self, record: Record) -> None:
        self._restater = Restater(record)
        self._document = record.document.title or record.document.id
        self._paragraphs = [block.start for block in record.document.blocks]

    def row(self, number: int, item: Statement | Span) -> Row:
        span = item.evidence if isinstance(item, Statement) else item
        filled = self._statement_cells(item) if isinstance(item, Statement) else _bare_cells()
        return Row(
            number=number,
            document=self._document,
            paragraph=bisect_right(self._paragraphs, span.start) or 1,
            words=self._restater.words(span.start, span.end),
            status=STATUSES[0],
            evidence="",
            checker="",
            note="",
            start=span.start,
            end=span.end,
            **filled,
        )

    def _statement_cells(self, statement: Statement) -> dict[str, str]:
        restater, time = self._restater, statement.time
        certainty = (*marks(statement), *(["perhaps"] if statement.sure < SURE else []))
        return {
            "restatement": restater.restate(statement),
            "said_by": restater.speaker(statement.voice),
            "about": restater.filling(statement, "subject"),
            "type": statement.type,
            "value_as_written": restater.as_written(statement, *_VALUES),
            "value": restater.filling(statement, *_VALUES),
            "time_as_written": restater.words(time.start, time.end) if time else "",
            "time": time.value if time else "",
            "certainty": ", ".join(certainty),
            "made_by": statement.made_by,
            "id": statement.id,
        }


def _bare_cells() -> dict[str, str]:
    empty = ("said_by", "about", "type", "value_as_written", "value", "time_as_written", "time", "certainty", "made_by")
    return {"restatement": NOTHING_READ, "id": "", **dict.fromkeys(empty, "")}
