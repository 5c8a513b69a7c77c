"""Decisions on a draft -> the same decisions on the next one, or on what a newer reader makes of it.

What stands on the same words keeps everything; what stands on other words is told as changed, with what it was,
and is open again; what is gone is told as gone. Nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from onrecord.case.decisions import Decided, Decision, Review, additions, standing
from onrecord.records import Ids, Record, Span

_LIKE = 0.6
"""How alike the words of two drafts must be to be the same passage, by difflib's ratio of words."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something of a record that can be decided about: its id and its words."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Carried:
    """Where the targets of a record stand, by id, and the reviews of what the record has no more."""

    reviews: Mapping[str, Review]
    gone: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A record, all that was decided about its document and earlier drafts, and where its targets stand by that."""

    record: Record
    decided: tuple[Decided, ...]
    carried: Carried


def sentence_ids(record: Record) -> tuple[str, ...]:
    """Of each sentence an id that depends on its words, as statements have one."""
    ids = Ids("n")
    return tuple(ids.next(words) for words in (_words(record, sentence) for sentence in record.sentences))


def sentences_by_place(record: Record) -> dict[tuple[int, int], str]:
    """The ids of sentences by where they begin and end."""
    return {(s.start, s.end): id_ for s, id_ in zip(record.sentences, sentence_ids(record), strict=True)}


def targets(record: Record) -> Iterator[Target]:
    """All statements, sentences, entities, labels and findings of a record."""
    for statement in record.statements:
        yield Target(statement.id, _words(record, statement.evidence))
    for id_, sentence in zip(sentence_ids(record), record.sentences, strict=True):
        yield Target(id_, _words(record, sentence))
    for label in record.labels:
        yield Target(label.id, _words(record, label))
    for finding in record.findings:
        yield Target(finding.id, _words(record, finding))
    for entity in record.entities:
        yield Target(entity.id, entity.name)


def carry(decided: Sequence[Decided], record: Record) -> Carried:
    """Bring decisions on a document and its earlier drafts to its record, and to what persons added.

    Where something was decided on the old words and, after the next draft, on the new ones, both count for the new.
    """
    here = {target.id: target for target in targets(record)}
    added = (one.decision.target for one in additions(decided))
    here |= {id_: Target(id_, "") for id_ in added if id_ not in here}
    counted = [one for one in decided if not one.undone]
    old = standing(counted)
    moved = {id_: id_ for id_ in old if id_ in here}
    first = {one.decision.target: one for one in reversed(counted)}
    latest = {one.decision.target: one for one in counted if one.decision.target in old}
    gone, free = [], dict(here)
    for id_, review in old.items():
        if id_ in moved:
            continue
        found = _found(review, [one for one in free.values() if _is_free(one, review, first.get(one.id), latest[id_])])
        if found is None:
            gone.append(review)
        else:
            moved[id_] = found.id
            del free[found.id]
    kept = [one for one in counted if one.decision.target in moved]
    carried = [replace(one, decision=replace(one.decision, target=moved[one.decision.target])) for one in kept]
    statuses_last = sorted(kept, key=lambda one: one.decision.field == "status")
    last = {moved[one.decision.target]: one.decision for one in statuses_last}
    reviews = {id_: replace(review, was=_was(last[id_], here[id_])) for id_, review in standing(carried).items()}
    return Carried(reviews, tuple(gone))


def _is_free(target: Target, lost: Review, own: Decided | None, before: Decided) -> bool:
    """Can it be what a lost one has become: is what is decided on it (`own`, the first) later than the last of that?

    Two that were decided on side by side are two, unless their words are the same.
    """
    if own is None:
        return True
    later = own.number > before.number
    return later and (own.document != before.document or _plain(target.words) == _plain(lost.words))


def _was(last: Decision, target: Target) -> str | None:
    """The words on which its status was decided, or else the last thing, if they are others now.

    An id depends on words: under the same id they are the same.
    """
    unchanged = last.target == target.id or _plain(last.words) == _plain(target.words)
    return None if unchanged else last.words


def _found(review: Review, rivals: Sequence[Target]) -> Target | None:
    """What has the same words, or else the words most like them, of the same kind of thing."""
    kind = review.target.partition("-")[0]
    words = _plain(review.words)
    if not words:
        return None
    rivals = [target for target in rivals if target.id.partition("-")[0] == kind]
    exact = next((target for target in rivals if _plain(target.words) == words), None)
    if exact is not None:
        return exact
    best, least = None, _LIKE
    bound = SequenceMatcher(None, "", words.split(), autojunk=False)  # keeps what it counts of its second
    for target in rivals:
        bound.set_seq1(other := _plain(target.words).split())
        if bound.real_quick_ratio() <= least or bound.quick_ratio() <= least:
            continue
        if (ratio := SequenceMatcher(None, words.split(), other, autojunk=False).ratio()) > least:
            best, least = target, ratio
    return best


@lru_cache(maxsize=20_000)
def _plain(words: str) -> str:
    return " ".join(words.split())


def _words(record: Record, span: Span) -> str:
    return record.document.text[span.start : span.end]
