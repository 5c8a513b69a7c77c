"""Statements as the trained reader reads them: what the rules read is what it is told, not what it is bound to."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from onrecord.language.encoder import Floats, log_softmax
from onrecord.language.parse import Parse, Token
from onrecord.reading.amounts import is_measure
from onrecord.reading.statements.arguments import amount_values, title
from onrecord.reading.statements.clauses import is_passive
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.matching import trigger_span
from onrecord.reading.statements.scene import MODALITIES, POLARITIES, ROLES, Candidate, is_appositive
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import Amount, Argument, ArgumentRole, Modality, Polarity, Span, Statement, StatementType, Time

PHASES = ("holds", "starts", "ends", "former")
SIDES = ("for", "against")
_POLARITY, _MODALITY, _PHASE, _SIDE = slice(2), slice(2, 7), slice(7, 11), slice(11, 13)
"""Where the scores of each stand in those of a statement's marks."""
_DENIED, _ACTUAL = 0.6, 0.5
"""The probability from which something is denied, and below which it is not actual, though rules read no sign of it."""
_DOING = frozenset({"ownership", "payment", "stance", "travel", "contact", "publication", "event"})
"""Types whose subject is who does it; of the others it may be to whom it is done."""
_COMPLEMENTS = frozenset({"prep", "dobj", "dative"})
_STATES, _FURTHER = 0.2, 0.4
"""The probabilities from which a word states anything, and anything more."""
_SUBJECT, _TIME, _AMOUNT = 0.1, 0.3, 0.2
"""The probabilities from which the likeliest candidate is taken though none is likelier."""
_BRACKETS = re.compile(r"[(\[](?:about|approximately|around|roughly|~)?")


def chosen(drafts: Iterable[Draft]) -> list[Draft]:
    """Of the drafts on a word that likely states something the likeliest, and what else it likely states.

    What fits a narrower type is no mere event.
    """
    by_word: dict[int, dict[str, Draft]] = defaultdict(dict)
    for draft in drafts:
        # A token may hold several of the encoder's words ("re-elected").
        known = by_word[draft.trigger.index].get(draft.type)
        if draft.type != "label" and (known is None or known.sure < draft.sure):
            by_word[draft.trigger.index][draft.type] = draft
    kept = []
    for found in (list(types.values()) for types in by_word.values() if types):
        best, *others = sorted(found, key=lambda draft: -draft.sure)
        if 1 - math.prod(1 - draft.sure for draft in found) >= _STATES:
            kept.append(best)
        kept += [draft for draft in others if draft.sure >= _FURTHER and draft.type != "event"]
    return kept


def odds(chance: float) -> float:
    """The logarithm of the odds, of no more than 400 to 1."""
    return min(6.0, max(-6.0, math.log(max(chance, 1e-9) / max(1 - chance, 1e-9))))


def _sure(draft: Draft, known: Mapping[str, float] | None) -> float:
    """How often what is read so is right, if that was measured."""
    if known is None:
        return draft.sure
    logit = known["general"] + known["logit"] * odds(draft.sure) + known[draft.type]
    return 1 / (1 + math.exp(-logit - (known["ruled"] if draft.ruled is not None else 0)))


def statement_of(
    draft: Draft, type_: StatementType, reading: Understanding, sure: Mapping[str, float] | None = None
) -> Statement:
    """A draft as a statement; its arguments are the likeliest of its window. `sure` is that of the model."""
    trigger = trigger_span(draft.trigger, draft.ruled.match.joined if draft.ruled is not None else (), reading.parse)
    arguments = tuple(_arguments(draft, reading))
    time = _time(draft)
    polarity, modality = _certainty(draft)
    # Who and when may stand sentences away; the words that state it do not.
    sentence = reading.parse.sentence_of(draft.trigger.index)
    spans = [trigger, *(one for one in arguments if sentence.start <= one.start and one.end <= sentence.end)]
    return Statement(
        id="",
        type=type_,
        trigger=trigger,
        evidence=Span(min(span.start for span in spans), max(span.end for span in spans)),
        arguments=arguments,
        made_by=f"model:{type_}",
        sure=round(_sure(draft, sure), 3),
        time=time,
        polarity=polarity,
        modality=modality,
        voice=reading.voices.voice(trigger, appositive=is_appositive(draft.trigger, type_, draft.ruled)),
    )


