"""What is derived from the records so that questions over many documents are quick: flat tables and full text.

Nothing here is kept for its own sake. The columns come from the fields of the record classes; when these (or
`EDITION`) change, the index of a case is made anew from its records.
"""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from onrecord.case.edtf import earliest_latest
from onrecord.case.flat import Column, columns_of, to_row
from onrecord.case.folding import fold
from onrecord.case.packing import unpack
from onrecord.case.passages import passages_of
from onrecord.records import Attribution, Document, Entity, Record, Statement

T = TypeVar("T")

EDITION = 1
"""Raised when a change of code fills the same columns otherwise."""


@dataclasses.dataclass(frozen=True, slots=True)
class FlatTable(Generic[T]):
    """A table with a row for each record of one class: which class, and where the record keeps them."""

    name: str
    cls: type[T]
    items: Callable[[Record], Sequence[T]]
    without: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that hold the fields."""
        kind: type = self.cls
        return columns_of(kind, self.without)

    @property
    def ddl(self) -> str:
        """The statement that makes the table: whose document, which of its list, and the fields."""
        fields = ", ".join(f"{column.name} {column.kind}" for column in self.columns)
        return f"CREATE TABLE {self.name} ({_OWNER}, nth INTEGER NOT NULL, {fields}, PRIMARY KEY (document, nth))"


_OWNER = "document INTEGER NOT NULL REFERENCES documents"
_SPAN = '"start" INTEGER NOT NULL, "end" INTEGER NOT NULL'
_DAYS = "earliest TEXT NOT NULL, latest TEXT NOT NULL"

DESCRIPTIONS = FlatTable(
    "flat_descriptions",
    Document,
    lambda record: (record.document,),
    frozenset({"id", "text", "blocks", "links", "pages", "cues"}),
)
ENTITIES = FlatTable("flat_entities", Entity, lambda record: record.entities)
ATTRIBUTIONS = FlatTable("flat_attributions", Attribution, lambda record: record.attributions)
STATEMENTS = FlatTable("flat_statements", Statement, lambda record: record.statements)
TABLES = (DESCRIPTIONS, ENTITIES, ATTRIBUTIONS, STATEMENTS)

COUNTED = tuple(name for name, hint in typing.get_type_hints(Record).items() if typing.get_origin(hint) is tuple)
"""The lists of a record, in the order of its fields."""

_DDL = (
    *(table.ddl for table in TABLES),
    "CREATE TABLE flat_texts (document INTEGER PRIMARY KEY REFERENCES documents, text TEXT NOT NULL)",
    f"CREATE TABLE flat_names ({_OWNER}, entity TEXT NOT NULL, folded TEXT NOT NULL)",
    f"CREATE TABLE flat_arguments ({_OWNER}, entity TEXT NOT NULL, nth INTEGER NOT NULL)",
    f"CREATE TABLE flat_dates ({_OWNER}, nth INTEGER NOT NULL, {_DAYS}, PRIMARY KEY (document, nth)) WITHOUT ROWID",
    f"CREATE TABLE flat_counts ({_OWNER} PRIMARY KEY, {', '.join(f'{name} INTEGER NOT NULL' for name in COUNTED)})",
    f"CREATE TABLE flat_passages (number INTEGER PRIMARY KEY, {_OWNER}, {_SPAN})",
    """CREATE VIEW flat_documents AS
        SELECT documents.number AS document, documents.id AS id, documents.superseded_by AS superseded_by,
               coalesce(flat_descriptions.title, (
                   SELECT base FROM sources JOIN versions ON versions.source = sources.number
                   WHERE versions.document = documents.number ORDER BY sources.number LIMIT 1)) AS title
        FROM documents LEFT JOIN flat_descriptions ON flat_descriptions.document = documents.number""",
    "CREATE VIRTUAL TABLE flat_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE INDEX flat_statements_by_type ON flat_statements (type, document)",
    "CREATE INDEX flat_dates_by_day ON flat_dates (earliest, latest)",
    "CREATE INDEX flat_entities_by_type ON flat_entities (type, named)",
    "CREATE INDEX flat_arguments_by_entity ON flat_arguments (document, entity, nth)",
    "CREATE INDEX flat_names_by_document ON flat_names (document)",
    "CREATE INDEX flat_passages_by_document ON flat_passages (document)",
)

_OTHERS = ("flat_texts", "flat_counts", "flat_names", "flat_arguments", "flat_dates", "flat_passages")

SHAPE = hashlib.sha256("\n".join((str(EDITION), *_DDL)).encode()).hexdigest()


def within(document: int | None) -> str:
    """The SQL condition for one document (bound as `:document`), or for all that no newer version supersedes."""
    return "flat_documents.superseded_by IS NULL" if document is None else "flat_documents.document = :document"


def is_current(db: sqlite3.Connection) -> bool:
    """Was the index of this case made by this code?"""
    return db.execute("SELECT shape FROM index_shape").fetchall() == [(SHAPE,)]


def rebuild(db: sqlite3.Connection) -> None:
    """Make the index anew from the records that count, within the transaction of the caller."""
    # Virtual tables first: each takes its own helping tables with it.
    made = db.execute("""
        SELECT name FROM sqlite_master WHERE name GLOB 'flat_*' AND type = 'table'
        ORDER BY sql GLOB 'CREATE VIRTUAL*' DESC""").fetchall()
    db.execute("DROP VIEW IF EXISTS flat_documents")
    for (name,) in made:
        db.execute(f'DROP TABLE IF EXISTS "{name}"')
    for ddl in _DDL:
        db.execute(ddl)
    kept = db.execute("""
        SELECT documents.number, documents.id, records.json FROM records
        JOIN documents ON documents.number = records.document
        WHERE records.replaced_at IS NULL ORDER BY documents.number""")
    for number, document, packed in kept:
        fill(db, number, unpack(packed, document))
    db.execute("DELETE FROM index_shape")
    db.execute("INSERT INTO index_shape VALUES (?)", (SHAPE,))


def fill(db: sqlite3.Connection, number: int, record: Record) -> None:
    """Add what is derived from the record of a document to the index."""
    for table in TABLES:
        rows = ([number, nth, *to_row(item, table.columns)] for nth, item in enumerate(table.items(record)))
        _insert(db, table.name, 2 + len(table.columns), rows)
    _insert(db, "flat_texts", 2, [(number, record.document.text)])
    _insert(db, "flat_counts", 1 + len(COUNTED), [(number, *(len(getattr(record, name)) for name in COUNTED))])
    _insert(db, "flat_names", 3, [(number, entity.id, name) for entity in record.entities for name in _names(entity)])
    _insert(db, "flat_arguments", 3, [(number, entity, nth) for nth, entity in _arguments(record)])
    _insert(db, "flat_dates", 4, [(number, nth, *days) for nth, days in _days(record)])
    _fill_passages(db, number, record)


def clear(db: sqlite3.Connection, number: int) -> None:
    """Take what is derived from the record of a document out of the index."""
    passages = db.execute("SELECT number FROM flat_passages WHERE document = ?", (number,)).fetchall()
    db.executemany("DELETE FROM flat_words WHERE rowid = ?", passages)
    for name in (*(table.name for table in TABLES), *_OTHERS):
        db.execute(f"DELETE FROM {name} WHERE document = ?", (number,))  # noqa: S608  our own table names


def _insert(db: sqlite3.Connection, table: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
    db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)  # noqa: S608  our own table names


def _names(entity: Entity) -> list[str]:
    folded = {fold(name): None for name in (entity.name, *(name.text for name in entity.names))}
    return [name for name in folded if name]


def _arguments(record: Record) -> Iterator[tuple[int, str]]:
    """Which statement has which entities in it: its place in the list, and each entity once."""
    for nth, statement in enumerate(record.statements):
        for entity in sorted({argument.entity for argument in statement.arguments if argument.entity is not None}):
            yield nth, entity


def _days(record: Record) -> Iterator[tuple[int, tuple[str, str]]]:
    for nth, statement in enumerate(record.statements):
        days = earliest_latest(statement.time.value) if statement.time else None
        if days:
            yield nth, days


def _fill_passages(db: sqlite3.Connection, number: int, record: Record) -> None:
    for span in passages_of(record):
        row = (number, span.start, span.end)
        passage = db.execute('INSERT INTO flat_passages (document, "start", "end") VALUES (?, ?, ?)', row).lastrowid
        words = record.document.text[span.start : span.end]
        db.execute("INSERT INTO flat_words (rowid, words) VALUES (?, ?)", (passage, words))
