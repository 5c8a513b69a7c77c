"""Attributions: who is said to say, write, think, want or feel what.

Drafts come from the parse (reported_speech.py) and from the page's own forms (speaker_lines.py); another
reader can hand in drafts of its own. Here they are put together: quotations go to the cue beside them, an
outer attribution takes in those within it, and ids are given in text order.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.language.parse import Parse
from onrecord.reading.cast import Cast
from onrecord.reading.quotations import Quotation, find_quotations
from onrecord.reading.reported_speech import Draft, reported
from onrecord.reading.speaker_lines import spoken_lines
from onrecord.records import Act, Attribution, Document, Form, Ids, Source, Span

_WORD = re.compile(r"\w+")
_LINKING = frozenset({"and", "but", "then", "so", "as", "that", "because", "or", "also", "however"})
_REACH = 240
"""Code points between a cue and the quotation it introduces."""
_DIRECT = 0.95
_TAIL_WORDS = 12
"""Words that may stand between an attribution and a further quotation of the same speaker."""
_NEXT_PARAGRAPH = re.compile(r"[^\n]*\s*\n\s*")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A draft with offsets: what will be an attribution once it has content."""

    source: Span | None
    head: int | None
    cue: Span | None
    clause: Span
    content: tuple[Span, ...]
    act: Act
    quotes: bool


def find_attributions(document: Document, parse: Parse, cast: Cast) -> tuple[Attribution, ...]:
    """The attributions of a document in the order of their first words. Never raises on odd text."""
    return assemble(document, parse, cast, [*reported(parse), *spoken_lines(document, parse)])


def assemble(document: Document, parse: Parse, cast: Cast, drafts: Iterable[Draft]) -> tuple[Attribution, ...]:
    """Put attributions together from drafts of any reader."""
    quotations = [quotation for quotation in find_quotations(document) if quotation.depth == 0 and quotation.words]
    marks = _Marks(document.text, parse, quotations)
    readings = sorted((_reading(parse, draft) for draft in drafts), key=_place)
    readings = marks.floating([marks.taken_in(reading) for reading in readings])
    kept = [reading for reading in readings if reading.content]
    return _with_ids(document.text, parse, cast, kept, quotations)


def _reading(parse: Parse, draft: Draft) -> _Reading:
    cue = parse.span(*draft.cue) if draft.cue else None
    source = parse.span(draft.source[0], draft.source[-1] + 1) if draft.source else None
    clause = parse.span(*draft.clause) if draft.clause[1] else cue or Span(0, 0)
    return _Reading(source, draft.head, cue, clause, _runs(parse, draft.content), draft.act, draft.quotes)


def _runs(parse: Parse, content: Sequence[int]) -> tuple[Span, ...]:
    """The spans of tokens, parted where words of others stand between; without punctuation at their ends."""
    runs: list[list[int]] = []
    for index in content:
        if parse.tokens[index].pos == "PUNCT" or not _WORD.search(parse.tokens[index].text):
            continue
        between = range(runs[-1][-1] + 1, index) if runs else range(0)
        if runs and all(not _WORD.search(parse.tokens[i].text) or i in content for i in between):
            runs[-1].append(index)
        else:
            runs.append([index])
    return tuple(parse.span(run[0], run[-1] + 1) for run in runs)


def _place(reading: _Reading) -> tuple[int, int]:
    starts = [span.start for span in (reading.source, reading.cue, *reading.content) if span is not None]
    return min(starts, default=0), reading.cue.start if reading.cue else 0


