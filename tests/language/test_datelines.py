"""What of a block is its dateline?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.datelines import dateline_length
from onrecord.language.parse import Parse

DATELINES = [
    ("REDPORT , May 14 ( Quayside ) - The mayor left .", 8),
    ("REDPORT ( QN ) — Police said so .", 5),
    ("Redport ( Quayside ) – “ We won . ”", 5),
    ("NEW REDPORT — The mayor left .", 3),
    ("REDPORT , Lowland , 3 May -- Ada Moss left .", 7),
    ("NATO – the alliance – met .", 0),
    ("Ada Moss - the mayor - left .", 0),
    ("Ada Moss – Redport ’s mayor – left .", 0),
    ("- REDPORT - The mayor left .", 0),
    ("The mayor ( Ada Moss ) - left .", 0),
    ("REDPORT —", 0),
    ("", 0),
]


@pytest.mark.parametrize(("line", "length"), DATELINES)
def test_a_dateline_runs_to_its_dash(line: str, length: int) -> None:
    """Place, day and agency before a dash are one; names and phrases between dashes are none."""
    words = line.split()
    assert dateline_length(words, [True] * len(words)) == length


@given(st.lists(st.sampled_from(["REDPORT", "-", "(", ")", ",", "3", "May", "the", "—"])))
def test_a_dateline_is_followed_by_something(words: list[str]) -> None:
    """A dateline never takes the whole block."""
    assert dateline_length(words, [True] * len(words)) < max(1, len(words))


@pytest.mark.model
def test_a_dateline_is_a_byline_of_its_own(parse: Callable[[str], Parse]) -> None:
    """The place of a dateline takes no part in the sentence after it."""
    read = parse("REDPORT, May 14 (Quayside) - The founder of the fund was barred on Wednesday.")
    assert [sentence.kind for sentence in read.sentences] == ["byline", "paragraph"]
    barred = next(token for token in read.tokens if token.text == "barred")
    assert [token.text for token in read.dependants(barred.index, "nsubjpass")] == ["founder"]
