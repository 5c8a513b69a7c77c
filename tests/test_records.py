"""The record format: round trips, ids, and the schema that is generated from the dataclasses."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import msgspec
import pytest

from onrecord.records import (
    Amount,
    Argument,
    Attribution,
    Document,
    Ids,
    Record,
    Source,
    Span,
    Statement,
    TimeExpression,
    content_id,
    from_json,
    json_schema,
    to_builtins,
    to_json,
)

TEXT = "Dana Begum said the fund raised £3 in May."
RECORD = Record(
    Document("d-1", TEXT, title="A fund", language="en"),
    attributions=(Attribution("a-1", (Span(16, 42),), "indirect", "statement", Source(0, 10, "e-1"), Span(11, 15)),),
    statements=(
        Statement(
            "s-1",
            "payment",
            Span(25, 31),
            Span(16, 34),
            (Argument(16, 24, "subject", entity="e-2"), Argument(32, 34, "amount", value="3 GBP")),
            "rule:payment.raise",
            0.8,
            voice="a-1",
        ),
    ),
    times=(TimeExpression(38, 41, "XXXX-05"), TimeExpression(0, 4, "2013-05", "publication")),
    amounts=(Amount(32, 34, "GBP", value="3"), Amount(0, 1, "people", min="3", max="5")),
)


def test_a_record_read_back_is_the_same_record() -> None:
    """JSON loses nothing."""
    assert from_json(to_json(RECORD)) == RECORD


def test_the_same_record_gives_the_same_bytes() -> None:
    """Writing is deterministic."""
    assert to_json(RECORD) == to_json(from_json(to_json(RECORD)))


def test_what_is_absent_is_left_out() -> None:
    """A statement in the document's own voice has no `voice`, and not a null."""
    plain = to_builtins(RECORD)
    assert "url" not in plain["document"]
    assert "within" not in plain["attributions"][0]
    assert "value" not in plain["amounts"][1]
    assert plain["amounts"][1]["min"] == "3"


def test_records_fit_the_schema_that_is_made_from_the_dataclasses() -> None:
    """A record is valid, and a record with a wrong word is not."""
    validator = jsonschema.Draft202012Validator(json_schema())
    plain = to_builtins(RECORD)
    assert list(validator.iter_errors(plain)) == []
    plain["statements"][0]["modality"] = "maybe"
    assert [error.json_path for error in validator.iter_errors(plain)] == ["$.statements[0].modality"]


def test_an_attribution_without_source_or_cue_is_a_record_too() -> None:
    """Of “it is believed” nobody is the source; what is absent need not be there to be read back."""
    bare = replace(RECORD, attributions=(Attribution("a-1", (Span(0, 4),), "indirect", "belief"),))
    assert list(jsonschema.Draft202012Validator(json_schema()).iter_errors(to_builtins(bare))) == []
    assert from_json(to_json(bare)) == bare


def test_a_record_with_a_wrong_field_names_the_place() -> None:
    """What does not fit is refused with its path."""
    with pytest.raises(msgspec.ValidationError, match=r"\$\.document"):
        from_json('{"document": {"id": 3, "text": ""}}')


def test_ids_depend_on_words_and_occurrence_only() -> None:
    """The same words twice are two records; the same words in the next draft have the same ids."""
    first, second = Ids("s"), Ids("s")
    ids = [first.next("role", "treasurer"), first.next("role", "treasurer"), first.next("role", "chair")]
    assert len(set(ids)) == 3
    assert [second.next("role", "chair"), second.next("role", "treasurer")] == [ids[2], ids[0]]


def test_ids_keep_word_boundaries_apart() -> None:
    """Joining words otherwise gives another id, and odd characters are no error."""
    assert content_id("e", "ab", "c") != content_id("e", "a", "bc")
    assert content_id("e", "\ud800").startswith("e-")
