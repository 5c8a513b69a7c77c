"""The most telling lines of a few records."""

from __future__ import annotations

from dataclasses import replace

from onrecord.exports.highlights import highlights
from onrecord.records import Record, StatementType


def test_lines_are_of_as_many_kinds_as_there_are(record: Record) -> None:
    """A post held, a payment denied, and who said what, each with its words and whose word it is."""
    lines = highlights([record])
    assert [line.kind for line in lines] == ["payment", "role", "attribution"]
    assert lines[0].line == "NOT: Hale Fund “pay” 500 GBP"
    assert (lines[0].words, lines[0].said_by) == ("It did not pay £500", "Ada Marlowe")
    assert lines[2].line == "Ada Marlowe said: “It did not pay £500,”"


def test_no_line_stands_twice(record: Record) -> None:
    """However many turns a kind has."""
    lines = highlights([record])
    assert len(set(lines)) == len(lines)


def test_documents_take_turns(record: Record) -> None:
    """Of two documents that say the same, both are heard."""
    other = replace(record, document=replace(record.document, title="Another paper"))
    assert {line.document for line in highlights([record, other])} == {"Fund chair quits", "Another paper"}


def test_no_accusation_is_shown_unasked(record: Record) -> None:
    """What an authority does to somebody, and who is criticised, is shown where it is asked for, with its document."""
    kinds: tuple[StatementType, ...] = ("legal", "stance")
    accused = tuple(replace(record.statements[0], id=kind, type=kind) for kind in kinds)
    assert [line.kind for line in highlights([replace(record, statements=accused)])] == ["attribution"]


def test_nothing_gives_no_line(record: Record) -> None:
    """An empty case, an empty record."""
    assert highlights([]) == ()
    assert highlights([Record(record.document)]) == ()
