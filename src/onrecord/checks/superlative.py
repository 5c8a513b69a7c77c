"""superlative: first, only, most, largest, never, every: one case to the contrary and the sentence is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.observation import Observation, words_of
from onrecord.checks.spans import Spans, sourced_content
from onrecord.checks.wordings import wordings_outside_quotations
from onrecord.records import Record


def find(record: Record) -> Iterator[Observation]:
    """The wordings of superlative.yaml in the document's own voice, outside names and dates."""
    names = [mention for entity in record.entities for mention in entity.mentions if mention.kind == "name"]
    elsewhere = Spans.of([*names, *record.times])
    said = sourced_content(record)
    for span in wordings_outside_quotations(record, "superlative"):
        if not elsewhere.hold(span) and not said.hold(span):
            message = f"{words_of(record, span)} holds only if there is no exception."
            yield Observation(span.start, span.end, message)
