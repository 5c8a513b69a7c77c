"""Which names are of one bearer, on names made by hand."""

from __future__ import annotations

import pytest

from onrecord.reading.coreference.bearers import find_bearers
from onrecord.reading.coreference.sexes import Sexes
from onrecord.reading.names.finding import NameMention
from onrecord.records import EntityType


def mention(at: int, text: str, kind: EntityType, *titles: str, tagged: str = "") -> NameMention:
    """A name at some place, as `find_names` gives them."""
    tagged = tagged or {"Person": "PERSON", "Organization": "ORG", "Place": "GPE"}.get(kind, "EVENT")
    return NameMention(at, at + len(text), at, at + 1, at, text, kind, tagged, titles)


def groups(*names: tuple[str, EntityType]) -> list[list[str]]:
    """The names grouped by bearer."""
    mentions = [mention(index * 50, text, kind) for index, (text, kind) in enumerate(names)]
    return [[mentions[i].text for i in bearer.names] for bearer in find_bearers(mentions)]


ONE: list[tuple[tuple[str, EntityType], tuple[str, EntityType]]] = [
    (("Dana Okoro", "Person"), ("Okoro", "Person")),
    (("Dana Okoro", "Person"), ("Okoro", "Place")),
    (("Dana B. Okoro", "Person"), ("Dana Okoro", "Person")),
    (("Dana Lima Okoro", "Person"), ("Dana Lima", "Person")),
    (("Brackwith Estates Ltd", "Organization"), ("Brackwith Estates", "Organization")),
    (("Charities Oversight Board", "Organization"), ("COB", "Organization")),
    (("Charities Oversight Board", "Organization"), ("Board", "Organization")),
    (("University of Skelmouth", "Organization"), ("university of Skelmouth", "Organization")),
    (("Norwegian government", "Organization"), ("government of Norway", "Organization")),
    (("Hurricane Dora", "Event"), ("Dora", "Person")),
    (("United Kingdom", "Place"), ("UK", "Place")),
    (("Dana Lima Okoro", "Person"), ("Lima", "Organization")),
    (("Dan al-Okoro", "Person"), ("Okoro", "Person")),
    (("Queen Dana II", "Person"), ("Queen Dana", "Person")),
    (("Dana Keltie-Okoro", "Person"), ("Okoro", "Person")),
    (("Dana Wrey-Lamb-Okoro", "Person"), ("Lamb-Okoro", "Person")),
    (("Dana Ana Lima Prado Okoro", "Person"), ("Lima Prado", "Person")),
    (("Dana “Dot” Okoro", "Person"), ("Dot", "Organization")),
    (("Skelmouth International Airport", "Place"), ("Skelmouth Airport", "Place")),
    (("United Islands House of Elders", "Organization"), ("House of Elders", "Organization")),
    (("Dept. of Tides", "Organization"), ("Department of Tides", "Organization")),
    (("St. Orla Hospice", "Organization"), ("Saint Orla Hospice", "Organization")),
    (("Elodie M. Okoro", "Person"), ("E.M. Okoro", "Person")),
    (("Office for Fair Moorings", "Organization"), ("Fair Moorings", "Organization")),
    (("Parliament of the United Isles", "Organization"), ("Parliament", "Organization")),
]


@pytest.mark.parametrize("names", ONE)
def test_two_names_of_one_bearer(names: tuple[tuple[str, EntityType], ...]) -> None:
    """Surnames, middle names, acronyms, legal forms and short forms are put together."""
    assert len(groups(*names)) == 1


TWO: list[tuple[tuple[str, EntityType], tuple[str, EntityType]]] = [
    (("Dana Okoro", "Person"), ("Adam Okoro", "Person")),
    (("White House", "Organization"), ("House", "Organization")),
    (("Dan Okoro Sr.", "Person"), ("Dan Okoro Jr.", "Person")),
    (("Skelmouth", "Place"), ("Skelmouth United", "Organization")),
    (("Hearth Relief", "Organization"), ("Hearth Relief Norway", "Organization")),
    (("University of Skelmouth", "Organization"), ("University of Leeds", "Organization")),
    (("Leeds", "Place"), ("Leeds Council", "Organization")),
    (("Skelmouth", "Place"), ("Skelmouth Airport", "Place")),
    (("Dan Okoro", "Person"), ("Dan Okoro Jr.", "Person")),
]


@pytest.mark.parametrize("names", TWO)
def test_look_alikes_are_kept_apart(names: tuple[tuple[str, EntityType], ...]) -> None:
    """Namesakes, father and son, a city and its club, a body and its national branch."""
    assert len(groups(*names)) == 2


def test_an_honorific_tells_who_bears_a_shared_surname() -> None:
    """The woman is meant by "Mrs"; without an honorific, who was named more."""
    names = [
        mention(0, "Desmond Harkaway", "Person"),
        mention(50, "Moira Harkaway", "Person"),
        mention(100, "Harkaway", "Person", "mrs"),
        mention(150, "Harkaway", "Person", "mr"),
        mention(200, "Harkaway", "Person"),
    ]
    sexes = Sexes({2: "female", 3: "male"}, frozenset({2, 3}))
    assert [bearer.names for bearer in find_bearers(names, sexes=sexes)] == [(0, 3, 4), (1, 2)]


def test_a_company_keeps_the_name_of_its_founder() -> None:
    """A surname that the tagger takes for a body, beside a body that begins so, is the body's."""
    names = [
        mention(0, "Dana Okoro", "Person"),
        mention(50, "Okoro Motor Company", "Organization"),
        mention(100, "Okoro", "Organization", tagged="ORG"),
        mention(150, "Okoro", "Person", tagged="PERSON"),
    ]
    assert [bearer.names for bearer in find_bearers(names)] == [(0, 3), (1, 2)]


def test_the_text_itself_can_join_names() -> None:
    """What an alias says is taken, but for a person and a body that are both sure."""
    names = [mention(0, "Kindlewick", "Organization"), mention(50, "Winter Appeal", "Organization")]
    assert len(find_bearers(names)) == 2
    assert len(find_bearers(names, [(0, 1)])) == 1


def test_no_word_of_the_text_makes_a_chamber_a_house() -> None:
    """The House is not the White House, whoever says that two names are one thing's."""
    mentions = [mention(0, "House", "Organization"), mention(50, "White House", "Organization")]
    assert len(find_bearers(mentions, [(0, 1)])) == 2
