"""Statements as the trained reader reads them: what the rules read is what it is told, not what it is bound to."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from onrecord.language.encoder import Floats, log_softmax
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.filling import fillers, likeliest
from onrecord.reading.statements.matching import trigger_span
from onrecord.reading.statements.scene import MODALITIES, POLARITIES, is_appositive
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import Modality, Polarity, Span, Statement, StatementType, Time

_POLARITY, _MODALITY = slice(2), slice(2, 7)
"""Where the scores of each stand in those of a statement's marks."""
_DENIED, _ACTUAL = 0.6, 0.5
"""The probability from which something is denied, and below which it is not actual, though rules read no sign of it."""
_STATES, _FURTHER = 0.25, 0.4
"""The probabilities from which a word states anything, and anything more."""
_TIME = 0.3
"""The probability from which the likeliest time is taken though none is likelier."""


def chosen(drafts: Iterable[Draft]) -> list[Draft]:
    """Of the drafts on a word that likely states something the likeliest, and what else it likely states.

    What fits a narrower type is no mere event.
    """
    by_word: dict[int, dict[str, Draft]] = defaultdict(dict)
    for draft in drafts:
        # A token may hold several of the encoder's words ("re-elected").
        known = by_word[draft.trigger.index].get(draft.type)
        if draft.type != "label" and (known is None or known.sure < draft.sure):
            by_word[draft.trigger.index][draft.type] = draft
    kept = []
    for found in (list(types.values()) for types in by_word.values() if types):
        best, *others = sorted(found, key=lambda draft: -draft.sure)
        further = [draft for draft in others if draft.sure >= _FURTHER and draft.type != "event"]
        states = 1 - math.prod(1 - draft.sure for draft in found) >= _STATES
        if states and not (best.type == "event" and further):
            kept.append(best)
        kept += further
    return kept


def odds(chance: float) -> float:
    """The logarithm of the odds, of no more than 400 to 1."""
    return min(6.0, max(-6.0, math.log(max(chance, 1e-9) / max(1 - chance, 1e-9))))


def _sure(draft: Draft, known: Mapping[str, float] | None) -> float:
    """How often what is read so is right, if that was measured."""
    if known is None:
        return draft.sure
    logit = known["general"] + known["logit"] * odds(draft.sure) + known[draft.type]
    return 1 / (1 + math.exp(-logit - (known["ruled"] if draft.ruled is not None else 0)))


def statement_of(
    draft: Draft, type_: StatementType, reading: Understanding, sure: Mapping[str, float] | None = None
) -> Statement:
    """A draft as a statement; its arguments are the likeliest of its window. `sure` is that of the model."""
    trigger = trigger_span(draft.trigger, draft.ruled.match.joined if draft.ruled is not None else (), reading.parse)
    arguments = tuple(fillers(draft, reading))
    time = _time(draft)
    polarity, modality = _certainty(draft)
    # Who and when may stand sentences away; the words that state it do not.
    sentence = reading.parse.sentence_of(draft.trigger.index)
    spans = [trigger, *(one for one in arguments if sentence.start <= one.start and one.end <= sentence.end)]
    return Statement(
        id="",
        type=type_,
        trigger=trigger,
        evidence=Span(min(span.start for span in spans), max(span.end for span in spans)),
        arguments=arguments,
        made_by=f"model:{type_}",
        sure=round(_sure(draft, sure), 3),
        time=time,
        polarity=polarity,
        modality=modality,
        voice=reading.voices.voice(trigger, appositive=is_appositive(draft.trigger, type_, draft.ruled)),
    )


def _certainty(draft: Draft) -> tuple[Polarity, Modality]:
    """What rules hold, but that the reader may deny or doubt what they let pass, as that is the worse error."""
    polarity, modality = draft.certain
    denied, doubts = (_chances(draft.marks[part]) for part in (_POLARITY, _MODALITY))
    if polarity == "positive" and denied[POLARITIES.index("negative")] > _DENIED:
        polarity = "negative"
    if modality == "actual" and doubts[MODALITIES.index("actual")] < _ACTUAL:
        modality = max(MODALITIES, key=lambda one: doubts[MODALITIES.index(one)] if one != "actual" else 0)
    return polarity, modality


def _chances(scores: Floats) -> Floats:
    return np.asarray(np.exp(log_softmax(scores)))


def _time(draft: Draft) -> Time | None:
    """The likeliest time, if it is likely; with both its ends, if a rule has these."""
    best = likeliest(draft, "time", [found.time is not None for found in draft.candidates], _TIME)
    time = draft.candidates[best].time if best is not None else None
    if time is None:
        return None
    ruled = draft.ruled.time if draft.ruled is not None else None
    if ruled is not None and ruled.start <= time.start and time.end <= ruled.end:
        return ruled
    return Time(time.start, time.end, time.value)
