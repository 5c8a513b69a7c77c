"""The parse of a document by the default language model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.language import spacy as language
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser, model_signature
from onrecord.records import Block, Document, Skipped

pytestmark = pytest.mark.model


def test_every_token_is_the_text_at_its_offsets(parse: Callable[[str], Parse]) -> None:
    """Odd blanks, line breaks and emoji move nothing."""
    text = "Odd \u00a0 spaces\there 😀.\nThe fund’s chair, Ada Marlowe,  left."
    parsed = parse(text)
    assert all(text[token.start : token.end] == token.text for token in parsed.tokens)
    assert not any(token.text.isspace() for token in parsed.tokens)
    assert [token.index for token in parsed.tokens] == list(range(len(parsed.tokens)))


def test_heads_stay_in_their_sentence(parse: Callable[[str], Parse]) -> None:
    """Each sentence has one root, and no word hangs on another sentence."""
    parsed = parse("The trust fell.  It rose again.\n\nA heading without a stop\n\n- an item\n- another item")
    for sentence in parsed.sentences:
        run = range(sentence.first, sentence.last)
        assert sum(parsed.is_root(index) for index in run) == 1
        assert all(parsed.tokens[index].head in run for index in run)


def test_blocks_do_not_run_into_each_other(parser: SpacyParser) -> None:
    """A headline without a full stop is a sentence of its own, and says so."""
    text = "Trust misled donors\n\nThe trust said so."
    document = Document("d", text, blocks=(Block(0, 19, "headline"), Block(21, 39, "paragraph")))
    parsed = parser.parse(document)
    assert [(text[s.start : s.end], s.kind) for s in parsed.sentences] == [
        ("Trust misled donors", "headline"),
        ("The trust said so.", "paragraph"),
    ]


def test_what_is_skipped_is_not_parsed(parser: SpacyParser) -> None:
    """A block in another language gives no token."""
    text = "Le fonds est fermé.\n\nThe fund is closed."
    document = Document("d", text, blocks=(Block(0, 19, "paragraph"), Block(21, 40, "paragraph")))
    parsed = parser.parse(document, (Skipped(0, 19, "language", "in French"),))
    assert parsed.tokens[0].text == "The"


def test_a_block_too_long_to_parse_at_once_is_cut_at_blanks(parser: SpacyParser) -> None:
    """No word of a long block is lost or torn."""
    text = "marlowe " * 6000
    parsed = parser.parse(Document("d", text.strip(), blocks=(Block(0, len(text.strip()), "paragraph"),)))
    assert len(parsed.tokens) == 6000
    assert {token.text for token in parsed.tokens} == {"marlowe"}


def test_a_long_block_is_cut_after_a_sentence(parser: SpacyParser) -> None:
    """As few sentences as can be are torn, and their boundaries are those of short blocks."""
    text = "The trust sold a van to Ada Marlowe in May. " * 600
    parsed = parser.parse(Document("d", text))
    assert len(parsed.sentences) == 600
    assert {text[each.start : each.end] for each in parsed.sentences} == {"The trust sold a van to Ada Marlowe in May."}


def test_what_is_skipped_is_found_among_many(parser: SpacyParser) -> None:
    """Notes without a width, and skipped runs of several blocks, leave the other blocks as they are."""
    text = "One fell.\n\nTwo fell.\n\nThree fell.\n\nFour fell."
    blocks = tuple(
        Block(at, at + len(words), "paragraph") for words in text.split("\n\n") for at in [text.index(words)]
    )
    skipped = (Skipped(0, 0, "documents", "mark left out"), Skipped(11, 33, "language", "x"), Skipped(12, 14, "a", "b"))
    parsed = parser.parse(Document("d", text, blocks=blocks), skipped)
    assert [text[each.start : each.end] for each in parsed.sentences] == ["One fell.", "Four fell."]


def test_a_folder_of_the_defaults_name_is_not_taken_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever lies where the command is run, the default is the installed pipeline."""
    (tmp_path / "en_core_web_sm").mkdir()
    for name in ("config.cfg", "meta.json"):
        (tmp_path / "en_core_web_sm" / name).write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert model_signature()[0].startswith("en_core_web_sm")


def test_a_row_of_a_table_is_a_sentence_and_no_name_runs_across_cells(parser: SpacyParser) -> None:
    """Cells are parted by tabs, rows by line breaks."""
    text = "Grants\tHale Fund\tMarlowe Trust\nSalaries\t£3,000\tJonas Reede"
    parsed = parser.parse(Document("d", text, blocks=(Block(0, len(text), "table"),)))
    assert [parsed.words(s) for s in parsed.sentences] == text.split("\n")
    runs = [(name.first, name.last) for name in parsed.names] + list(parsed.chunks)
    assert runs
    assert all("\t" not in parsed.words(parsed.span(*run)) for run in runs)


def test_who_speaks_a_line_takes_no_part_in_it(parser: SpacyParser) -> None:
    """The name and the colon are a sentence of their own, of the kind `byline`, where they open several lines."""
    lines = (
        "Ada Marlowe: No trustee has had a penny.",
        "Jonas Reede: Why?",
        "Ada Marlowe: Nobody asked.",
        "Note: it rained.",
    )
    text = "\n\n".join(lines)
    starts = [text.index(line) for line in lines]
    blocks = tuple(Block(at, at + len(line), "paragraph") for at, line in zip(starts, lines, strict=True))
    parsed = parser.parse(Document("d", text, blocks=blocks))
    assert [(parsed.words(s), s.kind) for s in parsed.sentences] == [
        ("Ada Marlowe:", "byline"),
        ("No trustee has had a penny.", "paragraph"),
        ("Jonas Reede: Why?", "paragraph"),
        ("Ada Marlowe:", "byline"),
        ("Nobody asked.", "paragraph"),
        ("Note: it rained.", "paragraph"),
    ]


def test_an_unknown_model_is_named_with_what_to_do() -> None:
    """Wrong use gives one clear line."""
    with pytest.raises(UsageError, match="no-such-model: no such spaCy pipeline here; install it"):
        SpacyParser("no-such-model")


def test_changed_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The default model's files must have the sums that the package keeps."""
    monkeypatch.setattr(language, "model_sums", lambda: {"tagger/model": "0" * 64})
    with pytest.raises(UsageError, match="tagger/model is not the one OnRecord was made with"):
        SpacyParser()


def test_the_signature_names_model_and_weights() -> None:
    """Two runs with one model have one signature."""
    name, digest = model_signature()
    assert name.startswith("en_core_web_sm")
    assert (name, digest) == model_signature()
    assert len(digest) == 64


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=120))
def test_any_text_can_be_parsed(parser: SpacyParser, text: str) -> None:
    """Odd text is never an exception, and offsets hold."""
    parsed = parser.parse(Document("d", text))
    assert all(text[token.start : token.end] == token.text for token in parsed.tokens)
