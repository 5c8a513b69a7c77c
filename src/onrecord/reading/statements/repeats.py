"""The same thing stated twice is one statement: its other places are repeats of the first in the body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.language.parse import Parse
from onrecord.records import Span, Statement

_Key = tuple[object, ...]


def folded(statements: Iterable[Statement], parse: Parse) -> list[Statement]:
    """Fold what says the same in the same voice; of a headline and the body the body's place is the evidence."""
    kept: list[Statement] = []
    first: dict[_Key, int] = {}
    for found in sorted(statements, key=lambda found: (_in_headline(found, parse), found.trigger.start, found.type)):
        keys = _loose_keys(found, parse) if _in_headline(found, parse) else _keys(found, parse)
        at = next((first[key] for key in keys if key in first), None)
        if at is not None:
            kept[at] = _with_repeat(kept[at], found.evidence)
            continue
        for key in (*_keys(found, parse), *_loose_keys(found, parse)):
            first.setdefault(key, len(kept))
        kept.append(found)
    return kept


def _with_repeat(statement: Statement, place: Span) -> Statement:
    return replace(statement, repeats=tuple(sorted({*statement.repeats, place}, key=lambda span: (span.start, span.end))))


def _in_headline(statement: Statement, parse: Parse) -> bool:
    run = parse.tokens_in(statement.trigger.start, statement.trigger.end)
    return bool(run) and parse.sentence_of(run.start).kind == "headline"


def _keys(statement: Statement, parse: Parse) -> list[_Key]:
    """What two statements must share to be the same: who, what, when, where, how much, how sure, on whose word."""
    run = parse.tokens_in(statement.trigger.start, statement.trigger.end)
    words = parse.tokens[run.start].lemma.lower() if run else ""
    arguments = frozenset((found.role, found.entity or found.value) for found in statement.arguments)
    common = (statement.type, statement.polarity, statement.modality, statement.voice)
    time = statement.time.value if statement.time is not None else None
    if statement.type in _STANDING:
        # A post, an age or a kinship stated again needs no time to be the same.
        return [(*common, arguments)]
    return [(*common, words, arguments, time)]


def _loose_keys(statement: Statement, parse: Parse) -> list[_Key]:
    """A headline, short as it is, states what the body does if they share the deed, or who did something of the sort."""
    run = parse.tokens_in(statement.trigger.start, statement.trigger.end)
    lemma = parse.tokens[run.start].lemma.lower() if run else ""
    keys: list[_Key] = [("headline", statement.type, lemma)]
    for argument in statement.arguments:
        if argument.entity is not None:
            keys.append(("headline", statement.type, argument.entity))
    return keys


_STANDING = frozenset({"role", "family", "name", "location", "quantity"})
