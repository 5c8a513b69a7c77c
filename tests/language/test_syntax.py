"""The parse as the trained encoder sees it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.parse import Parse, Sentence, Token
from onrecord.language.syntax import FARTHEST, PARTS, RELATIONS, STRANGER, stacked, syntax_of
from onrecord.language.windows import words_of

# text, part of speech, relation, governor
ROWS = (
    ("Marsh", "PROPN", "nsubj", 1),
    ("said", "VERB", "ROOT", 1),
    ("the", "DET", "det", 3),
    ("pool", "NOUN", "nsubj", 4),
    ("leaks", "VERB", "ccomp", 1),
    (".", "PUNCT", "punct", 1),
)


def parse_of(rows: tuple[tuple[str, str, str, int], ...]) -> Parse:
    """A parse of one sentence, its words parted by blanks."""
    tokens, at = [], 0
    for index, (text, pos, dep, head) in enumerate(rows):
        tokens.append(Token(at, at + len(text), index, text, text, pos, "", dep, head, 0))
        at += len(text) + 1
    text = " ".join(row[0] for row in rows)
    return Parse.of(text, tokens, [Sentence(0, len(text), 0, len(tokens), 0, "paragraph")])


def test_what_hangs_below_the_cue() -> None:
    """A word below the cue has the relation of its branch; the cue itself has no steps."""
    parse = parse_of(ROWS)
    syntax = syntax_of(parse, words_of(parse.text, []))
    kin = syntax.kinship(1, 1)
    source, cue, the, pool, leaks, _ = kin.tolist()
    assert (source[:2], cue[:2], leaks[:2], pool[:2], the[:2]) == ([0, 1], [0, 0], [0, 1], [0, 2], [0, 3])
    assert the[2] == pool[2] == leaks[2] != source[2]


def test_what_stands_over_the_cue() -> None:
    """Seen from the inner verb, the outer one is a step up and its subject a step down from there."""
    parse = parse_of(ROWS)
    kin = syntax_of(parse, words_of(parse.text, [])).kinship(4, 4).tolist()
    assert kin[1][:2] == [1, 0]
    assert kin[0][:2] == [1, 1]
    assert kin[0][3] == kin[1][3] == syntax_of(parse, words_of(parse.text, [])).relations[4]


def test_words_that_were_not_parsed_are_strangers() -> None:
    """A word outside the parse has no part of speech, and is nobody's kin."""
    parse = parse_of(ROWS[:2])
    words = words_of("Marsh said so", [])
    syntax = syntax_of(parse, words)
    assert syntax.traits()[2].tolist() == [0, 0]
    assert syntax.kinship(1, 1)[2].tolist() == [STRANGER, 0, 0, 0]
    assert syntax.kinship(2, 2)[:, 0].tolist() == [STRANGER] * 3


def test_a_window_that_begins_inside_the_text() -> None:
    """Governors outside a window count as none."""
    parse = parse_of(ROWS)
    words = words_of(parse.text, [])[2:]
    syntax = syntax_of(parse, words)
    assert syntax.governors == (1, 2, -1, -1)
    assert syntax.kinship(2, 2)[0].tolist()[:2] == [0, 2]


def test_stacked_pads_with_strangers() -> None:
    """Rows of different lengths become one array."""
    parse = parse_of(ROWS)
    kin = syntax_of(parse, words_of(parse.text, [])).kinship(1, 1)
    whole = stacked([kin, kin[:2]], 8)
    assert whole.shape == (2, 8, 4)
    assert whole[0, :6].tolist() == kin.tolist()
    assert whole[1, 2:, 0].tolist() == [STRANGER] * 6
    assert stacked([], 3).shape == (0, 3, 4)


@given(st.data())
def test_any_tree_and_any_cue(data: st.DataObject) -> None:
    """Every number stays below its bound, the cue's words are at no steps, and only they are."""
    count = data.draw(st.integers(1, 9))
    parts = st.sampled_from(("NOUN", "odd"))
    relations = st.sampled_from(("dep", "?", "ccomp"))
    heads = data.draw(st.lists(st.integers(0, count - 1), min_size=count, max_size=count))
    rows = tuple(("w" * (i + 1), data.draw(parts), data.draw(relations), head) for i, head in enumerate(heads))
    parse = parse_of(rows)
    words = words_of(parse.text, [])
    first, last = sorted((data.draw(st.integers(0, count - 1)), data.draw(st.integers(0, count - 1))))
    syntax = syntax_of(parse, words)
    kin = syntax.kinship(first, last)
    assert (kin >= 0).all()
    assert (kin.max(0) < [STRANGER + 1, FARTHEST + 1, RELATIONS, RELATIONS]).all()
    assert (syntax.traits() < [PARTS, RELATIONS]).all()
    at_cue = [place for place, row in enumerate(kin.tolist()) if row[:2] == [0, 0]]
    assert at_cue == list(range(first, last + 1))


@pytest.mark.parametrize("cue", [(0, 0), (1, 1), (3, 4)])
def test_neighbours_in_the_tree_differ_by_one_step(cue: tuple[int, int]) -> None:
    """Going down one branch adds a step at a time."""
    parse = parse_of(ROWS)
    syntax = syntax_of(parse, words_of(parse.text, []))
    kin = syntax.kinship(*cue)
    chain = [2, 3, 4, 1]
    for lower, upper in pairwise(chain):
        assert abs(int(kin[lower, :2].sum()) - int(kin[upper, :2].sum())) <= 1
