"""unsourced: a checkable statement about somebody named, in a paragraph that names no source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onrecord.checks.assertions import assertions
from onrecord.checks.observation import Observation, words_of
from onrecord.checks.spans import Parts, Spans, running_text
from onrecord.checks.wordings import load_wordings, match_wordings
from onrecord.records import EntityType, Record, Span, Statement, StatementType

_WEIGHTY: frozenset[StatementType] = frozenset({"legal", "payment", "ownership", "founding", "ending", "vital"})
"""Types that name an act with a record of it somewhere, and that somebody could be wronged by."""
_SOMEBODY: frozenset[EntityType] = frozenset({"Person", "Organization"})
_ANYBODY = frozenset({"i", "we", "you", "one", "some", "many", "nobody", "no one", "everybody", "everyone", "critics"})


def find(record: Record) -> Iterator[Observation]:
    """One observation a paragraph: at the first such statement, with all of them."""
    parts, sourced = Parts.of(running_text(record.document)), _sourced_places(record)
    found: defaultdict[Span, list[tuple[Statement, tuple[str, ...]]]] = defaultdict(list)
    for statement, parties in assertions(record, _WEIGHTY, _SOMEBODY):
        around = parts.around(statement.trigger)
        if around and not sourced.meet(around):
            found[around].append((statement, parties))
    for told in found.values():
        span = told[0][0].evidence
        more = f", nor for {len(told) - 1} more of its statements" if len(told) > 1 else ""
        message = f"No source is given in its paragraph for {words_of(record, span)}{more}."
        entities = dict.fromkeys(party for _, parties in told for party in parties)
        ids = tuple(statement.id for statement, _ in told)
        yield Observation(span.start, span.end, message, ids, tuple(entities))


def _sourced_places(record: Record) -> Spans:
    """Where the text names a source: who tells something, links, named works, and words such as "documents show"."""
    told = [attribution for attribution in record.attributions if attribution.act == "statement"]
    text = record.document.text
    sources = [each.source for each in told if each.source and not _is_anybody(text, each.source)]
    works = [mention for each in record.entities if each.named and each.type == "Work" for mention in each.mentions]
    documents = match_wordings(text, load_wordings("documents_named"), record.sentences)
    return Spans.of([*sources, *record.document.links, *works, *documents])


def _is_anybody(text: str, source: Span) -> bool:
    """Is it the writer, the reader or nobody in particular, which is no source for what the paragraph states?"""
    return text[source.start : source.end].lower() in _ANYBODY
