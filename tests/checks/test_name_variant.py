"""name-variant: surnames a letter apart."""

from __future__ import annotations

import pytest
from record_draft import Draft

from onrecord.checks.name_variant import find
from onrecord.records import EntityType


def seen(first: str, second: str, kind: EntityType = "Person") -> list[str]:
    """The messages for two names; the first is a person's."""
    draft = Draft(f"They met {first}. Later they met {second}.")
    draft.entity(first)
    draft.entity(second, kind)
    return [each.message for each in find(draft.record())]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Odile Marshall", "Marshell"),
        ("Odile Marshall", "Marshal"),
        ("Odile Marshall", "Odile Marshalt"),
        ("Odile Marshall", "Masrhall"),
        ("Marshell", "Odile Marshall"),
    ],
)
def test_a_letter_more_less_other_or_moved_is_found(first: str, second: str) -> None:
    """The finding stands at the name that comes second and gives both."""
    assert seen(first, second) == [f"“{second}” differs by one letter from “{first}”."]


def test_a_misspelt_name_read_as_another_thing_is_found() -> None:
    """A misspelt surname is often taken for a place or a body."""
    assert len(seen("Odile Marshall", "Marshell", "Place")) == 1
    assert seen("Odile Marshall", "Marshell Mill", "Place") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Odile Marshall", "Paul Marshell"),
        ("Odile Marshall", "Paul Marshall"),
        ("Odile Marshall", "Marshalls"),
        ("Odile Marsh", "March"),
        ("Odile Marshall", "Marchant"),
        ("Marshall", "Marshell"),
        ("Odile Marsh-Hall", "Marsh-Ball"),
    ],
)
def test_two_people_plurals_and_short_names_are_not_found(first: str, second: str) -> None:
    """Given names tell two people apart; short names and plurals are a letter apart by nature."""
    assert seen(first, second) == []
