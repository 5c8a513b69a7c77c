"""What a case is asked: show, people, timeline, quotes, statements, search, and the sheet of its documents."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from onrecord.case.decisions import Decision
from onrecord.case.store import open_case

Run = Callable[..., Result]
pytestmark = [pytest.mark.model, pytest.mark.usefixtures("case")]


def test_show_counts_what_each_document_puts_on_record(run: Run) -> None:
    """And gives telling lines with their words."""
    result = run("show")
    assert result.exit_code == 0, result.output
    assert "clippings/fund.txt" in result.stdout
    assert "Ten telling lines" in result.stdout
    assert "Ada Marlowe" in result.stdout


def test_show_of_a_document_takes_a_name_or_the_start_of_an_id(run: Run) -> None:
    """All three mean the same document."""
    by_name = json.loads(run("show", "fund.txt", "--json").stdout)
    start = by_name["document"]["id"][:8]
    assert json.loads(run("show", start, "--json").stdout) == by_name
    assert "Hale Fund founder quits" in run("show", "fund.txt").stdout


def test_an_unknown_document_is_wrong_use(run: Run) -> None:
    """One line, exit code 2."""
    result = run("show", "nobody.txt")
    assert result.exit_code == 2
    assert "nobody.txt" in result.stderr


def test_people_lists_everybody_named(run: Run) -> None:
    """Persons and bodies, with their document."""
    names = {row["entity"]["name"] for row in json.loads(run("people", "--json").stdout)}
    assert {"Ada Marlowe", "Hale Fund", "Venn Trust", "Jonas Reede"} <= names
    assert "Jonas Reede" in run("people").stdout


def test_timeline_is_in_order_and_can_be_cut(run: Run) -> None:
    """By the earliest day each time can mean."""
    rows = json.loads(run("timeline", "--json").stdout)
    earliest = [row["earliest"] for row in rows if "earliest" in row]
    assert earliest == sorted(earliest)
    later = json.loads(run("timeline", "--since", "2014", "--json").stdout)
    assert later
    assert all(row["latest"] >= "2014" for row in later)


def test_quotes_by_a_name(run: Run) -> None:
    """What she is said to say, with her words to the letter."""
    rows = json.loads(run("quotes", "--by", "Marlowe", "--json").stdout)
    assert any("“We did not mislead donors,”" in row["content"] for row in rows)
    assert {row["speaker"] for row in rows} == {"Ada Marlowe"}


def test_statements_about_a_name_of_a_type_since_a_year(run: Run) -> None:
    """All conditions at once."""
    rows = json.loads(
        run("statements", "--about", "Hale Fund", "--type", "payment", "--since", "2009", "--json").stdout
    )
    assert [row["trigger"] for row in rows] == ["paid"]
    assert (
        run("statements", "--about", "Hale Fund", "--since", "2012", "--type", "payment", "--json").stdout.strip()
        == "[]"
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("statements",), "say which statements"),
        (("statements", "--type", "rumour"), "rumour"),
        (("timeline", "--since", "soon"), "soon"),
        (("quotes", "--document", "nobody.txt"), "nobody.txt"),
    ],
)
def test_wrong_questions_are_one_line_and_exit_code_2(run: Run, words: tuple[str, ...], line: str) -> None:
    """They say what is allowed."""
    result = run(*words)
    assert result.exit_code == 2
    assert line in result.stderr


def test_search_shows_the_words_in_their_place(run: Run) -> None:
    """Marked, with the document's title."""
    result = run("search", "warehouse")
    assert "Hale Fund founder quits" in result.stdout
    assert "[warehouse]" in result.stdout
    assert run("search", "mislead donors", "--json").stdout != "[]"


@pytest.mark.parametrize("words", ['"', "NEAR(", "a AND", "-", "'; drop table"])
def test_whatever_is_typed_is_no_error(run: Run, words: str) -> None:
    """Search takes words as people type them."""
    assert run("search", "--", words).exit_code == 0


@pytest.mark.parametrize("name", ["sheet.html", "sheet.csv", "sheet.xlsx"])
def test_a_sheet_of_a_document_of_the_case_and_of_a_file(run: Run, folder: Path, name: str) -> None:
    """From either, in each format."""
    result = run("sheet", "trust.txt", "clippings/fund.txt", "-o", name)
    assert result.exit_code == 0, result.output
    assert (folder / name).stat().st_size > 500
    assert "2 document(s)" in result.stderr


def test_a_sheet_of_the_case_holds_what_was_decided(run: Run, folder: Path, case: Path) -> None:
    """The same document read from its file is still to be checked."""
    with open_case(case) as opened:
        doc = opened.find("trust.txt").id
        target = opened.record(doc).statements[0].id
        opened.decide(doc, [Decision(target, "status", "matches source"), Decision(target, "note", "by phone")], "Ada")
    result = run("sheet", "trust.txt", "clippings/trust.txt", "-o", "sheet.csv")
    assert result.exit_code == 0, result.output
    with (folder / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["status"], row["note"]) for row in rows if row["id"] == target] == [
        ("to check", ""),
        ("matches source", "by phone"),
    ]


def test_a_bad_file_costs_a_sheet_no_other(run: Run, folder: Path) -> None:
    """The sheet is written, the file is named, exit code 1; with nothing read there is no sheet."""
    (folder / "bad.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    result = run("sheet", "bad.pdf", "trust.txt", "-o", "sheet.csv")
    assert result.exit_code == 1
    assert "bad.pdf: an image" in result.stderr
    assert "1 document(s)" in result.stderr
    assert run("sheet", "bad.pdf", "-o", "none.csv").exit_code == 1
    assert [path.name for path in folder.glob("*.csv")] == ["sheet.csv"]


def test_an_empty_answer_says_so(run: Run) -> None:
    """A table without a row is no answer that one can be sure of."""
    result = run("quotes", "--by", "Nobody")
    assert result.exit_code == 0
    assert "none found" in result.stderr


def test_a_sheet_that_cannot_be_written_leaves_nothing_behind(run: Run, folder: Path) -> None:
    """One line, exit code 1."""
    result = run("sheet", "fund.txt", "-o", "nowhere/sheet.csv")
    assert result.exit_code == 1
    assert "nowhere/sheet.csv: cannot be written" in result.stderr
    assert not list(folder.glob(".sheet*"))


def test_the_only_case_here_is_taken_and_two_are_asked_about(run: Run, folder: Path) -> None:
    """ONRECORD_CASE or --case say which."""
    assert run("show").exit_code == 0
    (folder / "other.case").write_bytes(b"")
    result = run("show")
    assert result.exit_code == 2
    assert "there are 2 *.case files" in result.stderr
    assert run("show", "--case", "fund.case").exit_code == 0


def test_a_file_that_is_no_case_is_named(run: Run, folder: Path) -> None:
    """One clear line, exit code 1, and the file stays as it was."""
    (folder / "notes.case").write_text("shopping list", encoding="utf-8")
    result = run("show", "--case", "notes.case")
    assert result.exit_code == 1
    assert "notes.case" in result.stderr
    assert (folder / "notes.case").read_text(encoding="utf-8") == "shopping list"
