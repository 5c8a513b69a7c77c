"""The most telling lines of some records: what a person would want to see first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.exports.restatement import Restater
from onrecord.records import Attribution, Record, Statement, StatementType

_KINDS: tuple[StatementType | None, ...] = (
    "name", "payment", "role", None, "founding", "ownership", "quantity", None, "ending", "publication",
    "family", "vital", "contact",
)  # fmt: skip
"""The order in which kinds are taken, one of each in turn; None stands for an attribution.

Left out are `legal` and `stance`: nobody is shown unasked by what they are accused of, away from the answer to it.
"""


@dataclass(frozen=True, slots=True)
class Highlight:
    """One line: what is stated, the words that state it, whose word it is, and in which document."""

    kind: str
    line: str
    words: str
    said_by: str
    document: str


def highlights(records: Sequence[Record], count: int = 10) -> tuple[Highlight, ...]:
    """The lines, of as many kinds and documents as can be: of each kind in turn the surest from the next document."""
    found: list[Highlight] = []
    used: dict[str, int] = {}
    for kind in _KINDS:
        fresh = (candidate for candidate in _candidates(records, kind) if candidate[1] not in found)
        best = min(fresh, key=lambda c: (used.get(c[1].document, 0), *c[0]), default=None)
        if best is not None and len(found) < count:
            found.append(best[1])
            used[best[1].document] = used.get(best[1].document, 0) + 1
    return tuple(found)


_Ranked = tuple[tuple[int, float, int, int], Highlight]


def _candidates(records: Sequence[Record], kind: StatementType | None) -> Iterator[_Ranked]:
    for place, record in enumerate(records):
        restater = Restater(record)
        if kind is None:
            yield from (_from_attribution(record, restater, a, place) for a in record.attributions if _speaks(a))
        else:
            named = {entity.id for entity in record.entities if entity.named}
            yield from (_from_statement(record, restater, s, place, named) for s in record.statements if s.type == kind)


def _speaks(attribution: Attribution) -> bool:
    return attribution.source is not None and attribution.source.entity is not None and attribution.cue is not None


def _from_statement(record: Record, restater: Restater, statement: Statement, place: int, named: set[str]) -> _Ranked:
    entities = [a.entity for a in statement.arguments if a.entity is not None]
    missing = 3 - min(3, sum(entity in named for entity in entities) + (statement.time is not None))
    rank = (missing, -statement.sure, place, statement.evidence.start)
    words = restater.words(statement.evidence.start, statement.evidence.end)
    speaker = restater.speaker(statement.voice)
    return rank, Highlight(statement.type, restater.restate(statement), words, speaker, _title(record))


def _from_attribution(record: Record, restater: Restater, attribution: Attribution, place: int) -> _Ranked:
    words = " … ".join(restater.words(piece.start, piece.end) for piece in attribution.content)
    speaker = restater.speaker(attribution.id)
    cue = attribution.cue
    said = restater.words(cue.start, cue.end) if cue is not None else "says"
    # Whole sentences say more than fragments, and a line must stay readable.
    rank = (int(not 60 <= len(words) <= 220), -min(len(words), 220) / 220, place, attribution.content[0].start)
    return rank, Highlight("attribution", f"{speaker} {said}: {words}", words, speaker, _title(record))


def _title(record: Record) -> str:
    return record.document.title or record.document.id
