"""Opening case files, and refusing those that cannot be used, in one clear line each."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from case_builder import RUN, article

from onrecord.case import migrations, opening
from onrecord.case.migrations import APPLICATION_ID, MIGRATIONS, migration
from onrecord.case.store import Case, open_case
from onrecord.errors import CaseError

POSIX = os.name == "posix"


def refusal(path: Path, **how: bool) -> str:
    """The one line with which a case is refused, without the path it starts with."""
    with pytest.raises(CaseError) as caught:
        open_case(path, **how)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    assert "; " in message
    return message.removeprefix(f"{path}: ")


def fill(path: Path, extra: str = "") -> None:
    """Put the article into the case."""
    one = article(extra=extra)
    with open_case(path, create=True) as case:
        case.add(one.name, one.data, one.record, RUN)


def test_a_new_case(path):
    """A new case is an SQLite file that says whose it is, and leaves no other file behind when closed."""
    fill(path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(not POSIX, reason="rights of this kind are POSIX's")
def test_a_case_is_its_owners_alone(case, path):
    """Nobody but its owner reads a new case, nor the files that lie beside it while it is open."""
    one = article()
    case.add(one.name, one.data, one.record, RUN)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {0o600}


def test_a_path_of_any_characters(tmp_path):
    """The name of a case may hold what has a meaning in an address."""
    for name in ("a b?mode=ro#x%20.case", "дело.case"):
        fill(tmp_path / name)
        assert (tmp_path / name).stat().st_size


def test_creating_what_is_there_opens_it(path):
    """A case that is there is opened and kept; an empty file becomes a case."""
    path.touch()
    fill(path)
    with open_case(path, create=True) as case:
        assert len(case.documents()) == 1


def test_a_missing_case(path):
    """A case that is not there is not made unasked."""
    assert refusal(path).startswith("there is no such case; make it with `onrecord read")
    assert refusal(path, read_only=True).startswith("there is no such case")
    assert refusal(path.parent / "none" / "x.case", create=True).startswith("its folder does not exist")
    assert not path.exists()


def test_a_folder(path):
    """A folder is no case."""
    path.mkdir()
    assert refusal(path, create=True).startswith("it is a folder")


@pytest.mark.parametrize("content", [b"", b"x", b"Some notes.\n" * 500, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_case(path, content):
    """A file of any other kind is refused and left as it was."""
    path.write_bytes(content)
    assert refusal(path).startswith(("it is not a case file", "it is empty, not a case"))
    assert refusal(path, read_only=True).startswith(("it is not a case file", "it is empty, not a case"))
    assert path.read_bytes() == content


def test_a_database_of_another_program(path):
    """Another program's SQLite file is refused and left as it was, even where a case may be made."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    for how in ({}, {"create": True}, {"read_only": True}):
        assert refusal(path, **how).startswith("it is an SQLite file of another program")
    assert path.read_bytes() == before


