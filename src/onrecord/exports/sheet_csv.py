"""The sheet as CSV: UTF-8 with a byte order mark, so that spreadsheets open it rightly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple

from onrecord.exports.sheet import COLUMNS, Row

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def sheet_csv(rows: Iterable[Row]) -> bytes:
    """The rows with a heading line. A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.replace("_", " ") for column in COLUMNS])
    writer.writerows([harmless(cell) for cell in astuple(row)] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def harmless(cell: str | int) -> str | int:
    """The cell, made text where a spreadsheet would take it for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
