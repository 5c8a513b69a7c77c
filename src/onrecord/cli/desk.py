"""The command that opens the desk."""

from __future__ import annotations

import getpass
import socket
import webbrowser
from typing import Annotated

import typer
import uvicorn

from onrecord.cli.console import print_note
from onrecord.cli.options import CaseOption, case_path
from onrecord.desk.app import create_app
from onrecord.errors import UsageError


def desk(
    case: CaseOption = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")
    ] = 8470,
    who: Annotated[str | None, typer.Option("--as", help="The name under which your decisions are kept.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
) -> None:
    """Open the case in the browser, to read, check and decide. Only this machine can reach it.

    Example: onrecord desk --case trust.case
    """
    app = create_app(case_path(case), who or _user())
    listening = _listen(port)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    print_note(f"the desk is open at {address} (Ctrl+C closes it)")
    if browser:
        webbrowser.open(address)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off")).run(sockets=[listening])


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def _listen(port: int) -> socket.socket:
    """A socket on the loopback address alone, which holds who comes before the desk is ready."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(("127.0.0.1", port))
    except OSError as error:
        found.close()
        raise UsageError(f"port {port} is taken; name another with --port, or 0 for any that is free") from error
    found.listen()
    return found
