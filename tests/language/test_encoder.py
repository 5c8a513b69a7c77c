"""Loading the attribution model."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.language.encoder import FORMAT, encoder_signature, load_model


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    """A missing model is told in one line."""
    with pytest.raises(UsageError, match=r"cannot be read .*name another with --attribution-model"):
        load_model(tmp_path)


def test_a_model_that_was_changed(tmp_path: Path) -> None:
    """A file that is not the one the model was made with is named."""
    (tmp_path / "encode.onnx").write_bytes(b"other")
    card = {
        "name": "small",
        "format": FORMAT,
        "least": 0.3,
        "sha256": {"encode.onnx": hashlib.sha256(b"this").hexdigest()},
    }
    (tmp_path / "model.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(UsageError, match=r"encode\.onnx is not the file"):
        load_model(tmp_path)


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"sha256": 3}'])
def test_a_card_that_is_not_ours(tmp_path: Path, card: str) -> None:
    """One line, whatever stands in the file."""
    (tmp_path / "model.json").write_text(card, encoding="utf-8")
    with pytest.raises(UsageError, match=r"model\.json is not one of ours; name another with --attribution-model"):
        load_model(tmp_path)
    with pytest.raises(UsageError, match=r"model\.json is not one of ours"):
        encoder_signature(tmp_path)


def test_a_model_of_another_format(tmp_path: Path) -> None:
    """Graphs that take something else are not run."""
    (tmp_path / "model.json").write_text(
        json.dumps({"name": "small", "least": 0.3, "sha256": {}, "format": 1}), encoding="utf-8"
    )
    with pytest.raises(UsageError, match=r"of another version"):
        load_model(tmp_path)


def test_a_folder_without_a_model_is_wrong_use(tmp_path: Path) -> None:
    """The folder and what to do, in one line."""
    with pytest.raises(UsageError, match=r"cannot be read .*name another with --attribution-model"):
        encoder_signature(tmp_path)


def test_the_signature_changes_with_the_card(tmp_path: Path) -> None:
    """Documents are read again when the model they were read with has changed."""
    signatures = []
    for digest in ("0" * 64, "1" * 64):
        card = {"name": "small", "least": 0.3, "sha256": {"encode.onnx": digest}}
        (tmp_path / "model.json").write_text(json.dumps(card), encoding="utf-8")
        signatures.append(encoder_signature(tmp_path))
    assert [name for name, _ in signatures] == ["attributions-small", "attributions-small"]
    assert signatures[0] != signatures[1]
