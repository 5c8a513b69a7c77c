"""Names: their bounds, their types, and what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import RuleError
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.reading.names import word_lists
from onrecord.reading.names.finding import NameMention, find_names
from onrecord.reading.names.word_lists import name_key, nouns
from onrecord.records import Block, Document

Parser = Callable[[str], Parse]

BOUNDS = [
    ("title", "The deal was signed by President Dana Okoro on Friday.", "Dana Okoro", "Person"),
    ("title in brackets of honorifics", "She wrote to the Rev. Alban Mottershaw.", "Alban Mottershaw", "Person"),
    ("several titles", "Foreign Secretary Sir Alban Mottershaw resigned.", "Alban Mottershaw", "Person"),
    ("person noun", "The prize went to cyclist Dana Okoro of Leeds.", "Dana Okoro", "Person"),
    ("possessive", "Dana Okoro’s lawyer spoke.", "Dana Okoro", "Person"),
    ("article", "He works for the Charities Oversight Board in Leeds.", "Charities Oversight Board", "Organization"),
    (
        "acronym beside",
        "The Charities Oversight Board (COB) opened an inquiry.",
        "Charities Oversight Board",
        "Organization",
    ),
    ("acronym itself", "The Charities Oversight Board (COB) opened an inquiry.", "COB", "Organization"),
    (
        "for and and",
        "The Centre for Coastal Safety and Rescue paid.",
        "Centre for Coastal Safety and Rescue",
        "Organization",
    ),
    ("legal form", "The seller was Brackwith Estates Ltd.", "Brackwith Estates Ltd", "Organization"),
    ("country", "She moved to Norway in May.", "Norway", "Place"),
    ("body by country", "The Norwegian government denied it.", "Norwegian government", "Organization"),
    ("small words spelt out", "Transport for Redport (TfR) paid.", "Transport for Redport", "Organization"),
    ("told by apposition", "She met Kindlewick, a charity in Leeds.", "Kindlewick", "Organization"),
    ("told by age", "It hurt Skelling, 75, and fled.", "Skelling", "Person"),
    ("facility", "Dana saw the Dan J. Okoro Correctional Facility.", "Dan J. Okoro Correctional Facility", "Place"),
    ("noun at the start", "Broadcaster Adam Vass spoke.", "Adam Vass", "Person"),
    ("land of a branch", "It rained, according to BBC Norway.", "BBC Norway", "Organization"),
    ("of the", "Lena Holt of the Harbour Board spoke.", "Lena Holt", "Person"),
    ("given name at the start", "Angela Ada Vass spoke.", "Angela Ada Vass", "Person"),
    ("noun before a rare name", "Drummer Bukola Marsh left.", "Bukola Marsh", "Person"),
    ("owners of a body", "The Inland Pilots’ Guild met.", "Inland Pilots’ Guild", "Organization"),
    (
        "two halves of a body",
        "The Sandmere Wildfowl and Wetlands Society met.",
        "Sandmere Wildfowl and Wetlands Society",
        "Organization",
    ),
    ("unknown head", "It ended with the Treaty of Gellenbach.", "Treaty of Gellenbach", "Work"),
    ("footnote", "He is also known as Abu Haidar,[1] a general.", "Abu Haidar", "Person"),
    ("election", "He lost the 2019 general election.", "2019 general election", "Event"),
]


def texts(names: tuple[NameMention, ...]) -> list[str]:
    """The names as they stand."""
    return [name.text for name in names]


@pytest.mark.model
@pytest.mark.parametrize(("case", "text", "name", "kind"), BOUNDS, ids=[row[0] for row in BOUNDS])
def test_a_name_has_its_right_bounds_and_type(parse: Parser, case: str, text: str, name: str, kind: str) -> None:
    """Titles, articles, possessives and marks are no part of it."""
    found = {mention.text: mention.type for mention in find_names(parse(text))}
    assert found.get(name) == kind, (case, found)


NO_NAMES = [
    ("weekday", "The vote is on Monday."),
    ("role", "The Prime Minister resigned."),
    ("adjective", "Several German officials left."),
    ("first word", "Rescuers found nobody."),
    ("picture credit", "The old harbour. Image: Dana Okoro."),
    ("quantities", "It cost £3 million, or 5 percent more."),
]


@pytest.mark.model
@pytest.mark.parametrize(("case", "text"), NO_NAMES, ids=[row[0] for row in NO_NAMES])
def test_a_capital_makes_no_name(parse: Parser, case: str, text: str) -> None:
    """Days, posts, adjectives of countries and first words are not names."""
    assert texts(find_names(parse(text))) == [], case


@pytest.mark.model
def test_a_surname_is_found_again(parse: Parser) -> None:
    """Wherever the surname of a person stands, also in a headline in title case."""
    text = "Harkaway Denies Wrongdoing Over Sale\n\nDesmond Harkaway, 58, denied it. The fund trusted Harkaway."
    assert texts(find_names(parse(text))) == ["Harkaway", "Desmond Harkaway", "Harkaway"]


@pytest.mark.model
def test_a_surname_that_opens_a_sentence_is_found_again(parse: Parser) -> None:
    """Whatever the tagger makes of it where every word has a capital; a common noun stays one."""
    found = texts(find_names(parse("Dana Hemmings left. Hemmings’ office closed. Driving rain fell.")))
    assert found == ["Dana Hemmings", "Hemmings"]


def test_a_headline_in_title_case_names_nothing_new(parse: Parser) -> None:
    """Its capitals tell nothing."""
    text = "Old Charity Chief Quits Over Missing Winter Money\n\nA woman left her post at a charity on Tuesday."
    assert texts(find_names(parse(text))) == []


@pytest.mark.model
def test_titles_are_kept_beside_the_name(parse: Parser) -> None:
    """They say later whom "the senator" means, and which sex."""
    (name,) = find_names(parse("A letter by Senator Dana Okoro was read."))
    assert (name.text, name.titles, name.sure) == ("Dana Okoro", ("senator",), True)


@pytest.mark.model
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from("Dana Okoro The the of ( ) , . “ ” - Ltd 's Mr Leeds Bank 2019 and paid U.S. É".split())
    )
)
def test_a_name_is_its_words_to_the_letter(parse: Parser, words: list[str]) -> None:
    """Whatever the text: names lie in text order, apart from each other, and spell what stands there."""
    text = " ".join(words)
    end = 0
    for name in find_names(parse(text)):
        assert text[name.start : name.end] == name.text
        assert name.start >= end
        assert name.first <= name.head < name.last
        end = name.end


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Board", "board"),
        ("U.S.", "US"),
        ("Piotr Łącki", "piotr lacki"),
        ("St. Ann’s", "St Ann's"),
        ("A  B", "a b"),
    ],
)
def test_names_are_compared_folded(one: str, other: str) -> None:
    """Case, accents, dots, blanks and a leading article do not count."""
    assert name_key(one) == name_key(other)


def test_a_noun_names_one_sort_of_thing() -> None:
    """The lists say which."""
    types = nouns().types
    assert [types[noun] for noun in ("treasurer", "charity", "village", "report", "crash")] == [
        "Person", "Organization", "Place", "Work", "Event",
    ]  # fmt: skip


def test_a_word_list_with_a_wrong_key_does_not_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the file, the key and the keys there are."""
    monkeypatch.setattr(
        "onrecord.reading.names.word_lists.yaml.safe_load", lambda _text: {"male": "adam", "mail": "eve"}
    )
    word_lists.given_names.cache_clear()
    with pytest.raises(RuleError, match=r"first_names\.yaml: .*mail.*the keys are female, male"):
        word_lists.given_names()
    monkeypatch.undo()
    word_lists.given_names.cache_clear()


def test_cells_of_a_table_are_no_one_name(parser: SpacyParser) -> None:
    """A tab parts names as nothing else does."""
    text = "Dana Okoro\tBrackwith Estates Ltd\tLeeds\nAda Venn\tHale Trust\tYork"
    parsed = parser.parse(Document("d", text, blocks=(Block(0, len(text), "table"),)))
    names = [name.text for name in find_names(parsed)]
    assert "Dana Okoro" in names
    assert not any("\t" in name for name in names)
