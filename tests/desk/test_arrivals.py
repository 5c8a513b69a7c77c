"""What comes in at the desk: read in the background, put into the case, told when it fails, and cancelled."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from case_builder import article

from onrecord.batch import Input, Output
from onrecord.case.store import open_case
from onrecord.desk.arrivals import Arrivals
from onrecord.desk.pages.adding import base_name
from onrecord.documents.extraction import Metadata
from onrecord.errors import DocumentError


class Quick:
    """Reads whatever it is given as the invented article; fails on what is called bad, waits on what is called slow."""

    def __init__(self) -> None:
        self.interrupted = threading.Event()

    def read(self, item: Input) -> Output:
        """At once, but for the slow one, which waits for its interruption."""
        if "bad" in Path(item.name).name:
            return Output(item, None, DocumentError(item.name, "it is no document", "send another"))
        if "slow" in Path(item.name).name:
            assert self.interrupted.wait(10)
            return Output(item, None, DocumentError(item.name, "interrupted", "add it again"))
        made = article(extra=f" {item.data.decode()}")
        return Output(item, made.record)

    def interrupt(self) -> None:
        """Let the slow one go."""
        self.interrupted.set()


@pytest.fixture
def reader():
    """A reader that needs no model."""
    return Quick()


@pytest.fixture
def arrivals(path: Path, reader: Quick) -> Arrivals:
    """The queue over an empty case."""
    open_case(path, create=True).close()
    return Arrivals(path, reader)


def states(arrivals: Arrivals) -> dict[str, str]:
    """Name -> state, once all is done."""
    arrivals.wait()
    return {one.name: one.state for one in arrivals.list()}


def test_what_comes_is_read_and_put_into_the_case(arrivals, path):
    """In turn; each says what became of it, and which document it is."""
    arrivals.add("one.txt", b"one", Metadata())
    arrivals.add("two.txt", b"two", Metadata())
    assert states(arrivals) == {"one.txt": "done", "two.txt": "done"}
    with open_case(path, read_only=True) as case:
        assert {row.id for row in case.documents()} == {one.document for one in arrivals.list()}


def test_two_of_one_name_are_two_documents_and_a_draft_takes_the_place(arrivals, path):
    """Only who says so makes one document the next draft of another."""
    arrivals.add("a.txt", b"first", Metadata())
    arrivals.add("a.txt", b"second", Metadata())
    arrivals.add("a.txt", b"third", Metadata(), draft=True)
    arrivals.wait()
    with open_case(path, read_only=True) as case:
        assert [(row.name, row.superseded_by is None) for row in case.documents()] == [
            ("a.txt", False),
            ("a (2).txt", True),
            ("a.txt", True),
        ]


def test_a_bad_one_is_told_and_costs_no_other(arrivals):
    """With what is wrong and what to do."""
    arrivals.add("bad.txt", b"x", Metadata())
    arrivals.add("good.txt", b"y", Metadata())
    assert states(arrivals) == {"bad.txt": "failed", "good.txt": "done"}
    assert arrivals.list()[1].told == "it is no document; send another"


def test_one_is_cancelled_and_the_rest_go_on(arrivals, reader, path):
    """One that is being read is interrupted, one that waits is never begun; nothing of either is in the case."""
    slow = arrivals.add("slow.txt", b"x", Metadata())
    waiting = arrivals.add("waiting.txt", b"y", Metadata())
    last = arrivals.add("last.txt", b"z", Metadata())
    arrivals.cancel(waiting.number)
    while arrivals.list()[-1].state != "reading":
        pass
    arrivals.cancel(slow.number)
    assert states(arrivals) == {"slow.txt": "cancelled", "waiting.txt": "cancelled", "last.txt": "done"}
    assert reader.interrupted.is_set()
    with open_case(path, read_only=True) as case:
        assert [row.name for row in case.documents()] == [last.name]


class Deaf(Quick):
    """A reader that its interruption does not reach, as when its process has not begun."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()

    def read(self, item: Input) -> Output:
        """Read on to the end, whatever happens."""
        self.begun.set()
        assert self.interrupted.wait(10)
        return Output(item, article().record)


def test_what_is_cancelled_is_not_in_the_case_even_if_it_was_read(path):
    """An interruption that comes too early or too late leaves a record, which is thrown away."""
    open_case(path, create=True).close()
    reader = Deaf()
    arrivals = Arrivals(path, reader)
    one = arrivals.add("one.txt", b"x", Metadata())
    assert reader.begun.wait(10)
    arrivals.cancel(one.number)
    arrivals.add("two.txt", b"y", Metadata())
    assert states(arrivals) == {"one.txt": "cancelled", "two.txt": "done"}
    with open_case(path, read_only=True) as case:
        assert [row.name for row in case.documents()] == ["two.txt"]


def test_a_fault_of_our_own_does_not_stop_the_queue(arrivals):
    """A name that no file can have is told; the next is read."""
    arrivals.add("a\0b.txt", b"x", Metadata())
    arrivals.add("next.txt", b"y", Metadata())
    assert states(arrivals) == {"a\0b.txt": "failed", "next.txt": "done"}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\notes.txt", "notes.txt"),
        ("..", "document"),
        ("/", "document"),
        ("a/b/", "b"),
    ],
)
def test_a_name_is_never_a_path(sent, kept):
    """Of what a browser sends the last part is kept."""
    assert base_name(sent) == kept


def test_an_upload_and_a_pasted_text_are_taken(browser, reader, path):
    """With what is known of them; nothing at all is one clear line."""
    browser.app.state.arrivals = Arrivals(path, reader)
    token = {"x-onrecord-token": browser.cookies["onrecord-token"]}
    files = {"file": ("../up.txt", b"upped", "text/plain")}
    assert browser.post("/api/arrivals", files=files, data={"title": "Up"}, headers=token).status_code == 200
    assert browser.post("/api/arrivals", data={"text": "pasted words", "title": "P"}, headers=token).status_code == 200
    browser.app.state.arrivals.wait()
    names = [one["name"] for one in browser.get("/arrivals.json").json()["arrivals"]]
    assert names == ["P.txt", "up.txt"]
    nothing = browser.post("/api/arrivals", data={"title": "x"}, headers=token)
    assert (nothing.status_code, "nothing to add" in nothing.json()["error"]) == (400, True)
    assert browser.post("/api/arrivals", data={"text": "x"}).status_code == 403
