"""The trained reader of statements, with graphs that believe what they are told or hold something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from onrecord.language.encoder import Batch, Floats, Graphs, Model
from onrecord.language.parse import Parse
from onrecord.language.syntax import Integers
from onrecord.language.windows import words_of
from onrecord.pipeline import understood
from onrecord.reading.statements import chosen_drafts, find_statements, trained_statements
from onrecord.reading.statements.drafts import drafts
from onrecord.reading.statements.finding import ruled as ruled_of
from onrecord.reading.statements.scene import HINTS, MODALITIES, ROLES, STATED, TYPES, Candidate, Scene
from onrecord.records import Document, Statement

pytestmark = pytest.mark.model
MARKS = 13


class Believer:
    """States what the rules state, of whom they state it."""

    def statements(self, batch: Batch, hints: Integers) -> tuple[Floats, Floats]:
        """Sure of each type that rules found on a word."""
        assert hints.shape[-1] == HINTS
        return np.where(hints[..., 3:] > 0, 9.0, -9.0).astype(np.float32), np.zeros((*batch.heads.shape, 1), np.float32)

    def frames(
        self,
        vectors: Floats,  # noqa: ARG002 - protocol
        frames: Integers,
        candidates: Integers,
        told: Integers,
        kin: Integers,
    ) -> tuple[Floats, Floats]:
        """Sure of each role that rules found."""
        assert told.shape == (len(frames), len(candidates)) == kin.shape[:2]
        assert frames.shape[1] == 4
        assert candidates.shape[1] == 3
        marks = np.zeros((len(frames), MARKS), np.float32)
        marks[:, :2] = 9 * np.eye(2)[frames[:, 2]]
        marks[:, 2:7] = 9 * np.eye(5)[frames[:, 3]]
        return marks, (9 * np.eye(len(ROLES))[told]).astype(np.float32)


class Doubter(Believer):
    """Holds every word that a rule found anything on for a travel, of nobody."""

    def statements(self, batch: Batch, hints: Integers) -> tuple[Floats, Floats]:
        """Sure of travel."""
        scores = np.full((*hints.shape[:2], len(STATED)), -9, np.float32)
        scores[..., TYPES.index("travel")] = np.where(hints[..., 3:].any(-1), 9, -9)
        return scores, np.zeros((*batch.heads.shape, 1), np.float32)

    def frames(self, *given: Integers) -> tuple[Floats, Floats]:  # type: ignore[override]
        """Sure of no role."""
        roles = np.zeros((len(given[1]), len(given[2]), len(ROLES)), np.float32)
        roles[..., 0] = 9
        return np.zeros((len(given[1]), MARKS), np.float32), roles


def model_of(graphs: Believer) -> Model:
    """A model that reads statements only."""
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0}, unk_token="[UNK]"))  # noqa: S106 - no password
    return Model(cast("Graphs", None), tokenizer, 0.5, statements=graphs)


@pytest.fixture
def both(
    parse: Callable[[str], Parse], document: Callable[..., Document]
) -> Callable[[str, Believer], tuple[tuple[Statement, ...], tuple[Statement, ...]]]:
    """What rules read of a text, and what the trained reader does."""

    def run(text: str, graphs: Believer) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
        reading, _, _ = understood(document(text), parse(text))
        return find_statements(reading), trained_statements(reading, model_of(graphs))[0]

    return run


class Denier(Believer):
    """States what the rules state, and holds none of it to be so."""

    def frames(self, *given: Integers) -> tuple[Floats, Floats]:  # type: ignore[override]
        """Sure that it is denied, and only possible."""
        marks, roles = super().frames(*given)
        marks[:, :7] = (0, 20, 0, 0, 20, 0, 0)
        return marks, roles


def test_it_may_deny_what_rules_let_pass(
    both: Callable[[str, Believer], tuple[tuple[Statement, ...], tuple[Statement, ...]]],
) -> None:
    """A wrong "is" is worse than a wrong "is not said to be"."""
    ruled, trained = both(TEXT, Denier())
    assert {found.polarity for found in ruled} == {"positive", "negative"}
    assert {(found.polarity, found.modality) for found in trained} == {("negative", MODALITIES[2])}


class Affirmer(Believer):
    """States what the rules state, and holds all of it to be so."""

    def frames(self, *given: Integers) -> tuple[Floats, Floats]:  # type: ignore[override]
        """Sure that it is so, and actual."""
        marks, roles = super().frames(*given)
        marks[:, :7] = (20, 0, 20, 0, 0, 0, 0)
        return marks, roles


def test_it_never_takes_back_what_rules_deny_or_doubt(
    both: Callable[[str, Believer], tuple[tuple[Statement, ...], tuple[Statement, ...]]],
) -> None:
    """Neither a denial nor a plan, however sure it is that it is so."""
    text = "Dana Begum never left Redport. Ada Moss plans to leave Redport. The Harbour Trust paid £4,000 to Moss."
    ruled, trained = both(text, Affirmer())
    expected = {"left": ("negative", "actual"), "leave": ("positive", "planned"), "paid": ("positive", "actual")}
    for statements in (ruled, trained):
        certain = {text[one.trigger.start : one.trigger.end]: (one.polarity, one.modality) for one in statements}
        assert certain == expected


class Traveller(Doubter):
    """Holds every word for a travel, of nobody."""

    def statements(self, batch: Batch, hints: Integers) -> tuple[Floats, Floats]:
        """Sure of travel everywhere."""
        scores = np.full((*hints.shape[:2], len(STATED)), -9, np.float32)
        scores[..., TYPES.index("travel")] = 9
        return scores, np.zeros((*batch.heads.shape, 1), np.float32)


class Conductor(Traveller):
    """Holds every word for a travel of the first that the window knows of, whatever it is."""

    def frames(self, *given: Integers) -> tuple[Floats, Floats]:  # type: ignore[override]
        """Sure that the first is the subject, in the place of a time or an amount too."""
        marks, roles = super().frames(*given)
        roles[:, :1] = -9
        roles[:, :1, ROLES.index("subject")] = 9
        return marks, roles


def test_a_token_of_several_words_states_a_thing_once(
    parse: Callable[[str], Parse], document: Callable[..., Document]
) -> None:
    """Each of its words is scored, and it is on record once."""
    text = "Dana Begum's owner sent 4,000 letters."
    reading, _, _ = understood(document(text), parse(text))
    graphs = Conductor()
    model = model_of(graphs)
    words = words_of(text, ())
    scored = Counter(one.trigger.text for one in drafts(reading, words, (), (), graphs, model.tokenizer))
    assert (scored["'s"], scored["4,000"], scored["sent"]) == (2, 3, 1)
    assert Counter(one.trigger.text for one in chosen_drafts(reading, model)) == Counter(scored.keys())
    trained, _ = trained_statements(reading, model)
    assert Counter(text[one.trigger.start : one.trigger.end] for one in trained) == Counter(scored.keys())
    assert {one.role for found in trained for one in found.arguments} == {"subject"}


def test_what_is_of_nobody_is_not_on_record(
    both: Callable[[str, Believer], tuple[tuple[Statement, ...], tuple[Statement, ...]]],
) -> None:
    """Nor what is at no time and of no amount, though the text has them."""
    text = "Dana Begum hummed in Redport with £4,000 in 2009."
    assert both(text, Conductor())[1]
    assert both(text, Traveller())[1] == ()


class Mistaken(Believer):
    """States what the rules state, of the last person or body of the window."""

    def frames(self, *given: Integers) -> tuple[Floats, Floats]:  # type: ignore[override]
        """Sure that the last entity is the subject."""
        marks, roles = super().frames(*given)
        last = max(place for place, candidate in enumerate(given[2]) if candidate[1] == 0)
        roles[:, last] = -9
        roles[:, last, ROLES.index("subject")] = 9
        return marks, roles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Harbour Trust bought a hall from Ada Moss.", "Harbour Trust"),
        ("The Harbour Trust was sued by Ada Moss.", "Harbour Trust"),
    ],
)
def test_who_does_it_is_not_among_the_complements(
    both: Callable[[str, Believer], tuple[tuple[Statement, ...], tuple[Statement, ...]]], text: str, expected: str
) -> None:
    """Of an active verb of doing; elsewhere the reader may know better than the tree."""
    _, trained = both(text, Mistaken())
    subjects = [one for found in trained for one in found.arguments if one.role == "subject"]
    assert {text[one.start : one.end] for one in subjects} == {expected}


class OfPersons(Believer):
    """States what the rules state, of the last person of the window."""

    def frames(self, *given: Integers) -> tuple[Floats, Floats]:  # type: ignore[override]
        """Sure that the last person is the subject."""
        marks, roles = super().frames(*given)
        last = max(place for place, candidate in enumerate(given[2]) if candidate[2] == 1)
        roles[:, last] = -9
        roles[:, last, ROLES.index("subject")] = 9
        return marks, roles


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The Harbour Trust, which Ada Moss founded, was dissolved in 2009.", "ending", "Harbour Trust"),
        ("The Harbour Trust was dissolved by Ada Moss in 2009.", "ending", "Ada Moss"),
    ],
)
def test_who_only_describes_a_party_is_not_that_party(
    both: Callable[[str, Believer], tuple[tuple[Statement, ...], tuple[Statement, ...]]],
    text: str,
    kind: str,
    expected: str,
) -> None:
    """A name within the clause that describes the subject is not taken for it; elsewhere the reader is believed."""
    _, trained = both(text, OfPersons())
    subjects = [one for found in trained if found.type == kind for one in found.arguments if one.role == "subject"]
    assert [text[one.start : one.end].removeprefix("The ") for one in subjects] == [expected]


class Accuser(Believer):
    """Holds the last word for a label, put on the first entity of the window."""

    def statements(self, batch: Batch, hints: Integers) -> tuple[Floats, Floats]:
        """Sure of a label on the last word but the stop."""
        scores = np.full((*hints.shape[:2], len(STATED)), -9, np.float32)
        scores[:, -2, STATED.index("label")] = 9
        return scores, np.zeros((*batch.heads.shape, 1), np.float32)

    def frames(self, *given: Integers) -> tuple[Floats, Floats]:  # type: ignore[override]
        """Sure that the first is judged."""
        roles = np.full((len(given[1]), len(given[2]), len(ROLES)), -9, np.float32)
        roles[:, 1:, 0] = 9
        roles[:, 0, ROLES.index("subject")] = 9
        return np.zeros((len(given[1]), MARKS), np.float32), roles


def test_labels(parse: Callable[[str], Parse], document: Callable[..., Document]) -> None:
    """A word that no lexicon knows, with what narrows it down, on whom the reader says; never on a place."""
    for text, expected in (("Dana Begum was a lousy gasbag.", ["lousy gasbag"]), ("Redport was a lousy gasbag.", [])):
        reading, _, _ = understood(document(text), parse(text))
        statements, labels = trained_statements(reading, model_of(Accuser()))
        assert statements == ()
        assert [text[label.start : label.end] for label in labels] == expected
        assert all(label.target == reading.cast.entities[0].id for label in labels)


TEXT = "Dana Begum founded the Harbour Trust in Redport in 2009. It paid £4,000 to Ada Moss. Moss never left Redport."


def told(statements: tuple[Statement, ...]) -> set[tuple[object, ...]]:
    """What the statements say, whoever made them."""
    return {
        (
            found.type,
            found.trigger,
            frozenset((one.role, one.entity, one.value) for one in found.arguments),
            found.time,
            found.polarity,
            found.modality,
        )
        for found in statements
    }


def test_told_what_rules_read_it_can_say_so(
    both: Callable[[str, Believer], tuple[tuple[Statement, ...], tuple[Statement, ...]]],
) -> None:
    """Types, arguments, times, negation: nothing is lost on the way into numbers and out."""
    ruled, trained = both(TEXT, Believer())
    assert len(ruled) > 2
    assert told(trained) == told(ruled)
    assert {found.made_by.partition(":")[0] for found in trained} == {"model"}


def test_it_is_not_bound_by_rules(
    both: Callable[[str, Believer], tuple[tuple[Statement, ...], tuple[Statement, ...]]],
) -> None:
    """Another type, on its word alone; the negation is the sentence's."""
    _, trained = both(TEXT, Doubter())
    assert {found.type for found in trained} == {"travel"}
    left = next(found for found in trained if TEXT[found.trigger.start : found.trigger.end] == "left")
    assert left.polarity == "negative"