class _Marks:
    """The quotations of a document and what they add to the readings."""

    def __init__(self, text: str, parse: Parse, quotations: Sequence[Quotation]) -> None:
        self._text = text
        self._parse = parse
        self._quotations = quotations
        self._starts = [quotation.start for quotation in quotations]
        self._ends = [quotation.end for quotation in quotations]

    def taken_in(self, reading: _Reading) -> _Reading:
        """The reading with the quotations beside its cue, and with those that its content breaks off whole."""
        anchor = reading.cue or reading.clause
        around = self._around(anchor.start)
        if around is not None:
            source = reading.source
            if source is not None:
                source = next(iter(_clipped([source], around.inner)), None)
            return replace(reading, source=source, content=_clipped(reading.content, around.inner))
        content = list(reading.content)
        if reading.quotes:
            beside = self._beside(reading)
            alone = [span for span in beside if span.end <= anchor.start and self._stands_alone(span)]
            content = [*(() if alone else content), *beside]
        taken = [self._quotations[i] for span in content for i in self._touching(span)]
        pieces = [*content, *(Span(q.start, q.end) for q in self._with_following(taken))]
        return replace(reading, content=_without(_merged(self._text, pieces), anchor))

    def floating(self, readings: list[_Reading]) -> list[_Reading]:
        """Readings with the quotations nobody took that follow theirs in the same paragraph, or a sentence on."""
        taken = {
            i
            for reading in readings
            for span in reading.content
            for i in self._touching(span)
            if not self._inside(reading, self._quotations[i])
        }
        for place, quotation in enumerate(self._quotations):
            if place in taken or (quotation.short and not self._is_sentence(quotation)):
                continue
            owner = self._speaker_before(readings, quotation)
            if owner is not None:
                spans = (*readings[owner].content, Span(quotation.start, quotation.end))
                readings[owner] = replace(readings[owner], content=_merged(self._text, spans))
        return readings

    def _stands_alone(self, quotation: Span) -> bool:
        """Is it a whole sentence up to the cue, and not the end of one that is told in other words?"""
        line = self._text.rfind("\n", 0, quotation.start) + 1
        before = self._text[line : quotation.start].rstrip(" \"”’'*_>")
        return (not _WORD.search(before) or before[-1:] in ".?!:") and self._text[quotation.start : quotation.end].rstrip(
            "\"”’'»"
        )[-1:] in ",?!.—–-"

    def _inside(self, reading: _Reading, quotation: Quotation) -> bool:
        """Is the reading's own cue one of the words quoted?"""
        anchor = reading.cue or reading.clause
        return quotation.start <= anchor.start < quotation.end

    def _speaker_before(self, readings: Sequence[_Reading], quotation: Quotation) -> int | None:
        best, best_end = None, -1
        for at, reading in enumerate(readings):
            quoted = [span for span in reading.content if any(True for _ in self._touching(span))]
            if not quoted or reading.cue is None or self._around(reading.cue.start) is not None:
                continue
            end = max(max(span.end for span in reading.content), reading.clause.end)
            if best_end < end <= quotation.start:
                best, best_end = at, end
        if best is None:
            return None
        between = self._text[best_end : quotation.start]
        if "\n" in between and not (_NEXT_PARAGRAPH.fullmatch(between) and self._fills_paragraph(quotation)):
            return None
        return best if len(_WORD.findall(between)) <= _TAIL_WORDS else None

    def _fills_paragraph(self, quotation: Quotation) -> bool:
        """Does nothing but the quotation stand in its paragraph?"""
        end = self._text.find("\n", quotation.end)
        return not _WORD.search(self._text, quotation.end, end if end >= 0 else len(self._text))

    def _is_sentence(self, quotation: Quotation) -> bool:
        inner = self._text[quotation.inner.start : quotation.inner.end].strip()
        return inner[:1].isupper() and inner[-1:] in ".?!"

    def _around(self, at: int) -> Quotation | None:
        place = bisect_right(self._starts, at) - 1
        if place >= 0 and at < self._quotations[place].end:
            return self._quotations[place]
        return None

    def _touching(self, span: Span) -> range:
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def _with_following(self, quotations: Sequence[Quotation]) -> list[Quotation]:
        """The quotations with the paragraphs that go them on."""
        found = []
        for quotation in quotations:
            place = bisect_left(self._starts, quotation.start)
            found.append(quotation)
            while place + 1 < len(self._quotations) and self._quotations[place + 1].follows:
                place += 1
                found.append(self._quotations[place])
        return found

    def _beside(self, reading: _Reading) -> list[Span]:
        """The quotations that stand right before and right after the cue with its source."""
        found = []
        before = bisect_right(self._ends, reading.clause.start) - 1
        if before >= 0 and self._joins_before(self._quotations[before], reading):
            found.append(self._quotations[before])
            while found[0].follows and before > 0:
                before -= 1
                found.insert(0, self._quotations[before])
        after = bisect_left(self._starts, reading.clause.end)
        if after < len(self._quotations) and self._joins_after(self._quotations[after], reading, split=bool(found)):
            found.append(self._quotations[after])
        return [Span(quotation.start, quotation.end) for quotation in found]

    def _joins_before(self, quotation: Quotation, reading: _Reading) -> bool:
        between = self._text[quotation.end : reading.clause.start]
        if "\n\n" in between or any(word.lower() not in _LINKING for word in _WORD.findall(between)):
            return False
        if reading.content and ";" not in between and "." in between + self._text[quotation.inner.end - 1]:
            return False
        return ":" not in between

    def _joins_after(self, quotation: Quotation, reading: _Reading, *, split: bool) -> bool:
        if quotation.start - reading.clause.end > _REACH:
            return False
        between = self._text[reading.clause.end : quotation.start]
        close = between.rstrip()
        colon = close.endswith(":")
        if reading.content and not (colon and not split):
            return False
        if self._ends_sentence(reading.clause.end, quotation.start) or ("\n" in between.strip(" ") and not colon):
            return False
        if self._another_cue(reading.clause.end, quotation.start):
            return False
        if not quotation.short and split and not close:
            return True
        words = _WORD.findall(between)
        return not words or close[-1:] in (":", ",", "—", "–", "-") or words[-1].lower() in _LINKING or not split

    def _ends_sentence(self, start: int, end: int) -> bool:
        tokens = self._parse.tokens_in(start, end)
        return bool(tokens) and any(
            sentence.start > start and sentence.start < end
            for sentence in self._parse.sentences[
                self._parse.tokens[tokens.start].sentence : self._parse.tokens[tokens.stop - 1].sentence + 1
            ]
        )

    def _another_cue(self, start: int, end: int) -> bool:
        """Does a verb with a subject of its own stand between?"""
        for index in self._parse.tokens_in(start, end):
            token = self._parse.tokens[index]
            if token.start >= start and token.pos == "VERB" and token.tag in ("VBD", "VBZ", "VBP", "VBG"):
                return True
        return False


