"""A connection to a case file: made, known as ours, brought to the newest version, or refused in one line."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from onrecord.case import index
from onrecord.case.failures import case_errors, failure
from onrecord.case.migrations import APPLICATION_ID, MIGRATIONS, migrate, version_of
from onrecord.case.transactions import writing

BUSY_SECONDS = 30.0
"""How long a process waits for another one that writes."""
_TURN_SECONDS = 0.02

_OURS = "name the file that `onrecord read` made"


def connect(path: Path, *, create: bool, read_only: bool) -> sqlite3.Connection:
    """Open a case of the newest version; one of an older version is brought there first.

    Args:
        path: the file.
        create: make the file where there is none, or it is empty.
        read_only: the connection given back can write nothing, so that it opens what one may only read.

    Raises:
        CaseError: the file is missing, no case, of a newer version, damaged, locked, or not ours to use.
    """
    _check_place(path, create=create, read_only=read_only)
    with case_errors(path):
        if not read_only:
            return _open_to_write(path, create=create)
        db = _open_to_read(path)
        if _is_newest(db):
            return db
        db.close()
        _check_place(path, create=False, read_only=False)
        _open_to_write(path, create=False).close()
        return _open_to_read(path)


def case_files(path: Path) -> tuple[Path, ...]:
    """The case file and those that SQLite keeps beside it while the case is open."""
    return path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _check_place(path: Path, *, create: bool, read_only: bool) -> None:
    """What SQLite would only call "unable to open", or find out too late."""
    with case_errors(path):
        exists, is_folder = path.exists(), path.is_dir()
    if is_folder:
        raise failure(path, "it is a folder, not a case file", _OURS)
    if not exists and not create:
        raise failure(path, "there is no such case", "make it with `onrecord read FILE --case CASE`, or mend the name")
    if not exists and not path.parent.is_dir():
        raise failure(path, "its folder does not exist", "make the folder first, or mend the name")
    if exists and not os.access(path, os.R_OK if read_only else os.R_OK | os.W_OK):
        action = "read" if read_only else "write"
        raise failure(path, f"no permission to {action} it", "check the rights of the file, or work on a copy")


def _open_to_write(path: Path, *, create: bool) -> sqlite3.Connection:
    if create:
        # Made here and not by SQLite, so that it is the owner's alone from its first moment.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    db = _open(path, "mode=rw")
    try:
        _identify(db, path, may_be_empty=create)
        migrate(db, MIGRATIONS)
        if not index.is_current(db):
            with writing(db):
                index.rebuild(db)
        _keep_a_log(db)
    except BaseException:
        db.close()
        raise
    return db


def _keep_a_log(db: sqlite3.Connection) -> None:
    """Let readers and a writer not wait for each other (SQLite's WAL mode).

    SQLite does not wait by itself where two that make one case change the mode at the same time.
    """
    until = time.monotonic() + BUSY_SECONDS
    while db.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_TURN_SECONDS)


def _open_to_read(path: Path) -> sqlite3.Connection:
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        # Not SQLite's read-only mode, in which the last reader would leave its files lying beside the case.
        db = _identified(path, "mode=rw")
        db.execute("PRAGMA query_only = ON")
        return db
    try:
        return _identified(path, "mode=ro")
    except sqlite3.OperationalError:
        # Even a reader writes beside the file, which a read-only disk does not allow. Nobody writes there, so
        # that the file can be taken as it is; unless a log lies beside it, without which it is not whole.
        _, log, _ = case_files(path)
        if os.access(path.parent, os.W_OK) or (log.exists() and log.stat().st_size):
            raise
        return _identified(path, "mode=ro&immutable=1")


def _identified(path: Path, mode: str) -> sqlite3.Connection:
    db = _open(path, mode)
    try:
        _identify(db, path, may_be_empty=False)
    except BaseException:
        db.close()
        raise
    return db


def _open(path: Path, mode: str) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", BUSY_SECONDS, isolation_level=None, uri=True)
    # A case may come from somebody else: nothing in its schema may call for more than reading and writing it.
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "trusted_schema = OFF"):
        db.execute(f"PRAGMA {pragma}")
    return db


def _identify(db: sqlite3.Connection, path: Path, *, may_be_empty: bool) -> None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    if application == APPLICATION_ID:
        if version_of(db) > len(MIGRATIONS):
            raise failure(path, "it was made by a newer OnRecord", "upgrade with `pip install -U onrecord`")
    elif application or db.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
        raise failure(path, "it is an SQLite file of another program, not a case", _OURS)
    elif not may_be_empty:
        raise failure(path, "it is empty, not a case", _OURS)


def _is_newest(db: sqlite3.Connection) -> bool:
    return version_of(db) == len(MIGRATIONS) and index.is_current(db)
