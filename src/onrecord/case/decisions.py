"""What persons decide about what was read: an append-only history, and where each thing stands by it.

A decision is about one target of a document (a statement, a sentence in which nothing was read, an entity, a
finding): its status, whether it was read rightly, another reading, a note, evidence, or something added by hand.
None is ever changed or taken out: undoing marks those of one stroke as undone, and what stood before counts again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from onrecord.errors import ConflictError, UsageError

Status = Literal[
    "to check", "in progress", "matches source", "changed", "could not verify", "author's opinion",
    "no check needed", "question to author",
]  # fmt: skip
Reading = Literal["", "accepted", "rejected"]
"""Was it read rightly? It says nothing of what is read being so, which is the status."""
Field = Literal[
    "status", "reading", "edit", "note", "checker", "evidence", "added", "same", "apart", "called", "settled"
]
Tier = Literal["primary", "secondary"]

STATUSES: tuple[Status, ...] = get_args(Status)
OPEN: frozenset[Status] = frozenset({"to check", "in progress", "question to author"})
"""The statuses of what is not settled."""
READINGS: tuple[Reading, ...] = get_args(Reading)
EDITABLE = frozenset(
    {"type", "restatement", "said_by", "about", "value", "time", "polarity", "modality", "start", "end"}
)
"""The fields of a statement that a person may read otherwise."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statement was held against: a link, page, timestamp or file, and whether it is a primary source."""

    where: str
    tier: Tier = "primary"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of one field of a target; `words` are those that the target stood on then.

    The value is a status, a reading, a text, or what JSON can hold: of `edit` a mapping of the fields read
    otherwise, of `evidence` the whole list, of `added` what was added, of `same` and `apart` an entity's id.
    """

    target: str
    field: Field
    value: Any
    words: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as the case keeps it: which stroke it belongs to, on which document, by whom, when, and if undone."""

    number: int
    stroke: int
    document: str
    decision: Decision
    who: str
    at: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Review:
    """Where a target stands. `last` is the number of the last decision that counts, `was` the words before a new draft.

    `settled` is how a finding was settled.
    """

    target: str
    status: Status = "to check"
    reading: Reading = ""
    edit: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    checker: str = ""
    evidence: tuple[Evidence, ...] = ()
    settled: str = ""
    words: str = ""
    was: str | None = None
    last: int = 0

    @property
    def is_open(self) -> bool:
        """Is it still to be checked?"""
        return self.status in OPEN or self.was is not None


def decide(
    db: sqlite3.Connection, document: int, decisions: Sequence[Decision], who: str, seen: Mapping[str, int]
) -> int:
    """Keep decisions as one stroke, which is undone as one; returns its number.

    Args:
        db: within a transaction that writes, so that what is seen cannot change before the decisions are kept.
        document: its number.
        decisions: what is decided.
        who: by whom.
        seen: of a target the number of the last decision that the person knows of; any later one is a conflict.

    Raises:
        UsageError: a status, reading or field that there is not.
        ConflictError: something was decided on a target meanwhile.
    """
    for decision in decisions:
        _check(decision)
    for target, last in seen.items():
        if db.execute(_LATER, {"document": document, "target": target, "last": last}).fetchone():
            raise ConflictError(target)
    (stroke,) = db.execute("SELECT coalesce(max(stroke), 0) + 1 FROM decisions").fetchone()
    db.executemany(
        "INSERT INTO decisions (stroke, document, target, field, value, words, who) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (stroke, document, one.target, one.field, json.dumps(one.value, ensure_ascii=False), one.words, who)
            for one in decisions
        ],
    )
    return int(stroke)


def undo(db: sqlite3.Connection, document: int, who: str) -> int | None:
    """Undo the last stroke of a person on a document or its earlier drafts; returns its number, or None."""
    row = db.execute(_LAST_STROKE, {"document": document, "who": who}).fetchone()
    if row[0] is None:
        return None
    db.execute("UPDATE decisions SET undone_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE stroke = ?", row)
    return int(row[0])


def redo(db: sqlite3.Connection, stroke: int) -> None:
    """Let a stroke that was undone count again.

    Raises:
        UsageError: there is no such stroke.
    """
    if not db.execute("UPDATE decisions SET undone_at = NULL WHERE stroke = ?", (stroke,)).rowcount:
        raise UsageError(f"no stroke {stroke} to do again")


def history(db: sqlite3.Connection, document: int) -> tuple[Decided, ...]:
    """All decisions on a document and on the drafts that it supersedes, oldest first, undone ones too."""
    rows = db.execute(_HISTORY, {"document": document})
    return tuple(
        Decided(number, stroke, doc, Decision(target, field_, json.loads(value), words), who, at, bool(undone))
        for number, stroke, doc, target, field_, value, words, who, at, undone in rows
    )


def standing(decided: Iterable[Decided]) -> dict[str, Review]:
    """Where each target stands by the decisions that count, the later over the earlier."""
    reviews: dict[str, Review] = {}
    for one in decided:
        if not one.undone and one.decision.field in _REVIEWED:
            target = one.decision.target
            reviews[target] = _with(reviews.get(target, Review(target)), one)
    return reviews


def additions(decided: Iterable[Decided]) -> Iterator[Decided]:
    """What persons added, the last version of each."""
    last = {one.decision.target: one for one in decided if one.decision.field == "added" and not one.undone}
    yield from last.values()


def _with(review: Review, one: Decided) -> Review:
    value = one.decision.value
    if one.decision.field == "evidence":
        value = tuple(Evidence(**item) for item in value)
    changed = replace(review, words=one.decision.words or review.words, last=one.number)
    return replace(changed, **{one.decision.field: value})


def _check(decision: Decision) -> None:
    allowed: Mapping[str, Iterable[Any]] = {"status": STATUSES, "reading": READINGS}
    if decision.field not in get_args(Field):
        raise UsageError(f"{decision.field!r} is nothing that is decided; it is one of {', '.join(get_args(Field))}")
    if decision.field in allowed and decision.value not in allowed[decision.field]:
        raise UsageError(
            f"{decision.value!r} is no {decision.field}; it is one of {', '.join(allowed[decision.field])}"
        )
    if decision.field == "edit" and (odd := sorted(set(decision.value) - EDITABLE)):
        raise UsageError(f"{odd[0]!r} is no part of a statement that can be edited")
    if decision.field == "evidence":
        for item in decision.value:
            if not item.get("where") or item.get("tier", "primary") not in get_args(Tier):
                raise UsageError("evidence needs a link, page, time or file, and is primary or secondary")


_REVIEWED = frozenset({"status", "reading", "edit", "note", "checker", "evidence", "settled"})
_CHAIN = """
    WITH RECURSIVE chain (number) AS (
        SELECT :document UNION SELECT documents.number FROM documents JOIN chain ON superseded_by = chain.number)"""
_LAST_STROKE = (
    _CHAIN  # noqa: S608  our own text
    + """ SELECT max(stroke) FROM decisions
    WHERE document IN (SELECT number FROM chain) AND who = :who AND undone_at IS NULL"""
)
_LATER = (
    _CHAIN  # noqa: S608  our own text
    + """ SELECT 1 FROM decisions WHERE document IN (SELECT number FROM chain)
    AND target = :target AND number > :last AND undone_at IS NULL"""
)
_HISTORY = (
    _CHAIN  # noqa: S608  our own text
    + """ SELECT decisions.number, stroke, documents.id, target, field, value, words, who, at, undone_at IS NOT NULL
    FROM decisions JOIN documents ON documents.number = decisions.document
    WHERE decisions.document IN (SELECT number FROM chain) ORDER BY decisions.number"""
)
