"""The trained reader with a model written by hand: from scores to drafts in tokens."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from onrecord.language.encoder import Batch, Floats, Integers, Model
from onrecord.language.parse import Parse
from onrecord.reading.attributions.trained import trained_drafts, trained_proposals
from onrecord.records import Document

SAID = 5


class Graphs:
    """Takes "said" for a cue, the word before it for its source and the words after it for its content."""

    def encode(self, batch: Batch) -> tuple[Floats, Floats]:
        """A cue with certainty wherever its piece stands."""
        pieces = np.take_along_axis(batch.pieces, batch.heads, 1)
        cues = np.zeros((*batch.heads.shape, 3), np.float32)
        cues[..., 1] = np.where((pieces == SAID) & batch.mask, 9, -9)
        cues[..., 2] = -9
        return np.zeros((*batch.heads.shape, 4), np.float32), cues

    def roles(self, vectors: Floats, batch: Batch, cues: Integers) -> Floats:  # noqa: ARG002 - as the protocol has it
        """Source before, content after."""
        scores = np.zeros((len(cues), batch.heads.shape[1], 5), np.float32)
        for row, (_, first, last) in enumerate(cues):
            scores[row, max(0, first - 1), 1] = 9
            scores[row, last + 1 : last + 2, 3] = 9
            scores[row, last + 2 :, 4] = 9
        return scores


@pytest.fixture(scope="module")
def model() -> Model:
    """The model with hand-written scores."""
    unknown = "[UNK]"
    return Model(Graphs(), Tokenizer(WordLevel({unknown: 0, "said": SAID}, unk_token=unknown)), 0.3)


@pytest.mark.model
def test_drafts(model: Model, document: Callable[..., Document], parse: Callable[[str], Parse]) -> None:
    """Spans become tokens; the act comes from the cue lexicon, the head from the parse."""
    text = "Marsh said the ferry was late."
    tree = parse(text)
    (draft,) = trained_drafts(document(text), tree, model)
    words = [token.text for token in tree.tokens]
    assert draft.cue == (1, 2)
    assert (draft.speaker.tokens, draft.speaker.head) == ((0,), 0)
    assert [words[i] for i in draft.content][:4] == ["the", "ferry", "was", "late"]
    assert draft.act == "statement"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "said",
        "SAID SAID SAID",
        "“He said “no\n\n“She said ‘yes",
        "« Non » said",
        "🚢🚢 said 🚢",
        "שלום said שלום",
        "a " * 3000 + "said it",
        "x" * 20000,
        "\u200b\u200f said \ufeff",
    ],
)
def test_odd_text(model: Model, text: str) -> None:
    """Odd text is never an exception, and every span is one of the text."""
    for proposal in trained_proposals(Document("d", text), model):
        for span in (proposal.cue, *proposal.content):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()
