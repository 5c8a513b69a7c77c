"""Putting documents and their records into a case, within the transaction of the caller."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from onrecord.case import index
from onrecord.case.naming import base_name, storable
from onrecord.case.packing import pack
from onrecord.case.rows import Added, Outcome, Run
from onrecord.errors import CaseError
from onrecord.records import Record


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document was read as: the bytes and their SHA-256, the record, the run, and `given`.

    `given` stands for what the user said of this document beside its bytes (its metadata), as any short string.
    """

    data: bytes
    sha256: str
    record: Record
    run: Run
    given: str


def add_reading(db: sqlite3.Connection, name: str, reading: Reading) -> Added:
    """Keep the bytes and the record, unless they are there, and the name under which they were found."""
    number = number_of(db, reading.sha256)
    if number is None:
        number, outcome = _insert_document(db, reading), Outcome.ADDED
        _insert_record(db, number, reading)
    elif has_record(db, reading.sha256, reading.run.signature, reading.given):
        outcome = Outcome.ALREADY_THERE
    else:
        outcome = Outcome.READ_AGAIN
        _replace_record(db, number, reading)
    return put_under_name(db, name, number, outcome)


def number_of(db: sqlite3.Connection, sha256: str) -> int | None:
    """The number of the document with these bytes."""
    row = db.execute("SELECT number FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row[0]) if row else None


def has_record(db: sqlite3.Connection, sha256: str, signature: str, given: str) -> bool:
    """Does the record that counts of these bytes come from such a run, with the same given?"""
    row = db.execute(
        """SELECT 1 FROM documents
        JOIN records ON records.document = documents.number AND records.replaced_at IS NULL
        JOIN runs ON runs.number = records.run
        WHERE documents.sha256 = ? AND runs.signature = ? AND records.given = ?""",
        (sha256, signature, given),
    ).fetchone()
    return row is not None


def put_under_name(db: sqlite3.Connection, name: str, number: int, outcome: Outcome) -> Added:
    """Note that the name leads to this document from now on; what else it led to is superseded.

    A document that still stands under another name is not superseded.
    """
    names = storable(name), storable(base_name(name))
    db.execute("INSERT OR IGNORE INTO sources (name, base) VALUES (?, ?)", names)
    (source,) = db.execute("SELECT number FROM sources WHERE name = ?", names[:1]).fetchone()
    last = db.execute("SELECT nth, document FROM versions WHERE source = ? ORDER BY nth DESC", (source,)).fetchone()
    nth, before = last or (0, None)
    if before != number:
        db.execute("INSERT INTO versions (source, nth, document) VALUES (?, ?, ?)", (source, nth + 1, number))
        db.execute("UPDATE documents SET superseded_by = NULL WHERE number = ?", (number,))
    if before in {None, number}:
        return Added(outcome, _id_of(db, number))
    db.execute(_SUPERSEDE, {"before": before, "by": number})
    return Added(Outcome.NEW_VERSION, _id_of(db, number), replaces=_id_of(db, before))


_SUPERSEDE = """
    UPDATE documents SET superseded_by = :by WHERE number = :before AND NOT EXISTS (
        SELECT 1 FROM versions WHERE document = :before
        AND nth = (SELECT max(nth) FROM versions AS others WHERE others.source = versions.source))"""


def _id_of(db: sqlite3.Connection, number: int) -> str:
    return str(db.execute("SELECT id FROM documents WHERE number = ?", (number,)).fetchone()[0])


def _insert_document(db: sqlite3.Connection, reading: Reading) -> int:
    _refuse_taken_id(db, reading)
    number = db.execute(
        "INSERT INTO documents (id, sha256, size) VALUES (?, ?, ?)",
        (reading.record.document.id, reading.sha256, len(reading.data)),
    ).lastrowid
    db.execute("INSERT INTO originals VALUES (?, ?)", (number, reading.data))
    return int(number or 0)


def _replace_record(db: sqlite3.Connection, number: int, reading: Reading) -> None:
    """The old record stays as a row that no longer counts."""
    _refuse_taken_id(db, reading)
    db.execute("UPDATE documents SET id = ? WHERE number = ?", (reading.record.document.id, number))
    db.execute(
        """UPDATE records SET replaced_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
        WHERE document = ? AND replaced_at IS NULL""",
        (number,),
    )
    index.clear(db, number)
    _insert_record(db, number, reading)


def _refuse_taken_id(db: sqlite3.Connection, reading: Reading) -> None:
    doc = reading.record.document.id
    if db.execute("SELECT 1 FROM documents WHERE id = ? AND sha256 <> ?", (doc, reading.sha256)).fetchone():
        raise CaseError(f"{doc}: another document of the case has this id and other bytes; report this as a bug")


def _insert_record(db: sqlite3.Connection, number: int, reading: Reading) -> None:
    db.execute(
        "INSERT INTO records (document, run, given, json) VALUES (?, ?, ?, ?)",
        (number, _run_number(db, reading.run), reading.given, pack(reading.record)),
    )
    index.fill(db, number, reading.record)


def _run_number(db: sqlite3.Connection, run: Run) -> int:
    values = (run.signature, run.version, json.dumps(dict(run.models)), json.dumps(dict(run.options)), run.started)
    db.execute(
        "INSERT OR IGNORE INTO runs (signature, version, models, options, started) VALUES (?, ?, ?, ?, ?)", values
    )
    row = db.execute("SELECT number FROM runs WHERE signature = ? AND started = ?", (run.signature, run.started))
    return int(row.fetchone()[0])
