"""name-variant: what looks like one person's surname, spelt in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from onrecord.checks.observation import Observation, words_of
from onrecord.records import Entity, Name, Record

_SHORTEST = 6
"""Letters a surname must have: shorter ones are often a letter apart and two people's ("Brown", "Browne")."""


@dataclass(frozen=True, slots=True)
class _Person:
    """A named person: the name as it first stands, what comes before the surname, and the surname, in lower case."""

    entity: str
    name: Name
    given: str
    surname: str


def find(record: Record) -> Iterator[Observation]:
    """The surnames that differ by one letter from another's, where nothing tells the two people apart."""
    people = sorted(_people(record.entities), key=lambda person: person.name.start)
    for first, second in combinations(people, 2):
        same_given = first.given == second.given or not (first.given and second.given)
        if same_given and _is_variant(first.surname, second.surname):
            message = f"{words_of(record, second.name)} and {words_of(record, first.name)} differ by one letter."
            yield Observation(second.name.start, second.name.end, message, entities=(first.entity, second.entity))


def _people(entities: tuple[Entity, ...]) -> Iterator[_Person]:
    """The persons with the longest name of each; one of a single name has no given name."""
    for entity in entities:
        names = [name for name in entity.names if name.kind in ("full", "short")]
        if entity.type == "Person" and entity.named and names:
            longest = max(names, key=lambda name: (len(name.text.split()), -name.start))
            *given, surname = longest.text.replace("’", "'").lower().split()
            yield _Person(entity.id, longest, " ".join(given), surname)


def _is_variant(one: str, other: str) -> bool:
    """Are two long surnames one letter apart, and not a name and its plural or genitive?"""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or not short.isalpha() or not long.isalpha() or long == f"{short}s":
        return False
    return _one_letter_apart(short, long)


def _one_letter_apart(short: str, long: str) -> bool:
    """Is one letter more, less or another, or are two neighbours the other way round?"""
    if short == long or len(long) - len(short) > 1:
        return False
    while short and short[0] == long[0]:
        short, long = short[1:], long[1:]
    while short and short[-1] == long[-1]:
        short, long = short[:-1], long[:-1]
    return len(long) == 1 or (len(long) == 2 and short == long[::-1])
