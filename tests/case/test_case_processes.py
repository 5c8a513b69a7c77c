"""A case among processes: killed in the middle, read while written, made and written by several at once."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from case_builder import RUN, article

from onrecord.case import index, migrations
from onrecord.case.adding import number_of
from onrecord.case.store import open_case

ADD = """
import sys
from pathlib import Path
from case_builder import RUN, article
from onrecord.case.store import open_case
with open_case(Path(sys.argv[1]), create=True) as case:
    for nth in range(int(sys.argv[2]), int(sys.argv[3])):
        one = article(f"in/{nth}.txt", extra=f"\\n\\nThis is number {nth}. " + "Padding words. " * 200)
        if not case.has(one.sha256, RUN.signature):
            case.add(one.name, one.data, one.record, RUN)
            print(nth, flush=True)
"""

KILL = """
import itertools, os, signal, sys
from onrecord.case import adding, index
owner, name = sys.argv[4].rsplit(".", 1)
owner = eval(owner)
step, turns = getattr(owner, name), itertools.count(1)
def killed(*arguments):
    result = step(*arguments)
    if next(turns) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return result
setattr(owner, name, killed)
"""

MIGRATE = """
import os, signal, sqlite3, sys
from pathlib import Path
from onrecord.case.migrations import migration
from onrecord.case.store import open_case
@migration
def second(db):
    db.execute("CREATE TABLE notes (words TEXT)")
    db.executemany("INSERT INTO notes VALUES (?)", ((str(n) * 100,) for n in range(50_000)))
    os.kill(os.getpid(), signal.SIGKILL)
open_case(Path(sys.argv[1]))
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Run a program beside the test, with its builder of articles."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own programs


def added(process: subprocess.Popen[str]) -> int:
    """How many documents it says it has added, when it has ended."""
    with process:
        assert process.stdout is not None
        return len(process.stdout.read().split())


def check_whole(path: Path) -> int:
    """Every document in the file is whole; how many there are."""
    with open_case(path) as case:
        assert case._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert case._db.execute("PRAGMA foreign_key_check").fetchall() == []
        found = case.documents()
        for row in found:
            assert case.record(row.id).document.text.encode() == case.original(row.id)
            assert len(case.statements(document=row.id)) == row.counts["statements"] == 4
            assert len(case.search("padding", document=row.id)) == 1
            assert row.name.startswith("in/")
        assert case._db.execute("SELECT count(*) FROM flat_texts").fetchone() == (len(found),)
        return len(found)


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_killed_at_any_time(path):
    """A process killed while it adds leaves whole documents or none; the same command goes on where it stopped."""
    process = start(ADD, path, 0, 200)
    assert process.stdout is not None
    before = len([process.stdout.readline() for _ in range(40)])
    process.kill()
    before += added(process)
    kept = check_whole(path)
    assert before <= kept < 200
    assert added(start(ADD, path, 0, 200)) == 200 - kept
    assert check_whole(path) == 200


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
@pytest.mark.parametrize("step", ["adding.index.fill", "index._fill_passages", "adding.put_under_name"])
def test_killed_within_a_document(path, step):
    """Whatever a process was doing to its third document when it was killed, nothing of that is there."""
    assert added(start(KILL + ADD, path, 0, 5, step)) == 2
    assert check_whole(path) == 2
    assert added(start(ADD, path, 0, 5)) == 3
    assert check_whole(path) == 5


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_killed_in_a_migration(case, path):
    """A process killed in the middle of a migration leaves the version before, whole."""
    one = article()
    case.add(one.name, one.data, one.record, RUN)
    case.close()
    with start(MIGRATE, path) as process:
        assert process.wait() == -9
    with open_case(path) as again:
        assert migrations.version_of(again._db) == len(migrations.MIGRATIONS)
        assert again.record(one.name) == one.record
        assert again._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_read_while_written(path):
    """Readers see whole documents, and ever more of them, while another process writes."""
    process = start(ADD, path, 0, 100)
    assert process.stdout is not None
    process.stdout.readline()
    seen = [0]
    while process.poll() is None:
        with open_case(path, read_only=True) as case:
            found = case.documents()
            assert all(row.counts["statements"] == 4 for row in found)
            assert len(case.timeline()) >= 3 * len(found)
            seen.append(len(found))
    assert seen == sorted(seen)
    assert seen[-1] > 0
    assert added(process) == 99
    assert check_whole(path) == 100


def test_a_reader_sees_one_state(case, path):
    """One answer is given from one state of the case, whatever is added meanwhile."""
    one = article()
    with open_case(path, read_only=True) as reader, reader._reading() as db:
        assert number_of(db, one.sha256) is None
        case.add(one.name, one.data, one.record, RUN)
        assert number_of(db, one.sha256) is None
        assert db.execute("SELECT count(*) FROM flat_texts").fetchone() == (0,)
    with open_case(path, read_only=True) as reader:
        assert len(reader.documents()) == 1


def test_several_writers(path):
    """Several processes make one case and write to it at the same time, each in its turn."""
    processes = [start(ADD, path, first, first + 30) for first in (0, 20, 40)]
    assert sum(added(process) for process in processes) >= 70
    assert check_whole(path) == 70


def test_an_index_is_made_anew_by_one_of_several(case, path):
    """A case whose index is out of date is brought up by whoever opens it first, without harm."""
    one = article()
    case.add(one.name, one.data, one.record, RUN)
    case._db.execute("UPDATE index_shape SET shape = 'old'")
    case.close()
    assert sum(added(start(ADD, path, first, first + 2)) for first in (0, 1)) == 3
    with closing(open_case(path)) as again:
        assert index.is_current(again._db)
        assert len(again.documents()) == 4
