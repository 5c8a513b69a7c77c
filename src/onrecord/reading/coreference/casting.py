"""The Cast from the things of a read document: ids, names with their kinds, mentions in text order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from onrecord.reading.cast import Cast
from onrecord.reading.coreference.aliases import Alias
from onrecord.reading.coreference.discourse import Discourse, Thing
from onrecord.reading.names.finding import NameMention
from onrecord.reading.names.word_lists import name_key
from onrecord.records import Entity, Ids, Mention, Name, NameKind, Span

_LONGEST_ACRONYM = 8
_IN_TURN: tuple[NameKind, ...] = ("full", "former")
"""Kinds of names that are borne one after the other; others stand beside these."""
Told = dict[int, tuple[NameKind | None, str | None]]
"""What the text says of names, by the offset where each starts: the kind, and when it was borne (EDTF)."""


def told_of(aliases: tuple[Alias, ...], names: tuple[NameMention, ...]) -> Told:
    """What aliases tell of the names; the indices of an alias are those of `names`, -1 for no name."""
    told: Told = {}
    for alias in aliases:
        before, after = alias.times
        told.setdefault(names[alias.second].start, (alias.rule.kind, after))
        if alias.first >= 0 and (alias.rule.first_kind is not None or before is not None):
            told.setdefault(names[alias.first].start, (alias.rule.first_kind, before))
    return told


def make_cast(
    text: str,
    discourse: Discourse,
    bearing: Sequence[tuple[NameMention, ...]],
    told: Told,
    first_person: Mapping[int, Mention],
    unmarked: Mapping[int, Mention],
) -> Cast:
    """The entities in text order of their first mention, and of each head token its entity.

    Args:
        text: the document's text.
        discourse: all that it speaks of.
        bearing: the names of each bearer, by its number.
        told: what the text says of names.
        first_person: the "I" and "we" inside quotation marks.
        unmarked: those outside.
    """
    ids = Ids("e")
    things = [thing for thing in discourse.things if thing.places and thing.same_as is None]
    things.sort(key=lambda thing: min((place.start, place.end) for place in thing.places))
    own = {id(thing): _own_names(text, thing, bearing, told) for thing in things}
    labels = {key: _label(names) for key, names in own.items()}
    known = {id(thing): ids.next(thing.type, labels[id(thing)]) for thing in things}
    entities = tuple(
        Entity(
            known[id(thing)],
            thing.type,
            labels[id(thing)],
            thing.named,
            own[id(thing)],
            _mentions(thing),
            tuple(dict.fromkeys(known[id(member.root)] for member in thing.members)),
        )
        for thing in things
    )
    heads = {index: known[id(thing.root)] for index, thing in sorted(discourse.heads.items())}
    return Cast(
        entities, MappingProxyType(heads), MappingProxyType(dict(first_person)), MappingProxyType(dict(unmarked))
    )


def _own_names(text: str, thing: Thing, bearing: Sequence[tuple[NameMention, ...]], told: Told) -> tuple[Name, ...]:
    names = sorted((name for number in thing.bearers for name in bearing[number]), key=lambda name: name.start)
    if names:
        return tuple(_one_after_the_other(list(_distinct(names, told))))
    return tuple(_descriptions(text, thing))


def _descriptions(text: str, thing: Thing) -> Iterator[Name]:
    """What a thing without a name is called: its first description outside headings, then the others in text order."""
    label = thing.label or Span(thing.places[0].start, thing.places[0].end)
    nominal = sorted((place.start, place.end) for place in thing.places if place.kind == "nominal")
    seen: set[str] = set()
    for start, end in ((label.start, label.end), *nominal):
        key = name_key(text[start:end])
        if key not in seen:
            seen.add(key)
            yield Name(start, end, text[start:end], "description")


def _label(names: tuple[Name, ...]) -> str:
    """The fullest of the names that are not given up, and no number; of descriptions the first."""
    if names[0].kind == "description":
        return names[0].text
    borne = [name.text for name in names if name.kind != "former"]
    return max(
        (text for text in borne if not text[-1].isdigit()), key=len, default=max(borne, key=len, default=names[0].text)
    )


def _mentions(thing: Thing) -> tuple[Mention, ...]:
    places = sorted(thing.places, key=lambda place: (place.start, place.end))
    return tuple(Mention(place.start, place.end, place.kind) for place in places)


def _distinct(names: list[NameMention], told: Told) -> Iterator[Name]:
    """The distinct names, each where it first stands."""
    longest = max(len(name.text) for name in names)
    # Of several places that tell of a name, the first that gives a time counts, else the first.
    telling = sorted((name for name in names if name.start in told), key=lambda name: told[name.start][1] is None)
    said = {name.text: told[name.start] for name in reversed(telling)}
    seen: set[str] = set()
    for name in names:
        if name.text not in seen:
            seen.add(name.text)
            kind, time = said.get(name.text, (None, None))
            yield Name(name.start, name.end, name.text, kind or _kind(name.text, longest), time)


def _one_after_the_other(names: Sequence[Name]) -> Iterator[Name]:
    """The names, each that took the place of another borne until the next one was."""
    begins = sorted({_begin(name) for name in names if name.kind in _IN_TURN and _begin(name)})
    for name in names:
        after = next((begin for begin in begins if begin > _begin(name)), None) if _begin(name) else None
        if after is not None and name.kind in _IN_TURN and name.time is not None:
            yield replace(name, time=f"{_begin(name)}/{after}" if name.time.endswith(("/", "/..")) else name.time)
        else:
            yield name


def _begin(name: Name) -> str:
    """When a name began to be borne, as EDTF, if the text says so."""
    return name.time.split("/")[0] if name.time and "/" in name.time else ""


def _kind(text: str, longest: int) -> NameKind:
    if len(text) == longest:
        return "full"
    letters = text.replace(".", "")
    return "acronym" if letters.isupper() and " " not in letters and len(letters) < _LONGEST_ACRONYM else "short"
