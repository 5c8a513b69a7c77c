"""What is printed: results to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from onrecord.errors import OnRecordError
from onrecord.records import to_builtins

out = Console(soft_wrap=False, highlight=False)
err = Console(stderr=True, highlight=False)


def print_json(value: Any) -> None:
    """Print records, or plain values, as one JSON document."""
    data = msgspec.json.format(msgspec.json.encode(to_builtins(value)), indent=2)
    print_bytes(data + b"\n")


def print_bytes(data: bytes) -> None:
    """Print bytes to standard output as they are: UTF-8 whatever the terminal's own encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def print_error(error: OnRecordError | str) -> None:
    """Print one line to standard error."""
    err.print(f"[bold red]onrecord:[/] {escape(one_line(str(error)))}", soft_wrap=True)


def print_note(line: str) -> None:
    """Print one line that is no error to standard error."""
    err.print(escape(line), soft_wrap=True, style="dim")


def one_line(words: str) -> str:
    """Words from a document on one line, with nothing a terminal would obey."""
    return "".join(char for char in " ".join(words.split()) if char.isprintable())


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[str] = ()) -> None:
    """Print a table; the columns named in `wide` share the room that is left and are wrapped."""
    grid = Table(title=title, title_justify="left", header_style="bold", show_lines=False, box=None, pad_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold", ratio=1 if column in wide else None, min_width=min(len(column), 12))
    for row in rows:
        grid.add_row(*(escape(one_line(cell)) for cell in row))
    out.print(grid)
    if not rows:
        print_note("none found")


def progress() -> Progress:
    """A progress bar on standard error; nothing is drawn where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)
