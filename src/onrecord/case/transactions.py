"""Transactions: one to write, taken at once, and one to read, which sees one state throughout."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of it or nothing. The lock is taken at the start, so that no work is done that must be given up."""
    with _transaction(db, "BEGIN IMMEDIATE"):
        yield db


@contextmanager
def reading(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Every look within it sees the same state, whatever another process writes meanwhile."""
    with _transaction(db, "BEGIN"):
        yield db


@contextmanager
def _transaction(db: sqlite3.Connection, begin: str) -> Iterator[None]:
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # A full disk or a damaged file may have ended the transaction already.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
