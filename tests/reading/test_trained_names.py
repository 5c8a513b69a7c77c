"""The trained reader of names with graphs written by hand: what they are told, and what is made of their scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from onrecord.language.encoder import Batch, Floats, load_model, shipped_model
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.language.syntax import Integers
from onrecord.language.windows import words_of
from onrecord.pipeline import read
from onrecord.reading.coreference import resolve
from onrecord.reading.names import NamesRead, find_names, trained_names
from onrecord.reading.names.judging import Judge, Referring
from onrecord.reading.names.repairs import Tagged
from onrecord.reading.names.tagger import LIKENESSES, TAGS, TYPES, Written, hints_of, likeness, tagged_runs
from onrecord.reading.names.trained import _mention
from onrecord.records import Document, EntityType, MentionKind

WORDS = "ada ben moss orla tarn vost the of harrow board . , said".split()
PIECES = {word: number for number, word in enumerate(["[UNK]", *WORDS])}
PERSON, BODY = 1 + 2 * TYPES.index("Person"), 1 + 2 * TYPES.index("Organization")


SCORES = {"ada": PERSON, "ben": PERSON, "moss": PERSON + 1, "orla": PERSON, "harrow": BODY, "board": BODY + 1}


class Graphs:
    """Takes "ada moss" and "orla" for persons, "harrow board" for a body; "orla" is "ada moss"."""

    def names(self, batch: Batch, hints: Integers) -> tuple[Floats, Floats]:  # noqa: ARG002 - protocol
        """Certain of its tags; the vector of a word is its piece."""
        pieces = np.take_along_axis(batch.pieces, batch.heads, 1)
        scores = np.zeros((*pieces.shape, TAGS), np.float32)
        scores[..., 0] = 6
        for word, tag in SCORES.items():
            scores[pieces == PIECES[word], tag] = 9
        return scores, pieces[..., None].astype(np.float32)

    def links(self, vectors: Floats, pairs: Integers, likes: Floats) -> Floats:
        """One names the other only where "orla" is the second."""
        assert likes.shape == (len(pairs), LIKENESSES)
        return np.where(vectors[pairs[:, 2], 0] == PIECES["orla"], 4.0, -4.0).astype(np.float32)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """Each word a piece."""
    from tokenizers.normalizers import Lowercase  # noqa: PLC0415

    unknown = "[UNK]"
    made = Tokenizer(WordLevel(PIECES, unk_token=unknown))
    made.normalizer = Lowercase()
    return made


def scores(*tags: int) -> Floats:
    """Logarithms of probabilities that are nearly certain of these tags."""
    made = np.full((len(tags), TAGS), -9, np.float32)
    made[range(len(tags)), tags] = -0.01
    return made


@pytest.mark.parametrize(
    ("tags", "runs"),
    [
        ((0, PERSON, PERSON + 1, 0), [(1, 3, "Person")]),
        ((PERSON, PERSON), [(0, 1, "Person"), (1, 2, "Person")]),
        ((BODY, BODY + 1, PERSON), [(0, 2, "Organization"), (2, 3, "Person")]),
        ((0, 0), []),
        ((), []),
    ],
)
def test_runs(tags: tuple[int, ...], runs: list[tuple[int, int, EntityType]]) -> None:
    """Tags become runs of words."""
    assert [run[:3] for run in tagged_runs(scores(*tags))] == runs


def test_no_run_begins_as_a_further_word() -> None:
    """A further word with none before it is read as the likeliest that may stand there."""
    odd = scores(0, PERSON + 1, 0)
    odd[1, PERSON] = -3
    assert [run[:3] for run in tagged_runs(odd)] == [(1, 2, "Person")]


@pytest.mark.parametrize(
    ("one", "other", "place", "value"),
    [
        ("Ada Moss", "Moss", 0, 1.0),
        ("Ada Moss", "Orla Tarn", 0, 0.0),
        ("Harrow Rail Board", "HRB", 5, 1.0),
        ("Harrow Rail Board", "HRA", 5, 0.0),
        ("Moss", "Ada Moss", 2, 1.0),
        ("", "Moss", 0, 0.0),
    ],
)
def test_likeness(one: str, other: str, place: int, value: float) -> None:
    """Last words, initials and parts are told."""
    told = likeness(Written(one, "name"), Written(other, "name"), 3)
    assert len(told) == LIKENESSES
    assert told[place] == value


@pytest.mark.model
def test_hints(parse: Callable[[str], Parse]) -> None:
    """The rules' names and the lists reach the tagger word by word."""
    text = "Ada Moss left Kenya."
    tree = parse(text)
    hints = hints_of(tree, find_names(tree), words_of(text, ()))
    assert hints[0, 1] == PERSON
    assert hints[1, 1] == PERSON + 1
    assert hints[3, 1] == 1 + 2 * TYPES.index("Place")
    assert hints[0, 2] == 1  # a given name
    assert not hints[4].any()


