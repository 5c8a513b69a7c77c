"""label-in-own-voice: a word that judges somebody, which the document says itself and nobody else is said to say."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.observation import Observation, words_of
from onrecord.checks.spans import Spans
from onrecord.reading.attributions.quotations import find_quotations
from onrecord.records import Record


def find(record: Record) -> Iterator[Observation]:
    """The labels of somebody named that have no voice; what stands in quotation marks is somebody's, whoever's."""
    quoted = Spans.of(find_quotations(record.document))
    names = {entity.id: entity.name for entity in record.entities if entity.named}
    for label in record.labels:
        if label.voice is not None or label.target not in names or quoted.hold(label):
            continue
        message = f"{words_of(record, label)} is a judgment of {names[label.target]} in the document's own voice."
        yield Observation(label.start, label.end, message, entities=(label.target,))
