"""The table of metadata: rows by path or bare name, and mistakes named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.documents.extraction import Metadata
from onrecord.documents.metadata_table import read_metadata
from onrecord.errors import UsageError


def table(folder: Path, text: str) -> Path:
    """A CSV in a folder."""
    path = folder / "meta.csv"
    path.write_text(text, "utf-8")
    return path


def test_rows_by_path_and_name(tmp_path: Path) -> None:
    """A path is relative to the CSV; a bare name holds in every folder; authors are parted by semicolons."""
    found = read_metadata(
        table(
            tmp_path,
            "file,title,authors,published\nin/a.txt,The van,Ines Calder; Tom Arkwright,2019-05-04\nb.txt,,,2019-05\n",
        )
    )
    assert found.of(tmp_path / "in" / "a.txt") == Metadata(
        title="The van", authors=("Ines Calder", "Tom Arkwright"), published="2019-05-04"
    )
    assert found.of(tmp_path / "elsewhere" / "b.txt").published == "2019-05"
    assert found.of(tmp_path / "elsewhere" / "a.txt") == Metadata()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("file,tilte\na.txt,x\n", "line 1: unknown column 'tilte'; columns allowed: file, title"),
        ("title\nx\n", "line 1: no column 'file'"),
        ("", "line 1: no column 'file'"),
        ("file,title,title\n", "line 1: two columns 'title'"),
        ("file,published\na.txt,2019\nb.txt,4 May\n", "line 3: published '4 May' is no date"),
        ("file,published\na.txt,2019-02-30\n", "line 2: published '2019-02-30' is no date"),
        ("file,title\na.txt,x,y\n", "line 2: more values than columns"),
        ("file,title\n,x\n", "line 2: no file named"),
        ("file\na.txt\na.txt\n", "line 3: a second row for a.txt"),
        ('file,title\na.txt,"x\n', "no CSV"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, message: str) -> None:
    """A mistake is named with file, line and what is allowed."""
    path = table(tmp_path, text)
    with pytest.raises(UsageError) as error:
        read_metadata(path)
    assert str(error.value).startswith(f"{path}, line ")
    assert message in str(error.value)


def test_a_missing_table(tmp_path: Path) -> None:
    """A table that is not there is wrong use."""
    with pytest.raises(UsageError, match="no such file"):
        read_metadata(tmp_path / "none.csv")


def test_a_byte_order_mark(tmp_path: Path) -> None:
    """A CSV as spreadsheets write it, with a byte order mark and CRLF, is read."""
    path = tmp_path / "meta.csv"
    path.write_bytes(b"\xef\xbb\xbffile,title\r\na.txt,The van\r\n")
    assert read_metadata(path).of(tmp_path / "a.txt").title == "The van"
