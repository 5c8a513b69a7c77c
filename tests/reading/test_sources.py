"""Which entity a source is, read by the rules over the parse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.language.spacy import SpacyParser
from onrecord.pipeline import put_on_record
from onrecord.records import Document, Record

pytestmark = pytest.mark.model


@pytest.fixture(scope="session")
def on_record(parser: SpacyParser, document: Callable[..., Document]) -> Callable[[str], Record]:
    """The record of a text, read without a trained model."""

    def read(text: str) -> Record:
        made = document(text)
        return put_on_record(made, (), parser.parse(made))

    return read


def speakers(record: Record) -> list[tuple[str, str | None]]:
    """Cue and the name of the source's entity, of every attribution."""
    names = {entity.id: entity.name for entity in record.entities}
    text = record.document.text
    return [
        (
            text[item.cue.start : item.cue.end] if item.cue else "",
            names.get(item.source.entity or "") if item.source else None,
        )
        for item in record.attributions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor of Ashby, Lena Holt, said the pier is safe.", ("said", "Lena Holt")),
        ("Lena Holt, the mayor of Ashby, said the pier is safe.", ("said", "Lena Holt")),
        ("According to the mayor of New Ashby, Lena Holt, the pier is safe.", ("According to", "Lena Holt")),
        ("Lena Holt, Tom Marsh's sister, said the pier is safe.", ("said", "Lena Holt")),
        ("“We know the pier is safe,” said Lena Holt.", ("know", "Lena Holt")),
        ("“I think the pier is safe,” said Lena Holt.", ("think", "Lena Holt")),
        ("Lena Holt, who said the pier was safe, has left Ashby.", ("said", "Lena Holt")),
        ("The Calder Trust said it believes the pier is safe.", ("believes", "Calder Trust")),
        ("Calder Trust scientist Lena Holt said the pier is safe.", ("said", "Lena Holt")),
        ("“It is safe,” said Mayor of Ashby Lena Holt.", ("said", "Lena Holt")),
        ("A statement by the Calder Trust said the pier is safe.", ("said", "Calder Trust")),
        ("Lena Holt wrote in May. Her memoirs say the pier is safe.", ("say", "Lena Holt")),
        ("According to the Calder Trust website, the pier is safe.", ("According to", "Calder Trust")),
    ],
)
def test_speaker(on_record: Callable[[str], Record], text: str, expected: tuple[str, str]) -> None:
    """The name beside a post, the one who is quoted, or the body that speaks of itself."""
    assert expected in [(cue, name and name.removesuffix(",")) for cue, name in speakers(on_record(text))]


def test_a_spokesman_is_not_the_company(on_record: Callable[[str], Record]) -> None:
    """Who speaks for a company is a person of his own."""
    record = on_record("A spokesman for Calder Water said the dam was full. Calder Water was founded in 1971.")
    ((_, name),) = speakers(record)
    (person,) = [entity for entity in record.entities if entity.name == name]
    assert (person.type, person.named) == ("Person", False)
    assert name == "A spokesman for Calder Water"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Engineers from Calder Water and the Ashby Institute said the dam was full.",
         "Engineers from Calder Water and the Ashby Institute"),
        ("Two people who were in the room said the dam was full.", "Two people"),
        ("Officials said the dam was full.", "Officials"),
    ],
)  # fmt: skip
def test_an_unnamed_source_keeps_its_whole_description(
    on_record: Callable[[str], Record], text: str, name: str
) -> None:
    """Up to a relative clause, to the letter."""
    record = on_record(text)
    assert speakers(record)[0][1] == name
    (entity,) = [entity for entity in record.entities if entity.name == name]
    assert [text[n.start : n.end] for n in entity.names] == [n.text for n in entity.names]
    assert not entity.named


@pytest.mark.parametrize(
    ("text", "cue", "never"),
    [
        ("Two ministers, Lena Holt and Tom Marsh, said the pier is safe.", "said", "Lena Holt"),
        ("Residents, Tom Marsh among them, said the pier is safe.", "said", "Tom Marsh"),
        ("“US says it will leave the pier,” Tom Marsh said.", "says", "Tom Marsh"),
        ("The Calder Trust told residents that they believed the pier was safe.", "believed", "Calder Trust"),
        ("A report by the Calder Trust said the pier is safe.", "said", "Calder Trust"),
        ("A memo by Mayor Lena Holt said the pier is safe.", "said", "Lena Holt"),
        ("Lena Holt said it believes the pier is safe. The Calder Trust owns it.", "believes", "Lena Holt"),
    ],
)
def test_who_a_source_is_not(on_record: Callable[[str], Record], text: str, cue: str, never: str) -> None:
    """Several people are not one of them; "US" is not "us"; a pronoun may be the one who is spoken to."""
    found = speakers(on_record(text))
    assert cue in [word for word, _ in found]
    assert (cue, never) not in found


def test_a_joint_source_is_not_one_person(on_record: Callable[[str], Record]) -> None:
    """A description ends before others that are named beside it."""
    record = on_record("A former aide to the mayor and two police officers said the pier is safe.")
    assert all("officers" not in entity.name for entity in record.entities if entity.type == "Person")
