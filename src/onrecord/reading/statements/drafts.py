"""What the trained reader scores: of each word what it states, and of each word beside it which part it has in that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from onrecord.language.encoder import Floats, StatementGraphs, batch_of, log_softmax
from onrecord.language.parse import Token
from onrecord.language.syntax import stacked, syntax_of
from onrecord.language.windows import Window, Word, windows_of
from onrecord.reading.statements.scene import (
    MODALITIES,
    POLARITIES,
    ROLES,
    STATED,
    Candidate,
    Ruled,
    Scene,
    Stated,
)
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import Modality, Polarity, Span

_LEAST = 0.1
"""The probability from which it is looked into whether a word states something."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement or label as scored: its trigger and type, and what each candidate of the window is to it.

    `certain` is how certain rules hold it to be. `marks` are the scores of polarity, modality, phase and side; `roles`
    (C, ROLES) logarithms of probabilities.
    """

    trigger: Token
    type: Stated
    sure: float
    certain: tuple[Polarity, Modality]
    marks: Floats
    candidates: tuple[Candidate, ...]
    roles: Floats
    ruled: Ruled | None


def drafts(
    reading: Understanding,
    words: tuple[Word, ...],
    ruled: Sequence[Ruled],
    labels: Sequence[Span],
    graphs: StatementGraphs,
    tokenizer: Tokenizer,
) -> Iterator[Draft]:
    """What a document states, as scored, in text order.

    Args:
        reading: the document as the stages before understand it.
        words: of its windows.
        ruled: what rules read.
        labels: what the lexicon takes for labels.
        graphs: the reader of statements.
        tokenizer: the encoder's.
    """
    scene = Scene.of(reading, words, ruled, labels)
    for window in windows_of(reading.parse.text, words, tokenizer, read_as=reading.parse.read_as):
        yield from _drafts_in(reading, scene, window, graphs)


def _drafts_in(reading: Understanding, scene: Scene, window: Window, graphs: StatementGraphs) -> Iterator[Draft]:
    own = scene.words[window.first : window.last]
    hints = scene.hints[window.first : window.last]
    scores, vectors = graphs.statements(batch_of(reading.parse, scene.words, [window]), hints[None])
    likely = 1 / (1 + np.exp(-scores[0]))
    found = [
        (place, kind, token)
        for place, kind in np.argwhere(likely[: len(own)] >= _LEAST).tolist()
        if (token := _token(reading, own[place])) is not None and not _is_place(token, STATED[kind], reading)
    ]
    if not found:
        return
    inside = np.flatnonzero((scene.placed >= window.first) & (scene.placed < window.last))
    candidates = tuple(scene.candidates[index] for index in inside)
    places = scene.placed[inside] - window.first
    told = np.array([scene.told(token, STATED[kind], inside) for _, kind, token in found], np.int64)
    certain = [scene.certain(reading, token, STATED[kind]) for _, kind, token in found]
    syntax = syntax_of(reading.parse, own)
    kin = [syntax.kinship(place, place)[places] for place, _, _ in found]
    marks, roles = graphs.frames(
        vectors[0],
        np.array(
            [
                (place, kind, POLARITIES.index(polarity), MODALITIES.index(modality))
                for (place, kind, _), (polarity, modality) in zip(found, certain, strict=True)
            ],
            np.int64,
        ),
        scene.fillers(inside, window.first),
        told.reshape(len(found), len(inside)),
        stacked(kin, len(inside)),
    )
    for row, (place, kind, token) in enumerate(found):
        yield Draft(
            token,
            STATED[kind],
            float(likely[place, kind]),
            certain[row],
            marks[row],
            candidates,
            log_softmax(roles[row]) if len(inside) else np.zeros((0, len(ROLES)), np.float32),
            scene.rule(token, STATED[kind]),
        )


def _is_place(token: Token, stated: Stated, reading: Understanding) -> bool:
    """Is a post read on the name of a place: "Ann Moss (Texas)"?"""
    return stated == "role" and reading.entity_type(token.index) == "Place"


def _token(reading: Understanding, word: Word) -> Token | None:
    run = reading.parse.tokens_in(word.start, word.end)
    return reading.parse.tokens[reading.parse.head_of(run.start, run.stop)] if run else None
