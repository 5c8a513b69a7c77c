"""vague-source: "critics say", "it is believed": something is said to be said, by nobody whom one could ask."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.observation import Observation, words_of
from onrecord.checks.wordings import wordings_outside_quotations
from onrecord.records import Record


def find(record: Record) -> Iterator[Observation]:
    """The wordings of vague_source.yaml.

    The record's attributions without a source are not used: on the project's samples half of them were none.
    """
    for span in wordings_outside_quotations(record, "vague_source"):
        yield Observation(span.start, span.end, f"{words_of(record, span)} does not say whose word this is.")
