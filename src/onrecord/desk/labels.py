"""The words of one document that judge somebody; they are shown by document and never collected by person."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from onrecord.exports.restatement import Restater
from onrecord.records import Record


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A word that judges somebody, on whom it is put and whose word it is; empty is the document's own."""

    words: str
    target: str
    by: str
    start: int


def labels_of(record: Record, on: Container[str] | None = None) -> Iterator[LabelLine]:
    """The labels in text order: all, or those on some entities."""
    restater, names = Restater(record), {entity.id: entity.name for entity in record.entities}
    for label in record.labels:
        if on is None or label.target in on:
            words, by = restater.words(label.start, label.end), restater.speaker(label.voice)
            yield LabelLine(words, names.get(label.target, ""), by, label.start)
