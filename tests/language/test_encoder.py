"""Loading the attribution model."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.language.encoder import load_model, shipped_folder


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    """A missing model is told in one line."""
    with pytest.raises(UsageError, match=r"cannot be read .*install OnRecord again"):
        load_model(tmp_path)


def test_a_model_that_was_changed(tmp_path: Path) -> None:
    """A file that is not the one the model was made with is named."""
    (tmp_path / "encode.onnx").write_bytes(b"other")
    card = {"least": 0.3, "sha256": {"encode.onnx": hashlib.sha256(b"this").hexdigest()}}
    (tmp_path / "model.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(UsageError, match=r"encode\.onnx is not the one"):
        load_model(tmp_path)


def test_where_the_model_lies() -> None:
    """The folder is the one in the package or beside its sources."""
    assert shipped_folder().parts[-2:] == ("models", "attributions")
