"""Desks to look at, in this process or as one of their own, and the watch over what their pages do."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from case_builder import RUN
from playwright.sync_api import Dialog, Page

from onrecord.case.store import open_case
from onrecord.desk.app import create_app
from onrecord.records import Record

ONRECORD = Path(sys.executable).with_name("onrecord")


def put(path: Path, name: str, record: Record) -> str:
    """Put a record into a case under a name; returns the document's id."""
    with open_case(path, create=True) as case:
        case.add(name, record.document.text.encode("utf-8", "surrogatepass"), record, RUN)
    return record.document.id


@contextmanager
def desk_in_thread(path: Path) -> Iterator[str]:
    """A desk that answers from this process; its address, without a slash at the end."""
    server = uvicorn.Server(uvicorn.Config(create_app(path, "Ada"), port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the desk did not start"
        thread.join(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@dataclass
class Process:
    """A desk as a user starts it: a process of its own."""

    path: Path
    port: int = 0
    who: str = "Ada"
    address: str = ""
    running: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Start it, on the port it had before; returns its address as the line that it prints says it."""
        command = [ONRECORD, "desk", "--case", self.path, "--no-browser", "--port", str(self.port), "--as", self.who]
        self.running = subprocess.Popen(  # noqa: S603  our own command
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert self.running.stdout is not None
        told = ""
        for line in self.running.stdout:
            told += line
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", told):
                self.port, self.address = int(found[1]), found[0]
                return self.address
        raise AssertionError(f"the desk did not start: {told}")

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.running is not None:
            self.running.kill()
            self.running.communicate()
            self.running = None


@dataclass
class Watch:
    """What pages did that they should not; `expected` are words of console errors that a test means."""

    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("console", lambda told: told.type == "error" and self.note(f"console: {told.text}"))
        page.on("pageerror", lambda error: self.note(f"error: {error}"))
        page.on("request", lambda request: self.ask(request.url))
        page.on("popup", lambda popup: self.note(f"opened: {popup.url}"))
        page.on("dialog", self._dialog)

    def note(self, fault: str) -> None:
        """Something that should not be."""
        if not any(words in fault for words in self.expected):
            self.faults.append(fault)

    def ask(self, url: str) -> None:
        """A request: only to the desk itself, or none at all."""
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1":
            self.note(f"asked for {url}")

    def _dialog(self, dialog: Dialog) -> None:
        self.note(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()


def pages_of(record: Record) -> list[str]:
    """The addresses of all pages of a case and of one of its documents."""
    doc = f"/documents/{record.document.id}"
    whole = ["/", "/names", "/timeline", "/network", "/money", "/search", "/search?words=paid"]
    people = [f"{doc}/names/{one.id}" for one in record.entities[:2]]
    return [*whole, doc, f"{doc}/sheet", f"{doc}/voices", f"{doc}/findings", *people]
