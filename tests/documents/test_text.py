"""Plain text: the text is the file itself, and the blocks lie over it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.text import authors_of, blocks_of, is_byline, read_text

WRAPPED = """\
Trust repaid half of grant, papers show

By Ines Calder and Tom Arkwright
The Harbour Gazette, 4 May 2019

The Harrow Trust repaid half of a 40,000-pound grant, papers seen
by the Gazette show. It had said that it repaid all of it. The chair of
the trust, Ann Oke, did not answer.

Background
The trust was founded in 1998 and has had three names since then,
all of which are known to the regulator.

- A grant which was spent on a van, a boat and a shed that nobody
  has seen since
- A loan

> We never had a van, and we never had a boat, and I do not know
> where the shed went.
"""


def kinds(text: str) -> list[tuple[str, str]]:
    """The blocks of a text as kind and words."""
    return [(block.kind, text[block.start : block.end]) for block in blocks_of(text)]


def test_wrapped_lines_belong_together() -> None:
    """Lines broken at a column make one paragraph; headline, bylines, subhead, items and quotes are told apart."""
    assert [(kind, words[:20]) for kind, words in kinds(WRAPPED)] == [
        ("headline", "Trust repaid half of"),
        ("byline", "By Ines Calder and T"),
        ("byline", "The Harbour Gazette,"),
        ("paragraph", "The Harrow Trust rep"),
        ("subhead", "Background"),
        ("paragraph", "The trust was founde"),
        ("item", "A grant which was sp"),
        ("item", "A loan"),
        ("quote", "We never had a van, "),
    ]


def test_one_paragraph_a_line() -> None:
    """Where lines end as sentences do, each is a paragraph, with or without empty lines between them."""
    text = "Harbour to close\nThe harbour closes on Monday, he said.\nNobody was told.\n\n\nIt will reopen in May.\n"
    assert kinds(text) == [
        ("headline", "Harbour to close"),
        ("paragraph", "The harbour closes on Monday, he said."),
        ("paragraph", "Nobody was told."),
        ("paragraph", "It will reopen in May."),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ines Calder", "byline"),
        ("Friday, January 4, 2019", "byline"),
        ("9 March 2014", "byline"),
        ("By law the board must meet twice a year.", "paragraph"),
        ("By Monday the harbour was empty.", "paragraph"),
        ("She was born on 9 March 2014.", "paragraph"),
        ("Photo: the harbour in May.", "caption"),
        ("Image makers met in the hall.", "paragraph"),
        ("1. A van", "item"),
        ("• A boat", "item"),
        ("2019 was a bad year.", "paragraph"),
        ("- it was late, she said.", "item"),
        ("-40 degrees were measured.", "paragraph"),
        ("[1] Minutes of the board.", "note"),
        ("What the papers show", "subhead"),
        ("“What the papers show”", "paragraph"),
    ],
)
def test_kinds_of_lines(line: str, kind: str) -> None:
    """A line among paragraphs says what it is by its form; near-misses stay paragraphs."""
    text = f"The board met on Monday.\n\n{line}\n\nThe board will meet again in May, it said, and not before.\n"
    assert blocks_of(text)[1].kind == kind


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ines Calder", ("Ines Calder",)),
        ("By Ines Calder and Tom Arkwright, 4 May 2019", ("Ines Calder", "Tom Arkwright")),
        ("*By Ines Calder, Tom Arkwright*", ("Ines Calder", "Tom Arkwright")),
        ("Written by Ines van Calder | 4 May 2019", ("Ines van Calder",)),
        ("By staff", ()),
        ("Friday, January 4, 2019", ()),
    ],
)
def test_authors_of_a_byline(byline: str, names: tuple[str, ...]) -> None:
    """A byline gives the names in it, and nothing where it names nobody."""
    assert authors_of(byline) == names


def test_metadata_comes_from_the_top() -> None:
    """The headline is the title, the byline names the authors, and a dated line the day of publication."""
    found = read_text("a.txt", WRAPPED.encode()).metadata
    assert found.title == "Trust repaid half of grant, papers show"
    assert found.authors == ("Ines Calder", "Tom Arkwright")
    assert found.published == "2019-05-04"


def test_a_date_far_down_is_not_the_date_of_publication() -> None:
    """Only the first blocks can date a document."""
    text = (
        "Harbour closes\n\n"
        + "The board met for an hour.\n\n" * 8
        + "4 May 2019\n\nIt closes in June, the board said.\n"
    )
    assert read_text("a.txt", text.encode()).metadata.published is None


def test_text_is_the_file_itself() -> None:
    """Only CRLF becomes LF: blanks, lone CR and NUL stay as they are."""
    data = b"  One\r\n\r\ntwo\rthree \x00 \t four  \r\n"
    assert read_text("a.txt", data).text == "  One\n\ntwo\rthree \x00 \t four  \n"


def test_a_long_dated_sentence_is_no_byline() -> None:
    """A byline is short."""
    assert not is_byline("The last of many meetings that the whole board had was on Monday, 4 May 2019")


@given(st.text())
def test_blocks_lie_in_the_text_in_order(text: str) -> None:
    """Whatever the text, the blocks do not overlap, stand in order, and have no blanks at their ends."""
    end = 0
    for block in blocks_of(text):
        words = text[block.start : block.end]
        assert end <= block.start < block.end
        assert words == words.strip()
        end = block.end


@given(st.text(alphabet=st.sampled_from("ab. \n->1)*By4May2019|,“”")))
def test_no_word_is_outside_a_block(text: str) -> None:
    """Every letter of a text is in a block, or is the number of an item."""
    blocks = blocks_of(text)
    covered = {at for block in blocks for at in range(block.start, block.end)}
    assert all(at in covered for at, char in enumerate(text) if char.isalpha() and char not in "ab1")


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes at all make a text."""
    made = read_text("a.txt", data)
    assert all(0 <= each.start <= each.end <= len(made.text) for each in (*made.blocks, *made.skipped))
