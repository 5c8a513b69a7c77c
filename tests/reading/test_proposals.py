"""What is read out of the scores of the trained encoder, here written by hand."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.encoder import Batch, Floats, ScoredCue, log_softmax, scored_cues
from onrecord.language.parse import Parse
from onrecord.language.syntax import Integers
from onrecord.language.windows import Window, words_of
from onrecord.reading.attributions.proposals import Proposal, proposals
from onrecord.records import Span

LABELS = {"-": 0, "S": 1, "s": 2, "C": 3, "c": 4}


def scored(labels: str, first: int, last: int, sure: float = 0.9) -> ScoredCue:
    """A cue whose words have these labels for certain."""
    return ScoredCue(first, last, sure, 0, log_softmax(10 * np.eye(5, dtype=np.float32)[[LABELS[x] for x in labels]]))


def read(text: str, *cues: ScoredCue) -> list[tuple[str | None, str, list[str]]]:
    """Source, cue and content of each proposal."""
    of = lambda span: text[span.start : span.end]  # noqa: E731
    found = proposals(words_of(text, []), cues)
    return [(of(p.source) if p.source else None, of(p.cue), [of(span) for span in p.content]) for p in found]


@pytest.mark.parametrize(
    ("text", "labels", "cue", "expected"),
    [
        ("Lena Marsh said it rained .", "Ss-Cc-", (2, 3), [("Lena Marsh", "said", ["it rained"])]),
        (
            "It rained , said Marsh , and hailed .",
            "Cc--S-Cc-",
            (3, 4),
            [("Marsh", "said", ["It rained", "and hailed"])],
        ),
        ("It is believed that it rained .", "---Ccc-", (2, 3), [(None, "believed", ["that it rained"])]),
        ("Marsh nodded twice .", "S---", (1, 2), []),
    ],
)
def test_proposals(text: str, labels: str, cue: tuple[int, int], expected: list[object]) -> None:
    """Labels become spans; content may be in pieces, a source may be absent, and without content there is nothing."""
    assert read(text, scored(labels, *cue)) == expected


def test_nothing_goes_on_before_it_begins() -> None:
    """A run begins with its first word, even where the word by itself is scored as a further one."""
    assert read("Marsh said it rained", scored("S-cc", 1, 2)) == [("Marsh", "said", ["it rained"])]


def test_a_cue_is_no_content_of_its_own() -> None:
    """The words of the cue are neither its source nor its content."""
    assert read("Marsh said so", scored("SCC", 1, 2)) == [("Marsh", "said", ["so"])]


def test_each_cue_has_its_own_content() -> None:
    """One attribution may stand in the content of another."""
    text = "Marsh says Holm fears rain"
    found = read(text, scored("S-Ccc", 1, 2), scored("--S-C", 3, 4))
    assert found == [("Marsh", "says", ["Holm fears rain"]), ("Holm", "fears", ["rain"])]


def test_confidence() -> None:
    """A proposal is as sure as its cue, times how sure its best piece of content is."""
    (found,) = proposals(words_of("Marsh said so", []), [scored("S-C", 1, 2, 0.5)])
    assert 0.49 < found.sure <= 0.5


class _Graphs:
    """Takes every word "said" for a cue, the word before it for source and after it for content."""

    def __init__(self, said: int) -> None:
        self._said = said

    def encode(self, batch: Batch) -> tuple[Floats, Floats]:
        pieces = np.take_along_axis(batch.pieces, batch.heads, 1)
        cues = np.zeros((*batch.heads.shape, 3), np.float32)
        cues[..., 1] = np.where(pieces == self._said, 5, -5)
        cues[..., 2] = -5
        return np.zeros((*batch.heads.shape, 4), np.float32), cues

    def roles(self, vectors: Floats, batch: Batch, cues: Integers, kin: Integers) -> Floats:  # noqa: ARG002 - protocol
        scores = np.zeros((len(cues), batch.heads.shape[1], 5), np.float32)
        for row, (_, first, last) in enumerate(cues):
            scores[row, first - 1, 1] = 9
            scores[row, last + 1, 3] = 9
            scores[row, last + 2 :, 4] = 9
        return scores


def test_scored_cues() -> None:
    """Cues are found window by window, and their words counted from the first of the text."""
    text = "He said no . She said yes"
    words = words_of(text, [])
    windows = (Window(0, 4, (7, 1, 7, 7), (0, 1, 2, 3)), Window(4, 7, (7, 1, 7), (0, 1, 2)))
    cues = list(scored_cues(_Graphs(1), words, windows, Parse.of(text, [], []), 0.5))
    assert [(cue.first, cue.last, cue.window_first, len(cue.roles)) for cue in cues] == [(1, 2, 0, 4), (5, 6, 4, 3)]
    (first, second) = proposals(words, cues)
    assert (first.source, first.content) == (Span(0, 2), (Span(8, 12),))
    assert second == Proposal(Span(17, 21), Span(13, 16), (Span(22, 25),), second.sure)


@given(st.lists(st.lists(st.floats(-20, 20, width=32), min_size=5, max_size=5), min_size=1, max_size=12), st.data())
def test_any_scores(rows: list[list[float]], data: st.DataObject) -> None:
    """Whatever the scores, spans lie in the text, do not overlap, and spare the cue."""
    text = " ".join("word" for _ in rows)
    first = data.draw(st.integers(0, len(rows) - 1))
    cue = ScoredCue(first, first + 1, 0.9, 0, log_softmax(np.array(rows, np.float32)))
    for proposal in proposals(words_of(text, []), [cue]):
        spans = sorted([*proposal.content, proposal.cue], key=lambda span: span.start)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert spans[0].start >= 0
        assert spans[-1].end <= len(text)
        assert 0 <= proposal.sure <= 1
