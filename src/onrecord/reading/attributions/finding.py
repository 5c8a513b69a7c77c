"""Attributions: who is said to say, write, think, want or feel what.

Drafts come from the trained model (trained.py), from rules (reported_speech.py) and from the page's own forms
(speaker_lines.py). `assemble` puts them together: quotations go to the cue beside them, an outer attribution takes in
those within it, and ids are given in text order.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.language.encoder import Model
from onrecord.language.parse import Parse
from onrecord.reading.attributions.drafts import Draft
from onrecord.reading.attributions.quotations import Quotation, find_quotations
from onrecord.reading.attributions.quoted_speech import QuotedSpeech, Reading
from onrecord.reading.attributions.reported_speech import reported
from onrecord.reading.attributions.sources import Sources, with_speakers
from onrecord.reading.attributions.speaker_lines import spoken_lines
from onrecord.reading.attributions.trained import trained_drafts
from onrecord.reading.attributions.voice import VoiceIndex
from onrecord.reading.cast import Cast
from onrecord.records import Attribution, Document, Form, Ids, Span

_WORD = re.compile(r"\w")
_DIRECT = 0.95
"""The share of content words inside quotation marks above which an attribution is direct."""


def find_attributions(
    document: Document, parse: Parse, cast: Cast, model: Model | None = None
) -> tuple[Attribution, ...]:
    """The attributions of a document in the order of their first words. Never raises on odd text.

    With a trained model, its proposals take the place of the rules for reported speech, except within what somebody
    is already said to say: there the model misses more than the rules get wrong. What the page itself sets as a
    speaker's line is as the page has it.
    """
    drafts = list(reported(parse))
    if model is not None:
        trained = list(trained_drafts(document, parse, model))
        drafts = [*trained, *_within(parse, drafts, trained)]
    lines = list(spoken_lines(document, parse))
    colons = {draft.cue for draft in lines}
    return assemble(document, parse, cast, [*(draft for draft in drafts if draft.cue not in colons), *lines])


def _within(parse: Parse, drafts: Iterable[Draft], outer: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts that stand whole within the content of others, and are none of these under another cue."""
    known = {draft.content for draft in outer}
    inside = {index for draft in outer for index in draft.content}
    cues = {index for draft in outer if draft.cue for index in range(*draft.cue)}
    for draft in drafts:
        cue = range(*draft.cue) if draft.cue else range(0)
        if not cue or not draft.content or draft.content in known or _is_deed_of(parse, cue, cues):
            continue
        if inside.issuperset({*cue, *draft.content}) and cues.isdisjoint(cue):
            yield draft


def _is_deed_of(parse: Parse, cue: range, outer: Container[int]) -> bool:
    """Is the cue what another's subject does not yet do: "declined to say whether …" is one attribution, not two?"""
    verb = parse.tokens[parse.head_of(cue.start, cue.stop)]
    is_own = parse.dependant(verb.head, "dobj", "dative") is None and verb.tag == "VB"
    return verb.dep == "xcomp" and verb.head in outer and is_own


def assemble(document: Document, parse: Parse, cast: Cast, drafts: Iterable[Draft]) -> tuple[Attribution, ...]:
    """Put attributions together from the drafts of any reader."""
    quotations = find_quotations(document)
    quoted = QuotedSpeech(parse, quotations)
    readings = sorted((_reading(parse, draft) for draft in drafts), key=_place)
    readings = quoted.continued(quoted.completed(reading) for reading in readings)
    found = _with_ids(parse, cast, quoted, [reading for reading in readings if reading.content])
    return with_speakers(parse, cast, _nested(found, quotations), quotations)


def _reading(parse: Parse, draft: Draft) -> Reading:
    tokens = draft.speaker.tokens
    source = parse.span(tokens[0], tokens[-1] + 1) if tokens else None
    cue = parse.span(*draft.cue) if draft.cue else None
    clause = parse.span(*draft.clause) if draft.clause else cue or source or Span(0, 0)
    return Reading(source, draft.speaker.head, cue, clause, _runs(parse, draft.content), draft.act, draft.quotes)


def _runs(parse: Parse, content: Sequence[int]) -> tuple[Span, ...]:
    """The spans of tokens, parted where words of others stand between; without punctuation at their ends."""
    own = set(content)
    runs: list[list[int]] = []
    for index in sorted(own):
        if not _WORD.search(parse.tokens[index].text):
            continue
        if runs and not any(
            i not in own and _WORD.search(parse.tokens[i].text) for i in range(runs[-1][-1] + 1, index)
        ):
            runs[-1].append(index)
        else:
            runs.append([index])
    return tuple(parse.span(run[0], run[-1] + 1) for run in runs)


def _place(reading: Reading) -> tuple[int, int]:
    starts = [span.start for span in (reading.source, reading.cue, *reading.content) if span is not None]
    return min(starts, default=0), reading.anchor.start


def _with_ids(parse: Parse, cast: Cast, quoted: QuotedSpeech, readings: Sequence[Reading]) -> list[Attribution]:
    ids, sources = Ids("a"), Sources(parse, cast)
    found = []
    for reading in readings:
        source, cue = (parse.words(span) if span else "" for span in (reading.source, reading.cue))
        content = " … ".join(parse.words(span) for span in reading.content)
        id_ = ids.next(source, cue, content)
        form = _form(quoted.share(reading.content))
        named = sources.of(reading.source, reading.head) if reading.source else None
        found.append(Attribution(id_, reading.content, form, reading.act, named, reading.cue))
    return found


def _form(share: float) -> Form:
    return "direct" if share > _DIRECT else "mixed" if share > 0 else "indirect"


def _nested(found: Sequence[Attribution], quotations: Sequence[Quotation]) -> list[Attribution]:
    """Each with the innermost other one whose content holds its cue and its content."""
    index = VoiceIndex.of(found, quotations)
    size = {item.id: sum(span.end - span.start for span in item.content) for item in found}
    order = {item.id: at for at, item in enumerate(found)}
    nested = []
    for item in found:
        own = [span for span in (item.cue, *item.content) if span is not None]
        holders = set(index.attributions(own[0])).intersection(*(index.attributions(span) for span in own[1:]))
        holders.discard(item.id)
        innermost = min(holders, key=lambda id_: (size[id_], -order[id_]), default=None)
        nested.append(replace(item, within=innermost))
    return nested
