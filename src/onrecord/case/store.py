"""The case: what is put into it, and what can be asked of it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from onrecord.case import adding, decisions, queries
from onrecord.case.carrying import Carried, Reviewed, carry
from onrecord.case.decisions import Decided, Decision
from onrecord.case.failures import case_errors
from onrecord.case.naming import find_document
from onrecord.case.opening import connect
from onrecord.case.packing import unpack
from onrecord.case.queries import Selection
from onrecord.case.rows import Added, DocumentRow, EntityRow, Hit, Outcome, QuoteRow, Run, StatementRow
from onrecord.case.search import search
from onrecord.case.transactions import reading, writing
from onrecord.errors import DocumentError, UsageError
from onrecord.records import Record

LARGEST = 1_000_000_000
"""Bytes of one original: SQLite's own limit."""


def open_case(path: Path, *, create: bool = False, read_only: bool = False) -> Case:
    """Open a case file; a case of an older version is brought to the newest first.

    Args:
        path: the file.
        create: make a new case, readable by its owner only, where there is none.
        read_only: write nothing, so that a case that one may only read can be asked.

    Raises:
        CaseError: the file is missing, no case, of a newer version, damaged, locked, or not ours to use.
    """
    return Case(path, connect(path, create=create, read_only=read_only))


class Case:
    """Documents and all that is known of them, in one SQLite file. A context manager, which closes it.

    Several processes may read while one writes. Each document is added in one transaction, and each answer is
    given from one state of the case. `doc` is an id, a unique start of one (3 characters or more), or a file
    name, whole or its last part. What is asked of no one document is answered from those that no newer version
    supersedes. Every method raises `CaseError` where the file cannot be used, `UsageError` for a `doc` that
    means no document or several.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was added stays."""
        with case_errors(self.path):
            self._db.close()

    def has(self, sha256: str, signature: str, given: str = "") -> bool:
        """Would reading these bytes again, by such a run and with the same `given`, add nothing?"""
        with self._reading() as db:
            return adding.has_record(db, sha256, signature, given)

    def add(self, name: str, data: bytes, record: Record, run: Run, *, given: str = "") -> Added:
        """Put a document, its record and its name into the case, all of it or nothing.

        Args:
            name: the path or URL as the user gave it; other bytes under the same name are its new version.
            data: the original bytes.
            record: what was made of them; the id of its document depends on the bytes alone.
            run: the run that made it. Another run's record of the same bytes is replaced, and kept.
            given: any short string that changes with what the user said of this document beside its bytes.

        Raises:
            DocumentError: the document is too large for a case.
            CaseError: the file cannot be written.
        """
        if len(data) > LARGEST:
            raise DocumentError(name, f"it is larger than {LARGEST:,} bytes, the most a case can hold", "split it")
        what = adding.Reading(data, hashlib.sha256(data).hexdigest(), record, run, given)
        with self._writing() as db:
            return adding.add_reading(db, name, what)

    def add_name(self, name: str, sha256: str) -> Added:
        """Note that bytes which the case has stand under this name, too: for what need not be read again.

        Raises:
            UsageError: the case has no such bytes.
        """
        with self._writing() as db:
            number = adding.number_of(db, sha256)
            if number is None:
                raise UsageError(f"{name}: the case has no such document; add it first")
            return adding.put_under_name(db, name, number, Outcome.ALREADY_THERE)

    def find(self, doc: str) -> DocumentRow:
        """The one document that `doc` means; of a name, its newest version."""
        with self._reading() as db:
            return queries.list_documents(db, find_document(db, doc))[0]

    def documents(self) -> tuple[DocumentRow, ...]:
        """All documents in the order in which they came, superseded ones too."""
        with self._reading() as db:
            return queries.list_documents(db, None)

    def record(self, doc: str) -> Record:
        """The record of a document that counts."""
        with self._reading() as db:
            packed = _packed(db, find_document(db, doc))
        return unpack(packed, doc)

    def original(self, doc: str) -> bytes:
        """The bytes of a document as they were read."""
        with self._reading() as db:
            row = db.execute("SELECT bytes FROM originals WHERE document = ?", (find_document(db, doc),)).fetchone()
            return bytes(row[0])

    def people(self, *, document: str | None = None) -> tuple[EntityRow, ...]:
        """The named persons and organizations by name, one row for each in each document."""
        with self._reading() as db:
            return queries.list_people(db, _number(db, document))

    def quotes(self, *, by: str | None = None, document: str | None = None) -> tuple[QuoteRow, ...]:
        """What those who bear a name are said to say, in the order of documents and text."""
        with self._reading() as db:
            return queries.list_quotes(db, by, _number(db, document))

    def timeline(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        document: str | None = None,
        about: str | None = None,
        type: str | None = None,  # noqa: A002  the record format's own term
    ) -> tuple[StatementRow, ...]:
        """The statements with a time, by the days it can mean; `since` and `until` are EDTF dates.

        Raises:
            UsageError: a type or a date is unknown; `legal` without name or document.
        """
        with self._reading() as db:
            selection = Selection(about, type, since, until, _number(db, document))
            return queries.list_timeline(db, selection)

    def statements(
        self,
        *,
        about: str | None = None,
        type: str | None = None,  # noqa: A002  the record format's own term
        since: str | None = None,
        until: str | None = None,
        document: str | None = None,
    ) -> tuple[StatementRow, ...]:
        """Statements in the order of documents and text: about a name, of a type, or of a document.

        Raises:
            UsageError: none of the three is given; a type or a date is unknown; `legal` without name or document.
        """
        if about is None and type is None and document is None:
            raise UsageError("say which statements: about a name, of a type, or of one document")
        with self._reading() as db:
            return queries.list_statements(db, Selection(about, type, since, until, _number(db, document)))

    def search(self, words: str, *, document: str | None = None, limit: int | None = None) -> tuple[Hit, ...]:
        """The passages that hold all the words, in the order of documents and text; no input is an error."""
        with self._reading() as db:
            return tuple(search(db, words, _number(db, document), limit))

    def decide(
        self, doc: str, made: Sequence[Decision], who: str, seen: Mapping[str, int] = MappingProxyType({})
    ) -> int:
        """Keep what a person decides about a document as one stroke; returns its number.

        `seen` holds, of a target, the number of the last decision that the person knows of.

        Raises:
            UsageError: something that cannot be decided.
            ConflictError: somebody has decided on a target since; nothing of the stroke is kept.
        """
        with self._writing() as db:
            return decisions.decide(db, find_document(db, doc), made, who, seen)

    def undo(self, doc: str, who: str) -> int | None:
        """Undo the last stroke of a person on a document; returns its number, None if there is none."""
        with self._writing() as db:
            return decisions.undo(db, find_document(db, doc), who)

    def redo(self, stroke: int) -> None:
        """Let a stroke that was undone count again.

        Raises:
            UsageError: there is no such stroke.
        """
        with self._writing() as db:
            decisions.redo(db, stroke)

    def history(self, doc: str) -> tuple[Decided, ...]:
        """All that was decided about a document and its earlier drafts, oldest first, undone strokes too."""
        with self._reading() as db:
            return decisions.history(db, find_document(db, doc))

    def reviews(self, doc: str) -> Carried:
        """Where everything in the record of a document stands; quick where nothing was decided."""
        return self.reviewed(doc).carried if self.history(doc) else Carried({}, ())

    def reviewed(self, doc: str) -> Reviewed:
        """The record of a document with what was decided about it and earlier drafts, from one state of the case."""
        with self._reading() as db:
            number = find_document(db, doc)
            packed, decided = _packed(db, number), decisions.history(db, number)
        record = unpack(packed, doc)
        return Reviewed(record, decided, carry(decided, record))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with case_errors(self.path), reading(self._db) as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with case_errors(self.path), writing(self._db) as db:
            yield db


def _packed(db: sqlite3.Connection, number: int) -> bytes:
    row = db.execute("SELECT json FROM records WHERE document = ? AND replaced_at IS NULL", (number,)).fetchone()
    return bytes(row[0])


def _number(db: sqlite3.Connection, doc: str | None) -> int | None:
    return None if doc is None else find_document(db, doc)
