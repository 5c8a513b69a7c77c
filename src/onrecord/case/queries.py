"""The questions that are asked of a case, each answered from the index in a stable order.

No question selects or orders people by what is said of them: an answer about a person is asked for by name,
and what is asked for by type comes in the order of the documents' text.
"""

from __future__ import annotations

import dataclasses
import sqlite3
import typing
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from onrecord.case.background import Background, Backgrounds
from onrecord.case.edtf import FIRST_DAY, LAST_DAY, earliest_latest
from onrecord.case.flat import from_row
from onrecord.case.folding import fold
from onrecord.case.index import ATTRIBUTIONS, COUNTED, ENTITIES, STATEMENTS, FlatTable, within
from onrecord.case.rows import DocumentRow, EntityRow, QuoteRow, StatementRow
from onrecord.errors import UsageError
from onrecord.records import Attribution, Statement, StatementType

T = TypeVar("T")

_TYPES: tuple[str, ...] = typing.get_args(StatementType)
OF_SOMEBODY = frozenset({"legal"})
"""Types that are answered about a name or of one document only: over a case they would be a list of the accused."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which statements: about a name, of a type, of a time (EDTF), of one document, with any time; absent: all."""

    about: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    document: int | None = None
    timed: bool = False


def list_documents(db: sqlite3.Connection, document: int | None) -> tuple[DocumentRow, ...]:
    """The documents in the order in which they came, those too that a newer version supersedes; or the one."""
    asked = {"document": document}
    names: dict[int, list[str]] = defaultdict(list)
    for number, name in db.execute(_NAMES, asked):
        names[number].append(name)
    return tuple(
        DocumentRow(
            name=names[row["number"]][0],
            names=tuple(names[row["number"]]),
            authors=tuple(msgspec.json.decode(row["authors"])),
            counts={name: row[name] for name in COUNTED},
            **{column: row[column] for column in _PLAIN},
        )
        for row in _dicts(db.execute(_DOCUMENTS, asked))
    )


_NAMES = """
    SELECT DISTINCT versions.document, sources.name
    FROM sources JOIN versions ON versions.source = sources.number
    WHERE :document IS NULL OR versions.document = :document
    ORDER BY sources.number"""
_DOCUMENTS = """
    SELECT documents.*, newer.id AS superseded_by, flat_descriptions.*, flat_counts.*
    FROM documents
    JOIN flat_descriptions ON flat_descriptions.document = documents.number
    JOIN flat_counts ON flat_counts.document = documents.number
    LEFT JOIN documents AS newer ON newer.number = documents.superseded_by
    WHERE :document IS NULL OR documents.number = :document
    ORDER BY documents.number"""
_PLAIN = tuple(
    field.name for field in dataclasses.fields(DocumentRow) if field.name not in {"name", "names", "authors", "counts"}
)


def _dicts(cursor: sqlite3.Cursor) -> Iterator[dict[str, Any]]:
    # Of columns of one name the last counts: the id of the newer document, not its number.
    columns = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(columns, row, strict=True))


def list_people(db: sqlite3.Connection, document: int | None) -> tuple[EntityRow, ...]:
    """The persons and organizations that are named, one row for each in each document, by name.

    Those of several documents are not joined: that two bear one name does not make them one.
    """
    condition = "flat_entities.named AND flat_entities.type IN ('Person', 'Organization')"
    found = _items(db, ENTITIES, [condition], {"document": document})
    rows = [EntityRow(item.id, item.title, item.record) for item in found]
    return tuple(sorted(rows, key=lambda row: (fold(row.entity.name), row.entity.name, row.entity.type)))


def list_quotes(db: sqlite3.Connection, by: str | None, document: int | None) -> tuple[QuoteRow, ...]:
    """What those who bear a name are said to say, in the order of documents and text; without a name, all."""
    asked: dict[str, Any] = {"document": document}
    conditions = []
    if by is not None:
        asked["name"] = _name(by)
        conditions.append(_IS_BY)
    backgrounds = Backgrounds(db)
    found = _items(db, ATTRIBUTIONS, conditions, asked)
    return tuple(_quote_row(item, backgrounds[item.number]) for item in found)


def list_statements(db: sqlite3.Connection, selection: Selection) -> tuple[StatementRow, ...]:
    """The statements of a selection in the order of documents and text.

    A name is met where the subject or any other argument bears it; a time where the days a statement's time
    can mean and those asked for overlap.

    Raises:
        UsageError: a name without a word, an unknown type, a time that is no date.
    """
    backgrounds = Backgrounds(db)
    conditions, asked = _conditions(selection)
    found = _items(db, STATEMENTS, conditions, asked)
    return tuple(_statement_row(item, backgrounds[item.number]) for item in found)


def list_timeline(db: sqlite3.Connection, selection: Selection) -> tuple[StatementRow, ...]:
    """The statements with a time by the first and then the last day it can mean.

    Times of a year that the text leaves open ("in March") come after them. Times that name no day ("recently")
    come last, and not at all where days are asked for.

    Raises:
        UsageError: as `list_statements`.
    """
    return tuple(sorted(list_statements(db, dataclasses.replace(selection, timed=True)), key=_by_time))


