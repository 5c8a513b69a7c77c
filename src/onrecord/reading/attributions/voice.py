"""Whose word a run of text is: the voice of statements and labels, by the rulings of the record format.

Inside quotation marks everything is the speaker's. In reported speech the claim is the speaker's, while
names, titles and appositive descriptions are the document's own words. An attribution without a source has
no voice: what stands in it keeps the voice around it and is at most `possible`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.reading.attributions.quotations import Quotation
from onrecord.records import Attribution, Span


@dataclass(frozen=True, slots=True)
class _Piece(Span):
    """One content piece of an attribution; `quoted` are the quotations that belong to it."""

    attribution: str
    sourced: bool
    quoted: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class VoiceIndex:
    """The voices of one document, laid out for look-ups: build it once with `VoiceIndex.of`.

    The text is cut at every edge of a content piece; `layers` holds, for each stretch that begins at the
    offset of the same place in `cuts`, the pieces it stands in, outermost first.
    """

    cuts: tuple[int, ...] = ()
    layers: tuple[tuple[_Piece, ...], ...] = ()

    @classmethod
    def of(cls, attributions: Iterable[Attribution], quotations: Iterable[Quotation] = ()) -> VoiceIndex:
        """Lay out the voices of a document from its attributions and its quotations."""
        pieces = _pieces(tuple(attributions), sorted(quotations, key=lambda quotation: quotation.start))
        cuts = sorted({edge for piece in pieces for edge in (piece.start, piece.end)})
        layers: list[tuple[_Piece, ...]] = []
        open_: list[_Piece] = []
        at = 0
        for cut in cuts:
            open_ = [piece for piece in open_ if piece.end > cut]
            while at < len(pieces) and pieces[at].start <= cut:
                open_.append(pieces[at])
                at += 1
            layers.append(tuple(open_))
        return cls(tuple(cuts), tuple(layers))

    def voice(self, span: Span, *, appositive: bool = False) -> str | None:
        """The id of the innermost attribution with a source that a span stands in, or nothing: the document's own.

        Args:
            span: what states it; a statement's trigger rather than its evidence.
            appositive: the span is a name, a title or an appositive description. Outside quotation marks
                these are the words of whoever reports, not of who is reported.
        """
        for piece in reversed(self._around(span)):
            if piece.sourced and (not appositive or any(_holds(quote, span) for quote in piece.quoted)):
                return piece.attribution
        return None

    def sourceless(self, span: Span) -> bool:
        """Does the span stand in an attribution that names no source, within its own voice?"""
        around = self._around(span)
        return bool(around) and not around[-1].sourced

    def attributions(self, span: Span) -> tuple[str, ...]:
        """The ids of all attributions a span stands in, outermost first."""
        return tuple(dict.fromkeys(piece.attribution for piece in self._around(span)))

    def _around(self, span: Span) -> list[_Piece]:
        place = bisect_right(self.cuts, span.start) - 1
        if place < 0:
            return []
        return [piece for piece in self.layers[place] if _holds(piece, span)]


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _pieces(attributions: Sequence[Attribution], quotations: Sequence[Quotation]) -> list[_Piece]:
    """All content pieces, outermost first: by start, then the longer, then the one others stand within."""
    depth = _depths(attributions)
    starts = [quotation.start for quotation in quotations]
    found = []
    for attribution in attributions:
        for content in attribution.content:
            # A content piece may leave the opening mark out, so a quotation that opens on it belongs to it too.
            first = bisect_right(starts, content.start - 3)
            last = bisect_right(starts, content.end - 1)
            quoted = tuple(
                Span(quote.start, quote.end) for quote in quotations[first:last] if quote.inner.start >= content.start
            )
            sourced = attribution.source is not None
            found.append((depth[attribution.id], _Piece(content.start, content.end, attribution.id, sourced, quoted)))
    found.sort(key=lambda item: (item[1].start, -item[1].end, item[0]))
    return [piece for _, piece in found]


def _depths(attributions: Sequence[Attribution]) -> dict[str, int]:
    """Of each attribution, in how many others it stands."""
    outer = {attribution.id: attribution.within for attribution in attributions}
    depths = {}
    for attribution in attributions:
        seen, at = {attribution.id}, attribution.within
        while at is not None and at in outer and at not in seen:
            seen.add(at)
            at = outer[at]
        depths[attribution.id] = len(seen) - 1
    return depths
