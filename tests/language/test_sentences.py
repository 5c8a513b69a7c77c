"""Where do sentences begin?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.sentences import sentence_starts

CASES = [
    ("Dr. Ada Marlowe left . She came back .", ["Dr.", "She"]),
    ("J. R. Venn founded it . The trust grew .", ["J.", "The"]),
    ("He met the U.S. senator . It rained .", ["He", "It"]),
    ("She lives in the U.S. The fund does not .", ["She", "The"]),
    ("It paid Hale Ltd. Marlowe objected .", ["It"]),
    ("It paid Hale Ltd. But nobody objected .", ["It", "But"]),
    ("Was it so ? It was !", ["Was", "It"]),
    ("the bill was 3.5 million . nobody paid", ["the"]),
    ("It stopped … Then it went on .", ["It", "Then"]),
    ("No. 10 was closed . Nobody came .", ["No.", "Nobody"]),
    ("TRUST MISLED DONORS", ["TRUST"]),
]


@pytest.mark.parametrize(("line", "begin"), CASES)
def test_sentences_begin_where_a_reader_would_say(line: str, begin: list[str]) -> None:
    """Abbreviations, initials and numbers do not end a sentence; stops before a usual opener do."""
    words = line.split()
    starts = sentence_starts(words, [True] * len(words))
    assert [word for word, start in zip(words, starts, strict=True) if start] == begin


QUOTED = [
    ("“ We cannot go on . ” |He left .", ["“", "He"]),
    ("“ Why ? ” |Marlowe asked .", ["“"]),
    ("“ Why ? ” |The room fell silent .", ["“", "The"]),
    ("( He said so . ) |Then it ended .", ["(", "Then"]),
    ("« Non . » |She shrugged .", ["«", "She"]),
    ("“ Go ! ” |she said .", ["“"]),
    ("It ended . |`` So be it . '' |'' Never ! ''", ["It", "``", "''"]),
]


@pytest.mark.parametrize(("line", "begin"), QUOTED)
def test_closing_marks_belong_to_the_sentence_they_close(line: str, begin: list[str]) -> None:
    """After a closing mark a new sentence begins, unless a verb of saying goes on with the old one."""
    raw = line.split()
    words = [word.lstrip("|") for word in raw]
    spaced = [index + 1 < len(raw) and raw[index + 1].startswith("|") for index in range(len(raw))]
    starts = sentence_starts(words, spaced)
    assert [word for word, start in zip(words, starts, strict=True) if start] == begin


@given(st.lists(st.text(min_size=1, max_size=6)), st.booleans())
def test_any_tokens_give_a_decision_each(words: list[str], spaced: bool) -> None:  # noqa: FBT001
    """Odd text is never an exception, and the first token always begins a sentence."""
    starts = sentence_starts(words, [spaced] * len(words))
    assert len(starts) == len(words)
    assert not words or starts[0]
