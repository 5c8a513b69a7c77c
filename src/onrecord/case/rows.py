"""What goes into a case beside records, and what its answers are made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onrecord.records import ArgumentRole, Attribution, Entity, Span, Statement


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the reader: what decides what it makes of a document, and when it started.

    Args:
        version: of OnRecord.
        models: name and hash of each model in use.
        options: only those that change a record, and such as JSON can hold.
        started: UTC, ISO 8601.
    """

    version: str
    models: tuple[tuple[str, str], ...]
    options: Mapping[str, Any]
    started: str

    @property
    def signature(self) -> str:
        """The same for two runs that make the same of a document, whenever they start."""
        content = json.dumps([self.version, sorted(self.models), dict(self.options)], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


class Outcome(StrEnum):
    """What adding a document did."""

    ADDED = "added"
    ALREADY_THERE = "already there"
    NEW_VERSION = "new version"
    READ_AGAIN = "read again"


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did, to which document; `replaces` is the document that stood under the name until now."""

    outcome: Outcome
    document: str
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the case. `names` are all it was given under, `name` the first of them.

    `counts` says how much its record holds, by the names of the record's lists. `superseded_by` is the id of
    the document found later under its name. `size` is in bytes; `added_at` UTC, ISO 8601.
    """

    id: str
    name: str
    names: tuple[str, ...]
    sha256: str
    size: int
    added_at: str
    superseded_by: str | None
    title: str | None
    url: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: str | None
    language: str | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity of one document; entities of several documents are not joined here."""

    document: str
    title: str
    entity: Entity


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """An attribution with its words. `speaker` is the source's name, or its words where it has no entity."""

    document: str
    title: str
    attribution: Attribution
    speaker: str | None
    source: str | None
    cue: str | None
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArgumentRow:
    """An argument with its words; `name` is that of its entity, `value` the value it has instead."""

    role: ArgumentRole
    words: str
    name: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with its words. `voice` names the speaker; absent: the document says it in its own voice.

    `earliest` and `latest` are the days its time can mean, absent without a time that names days.
    """

    document: str
    title: str
    statement: Statement
    words: str
    trigger: str
    arguments: tuple[ArgumentRow, ...]
    voice: str | None
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage in which the words stand: its span, its text to the letter, and the spans of the words in it."""

    document: str
    title: str
    span: Span
    words: str
    marks: tuple[Span, ...]

    def snippet(self, begin: str = "[", end: str = "]", around: int = 120) -> str:
        """The passage on one line with the words marked.

        It is cut to `around` code points before the first mark and twice as many from there; `…` says so.
        """
        first = self.marks[0].start if self.marks else self.span.start
        low, high = max(self.span.start, first - around), min(self.span.end, first + 2 * around)
        pieces, at = ["…" if low > self.span.start else ""], low
        for mark in self.marks:
            if mark.end > high:
                break
            pieces += [self._text(at, mark.start), begin, self._text(mark.start, mark.end), end]
            at = mark.end
        pieces += [self._text(at, high), "…" if high < self.span.end else ""]
        return " ".join("".join(pieces).split())

    def _text(self, start: int, end: int) -> str:
        return self.words[start - self.span.start : end - self.span.start]
