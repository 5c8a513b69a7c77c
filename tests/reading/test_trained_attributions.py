"""The trained reader with a model written by hand: from scores to drafts in tokens."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from onrecord.language.encoder import Batch, Floats, Model, load_model, shipped_model
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.language.syntax import Integers
from onrecord.pipeline import read
from onrecord.reading.attributions.phrases import whole_phrase
from onrecord.reading.attributions.trained import trained_drafts, trained_proposals
from onrecord.records import Block, Document

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

    def roles(self, vectors: Floats, batch: Batch, cues: Integers, kin: Integers) -> Floats:  # noqa: ARG002 - protocol
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
    for proposal in trained_proposals(Document("d", text), Parse.of(text, [], []), model):
        for span in (proposal.cue, *proposal.content):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()


@pytest.mark.model
def test_a_source_in_a_part_that_was_not_parsed(model: Model) -> None:
    """Is left out, without an exception."""
    text = "Said the dam was full.\nAda said so."
    (block,) = [Block(0, 22, "paragraph")]
    document = Document("d", text, language="en", blocks=(block,))
    parse = SpacyParser().parse(document)
    assert list(trained_drafts(document, parse, model)) == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "source", "cue", "whole"),
    [
        ("The new board of the trust said it was late.", "board", "said", "The new board"),
        ("Lena Marsh said it was late.", "Lena", "said", "Lena Marsh"),
        ("The said board was late.", "board", "said", "board"),
        ("The council’s promise to build was kept.", "The council’s", "promise", "The council’s"),
        ("The minister’s tone was angry.", "The minister", "angry", "The minister"),
        ("The board in May said it was late.", "The board in", "said", "The board"),
        ("Everybody said it was late.", "Everybody", "said", "Everybody"),
    ],
)  # fmt: skip
def test_a_source_is_a_whole_phrase(
    parse: Callable[[str], Parse], text: str, source: str, cue: str, whole: str
) -> None:
    """Its name or noun phrase whole, no loose end, and not what it possesses."""
    tree = parse(text)
    tokens = tree.tokens_in(text.index(source), text.index(source) + len(source))
    others = set(tree.tokens_in(text.index(cue), text.index(cue) + len(cue)))
    found = whole_phrase(tree, tokens, others)
    assert tree.words(tree.span(found.start, found.stop)) == whole


@pytest.mark.model
def test_the_shipped_model(parser: SpacyParser) -> None:
    """The weights fit the code: a plain sentence is read whole, a chain with its links."""
    text = "Ada Marlowe told reporters that the trustees believed the fund was safe.\n\n“It was not,” said Ben Oduya.\n"
    record = read("t.txt", text.encode(), parser, model=load_model(shipped_model()))
    words = lambda span: text[span.start : span.end]  # noqa: E731
    found = [(words(a.source), words(a.cue), a.within is not None) for a in record.attributions if a.source and a.cue]
    assert found == [
        ("Ada Marlowe", "told", False),
        ("the trustees", "believed", True),
        ("Ben Oduya", "said", False),
    ]


@pytest.mark.model
def test_an_interview_is_read_once_and_its_first_person_speaks(parser: SpacyParser) -> None:
    """A speaker's line is as the page has it, whatever the model makes of its colon; "I" is who speaks."""
    text = (
        "Reporter: Why did you leave the Harbour Trust?\n\nAda Moss: I left because I was ill. We moved to Redport.\n\n"
        "Reporter: Did you pay?\n\nAda Moss: I paid £400."
    )
    record = read("interview.txt", text.encode(), parser, model=load_model(shipped_model()))
    lines = [text[piece.start : piece.end] for said in record.attributions for piece in said.content]
    assert lines == [
        "Why did you leave the Harbour Trust",
        "I left because I was ill. We moved to Redport",
        "Did you pay",
        "I paid £400",
    ]
    paid = next(found for found in record.statements if found.type == "payment")
    (moss,) = (entity for entity in record.entities if entity.name == "Ada Moss")
    assert [one.entity for one in paid.arguments if one.role == "subject"] == [moss.id]
    assert paid.voice == record.attributions[-1].id
