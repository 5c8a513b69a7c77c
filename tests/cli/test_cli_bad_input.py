"""Bad input: each file is one clear line and exit code 1, and nothing else is lost."""

from __future__ import annotations

import io
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import fpdf
import pytest
from typer.testing import Result

from onrecord.case.store import open_case

Run = Callable[..., Result]
COMMAND = [sys.executable, "-c", "from onrecord.cli.app import main; main()"]


def _pdf(*, words: str = "", locked: bool = False) -> bytes:
    pdf = fpdf.FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    if words:
        pdf.multi_cell(0, text=words)
    if locked:
        pdf.set_encryption(owner_password="x", user_password="x")  # noqa: S106  a test's own
    return bytes(pdf.output())


def _docx() -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("The Hale Fund closed in 2012. " * 200)
    made.save(out)
    return out.getvalue()


def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    return out.getvalue()


BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.txt", lambda: b"", "empty"),
    ("blank.txt", lambda: b" \n\n ", "empty"),
    ("photo.pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "image"),
    ("locked.pdf", lambda: _pdf(words="Secret.", locked=True), "password"),
    ("scan.pdf", _pdf, "scan"),
    ("cut.docx", lambda: _docx()[:2000], "damaged"),
    ("bomb.docx", _zip_bomb, "unpacked 300 MB"),
    ("menu.html", lambda: b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article"),
    ("old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save"),
    ("noise.bin", lambda: bytes(range(256)) * 4, "kind"),
]


@pytest.mark.model
@pytest.mark.parametrize(("name", "make", "word"), BAD, ids=[name for name, *_ in BAD])
def test_a_bad_file_is_one_line_that_says_what_to_do(
    run: Run, folder: Path, name: str, make: Callable[[], bytes], word: str
) -> None:
    """The line begins with the file, names what is wrong, and the good file beside it is read."""
    (folder / name).write_bytes(make())
    result = run("record", name, "clippings/fund.txt", "-o", "records")
    assert result.exit_code == 1
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith(f"onrecord: {name}: ")
    assert word in line
    assert "; " in line, "it says what to do"
    assert [path.name for path in (folder / "records").iterdir()] == ["fund.json"]


@pytest.mark.model
def test_a_huge_text_file_is_refused_with_the_limit_and_without_reading_it(run: Run, folder: Path) -> None:
    """200 MB, of which the disk need hold nothing."""
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    result = run("record", "huge.txt")
    assert result.exit_code == 1
    assert "huge.txt: 200 MB, over the limit of" in result.stderr


@pytest.mark.model
def test_one_bad_file_among_fifty(run: Run, folder: Path) -> None:
    """The fifty are in the case."""
    for number in range(50):
        (folder / "clippings" / f"{number:02}.txt").write_text(
            f"Note {number}\n\nThe fund closed in 2012.", encoding="utf-8"
        )
    (folder / "clippings" / "bad.docx").write_bytes(b"PK\x03\x04")
    result = run("read", "clippings", "--case", "fund.case")
    assert result.exit_code == 1
    assert len([line for line in result.stderr.splitlines() if "bad.docx" in line]) == 1
    with open_case(folder / "fund.case") as opened:
        assert len(opened.documents()) == 52


def test_a_case_of_a_newer_version_is_left_as_it_is(run: Run, folder: Path) -> None:
    """It says to upgrade."""
    open_case(folder / "fund.case", create=True).close()
    with sqlite3.connect(folder / "fund.case") as db:
        db.execute("PRAGMA user_version = 999")
    result = run("read", "clippings/fund.txt", "--case", "fund.case")
    assert result.exit_code == 1
    assert "newer" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.model
@pytest.mark.skipif(sys.platform == "win32", reason="the limit on a file's size is a POSIX one")
def test_a_full_disk_is_one_line_and_keeps_what_was_there(folder: Path) -> None:
    """A process that may write no more than 60 kB: the case says so, and opens again."""
    script = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)); " + COMMAND[2]
    command = [sys.executable, "-c", script, "read", "clippings", "--case", "fund.case"]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 1
    assert len([line for line in done.stderr.splitlines() if line.startswith("onrecord: ")]) == 1
    assert "Traceback" not in done.stderr
    assert subprocess.run([*COMMAND, *command[3:]], cwd=folder, check=False, capture_output=True).returncode == 0  # noqa: S603
    with open_case(folder / "fund.case") as opened:
        assert len(opened.documents()) == 2
