"""The statements of a document as cards: what is stated, how sure it was read, and what persons decided of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

from onrecord.case.decisions import Decided, Review, additions
from onrecord.exports.layout import voices_of
from onrecord.exports.restatement import Restater, head
from onrecord.exports.sheet import SURE
from onrecord.records import Record, Statement


@dataclass(frozen=True, slots=True)
class Card:
    """A statement, or something a person added, at the place of its words.

    `head` holds what is denied or not actual, in capitals, and `sentence` the rest. `voice` is own, reported or quoted,
    `by` whose word it is. `why` names the rule or the part of the model that read it, `sure` (0-1) how sure it was.
    `changes` tells the old words from the new, run by run, where the words changed since the decision. `read` are the
    fields as they were read, `edit` those that a person reads otherwise, which `head` and `by` follow.
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
    read: Mapping[str, str] = field(default_factory=dict)
    edit: Mapping[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """JSON of the fields as they were read, less what goes without saying: a page of many cards must stay small."""
        less = {"", "positive", "actual", *(() if self.edit else (self.sentence,))}
        return json.dumps({name: words for name, words in self.read.items() if words not in less}, ensure_ascii=False)


def cards_of(record: Record, reviews: Mapping[str, Review], decided: Sequence[Decided]) -> tuple[Card, ...]:
    """The cards of a document in text order, those of additions among them."""
    restater, voices = Restater(record), voices_of(record)
    made = [_card(statement, restater, voices, reviews) for statement in record.statements]
    made += _added(record, reviews, decided)
    made.sort(key=lambda card: card.start)  # those of one place stay in the record's order
    return tuple(replace(card, number=number) for number, card in enumerate(made, 1))


def _card(statement: Statement, restater: Restater, voices: Mapping[str, str], reviews: Mapping[str, Review]) -> Card:
    place, fields = statement.evidence, _fields(statement, restater)
    words = restater.words(place.start, place.end)
    review = reviews.get(statement.id, Review(statement.id))
    standing = {**fields, **review.edit}
    return Card(
        0,
        statement.id,
        standing["type"],
        place.start,
        place.end,
        words,
        head(standing["polarity"], standing["modality"]),
        fields["restatement"],
        voices.get(statement.id, "own"),
        standing["said_by"],
        statement.made_by,
        statement.sure,
        perhaps=statement.sure < SURE,
        review=review,
        changes=tuple(changes(review.was, words)) if review.was is not None else (),
        read=fields,
        edit=review.edit,
    )


def _fields(statement: Statement, restater: Restater) -> dict[str, str]:
    """What a person may read otherwise, as it was read."""
    before = head(statement.polarity, statement.modality)
    return {
        "type": statement.type,
        "restatement": restater.restate(statement).removeprefix(f"{before}: "),
        "said_by": restater.speaker(statement.voice),
        "about": restater.filling(statement, "subject"),
        "value": restater.filling(statement, "amount"),
        "time": statement.time.value if statement.time is not None else "",
        "polarity": statement.polarity,
        "modality": statement.modality,
    }


def _added(record: Record, reviews: Mapping[str, Review], decided: Sequence[Decided]) -> Iterator[Card]:
    """What persons added; where its words have moved with a new draft they are looked for, and told where they left."""
    text = record.document.text
    for one in additions(decided):
        words, review = one.decision.words, reviews.get(one.decision.target, Review(one.decision.target))
        fields = {"type": "event", "restatement": words, "said_by": "", **one.decision.value}
        start = int(fields.get("start", 0))
        if text[start : start + len(words)] != words:
            start = text.find(words)
        shown = " ".join(words.split()) if start >= 0 else ""
        if start < 0:
            review = replace(review, was=words)
        standing = {**fields, **review.edit}
        yield Card(
            0,
            review.target,
            str(standing["type"]),
            max(0, start),
            max(0, start) + (len(words) if shown else 0),
            shown,
            head(str(standing.get("polarity", "")), str(standing.get("modality", ""))),
            str(fields["restatement"]),
            "reported" if standing["said_by"] else "own",
            str(standing["said_by"]),
            f"person:{one.who}",
            1.0,
            perhaps=False,
            review=review,
            changes=tuple(changes(words, "")) if not shown else (),
            read={name: str(value) for name, value in fields.items()},
            edit=review.edit,
        )


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
