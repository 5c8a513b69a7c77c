"""How a command that reads documents ends: what was left aside, what could not be read, and the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from onrecord.cli.console import print_error, print_note
from onrecord.cli.sources import Sources
from onrecord.errors import DocumentError

_NAMED = 5
"""Files left aside that are named one by one; the rest are counted."""


def close(sources: Sources, failed: Sequence[DocumentError]) -> None:
    """Name what could not be read and what was not looked at; exit code 1 where a document failed."""
    for error in failed:
        print_error(error)
    if sources.left_aside:
        shown = ", ".join(Path(name).name for name in sources.left_aside[:_NAMED])
        more = f" and {len(sources.left_aside) - _NAMED} more" if len(sources.left_aside) > _NAMED else ""
        print_note(f"left aside, links and files of kinds that OnRecord does not read: {shown}{more}")
    if failed:
        raise typer.Exit(1)
