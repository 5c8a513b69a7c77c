"""What a document has spoken of so far, the latest last: where coreference looks for what a phrase means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from onrecord.records import EntityType, MentionKind, Span

Sex = Literal["male", "female", ""]
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_MOST_CALLED = 6
"""Things called by one noun that are looked at: what was called so long before is seldom meant."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a thing is spoken of: offsets, head token, sentence, and whether it is a subject there.

    `main` says that it is the subject of the whole sentence, `speaks` that of a verb of saying or thinking. `step`
    counts the sentences before it that are not wholly in quotation marks.
    """

    start: int
    end: int
    head: int
    sentence: int
    kind: MentionKind
    subject: bool
    quoted: bool = False
    main: bool = False
    speaks: bool = False
    step: int = 0


@dataclass(slots=True, eq=False)
class Thing:
    """One thing while the document is being read. `kinds` are the nouns that it has been called by."""

    type: EntityType
    named: bool
    plural: bool = False
    sex: Sex = ""
    label: Span | None = None
    """The words that describe a thing without a name."""
    in_heading: bool = False
    """Do these words stand in a heading?"""
    kinds: set[str] = field(default_factory=set)
    modifiers: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    owner: Thing | None = None
    bearers: set[int] = field(default_factory=set)
    same_as: Thing | None = None
    members: tuple[Thing, ...] = ()
    places: list[Place] = field(default_factory=list)
    outside: list[Place] = field(default_factory=list)
    """The places outside quotation marks."""
    subject_in: int = -1
    """The last sentence in which it was a subject."""
    main_in: int = -1
    """The last in which it was that of the whole sentence."""
    spoke_in: int = -1
    """The last in which it was that of a verb of saying or thinking."""

    @property
    def last(self) -> Place:
        """Where it was spoken of last."""
        return self.places[-1]

    @property
    def root(self) -> Thing:
        """The thing that it was found to be the same as; itself, if none."""
        thing = self
        while thing.same_as is not None:
            thing = thing.same_as
        return thing

    def take(self, other: Thing) -> None:
        """Put down that the other is the same as this one, with all its places, nouns and names."""
        other.same_as = self
        self.places += other.places
        self.outside += other.outside
        self.kinds |= other.kinds
        self.bearers |= other.bearers
        self.sex = self.sex or other.sex


def is_subject(dep: str) -> bool:
    """Is a token of this relation the subject of its clause?"""
    return dep in _SUBJECTS


class Discourse:
    """The things of a document in the order in which each was last spoken of."""

    def __init__(self) -> None:
        self.things: list[Thing] = []
        self.heads: dict[int, Thing] = {}
        self._recent: dict[int, Thing] = {}
        self._by_noun: dict[str, dict[int, Thing]] = {}

    def add(self, thing: Thing, *, aside: bool = False) -> Thing:
        """Bring a new thing in; it is not yet spoken of. An aside is not what its noun means later."""
        self.things.append(thing)
        for noun in () if aside else sorted(thing.kinds):
            self.call(thing, noun)
        return thing

    def speak(self, thing: Thing, place: Place, *, aside: bool = False) -> None:
        """Put down that a thing is spoken of here; it is now the latest, unless that is an aside (a byline)."""
        thing.places.append(place)
        if not place.quoted:
            thing.outside.append(place)
        self.heads[place.head] = thing
        if aside:
            return
        if place.subject:
            thing.subject_in = place.sentence
        if place.main:
            thing.main_in = place.sentence
        if place.speaks:
            thing.spoke_in = place.sentence
        self._recent.pop(id(thing), None)
        self._recent[id(thing)] = thing

    def call(self, thing: Thing, noun: str) -> None:
        """Put down a noun that a thing can be called by from now on."""
        thing.kinds.add(noun)
        called = self._by_noun.setdefault(noun, {})
        called.pop(id(thing), None)
        called[id(thing)] = thing

    def called(self, noun: str) -> Iterator[Thing]:
        """The last few things called by a noun, the one called so last first."""
        for count, thing in enumerate(reversed(self._by_noun.get(noun, {}).values())):
            if count == _MOST_CALLED:
                return
            yield thing

    def recent(self, sentence: int, back: int) -> Iterator[Thing]:
        """The things spoken of in this sentence or at most `back` before it, the latest first."""
        for thing in reversed(self._recent.values()):
            if thing.last.sentence < sentence - back:
                return
            yield thing
