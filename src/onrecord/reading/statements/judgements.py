"""Labels as the trained reader reads them: the words that judge somebody, and whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.language.parse import Token
from onrecord.reading.labels import JUDGED
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.filling import likeliest
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import EntityType, Ids, Label, Span

_LABELS, _TARGET = 0.15, 0.4
"""The probabilities from which a word is a label, and from which somebody is judged by it."""
_TITLES = frozenset({"appos", "compound", "nmod"})
_NARROWING = frozenset({"amod", "compound", "nmod", "advmod", "punct"})


def judgements(drafts: Iterable[Draft], known: Sequence[Label], reading: Understanding) -> tuple[Label, ...]:
    """The labels of a document in text order, each on somebody.

    Where the reader is unsure on whom, and the lexicon `known` has the word, it is whom its rules found.
    """
    types = {entity.id: entity.type for entity in reading.cast.entities}
    ids = Ids("l")
    labels: list[Label] = []
    found = (row for draft in drafts if draft.sure >= _LABELS for row in _judged(draft, known, reading, types))
    for span, target, appositive in sorted(found, key=lambda row: (row[0].start, -row[0].end)):
        if not labels or span.start >= labels[-1].end:
            words = reading.parse.words(span)
            voice = reading.voices.voice(span, appositive=appositive)
            labels.append(Label(span.start, span.end, ids.next(words, target), target, voice))
    return tuple(labels)


def _judged(
    draft: Draft, known: Sequence[Label], reading: Understanding, types: dict[str, EntityType]
) -> Iterator[tuple[Span, str, bool]]:
    label = next((one for one in known if one.start <= draft.trigger.start < one.end), None)
    span = _words(draft.trigger, reading)
    if label is not None:
        span = Span(min(span.start, label.start), max(span.end, label.end))
    target = _target(draft, reading)
    if target is None and label is not None:
        target = label.target
    if target is not None and types.get(target) in JUDGED:
        yield span, target, draft.trigger.dep in _TITLES


def _target(draft: Draft, reading: Understanding) -> str | None:
    """The likeliest to be judged; never who owns what is: "Moss's so-called charity"."""
    asked = [
        found.kind == "entity" and not _owns(reading.parse.tokens[found.head], draft.trigger)
        for found in draft.candidates
    ]
    best = likeliest(draft, "subject", asked, _TARGET)
    return reading.entity(draft.candidates[best].head) if best is not None else None


def _owns(token: Token, trigger: Token) -> bool:
    return token.dep == "poss" and token.head in (trigger.index, trigger.head)


def _words(trigger: Token, reading: Understanding) -> Span:
    """The word with the words right before it that narrow it down ("lousy traitor")."""
    first = trigger.index
    while first and _narrows(reading.parse.tokens[first - 1], first, trigger.index):
        first -= 1
    return reading.parse.span(first, trigger.index + 1)


def _narrows(word: Token, after: int, trigger: int) -> bool:
    return word.dep in _NARROWING and after <= word.head <= trigger and (word.pos != "PUNCT" or word.lower == "-")
