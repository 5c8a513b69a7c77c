"""Stand-ins for names: the tree is the same whoever's name it is, and the words stay the text's own."""

from __future__ import annotations

import pytest
import yaml

from onrecord.documents.reader import read_document
from onrecord.language import level
from onrecord.language.level import stand_ins
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
    assert levelled("The Green Man is a Conservative choice.").read_as == {}


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
