"""Where things lie in a document: runs of text to look up, paragraphs, and what is said by somebody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from onrecord.records import BlockKind, Document, Record, Span

_RUNNING_TEXT: frozenset[BlockKind] = frozenset({"paragraph", "item", "quote", "note"})
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Spans:
    """Runs of text, which may overlap, laid out for look-ups in logarithmic time. Build with `Spans.of`."""

    starts: tuple[int, ...]
    reaches: tuple[int, ...]
    """Of each run, how far it or any run before it reaches."""

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Spans:
        """Lay out runs in any order."""
        ordered = sorted((span.start, span.end) for span in spans)
        return cls(tuple(start for start, _ in ordered), tuple(accumulate((end for _, end in ordered), max)))

    def hold(self, span: Span) -> bool:
        """Does one of the runs contain all of this one?"""
        at = bisect_right(self.starts, span.start)
        return at > 0 and self.reaches[at - 1] >= span.end

    def meet(self, span: Span) -> bool:
        """Does one of the runs share a character with this one?"""
        at = bisect_left(self.starts, span.end)
        return at > 0 and self.reaches[at - 1] > span.start


@dataclass(frozen=True, slots=True)
class Parts:
    """The paragraphs or the sentences of a document: runs in text order that do not overlap."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Parts:
        """Lay out runs in any order."""
        ordered = tuple(sorted(spans, key=lambda span: (span.start, span.end)))
        return cls(ordered, tuple(span.start for span in ordered))

    def around(self, span: Span) -> Span | None:
        """The part that contains all of a run."""
        at = self.index(span)
        return None if at is None else self.spans[at]

    def index(self, span: Span) -> int | None:
        """Which part, counted from 0, contains all of a run."""
        at = bisect_right(self.starts, span.start) - 1
        return at if at >= 0 and self.spans[at].end >= span.end else None


def paragraphs(document: Document) -> tuple[Span, ...]:
    """The blocks of a document, or the lines of one that was not laid out."""
    return document.blocks or tuple(Span(*match.span()) for match in _LINE.finditer(document.text))


def running_text(document: Document) -> tuple[Span, ...]:
    """The paragraphs without headlines, captions and the like, whose matter is told again where they belong."""
    return (
        tuple(part for part in document.blocks if part.kind in _RUNNING_TEXT)
        if document.blocks
        else paragraphs(document)
    )


def sourced_content(record: Record) -> Spans:
    """What somebody is said to say: the contents of attributions with a source, what a transcript's speakers say."""
    said = [span for attribution in record.attributions if attribution.source for span in attribution.content]
    return Spans.of([*said, *(cue for cue in record.document.cues if cue.speaker)])
