"""A statement of the case as one line: what the pages over many documents show of it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.case.rows import StatementRow
from onrecord.exports.restatement import restate
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
    marks = tuple(mark for mark in (statement.polarity, statement.modality) if mark not in ("positive", "actual"))
    return Line(
        statement.id,
        row.document,
        row.title,
        statement.type,
        restate(statement, row.trigger, [(a.role, a.name or a.value or a.words) for a in row.arguments]),
        row.words,
        row.voice or "",
        marks,
        statement.time.value if statement.time is not None else "",
        perhaps=statement.sure < SURE,
        plain=row.voice is None and not marks,
        start=statement.evidence.start,
    )
