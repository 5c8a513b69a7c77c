"""The catalogue: which checks there are, how grave their findings, and how to run them over a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onrecord.checks import (
    anonymous_source,
    date_mismatch,
    label_in_own_voice,
    name_variant,
    quote_without_speaker,
    scare_quotes,
    superlative,
    undated,
    unsourced,
    vague_source,
)
from onrecord.checks.observation import Observation
from onrecord.errors import UsageError
from onrecord.records import Finding, Ids, Record, Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its id, how grave its findings are, what it finds, and the function that finds it.

    Severity: `must` - publishing it unchecked is a risk; `should`; `note`.
    """

    id: str
    severity: Severity
    finds: str
    find: Callable[[Record], Iterator[Observation]]


CHECKS: tuple[Check, ...] = (
    Check("unsourced", "should", "a checkable statement about somebody that names no source", unsourced.find),
    Check("anonymous-source", "should", "a source that is not named", anonymous_source.find),
    Check(
        "vague-source",
        "should",
        "“critics say”, “it is believed”: words that no one can be asked about",
        vague_source.find,
    ),
    Check(
        "quote-without-speaker",
        "should",
        "a quotation whose speaker the text does not give",
        quote_without_speaker.find,
    ),
    Check(
        "scare-quotes", "note", "a word or two in quotation marks that nobody is said to have spoken", scare_quotes.find
    ),
    Check(
        "label-in-own-voice",
        "note",
        "a judging word put on somebody in the document's own voice",
        label_in_own_voice.find,
    ),
    Check("superlative", "should", "first, only, most, largest, never, every", superlative.find),
    Check("date-mismatch", "must", "a weekday that the date is not, or a day that no month has", date_mismatch.find),
    Check("name-variant", "should", "a surname that differs by one letter from another", name_variant.find),
    Check("undated", "note", "an event told with no time at all", undated.find),
)


def check(record: Record, only: frozenset[str] | None = None, skip: frozenset[str] = frozenset()) -> Record:
    """The record with its findings, in text order; those it had are replaced.

    Args:
        record: the record of one document.
        only: the ids of the checks to run; all of them if none are given.
        skip: the ids of checks to leave out.

    Raises:
        UsageError: there is no such check; names the known ones.
    """
    _refuse_unknown((only or frozenset()) | skip)
    chosen = [each for each in CHECKS if each.id not in skip and (only is None or each.id in only)]
    seen = [(observation, each) for each in chosen for observation in each.find(record)]
    seen.sort(key=lambda pair: (pair[0].start, pair[0].end))
    return replace(record, findings=tuple(_findings(record, seen)))


def _findings(record: Record, seen: list[tuple[Observation, Check]]) -> Iterator[Finding]:
    ids, text = Ids("f"), record.document.text
    for observation, each in seen:
        yield Finding(
            observation.start,
            observation.end,
            id=ids.next(each.id, text[observation.start : observation.end]),
            check=each.id,
            severity=each.severity,
            message=observation.message,
            statements=observation.statements,
            entities=observation.entities,
        )


def _refuse_unknown(names: frozenset[str]) -> None:
    known = {each.id for each in CHECKS}
    if unknown := sorted(names - known):
        raise UsageError(f"no check is called {', '.join(unknown)}; known are {', '.join(sorted(known))}")
