"""Rules as data: how each statement type is worded (rules/*.yaml), checked when loaded.

A rule file holds the rules of one statement type, tried in order; words/*.yaml hold the word lists that rules
name as "@list". A rule:

    id, why             the rule's name, unique within its type, and what it catches
    trigger             words, pos, tag, dep: what the triggering token must be (all that are given);
                        unit: the head of an amount of this unit; name: another name, in brackets after the first
    requires, forbids   paths that must, or must not, lead anywhere; of a list within `requires` one is enough
    with                paths to words that belong to the trigger: "held the post"
    arguments           role -> path, or paths of which the first that leads anywhere counts
    constants           role -> value that no words state: phase, side, kind
    needs               roles without which there is no statement (default: subject)
    each                a role of which every coordinated part makes its own statement
    appositive          the words are a name, a title or an apposition: the voice of whoever reports
    modality            what the rule's own words make of it, where it is not actual
    hits, misses        invented examples: a hit gives a text, its trigger, and words of arguments by role
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from typing import Any, get_args

import yaml

from onrecord.errors import RuleError
from onrecord.reading.statements.paths import Path, Words, expand, read_path
from onrecord.records import ArgumentRole, EntityType, Modality, StatementType

_FOLDER = FilePath(__file__).parent
_KEYS = frozenset(
    "id why trigger requires forbids with arguments constants needs each appositive modality hits misses".split()
)
_TRIGGER_KEYS = frozenset({"words", "pos", "tag", "dep", "unit", "name"})
_TYPES: tuple[StatementType, ...] = get_args(StatementType)
_ROLES: frozenset[str] = frozenset(get_args(ArgumentRole))
_END_TYPES: frozenset[str] = frozenset(get_args(EntityType)) | {"Amount"}
_UNMEASURED = 0.5
"""How sure a rule is whose precision has not been measured."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """What the token that states something must be; an empty set asks nothing."""

    words: frozenset[str]
    pos: frozenset[str]
    tag: frozenset[str]
    dep: frozenset[str]
    unit: frozenset[str]
    name: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of wording a statement of one type."""

    id: str
    type: StatementType
    trigger: Trigger
    requires: tuple[tuple[Path, ...], ...]
    forbids: tuple[Path, ...]
    joined: tuple[Path, ...]
    arguments: Mapping[ArgumentRole, tuple[Path, ...]]
    constants: Mapping[ArgumentRole, str]
    needs: frozenset[str]
    each: ArgumentRole | None
    appositive: bool
    modality: Modality
    sure: float
    hits: tuple[Mapping[str, str], ...]
    misses: tuple[str, ...]


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules of the package, types in the order of the record format, `event` (anything else) last."""
    words = load_words()
    return tuple(rule for kind in _TYPES for rule in read_rules(_FOLDER / "rules" / f"{kind}.yaml", kind, words))


@cache
def load_words() -> Words:
    """The word lists of the package: name -> lemmas in lower case."""
    lists: dict[str, frozenset[str]] = {}
    for file in sorted((_FOLDER / "words").glob("*.yaml")):
        for name, entries in _yaml(file).items():
            if name in lists:
                raise RuleError(f"{file.name}: word list {name}: there is another of that name")
            try:
                lists[name] = frozenset(_words(entries))
            except ValueError as error:
                raise RuleError(f"{file.name}: word list {name}: {error}") from error
    return lists


def read_rules(file: FilePath, kind: StatementType, words: Words) -> Iterator[Rule]:
    """The rules of one file.

    Raises:
        RuleError: a rule is wrong; names file, rule and key, and the keys allowed.
    """
    measured = _sureness()
    seen: set[str] = set()
    for raw in _yaml(file) or ():
        name = raw.get("id", "?")
        where = f"{file.name}: rule {name}"
        _check_keys(where, raw, _KEYS, needed=("id", "why", "trigger", "arguments", "hits", "misses"))
        if name in seen:
            raise RuleError(f"{where}: id: there is another rule of that name")
        seen.add(name)
        yield _rule(where, raw, kind, words, measured.get(f"{kind}-{name}", _UNMEASURED))


def _rule(where: str, raw: Mapping[str, Any], kind: StatementType, words: Words, sure: float) -> Rule:
    def paths(key: str, texts: Any) -> tuple[Path, ...]:
        try:
            return tuple(read_path(text, words, _END_TYPES) for text in _list(texts))
        except ValueError as error:
            raise RuleError(f"{where}: {key}: {error}") from error

    arguments = {role: paths(f"arguments.{role}", texts) for role, texts in raw["arguments"].items()}
    constants = raw.get("constants", {})
    _check_keys(f"{where}: arguments", arguments, _ROLES)
    _check_keys(f"{where}: constants", constants, _ROLES)
    return Rule(
        id=f"{kind}-{raw['id']}",
        type=kind,
        trigger=_trigger(where, raw["trigger"], words),
        requires=tuple(paths("requires", texts) for texts in _list(raw.get("requires"))),
        forbids=paths("forbids", raw.get("forbids")),
        joined=paths("with", raw.get("with")),
        arguments=arguments,
        constants=constants,
        needs=_one_of(f"{where}: needs", raw.get("needs", "subject"), _ROLES),
        each=next(iter(_one_of(f"{where}: each", raw.get("each"), _ROLES)), None),  # type: ignore[arg-type]
        appositive=bool(raw.get("appositive", False)),
        modality=_modality(where, raw.get("modality", "actual")),
        sure=sure,
        hits=tuple(raw["hits"]),
        misses=tuple(raw["misses"]),
    )


def _trigger(where: str, raw: Mapping[str, Any], words: Words) -> Trigger:
    _check_keys(f"{where}: trigger", raw, _TRIGGER_KEYS)
    given = {key: frozenset(_list(raw.get(key))) for key in _TRIGGER_KEYS - {"name"}}
    try:
        given["words"] = expand(_words(_list(raw.get("words"))), words)
    except ValueError as error:
        raise RuleError(f"{where}: trigger.words: {error}") from error
    return Trigger(**given, name=bool(raw.get("name", False)))


def _modality(where: str, value: str) -> Modality:
    if value not in get_args(Modality):
        raise RuleError(f"{where}: modality: {value!r} is none of {', '.join(get_args(Modality))}")
    return value  # type: ignore[return-value]


def _one_of(where: str, values: Any, allowed: frozenset[str]) -> frozenset[str]:
    given = frozenset(_list(values))
    if given - allowed:
        raise RuleError(f"{where}: {', '.join(sorted(given - allowed))} is none of {', '.join(sorted(allowed))}")
    return given


def _check_keys(where: str, raw: Mapping[str, Any], allowed: frozenset[str], needed: tuple[str, ...] = ()) -> None:
    unknown = sorted(raw.keys() - allowed)
    if unknown:
        raise RuleError(f"{where}: {', '.join(unknown)}: no such key; allowed are {', '.join(sorted(allowed))}")
    missing = [key for key in needed if not raw.get(key)]
    if missing:
        raise RuleError(f"{where}: {', '.join(missing)}: missing; allowed keys are {', '.join(sorted(allowed))}")


def _list(value: Any) -> list[Any]:
    """One entry or several, as YAML gives them."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _words(entries: list[str]) -> list[str]:
    """A list whose entries may hold several words parted by blanks.

    Raises:
        ValueError: an entry is no string: YAML reads a bare `no` or `on` as something else.
    """
    odd = [entry for entry in entries if not isinstance(entry, str)]
    if odd:
        raise ValueError(f"{odd[0]!r} is no word; quote it")
    return [word for entry in entries for word in entry.split()]


def _sureness() -> Mapping[str, float]:
    """Rule id -> its precision as measured on the gold folds (sure.yaml)."""
    return _yaml(_FOLDER / "sure.yaml") or {}


@cache
def _yaml(file: FilePath) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))
