"""Record classes as rows, and what is derived from records."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from case_builder import RUN, article

from onrecord.case import index
from onrecord.case.flat import columns_of, from_row, to_row
from onrecord.case.folding import fold
from onrecord.case.store import Case, open_case
from onrecord.records import Attribution, Span, Statement


@pytest.mark.parametrize("table", [index.ENTITIES, index.ATTRIBUTIONS, index.STATEMENTS], ids=lambda table: table.name)
def test_a_row_gives_the_record_back(table):
    """A record turned into a row and back is the same record."""
    for item in table.items(article().record):
        assert from_row(table.cls, to_row(item, table.columns), table.columns) == item


def test_what_is_absent_stays_absent():
    """An attribution without source, cue and content comes back as it was."""
    bare = Attribution("a-1", (), "indirect", "belief")
    columns = columns_of(Attribution)
    assert from_row(Attribution, to_row(bare, columns), columns) == bare


def test_columns_follow_the_fields():
    """Every field of a statement is a column; a record within it gives its own."""
    names = [column.name for column in columns_of(Statement)]
    assert names[:4] == ['"id"', '"type"', '"trigger_start"', '"trigger_end"']
    assert '"time_value"' in names


def test_a_field_of_a_new_kind_is_refused():
    """A field that no column can hold is noticed when the table is made, not later."""

    @dataclass(frozen=True)
    class Odd(Span):
        when: complex

    with pytest.raises(KeyError):
        columns_of(Odd)


def answers(case: Case) -> list[tuple[object, ...]]:
    """What the case answers to every question about all its documents."""
    return [case.documents(), case.people(), case.quotes(), case.timeline(), case.search("trust")]


def test_the_index_is_made_anew_when_its_shape_changes(case, path, monkeypatch):
    """A case whose index another OnRecord made answers the same after its index is made anew."""
    one = article()
    case.add(one.name, one.data, replace(one.record, statements=()), replace(RUN, version="0.0.9"))
    case.add(one.name, one.data, one.record, RUN)
    before = answers(case)
    case._db.execute("CREATE TABLE flat_of_old (x)")
    case._db.execute("ALTER TABLE flat_statements ADD COLUMN of_old")
    case._db.execute("DELETE FROM flat_words")
    case.close()
    monkeypatch.setattr(index, "SHAPE", "another")
    with open_case(path, read_only=True) as opened:
        assert answers(opened) == before
        assert opened._db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'flat_of_old'").fetchone() == (0,)


@pytest.mark.parametrize(
    ("name", "folded"),
    [("José O'Brien", " jose o brien "), ("STRASSE", " strasse "), ("Straße", " strasse "), ("…", ""), ("", ""),
     ("Smith-Jones Ltd.", " smith jones ltd "), ("Ｆｕｌｌ", " full ")],
)  # fmt: skip
def test_folding(name, folded):
    """Names are compared by their words, without case, accents and punctuation."""
    assert fold(name) == folded
