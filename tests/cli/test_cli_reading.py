"""`onrecord record` and `onrecord read`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from typer.testing import Result

from onrecord.case.store import open_case
from onrecord.cli.app import app
from onrecord.cli.sources import stem
from onrecord.records import from_json

Run = Callable[..., Result]
pytestmark = pytest.mark.model
COMMAND = [sys.executable, "-c", "from onrecord.cli.app import main; main()"]


def test_record_writes_a_file_a_document(run: Run, folder: Path) -> None:
    """DIR/STEM.json, valid, with the file's own text."""
    result = run("record", "clippings/fund.txt", "clippings/trust.txt", "-o", "records")
    assert result.exit_code == 0, result.output
    record = from_json((folder / "records" / "fund.json").read_bytes())
    assert record.document.text == (folder / "clippings" / "fund.txt").read_text(encoding="utf-8")
    assert record.document.published == "2013-10-12"
    assert (folder / "records" / "trust.json").exists()


def test_record_prints_json_lines_and_nothing_else(run: Run) -> None:
    """Standard output is for records alone; it can be piped."""
    result = run("record", "clippings")
    lines = result.stdout.splitlines()
    assert [json.loads(line)["document"]["title"] for line in lines] == [
        "Hale Fund founder quits",
        "Trust opens office",
    ]


def test_jobs_change_nothing_in_the_bytes(run: Run, folder: Path) -> None:
    """One process or two: the same record, byte for byte, and in the same order."""
    assert run("record", "clippings").stdout == run("record", "clippings", "--jobs", "2").stdout
    assert folder.exists()


def test_files_of_one_stem_are_refused_before_any_work(run: Run, folder: Path) -> None:
    """Both are named, nothing is written, exit code 2."""
    (folder / "fund.md").write_text("# Another fund", encoding="utf-8")
    result = run("record", "clippings/fund.txt", "fund.md", "-o", "records")
    assert result.exit_code == 2
    assert "clippings/fund.txt and fund.md would both be written to fund.json" in result.stderr
    assert not (folder / "records").exists()


def test_metadata_come_from_the_table(run: Run, folder: Path) -> None:
    """The user's word wins over the file's; the file is relative to the table or a bare name."""
    (folder / "about.csv").write_text(
        "file,title,url,authors,publisher,published\n"
        "clippings/fund.txt,A fund,https://example.org/a,Kit Hallow;Bo Rune,The Gazette,2014-02-01\n",
        encoding="utf-8",
    )
    result = run("record", "clippings/fund.txt", "--metadata", "about.csv")
    document = from_json(result.stdout).document
    assert (document.title, document.published, document.publisher) == ("A fund", "2014-02-01", "The Gazette")
    assert document.authors == ("Kit Hallow", "Bo Rune")


