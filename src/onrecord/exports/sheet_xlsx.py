"""The sheet as an Excel workbook: filters, a frozen heading, a list of statuses to choose from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import astuple
from datetime import UTC, datetime

import xlsxwriter

from onrecord.case.decisions import STATUSES
from onrecord.exports.sheet import COLUMNS, NOTHING_READ, Row

_WIDTHS = {
    "number": 6, "document": 16, "paragraph": 6, "words": 52, "restatement": 46, "said_by": 18, "about": 20,
    "type": 11, "value_as_written": 14, "value": 14, "time_as_written": 12, "time": 12, "certainty": 12,
    "made_by": 18, "status": 18, "evidence": 28, "checker": 12, "note": 28, "start": 7, "end": 7, "id": 20,
}  # fmt: skip
_CELL_LIMIT = 32_767
"""Characters that Excel takes in a cell."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The workbook's own date is fixed, so that the same record gives the same file."""


def sheet_xlsx(rows: Sequence[Row]) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _MADE.replace(tzinfo=None)})
        sheet = book.add_worksheet("sheet")
        _head(book, sheet, len(rows))
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        unread = book.add_format({"text_wrap": True, "valign": "top", "italic": True, "bg_color": "#FFF4D6"})
        for line, row in enumerate(rows, 1):
            _write_row(sheet, line, row, unread if row.restatement == NOTHING_READ else plain)
    return out.getvalue()


def _head(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, count: int) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for at, column in enumerate(COLUMNS):
        sheet.write_string(0, at, column.replace("_", " "), bold)
        sheet.set_column(at, at, _WIDTHS[column])
    sheet.freeze_panes(1, COLUMNS.index("restatement"))
    sheet.autofilter(0, 0, max(count, 1), len(COLUMNS) - 1)
    status = COLUMNS.index("status")
    if count:
        sheet.data_validation(1, status, count, status, {"validate": "list", "source": list(STATUSES)})
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, line: int, row: Row, style: xlsxwriter.format.Format) -> None:
    for at, cell in enumerate(astuple(row)):
        if isinstance(cell, int):
            sheet.write_number(line, at, cell, style)
        else:
            sheet.write_string(line, at, cell[:_CELL_LIMIT], style)
