"""Walking the tree of a parse that is made by hand."""

from __future__ import annotations

from onrecord.language.parse import Parse, Sentence, Token
from onrecord.records import Span

TEXT = "The old fund fell in May."
#        0   4   8    13   18 21 24
WORDS = [("The", 0, "det", 2), ("old", 4, "amod", 2), ("fund", 8, "nsubj", 3), ("fell", 13, "ROOT", 3)]
WORDS += [("in", 18, "prep", 3), ("May", 21, "pobj", 4), (".", 24, "punct", 3)]
TOKENS = [
    Token(start, start + len(word), index, word, word.lower(), "X", "X", dep, head, 0)
    for index, (word, start, dep, head) in enumerate(WORDS)
]
PARSE = Parse.of(TEXT, TOKENS, [Sentence(0, 25, 0, 7, 0, "paragraph")])


def test_dependants_come_in_text_order() -> None:
    """All of them, or those of a relation."""
    assert [token.text for token in PARSE.dependants(3)] == ["fund", "in", "."]
    assert [token.text for token in PARSE.dependants(3, "prep", "punct")] == ["in", "."]
    assert PARSE.dependant(3, "dobj") is None


def test_a_subtree_can_be_cut() -> None:
    """Branches of a relation are left out."""
    assert PARSE.subtree(2) == [0, 1, 2]
    assert PARSE.subtree(3, frozenset({"prep"})) == [0, 1, 2, 3, 6]
    assert PARSE.words(PARSE.subtree_span(4)) == "in May"


def test_governors_lead_to_the_root() -> None:
    """Nearest first; a root has none."""
    assert [token.text for token in PARSE.governors(5)] == ["in", "fell"]
    assert list(PARSE.governors(3)) == []


def test_the_head_of_a_run_hangs_outside_it() -> None:
    """Of a phrase its noun, of a run with two heads the last."""
    assert PARSE.head_of(0, 3) == 2
    assert PARSE.head_of(4, 6) == 4
    assert PARSE.head_of(0, 2) == 1


def test_tokens_are_found_by_offsets() -> None:
    """Those that lie at least partly in a run of text; none between words."""
    assert list(PARSE.tokens_in(5, 14)) == [1, 2, 3]
    assert list(PARSE.tokens_in(3, 4)) == []
    assert list(PARSE.tokens_in(0, 25)) == list(range(7))
    assert PARSE.span(0, 3) == Span(0, 12)
