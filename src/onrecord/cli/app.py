"""The command `onrecord`: its commands put together, and what each kind of error exits with.

Exit codes: 0 done; 1 some documents could not be read, or a result could not be written; 2 wrong use;
130 interrupted.
"""

from __future__ import annotations

import functools
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from typing import Annotated

import typer

from onrecord.cli import desk, questions, reading, sheets
from onrecord.cli.console import out, print_error
from onrecord.errors import OnRecordError, UsageError

app = typer.Typer(
    name="onrecord",
    help="Read articles the way a careful fact-checker does: everything they state goes on record, with its words.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """The command, its errors printed as one line each and turned into exit codes."""

    @functools.wraps(command)
    def run(*args: object, **kwargs: object) -> None:
        try:
            command(*args, **kwargs)
        except UsageError as error:
            print_error(error)
            raise typer.Exit(2) from None
        except OnRecordError as error:
            print_error(error)
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            print_error("interrupted; what was done is kept, and the same command goes on from there")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            _drop_output()  # its reader has gone, as `head` does
            raise typer.Exit(1) from None
        except OSError as error:
            print_error(f"{error.filename or 'the output'}: {error.strerror or error}; mend that and run it again")
            _drop_output()
            raise typer.Exit(1) from None

    return run


def _drop_output() -> None:
    """What is left in the buffer goes nowhere: Python would try once more at its exit, and complain."""
    with suppress(OSError, ValueError):  # no real file, as in a test
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_COMMANDS: tuple[Callable[..., None], ...] = (
    reading.record,
    reading.read,
    sheets.sheet,
    desk.desk,
    *questions.COMMANDS,
)
for command in _COMMANDS:
    app.command()(guarded(command))


def _print_version(wanted: bool) -> None:  # noqa: FBT001  Typer calls it
    if wanted:
        out.print(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a character shows a question mark; JSON goes out as bytes.
            stream.reconfigure(errors="replace")
    app()
