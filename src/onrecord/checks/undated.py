"""undated: an event that the document tells as done and puts at no time at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from onrecord.checks.assertions import assertions
from onrecord.checks.observation import Observation, words_of
from onrecord.checks.spans import Parts, Spans, running_text
from onrecord.records import EntityType, Record, Statement, StatementType

_EVENTS: frozenset[StatementType] = frozenset({"founding", "ending", "legal", "vital"})
"""Types whose statements are events that have a day. Others are states, or told without a day for good reasons."""
_ANYTHING: frozenset[EntityType] = frozenset(get_args(EntityType))


def find(record: Record) -> Iterator[Observation]:
    """The events that neither their paragraph nor another passage dates."""
    parts, times = Parts.of(running_text(record.document)), Spans.of(record.times)
    dated = {key for statement in record.statements if statement.time for key in _about(statement)}
    for statement, parties in assertions(record, _EVENTS, _ANYTHING):
        around = parts.around(statement.trigger)
        undated = statement.time is None and not dated & _about(statement)
        if undated and statement.polarity == "positive" and around and not times.meet(around):
            span, message = statement.evidence, f"{words_of(record, statement.evidence)} is told with no time."
            yield Observation(span.start, span.end, message, (statement.id,), parties)


def _about(statement: Statement) -> frozenset[tuple[str, str]]:
    """What would have to be dated elsewhere: the type with each party to it."""
    return frozenset((statement.type, each.entity) for each in statement.arguments if each.entity)