def _certainty(draft: Draft) -> tuple[Polarity, Modality]:
    """What rules hold, but that the reader may deny or doubt what they let pass, as that is the worse error."""
    polarity, modality = draft.certain
    denied, doubts = (_chances(draft.marks[part]) for part in (_POLARITY, _MODALITY))
    if polarity == "positive" and denied[POLARITIES.index("negative")] > _DENIED:
        polarity = "negative"
    if modality == "actual" and doubts[MODALITIES.index("actual")] < _ACTUAL:
        modality = max(MODALITIES, key=lambda one: doubts[MODALITIES.index(one)] if one != "actual" else 0)
    return polarity, modality


def _chances(scores: Floats) -> Floats:
    return np.asarray(np.exp(log_softmax(scores)))


def _arguments(draft: Draft, reading: Understanding) -> Iterator[Argument]:
    """The likeliest filler of each role, an entity in one role only; then amounts, and what is said in words."""
    entities = dict(_entities(draft, reading))
    subject = _subject(draft, reading)
    if subject is not None:
        yield _argument("subject", subject, reading)
    taken = {reading.entity(subject.head)} if subject is not None else set()
    for role, candidate in entities.values():
        if reading.entity(candidate.head) not in taken:
            yield _argument("object" if role == "subject" else role, candidate, reading)
    amounts = _amounts(draft, reading.parse)
    for amount in amounts:
        for value in amount_values(amount):
            yield Argument(amount.start, amount.end, "amount", value=value)
    yield from _values(draft, reading, counted=bool(amounts))


def _amounts(draft: Draft, parse: Parse) -> list[Amount]:
    """The amounts of a statement; of a quantity without any the likeliest, if it is likely or stands on the trigger."""
    found = [
        candidate.amount
        for candidate, roles in zip(draft.candidates, draft.roles, strict=True)
        if candidate.amount is not None and ROLES[roles.argmax()] == "amount"
    ]
    if not found and draft.type == "quantity":
        asked = [candidate.amount is not None for candidate in draft.candidates]
        best = likeliest(draft, "amount", asked, 0)
        if best is not None:
            candidate, chance = draft.candidates[best], math.exp(draft.roles[best, ROLES.index("amount")])
            on_it = candidate.start < draft.trigger.end and draft.trigger.start < candidate.end
            if candidate.amount is not None and (on_it or chance >= _AMOUNT):
                found.append(candidate.amount)
    return [amount for place, amount in enumerate(found) if not place or not _converts(amount, found[place - 1], parse)]


def _converts(amount: Amount, before: Amount, parse: Parse) -> bool:
    """Is it the measure before in another unit, in brackets: "75 miles per hour (120 kilometres per hour)"?"""
    between = parse.text[before.end : amount.start].strip()
    return _BRACKETS.fullmatch(between) is not None and is_measure(amount.unit) and is_measure(before.unit)


def _entities(draft: Draft, reading: Understanding) -> Iterator[tuple[str, tuple[ArgumentRole, Candidate]]]:
    """Of each entity that fills a role, in text order, the candidate that does so most likely."""
    best: dict[str, tuple[float, ArgumentRole, Candidate]] = {}
    for i, candidate in enumerate(draft.candidates):
        role = _ROLE.get(ROLES[draft.roles[i].argmax()])
        entity = reading.entity(candidate.head) if candidate.kind == "entity" and role is not None else None
        if entity is not None and role is not None:
            sure = float(draft.roles[i].max())
            if entity not in best or sure > best[entity][0]:
                best[entity] = (sure, role, candidate)
    for entity, (_, role, candidate) in sorted(best.items(), key=lambda item: item[1][2].start):
        yield entity, (role, candidate)


def _subject(draft: Draft, reading: Understanding) -> Candidate | None:
    """The likeliest subject; where none is likely, that of a rule that read the same.

    What stands among the complements of an active verb of doing is not who does it, if that one is named before it:
    "the trust bought a hall from Okoro".
    """
    known = [found.kind == "entity" and reading.entity(found.head) is not None for found in draft.candidates]
    found = likeliest(draft, "subject", known, _SUBJECT)
    if found is not None:
        best = draft.candidates[found]
        does = _doer(draft, reading) if draft.type in _DOING else None
        if does is None or does == best.head or not _is_complement(best.head, draft.trigger, reading.parse):
            return best
        return next((c for c, one in zip(draft.candidates, known, strict=True) if one and c.head == does), best)
    ruled = draft.ruled.match.filled.get("subject", ()) if draft.ruled is not None else ()
    heads = {token.index for token in ruled}
    return next((c for c, one in zip(draft.candidates, known, strict=True) if one and c.head in heads), None)


