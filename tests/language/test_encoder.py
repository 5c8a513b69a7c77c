"""Loading the attribution model."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.language.encoder import FILES, FORMAT, SURE, encoder_signature, load_model, shipped_model


def model_in(folder: Path) -> dict[str, dict[str, object]]:
    """Puts files of no use into a folder, and gives a card that fits them."""
    for name in FILES:
        (folder / name).write_bytes(name.encode())
    return {
        "sha256": {name: hashlib.sha256(name.encode()).hexdigest() for name in FILES},
        "sure": dict.fromkeys(SURE, 0.0),
    }


def write_card(folder: Path, **card: object) -> None:
    """Writes a card of our format."""
    whole = {"name": "small", "format": FORMAT, "least": 0.3, **card}
    (folder / "model.json").write_text(json.dumps(whole), encoding="utf-8")


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    """A missing model is told in one line."""
    with pytest.raises(UsageError, match=r"cannot be read .*name another with --attribution-model"):
        load_model(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_model_that_was_changed(tmp_path: Path, name: str) -> None:
    """A file that is not the one the model was made with is named, whichever it is."""
    write_card(tmp_path, **model_in(tmp_path))
    (tmp_path / name).write_bytes(b"other")
    with pytest.raises(UsageError, match=rf"{re.escape(name)} is not the file"):
        load_model(tmp_path)


@pytest.mark.parametrize(("part", "key"), [*(("sha256", name) for name in FILES), *(("sure", key) for key in SURE)])
def test_a_card_that_lacks_something(tmp_path: Path, part: str, key: str) -> None:
    """No file is loaded without its sum, and no statement is read before it turns out that its type has no weight."""
    card = model_in(tmp_path)
    del card[part][key]
    write_card(tmp_path, **card)
    with pytest.raises(UsageError, match=rf"its model\.json has no .* of {re.escape(key)}; name another"):
        load_model(tmp_path)


@pytest.mark.parametrize("sure", [None, 3, []])
def test_a_card_that_does_not_say_how_sure_it_is(tmp_path: Path, sure: object) -> None:
    """One line, whatever stands there."""
    write_card(tmp_path, **{**model_in(tmp_path), "sure": sure})
    with pytest.raises(UsageError, match=r"no `sure` of general; name another"):
        load_model(tmp_path)


def test_every_file_of_the_model_is_checked() -> None:
    """There is no other beside the card."""
    assert {path.name for path in shipped_model().iterdir()} == {"model.json", *FILES}


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
