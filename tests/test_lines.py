"""The lines that are not crossed: no score of a person, no selection by what is said of one, nothing sent anywhere."""

from __future__ import annotations

import ast
import dataclasses
import re
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
import typer.main
from typer.testing import CliRunner

import onrecord.cli.app
from onrecord.case.index import TABLES
from onrecord.case.rows import DocumentRow, EntityRow
from onrecord.records import Entity, json_schema

PACKAGE = Path(onrecord.cli.app.__file__).parents[1]
EXAMPLES = PACKAGE.parents[1] / "examples"
NETWORK = {
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "requests",
    "smtplib",
    "socket",
    "ssl",
    "urllib3",
    "urllib",
    "webbrowser",
}
QUESTIONS = {
    "show": {"document"},
    "people": {"document"},
    "timeline": {"since", "until", "document"},
    "quotes": {"by", "document"},
    "statements": {"about", "type", "since", "until", "document"},
    "search": {"words", "document", "limit"},
}
"""What each command that asks a case can be told. Before one is added: does it select people by what is said of one?"""
PAGES = {
    "money": {"first"},
    "names": {"about"},
    "network": {"document"},
    "searching": {"words"},
    "sheet": {"status", "type", "voice", "text", "sort", "first", "open", "perhaps"},
    "timeline": {"about", "type", "document", "perhaps", "start"},
}
"""What each page over a case can be asked for; the sheet is of one document."""
NEVER = ("score", "risk", "credib", "reliab", "trustw", "rank", "verdict", "religio", "faith", "ethnic", "politic")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whatever looks up a name or makes a socket is noted, and fails."""
    tried: list[str] = []

    def refuse(*what: Any, **_: Any) -> NoReturn:
        tried.append(repr(what))
        raise OSError("no test reads files over a network")

    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "__init__", refuse)
    return tried


@pytest.mark.model
def test_reading_files_opens_no_connection(no_network: list[str], tmp_path: Path) -> None:
    """Every format of the samples is read into a case and shown without a name looked up or a socket made."""
    case = tmp_path / "a.case"
    read = CliRunner().invoke(onrecord.cli.app.app, ["read", str(EXAMPLES), "--case", str(case)])
    assert read.exit_code == 0, read.output
    assert CliRunner().invoke(onrecord.cli.app.app, ["show", "--case", str(case)]).exit_code == 0
    assert no_network == []


def test_two_modules_alone_can_reach_a_network() -> None:
    """The one that fetches a URL when one is named, and the command that listens on this machine's own address."""
    modules = PACKAGE.rglob("*.py")
    reaching = {path.relative_to(PACKAGE).as_posix() for path in modules if _imports(path) & NETWORK}
    assert reaching == {"documents/fetch.py", "cli/desk.py"}
    assert re.findall(r"\.bind\(\((.*?),", (PACKAGE / "cli" / "desk.py").read_text("utf-8")) == ['"127.0.0.1"']


def _imports(path: Path) -> set[str]:
    """The outermost packages that a module imports; of urllib all but its parser of addresses."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        found |= {name.partition(".")[0] for name in names if name != "urllib.parse"}
    return found


def test_no_command_selects_people_by_what_is_said_of_them() -> None:
    """People are asked for by name; what can be told to a command is listed here, so that no filter slips in."""
    commands: dict[str, Any] = vars(typer.main.get_command(onrecord.cli.app.app))["commands"]
    told = {name: {each.name for each in command.params} - {"case", "json"} for name, command in commands.items()}
    assert {name: told[name] for name in QUESTIONS} == QUESTIONS
    assert set(told) - set(QUESTIONS) == {"record", "read", "sheet", "desk"}


def test_no_page_selects_people_by_what_is_said_of_them() -> None:
    """What the pages of the desk can be asked for is listed here, too; labels are asked for nowhere."""
    asked = {
        path.stem: set(re.findall(r"(?:query_params|asked)\.get\(\"(\w+)\"", path.read_text("utf-8")))
        | set(re.findall(r"\"(\w+)\" in asked", path.read_text("utf-8")))
        for path in (PACKAGE / "desk" / "pages").glob("*.py")
    }
    assert {name: words for name, words in asked.items() if words} == PAGES


def test_a_record_holds_no_verdict_and_no_score_of_anybody() -> None:
    """No field of any part of it is named like one, and a number stands on a statement's reading alone."""
    parts: dict[str, Any] = json_schema()["$defs"]
    fields = {f"{part}.{name}": kind for part, shape in parts.items() for name, kind in shape["properties"].items()}
    assert not [field for field in fields if any(word in field.lower() for word in NEVER)]
    assert {field for field, kind in fields.items() if kind.get("type") == "number"} == {
        "Statement.sure",
        "TranscriptCue.begins",
        "TranscriptCue.ends",
    }


def test_an_entity_holds_nothing_that_is_said_of_it() -> None:
    """A faith, a party, an accusation is a statement or a label with its words and its voice, never a property."""
    held = {"id", "type", "name", "named", "names", "mentions", "members"}
    assert {field.name for field in dataclasses.fields(Entity)} == held
    assert {field.name for field in dataclasses.fields(EntityRow)} == {"document", "title", "entity"}


def test_labels_are_not_collected_over_documents() -> None:
    """The index of a case has no table of them: they are shown with their document, which only counts them."""
    assert "Label" not in {table.cls.__name__ for table in TABLES}
    assert "labels" not in {field.name for field in dataclasses.fields(DocumentRow)}