def _by_time(row: StatementRow) -> tuple[bool, bool, str, str]:
    earliest, latest = row.earliest or "", row.latest or ""
    return row.earliest is None, earliest[:4] == FIRST_DAY[:4] and latest[:4] == LAST_DAY[:4], earliest, latest


def _conditions(selection: Selection) -> tuple[list[str], dict[str, Any]]:
    conditions: list[str] = []
    asked: dict[str, Any] = {"document": selection.document}
    if selection.about is not None:
        asked["name"] = _name(selection.about)
        # A word that many names have, such as "trust", would list the accused of a whole case.
        whole = selection.type in OF_SOMEBODY and selection.document is None
        conditions.append(_IS_ABOUT_WHOLE if whole else _IS_ABOUT)
    if selection.type is not None:
        asked["type"] = _answerable_type(selection)
        conditions.append("flat_statements.type = :type")
    if selection.timed:
        conditions.append("flat_statements.time_value IS NOT NULL")
    if selection.since is not None or selection.until is not None:
        asked["first"] = _bounds(selection.since, FIRST_DAY)[0]
        asked["last"] = _bounds(selection.until, LAST_DAY)[1]
        conditions.append(_IS_IN_TIME)
    return conditions, asked


_IS_ABOUT = """(flat_statements.document, flat_statements.nth) IN (
    SELECT flat_arguments.document, flat_arguments.nth
    FROM flat_names JOIN flat_arguments USING (document, entity) WHERE instr(flat_names.folded, :name))"""
_IS_ABOUT_WHOLE = _IS_ABOUT.replace("instr(flat_names.folded, :name)", "flat_names.folded = :name")
_IS_BY = """(flat_attributions.document, flat_attributions.source_entity) IN (
    SELECT document, entity FROM flat_names WHERE instr(folded, :name))"""
_IS_IN_TIME = """(flat_statements.document, flat_statements.nth) IN (
    SELECT document, nth FROM flat_dates WHERE latest >= :first AND earliest <= :last)"""


def _name(typed: str) -> str:
    folded = fold(typed)
    if not folded:
        raise UsageError(f"{typed!r} is no name; give at least one word of it")
    return folded


def _answerable_type(selection: Selection) -> str | None:
    kind = selection.type
    if kind not in _TYPES:
        raise UsageError(f"no statements are of type {kind!r}; the types are {', '.join(_TYPES)}")
    if kind in OF_SOMEBODY and selection.about is None and selection.document is None:
        raise UsageError(f"statements of type {kind} are listed about a name or of one document, never over a case")
    return kind


def _bounds(typed: str | None, otherwise: str) -> tuple[str, str]:
    bounds = (otherwise, otherwise) if typed is None else earliest_latest(typed)
    if bounds is None:
        raise UsageError(f"{typed!r} is no date; write one as 2009, 2009-03 or 2009-03-14")
    return bounds


@dataclass(frozen=True, slots=True)
class _Item(Generic[T]):
    """A row of a flat table as the record it was, and the document it stands in."""

    number: int
    id: str
    title: str
    record: T


def _items(
    db: sqlite3.Connection, table: FlatTable[T], conditions: list[str], asked: Mapping[str, Any]
) -> Iterator[_Item[T]]:
    """The rows that meet all conditions, in the order of documents and of their records' lists."""
    columns = ", ".join(f"{table.name}.{column.name}" for column in table.columns)
    rows = db.execute(
        f"""
        SELECT {table.name}.document, flat_documents.id, flat_documents.title, {columns}
        FROM {table.name} JOIN flat_documents ON flat_documents.document = {table.name}.document
        WHERE {" AND ".join([within(asked["document"]), *conditions])}
        ORDER BY {table.name}.document, {table.name}.nth""",  # noqa: S608  our own names of tables
        asked,
    )
    for number, doc, title, *values in rows:
        yield _Item(number, doc, title, from_row(table.cls, values, table.columns))


def _quote_row(item: _Item[Attribution], background: Background) -> QuoteRow:
    attribution = item.record
    return QuoteRow(
        document=item.id,
        title=item.title,
        attribution=attribution,
        speaker=background.speaker(attribution.source),
        source=background.words(attribution.source) if attribution.source else None,
        cue=background.words(attribution.cue) if attribution.cue else None,
        content=tuple(background.words(span) for span in attribution.content),
    )


def _statement_row(item: _Item[Statement], background: Background) -> StatementRow:
    statement = item.record
    earliest, latest = (statement.time and earliest_latest(statement.time.value)) or (None, None)
    return StatementRow(
        document=item.id,
        title=item.title,
        statement=statement,
        words=background.words(statement.evidence),
        trigger=background.words(statement.trigger),
        arguments=tuple(background.argument(argument) for argument in statement.arguments),
        voice=background.speakers.get(statement.voice or ""),
        earliest=earliest,
        latest=latest,
    )
