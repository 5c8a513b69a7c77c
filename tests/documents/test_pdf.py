"""PDF files: what of a page becomes text, in which order, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from onrecord.documents.extraction import Extraction
from onrecord.documents.pdf import reader as pdf_module
from onrecord.documents.pdf.joining import join_lines, words_of
from onrecord.documents.pdf.reader import read_pdf
from onrecord.errors import DocumentError

WORDS = (
    "The Fernmoor Trust was founded in 1998 by two sisters who had run a soup kitchen from the back of a van and who "
    "said for years afterwards that nobody had asked them to. By the spring of 2011 it employed forty people, owned "
    "three houses and had spent more on its name than on any one of them, according to the accounts that it filed."
)


def words(number: int) -> str:
    """A paragraph like no other: the words begin at another place in each."""
    each = WORDS.rstrip(".").split()
    start = number * 7 % len(each)
    return " ".join((f"Paragraph {'abcdefghij'[number % 10]}{number // 10} says:", *each[start:], *each[:start])) + "."


class Page(FPDF):
    """A PDF of Times at 11 points, so that places and widths are plain."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        self.core_fonts_encoding = "windows-1252"
        self.set_auto_page_break(auto=True, margin=20)
        self.set_font("Times", size=11)
        self.add_page()

    def paragraph(self, text: str, width: float = 0, size: float = 11, style: str = "") -> Page:
        """A justified paragraph with a gap after it."""
        self.set_font("Times", style, size)
        self.multi_cell(width, size * 0.5, text, align="L" if style else "J", new_x="LMARGIN", new_y="NEXT")
        self.ln(size * 0.3)
        return self

    def line(self, x: float, y: float, text: str, size: float = 11) -> Page:  # type: ignore[override]
        """One line of text at a place, in millimetres from the top left."""
        self.set_font("Times", size=size)
        self.text(x, y, text)
        return self


def read(page: FPDF) -> Extraction:
    """What is read of a PDF under construction."""
    return read_pdf("report.pdf", bytes(page.output()))


def blocks(extraction: Extraction) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind, extraction.text[block.start : block.end]) for block in extraction.blocks]


def reasons(extraction: Extraction) -> list[str]:
    """Why things were left out."""
    return [skipped.reason for skipped in extraction.skipped]


def assert_sound(extraction: Extraction) -> None:
    """Every span lies within the text, and the pages part it without gaps."""
    length = len(extraction.text)
    for span in (*extraction.blocks, *extraction.links, *extraction.skipped, *extraction.pages):
        assert 0 <= span.start <= span.end <= length
    assert [page.number for page in extraction.pages] == list(range(1, len(extraction.pages) + 1))
    bounds = [0, *(page.end for page in extraction.pages)]
    assert [page.start for page in extraction.pages] == bounds[:-1]
    assert bounds[-1] == length


def test_a_paragraph_over_several_lines_is_one_block() -> None:
    """A line's end becomes one space."""
    extraction = read(Page().paragraph(WORDS))
    assert blocks(extraction) == [("paragraph", WORDS)]
    assert_sound(extraction)


def test_headline_and_subheads_are_told_by_their_size_and_weight() -> None:
    """The largest heading at the start is the headline; bold lines of their own are subheads."""
    page = Page().paragraph("A house in Fernmoor", size=22, style="B").paragraph(WORDS)
    page.paragraph("Who knew", style="B").paragraph(WORDS)
    kinds = [kind for kind, _ in blocks(read(page))]
    assert kinds == ["headline", "paragraph", "subhead", "paragraph"]


def test_paragraphs_without_a_gap_are_parted_at_short_lines() -> None:
    """A line that ends a sentence and leaves room for the next word ends its paragraph."""
    page = Page()
    page.multi_cell(0, 5.5, f"{WORDS}\nA second paragraph begins here. {WORDS}", align="J")
    assert [text[:9] for _, text in blocks(read(page))] == ["The Fernm", "A second "]


def test_two_columns_are_read_one_after_the_other() -> None:
    """A page with a gutter is read down its left column first, below the headline that crosses it."""
    page = Page().paragraph("A house in Fernmoor that nobody wanted to buy", size=20, style="B")
    left = "Left column. " + WORDS
    right = "Right column. " + WORDS
    with page.text_columns(ncols=2, gutter=8, text_align="J") as columns:
        columns.write(left)
        columns.new_column()
        columns.write(right)
    assert [text for _, text in blocks(read(page))][1:] == [left, right]


def test_a_paragraph_runs_on_over_a_page_end() -> None:
    """Its pages meet inside the one block, at the word with which the second begins."""
    page = Page()
    page.ln(8)
    for number in range(30):
        page.paragraph(words(number))
    extraction = read(page)
    assert [text for _, text in blocks(extraction)] == [words(number) for number in range(30)]
    assert len(extraction.pages) > 1
    second = extraction.pages[1]
    assert any(block.start < second.start < block.end for block in extraction.blocks)
    assert extraction.text[second.start - 1] == " "
    assert_sound(extraction)


