"""The word lists of names, places, given names and described things, loaded once and checked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from onrecord.errors import RuleError
from onrecord.records import EntityType

_FOLDER = Path(__file__).parent
_TYPES = get_args(EntityType)


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists of names.yaml, in lower case."""

    honorifics: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    titles: frozenset[str]
    title_openers: frozenset[str]
    kept_titles: frozenset[str]
    numeral_titles: frozenset[str]
    ship_prefixes: frozenset[str]
    around: frozenset[str]
    storms: frozenset[str]
    either_nouns: frozenset[str]
    numbered_words: frozenset[str]
    yearly_events: frozenset[str]
    bodies_of_state: frozenset[str]
    particles: frozenset[str]
    generation: frozenset[str]
    degrees: frozenset[str]
    legal_forms: frozenset[str]
    organization_words: frozenset[str]
    place_words: frozenset[str]
    also_surnames: frozenset[str]
    event_words: frozenset[str]
    work_words: frozenset[str]
    group_words: frozenset[str]
    place_prepositions: frozenset[str]
    not_names: frozenset[str]
    parties: frozenset[str]
    known_organizations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Places:
    """The lists of places.yaml, as keys (see `name_key`). `same` maps each name of a place to a common one."""

    known: frozenset[str]
    countries: frozenset[str]
    states: frozenset[str]
    cities: frozenset[str]
    same: Mapping[str, str]
    demonyms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GivenNames:
    """The lists of first_names.yaml, in lower case."""

    male: frozenset[str]
    female: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nouns:
    """The lists of descriptions.yaml. `types` maps the lemma of a noun to what it names."""

    types: Mapping[str, EntityType]
    endings: tuple[tuple[str, EntityType], ...]
    not_things: frozenset[str]
    single_person: frozenset[str]
    animals: frozenset[str]
    any_organization: frozenset[str]
    any_person: frozenset[str]
    any_post: frozenset[str]
    any_place: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    anybody: frozenset[str]
    counting: frozenset[str]
    acting: frozenset[str]
    bodies_in_plural: frozenset[str]
    loose_modifiers: frozenset[str]
    other_modifiers: frozenset[str]
    set_sizes: Mapping[str, int]
    body_classes: Mapping[str, frozenset[str]]
    own_words: frozenset[str]
    trades: Mapping[str, frozenset[str]]


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A name folded for comparison: case, accents, blanks, dots and a leading article do not count."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = plain.replace("’", "'").replace(".", "").casefold().replace("ł", "l").split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words).strip(" ,'\"“”")


def head_noun(key: str) -> str:
    """The head of the name of a body or thing, given its key: "court" of "court of session", else its last word."""
    words = key.split()
    cut = next((at for at, word in enumerate(words) if at and word in ("of", "for")), len(words))
    return words[cut - 1].strip(",")


@cache
def name_words() -> NameWords:
    """The lists of names.yaml."""
    raw = _read("names.yaml", set(NameWords.__dataclass_fields__))
    return NameWords(**{key: _words("names.yaml", key, value) for key, value in raw.items()})


@cache
def places() -> Places:
    """The lists of places.yaml."""
    raw = _read("places.yaml", {"same", "countries", "states", "regions", "cities", "demonyms"})
    lists = {key: frozenset(_keys(raw[key])) for key in ("countries", "states", "regions", "cities")}
    same = {name_key(name): name_key(names[0]) for names in raw["same"] for name in names}
    return Places(
        frozenset().union(*lists.values()), lists["countries"], lists["states"], lists["cities"], same, raw["demonyms"]
    )


@cache
def given_names() -> GivenNames:
    """The lists of first_names.yaml."""
    raw = _read("first_names.yaml", set(GivenNames.__dataclass_fields__))
    return GivenNames(**{key: _words("first_names.yaml", key, value) for key, value in raw.items()})


@cache
def nouns() -> Nouns:
    """The lists of descriptions.yaml; a noun that stands in several lists has the type of the first."""
    file = "descriptions.yaml"
    listed: dict[str, EntityType] = {
        "person": "Person", "group": "Group", "organization": "Organization",
        "place": "Place", "work": "Work", "event": "Event",
    }  # fmt: skip
    raw = _read(file, {*listed, *Nouns.__dataclass_fields__} - {"types"})
    types: dict[str, EntityType] = {}
    for key, kind in listed.items():
        for word in sorted(_words(file, key, raw[key])):
            types.setdefault(word, kind)
    apart = {*listed, "endings", "set_sizes", "body_classes", "trades"}
    others = {key: _words(file, key, raw[key]) for key in raw if key not in apart}
    classes, trades = (
        {name: _words(file, f"{key}.{name}", words) for name, words in raw[key].items()}
        for key in ("body_classes", "trades")
    )
    endings = tuple(_endings(file, raw["endings"]))
    return Nouns(types, endings, set_sizes=dict(raw["set_sizes"]), body_classes=classes, trades=trades, **others)


_TELLING = {"words", "persons"}


@cache
def telling_words() -> frozenset[str]:
    """The words of telling.yaml, by which a text speaks of names."""
    return _words("telling.yaml", "words", _read("telling.yaml", _TELLING)["words"])


@cache
def words_telling_of_persons() -> frozenset[str]:
    """The words of telling.yaml that let two names of persons be joined."""
    return _words("telling.yaml", "persons", _read("telling.yaml", _TELLING)["persons"])


def _endings(file: str, raw: Mapping[str, str]) -> Iterator[tuple[str, EntityType]]:
    for kind, endings in raw.items():
        if kind not in _TYPES:
            raise RuleError(f"{file}: endings: unknown type {kind!r}; known are {', '.join(_TYPES)}")
        for ending in endings.split():
            yield ending, cast("EntityType", kind)


def _keys(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield from (name_key(name) for name in line.split(","))


def _read(file: str, keys: set[str]) -> dict[str, Any]:
    raw = yaml.safe_load((_FOLDER / file).read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or set(raw) != keys:
        odd = sorted(set(raw) ^ keys) if isinstance(raw, dict) else "no mapping"
        raise RuleError(f"{file}: unknown or missing keys {odd}; the keys are {', '.join(sorted(keys))}")
    return raw


def _words(file: str, key: str, value: object) -> frozenset[str]:
    if not isinstance(value, str):
        raise RuleError(f"{file}: {key}: must be one string of words parted by blanks, is {value!r}")
    return frozenset(value.lower().split())
