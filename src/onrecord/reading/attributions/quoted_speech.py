"""Quotations beside cues: which words in quotation marks belong to which reading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.language.parse import Parse
from onrecord.reading.attributions.quotations import Quotation
from onrecord.records import Act, Span

_WORD = re.compile(r"\w+")
_LINKING = frozenset({"and", "but", "then", "so", "as", "that", "because", "or", "also", "however"})
_REACH = 240
"""Code points between a cue and the quotation it introduces."""
_TAIL_WORDS = 12
"""Words that may stand between an attribution and a further quotation of the same speaker."""
_LEADING_WORDS = 2
"""Words that may stand between a subject and the quoted rest of its clause ("was", "has been")."""
_NEXT_PARAGRAPH = re.compile(r"[^\n]*\n\s*")
_MARKS = " \"“”‘’'«»*_>"


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft with offsets: an attribution once it has content.

    `head` is the token that stands for the source's entity; `clause` holds the cue with its source.
    """

    source: Span | None
    head: int | None
    cue: Span | None
    clause: Span
    content: tuple[Span, ...]
    act: Act
    quotes: bool

    @property
    def anchor(self) -> Span:
        """Where the attribution itself stands, as against what it reports."""
        return self.cue or self.clause


class QuotedSpeech:
    """The outermost quotations of a document and what they add to its readings."""

    def __init__(self, parse: Parse, quotations: Iterable[Quotation]) -> None:
        self._text = parse.text
        self._parse = parse
        self._quotations = [quotation for quotation in quotations if quotation.depth == 0 and quotation.words]
        self._starts = [quotation.start for quotation in self._quotations]
        self._ends = [quotation.end for quotation in self._quotations]

    def around(self, at: int) -> Quotation | None:
        """The quotation that an offset stands in."""
        place = bisect_right(self._starts, at) - 1
        return self._quotations[place] if place >= 0 and at < self._quotations[place].end else None

    def share(self, content: Sequence[Span]) -> float:
        """Which share of the words stands inside quotation marks."""
        words = [match.start() for span in content for match in _WORD.finditer(self._text, span.start, span.end)]
        return sum(self.around(at) is not None for at in words) / len(words) if words else 0.0

    def completed(self, reading: Reading) -> Reading:
        """The reading with the quotations beside its cue, and those that its content breaks off made whole.

        What stands inside quotation marks itself takes nothing from outside them.
        """
        outer = self.around(reading.anchor.start)
        if outer is not None:
            own = _clipped(reading.content, outer.inner)
            source = next(iter(_clipped([reading.source], outer.inner)), None) if reading.source else None
            if source is None and reading.source is not None and self._leads_into(reading.source, outer):
                source = reading.source
            return replace(reading, source=source, content=own)
        content = list(reading.content)
        if reading.quotes:
            before = self._before(reading)
            if before and self._stands_alone(before[-1]):
                content, reading = [], replace(reading, content=())
            content += [*before, *self._after(reading, split=bool(before))]
        broken = [self._quotations[i] for span in content for i in self._touching(span)]
        merged = _merged([*content, *self._with_following(broken)])
        anchor = reading.anchor
        kept = tuple(span for span in merged if span.end <= anchor.start or anchor.end <= span.start)
        return replace(reading, content=kept)

    def _leads_into(self, source: Span, quotation: Quotation) -> bool:
        """Is it the subject of words of which only the end is quoted: 'the publicist was “claiming things”'?"""
        between = self._text[source.end : quotation.start]
        fragment = not self._is_sentence(quotation) and not re.search(r"[.?!:;,\n]", between)
        return source.end <= quotation.start and fragment and len(_WORD.findall(between)) <= _LEADING_WORDS

    def continued(self, readings: Iterable[Reading]) -> list[Reading]:
        """Readings with the unclaimed quotations that follow theirs, in their paragraph or as the next one."""
        found = list(readings)
        taken = {
            i
            for reading in found
            for span in reading.content
            for i in self._touching(span)
            if not self._quotations[i].start <= reading.anchor.start < self._quotations[i].end
        }
        ends = sorted((self._end(reading), at) for at, reading in enumerate(found) if self._is_quoted(reading))
        for place, quotation in enumerate(self._quotations):
            if place in taken or (quotation.short and not self._is_sentence(quotation)):
                continue
            last = bisect_right(ends, quotation.start, key=lambda end: end[0]) - 1
            if last >= 0 and self._goes_on(ends[last][0], quotation, found[ends[last][1]]):
                owner = ends[last][1]
                content = _merged([*found[owner].content, *self._with_following([quotation])])
                found[owner] = replace(found[owner], content=content)
                insort(ends, (self._end(found[owner]), owner))
        return found

    def _is_quoted(self, reading: Reading) -> bool:
        outside = reading.cue is not None and self.around(reading.cue.start) is None
        return outside and any(len(self._touching(span)) > 0 for span in reading.content)

    def _end(self, reading: Reading) -> int:
        return max(reading.clause.end, *(span.end for span in reading.content))

    def _goes_on(self, end: int, quotation: Quotation, reading: Reading) -> bool:
        between = self._text[end : quotation.start]
        if "\n" in between:
            direct = any(span.start == self._starts[i] for span in reading.content[-1:] for i in self._touching(span))
            if not (direct and _NEXT_PARAGRAPH.fullmatch(between) and self._ends_paragraph(quotation)):
                return False
        return len(_WORD.findall(between)) <= _TAIL_WORDS

    def _ends_paragraph(self, quotation: Quotation) -> bool:
        line = self._text.find("\n", quotation.end)
        return not _WORD.search(self._text, quotation.end, line if line >= 0 else len(self._text))

    def _is_sentence(self, quotation: Quotation) -> bool:
        inner = self._text[quotation.inner.start : quotation.inner.end].strip()
        return inner[:1].isupper() and inner[-1:] in ".?!"

    def _stands_alone(self, quotation: Span) -> bool:
        """Is it a whole sentence up to the cue, and not the end of one that is told in other words?"""
        line = self._text.rfind("\n", 0, quotation.start) + 1
        before = self._text[line : quotation.start].rstrip(_MARKS)
        last = self._text[quotation.start : quotation.end].rstrip(_MARKS)[-1:]
        return last in ",?!.—–-…" and (not _WORD.search(before) or before[-1:] in ".?!:")

    def _touching(self, span: Span) -> range:
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def _with_following(self, quotations: Sequence[Quotation]) -> list[Span]:
        """The quotations with the paragraphs that go them on."""
        found = []
        for quotation in quotations:
            place = bisect_left(self._starts, quotation.start)
            found.append(Span(quotation.start, quotation.end))
            while place + 1 < len(self._quotations) and self._quotations[place + 1].follows:
                place += 1
                found.append(Span(self._starts[place], self._ends[place]))
        return found

    def _before(self, reading: Reading) -> list[Span]:
        """The quotation that ends right before the cue with its source, with the paragraphs that it began in."""
        place = bisect_right(self._ends, reading.clause.start) - 1
        if place < 0 or not self._joins_before(self._quotations[place], reading):
            return []
        while self._quotations[place].follows and place > 0:
            place -= 1
        return self._with_following([self._quotations[place]])

    def _after(self, reading: Reading, *, split: bool) -> list[Span]:
        """The quotation that the cue leads up to; `split` where a first half stands before the cue."""
        place = bisect_left(self._starts, reading.clause.end)
        if place < len(self._quotations) and self._joins_after(self._quotations[place], reading, split=split):
            return [Span(self._starts[place], self._ends[place])]
        return []

    def _joins_before(self, quotation: Quotation, reading: Reading) -> bool:
        between = self._text[quotation.end : reading.clause.start]
        if "\n\n" in between or ":" in between:
            return False
        if any(word.lower() not in _LINKING for word in _WORD.findall(between)):
            return False
        return not reading.content or ";" in between or "." not in between + self._text[quotation.inner.end - 1]

    def _joins_after(self, quotation: Quotation, reading: Reading, *, split: bool) -> bool:
        start, end = reading.clause.end, quotation.start
        if end - start > _REACH or self._breaks_off(start, end):
            return False
        between = self._text[start:end].rstrip()
        if reading.content and (split or not between.endswith(":")):
            return False
        words = _WORD.findall(between)
        return not split or not words or between[-1:] in ":,—–-" or words[-1].lower() in _LINKING

    def _breaks_off(self, start: int, end: int) -> bool:
        """Does a sentence, a paragraph or another verb begin between a cue and a quotation?"""
        between = self._text[start:end]
        if "\n" in between.strip(" ") and not between.rstrip().endswith(":"):
            return True
        sentence = None
        for index in self._parse.tokens_in(start, end):
            token = self._parse.tokens[index]
            if sentence not in (None, token.sentence):
                return True
            sentence = token.sentence
            if token.start >= start and token.tag in ("VBD", "VBZ", "VBP", "VBG") and token.pos == "VERB":
                return True
        return False


def _clipped(content: Iterable[Span], around: Span) -> tuple[Span, ...]:
    return tuple(
        Span(max(span.start, around.start), min(span.end, around.end))
        for span in content
        if span.start < around.end and around.start < span.end
    )


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in text order, those that touch or overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