class Framed(Page):
    """A page with a running head and a numbered foot."""

    def header(self) -> None:
        """Set the head."""
        self.set_font("Times", size=9)
        self.cell(0, 5, "Fernmoor Trust: annual report 2014")
        self.ln(12)

    def footer(self) -> None:
        """Set the foot."""
        self.set_y(-15)
        self.cell(0, 5, f"Page {self.page_no()}", align="C")


def test_running_heads_and_page_numbers_are_left_out_and_named_once() -> None:
    """What returns at the edge of every page is no part of the text."""
    page = Framed()
    for number in range(30):
        page.paragraph(words(number))
    extraction = read(page)
    assert [text for _, text in blocks(extraction)] == [words(number) for number in range(30)]
    assert len(extraction.pages) == 3
    assert "annual report" not in extraction.text
    assert "Page 2" not in extraction.text
    assert reasons(extraction) == [
        'running head left out: "Fernmoor Trust: annual report 2014"',
        "page numbers left out",
    ]
    assert all(skipped.start == skipped.end and skipped.stage == "documents" for skipped in extraction.skipped)


def test_a_heading_at_the_top_of_each_page_is_kept() -> None:
    """Chapter headings count up with the pages, and are larger than the text."""
    page = Page()
    for chapter in range(1, 4):
        page.paragraph(f"Chapter {chapter}", size=18, style="B").paragraph(words(chapter))
        if chapter < 3:
            page.add_page()
    assert [text for kind, text in blocks(read(page)) if kind != "paragraph"] == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_a_table_keeps_its_rows_and_cells() -> None:
    """Rows are lines, cells are parted by tabs, also where a cell is empty."""
    page = Page().paragraph(WORDS)
    with page.table(col_widths=(60, 25, 15), text_align=("LEFT", "RIGHT", "RIGHT")) as table:
        for row in (("Use", "Amount", "Share"), ("Grants", "£607,200", "33.0%"), ("Not spent", "", "7.0%")):
            table.row(row)
    page.ln(5)
    page.paragraph(WORDS)
    expected = "Use\tAmount\tShare\nGrants\t£607,200\t33.0%\nNot spent\t\t7.0%"
    assert blocks(read(page)) == [("paragraph", WORDS), ("table", expected), ("paragraph", WORDS)]


def test_items_captions_and_notes_have_their_kind() -> None:
    """A bullet is a sign, not a word; a footnote is small, low and marked."""
    page = Page().paragraph(WORDS)
    page.paragraph("• forty beds in nine rooms").paragraph("• a kitchen")
    page.paragraph("Figure 1: The house in March", size=9).paragraph(WORDS)
    page.line(10, 270, "1 The deed gives another year.", size=8)
    found = blocks(read(page))
    assert found[1:4] == [
        ("item", "forty beds in nine rooms"),
        ("item", "a kitchen"),
        ("caption", "Figure 1: The house in March"),
    ]
    assert found[-1] == ("note", "1 The deed gives another year.")


def test_a_raised_note_mark_is_no_part_of_an_amount() -> None:
    """It is left out where a footnote answers to it, and said so."""
    page = Page().paragraph(WORDS)
    page.write(6, "The trust raised £12,000")
    page.char_vpos = "SUP"
    page.write(6, "1")
    page.char_vpos = "LINE"
    page.write(6, " in its first year.")
    page.line(10, 270, "1 Less than it said.", size=8)
    extraction = read(page)
    assert "raised £12,000 in its" in extraction.text
    assert "page 1: footnote marks left out of the text: 1" in reasons(extraction)


def test_turned_text_is_left_out_and_said_so() -> None:
    """A stamp up the margin is not read into the lines that it stands beside."""
    page = Page().paragraph(WORDS)
    with page.rotation(90, x=8, y=100):
        page.text(8, 100, "COPY")
    extraction = read(page)
    assert blocks(extraction) == [("paragraph", WORDS)]
    assert reasons(extraction) == ['page 1: turned text left out: "COPY"']


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "expected"),
    [
        ("the develop-", "ment of", "", "the development of"),
        ("the Anglo-", "Irish peace", "", "the Anglo-Irish peace"),
        ("a long-", "term plan", "", "a long-term plan"),
        ("a fund-", "raising dinner", "their fundraising", "a fundraising dinner"),
        ("a counter-", "claim by", "the counter-claim was", "a counter-claim by"),
        ("a Land-", "rover stood", "the Landrover", "a Landrover stood"),
        ("a state-of-the-", "art kitchen", "", "a state-of-the-art kitchen"),
        ("from 2010-", "2014 on", "", "from 2010-2014 on"),
        ("the house -", "which was empty", "", "the house - which was empty"),
        ("good\u00ad", "ness", "", "goodness"),
        ("he said—", "twice", "", "he said—twice"),
        ("and/", "or both", "", "and/or both"),
        ("the house", "was empty", "", "the house was empty"),
    ],
)
def test_line_ends_are_mended(before: str, after: str, elsewhere: str, expected: str) -> None:
    """A hyphen goes when it only parts a word, and stays when it belongs to one."""
    assert join_lines(before, after, words_of([before, after, elsewhere])) == expected


