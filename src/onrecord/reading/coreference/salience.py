"""How present a thing is where a pronoun stands, and so how likely the pronoun means it.

Near, a subject, spoken of often; who has spoken goes on speaking; and inside quotation marks as outside them each
side has its own cast: whom a quotation speaks of does not say it, and who says it is there "I" and not "she".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.language.parse import Token
from onrecord.reading.coreference.discourse import Place, Thing
from onrecord.reading.names.judging import Judge, Referring
from onrecord.reading.names.word_lists import nouns

Reference = Literal["he", "she", "it", "they"]

_WEIGHT = 5.0
"""How much the trained judge's logits count beside what the rules count."""
_UNSEEN = 2.0
"""The logit taken off where the judge saw no place of a thing in the pronoun's window."""
_HEARD = 3
"""Sentences over which who has spoken is sooner the one that "they" means where they speak."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a pronoun stands: its token, what it asks for, and whether it is inside quotation marks.

    `speaks` says that it is the subject of a verb of saying; `reporter` is who says the clause of which it is the
    subject, `hearer` who is told it; `step` counts the sentences before it that are not wholly in quotation marks.
    """

    token: Token
    reference: Reference
    quoted: bool
    speaks: bool = False
    reporter: Thing | None = None
    hearer: Thing | None = None
    step: int = 0
    judge: Judge | None = None


def judged(thing: Thing, setting: Setting) -> float:
    """What the trained judge says for the thing's being meant; a thing of which it saw no place near is less likely.

    Who speaks ("he said") is left to the counts of `likelihood`, which knows the habits of news better.
    """
    if setting.judge is None or setting.speaks:
        return 0.0
    token = setting.token
    places = (Referring(place.start, place.end, place.head, place.kind) for place in reversed(thing.places))
    logits = setting.judge.logits(places, Referring(token.start, token.end, token.index, "pronoun"))
    return _WEIGHT * max(logits) if logits else -_WEIGHT * _UNSEEN


def likelihood(thing: Thing, setting: Setting, order: int) -> float:
    """How likely a fitting thing is meant; `order` counts the fitting things spoken of after it."""
    last = thing.outside[-1] if thing.outside and not setting.quoted else thing.last
    distance = _distance(setting, last)
    score = -4.0 * max(distance - 1, 0) - (1.0 if distance == 1 else 0.0) - 0.6 * order
    score += 4.0 if thing.subject_in == last.sentence else 0.0
    score += 2.0 if thing.main_in == last.sentence else 0.0
    score += 1.0 if thing.named else 0.0
    score += min(len(thing.places), 8) * 0.25
    score += 1.5 if last.kind == "pronoun" else 0.0
    return score + _of_sort(thing, setting.reference) + _of_speech(thing, setting, last, distance)


def _distance(setting: Setting, last: Place) -> int:
    """In sentences; between places outside quotation marks those wholly within them do not count."""
    if setting.quoted or last.quoted:
        return setting.token.sentence - last.sentence
    return setting.step - last.step


def _of_sort(thing: Thing, reference: Reference) -> float:
    if reference == "they":
        many = bool(thing.plural or thing.kinds & nouns().bodies_in_plural)
        people = thing.type == "Group" and not thing.kinds & nouns().animals
        return (2.0 if many else -1.0) + (3.0 if people else 0.0)
    if reference == "it":
        return {"Organization": 1.5, "Place": -1.0}.get(thing.type, 0.0)
    return 0.5 if thing.sex else 0.0


def _of_speech(thing: Thing, setting: Setting, last: Place, distance: int) -> float:
    """What quotation marks and verbs of saying speak for."""
    score = 3.0 if thing is setting.reporter else 0.0
    score += 4.0 if thing is setting.hearer and setting.reference == "they" else 0.0
    if setting.quoted and not last.quoted:
        beside = distance == 0 and thing.subject_in == last.sentence
        score -= 9.0 if beside or (distance <= 1 and thing.spoke_in == last.sentence) else 0.0
    if not setting.quoted and not thing.outside:
        score -= 6.0 if setting.speaks else 2.0
    if setting.speaks and setting.reference == "they":
        score += 3.0 if thing.spoke_in >= setting.token.sentence - _HEARD else 0.0
    elif setting.speaks:
        score += 1.0 if distance <= 1 and thing.spoke_in >= setting.token.sentence - 1 else 0.0
    return score
