"""What the document settles of tagged names: acronyms and their words, a place right before a surname."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.language.parse import Parse
from onrecord.reading.names.finding import NameMention
from onrecord.reading.names.settling import settled
from onrecord.records import EntityType

pytestmark = pytest.mark.model
Given = tuple[str, EntityType]


def names_of(parse: Parse, *given: Given) -> list[NameMention]:
    """Tagged names, where each stands first."""
    made = []
    for text, kind in given:
        start = parse.text.index(text)
        run = parse.tokens_in(start, start + len(text))
        head = parse.head_of(run.start, run.stop)
        made.append(NameMention(start, start + len(text), run.start, run.stop, head, text, kind))
    return sorted(made, key=lambda name: name.start)


@pytest.mark.parametrize(
    ("text", "given", "left"),
    [
        (
            "PEDRAL (Pan-Eastern Directory of Rail Accidents and Losses) lists eleven.",
            [("PEDRAL", "Work"), ("Pan-Eastern Directory of Rail Accidents", "Organization"), ("Losses", "Work")],
            ["PEDRAL", "Pan-Eastern Directory of Rail Accidents and Losses"],
        ),
        (
            "The Upland Farmers' Alliance met. In the end the UFA voted.",
            [("Upland Farmers' Alliance", "Organization")],
            ["Upland Farmers' Alliance", "UFA"],
        ),
        (
            "The Upland Farmers' Alliance met a man named Ufa.",
            [("Upland Farmers' Alliance", "Organization")],
            ["Upland Farmers' Alliance"],
        ),
        (
            "The USS Brannock (DDG 91) met the Hearth Fund (FUND 3).",
            [("USS Brannock", "Work"), ("DDG", "Organization"), ("Hearth Fund", "Organization")],
            ["USS Brannock", "DDG 91", "Hearth Fund"],
        ),
        (
            "Diana Moss Charles Tarn Peter Vost\nEmail",
            [("Diana", "Person"), ("Moss Charles Tarn", "Person"), ("Peter Vost", "Person")],
            ["Diana Moss", "Charles Tarn", "Peter Vost"],
        ),
        ("Diana Moss Charles met Peter.", [("Diana Moss Charles", "Person")], ["Diana Moss Charles"]),
        ("Mr Vere Tarn met Mr and Mrs Oduya.", [("Oduya", "Person")], ["Vere Tarn", "Oduya"]),
        (
            "Anton Vere left Oslo. In London Vere taught the piano.",
            [("Anton Vere", "Person"), ("Oslo", "Place"), ("London Vere", "Place")],
            ["Anton Vere", "Oslo", "London", "Vere"],
        ),
        (
            "Anton Vere left Oslo. In London Square he taught.",
            [("Anton Vere", "Person"), ("London Square", "Place")],
            ["Anton Vere", "London Square"],
        ),
    ],
)  # fmt: skip
def test_settled(parse: Callable[[str], Parse], text: str, given: list[Given], left: list[str]) -> None:
    """Letters and other places of a name bound and part it; where they say nothing, it stays."""
    tree = parse(text)
    assert [name.text for name in settled(tree, names_of(tree, *given), set())] == left


def test_types_of_what_was_parted(parse: Callable[[str], Parse]) -> None:
    """The place is one, the surname a person's."""
    tree = parse("Anton Vere left Oslo. In London Vere taught the piano.")
    names = list(settled(tree, names_of(tree, ("Anton Vere", "Person"), ("London Vere", "Organization")), set()))
    assert [(name.text, name.type) for name in names] == [
        ("Anton Vere", "Person"),
        ("London", "Place"),
        ("Vere", "Person"),
    ]
