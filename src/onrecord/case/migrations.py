"""The case file's own tables, version by version.

A migration is a decorated function; its place in the order is the version it brings a case to. Each runs in
one transaction that also writes the new version, so that a process killed midway leaves the version before.
A migration, once released, never changes. What is derived from the records is not here but in `index`: it is
made anew when its shape changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from onrecord.case.transactions import writing

APPLICATION_ID = 0x4F6E5263  # "OnRc": kept in the header of the file, by which a case is known

Migration = Callable[[sqlite3.Connection], None]
MIGRATIONS: list[Migration] = []


def migration(function: Migration) -> Migration:
    """Register the migration to the next version."""
    MIGRATIONS.append(function)
    return function


def version_of(db: sqlite3.Connection) -> int:
    """The version of the case; 0 for a file that is not one yet."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Bring a case to the newest version, one transaction a migration; does nothing where it is there.

    Another process may do the same at the same time: each step looks at the version again under its lock.
    """
    while version_of(db) < len(migrations):
        with writing(db):
            version = version_of(db)
            if version < len(migrations):
                migrations[version](db)
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {version + 1}")


_NOW = "DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))"


@migration
def documents_runs_and_records(db: sqlite3.Connection) -> None:
    """Sources (a name the user gave) with the versions found under it, documents, runs and records.

    A document is a run of bytes: it may stand under several names, and a name may lead to other bytes later.
    `superseded_by` is the document that took its place under the last name it stood under.
    Of the records of a document the one that is not replaced counts.
    """
    db.execute(f"""
        CREATE TABLE documents (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
            added_at TEXT NOT NULL {_NOW}, superseded_by INTEGER REFERENCES documents)""")
    db.execute("""
        CREATE TABLE originals (document INTEGER PRIMARY KEY REFERENCES documents, bytes BLOB NOT NULL)""")
    db.execute("""
        CREATE TABLE sources (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, base TEXT NOT NULL)""")
    db.execute("CREATE INDEX sources_by_base ON sources (base)")
    db.execute(f"""
        CREATE TABLE versions (
            source INTEGER NOT NULL REFERENCES sources, nth INTEGER NOT NULL,
            document INTEGER NOT NULL REFERENCES documents, added_at TEXT NOT NULL {_NOW},
            PRIMARY KEY (source, nth)) WITHOUT ROWID""")
    db.execute("CREATE INDEX versions_by_document ON versions (document)")
    db.execute("""
        CREATE TABLE runs (
            number INTEGER PRIMARY KEY, signature TEXT NOT NULL, version TEXT NOT NULL, models TEXT NOT NULL,
            options TEXT NOT NULL, started TEXT NOT NULL, UNIQUE (signature, started))""")
    db.execute(f"""
        CREATE TABLE records (
            number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents,
            run INTEGER NOT NULL REFERENCES runs, given TEXT NOT NULL, json BLOB NOT NULL,
            made_at TEXT NOT NULL {_NOW}, replaced_at TEXT)""")
    db.execute("CREATE INDEX records_by_document ON records (document)")
    db.execute("CREATE UNIQUE INDEX record_that_counts ON records (document) WHERE replaced_at IS NULL")
    db.execute("CREATE TABLE index_shape (shape TEXT NOT NULL)")


@migration
def decisions(db: sqlite3.Connection) -> None:
    """What persons decide; those of one stroke are undone together, and nothing is ever taken out."""
    db.execute(f"""
        CREATE TABLE decisions (
            number INTEGER PRIMARY KEY, stroke INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents,
            target TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, words TEXT NOT NULL, who TEXT NOT NULL,
            at TEXT NOT NULL {_NOW}, undone_at TEXT)""")
    db.execute("CREATE INDEX decisions_by_document ON decisions (document)")
    db.execute("CREATE INDEX decisions_by_stroke ON decisions (stroke)")