def test_nothing_to_read(
    both: Callable[[str, Believer], tuple[tuple[Statement, ...], tuple[Statement, ...]]],
) -> None:
    """Where nothing is named, dated or counted nothing is stated, however sure the reader is of each word."""
    for text in ("", "…", "Raining hard again, sadly.", "# Raining\n\n\n– and hard –"):
        assert both(text, Conductor())[1] == ()
    assert both("Dana Begum: raining hard again, sadly.", Conductor())[1]


def test_of_a_window_only_what_stands_in_it_is_looked_at(
    parse: Callable[[str], Parse], document: Callable[..., Document]
) -> None:
    """What rules make of the candidates asked about, in their order; the rest of the document costs nothing."""
    reading, _, _ = understood(document(TEXT), parse(TEXT))
    scene = Scene.of(reading, words_of(TEXT, ()), ruled_of(reading))
    (paid,) = (one.match for one in scene.ruled.values() if one.match.trigger.text == "paid")
    whole = scene.told(paid.trigger, paid.rule.type, np.arange(len(scene.candidates)))
    assert {ROLES[role] for role in whole} >= {"none", "amount", "object"}
    for inside in (np.flatnonzero(whole), np.flatnonzero(whole == 0), np.array([], np.int64)):
        asked = tuple(found if at in inside else None for at, found in enumerate(scene.candidates))
        part = replace(scene, candidates=cast("tuple[Candidate, ...]", asked))
        assert part.told(paid.trigger, paid.rule.type, inside).tolist() == whole[inside].tolist()
