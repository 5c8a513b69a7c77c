"""What fills the roles of a draft: the likeliest of its window, held against what the tree allows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from onrecord.language.parse import Parse, Token
from onrecord.reading.amounts import is_measure
from onrecord.reading.statements.arguments import amount_values, title
from onrecord.reading.statements.clauses import is_passive
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.matching import ENTITY_ROLES
from onrecord.reading.statements.rules import load_words
from onrecord.reading.statements.scene import ROLES, Candidate
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import Amount, Argument, ArgumentRole, Span

PHASES = ("holds", "starts", "ends", "former")
SIDES = ("for", "against")
_PHASE, _SIDE = slice(7, 11), slice(11, 13)
"""Where the scores of each stand in those of a statement's marks."""
_ROLE: Mapping[str, ArgumentRole] = {role: role for role in ENTITY_ROLES}
_DOING = frozenset({"ownership", "payment", "stance", "travel", "contact", "publication", "event"})
"""Types whose subject is who does it; of the others it may be to whom it is done."""
_COMPLEMENTS = frozenset({"prep", "dobj", "dative"})
_SUBJECT, _AMOUNT = 0.1, 0.2
"""The probabilities from which the likeliest candidate is taken though none is likelier."""
_BRACKETS = re.compile(r"[(\[](?:about|approximately|around|roughly|~)?")


def fillers(draft: Draft, reading: Understanding) -> Iterator[Argument]:
    """The likeliest filler of each role, an entity in one role only; then amounts, and what is said in words."""
    subject = _subject(draft, reading)
    if subject is not None:
        yield _argument("subject", subject, reading)
    taken = {reading.entity(subject.head)} if subject is not None else set()
    for role, candidate in _entities(draft, reading):
        # Of several who may hold a post only one does, and the others are not what it is held of.
        if reading.entity(candidate.head) not in taken and not (role == "subject" and draft.type == "role"):
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


def _entities(draft: Draft, reading: Understanding) -> Iterator[tuple[ArgumentRole, Candidate]]:
    """Of each entity that fills a role, in text order, the candidate that does so most likely."""
    best: dict[str, tuple[float, ArgumentRole, Candidate]] = {}
    for i, candidate in enumerate(draft.candidates):
        role = _ROLE.get(ROLES[draft.roles[i].argmax()])
        entity = reading.entity(candidate.head) if candidate.kind == "entity" and role is not None else None
        if entity is not None and role is not None:
            sure = float(draft.roles[i].max())
            if entity not in best or sure > best[entity][0]:
                best[entity] = (sure, role, candidate)
    for _, role, candidate in sorted(best.values(), key=lambda found: found[2].start):
        yield role, candidate


def _subject(draft: Draft, reading: Understanding) -> Candidate | None:
    """The likeliest subject; where none is likely, that of a rule that read the same."""
    known = [found.kind == "entity" and reading.entity(found.head) is not None for found in draft.candidates]
    by_head = {c.head: c for c, one in zip(draft.candidates, known, strict=True) if one}
    found = likeliest(draft, "subject", known, _SUBJECT)
    if found is not None:
        return _allowed(draft, draft.candidates[found], by_head, reading)
    ruled = draft.ruled.match.filled.get("subject", ()) if draft.ruled is not None else ()
    return next((by_head[token.index] for token in ruled if token.index in by_head), None)


def _allowed(
    draft: Draft, best: Candidate, by_head: Mapping[int, Candidate], reading: Understanding
) -> Candidate | None:
    """The likeliest subject, or whom the tree names in its place.

    What stands among the complements of an active verb of doing is not who does it, if that one is named before it:
    "the trust bought a hall from Okoro". Nobody does it where a pronoun does of which nobody knows whose it is. And
    who only describes a party of the verb is not that party: "Begum, who sued Moss, lost".
    """
    parse = reading.parse
    does = _doer(draft, reading)
    if does is not None and does not in by_head and parse.tokens[does].tag == "PRP":
        return None
    if (
        draft.type in _DOING
        and does is not None
        and does in by_head
        and _is_complement(best.head, draft.trigger, parse)
    ):
        return by_head[does]
    for party in parse.dependants(draft.trigger.index, "nsubj", "nsubjpass", "dobj"):
        if party.index in by_head and _describes(best.head, party, parse):
            return by_head[party.index]
    undergoer = parse.dependant(draft.trigger.index, "nsubjpass")
    by_agent = any(one.dep == "agent" and one.head == draft.trigger.index for one in parse.governors(best.head))
    if draft.type == "legal" and undergoer is not None and undergoer.index in by_head and by_agent:
        return by_head[undergoer.index]
    return best


def _describes(index: int, party: Token, parse: Parse) -> bool:
    """Does a token stand in a clause that describes a party?"""
    above = (parse.tokens[index], *parse.governors(index))
    return any(one.head == party.index and one.dep in ("relcl", "acl") for one in above)


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


def _values(draft: Draft, reading: Understanding, *, counted: bool) -> Iterator[Argument]:
    """The arguments that are words: of a rule where one read the same, else what the type asks for."""
    at = Span(draft.trigger.start, draft.trigger.end)
    phase = PHASES[int(draft.marks[_PHASE].argmax())]
    side = SIDES[int(draft.marks[_SIDE].argmax())]
    ruled = draft.ruled.arguments if draft.ruled is not None else ()
    own = [
        one
        for one in ruled
        if one.value is not None
        and one.role not in ("amount", "phase", "side")
        and not (one.role == "matter" and any(time.start < one.end and one.start < time.end for time in reading.times))
    ]
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
    elif draft.type == "name" and (word := _other_name(draft.trigger, reading.parse)) is not None:
        span = reading.phrase(word)
        yield Argument(span.start, span.end, "value", value=reading.parse.words(span))
    elif draft.type == "family" and draft.trigger.pos == "NOUN":
        yield Argument(draft.trigger.start, draft.trigger.end, "relation", value=draft.trigger.lower)
    elif draft.type == "quantity" and not counted and draft.trigger.pos in ("ADJ", "ADV", "NUM", "DET"):
        yield Argument(draft.trigger.start, draft.trigger.end, "value", value=draft.trigger.text)


def _other_name(trigger: Token, parse: Parse) -> Token | None:
    """The word that is the other name: the trigger, if it is a name, else what its verb calls somebody."""
    if trigger.pos == "PROPN":
        return trigger
    after = [word for prep in parse.dependants(trigger.index, "prep") for word in parse.dependants(prep.index, "pobj")]
    found = [*parse.dependants(trigger.index, "oprd", "attr", "dobj", "appos"), *after]
    return next((word for word in found if word.index > trigger.index and word.pos in ("PROPN", "NOUN")), None)


def _post(trigger: Token, reading: Understanding) -> Token | None:
    """The noun that says which post: the trigger, or what it makes of somebody ("became chair", "served as chair")."""
    parse = reading.parse
    if trigger.pos in ("NOUN", "PROPN") and trigger.lemma.lower() not in load_words()["changes_of_post"]:
        return trigger
    as_what = [found for word in parse.dependants(trigger.index, "prep") if word.lower == "as"
               for found in parse.dependants(word.index, "pobj")]  # fmt: skip
    found = [*parse.dependants(trigger.index, "attr", "oprd"), *as_what]
    return next((token for token in found if token.pos in ("NOUN", "PROPN")), None)
