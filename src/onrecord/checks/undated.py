"""undated: an event that the document tells as done and puts at no time at all."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.observation import Observation, words_of
from onrecord.checks.spans import Parts, Spans, paragraphs
from onrecord.records import Record, Span, Statement, StatementType

_EVENTS: frozenset[StatementType] = frozenset({"founding", "ending", "legal", "vital"})
"""Types whose statements are events that have a day. Others are states, or told without a day for good reasons."""


def find(record: Record) -> Iterator[Observation]:
    """The events in the document's own voice that neither their sentence, their paragraph nor another passage dates."""
    parts, times = Parts.of(paragraphs(record.document)), Spans.of(record.times)
    dated = {key for statement in record.statements if statement.time for key in _about(statement)}
    for statement in sorted(record.statements, key=lambda each: each.trigger.start):
        if not _is_told_event(statement) or dated.intersection(_about(statement)):
            continue
        around = parts.around(statement.trigger) or statement.evidence
        if not times.meet(around) and not times.meet(statement.evidence):
            yield _observation(record, statement)


def _is_told_event(statement: Statement) -> bool:
    actual = statement.modality == "actual" and statement.polarity == "positive"
    return statement.type in _EVENTS and actual and statement.voice is None and statement.time is None


def _about(statement: Statement) -> frozenset[tuple[str, str]]:
    """What would have to be dated elsewhere: the type with each party to it."""
    return frozenset((statement.type, each.entity) for each in statement.arguments if each.entity)


def _observation(record: Record, statement: Statement) -> Observation:
    span: Span = statement.evidence
    return Observation(span.start, span.end, f"{words_of(record, span)} is told with no time.", (statement.id,))