@pytest.mark.model
def test_names(parse: Callable[[str], Parse], tokenizer: Tokenizer) -> None:
    """Runs become names; pairs that are one thing's are told; where a name stands again it is found by its words."""
    text = "Ada Moss of the Harrow Board left. Orla, her name for Tarn, is Moss."
    read_names = trained_names(parse(text), (), Graphs(), tokenizer)
    assert [(name.text, name.type) for name in read_names.names] == [
        ("Ada Moss", "Person"),
        ("Harrow Board", "Organization"),
        ("Orla", "Person"),
        ("Moss", "Person"),
    ]
    assert {(read_names.names[i].text, read_names.names[j].text) for i, j in read_names.same} == {
        ("Ada Moss", "Orla"),
        ("Harrow Board", "Orla"),
    }


@pytest.mark.model
def test_unlike_names_are_joined_only_where_the_text_speaks_of_names(
    parse: Callable[[str], Parse], tokenizer: Tokenizer
) -> None:
    """However sure the judge is: two people in the news are not one for being much alike."""
    text = "Ada Moss of the Harrow Board left. Orla, said Tarn, is Moss."
    assert trained_names(parse(text), (), Graphs(), tokenizer).same == ()


@pytest.mark.model
def test_two_people_are_joined_by_fewer_words(parse: Callable[[str], Parse], tokenizer: Tokenizer) -> None:
    """A former president and the judge whom he called are two."""
    text = "Ada Moss of the Harrow Board left. Orla, a former friend of Tarn, is Moss."
    found = trained_names(parse(text), (), Graphs(), tokenizer)
    assert {(found.names[i].text, found.names[j].text) for i, j in found.same} == {("Harrow Board", "Orla")}


class Sure(Graphs):
    """Holds that any two names are one thing's."""

    def links(self, vectors: Floats, pairs: Integers, likes: Floats) -> Floats:  # noqa: ARG002 - protocol
        """As sure of each pair."""
        return np.full(len(pairs), 9, np.float32)


@pytest.mark.model
@pytest.mark.parametrize(("text", "pairs"), [("Ada Moss, her name Orla.", 1), ("Ada Moss, her name Ben Moss.", 0)])
def test_people_of_one_surname_are_two(
    parse: Callable[[str], Parse], tokenizer: Tokenizer, text: str, pairs: int
) -> None:
    """However sure the judge is, and whatever the text speaks of: their given names are two."""
    assert len(trained_names(parse(text), (), Sure(), tokenizer).same) == pairs


@pytest.mark.model
def test_judge(parse: Callable[[str], Parse], tokenizer: Tokenizer) -> None:
    """Only what stands before in the same window is judged."""
    text = "Ada Moss left. Orla said so."
    tree = parse(text)
    judge = trained_names(tree, (), Graphs(), tokenizer).judge
    assert judge is not None

    def mention(words: str, kind: MentionKind) -> Referring:
        start = text.index(words)
        run = tree.tokens_in(start, start + len(words))
        return Referring(start, start + len(words), run.stop - 1, kind)

    moss, orla = mention("Ada Moss", "name"), mention("Orla", "name")
    assert judge.logits([moss], orla) == [4.0]
    assert judge.logits([orla], moss) == []
    assert judge.logits([], orla) == []


@pytest.mark.model
def test_peoples_and_faiths_are_groups(parse: Callable[[str], Parse], tokenizer: Tokenizer) -> None:
    """All of them, whichever the tagger knows; parties and adjectives are left to it."""
    read = parse("Kurds, Sikhs and a Polish man met Democrats.")
    names = trained_names(read, (), Graphs(), tokenizer).names
    assert [(name.text, name.type, name.sure) for name in names] == [("Kurds", "Group", True), ("Sikhs", "Group", True)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Dan Vost came.", "Person"),
        ("Dan Hill came.", "Place"),
        ("Dan van Vost came.", "Place"),
        ("Orla Vost came.", "Place"),
    ],
)
def test_a_given_name_tells_a_person_from_a_place(parse: Callable[[str], Parse], text: str, type_: EntityType) -> None:
    """Before one more word, no place's; other names stay what the tagger takes them for."""
    read = parse(text)
    end = text.index(" came")
    found = _mention(read, Tagged(0, end, "Place", 1.0))
    assert found is not None
    assert found.type == type_


