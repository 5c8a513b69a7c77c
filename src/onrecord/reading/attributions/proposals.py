"""Proposals: what the trained encoder takes for attributions, read out of its scores.

Of each cue the likeliest labelling of its window's words is found under the rule that a source and each piece
of content begin before they go on (Viterbi).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from onrecord.language.encoder import Bools, Floats, ScoredCue
from onrecord.language.windows import Word
from onrecord.records import Span

_NOTHING, _SOURCE, _SOURCE_ON, _CONTENT, _CONTENT_ON = range(5)
_NEVER = -1e4
_SOURCE_IS_LIKELY = 2.0
"""Added to the logarithm of a source's first word: nine in ten attributions have one, and the encoder is shy of it."""

_BREAKS_OFF = 1.0
"""Taken off where a piece of content ends before a word and not before a sign: most end at a comma, a stop, a mark."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One attribution as the model sees it. `sure` is its own confidence, 0-1."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    sure: float


def proposals(words: Sequence[Word], cues: Iterable[ScoredCue]) -> Iterator[Proposal]:
    """The attributions of scored cues that have content, in the order of the cues."""
    for window, group in groupby(cues, key=lambda cue: cue.window_first):
        together = list(group)
        is_word = np.array([words[window + at].is_word for at in range(len(together[0].roles))])
        paths = _best_paths(np.stack([_without_cue(cue) for cue in together]), is_word)
        for cue, path in zip(together, paths, strict=True):
            proposal = _proposal(words, cue, path, window)
            if proposal is not None:
                yield proposal


def _without_cue(cue: ScoredCue) -> Floats:
    """Its roles, with none for the cue's own words."""
    roles = cue.roles.copy()
    roles[cue.first - cue.window_first : cue.last - cue.window_first, 1:] = _NEVER
    return roles


def _steps(roles: Floats, is_word: Bools) -> Floats:
    """(C, N, 5) -> (C, N, 5, 5): what it brings to pass from one word's label to that of the next."""
    steps = np.repeat(roles[:, :, None, :], 5, axis=2)
    steps[:, is_word, _CONTENT : _CONTENT_ON + 1, _NOTHING] -= _BREAKS_OFF
    steps[..., _SOURCE] += _SOURCE_IS_LIKELY
    for first, further in ((_SOURCE, _SOURCE_ON), (_CONTENT, _CONTENT_ON)):
        others = [label for label in range(5) if label not in (first, further)]
        steps[:, :, others, further] = _NEVER
    return steps


def _best_paths(roles: Floats, is_word: Bools) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """(C, N, 5) and (N,) -> (C, N): the likeliest row of labels of each cue."""
    count, length, _ = roles.shape
    came = np.zeros((count, length, 5), np.int64)
    best = np.full((count, 5), _NEVER, np.float32)
    best[:, _NOTHING] = 0
    steps = _steps(roles, is_word)
    for at in range(length):
        ways = best[:, :, None] + steps[:, at]
        came[:, at] = ways.argmax(1)
        best = ways.max(1)
    path = np.zeros((count, length), np.int64)
    path[:, -1] = best.argmax(1)
    every = np.arange(count)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = came[every, at, path[:, at]]
    return path


def _proposal(
    words: Sequence[Word], cue: ScoredCue, path: np.ndarray[tuple[int], np.dtype[np.int64]], window: int
) -> Proposal | None:
    runs = list(_runs(path))
    content = [(first, last) for label, first, last in runs if label == _CONTENT]
    if not content:
        return None
    sources = [(first, last) for label, first, last in runs if label == _SOURCE]
    source = max(sources, key=lambda run: _likelihood(cue.roles, path, run), default=None)
    sure = cue.sure * max(np.exp(_likelihood(cue.roles, path, run)) for run in content)
    return Proposal(
        Span(words[cue.first].start, words[cue.last - 1].end),
        _span(words, window, source) if source else None,
        tuple(_span(words, window, run) for run in content),
        float(sure),
    )


def _span(words: Sequence[Word], window: int, run: tuple[int, int]) -> Span:
    return Span(words[window + run[0]].start, words[window + run[1] - 1].end)


def _runs(path: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Iterator[tuple[int, int, int]]:
    """(label, first, last) of each run that begins and goes on, half-open."""
    labels = path.tolist()
    at = 0
    while at < len(labels):
        first, label = at, labels[at]
        at += 1
        if label in (_SOURCE, _CONTENT):
            while at < len(labels) and labels[at] == label + 1:
                at += 1
            yield label, first, at


def _likelihood(roles: Floats, path: np.ndarray[tuple[int], np.dtype[np.int64]], run: tuple[int, int]) -> float:
    """The mean logarithm of the probabilities of its labels."""
    at = np.arange(*run)
    return float(roles[at, path[at]].mean())
