"""name-variant: what looks like one person's surname, spelt in two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.checks.observation import Observation, words_of
from onrecord.records import Entity, Name, Record

_SHORTEST = 6
"""Letters a surname must have: shorter ones are often a letter apart and two people's ("Brown", "Browne")."""


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Who bears a name: the name as it first stands, what comes before the surname, and the surname, in lower case."""

    entity: str
    name: Name
    given: str
    surname: str


def find(record: Record) -> Iterator[Observation]:
    """The surnames that differ by one letter from another's, where no given name tells the two apart."""
    bearers = sorted(_bearers(record.entities), key=lambda bearer: bearer.name.start)
    for first, second in _alike(bearers):
        if _may_be_one(first, second) and _is_variant(first.surname, second.surname):
            message = f"{words_of(record, second.name)} differs by one letter from {words_of(record, first.name)}."
            yield Observation(second.name.start, second.name.end, message, entities=(first.entity, second.entity))


def _bearers(entities: tuple[Entity, ...]) -> Iterator[_Bearer]:
    """The named persons, each with the longest name; and single names of other things, as a misspelt one is read so."""
    for entity in entities:
        names = [name for name in entity.names if name.kind in ("full", "short") and name.text.strip()]
        if not entity.named or not names:
            continue
        longest = max(names, key=lambda name: (len(name.text.split()), -name.start))
        *given, surname = longest.text.replace("’", "'").lower().split()
        if len(surname) >= _SHORTEST and (entity.type == "Person" or not given):
            yield _Bearer(entity.id, longest, " ".join(given), surname)


def _alike(bearers: Sequence[_Bearer]) -> list[tuple[_Bearer, _Bearer]]:
    """The pairs in text order whose surnames become the same when one letter is left out of each."""
    by_rest: defaultdict[str, list[int]] = defaultdict(list)
    for place, bearer in enumerate(bearers):
        rests = {bearer.surname[:at] + bearer.surname[at + 1 :] for at in range(len(bearer.surname))}
        for rest in rests | {bearer.surname}:
            by_rest[rest].append(place)
    pairs = {pair for places in by_rest.values() for pair in combinations(places, 2)}
    return [(bearers[first], bearers[second]) for first, second in sorted(pairs)]


def _may_be_one(first: _Bearer, second: _Bearer) -> bool:
    """Has one of them a full name, and the other the same given name or none?"""
    if first.given and second.given:
        return first.given == second.given
    return bool(first.given or second.given)


def _is_variant(one: str, other: str) -> bool:
    """Are two surnames one letter apart, and not a name and its plural or genitive?"""
    short, long = sorted((one, other), key=len)
    if not short.isalpha() or not long.isalpha() or long == f"{short}s":
        return False
    return _one_letter_apart(short, long)


def _one_letter_apart(short: str, long: str) -> bool:
    """Is one letter more or another, or are two neighbours the other way round?"""
    while short and short[0] == long[0]:
        short, long = short[1:], long[1:]
    while short and short[-1] == long[-1]:
        short, long = short[:-1], long[:-1]
    return len(long) == 1 or (len(long) == 2 and short == long[::-1])
