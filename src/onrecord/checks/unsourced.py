"""unsourced: a checkable statement about somebody named, in a paragraph that names no source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onrecord.checks.observation import Observation, words_of
from onrecord.checks.spans import Parts, Spans, paragraphs
from onrecord.checks.wordings import load_wordings, match_wordings
from onrecord.records import BlockKind, Record, Span, Statement, StatementType

_WEIGHTY: frozenset[StatementType] = frozenset({"legal", "payment", "ownership", "founding", "ending", "vital"})
"""Types that name an act with a record of it somewhere, and that somebody could be wronged by."""
_RUNNING_TEXT: frozenset[BlockKind] = frozenset({"paragraph", "item", "quote", "note"})


def find(record: Record) -> Iterator[Observation]:
    """One observation a paragraph: at the first such statement, with all of them."""
    names = {entity.id: entity.name for entity in record.entities if entity.named and _is_somebody(entity.type)}
    parts, sourced = Parts.of(_running_text(record)), _sourced_places(record)
    by_paragraph: defaultdict[Span, list[Statement]] = defaultdict(list)
    for statement in sorted(record.statements, key=lambda each: (each.evidence.start, each.evidence.end)):
        around = parts.around(statement.trigger)
        if around and _is_asserted(statement) and _named_party(statement, names) and not sourced.meet(around):
            by_paragraph[around].append(statement)
    for statements in by_paragraph.values():
        yield _observation(record, statements, names)


def _is_somebody(kind: str) -> bool:
    return kind in ("Person", "Organization")


def _running_text(record: Record) -> Iterator[Span]:
    """The paragraphs without headlines, captions and the like, which are sourced where their matter is told."""
    for part in paragraphs(record.document):
        if getattr(part, "kind", "paragraph") in _RUNNING_TEXT:
            yield part


def _sourced_places(record: Record) -> Spans:
    """Where the text names a source: attributions with one, links, works, and words such as "documents show"."""
    sources = [attribution.source for attribution in record.attributions if attribution.source]
    works = [mention for entity in record.entities if entity.type == "Work" for mention in entity.mentions]
    documents = match_wordings(record.document.text, load_wordings("documents_named"), record.sentences)
    return Spans.of([*sources, *record.document.links, *works, *documents])


def _is_asserted(statement: Statement) -> bool:
    return statement.type in _WEIGHTY and statement.voice is None and statement.modality == "actual"


def _named_party(statement: Statement, names: dict[str, str]) -> str | None:
    """The name of the first party to a statement that is named."""
    return next((names[each.entity] for each in statement.arguments if each.entity in names), None)


def _observation(record: Record, statements: list[Statement], names: dict[str, str]) -> Observation:
    span = statements[0].evidence
    more = f", nor for {len(statements) - 1} more of its statements" if len(statements) > 1 else ""
    message = f"No source is given in its paragraph for {words_of(record, span)}{more}."
    parties = dict.fromkeys(each.entity for one in statements for each in one.arguments if each.entity in names)
    ids = tuple(statement.id for statement in statements)
    return Observation(span.start, span.end, message, ids, tuple(entity for entity in parties if entity))
