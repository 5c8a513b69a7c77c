"""Documents put into a case under names that do not change with the folder one stands in."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import msgspec

from onrecord.batch import Input, Models
from onrecord.case.rows import Added, Run
from onrecord.case.store import Case
from onrecord.records import Record

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class Shelf:
    """A case that the documents of one run are put into; `folder` is that of the case file."""

    def __init__(self, case: Case, folder: Path, run: Run) -> None:
        self._case, self._folder, self._run = case, folder, run

    def holds(self, item: Input) -> bool:
        """Has this run read the same bytes before? Then they stand under this name, too."""
        sha256 = hashlib.sha256(item.data).hexdigest()
        if not self._case.has(sha256, self._run.signature, _given(item)):
            return False
        self._case.add_name(self._name(item), sha256)
        return True

    def put(self, item: Input, record: Record) -> Added:
        """Put a record and its document into the case.

        Raises:
            DocumentError: the document is too large for a case.
        """
        return self._case.add(self._name(item), item.data, record, self._run, given=_given(item))

    def _name(self, item: Input) -> str:
        """A URL, else the path from the case's folder on.

        So two files of one name are two documents, and names hold when the folder moves with its case.
        """
        if is_url(item.name):
            return item.name
        path = Path(item.name).resolve()
        return path.relative_to(self._folder).as_posix() if path.is_relative_to(self._folder) else str(path)


def is_url(name: str) -> bool:
    """Is it a URL rather than a path? Of any scheme: what is not http or https is refused when it is fetched."""
    return _SCHEME.match(name) is not None


def run_of(models: Models) -> Run:
    """A run that starts now, with these models."""
    started = datetime.now(UTC).isoformat(timespec="seconds")
    return Run(version("onrecord"), models.signatures(), {}, started)


def _given(item: Input) -> str:
    """Changes with what the user says of a document, so that a mended table of metadata is read again."""
    return hashlib.sha256(msgspec.json.encode(item.metadata)).hexdigest()[:16]