def _clipped(content: Iterable[Span], around: Span) -> tuple[Span, ...]:
    return tuple(
        Span(max(span.start, around.start), min(span.end, around.end))
        for span in content
        if span.start < around.end and around.start < span.end
    )


def _merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in text order, those that touch or overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and (span.start <= merged[-1].end):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _without(spans: Iterable[Span], cut: Span) -> tuple[Span, ...]:
    return tuple(span for span in spans if not (span.start < cut.end and cut.start < span.end))


def _with_ids(
    text: str, parse: Parse, cast: Cast, readings: Sequence[_Reading], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    ids = Ids("a")
    found = []
    for reading in readings:
        words = [text[span.start : span.end] if span else "" for span in (reading.source, reading.cue)]
        content = " … ".join(text[span.start : span.end] for span in reading.content)
        found.append(
            Attribution(
                ids.next(*words, content),
                _source(parse, cast, reading),
                reading.cue,
                reading.content,
                _form(text, reading.content, quotations),
                reading.act,
            )
        )
    return _nested(found)


def _source(parse: Parse, cast: Cast, reading: _Reading) -> Source | None:
    if reading.source is None:
        return None
    entity = cast.at(reading.head) if reading.head is not None else None
    entity = entity or cast.within(parse, reading.source.start, reading.source.end)
    return Source(reading.source.start, reading.source.end, entity)


def _form(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> Form:
    words = [match.start() for span in content for match in _WORD.finditer(text, span.start, span.end)]
    starts = [quotation.start for quotation in quotations]
    inside = 0
    for at in words:
        place = bisect_right(starts, at) - 1
        inside += place >= 0 and at < quotations[place].end
    share = inside / len(words) if words else 0.0
    return "direct" if share > _DIRECT else "mixed" if share > 0 else "indirect"


def _nested(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Each with the innermost other one whose content holds its cue and its content."""
    pieces = sorted(
        ((span.start, span.end, at) for at, item in enumerate(attributions) for span in item.content),
        key=lambda piece: (piece[0], -piece[1]),
    )
    size = [sum(span.end - span.start for span in item.content) for item in attributions]
    found = []
    for at, item in enumerate(attributions):
        own = [span for span in (item.cue, *item.content) if span is not None]
        start = min(span.start for span in own)
        holders = sorted(
            {
                other
                for low, high, other in pieces[: bisect_right(pieces, start, key=lambda piece: piece[0])]
                if high > start and other != at and _holds_all(attributions[other], own)
            },
            key=lambda other: (size[other], other),
        )
        found.append(replace(item, within=attributions[holders[0]].id) if holders else item)
    return tuple(found)


def _holds_all(outer: Attribution, spans: Sequence[Span]) -> bool:
    return all(any(piece.start <= span.start and span.end <= piece.end for piece in outer.content) for span in spans)
