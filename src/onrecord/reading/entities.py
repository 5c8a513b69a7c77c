"""Which entities go on record: all that are named, and of the others those that something said needs."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.cast import Cast
from onrecord.records import Attribution, Entity, Label, Statement


def entities_needed(
    cast: Cast,
    attributions: tuple[Attribution, ...],
    statements: tuple[Statement, ...],
    labels: tuple[Label, ...],
) -> tuple[Entity, ...]:
    """The named entities, and the described ones that a source, an argument or a label refers to."""
    used = set(_used(attributions, statements, labels))
    entities = cast.by_id()
    for entity in cast.entities:
        if entity.named or entity.id in used:
            used.update(member for member in entity.members if member in entities)
    return tuple(entity for entity in cast.entities if entity.named or entity.id in used)


def _used(
    attributions: tuple[Attribution, ...], statements: tuple[Statement, ...], labels: tuple[Label, ...]
) -> Iterator[str]:
    for attribution in attributions:
        if attribution.source is not None and attribution.source.entity is not None:
            yield attribution.source.entity
    for statement in statements:
        for argument in statement.arguments:
            if argument.entity is not None:
                yield argument.entity
    for label in labels:
        yield label.target
