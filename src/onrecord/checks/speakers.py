"""Quotations whose speaker the text does not give: what two of the checks look at, each at its own length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.checks.spans import Parts, Spans, paragraphs, sourced_content
from onrecord.checks.wordings import load_wordings, match_wordings
from onrecord.reading.attributions.quotations import Quotation, find_quotations
from onrecord.records import Record, Span

SEVERAL_WORDS = 3
"""From so many words on, quotation marks hold somebody's words rather than a word held at arm's length."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "over", "the", "to", "with"})
_QUESTION = re.compile(r"[\s*_]*(?:Q|Question)[*_]*[:.]", re.IGNORECASE)
_GAP = 2
"""Characters between a lead-in and the opening mark: a blank, and a comma or colon."""


def unspoken_quotations(record: Record) -> Iterator[Quotation]:
    """The outermost quotations that nobody is said to have spoken or written, in text order.

    Left out are names and titles in quotation marks, words spoken of as words ("the word “related”"), and words
    that are quoted again where their speaker is given, as those of headlines and pull quotes are.
    """
    text, sentences = record.document.text, Parts.of(record.sentences)
    outermost = [each for each in find_quotations(record.document) if each.depth == 0 and each.words]
    spoken = _spoken(record, outermost)
    elsewhere = "\n".join(_plain(text, each.inner) for each in outermost if each.start in spoken)
    names = Spans.of(mention for entity in record.entities for mention in entity.mentions if mention.kind == "name")
    lead_ins = frozenset(span.end for span in match_wordings(text, load_wordings("words_as_words"), record.sentences))
    for quotation in outermost:
        if quotation.start in spoken or sentences.around(_beginning(quotation)) is None:
            continue
        led_in = any(quotation.start - gap in lead_ins for gap in range(_GAP + 1))
        named = names.hold(_trimmed(text, quotation.inner)) or _is_title(text, quotation)
        if not (led_in or named or _is_definition(text, quotation) or _plain(text, quotation.inner) in elsewhere):
            yield quotation


def _spoken(record: Record, quotations: Sequence[Quotation]) -> frozenset[int]:
    """The starts of the quotations whose speaker the text gives, be it by its layout.

    A quotation that goes on one of the paragraph before, or comes after another in its paragraph, has its speaker;
    in an interview, quotations that open a paragraph answer the question before them. A verb of saying beside it in
    its sentence gives one too, even where the reading did not find whom.
    """
    said, parts = sourced_content(record), Parts.of(paragraphs(record.document))
    answers, saying = _answers(record, parts, quotations), _told_beside(record, quotations)
    spoken: set[int] = set()
    before: tuple[int | None, bool] = (None, False)
    """The paragraph of the last spoken quotation of several words, and whether the last quotation was spoken."""
    for quotation in quotations:
        paragraph, several = parts.index(_beginning(quotation)), quotation.words >= SEVERAL_WORDS
        goes_on = (quotation.follows and before[1]) or (several and paragraph is not None and paragraph == before[0])
        given = goes_on or paragraph in answers or quotation.start in saying or said.meet(_beginning(quotation))
        if given:
            spoken.add(quotation.start)
        before = (paragraph if given and several else before[0], given)
    return frozenset(spoken)


def _told_beside(record: Record, quotations: Sequence[Quotation]) -> frozenset[int]:
    """The starts of the quotations with a verb of saying outside quotation marks in the sentences they stand in."""
    sentences, quoted = Parts.of(record.sentences), Spans.of(quotations)
    verbs = match_wordings(record.document.text, load_wordings("saying"), record.sentences)
    outside = Spans.of(verb for verb in verbs if not quoted.meet(verb))
    found: set[int] = set()
    for quotation in quotations:
        first = sentences.around(_beginning(quotation))
        last = sentences.around(Span(quotation.end - 1, quotation.end))
        if first and outside.meet(Span(first.start, last.end if last else quotation.end)):
            found.add(quotation.start)
    return frozenset(found)


def _answers(record: Record, parts: Parts, quotations: Sequence[Quotation]) -> frozenset[int]:
    """The paragraphs of an interview that answer: they open with a quotation after a question marked "Q:"."""
    text = record.document.text
    opening = {parts.index(_beginning(each)) for each in quotations if _opens(text, parts, each)}
    found: set[int] = set()
    for place in range(1, len(parts.spans)):
        asked = _QUESTION.match(text, parts.spans[place - 1].start)
        if place in opening and (asked or place - 1 in found):
            found.add(place)
    return frozenset(found)


def _opens(text: str, parts: Parts, quotation: Quotation) -> bool:
    around = parts.around(_beginning(quotation))
    return around is not None and not text[around.start : quotation.start].strip()


def _beginning(quotation: Quotation) -> Span:
    """The first character inside the marks: who speaks it speaks the rest."""
    return Span(quotation.inner.start, quotation.inner.start + 1)


def _plain(text: str, span: Span) -> str:
    """The words alone with a blank on either side, so that one run of words is looked for in another."""
    return f" {' '.join(_WORD.findall(text[span.start : span.end].lower()))} "


def _trimmed(text: str, span: Span) -> Span:
    """A span without the marks and blanks at its ends, as names are put on record without them."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(" \n,.;:!?"))
    return Span(start, max(start, span.start + len(words.rstrip(" \n,.;:!?"))))


def _is_title(text: str, quotation: Quotation) -> bool:
    """Is every word but the small ones written with a capital or a figure, as titles are?"""
    words = _WORD.findall(text[quotation.inner.start : quotation.inner.end])
    return bool(words) and not words[0][0].islower() and all(not each[0].islower() or each in _SMALL for each in words)


def _is_definition(text: str, quotation: Quotation) -> bool:
    """Does it stand alone in brackets, as a short form does that the text brings in: (“the Fund”)?"""
    return text[max(quotation.start - 1, 0) : quotation.start] == "(" and text.startswith(")", quotation.end)
