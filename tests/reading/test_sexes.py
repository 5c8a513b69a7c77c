"""A man and a woman of one surname: titles, nouns and pronouns keep them apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.reading.coreference import resolve
from onrecord.reading.coreference.sexes import sexes_told
from onrecord.reading.names import NamesRead, find_names
from onrecord.records import Document

pytestmark = pytest.mark.model

TOLD = [
    ("Mr Harkaway left.", "male"),
    ("His wife, Tavia Harkaway, left.", "female"),
    ("Harkaway hurt himself.", "male"),
    ("Harkaway said she would leave.", "female"),
    ("Harkaway sold her house.", "female"),
    ("Tavia Harkaway walked in. She was tired.", "female"),
]
OPEN = [
    "Judge Harkaway left.",
    "Dan Vass met Harkaway before he left.",
    "Dan Vass said Harkaway sold her house.",
    "Tavia Harkaway met the aunt. She was tired.",
    "Tavia Harkaway walked in.\n\nShe was tired.",
]


@pytest.mark.parametrize(("text", "sex"), TOLD)
def test_words_around_a_name_tell_the_sex(parse: Callable[[str], Parse], text: str, sex: str) -> None:
    """Honorifics, nouns of kin in apposition, and pronouns that can hardly mean anybody else."""
    read = parse(text)
    assert set(sexes_told(read, find_names(read)).told.values()) == {sex}


@pytest.mark.parametrize("text", OPEN)
def test_what_may_mean_another_tells_nothing(parse: Callable[[str], Parse], text: str) -> None:
    """A post, a pronoun after two names, after another noun, or in another paragraph."""
    read = parse(text)
    names = find_names(read)
    surname = max(index for index, name in enumerate(names) if name.text.endswith("Harkaway"))
    assert surname not in sexes_told(read, names).told


BEARERS = [
    ("Moira Harkaway left. Mr. Harkaway stayed. Harkaway said that he would come.", ["Harkaway", "Harkaway"]),
    ("Moira Harkaway said that she knew. Harkaway sold her house. Mr. Harkaway slept.", ["Moira Harkaway", "Harkaway"]),
    ("Moira Harkaway left. Judge Harkaway stayed. Harkaway wept.", ["Moira Harkaway", "Moira Harkaway"]),
    ("Moira Harkaway left. Mr. Harkaway slept. Harkaway wept.", ["Harkaway", "Moira Harkaway"]),
]


@pytest.mark.parametrize(("text", "bearers"), BEARERS)
def test_a_man_known_by_surname_alone_is_not_the_woman_of_that_name(
    parser: SpacyParser, document: Callable[..., Document], text: str, bearers: list[str]
) -> None:
    """Of the second and the third Harkaway, the fullest name of who is meant."""
    made = document(text)
    read = parser.parse(made)
    cast = resolve(made, read, NamesRead(find_names(read)))
    heads = [token.index for token in read.tokens if token.text == "Harkaway"][1:]
    assert [cast.by_id()[cast.at(head) or ""].name for head in heads] == bearers