def _doer(draft: Draft, reading: Understanding) -> int | None:
    """The grammatical subject of an active verb."""
    trigger = draft.trigger
    if trigger.pos != "VERB" or is_passive(reading.parse, trigger.index):
        return None
    own = reading.parse.dependant(trigger.index, "nsubj")
    return own.index if own is not None else None


def _is_complement(index: int, verb: Token, parse: Parse) -> bool:
    """Does a token stand in a prepositional phrase, or an object, of a verb?"""
    token = parse.tokens[index]
    above = (token, *parse.governors(index))
    return any(one.head == verb.index and one.dep in _COMPLEMENTS for one in above)


def likeliest(draft: Draft, role: str, asked: Sequence[bool], least: float) -> int | None:
    """Of the candidates asked about the one that most likely has a role, if it does with `least`."""
    chances = np.exp(draft.roles[:, ROLES.index(role)])
    best = max((i for i, one in enumerate(asked) if one), key=lambda i: float(chances[i]), default=None)
    return best if best is not None and chances[best] >= least else None


def _argument(role: ArgumentRole, candidate: Candidate, reading: Understanding) -> Argument:
    span = reading.phrase(reading.parse.tokens[candidate.head])
    return Argument(span.start, span.end, role, entity=reading.entity(candidate.head))


_ROLE: dict[str, ArgumentRole] = {
    "subject": "subject", "object": "object", "agent": "agent", "organization": "organization", "place": "place",
    "seller": "seller",
}  # fmt: skip


def _values(draft: Draft, reading: Understanding, *, counted: bool) -> Iterator[Argument]:
    """The arguments that are words: of a rule where one read the same, else what the type asks for."""
    at = Span(draft.trigger.start, draft.trigger.end)
    phase = PHASES[int(draft.marks[_PHASE].argmax())]
    side = SIDES[int(draft.marks[_SIDE].argmax())]
    ruled = draft.ruled.arguments if draft.ruled is not None else ()
    own = [one for one in ruled if one.value is not None and one.role not in ("amount", "phase", "side")]
    yield from own or _words_of(draft, reading, counted=counted)
    if draft.type == "role" and phase != "holds":
        yield Argument(at.start, at.end, "phase", value=phase)
    if draft.type == "stance":
        yield Argument(at.start, at.end, "side", value=side)


def _words_of(draft: Draft, reading: Understanding, *, counted: bool) -> Iterator[Argument]:
    """The title of a role, the kin that somebody is, the rank or measure that is no number with a unit."""
    if draft.type == "role" and (noun := _post(draft.trigger, reading)) is not None:
        span = title(noun, reading)
        yield Argument(span.start, span.end, "value", value=reading.parse.words(span))
    elif draft.type == "family" and draft.trigger.pos == "NOUN":
        yield Argument(draft.trigger.start, draft.trigger.end, "relation", value=draft.trigger.lower)
    elif draft.type == "quantity" and not counted:
        yield Argument(draft.trigger.start, draft.trigger.end, "value", value=draft.trigger.text)


def _post(trigger: Token, reading: Understanding) -> Token | None:
    """The noun that says which post: the trigger, or what its verb makes of somebody ("became, served as chair")."""
    if trigger.pos in ("NOUN", "PROPN"):
        return trigger
    parse = reading.parse
    as_what = [found for word in parse.dependants(trigger.index, "prep") if word.lower == "as"
               for found in parse.dependants(word.index, "pobj")]  # fmt: skip
    found = [*parse.dependants(trigger.index, "attr", "oprd"), *as_what]
    return next((token for token in found if token.pos in ("NOUN", "PROPN")), None)


def _time(draft: Draft) -> Time | None:
    """The likeliest time, if it is likely; with both its ends, if a rule has these."""
    best = likeliest(draft, "time", [found.time is not None for found in draft.candidates], _TIME)
    time = draft.candidates[best].time if best is not None else None
    if time is None:
        return None
    ruled = draft.ruled.time if draft.ruled is not None else None
    if ruled is not None and ruled.start <= time.start and time.end <= ruled.end:
        return ruled
    return Time(time.start, time.end, time.value)
