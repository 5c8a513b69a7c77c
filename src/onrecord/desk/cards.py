"""The statements of a document as cards: what is stated, how sure it was read, and what persons decided of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from onrecord.case.decisions import Decided, Review, additions
from onrecord.exports.layout import voices_of
from onrecord.exports.restatement import Restater
from onrecord.exports.sheet import SURE
from onrecord.records import Record, Statement


@dataclass(frozen=True, slots=True)
class Card:
    """A statement, or something a person added, at the place of its words.

    `head` holds what is denied or not actual, in capitals, and `sentence` the rest. `voice` is own, reported or quoted,
    `by` whose word it is. `why` names the rule or the part of the model that read it, `sure` (0-1) how sure it was.
    `changes` tells the old words from the new, run by run, where the words changed since the decision.
    """

    number: int
    id: str
    type: str
    start: int
    end: int
    words: str
    head: str
    sentence: str
    voice: str
    by: str
    why: str
    sure: float
    perhaps: bool
    review: Review
    changes: tuple[tuple[str, str], ...] = ()
    edit: Mapping[str, Any] = field(default_factory=dict)


def cards_of(record: Record, reviews: Mapping[str, Review], decided: Sequence[Decided]) -> tuple[Card, ...]:
    """The cards of a document in text order, those of additions among them."""
    restater, voices = Restater(record), voices_of(record)
    made = [_card(statement, restater, voices, reviews) for statement in record.statements]
    made += _added(record, reviews, decided)
    made.sort(key=lambda card: card.start)  # those of one place stay in the record's order
    return tuple(_numbered(card, number) for number, card in enumerate(made, 1))


def _card(statement: Statement, restater: Restater, voices: Mapping[str, str], reviews: Mapping[str, Review]) -> Card:
    place, line = statement.evidence, restater.restate(statement)
    marked = statement.polarity == "negative" or statement.modality != "actual"
    head, _, rest = line.partition(": ") if marked else ("", "", line)
    words = restater.words(place.start, place.end)
    review = reviews.get(statement.id, Review(statement.id))
    return Card(
        0,
        statement.id,
        statement.type,
        place.start,
        place.end,
        words,
        head,
        rest,
        voices.get(statement.id, "own"),
        restater.speaker(statement.voice),
        statement.made_by,
        statement.sure,
        perhaps=statement.sure < SURE,
        review=review,
        changes=tuple(changes(review.was, words)) if review.was is not None else (),
        edit=review.edit,
    )


def _added(record: Record, reviews: Mapping[str, Review], decided: Sequence[Decided]) -> Iterator[Card]:
    """What persons added; where its words have moved with a new draft, they are looked for."""
    text = record.document.text
    for one in additions(decided):
        value, words = one.decision.value, one.decision.words
        start = int(value.get("start", 0))
        if text[start : start + len(words)] != words:
            start = max(0, text.find(words))
        review = reviews.get(one.decision.target, Review(one.decision.target))
        kind, line = str(value.get("type", "event")), str(value.get("restatement", words))
        shown = " ".join(words.split())
        place = (start, start + len(words), shown)
        made_by = f"person:{one.who}"
        yield Card(
            0,
            review.target,
            kind,
            *place,
            "",
            line,
            "own",
            "",
            made_by,
            1.0,
            perhaps=False,
            review=review,
            edit=review.edit,
        )


def _numbered(card: Card, number: int) -> Card:
    values = {name: getattr(card, name) for name in card.__slots__}
    return Card(**{**values, "number": number})


def changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words of two drafts run by run: `same`, `gone` or `new`."""
    old, new = before.split(), after.split()
    for how, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield "same", " ".join(new[new_from:new_to])
            continue
        if old_to > old_from:
            yield "gone", " ".join(old[old_from:old_to])
        if new_to > new_from:
            yield "new", " ".join(new[new_from:new_to])
