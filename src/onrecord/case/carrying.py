"""Decisions on a draft -> the same decisions on the next one, or on what a newer reader makes of it.

What stands on the same words keeps everything; what stands on other words is told as changed, with what it was,
and is open again; what is gone is told as gone. Nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from onrecord.case.decisions import Decided, Review, standing
from onrecord.records import Ids, Record, Span

_LIKE = 0.6
"""How alike the words of two drafts must be to be the same passage, by difflib's ratio of words."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something of a record that can be decided about: its id, its type ("" of a bare sentence), and its words."""

    id: str
    type: str
    words: str


@dataclass(frozen=True, slots=True)
class Carried:
    """Where the targets of a record stand, by id, and the reviews of what the record has no more."""

    reviews: Mapping[str, Review]
    gone: tuple[Review, ...]


def sentence_ids(record: Record) -> tuple[str, ...]:
    """Of each sentence an id that depends on its words, as statements have one."""
    ids = Ids("n")
    return tuple(ids.next(words) for words in (_words(record, sentence) for sentence in record.sentences))


def targets(record: Record) -> Iterator[Target]:
    """All statements, sentences, entities, labels and findings of a record."""
    for statement in record.statements:
        yield Target(statement.id, statement.type, _words(record, statement.evidence))
    for id_, sentence in zip(sentence_ids(record), record.sentences, strict=True):
        yield Target(id_, "", _words(record, sentence))
    for label in record.labels:
        yield Target(label.id, "label", _words(record, label))
    for finding in record.findings:
        yield Target(finding.id, finding.check, _words(record, finding))
    for entity in record.entities:
        yield Target(entity.id, entity.type, entity.name)


def carry(decided: Sequence[Decided], record: Record, added: Iterable[str] = ()) -> Carried:
    """Bring decisions on a document and its earlier drafts to its record; `added` are the ids of additions."""
    here = {target.id: target for target in targets(record)}
    same = set(added)
    reviews: dict[str, Review] = {}
    lost: list[Review] = []
    for id_, review in standing(decided).items():
        if id_ in here or id_ in same:
            reviews[id_] = review
        else:
            lost.append(review)
    free = [target for target in here.values() if target.id not in reviews]
    gone = []
    for review in lost:
        found = _found(review, free)
        if found is None:
            gone.append(review)
            continue
        free.remove(found)
        unchanged = _plain(found.words) == _plain(review.words)
        reviews[found.id] = replace(review, target=found.id, was=None if unchanged else review.words)
    return Carried(reviews, tuple(gone))


def _found(review: Review, free: Sequence[Target]) -> Target | None:
    """What has the same words, or else the words most like them, of the same kind of thing."""
    kind = review.target.partition("-")[0]
    rivals = [target for target in free if target.id.partition("-")[0] == kind]
    words = _plain(review.words)
    if not words:
        return None
    exact = next((target for target in rivals if _plain(target.words) == words), None)
    if exact is not None:
        return exact
    best, least = None, _LIKE
    for target in rivals:
        matcher = SequenceMatcher(None, words.split(), _plain(target.words).split(), autojunk=False)
        if matcher.real_quick_ratio() > least and (ratio := matcher.ratio()) > least:
            best, least = target, ratio
    return best


def _plain(words: str) -> str:
    return " ".join(words.split())


def _words(record: Record, span: Span) -> str:
    return record.document.text[span.start : span.end]
