"""The Cast from the things of a read document: ids, names with their kinds, mentions in text order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from onrecord.reading.aliases import Alias
from onrecord.reading.bearers import Bearer
from onrecord.reading.cast import Cast
from onrecord.reading.discourse import Discourse, Thing
from onrecord.reading.names import NameMention
from onrecord.records import Entity, Ids, Mention, Name, NameKind

_LONGEST_ACRONYM = 8
Told = dict[int, tuple[NameKind, str | None]]
"""What the text says of names, by the offset where each starts: the kind, and when it was borne (EDTF)."""


def told_of(aliases: tuple[Alias, ...], names: tuple[NameMention, ...]) -> Told:
    """What aliases tell of the names; the indices of an alias are those of `names`, -1 for no name."""
    told: Told = {}
    for alias in aliases:
        told.setdefault(names[alias.second].start, (alias.rule.kind, alias.time))
        if alias.first >= 0 and alias.rule.first_kind is not None:
            told.setdefault(names[alias.first].start, (alias.rule.first_kind, None))
    return told


def make_cast(
    discourse: Discourse,
    names: tuple[NameMention, ...],
    bearers: tuple[Bearer, ...],
    told: Told,
    first_person: Mapping[int, Mention],
) -> Cast:
    """The entities in text order of their first mention, and of each head token its entity."""
    ids = Ids("e")
    things = [thing for thing in discourse.things if thing.places and thing.same_as is None]
    things.sort(key=lambda thing: min((place.start, place.end) for place in thing.places))
    own = {id(thing): _own_names(thing, names, bearers, told) for thing in things}
    labels = {id(thing): _label(thing, own[id(thing)]) for thing in things}
    known = {id(thing): ids.next(thing.type, labels[id(thing)]) for thing in things}
    entities = tuple(
        Entity(
            known[id(thing)],
            thing.type,
            labels[id(thing)],
            thing.named,
            own[id(thing)],
            _mentions(thing),
            tuple(known[id(member.root)] for member in thing.members),
        )
        for thing in things
    )
    heads = {index: known[id(thing.root)] for index, thing in sorted(discourse.heads.items())}
    return Cast(entities, MappingProxyType(heads), MappingProxyType(dict(first_person)))


def _own_names(
    thing: Thing, names: tuple[NameMention, ...], bearers: tuple[Bearer, ...], told: Told
) -> tuple[Name, ...]:
    indices = sorted(index for number in thing.bearers for index in bearers[number].names)
    if indices:
        return tuple(_distinct([names[index] for index in indices], told))
    first = min(thing.places, key=lambda place: (place.start, place.end))
    return (Name(first.start, first.start + len(thing.label), thing.label, "description"),)


def _label(thing: Thing, names: tuple[Name, ...]) -> str:
    """The fullest of the names that are not given up; of a thing without a name, its description."""
    if not thing.named:
        return thing.label
    return max((name.text for name in names if name.kind != "former"), key=len, default=names[0].text)


def _mentions(thing: Thing) -> tuple[Mention, ...]:
    places = sorted(thing.places, key=lambda place: (place.start, place.end))
    return tuple(Mention(place.start, place.end, place.kind) for place in places)


def _distinct(names: list[NameMention], told: Told) -> Iterator[Name]:
    """The distinct names, each where it first stands."""
    longest = max(len(name.text) for name in names)
    said = {name.text: told[name.start] for name in reversed(names) if name.start in told}
    seen: set[str] = set()
    for name in names:
        if name.text not in seen:
            seen.add(name.text)
            kind, time = said.get(name.text, (None, None))
            yield Name(name.start, name.end, name.text, kind or _kind(name.text, longest), time)


def _kind(text: str, longest: int) -> NameKind:
    if len(text) == longest:
        return "full"
    letters = text.replace(".", "")
    return "acronym" if letters.isupper() and " " not in letters and len(letters) < _LONGEST_ACRONYM else "short"
