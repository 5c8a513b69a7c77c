"""What adding documents to a case does, and what it leaves as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_builder import LATER_RUN, RUN, article

from onrecord.case import store
from onrecord.case.rows import Added, Outcome
from onrecord.case.store import Case, open_case
from onrecord.errors import CaseError, DocumentError, UsageError


def rows(case: Case, table: str) -> int:
    """How many rows a table holds."""
    return case._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  our own table names


def everything(case: Case) -> list[str]:
    """The whole content of the case."""
    return [line for line in case._db.iterdump() if "flat_words_" not in line]


def test_what_is_added_comes_back_whole(case, path):
    """The record and the bytes of a document come back as they were, from another connection, too."""
    one = article()
    assert case.add(one.name, one.data, one.record, RUN) == Added(Outcome.ADDED, one.record.document.id)
    with open_case(path, read_only=True) as other:
        assert other.record(one.record.document.id) == one.record
        assert other.original(one.record.document.id) == one.data


def test_a_document_says_what_it_is(case):
    """A document's row holds its names, its description and how much its record holds."""
    one = article()
    case.add(one.name, one.data, one.record, RUN)
    (row,) = case.documents()
    assert (row.id, row.name, row.names) == (one.record.document.id, one.name, (one.name,))
    assert (row.sha256, row.size, row.superseded_by) == (one.sha256, len(one.data), None)
    assert (row.title, row.authors, row.publisher) == ("Larkfield Trust renamed", ("A. Writer",), None)
    assert (row.counts["statements"], row.counts["attributions"], row.counts["findings"]) == (4, 1, 0)


def test_the_same_bytes_twice_add_nothing(case):
    """Reading the same bytes twice leaves the case as it was, to the last row."""
    one = article()
    case.add(one.name, one.data, one.record, RUN)
    before = everything(case)
    later = replace(RUN, started="2027-01-01T00:00:00Z")
    assert case.add(one.name, one.data, one.record, later).outcome is Outcome.ALREADY_THERE
    assert everything(case) == before


def test_a_second_name_adds_no_document(case):
    """The same bytes under a second name: the name is kept, and no document is added."""
    one = article()
    case.add(one.name, one.data, one.record, RUN)
    assert case.add("copy/other.txt", one.data, one.record, RUN).outcome is Outcome.ALREADY_THERE
    assert case.add_name("third.txt", one.sha256) == Added(Outcome.ALREADY_THERE, one.record.document.id)
    (row,) = case.documents()
    assert row.names == (one.name, "copy/other.txt", "third.txt")


def test_a_name_for_unknown_bytes_is_refused(case):
    """A name cannot be given to bytes that the case does not have."""
    with pytest.raises(UsageError, match=r"new\.txt"):
        case.add_name("new.txt", "0" * 64)


def test_other_bytes_under_a_name_are_a_new_version(case):
    """A new version takes the old one's place and keeps it whole."""
    old, new = article(), article(extra="\n\nCorrected.")
    case.add(old.name, old.data, old.record, RUN)
    added = case.add(new.name, new.data, new.record, RUN)
    assert added == Added(Outcome.NEW_VERSION, new.record.document.id, replaces=old.record.document.id)
    assert [row.superseded_by for row in case.documents()] == [new.record.document.id, None]
    assert case.find(old.name).id == new.record.document.id
    assert case.record(old.record.document.id) == old.record
    assert case.original(old.record.document.id) == old.data


def test_a_version_that_stands_elsewhere_is_not_superseded(case):
    """A document that has a second name stays in force under it."""
    old, new = article(), article(extra="\n\nCorrected.")
    case.add("a.txt", old.data, old.record, RUN)
    case.add("b.txt", old.data, old.record, RUN)
    case.add("a.txt", new.data, new.record, RUN)
    assert [row.superseded_by for row in case.documents()] == [None, None]
    case.add("b.txt", new.data, new.record, RUN)
    assert [row.superseded_by for row in case.documents()] == [new.record.document.id, None]


def test_going_back_to_an_older_version(case):
    """Old bytes found again under their name count again; no document is added."""
    old, new = article(), article(extra="\n\nCorrected.")
    for one in (old, new, old):
        added = case.add("a.txt", one.data, one.record, RUN)
    assert added == Added(Outcome.NEW_VERSION, old.record.document.id, replaces=new.record.document.id)
    assert [row.superseded_by for row in case.documents()] == [None, old.record.document.id]


def test_reading_again_replaces_the_record_and_keeps_the_old(case):
    """Another version's record takes the place of the old one, whose row stays; the index holds the new one only."""
    one = article()
    case.add(one.name, one.data, one.record, RUN)
    better = replace(one.record, statements=one.record.statements[:1])
    assert case.add(one.name, one.data, better, LATER_RUN).outcome is Outcome.READ_AGAIN
    assert case.record(one.name) == better
    assert rows(case, "records") == 2
    assert rows(case, "flat_statements") == 1
    assert rows(case, "flat_words") == rows(case, "flat_passages") == 3
    assert len(case.search("founded")) == 1


def test_what_is_there_need_not_be_read(case):
    """The case has bytes read by the same version, models, options and metadata, and no others."""
    one = article()
    assert not case.has(one.sha256, RUN.signature)
    case.add(one.name, one.data, one.record, RUN, given="dates.csv:1")
    assert case.has(one.sha256, RUN.signature, "dates.csv:1")
    assert not case.has(one.sha256, RUN.signature)
    assert not case.has(one.sha256, LATER_RUN.signature, "dates.csv:1")
    case.add(one.name, one.data, one.record, LATER_RUN)
    assert not case.has(one.sha256, RUN.signature, "dates.csv:1")
    assert case.has(one.sha256, LATER_RUN.signature)


def test_a_run_is_known_by_what_decides_the_record():
    """Two runs of the same version, models and options have one signature, whenever they start."""
    assert replace(RUN, started="2030-01-01T00:00:00Z").signature == RUN.signature
    assert replace(RUN, options={"language_model": "large"}).signature != RUN.signature
    assert replace(RUN, models=()).signature != RUN.signature


def test_a_failure_midway_leaves_nothing_of_the_document(case, monkeypatch):
    """A document of which a part cannot be kept is not kept at all."""
    one = article()
    monkeypatch.setattr("onrecord.case.index._fill_passages", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        case.add(one.name, one.data, one.record, RUN)
    assert [rows(case, name) for name in ("documents", "sources", "runs", "records", "flat_statements")] == [0] * 5


def test_an_id_that_is_taken_is_refused(case):
    """Two documents of different bytes cannot have one id."""
    one, two = article(), article(extra=" More.")
    case.add(one.name, one.data, one.record, RUN)
    with pytest.raises(CaseError, match="other bytes"):
        case.add("two.txt", two.data, one.record, RUN)
    assert len(case.documents()) == 1


def test_too_large_a_document_is_refused_by_name(case, monkeypatch):
    """A document larger than a case can hold is named; the others go on."""
    one = article()
    monkeypatch.setattr(store, "LARGEST", 10)
    with pytest.raises(DocumentError, match=r"larkfield\.txt: it is larger than 10 bytes"):
        case.add(one.name, one.data, one.record, RUN)


def test_odd_text_and_names_are_kept(case):
    """A NUL in the text and bytes in a file name that are no characters are no error."""
    one = article(name="in/bad\udcff.txt", extra="\n\nA NUL \0 here.")
    case.add(one.name, one.data, one.record, RUN)
    assert case.record(one.name) == one.record
    assert case.find("bad\udcff.txt").name == "in/bad\\udcff.txt"
    (hit,) = case.search("here")
    assert hit.words.endswith("here.")
