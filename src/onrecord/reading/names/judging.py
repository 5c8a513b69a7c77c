"""What the trained judge says of two mentions being one thing's; it sees the text around both at once.

Only mentions of one window are judged; of others, and where no model is loaded, it says nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

import numpy as np

from onrecord.language.encoder import Floats, NameGraphs
from onrecord.language.parse import Parse
from onrecord.language.windows import Window, Word
from onrecord.reading.names.tagger import Written, likeness
from onrecord.records import MentionKind, Span

_MOST = 12
"""Places of one thing that are held against a mention: the latest."""


@dataclass(frozen=True, slots=True)
class Referring(Span):
    """A mention to be judged: its offsets, head token, and kind."""

    head: int
    kind: MentionKind


@dataclass(frozen=True)
class Judge:
    """The vectors of a document's words, and who judges by them."""

    parse: Parse
    graphs: NameGraphs
    vectors: tuple[Floats, ...]
    """Of each window (N, H)."""
    starts: tuple[int, ...]
    """Of each word, its start offset (for look-ups)."""
    cuts: tuple[int, ...]
    """Of each window, its first word; then the end of the last."""

    @classmethod
    def of(
        cls,
        parse: Parse,
        graphs: NameGraphs,
        words: Sequence[Word],
        windows: Sequence[Window],
        vectors: Sequence[Floats],
    ) -> Judge:
        """The judge of a document whose windows have these vectors."""
        starts = tuple(word.start for word in words)
        return cls(parse, graphs, tuple(vectors), starts, (*(window.first for window in windows), len(words)))

    def logits(self, ones: Iterable[Referring], other: Referring) -> list[float]:
        """How likely `other` is the same as each of `ones` that stand before it in its window, latest first."""
        where = self._window(other)
        if where is None:
            return []
        base = self.cuts[where]
        last = self._words(other)
        begins = self.starts[base]
        # What stands before the window ends the search: a thing may have been spoken of a thousand times before it.
        within = takewhile(lambda one: one.start >= begins, ones)
        near = list(islice((one for one in within if one.start < other.start and self._window(one) == where), _MOST))
        if not near:
            return []
        pairs, likes = [], []
        for one in near:
            first = self._words(one)
            pairs.append((first[0] - base, first[1] - base, last[0] - base, last[1] - base))
            likes.append(likeness(self._written(one), self._written(other), last[0] - first[1] - 1))
        places, told = np.array(pairs, np.int64), np.array(likes, np.float32)
        return [float(logit) for logit in self.graphs.links(self.vectors[where], places, told)]

    def _window(self, mention: Referring) -> int | None:
        first, last = self._words(mention)
        at = bisect_right(self.cuts, first) - 1
        return at if 0 <= at < len(self.vectors) and last < self.cuts[at + 1] else None

    def _words(self, mention: Referring) -> tuple[int, int]:
        """The first and last word of what carries the mention: a whole name, else the head."""
        span: Span = mention if mention.kind == "name" else self.parse.tokens[mention.head]
        return bisect_right(self.starts, span.start) - 1, bisect_right(self.starts, span.end - 1) - 1

    def _written(self, mention: Referring) -> Written:
        end = mention.end if mention.kind == "name" else self.parse.tokens[mention.head].end
        return Written(self.parse.text[min(mention.start, end) : end], mention.kind)