def test_a_bad_file_costs_no_other(run: Run, folder: Path) -> None:
    """One bad file among others is one line and exit code 1; the others are in the case."""
    (folder / "clippings" / "bad.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    result = run("read", "clippings", "--case", "fund.case")
    assert result.exit_code == 1
    lines = [line for line in result.stderr.splitlines() if "bad.pdf" in line]
    assert len(lines) == 1
    assert "image" in lines[0]
    with open_case(folder / "fund.case") as opened:
        assert [row.title for row in opened.documents()] == ["Hale Fund founder quits", "Trust opens office"]


def test_reading_twice_adds_nothing(run: Run, case: Path) -> None:
    """What is in the case is counted as already there."""
    result = run("read", "clippings", "--case", case)
    assert result.exit_code == 0
    assert "already there" in result.stdout
    with open_case(case) as opened:
        assert len(opened.documents()) == 2


def test_a_changed_file_becomes_a_new_version(run: Run, case: Path, folder: Path) -> None:
    """The old one is kept, and the new one answers."""
    file = folder / "clippings" / "trust.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("ten people", "twelve people"), encoding="utf-8")
    assert "new version" in run("read", "clippings", "--case", case).stdout
    with open_case(case) as opened:
        old, new = [row for row in opened.documents() if row.title == "Trust opens office"]
        assert old.superseded_by == new.id
        assert "twelve" in opened.record("trust.txt").document.text


def test_two_files_of_one_name_are_two_documents(run: Run, folder: Path) -> None:
    """Whatever folder one stands in, a path means one file."""
    (folder / "other").mkdir()
    (folder / "other" / "fund.txt").write_text("Another fund\n\nIt closed in 2012.", encoding="utf-8")
    run("read", "clippings/fund.txt", "other/fund.txt", "--case", "fund.case")
    with open_case(folder / "fund.case") as opened:
        assert [(row.name, row.superseded_by) for row in opened.documents()] == [
            ("clippings/fund.txt", None),
            ("other/fund.txt", None),
        ]


def test_what_is_left_aside_is_named(run: Run, folder: Path) -> None:
    """A file of another kind in a folder is no error, and is not passed over in silence."""
    (folder / "clippings" / "photo.png").write_bytes(b"\x89PNG")
    result = run("read", "clippings", "--case", "fund.case")
    assert result.exit_code == 0
    assert "photo.png" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need an administrator there")
def test_the_case_itself_is_no_file_left_aside(run: Run, case: Path) -> None:
    """Nor are the files that SQLite keeps beside it; a link in a folder is not followed, and named."""
    (case.parent / "clippings" / "link.txt").symlink_to(case.parent / "clippings" / "fund.txt")
    result = run("read", ".", "--case", case)
    assert result.exit_code == 0
    assert result.stderr.strip().endswith("does not read: link.txt")


def test_a_folder_that_may_not_be_looked_into_costs_no_other(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named like a file that cannot be read."""
    (folder / "clippings" / "closed").mkdir()
    real = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    result = run("record", "clippings", "-o", "records")
    assert result.exit_code == 1
    assert "clippings/closed: cannot be looked into (Permission denied); check its permissions" in result.stderr
    assert len(list((folder / "records").iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("in/fund.v2.txt", "fund.v2"),
        ("https://example.org/news/fund.html", "fund"),
        ("https://example.org/read?id=3&x=a:b", "read_id_3_x_a_b"),
        ("https://example.org/", "example"),
        ("https://example.org/?!", "document"),
    ],
)
def test_a_document_names_its_output_file(name: str, expected: str) -> None:
    """After its own name; of a URL only what every system allows in a file's name."""
    assert stem(name) == expected


WRONG_USE = [
    (("read", "nowhere.txt"), "which case? there is no *.case in this folder"),
    (("record", "clippings", "--language-model", "nope"), "nope: no such spaCy pipeline here"),
    (("record", "clippings", "--metadata", "nowhere.csv"), "nowhere.csv: no such file"),
    (("sheet", "clippings/fund.txt", "-o", "sheet.doc"), "a sheet is written as .csv, .xlsx, .html"),
    (("sheet", "nowhere.txt", "-o", "sheet.csv"), "nowhere.txt: no such file; check the name; if it is a document of"),
]


@pytest.mark.parametrize(("words", "line"), WRONG_USE)
def test_wrong_use_is_one_line_and_exit_code_2(run: Run, words: tuple[str, ...], line: str) -> None:
    """It says what, where and what to do."""
    result = run(*words)
    assert result.exit_code == 2
    assert line in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["nowhere.txt", "http://127.0.0.1:9/a.html", "ftp://example.org/a.html"])
def test_what_cannot_be_opened_is_one_line_and_exit_code_1(run: Run, name: str) -> None:
    """A missing file, an address on this machine that nobody allowed, and a scheme that is not fetched."""
    result = run("record", name)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert name in result.stderr


def test_a_fault_of_our_own_costs_no_other_document(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should a stage break on a text, that document is named and the rest are read."""
    from onrecord import batch  # noqa: PLC0415  patched here

    real = batch.read

    def breaks(name: str, *rest: object) -> object:
        if name.endswith("fund.txt"):
            raise RecursionError("too deep")
        return real(name, *rest)

    monkeypatch.setattr(batch, "read", breaks)
    result = run("record", "clippings")
    assert result.exit_code == 1
    assert "fund.txt: a fault of OnRecord's own (RecursionError: too deep)" in result.stderr
    assert json.loads(result.stdout)["document"]["title"] == "Trust opens office"


@pytest.mark.skipif(sys.platform == "win32", reason="no process can send another a Ctrl-C there")
def test_an_interrupted_read_leaves_the_case_whole_and_goes_on(folder: Path) -> None:
    """Ctrl-C in the middle of a folder: whole documents or none, and the same command reads the rest."""
    for number in range(60):
        (folder / "clippings" / f"{number:02}.txt").write_text(
            f"Note {number}\n\nIt rained in May 2013. " * 8, encoding="utf-8"
        )
    command = [*COMMAND, "read", "clippings", "--case", "fund.case"]
    # Tests that run in the background ignore Ctrl-C, and their children would.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        preexec_fn=heed,  # noqa: PLW1509
    ) as process:
        while process.poll() is None and _documents(folder / "fund.case") < 3:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted; what was done is kept" in errors
    assert 3 <= _documents(folder / "fund.case") < 62
    again = subprocess.run(command, cwd=folder, check=False, capture_output=True)  # noqa: S603
    assert again.returncode == 0
    assert _documents(folder / "fund.case") == 62


def _documents(case: Path) -> int:
    if not case.exists() or not case.stat().st_size:
        return 0  # it may just be being made
    with open_case(case, read_only=True) as opened:
        return len(opened.documents())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_an_output_that_takes_no_more_is_one_line(folder: Path) -> None:
    """As a full disk behind a redirection."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603
            [*COMMAND, "record", "clippings"], cwd=folder, check=False, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr.strip() == "onrecord: the output: No space left on device; mend that and run it again"


def test_a_terminal_of_another_encoding_still_gets_its_answer(folder: Path) -> None:
    """What it cannot show is a question mark, not an error."""
    odd = dict(os.environ, PYTHONIOENCODING="ascii")
    done = subprocess.run(  # noqa: S603
        [*COMMAND, "statements", "--help"], cwd=folder, check=False, capture_output=True, env=odd
    )
    assert done.returncode == 0
    assert b"One of the 16 types" in done.stdout


def test_every_command_has_help_with_an_example(run: Run) -> None:
    """A person can learn each from its own help."""
    names = [command.callback.__name__ for command in app.registered_commands if command.callback]
    assert len(names) == 10
    for name in names:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert f"Example: onrecord {name}" in " ".join(result.output.split())


def test_the_version_is_printed(run: Run) -> None:
    """Alone, with exit code 0."""
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("onrecord 0.")


def test_attributions_are_read_by_the_trained_model_or_by_rules(run: Run, folder: Path) -> None:
    """The model is the default; with `--attribution-model rules` the same document is read anew."""
    assert run("read", "clippings/fund.txt", "--case", "fund.case").exit_code == 0
    with open_case(folder / "fund.case") as opened:
        (quote,) = [row for row in opened.quotes(by="Marlowe") if row.cue == "said"]
        assert quote.content == ("“We did not mislead donors,”",)
    result = run("read", "clippings/fund.txt", "--case", "fund.case", "--attribution-model", "rules")
    assert result.exit_code == 0, result.output
    assert "read again" in result.stdout


def test_a_model_that_is_not_there_is_named(run: Run) -> None:
    """One line with the folder and what to do; nothing is read."""
    result = run("record", "clippings/fund.txt", "--attribution-model", "no-such-folder")
    assert result.exit_code == 2
    assert "no-such-folder" in result.stderr
    assert "Traceback" not in result.stderr
