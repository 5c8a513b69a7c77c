"""Quotation marks are paired the way news really sets them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.attributions.quotations import find_quotations
from onrecord.records import Block, Document


def quoted(text: str) -> list[str]:
    """The words of every quotation with its marks, a line being a paragraph."""
    return [text[found.start : found.end] for found in find_quotations(Document("d", text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “yes.”", ["“no”", "“yes.”"]),
        ('She said "no" and "yes."', ['"no"', '"yes."']),
        ("''Predatory,'' he said.", ["''Predatory,''"]),
        ("``Predatory,'' he said.", ["``Predatory,''"]),
        ("«Nein», he said, „doch“ he meant.", ["«Nein»", "„doch“"]),
        ("“Done“ he said.", ["“Done“"]),
        ("‘I don’t like it,’ he said. ‘It’s late.’", ["‘I don’t like it,’", "‘It’s late.’"]),
        ("'I can't,' said Venn. 'Not now.'", ["'I can't,'", "'Not now.'"]),
        ("‘The workers’ pay is late,’ he said.", ["‘The workers’ pay is late,’"]),
        ("'The dogs' dinner is gone,' he said.", ["'The dogs' dinner is gone,'"]),
        ("She told the paper: ‘We are sorry.’", ["‘We are sorry.’"]),
        ("The workers' pay and the boats' masts", []),
        ("Rock 'n' roll of the '90s and the ‘80s", []),
        ("He is 6'2\" tall and 5' wide.", []),
        ("No marks at all", []),
        ("", []),
        ("”", []),
        ("“", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    """Curly, straight, doubled and angular marks pair; apostrophes, inches and strays do not."""
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He said ‘stop’ and left,” she said.", [("“He said ‘stop’ and left,”", 0), ("‘stop’", 1)]),
        ("“A “b” c d”", [("“A “b” c d”", 0), ("“b”", 1)]),
        ("‘He said “stop” to me,’ she said.", [("‘He said “stop” to me,’", 0), ("“stop”", 1)]),
    ],
)
def test_nested(text: str, expected: list[tuple[str, int]]) -> None:
    """A quotation within another follows it and knows its depth."""
    found = find_quotations(Document("d", text))
    assert [(text[quotation.start : quotation.end], quotation.depth) for quotation in found] == expected


def test_left_open_runs_to_the_end_of_its_paragraph() -> None:
    """A mark without a partner ends with its paragraph, or before the next that opens."""
    text = "He said “we will see.\nThe end. “One. And “two.”"
    found = find_quotations(Document("d", text))
    assert [(text[quotation.start : quotation.end], quotation.closed) for quotation in found] == [
        ("“we will see.", False),
        ("“One. And", False),
        ("“two.”", True),
    ]


def test_several_paragraphs() -> None:
    """A quotation over paragraphs opens each of them and is closed at the last."""
    text = "“First of all.\n“Second.\n“Third,” he said.\n“Another.”"
    found = find_quotations(Document("d", text))
    assert [quotation.follows for quotation in found] == [False, True, True, False]
    assert [quotation.closed for quotation in found] == [False, False, True, True]


def test_blocks_are_the_paragraphs() -> None:
    """Where a document has blocks, a quotation may run over the lines of one."""
    text = "“One line\nand the next,” she said.\n\nEnd."
    document = Document("d", text, blocks=(Block(0, 35, "paragraph"), Block(37, 41, "paragraph")))
    assert [text[found.start : found.end] for found in find_quotations(document)] == ["“One line\nand the next,”"]


@pytest.mark.parametrize(
    ("text", "short"), [("the “miracle cure”", True), ("“It was the best we had,” she said.", False)]
)
def test_scare_quotes_are_short(text: str, *, short: bool) -> None:
    """A word or two in marks are told from a spoken sentence."""
    assert find_quotations(Document("d", text))[0].short is short


@given(st.text(alphabet="ab.s ,\n“”‘’\"'«»„-"))
def test_any_text(text: str) -> None:
    """Whatever the marks: no exception, spans within the text, in order, and the inner words within the marks."""
    found = find_quotations(Document("d", text))
    starts = [quotation.start for quotation in found]
    assert starts == sorted(starts)
    for quotation in found:
        assert 0 <= quotation.start <= quotation.inner.start <= quotation.inner.end <= quotation.end <= len(text)