def test_a_case_of_a_newer_version(path):
    """A case that a newer OnRecord made is refused, with what to do."""
    fill(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    for how in ({}, {"create": True}, {"read_only": True}):
        assert refusal(path, **how).startswith("it was made by a newer OnRecord; upgrade")


def test_a_damaged_case(path):
    """A case whose pages are overwritten says that it is damaged."""
    fill(path)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(CaseError, match="it is damaged; restore"), open_case(path) as case:
        case.documents()


def test_a_damaged_record(case):
    """A record that cannot be read again is named."""
    one = article()
    case.add(one.name, one.data, one.record, RUN)
    case._db.execute("UPDATE records SET json = x'00'")
    with pytest.raises(CaseError, match=r"larkfield\.txt: its record is damaged"):
        case.record(one.name)


def test_a_full_disk(case):
    """On a full disk the document at hand is not kept, and all before it are; with room again it goes on."""
    one, two = article(), article("two.txt", extra="\n\n" + "Long. " * 50_000)
    case.add(one.name, one.data, one.record, RUN)
    (pages,) = case._db.execute("PRAGMA page_count").fetchone()
    case._db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(CaseError, match="the disk is full; free some space, then run the same command again"):
        case.add(two.name, two.data, two.record, RUN)
    assert [row.name for row in case.documents()] == [one.name]
    case._db.execute(f"PRAGMA max_page_count = {pages + 5000}")
    case.add(two.name, two.data, two.record, RUN)
    assert case.record("two.txt") == two.record


def test_a_case_locked_for_too_long(case, path, monkeypatch):
    """Who waits for another writer in vain is told so; readers do not wait."""
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    one = article()
    with open_case(path) as other, case._writing():
        assert other.documents() == ()
        with pytest.raises(CaseError, match="another program is writing to it; wait"):
            other.add(one.name, one.data, one.record, RUN)
    case.add(one.name, one.data, one.record, RUN)


def test_the_log_is_waited_for(tmp_path, monkeypatch):
    """Where another process holds the file at the moment the log is switched on, it is tried again, not refused."""
    path = tmp_path / "held.case"
    turns = []
    with closing(sqlite3.connect(path, isolation_level=None)) as db, closing(sqlite3.connect(path)) as other:
        db.execute("CREATE TABLE t (x)")
        db.execute("PRAGMA busy_timeout = 0")
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO t VALUES (1)")

        def let_go(seconds):
            turns.append(seconds)
            other.commit()

        monkeypatch.setattr(opening.time, "sleep", let_go)
        opening._keep_a_log(db)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert len(turns) == 1


def test_reading_only_writes_nothing(path):
    """A case opened to read refuses to be written."""
    fill(path)
    one = article(extra=" More.")
    with open_case(path, read_only=True) as case:
        with pytest.raises(CaseError, match="it cannot be written"):
            case.add(one.name, one.data, one.record, RUN)
        assert len(case.documents()) == 1
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_misuse_is_no_case_error(path):
    """A closed case that is used is a mistake of the program, and shows as one."""
    case = open_case(path, create=True)
    case.close()
    with pytest.raises(sqlite3.ProgrammingError):
        case.documents()


@pytest.mark.skipif(not POSIX, reason="rights of this kind are POSIX's")
def test_no_permission(open_folder, ordinary_user):
    """Who may not read a case, or not write it, is told so."""
    path = open_folder / "a.case"
    fill(path)
    path.chmod(0o000)
    with ordinary_user():
        assert refusal(path).startswith("no permission to write it; check")
        assert refusal(path, read_only=True).startswith("no permission to read it; check")
    path.chmod(0o444)
    with ordinary_user():
        assert refusal(path).startswith("no permission to write it; check")


@pytest.mark.skipif(not POSIX, reason="rights of this kind are POSIX's")
def test_a_read_only_disk(open_folder, ordinary_user):
    """A case in a folder that one may only read is asked as any other; a new one cannot be made there."""
    path = open_folder / "a.case"
    fill(path)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with ordinary_user():
        with open_case(path, read_only=True) as case:
            assert len(case.documents()) == 1
            assert len(case.search("trust")) == 2
        assert refusal(open_folder / "b.case", create=True).startswith("permission denied; check")


@pytest.mark.skipif(not POSIX, reason="rights of this kind are POSIX's")
def test_an_old_case_on_a_read_only_disk(open_folder, ordinary_user):
    """A case that would have to be brought to a newer version first says that it cannot be written."""
    path = open_folder / "a.case"
    fill(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE index_shape SET shape = 'old'")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with ordinary_user():
        assert refusal(path, read_only=True).startswith("no permission to write it")


VERSION_1 = Path(__file__).with_name("version_1.sql")


@pytest.fixture
def version_1(path: Path) -> Path:
    """A case as version 1 made it, from its dump: one document, its record, no index."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(VERSION_1.read_text(encoding="utf-8"))
    return path


def test_a_case_of_version_1_opens(version_1):
    """A file of version 1 answers as one made today, whether it is opened to read or to write."""
    one = article()
    with open_case(version_1, read_only=True) as case:
        assert case.record(one.name) == one.record
        assert case.original(one.name) == one.data
        assert len(case.timeline()) == 3
        assert len(case.search("founded")) == 1
    with open_case(version_1) as case:
        assert case.has(one.sha256, RUN.signature)


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> list[migrations.Migration]:
    """The list of the first migration, to which a test may add."""
    added = MIGRATIONS[:1]
    monkeypatch.setattr(migrations, "MIGRATIONS", added)
    monkeypatch.setattr(opening, "MIGRATIONS", added)
    return added


def test_migrations_run_in_order(version_1, newer):
    """An older case is brought up step by step; what it holds stays; a second opening changes nothing."""

    @migration
    def _second(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE notes (document INTEGER REFERENCES documents, words TEXT)")

    @migration
    def _third(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO notes SELECT number, 'kept' FROM documents")

    assert newer[1:] == [_second, _third]
    for _ in range(2):
        with open_case(version_1, read_only=True) as case:
            assert case._db.execute("SELECT words FROM notes").fetchall() == [("kept",)]
            assert migrations.version_of(case._db) == 3
            assert case.record("larkfield.txt") == article().record


def test_a_failing_migration_leaves_the_version_before(version_1, newer):
    """Of a migration that fails nothing stays, and the ones before it do."""

    @migration
    def _second(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE notes (words TEXT)")

    @migration
    def _third(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO notes VALUES ('half done')")
        db.execute("INSERT INTO missing VALUES (1)")

    assert refusal(version_1).startswith("it cannot be used (no such table: missing)")
    with closing(sqlite3.connect(version_1)) as db:
        assert migrations.version_of(db) == 2
        assert db.execute("SELECT * FROM notes").fetchall() == []
    del newer[2:]
    with open_case(version_1) as case:
        assert isinstance(case, Case)
