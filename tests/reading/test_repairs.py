"""What the tagger's runs are held to, by examples with invented names."""

from __future__ import annotations

import pytest

from onrecord.reading.names.repairs import Tagged, repaired
from onrecord.records import EntityType


def mended(text: str, *names: tuple[str, EntityType]) -> list[str]:
    """The names that remain of these parts of a text."""
    tagged = [Tagged(text.index(name), text.index(name) + len(name), kind, 1.0) for name, kind in names]
    return [text[name.start : name.end] for name in repaired(text, tagged)]


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("Sudmoor Ltd T/A TowTown: fined", [("Sudmoor Ltd T/A TowTown", "Organization")], ["Sudmoor Ltd", "TowTown"]),
        ("Sudmoor Ltd d/b/a Tow", [("Sudmoor Ltd d", "Organization"), ("Tow", "Organization")], ["Sudmoor Ltd", "Tow"]),
        ("Pilar Egoyen nee Zubar left", [("Pilar Egoyen nee Zubar", "Person")], ["Pilar Egoyen", "Zubar"]),
        ("the Office of Vostland", [("Office of", "Organization"), ("Vostland", "Place")], ["Office of Vostland"]),
        ("the Office of the Vost, he", [("Office of", "Organization"), ("Vost", "Place")], ["Office", "Vost"]),
        ("E.M. Garrel left", [("E.M.", "Person"), ("Garrel", "Person")], ["E.M. Garrel"]),
        ("U.V. Bank left", [("U.V.", "Place"), ("Bank", "Organization")], ["U.V.", "Bank"]),
        ("in the U.V. today", [("U.V", "Place")], ["U.V."]),
        ("at Y-Kombinat now", [("Y", "Organization")], ["Y-Kombinat"]),
        ("a Redport-based firm", [("Redport", "Place")], ["Redport"]),
        ("the Redport-Vost war", [("Redport", "Place"), ("Vost", "Place")], ["Redport", "Vost"]),
        ("Ada Moss\nBen Tarn", [("Ada Moss\nBen Tarn", "Person")], ["Ada Moss", "Ben Tarn"]),
        ("Ada\nMoss", [("Ada\nMoss", "Person")], ["Ada\nMoss"]),
        ("in New\nHarrow Town", [("New\nHarrow Town", "Place")], ["New\nHarrow Town"]),
        ("Ada Moss\tclerk", [("Ada Moss\tclerk", "Person")], ["Ada Moss"]),
        ("he was never there", [("never", "Person")], []),
        ("the Bank of Vost, said", [("the Bank of Vost,", "Organization")], ["Bank of Vost"]),
        ("Ada Moss's hat", [("Ada Moss's", "Person")], ["Ada Moss"]),
        ("at Moss's today", [("Moss's", "Organization")], ["Moss's"]),
        ("The vote", [("The", "Organization")], []),
        ("Jon “J.D.” Dorrel left", [("Jon “J.D.", "Person"), ("Dorrel", "Person")], ["Jon “J.D.” Dorrel"]),
        ('He met Jon. "Ada" Moss left', [("Jon", "Person"), ("Moss", "Person")], ["Jon", "Moss"]),
        ("in Dorrel v. Vost, she", [("Dorrel v. Vost", "Event")], ["Dorrel v. Vost"]),
        ("Dorrel v. Vost Ltd: paid", [("Dorrel v. Vost Ltd", "Organization")], ["Dorrel", "Vost Ltd"]),
        ("Una Corrig-Slate left", [("Una Corrig", "Person"), ("-Slate", "Person")], ["Una Corrig-Slate"]),
        ("Una Vost (Radical) left", [("Una Vost (", "Person")], ["Una Vost"]),
        ("OAT (NORTH) LTD, once", [("OAT (", "Organization"), ("NORTH) LTD", "Organization")], ["OAT (NORTH) LTD"]),
        ("Vitamin D is", [("Vitamin D", "Work")], ["Vitamin D"]),
        ("the Vost Party left", [("Vost", "Group")], ["Vost Party"]),
        ("the Vost party left", [("Vost", "Group")], ["Vost"]),
        ("at the Vost Party Hall", [("Vost", "Organization"), ("Party Hall", "Place")], ["Vost", "Party Hall"]),
        ("an Ada Moss Party", [("Ada Moss", "Person")], ["Ada Moss"]),
    ],
)  # fmt: skip
def test_repairs(text: str, names: list[tuple[str, EntityType]], left: list[str]) -> None:
    """Each is bounded as a name is, or left out."""
    assert mended(text, *names) == left


def test_bounds_stay_within_the_text() -> None:
    """What is mended lies in the text, in order, and does not overlap."""
    text = "-–, of the Ada-Moss of"
    tagged = [Tagged(start, end, "Person", 0.5) for start, end in ((0, 3), (3, 10), (11, 14), (14, 19), (19, 22))]
    ends = 0
    for name in repaired(text, tagged):
        assert ends <= name.start < name.end <= len(text)
        ends = name.end
