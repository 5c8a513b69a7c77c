"""A statement of the case as one line: what the pages over many documents show of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.case.decisions import Review
from onrecord.case.rows import StatementRow
from onrecord.case.store import Case
from onrecord.exports.restatement import marks, restate
from onrecord.exports.sheet import SURE
from onrecord.records import StatementType


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in one plain sentence, with its words and where they stand.

    `voice` names the speaker, empty for the document's own voice. `marks` say what is denied or not actual. `plain` is
    what stands in the document's own voice, positive and actual; `perhaps` what the reader was not sure of.
    """

    id: str
    document: str
    title: str
    type: StatementType
    sentence: str
    words: str
    voice: str
    marks: tuple[str, ...]
    time: str
    perhaps: bool
    plain: bool
    start: int


def line_of(row: StatementRow) -> Line:
    """The line of a statement."""
    statement = row.statement
    told = marks(statement)
    return Line(
        statement.id,
        row.document,
        row.title,
        statement.type,
        restate(statement, row.trigger, [(a.role, a.name or a.value or a.words) for a in row.arguments]),
        row.words,
        row.voice or "",
        told,
        statement.time.value if statement.time is not None else "",
        perhaps=statement.sure < SURE,
        plain=row.voice is None and not told,
        start=statement.evidence.start,
    )


def as_decided(case: Case, rows: Iterable[StatementRow]) -> Iterator[StatementRow]:
    """Statements as persons read them: the rejected ones left out, and what makes one plain as it was edited."""
    known: dict[str, Mapping[str, Review]] = {}
    for row in rows:
        if row.document not in known:
            known[row.document] = case.reviews(row.document).reviews
        review = known[row.document].get(row.statement.id)
        if review is None:
            yield row
        elif review.reading != "rejected":
            edit = {name: review.edit[name] for name in ("type", "polarity", "modality") if name in review.edit}
            voice = (review.edit["said_by"] or None) if "said_by" in review.edit else row.voice
            yield replace(row, statement=replace(row.statement, **edit), voice=voice)
