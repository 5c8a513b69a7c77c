"""What a document asserts: the statements that it makes in its own voice of somebody or something named."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.spans import Spans
from onrecord.reading.attributions.quotations import find_quotations
from onrecord.records import EntityType, Record, Statement, StatementType


def assertions(
    record: Record, kinds: frozenset[StatementType], about: frozenset[EntityType]
) -> Iterator[tuple[Statement, tuple[str, ...]]]:
    """The statements of these types told as actual in the document's own voice, with their named parties' ids.

    In text order, those with a party only. What stands in quotation marks is somebody's, whoever's.
    """
    named = {entity.id for entity in record.entities if entity.named and entity.type in about}
    quoted = Spans.of(find_quotations(record.document))
    for statement in sorted(record.statements, key=lambda each: (each.trigger.start, each.trigger.end)):
        asserted = statement.type in kinds and statement.voice is None and statement.modality == "actual"
        parties = dict.fromkeys(each.entity for each in statement.arguments if each.entity in named)
        if asserted and parties and not quoted.hold(statement.trigger):
            yield statement, tuple(party for party in parties if party)