def test_ligatures_become_letters() -> None:
    """The letters that a font draws in one are read as letters; soft hyphens within a line go."""
    page = Page().paragraph("The of\u00adfice paid five fines.")
    assert read(page).text == "The office paid five fines."


@pytest.mark.parametrize(
    ("title", "expected"),
    [("A house in Fernmoor", "A house in Fernmoor"), ("Microsoft Word - x.doc", None), ("final_v2", None), ("", None)],
)
def test_title_is_taken_only_where_it_looks_like_one(title: str, expected: str | None) -> None:
    """Programs write file names into the title."""
    page = Page().paragraph(WORDS)
    page.set_title(title)
    page.set_author("Ada Quillfeather; Tom Brackenshaw")
    metadata = read(page).metadata
    assert metadata.title == expected
    assert metadata.authors == ("Ada Quillfeather", "Tom Brackenshaw")
    assert metadata.published is None


def picture_of_a_page() -> bytes:
    """A PNG, as a scanner makes them."""
    stream = BytesIO()
    Image.new("RGB", (60, 80), "grey").save(stream, "PNG")
    return stream.getvalue()


def scan(pages: int) -> Page:
    """A PDF of pictures only."""
    page = Page()
    for number in range(pages):
        if number:
            page.add_page()
        page.image(BytesIO(picture_of_a_page()), w=100)
    return page


def locked() -> bytes:
    """A PDF that needs a password."""
    page = Page().paragraph(WORDS)
    page.set_encryption(owner_password="owner", user_password="user")  # noqa: S106 - the test's own
    return bytes(page.output())


def test_a_page_without_text_among_others_is_named() -> None:
    """The rest is read."""
    page = Page().paragraph(WORDS)
    page.add_page()
    page.image(BytesIO(picture_of_a_page()), w=100)
    extraction = read(page)
    assert extraction.text == WORDS
    assert reasons(extraction) == ["page 2 has no text layer (a scan?)"]
    assert_sound(extraction)


@pytest.mark.parametrize(
    ("make", "reason", "remedy"),
    [
        (locked, "needs a password", "save an unlocked copy"),
        (picture_of_a_page, "not a PDF", "ending"),
        (lambda: b"", "not a PDF", "ending"),
        (lambda: bytes(scan(3).output()), "no text layer on any of its 3 pages: a scan", "ocrmypdf"),
        (lambda: bytes(scan(1).output()), "no text layer on its only page", "ocrmypdf"),
        (lambda: bytes(Page().output()), "blank", "right file"),
        (lambda: b"%PDF-1.7\n" + b"\x00\xff" * 400, "damaged", "again"),
        (lambda: bytes(Page().paragraph(WORDS).output())[:150], "damaged", "again"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(make: Callable[[], bytes], reason: str, remedy: str) -> None:
    """Each bad file has a reason and something to do about it."""
    with pytest.raises(DocumentError) as caught:
        read_pdf("report.pdf", make())
    assert reason in caught.value.reason
    assert remedy in caught.value.remedy
    assert "\n" not in str(caught.value)


def test_too_many_pages_and_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits are named."""
    data = bytes(scan(3).output())
    monkeypatch.setattr(pdf_module, "MOST_PAGES", 2)
    with pytest.raises(DocumentError, match="3 pages, more than the 2"):
        read_pdf("report.pdf", data)
    monkeypatch.setattr(pdf_module, "MOST_BYTES", 100)
    with pytest.raises(DocumentError, match="MB"):
        read_pdf("report.pdf", data)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 255), st.booleans())
def test_a_damaged_file_is_read_or_named_and_nothing_else(at: int, byte: int, cut: bool) -> None:  # noqa: FBT001
    """One wrong byte, or a cut anywhere, never raises anything but DocumentError."""
    page = Page().paragraph(WORDS)
    page.set_compression(compress=False)
    data = bytearray(page.output())
    at %= len(data)
    data[at] = byte
    try:
        extraction = read_pdf("report.pdf", bytes(data[:at] if cut else data))
    except DocumentError:
        return
    assert_sound(extraction)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(5, 190), st.integers(5, 290), st.sampled_from((7, 11, 18)), st.text("ab1 .-•é£", max_size=12)
        ),
        max_size=25,
    )
)
def test_text_anywhere_on_a_page_gives_sound_spans(places: list[tuple[int, int, int, str]]) -> None:
    """However lines lie, spans are right, every letter is kept, and two readings are alike."""
    page = Page()
    page.line(20, 20, "Anchor")
    for x, y, size, text in places:
        page.line(x, y, text, size)
    data = bytes(page.output())
    extraction = read_pdf("report.pdf", data)
    assert_sound(extraction)
    assert extraction == read_pdf("report.pdf", data)
