"""What SQLite and the file system say, put into one clear line for a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import CaseError

_AGAIN = "then run the same command again: what was read before is kept"
_DAMAGED = "restore it from a backup, or read the documents into a new case"
_RIGHTS = "check the rights of the file and of its folder, or work on a copy"

# Primary result codes of SQLite: what is wrong, what to do.
_REASONS = {
    sqlite3.SQLITE_FULL: ("the disk is full", f"free some space, {_AGAIN}"),
    sqlite3.SQLITE_READONLY: ("it cannot be written: no permission, or a read-only disk", _RIGHTS),
    sqlite3.SQLITE_PERM: ("no permission to use it", _RIGHTS),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened: no permission for the file or its folder", _RIGHTS),
    sqlite3.SQLITE_CORRUPT: ("it is damaged", _DAMAGED),
    sqlite3.SQLITE_NOTADB: ("it is not a case file", "name the file that `onrecord read` made"),
    sqlite3.SQLITE_BUSY: ("another program is writing to it", f"wait until that is done, {_AGAIN}"),
    sqlite3.SQLITE_LOCKED: ("another program is writing to it", f"wait until that is done, {_AGAIN}"),
    sqlite3.SQLITE_TOOBIG: ("a document is too large for it", "split that document"),
    sqlite3.SQLITE_IOERR: ("the disk failed while reading or writing it", f"check the disk, {_AGAIN}"),
}


@contextmanager
def case_errors(path: Path) -> Iterator[None]:
    """Turn what goes wrong with the file into a `CaseError`; a misuse of the connection stays what it is.

    Raises:
        CaseError: one line: the file, what is wrong, what to do.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise failure(path, *_explain(error)) from error
    except OSError as error:
        raise failure(path, (error.strerror or str(error)).lower(), _RIGHTS) from error


def failure(path: Path, reason: str, remedy: str) -> CaseError:
    """The error that says in one line which case, what is wrong with it and what to do."""
    return CaseError(f"{path}: {reason}; {remedy}")


def _explain(error: sqlite3.Error) -> tuple[str, str]:
    # Extended result codes keep the primary one in their low byte. An error that Python itself raises has none.
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _REASONS.get(primary, (f"it cannot be used ({error})", _DAMAGED))
