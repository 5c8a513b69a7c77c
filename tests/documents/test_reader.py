"""The one door: formats told apart, metadata merged, bad files named with what to do."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents.extraction import Metadata
from onrecord.documents.formats import FORMAT_BY_SUFFIX, format_of
from onrecord.documents.limits import LIMITS, read_bytes
from onrecord.documents.reader import READERS, read_document
from onrecord.errors import DocumentError

TEXT = b"The harbour board said on Monday that it would repay the whole grant to the council.\n"


def zipped(*members: str) -> bytes:
    """A zip archive with empty members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member in members:
            archive.writestr(member, "")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", TEXT, "text"),
        ("a", TEXT, "text"),
        ("a.md", TEXT, "markdown"),
        ("a.TXT", b"%PDF is a format, said Ann Oke.", "text"),
        ("a.txt", b"<!doctype html><html><body>", "html"),
        ("https://gazette.example/2019/grant?x=1.pdf", b"<html>", "html"),
        ("https://gazette.example/grant.pdf", b"%PDF-1.4", "pdf"),
        ("a", b"WEBVTT\n\n", "transcript"),
        ("a", b"1\n00:00:01,000 --> 00:00:02,000\nHello.", "transcript"),
        ("a.srt", b"1\n", "transcript"),
        ("a", b"Subject: x\nFrom: y\n\nz", "mail"),
        ("a.txt", b"Subject: x\nFrom: y\n\nz", "text"),
        ("a.docx", b"PK\x03\x04 cut short", "docx"),
        ("a", zipped("word/document.xml"), "docx"),
        ("a.pdf", TEXT, "pdf"),
    ],
)
def test_formats(name: str, data: bytes, expected: str) -> None:
    """The first bytes say what a file is, and its name where they do not."""
    assert format_of(name, data) == expected


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "an empty file"),
        ("a.txt", b" \n\0", "an empty file"),
        ("a.txt", b"... !!!", "no words in it"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", r"an image \(PNG\) named .pdf; run OCR"),
        ("a.jpg", b"\xff\xd8\xff\xe0", r"an image \(JPEG\); run OCR"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
        ("a.rtf", b"{\\rtf1 x}", "a rich text file"),
        ("a.zip", zipped("a.txt"), "a zip archive; unpack"),
        ("a.xlsx", zipped("xl/workbook.xml"), "a spreadsheet"),
        ("a.txt", b"\x00\x01\x02\x03" * 100, "data of an unknown kind named .txt"),
        ("a.txt", b"a" * (LIMITS["text"] + 1), "over the limit of 20 MB"),
        ("a.txt", b"A long line. " * 400_000, "5.2 million characters, over the limit of 5 million"),
    ],
)
def test_bad_files_are_named(name: str, data: bytes, message: str) -> None:
    """What cannot be read is refused with what it is and what to do."""
    with pytest.raises(DocumentError, match=message):
        read_document(name, data)


def test_metadata_of_the_user_goes_before_the_files() -> None:
    """The user's values replace the file's one by one; the id is of the bytes alone."""
    data = b"The van\n\nBy Ines Calder\n\n" + TEXT
    made, _ = read_document("a.txt", data, Metadata(title="Given", published="2019"))
    assert (made.title, made.authors, made.published, made.language) == ("Given", ("Ines Calder",), "2019", "en")
    assert made.id == "d-" + hashlib.sha256(data).hexdigest()[:16]


def test_skipped_is_in_text_order() -> None:
    """What was left out and what is not English come as one list in text order."""
    french = "Le conseil du port a déclaré lundi que la subvention serait remboursée avant la fin de juin.\n\n".encode()
    made, skipped = read_document("a.txt", TEXT + b"\n" + TEXT + b"\n" + french + "É".encode() * 3 + b"\xff\n\n" + TEXT)
    assert [each.stage for each in skipped] == ["language", "documents"]
    assert [each.start for each in skipped] == sorted(each.start for each in skipped)
    assert made.language == "en"


def test_every_format_has_a_limit_and_a_reader() -> None:
    """Each format that is told apart has its size limit and its reader."""
    assert set(FORMAT_BY_SUFFIX.values()) == set(LIMITS) == set(READERS)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """A text of 200 MB is refused by its size alone, with the limit named."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(DocumentError, match="200 MB, over the limit of 20 MB"):
        read_bytes(path)


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    """A directory, a missing file and a name no file can have are each one clear error."""
    for path, message in (
        (tmp_path, "a directory"),
        (tmp_path / "none.txt", "no such file"),
        (Path("a\0b"), "cannot be"),
    ):
        with pytest.raises(DocumentError, match=message):
            read_bytes(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused(tmp_path: Path) -> None:
    """A named pipe is refused without waiting for it."""
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(DocumentError, match="a device or pipe"):
        read_bytes(tmp_path / "pipe.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as POSIX knows them")
def test_no_permission(open_folder: Path, ordinary_user: Callable[[], AbstractContextManager[None]]) -> None:
    """A file that may not be read is named."""
    path = open_folder / "a.txt"
    path.write_bytes(TEXT)
    path.chmod(0)
    with ordinary_user(), pytest.raises(DocumentError, match="no permission"):
        read_bytes(path)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["a.txt", "a.md", "a.html", "a.eml", "a.vtt", "a"]), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    """Whatever the bytes, there is a document with sound offsets, or a DocumentError and no other."""
    try:
        made, skipped = read_document(name, data)
    except DocumentError:
        return
    assert all(0 <= each.start < each.end <= len(made.text) for each in (*made.blocks, *made.links, *made.cues))
    assert all(0 <= each.start <= each.end <= len(made.text) for each in skipped)
