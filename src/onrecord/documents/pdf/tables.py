"""Tables of a PDF: consecutive rows whose cells stand under each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.documents.pdf.lines import Fragment, same_baseline

Row = tuple[Fragment, ...]

_ALIGNED = 4.0  # points between the edges of cells in one column
_ROW_PITCH = 2.6  # ems between two rows of one table
_MARKER = re.compile(r"^(?:[•▪■●○◦‣–—*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)])$")


def rows_of(parts: Sequence[Fragment]) -> list[Row]:
    """The fragments of a region put together by baseline, from top to bottom, each row from left to right."""
    rows: list[list[Fragment]] = []
    for part in sorted(parts, key=lambda part: (-part.y, part.left)):
        if rows and same_baseline(rows[-1][0], part):
            rows[-1].append(part)
        else:
            rows.append([part])
    return [tuple(sorted(row, key=lambda part: part.left)) for row in rows]


def table_end(rows: Sequence[Row], start: int) -> int:
    """The index after the last row of the table that begins at `start`; `start` itself when none does."""
    if not _has_cells(rows[start]):
        return start
    end, several = start + 1, 1
    for index in range(start + 1, len(rows)):
        row = rows[index]
        if rows[index - 1][0].y - row[0].y > _ROW_PITCH * row[0].size:
            break
        if _has_cells(row) and _is_aligned(row, rows[start:index]):
            end, several = index + 1, several + 1
        elif index - end > 1 or not _lies_within(row, rows[start:end]):
            break
    return end if several > 1 else start


def table_lines(rows: Sequence[Row]) -> tuple[str, ...]:
    """A table as lines with cells parted by tabs; the rest of a cell that wraps is put behind its first line."""
    columns = max(rows, key=len)
    lines: list[list[str]] = []
    for row in rows:
        cells = [""] * len(columns)
        for part in row:
            column = _column(part, columns)
            cells[column] = f"{cells[column]} {part.text}".strip()
        if lines and len(row) < len(columns) and all(cell[:1].islower() for cell in cells if cell):
            lines[-1] = [f"{above} {cell}".strip() for above, cell in zip(lines[-1], cells, strict=True)]
        else:
            lines.append(cells)
    return tuple("\t".join(cells).rstrip("\t") for cells in lines)


def _has_cells(row: Row) -> bool:
    """Whether a row has several cells; a list's bullet or number with its text are not two."""
    return len(row) > (2 if _MARKER.match(row[0].text) else 1)


def _is_aligned(row: Row, above: Sequence[Row]) -> bool:
    return any(_share_edge(cell, other) for cell in row[1:] for earlier in above for other in earlier[1:])


def _share_edge(one: Fragment, other: Fragment) -> bool:
    edges = (
        (one.left, other.left),
        (one.right, other.right),
        ((one.left + one.right) / 2, (other.left + other.right) / 2),
    )
    return any(abs(a - b) < _ALIGNED for a, b in edges)


def _lies_within(row: Row, table: Sequence[Row]) -> bool:
    """Whether a row of one cell stands under one column of the table: a wrapped cell or a row's heading."""
    columns = max(table, key=len)
    cell = row[0]
    return len(row) == 1 and any(
        abs(cell.left - column.left) < _ALIGNED and cell.right < following.left
        for column, following in zip(
            columns, (*columns[1:], Fragment("", float("inf"), 0, 0, 0, bold=False)), strict=True
        )
    )


def _column(part: Fragment, columns: Row) -> int:
    def distance(index: int) -> tuple[float, float]:
        column = columns[index]
        overlap = min(part.right, column.right) - max(part.left, column.left)
        edge = min(abs(part.left - column.left), abs(part.right - column.right))
        return (-max(overlap, 0.0), edge)

    return min(range(len(columns)), key=distance)
