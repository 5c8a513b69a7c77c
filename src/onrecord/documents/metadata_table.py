"""The table of what the user knows of the documents: `--metadata FILE.csv`."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.documents.dates import is_day_month_or_year
from onrecord.documents.decoding import decode
from onrecord.documents.extraction import Metadata
from onrecord.documents.limits import read_bytes
from onrecord.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLUMNS = ("file", "title", "url", "authors", "publisher", "published")
_ALLOWED = ", ".join(COLUMNS)


@dataclass(frozen=True, slots=True)
class MetadataTable:
    """Metadata by file: rows with a path hold for that file, rows with a bare name for every file of that name."""

    by_path: Mapping[Path, Metadata]
    by_name: Mapping[str, Metadata]

    def of(self, path: Path) -> Metadata:
        """What the table says of a file; nothing known where it has no row for it."""
        found = self.by_path.get(path.resolve())
        return found or self.by_name.get(path.name) or Metadata()


def read_metadata(path: Path) -> MetadataTable:
    """Read a CSV with a heading row; `file` is relative to the CSV or a bare name, authors are parted by `;`.

    Raises:
        UsageError: it cannot be read, lacks the column `file`, has an unknown column, a row without a file, two rows
            for one file, or a date that is none; the message names file, line and the columns allowed.
    """
    try:
        text = decode(read_bytes(path)).text
    except DocumentError as error:
        raise UsageError(str(error)) from None
    rows = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    by_path: dict[Path, Metadata] = {}
    by_name: dict[str, Metadata] = {}
    try:
        _check_columns(path, list(rows.fieldnames or ()))
        for row in rows:
            where = f"{path}, line {rows.line_num}"
            file, metadata = _read_row(where, row)
            known = path.parent.joinpath(file).resolve()
            if known in by_path:
                raise UsageError(f"{where}: a second row for {file}; keep one row a file")
            by_path[known] = metadata
            if "/" not in file and "\\" not in file:
                by_name[file] = metadata
    except csv.Error as error:
        raise UsageError(f"{path}, line {rows.line_num}: no CSV ({error}); columns allowed: {_ALLOWED}") from None
    except ValueError as error:  # a NUL in a file name
        raise UsageError(f"{path}, line {rows.line_num}: {error}; columns allowed: {_ALLOWED}") from None
    return MetadataTable(by_path, by_name)


def _check_columns(path: Path, columns: list[str]) -> None:
    for column in columns:
        if column not in COLUMNS:
            raise UsageError(f"{path}, line 1: unknown column {column!r}; columns allowed: {_ALLOWED}")
        if columns.count(column) > 1:
            raise UsageError(f"{path}, line 1: two columns {column!r}; columns allowed: {_ALLOWED}")
    if "file" not in columns:
        raise UsageError(f"{path}, line 1: no column 'file'; columns allowed: {_ALLOWED}")


def _read_row(where: str, row: dict[str, str]) -> tuple[str, Metadata]:
    if "" in row:
        raise UsageError(f"{where}: more values than columns; put quotation marks around values that hold a comma")
    values = {column: (value or "").strip() for column, value in row.items()}
    if not values["file"]:
        raise UsageError(f"{where}: no file named; columns allowed: {_ALLOWED}")
    published = values.get("published") or None
    if published is not None and not is_day_month_or_year(published):
        raise UsageError(
            f"{where}: published {published!r} is no date; write 2014-03-09, 2014-03 or 2014 (columns: {_ALLOWED})"
        )
    authors = (name.strip() for name in values.get("authors", "").split(";"))
    return values["file"], Metadata(
        title=values.get("title") or None,
        url=values.get("url") or None,
        authors=tuple(name for name in authors if name),
        publisher=values.get("publisher") or None,
        published=published,
    )
