"""What the trained encoder is shown of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from onrecord.language.windows import windows_of, words_of
from onrecord.records import Span


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """Knows two words; everything else is unknown."""
    made = Tokenizer(WordLevel({"[UNK]": 0, "ferry": 1, "sank": 2}, unk_token="[UNK]"))  # noqa: S106 - no password
    made.pre_tokenizer = Whitespace()
    return made


def words(text: str, *quotations: tuple[int, int]) -> list[str]:
    """The words of a text as strings."""
    return [text[word.start : word.end] for word in words_of(text, [Span(*span) for span in quotations])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry sank.", ["The", "ferry", "sank", "."]),
        ("“No,” she said", ["“", "No", ",", "”", "she", "said"]),
        ("don’t", ["don", "’", "t"]),
        ("\n \n", []),
        ("🚢 שלום", ["🚢", "שלום"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Words are runs of letters and digits; every other sign stands alone."""
    assert words(text) == expected


def test_paragraphs_and_sentences() -> None:
    """A word knows its paragraph and sentence; an abbreviation ends none."""
    text = "Sen. Varga left. He slept.\nShe stayed."
    found = words_of(text, [])
    assert [text[word.start : word.end] for word in found if word.opens] == ["Sen", "She"]
    assert len({word.sentence for word in found}) == 3


def test_quotations() -> None:
    """A word knows which quotation it stands in."""
    text = '"Yes" and "no"'
    assert [word.quotation for word in words_of(text, [Span(0, 5), Span(10, 14)])] == [0, 0, 0, -1, 1, 1, 1]


@pytest.mark.parametrize(("word", "shape"), [("ferry", 0), ("1999", 1), ("?", 2), ("Ferry", 3), ("FERRY", 4), ("I", 3)])
def test_shapes(word: str, shape: int) -> None:
    """The case of a word is kept beside its uncased pieces."""
    assert words_of(word, [])[0].shape == shape


def test_windows_break_between_paragraphs(tokenizer: Tokenizer) -> None:
    """Whole paragraphs go into a window, as many as fit."""
    text = "ferry sank ferry\nferry sank\nferry sank ferry"
    found = windows_of(text, words_of(text, []), tokenizer, size=5)
    assert [(window.first, window.last) for window in found] == [(0, 5), (5, 8)]


def test_long_paragraphs_break_between_sentences(tokenizer: Tokenizer) -> None:
    """A paragraph that does not fit is parted where a sentence ends."""
    text = "ferry sank. Ferry ferry ferry. Ferry"
    found = windows_of(text, words_of(text, []), tokenizer, size=6)
    assert [(window.first, window.last) for window in found] == [(0, 3), (3, 8)]


@given(st.text(max_size=200), st.integers(1, 20))
def test_windows_cover_every_text(text: str, size: int) -> None:
    """Whatever the text, its windows hold every word once, in order, and none more pieces than fit."""
    made = Tokenizer(WordLevel({"[UNK]": 0}, unk_token="[UNK]"))  # noqa: S106 - no password
    found = words_of(text, [])
    windows = windows_of(text, found, made, size)
    assert [i for window in windows for i in range(window.first, window.last)] == list(range(len(found)))
    assert all(len(window.pieces) <= size and len(window.heads) == window.last - window.first for window in windows)
    assert all(text[word.start : word.end].strip() for word in found)
