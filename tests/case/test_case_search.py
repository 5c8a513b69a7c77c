"""Full-text search: what people type, and what they find."""

from __future__ import annotations

from itertools import pairwise

import pytest
from case_builder import DIRECTOR, FOUNDED, RUN, TEXT, article, blocks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.case.passages import LONGEST, passages_of
from onrecord.case.store import Case
from onrecord.records import Block, Document, Record, Span


@pytest.fixture
def full(case: Case) -> Case:
    """A case with the article about the trust."""
    one = article()
    case.add(one.name, one.data, one.record, RUN)
    return case


@pytest.mark.parametrize(
    ("typed", "snippets"),
    [
        ("founded", [f"{FOUNDED} {DIRECTOR}".replace("founded", "[founded]")]),
        ("raised pounds", ["“We [raised] 412,500 [pounds] in spring 2013,” said O'Hara."]),
        ("pounds raised", ["“We [raised] 412,500 [pounds] in spring 2013,” said O'Hara."]),
        ('"raised pounds"', []),
        ("“raised 412,500”", ["“We [raised 412,500] pounds in spring 2013,” said O'Hara."]),
        ("rename*", ["Larkfield Trust [renamed]"]),
        ("rename", []),
        ("RENAMED", ["Larkfield Trust [renamed]"]),
        ("renamed AND", []),
        ("zebra", []),
        ("", []),
        ('"', []),
    ],
)  # fmt: skip
def test_search(full, typed, snippets):
    """All words in one passage, phrases in their order, `*` for the rest of a word; the words are marked."""
    assert [hit.snippet() for hit in full.search(typed)] == snippets


def test_a_hit_is_evidence(full):
    """The words of a hit and of its marks are the text's own, to the letter."""
    (hit,) = full.search("said hara")
    assert TEXT[hit.span.start : hit.span.end] == hit.words
    assert [TEXT[mark.start : mark.end] for mark in hit.marks] == ["said", "Hara"]


def test_hits_come_in_text_order_up_to_a_limit(full):
    """Hits come in the order of the text, no more than asked for."""
    found = [hit.span.start for hit in full.search("trust")]
    assert found == sorted(found)
    assert len(found) == 2
    assert full.search("trust", limit=1) == full.search("trust")[:1]


def test_a_long_snippet_is_cut(case):
    """A snippet of a long passage shows the words around the first mark and says where it is cut."""
    one = article(extra="\n\n" + "before " * 100 + "needle " + "after " * 100)
    case.add(one.name, one.data, one.record, RUN)
    (hit,) = case.search("needle")
    assert hit.snippet("<", ">", around=14) == "…before before <needle> after after after aft…"


@pytest.mark.parametrize(
    "typed",
    ["AND", "NOT x", "a OR", "NEAR(a b)", "jane-doe", "col:x", "^x", "x^2", "(", ")", "*", "a*b", '"*', '""', "{a}",
     "a" * 9999, "a " * 5000, " ".join(map(str, range(5000))), "\0", "a\0b", "\udcff", "'; DROP TABLE records; --", "+",
     "-x", "٣", "ǅ", "①", "\u0301", "x AND AND y", '"a" + "b"'],
)  # fmt: skip
def test_hostile_input(full, typed):
    """No input is an error of syntax."""
    assert isinstance(full.search(typed), tuple)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(st.text(alphabet=st.one_of(st.sampled_from("\"*()^:+-{},.'ANDORT “”"), st.characters()), max_size=40))
def test_any_input(full, typed):
    """Whatever is typed: an answer and no error."""
    assert isinstance(full.search(typed), tuple)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(TEXT.split("\n\n")[1].split()), min_size=1, max_size=5))
def test_any_words_of_a_paragraph(full, words):
    """Words of one paragraph, in whatever order and with their commas and full stops, find that paragraph."""
    assert TEXT.split("\n\n")[1] in [hit.words for hit in full.search(" ".join(words))]


@given(
    st.text(alphabet="ab \n.", max_size=300),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=6),
)
def test_passages_hold_every_word_once(text, edges):
    """Passages come in order, do not overlap, and leave no word of the text out, whatever the blocks are."""
    bounds = [(min(a, len(text)), min(b, len(text))) for a, b in edges]
    laid = tuple(Block(min(a, b), max(a, b), "paragraph") for a, b in bounds)
    spans = list(passages_of(Record(Document("d-1", text, blocks=laid))))
    assert all(one.end <= two.start for one, two in pairwise(spans))
    held = "".join(text[span.start : span.end] for span in spans)
    assert [char for char in held if char.isalpha()] == [char for char in text if char.isalpha()]


def test_a_long_paragraph_is_cut_at_a_sentence():
    """A paragraph longer than the longest passage is cut where a sentence starts, or else between words."""
    text = "One two. " * 1000 + "x" * (2 * LONGEST)
    sentences = tuple(Span(at, at + 8) for at in range(0, 9000, 9))
    spans = list(passages_of(Record(Document("d-1", text, blocks=blocks(text)), sentences)))
    assert all(span.end - span.start <= LONGEST for span in spans)
    assert all(text[span.start : span.end].startswith("One") for span in spans[:2])
    assert sum(span.end - span.start for span in spans) >= len(text) - len(spans)
