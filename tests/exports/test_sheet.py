"""The line-by-line sheet as rows, as CSV, as a workbook and as a page."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.case.carrying import sentence_ids
from onrecord.case.decisions import STATUSES, Evidence, Review
from onrecord.exports.layout import rows_on
from onrecord.exports.restatement import Restater, restate
from onrecord.exports.sheet import COLUMNS, NOTHING_READ, Row, rows_of_all, sheet_rows, with_review
from onrecord.exports.sheet_csv import harmless, sheet_csv
from onrecord.exports.sheet_html import sheet_html
from onrecord.exports.sheet_xlsx import sheet_xlsx
from onrecord.records import Record, Span


def test_rows_stand_in_text_order_and_miss_no_sentence(record: Record) -> None:
    """A statement is a row; a sentence in which none stands is a row that says so."""
    rows = sheet_rows(record)
    assert [(row.number, row.restatement == NOTHING_READ, row.paragraph) for row in rows] == [
        (1, False, 2),
        (2, False, 2),
        (3, True, 3),
        (4, True, 3),
    ]
    assert all(row.start < row.end for row in rows)


def test_a_headline_that_only_repeats_the_body_needs_no_look(record: Record) -> None:
    """A repeat counts as read; without it the headline is a row of its own."""
    bare = replace(record, statements=tuple(replace(s, repeats=()) for s in record.statements))
    assert next(row.words for row in sheet_rows(bare) if row.restatement == NOTHING_READ) == "Fund chair quits"


def test_a_denial_cannot_be_read_as_plain(record: Record) -> None:
    """NOT comes first, names stand for pronouns, and the speaker is named."""
    restater = Restater(record)
    assert restater.restate(record.statements[1]) == "NOT: Hale Fund “pay” 500 GBP"
    assert (
        restater.restate(replace(record.statements[1], modality="possible")) == "POSSIBLY NOT: Hale Fund “pay” 500 GBP"
    )
    row = sheet_rows(record)[1]
    assert (row.said_by, row.certainty) == ("Ada Marlowe", "negative, perhaps")


DENIED_TWICE = [
    ("No trustee", "any trustee"),
    ("No one", "anybody"),
    ("Nobody", "anybody"),
    ("None of the trustees", "any of the trustees"),
    ("Norton Hale", "Norton Hale"),
]


@pytest.mark.parametrize(("subject", "shown"), DENIED_TWICE)
def test_nothing_is_denied_twice(record: Record, subject: str, shown: str) -> None:
    """“No trustee had” is one denial, and the line says NOT once."""
    assert restate(record.statements[1], "had", [("subject", subject)]) == f"NOT: {shown} “had”"


def test_a_row_has_the_value_as_written_and_worked_out(record: Record) -> None:
    """Amount and time stand both ways."""
    role, payment = sheet_rows(record)[:2]
    assert (payment.value_as_written, payment.value) == ("£500", "500 GBP")
    assert (role.time_as_written, role.time, role.about, role.type) == ("2013", "2013", "Ada Marlowe", "role")


def test_rows_are_numbered_on_from_the_last_document(record: Record) -> None:
    """Several documents make one sheet."""
    assert [row.number for row in sheet_rows(record, 5)] == [5, 6, 7, 8]


def test_csv_opens_in_a_spreadsheet_without_running_anything(record: Record) -> None:
    """UTF-8 with a mark, one heading line, and no cell that is a formula."""
    data = sheet_csv(sheet_rows(record))
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [line["words"] for line in lines][3] == "'=SUM(A1) neither."
    assert lines[0]["restatement"] == "Ada Marlowe stops being chair at Hale Fund (2013)"
    assert len(lines[0]) == len(COLUMNS)


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_made_text(cell: str) -> None:
    """The cell stays as it was behind an apostrophe."""
    assert harmless(cell) == f"'{cell}"


def test_numbers_and_plain_words_stay_as_they_are() -> None:
    """Nothing else is touched."""
    assert harmless(7) == 7
    assert harmless("5 - 3 = 2") == "5 - 3 = 2"


def test_the_workbook_has_filters_a_frozen_head_and_a_list_of_statuses(record: Record) -> None:
    """What checkers set up by hand is there, and nothing is a formula."""
    book = openpyxl.load_workbook(io.BytesIO(sheet_xlsx(sheet_rows(record))))
    sheet = book["sheet"]
    assert sheet.max_row == 5
    assert sheet.freeze_panes is not None
    assert sheet.auto_filter.ref is not None
    assert sheet.cell(5, COLUMNS.index("words") + 1).value == "=SUM(A1) neither."
    assert sheet.cell(5, COLUMNS.index("words") + 1).data_type == "s"
    (validation,) = sheet.data_validations.dataValidation
    assert all(status in validation.formula1 for status in STATUSES)


def test_the_same_record_gives_the_same_workbook(record: Record) -> None:
    """No clock goes into the file."""
    assert sheet_xlsx(sheet_rows(record)) == sheet_xlsx(sheet_rows(record))


def test_the_page_escapes_what_documents_say_and_loads_nothing(record: Record) -> None:
    """A script in an article is words on the page, and no address stands in it."""
    page = sheet_html([record]).decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "http" not in page.replace('http-equiv="Content-Security-Policy"', "")
    assert "left out: navigation (4 words)" in page


def test_a_record_with_nothing_in_it_still_makes_a_sheet(record: Record) -> None:
    """No sentence, no row, no error."""
    empty = Record(replace(record.document, text="", blocks=()))
    assert sheet_rows(empty) == ()
    assert sheet_xlsx(()).startswith(b"PK")
    assert b"Fund chair quits" in sheet_html([empty])


def test_overlapping_statements_are_both_on_the_words(record: Record) -> None:
    """The page cuts the text where any row begins or ends."""
    inner = replace(record.statements[0], id="s-3", evidence=Span(18, 40), repeats=())
    page = sheet_html([replace(record, statements=(*record.statements, inner))]).decode()
    assert 'data-rows="1 2"' in page


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12))), st.lists(st.integers(0, 40), min_size=2))
def test_each_run_of_words_has_just_the_rows_that_lie_on_it(
    record: Record, places: list[tuple[int, int]], cuts: list[int]
) -> None:
    """However statements nest and overlap: one sweep finds what looking at each row for each run would find."""
    row = sheet_rows(record)[0]
    rows = [replace(row, start=start, end=start + length) for start, length in sorted(places)]
    runs = [(start, end) for start, end in pairwise(sorted(cuts)) if start < end]
    expected = [[row for row in rows if row.start < end and row.end > start] for start, end in runs]
    assert list(rows_on(runs, rows)) == expected


def test_rows_of_a_case_say_where_they_stand(record: Record) -> None:
    """Of a statement by its id, of a bare sentence by that of its words; a document without decisions is to check."""
    bare = sentence_ids(record)[3]
    reviews = {
        "s-1": Review("s-1", "changed", note="ask again", checker="Ada", evidence=(Evidence("register", "secondary"),)),
        bare: Review(bare, "no check needed"),
    }
    decided, other = rows_of_all([record, record], [reviews])
    row = next(row for row in decided if row.id == "s-1")
    assert (row.status, row.evidence, row.checker, row.note) == ("changed", "register (secondary)", "Ada", "ask again")
    assert [row.status for row in decided if not row.id] == ["no check needed", "to check"]
    assert {row.status for row in other} == {"to check"}
    page = sheet_html([record], [reviews]).decode()
    assert "evidence: register (secondary)" in page
    assert "note: ask again" in page


def test_a_status_of_changed_words_is_none_of_the_new_ones() -> None:
    """The row is to be checked again, and the note says what it was and how it stood."""
    cells = {name: 1 if name in ("number", "paragraph", "start", "end") else "" for name in COLUMNS}
    row = Row(**{**cells, "id": "s-1"})
    stands = Review(row.id, status="matches source", note="Call again.")
    assert with_review(row, stands).status == "matches source"
    changed = with_review(row, replace(stands, was="412,500  pounds"))
    assert changed.status == "to check"
    assert changed.note == "changed, look again: it was “412,500 pounds” (matches source); Call again."
