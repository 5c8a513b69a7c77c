"""What the parser sees of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.plain import plain_text
from onrecord.records import Document, Link

CASES = [
    ("a *thin* line", "a  thin  line"),
    ("**Bold** words", "  Bold   words"),
    ("_so_ it ran", " so  it ran"),
    ("snake_case_name stays", "snake_case_name stays"),
    ("5 * 3 * 2 stays", "5 * 3 * 2 stays"),
    ("tab\there\nand\u00a0there", "tab here and there"),
]


@pytest.mark.parametrize(("text", "seen"), CASES)
def test_marks_of_emphasis_are_blanked_out(text: str, seen: str) -> None:
    """And nothing else is."""
    assert plain_text(Document("d", text)) == seen


def test_of_a_markdown_link_only_the_words_are_seen() -> None:
    """Its brackets and its address are no words."""
    text = "see [title deeds](https://example.org/a) here"
    document = Document("d", text, links=(Link(5, 16, "https://example.org/a"),))
    assert plain_text(document) == "see  title deeds                         here"


def test_a_link_of_a_web_page_has_no_marks_to_blank() -> None:
    """The words stay as they are."""
    assert plain_text(Document("d", "see it (there)", links=(Link(4, 6, "u"),))) == "see it (there)"


@given(st.text(alphabet="a*_[]()\n ", max_size=60))
def test_offsets_hold(text: str) -> None:
    """Whatever the marks, the length stays, and no letter changes."""
    seen = plain_text(Document("d", text))
    assert len(seen) == len(text)
    assert [i for i, char in enumerate(seen) if char == "a"] == [i for i, char in enumerate(text) if char == "a"]