@pytest.mark.model
@pytest.mark.parametrize(("sure", "type_"), [(1.0, "Organization"), (0.5, "Person")])
def test_a_body_may_be_called_as_a_person(parse: Callable[[str], Parse], sure: float, type_: EntityType) -> None:
    """Where the tagger is sure of it."""
    found = _mention(parse("Dan Vost came."), Tagged(0, 8, "Organization", sure))
    assert found is not None
    assert found.type == type_


@pytest.mark.model
def test_heads_are_those_of_the_tree(parse: Callable[[str], Parse], tokenizer: Tokenizer) -> None:
    """In another tree over the same tokens a name may have another head."""
    read = parse("Ada Moss left.")
    names = trained_names(read, (), Graphs(), tokenizer)
    first, last, *rest = read.tokens
    turned = Parse.of(
        read.text,
        [replace(first, dep="nsubj", head=2), replace(last, dep="flat", head=0), *rest],
        read.sentences,
    )
    assert [name.head for name in names.names] == [1]
    assert [name.head for name in names.headed(turned).names] == [0]


@pytest.mark.model
def test_odd_text(parse: Callable[[str], Parse], tokenizer: Tokenizer) -> None:
    """No words, blanks only, signs only: no names and no exception."""
    for text in ("", " \n\t", "—…☂"):
        assert trained_names(parse(text), (), Graphs(), tokenizer).names == ()


@pytest.mark.model
def test_the_shipped_model(parser: SpacyParser) -> None:
    """Names that no list knows, told by the words around them, and who is who."""
    text = (
        "Quillan Ferrabee, who was born Quillan Ost, has sold Vexholm Yards to a rival. "
        "Ferrabee said he would sail to Tarravey on Monday."
    )
    record = read("t.txt", text.encode(), parser, model=load_model(shipped_model()))
    kinds = {name.text: entity.type for entity in record.entities for name in entity.names}
    assert kinds["Quillan Ferrabee"] == "Person"
    assert kinds["Vexholm Yards"] == "Organization"
    assert kinds["Tarravey"] == "Place"
    person = next(entity for entity in record.entities if entity.name == "Quillan Ferrabee")
    assert {name.text for name in person.names} >= {"Quillan Ferrabee", "Ferrabee"}


class Says(Judge):
    """A judge who holds that certain words mean others, and nothing else."""

    def __init__(self, text: str, meant: dict[str, str]) -> None:
        object.__setattr__(self, "_text", text)
        object.__setattr__(self, "_meant", meant)

    def logits(self, ones: Iterable[Referring], other: Referring) -> list[float]:
        """Sure of what it was told, and sure that all else is wrong."""
        text: str = object.__getattribute__(self, "_text")
        wanted = object.__getattribute__(self, "_meant").get(text[other.start : other.end], "")
        return [9.0 if text[one.start : one.end] == wanted else -9.0 for one in ones]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("Dana Okoro met Ada Moss. She left at noon.", "She", "Ada Moss"),
        ("Dana Okoro met Ada Moss. She left at noon.", "She", "Dana Okoro"),
        ("Ada Moss paid the bill. The treasurer of Redport said so.", "The treasurer of Redport", "Ada Moss"),
    ],
)
def test_the_judge_is_heard(
    parse: Callable[[str], Parse], document: Callable[..., Document], text: str, words: str, meant: str
) -> None:
    """A pronoun goes to whom the judge is sure of, and so does a description that the rules leave by itself."""
    tree = parse(text)
    cast = resolve(document(text), tree, NamesRead(find_names(tree), judge=Says(text, {words: meant})))
    start = text.index(words)
    entity = cast.by_id()[cast.within(tree, start, start + len(words)) or ""]
    assert entity.name == meant


@pytest.mark.model
def test_a_new_thing_is_not_judged(parse: Callable[[str], Parse], document: Callable[..., Document]) -> None:
    """Somebody whom "a" brings in is nobody spoken of before, whatever the judge holds."""
    text = "Ada Moss paid the bill. A treasurer said so."
    tree = parse(text)
    cast = resolve(document(text), tree, NamesRead(find_names(tree), judge=Says(text, {"A treasurer": "Ada Moss"})))
    assert [entity.name for entity in cast.entities if entity.type == "Person"] == ["Ada Moss", "A treasurer"]
