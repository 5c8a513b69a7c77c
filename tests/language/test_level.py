"""Stand-ins for names: the tree is the same whoever's name it is, and the words stay the text's own."""

from __future__ import annotations

import pytest
import yaml

from onrecord.documents.reader import read_document
from onrecord.language import level
from onrecord.language.level import names_people, stand_ins, stand_ins_of
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.records import EntityType

pytestmark = pytest.mark.model
PARSER = SpacyParser()


def parsed(text: str) -> Parse:
    """A text as the parser alone reads it."""
    document, skipped = read_document("text.txt", text.encode())
    return PARSER.parse(document, skipped)


def levelled(text: str, **names: EntityType) -> Parse:
    """The same with stand-ins for these names; blanks in them are underscores."""
    parse = parsed(text)
    found = []
    for name, type_ in names.items():
        start = text.index(name.replace("_", " "))
        run = parse.tokens_in(start, start + len(name))
        found.append((run.start, run.stop, type_))
    return PARSER.levelled(parse, stand_ins(parse, found))


def tree(parse: Parse) -> list[tuple[str, str, int]]:
    """Part of speech, relation and governor of each token."""
    return [(token.tag, token.dep, token.head) for token in parse.tokens]


@pytest.mark.parametrize("name", ["Ngozi Adeyemi", "Mei Lin", "Aylin Demir", "Priya Chaudhary"])
def test_whoever_it_is_the_tree_is_the_same(name: str) -> None:
    """Of a sentence in which the parser reads some names as common nouns."""
    template = "{} was fined for breaking rules. {} denies it."
    last = name.split()[1]
    one = levelled(template.format(name, last), **{name.replace(" ", "_"): "Person"})
    other = levelled(template.format("Emily Hargreave", "Hargreave"), Emily_Hargreave="Person")
    first = one.sentences[0]
    assert tree(one)[: first.last] == tree(other)[: first.last]
    assert [token.text for token in one.tokens][:2] == name.split()


def test_peoples_faiths_and_countries() -> None:
    """One is read for all; a capital letter is what makes a name of it."""
    one = levelled("Two Kurds and a Jewish poet left Kenya.", Kenya="Place")
    other = levelled("Two Germans and a Christian poet left Germany.", Germany="Place")
    assert tree(one) == tree(other)
    assert one.read_as == {4: "Germans", 16: "Christian", 33: "Germany"}
    assert levelled("He tried to polish it with a turkey feather.").read_as == {}


@pytest.mark.parametrize(
    "name", ["Sean O'Brien", "Sean O’Brien", "Anil D'Souza", "Nour Al-Sayed", "Jean-Luc Moreau", "Bo d'Arcy"]
)
def test_a_name_is_one_with_an_apostrophe_or_a_hyphen(name: str) -> None:
    """It has the tree of any other; what a hyphen binds hangs on the rest of its name."""
    template = "{} was fined for breaking rules."
    one = levelled(template.format(name), **{name.replace(" ", "_"): "Person"})
    other = levelled(template.format("Emily Hargreave"), Emily_Hargreave="Person")
    tokens = [token for token in one.tokens if "-" not in name or token.text not in ("Jean", "Al", "-")]
    bound = [token for token in one.tokens if token not in tokens]
    place = {token.index: at for at, token in enumerate(tokens)}
    assert [(token.tag, token.dep, place[token.head]) for token in tokens] == tree(other)
    assert all(token.dep in ("compound", "punct") and token.head in place for token in bound)
    assert one.chunks[0] == (0, 2 + len(bound))


def test_an_encoder_knows_no_part_of_a_name() -> None:
    """It reads "O'Brien" as two words, each with a stand-in of its own."""
    one = levelled("Sean O'Brien left.", **{"Sean_O'Brien": "Person"})
    assert one.read_as == {0: "Jordan", 5: "Miller", 7: "Miller"}


def test_what_is_left_alone() -> None:
    """Initials, and a text in which nobody is named."""
    assert list(levelled("J. Okoro left.", **{"J._Okoro": "Person"}).read_as.values()) == ["Miller"]
    assert levelled("The Bank of Kenya closed.", Bank_of_Kenya="Organization").read_as == {}
    nobody = parsed("The ship left.")
    assert PARSER.levelled(nobody, stand_ins(nobody, ())) is nobody


def test_a_party_by_its_adjective() -> None:
    """Only where a word of parties follows: a green car is one of no party."""
    one, other = (
        levelled("A Green councillor left the Labour Party."),
        levelled("A Tory councillor left the Labour Party."),
    )
    assert tree(one) == tree(other)
    assert tree(levelled("A Green  councillor left.")) == tree(levelled("A Tory councillor left."))
    assert levelled("The Green Man is a Conservative choice.").read_as == {}


@pytest.mark.parametrize("party", ["Liberal Democrats", "Conservative Republicans"])
def test_members_behind_an_adjective_of_a_party(party: str) -> None:
    """Two words of parties are read as the party whose name has two, and never as the same one twice."""
    words = stand_ins_of(["The", " ", *party.split(), "won", "."])
    assert words == ["The", " ", "Liberal", "Democrats", "won", "."]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (["Green", " ", "councillor"], ["Liberal", " ", "councillor"]),
        (["Green", "  ", "\n", "Party"], ["Liberal", "  ", "\n", "Party"]),
        (["Green", " ", "car"], ["Green", " ", "car"]),
        (["Democrats", " ", "won"], ["Liberals", " ", "won"]),
    ],
)
def test_blanks_do_not_part_a_party_from_its_word(words: list[str], read: list[str]) -> None:
    """The tokenizer has a run of blanks as a token of its own."""
    assert stand_ins_of(words) == read


def test_plurals_of_peoples_and_faiths_are_known() -> None:
    """Parties are none, nor is an adjective."""
    assert all(map(names_people, ("Kurds", "Sikhs", "Germans", "Christians")))
    assert not any(map(names_people, ("Kurdish", "Democrats", "kurds", "Friends")))


def test_sentences_lemmas_and_names_stay() -> None:
    """Only tags and the tree are read again."""
    before = parsed("ADA OKORO paid £4 to the Poles. They left.")
    after = PARSER.levelled(before, stand_ins(before, [(0, 2, "Person")]))
    assert after.read_as[0] == "JORDAN"
    assert (after.sentences, after.names, after.text) == (before.sentences, before.names, before.text)
    assert [token.lemma for token in after.tokens if token.start in after.read_as] == [
        token.lemma for token in before.tokens if token.start in after.read_as
    ]


def test_no_word_has_two_stand_ins() -> None:
    """The list says of each word once what is read in its place, that of a party too."""
    raw = yaml.safe_load((level._FILE).read_text(encoding="utf-8"))
    listed = [word for key in ("words", "places", "parties") for words in raw[key].values() for word in words.split()]
    assert len(listed) == len(set(listed))
