"""Matches -> statements: the words that state each, its time, certainty and voice; repeats folded together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from onrecord.language.encoder import Model
from onrecord.language.parse import Parse
from onrecord.language.windows import words_of
from onrecord.reading.attributions.quotations import outermost_quotations
from onrecord.reading.labels import find_labels
from onrecord.reading.statements.arguments import arguments_of
from onrecord.reading.statements.certainty import certainty, doubt
from onrecord.reading.statements.drafts import Draft, drafts
from onrecord.reading.statements.judgements import judgements
from onrecord.reading.statements.matching import Match, Matcher, trigger_span
from onrecord.reading.statements.repeats import folded
from onrecord.reading.statements.rules import load_rules
from onrecord.reading.statements.scene import Ruled
from onrecord.reading.statements.timing import Timing
from onrecord.reading.statements.trained import chosen, statement_of
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import Argument, Ids, Label, Modality, Polarity, Span, Statement


def find_statements(reading: Understanding) -> tuple[Statement, ...]:
    """Everything a document states that the rules read, in text order."""
    timing = Timing(reading)
    statements = [_statement(match, reading, timing) for match in _matcher().matches(reading)]
    return _with_ids(folded(statements, reading.parse), reading.parse)


def trained_statements(reading: Understanding, model: Model) -> tuple[tuple[Statement, ...], tuple[Label, ...]]:
    """Everything a document states, and its labels, as the trained reader reads them, in text order.

    It is told what rules read, and which labels the lexicon finds.
    """
    labels = lexicon_labels(reading)
    found = list(_drafts(reading, labels, model))
    statements = [
        statement_of(draft, draft.type, reading, model.sure) for draft in chosen(found) if draft.type != "label"
    ]
    statements = [found for found in _one_each(statements) if _can_be_checked(found)]
    judged = judgements((draft for draft in found if draft.type == "label"), labels, reading)
    return _with_ids(folded(statements, reading.parse), reading.parse), judged


def _one_each(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Of statements of one type on overlapping triggers the surest: "became" and "became leader" are one."""
    kept: dict[str, list[Statement]] = defaultdict(list)
    for found in sorted(statements, key=lambda one: (-one.sure, one.trigger.start)):
        if not any(found.trigger.start < one.trigger.end and one.trigger.start < found.trigger.end
                   for one in kept[found.type]):  # fmt: skip
            kept[found.type].append(found)
            yield found


def _can_be_checked(found: Statement) -> bool:
    """Is there somebody, something, a time or an amount that a checker could check; of a name, is there the name?"""
    if found.type == "name" and not any(one.role == "value" for one in found.arguments):
        return False
    return bool(found.arguments) or found.time is not None


def chosen_drafts(reading: Understanding, model: Model) -> list[Draft]:
    """What the trained reader takes for statements."""
    return chosen(_drafts(reading, lexicon_labels(reading), model))


def _drafts(reading: Understanding, labels: tuple[Label, ...], model: Model) -> Iterator[Draft]:
    if model.statements is None:
        return iter(())
    words = words_of(reading.document.text, outermost_quotations(reading.document))
    return drafts(reading, words, ruled(reading), labels, model.statements, model.tokenizer)


def lexicon_labels(reading: Understanding) -> tuple[Label, ...]:
    """The labels of the lexicon."""
    return find_labels(reading.document, reading.parse, reading.cast, reading.voices)


def ruled(reading: Understanding) -> tuple[Ruled, ...]:
    """What rules read, as the trained reader is told of it."""
    timing = Timing(reading)
    return tuple(
        Ruled(
            match,
            arguments_of(match, trigger_span(match.trigger, match.joined, reading.parse), reading),
            timing.of(match.trigger),
        )
        for match in _matcher().matches(reading)
    )


@cache
def _matcher() -> Matcher:
    return Matcher(load_rules())


def _statement(match: Match, reading: Understanding, timing: Timing) -> Statement:
    trigger = trigger_span(match.trigger, match.joined, reading.parse)
    arguments = arguments_of(match, trigger, reading)
    polarity, modality = _certainty(match, reading.parse)
    return Statement(
        id="",
        type=match.rule.type,
        trigger=trigger,
        evidence=_evidence(trigger, arguments),
        arguments=arguments,
        made_by=f"rule:{match.rule.id}",
        sure=match.rule.sure,
        time=timing.of(match.trigger),
        polarity=polarity,
        modality=_modality(match, modality, trigger, reading),
        voice=reading.voices.voice(trigger, appositive=match.rule.appositive),
    )


def _certainty(match: Match, parse: Parse) -> tuple[Polarity, Modality]:
    """Of a name, a title or an apposition only its own words count, whatever the clause it stands in says."""
    return ("positive", doubt(parse, match.trigger)) if match.rule.appositive else certainty(parse, match.trigger)


def _modality(match: Match, read: Modality, trigger: Span, reading: Understanding) -> Modality:
    if match.rule.modality != "actual":
        return match.rule.modality
    doubtful = read == "actual" and not match.rule.appositive and reading.voices.sourceless(trigger)
    return "possible" if doubtful else read


def _evidence(trigger: Span, arguments: Iterable[Argument]) -> Span:
    """The shortest run of text that holds the trigger and all arguments."""
    spans = [trigger, *arguments]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _with_ids(statements: Iterable[Statement], parse: Parse) -> tuple[Statement, ...]:
    ids = Ids("s")
    return tuple(
        replace(found, id=ids.next(found.type, parse.words(found.trigger), parse.words(found.evidence)))
        for found in sorted(statements, key=lambda found: (found.evidence.start, found.trigger.start, found.type))
    )
