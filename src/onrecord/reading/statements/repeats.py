"""The same thing stated twice is one statement: its other places are repeats of the first in the body.

Each statement gives keys under which it can be found, and asks under keys whether it has been stated before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.language.parse import Parse
from onrecord.records import Span, Statement

_Key = tuple[object, ...]
_STANDING = frozenset({"family", "name", "location", "quantity"})
"""What stays so: stated again it needs no time to be the same."""


def folded(statements: Iterable[Statement], parse: Parse) -> list[Statement]:
    """Fold what says the same in the same voice; of a headline and the body the body's place is the evidence."""
    kept: list[Statement] = []
    known: dict[_Key, int] = {}
    for found in sorted(statements, key=lambda found: (_in_headline(found, parse), found.trigger.start, found.type)):
        asked = _headline_keys(found, parse) if _in_headline(found, parse) else _asked(found, parse)
        at = next((known[key] for key in asked if key in known), None)
        if at is not None:
            kept[at] = _with_repeat(kept[at], found.evidence)
            continue
        for key in (*_given(found, parse), *_headline_keys(found, parse)):
            known.setdefault(key, len(kept))
        kept.append(found)
    return kept


def _with_repeat(statement: Statement, place: Span) -> Statement:
    places = {*statement.repeats, place}
    return replace(statement, repeats=tuple(sorted(places, key=lambda span: (span.start, span.end))))


def _in_headline(statement: Statement, parse: Parse) -> bool:
    run = parse.tokens_in(statement.trigger.start, statement.trigger.end)
    return bool(run) and parse.sentence_of(run.start).kind == "headline"


def _lemma(statement: Statement, parse: Parse) -> str:
    run = parse.tokens_in(statement.trigger.start, statement.trigger.end)
    return parse.tokens[run.start].lemma.lower() if run else ""


def _asked(statement: Statement, parse: Parse) -> list[_Key]:
    if statement.type != "role":
        return [_key(statement, parse)]
    holder, body = _post(statement)
    return [(*holder, "any")] if body is None else [(*holder, "at", body), (*holder, "unsaid")]


def _given(statement: Statement, parse: Parse) -> list[_Key]:
    if statement.type != "role":
        return [_key(statement, parse)]
    holder, body = _post(statement)
    return [(*holder, "any"), (*holder, "unsaid") if body is None else (*holder, "at", body)]


def _key(statement: Statement, parse: Parse) -> _Key:
    """What two statements must share to be the same: who, what, when, where, how much, how sure, on whose word."""
    arguments = frozenset((found.role, found.entity or found.value) for found in statement.arguments)
    common = (statement.type, statement.polarity, statement.modality, statement.voice, arguments)
    if statement.type in _STANDING:
        return common
    return (*common, _lemma(statement, parse), statement.time.value if statement.time is not None else None)


def _post(statement: Statement) -> tuple[_Key, str | None]:
    """A post by its holder, title and phase, and the body it is with, which need not be said each time."""
    filled = {found.role: found.entity or (found.value or "").casefold() for found in statement.arguments}
    certain = (statement.polarity, statement.modality, statement.voice)
    return (*certain, filled.get("subject"), filled.get("value"), filled.get("phase")), filled.get("organization")


def _headline_keys(statement: Statement, parse: Parse) -> list[_Key]:
    """A headline, short as it is, states what the body does if they share the deed, or anyone in it."""
    who = [("headline", statement.type, found.entity) for found in statement.arguments if found.entity is not None]
    return [("headline", statement.type, _lemma(statement, parse)), *who]
