"""Put the trained reader of statements into a model: `python training/export_statements.py WEIGHTS FOLDER --base BASE`.

Writes `statements.onnx`, its matrix products in 8 bits, and `frames.onnx`, and names them in the model's card.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from statement_model import STYLES, StatementReader, base_reader
from torch import Tensor, nn

from onrecord.language.encoder import FORMAT
from onrecord.reading.statements.scene import HINTS

AXES = {"pieces": "BP", "pieces_mask": "BP", "heads": "BN", "traits": "BN", "hints": "BN"}
FRAME_AXES = {"vectors": "N", "frames": "F", "candidates": "C", "told": "FC", "kin": "FC"}


class Statements(nn.Module):
    """(pieces, pieces_mask, heads, traits, hints) -> (scores, vectors), by the habits of the gold."""

    def __init__(self, reader: StatementReader) -> None:
        super().__init__()
        self.reader = reader
        self.style = STYLES.index("gold")

    def forward(
        self, pieces: Tensor, pieces_mask: Tensor, heads: Tensor, traits: Tensor, hints: Tensor
    ) -> tuple[Tensor, Tensor]:
        """See `onrecord.language.encoder.StatementGraphs`."""
        style = torch.zeros_like(heads[:, 0]) + self.style
        return self.reader(pieces, pieces_mask, heads, traits, hints, style)


class Frames(nn.Module):
    """(vectors, frames, candidates, told, kin) -> (marks, roles)."""

    def __init__(self, reader: StatementReader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, vectors: Tensor, frames: Tensor, candidates: Tensor, told: Tensor, kin: Tensor
    ) -> tuple[Tensor, Tensor]:
        """See `onrecord.language.encoder.StatementGraphs`."""
        return self.reader.frames(vectors, frames, candidates, told, kin)


def export(reader: StatementReader, folder: Path) -> None:
    """Write both graphs; the second is small and stays as it is."""
    whole_words = {
        "pieces": torch.randint(1000, 2000, (2, 20)),
        "pieces_mask": torch.ones(2, 20, dtype=torch.bool),
        "heads": torch.arange(1, 13).repeat(2, 1),
        "traits": torch.zeros(2, 12, 6, dtype=torch.long),
        "hints": torch.zeros(2, 12, HINTS, dtype=torch.long),
    }
    frames = {
        "vectors": torch.zeros(12, reader.norm.normalized_shape[0]),
        "frames": torch.tensor([[1, 2, 0, 1], [3, 4, 1, 0], [7, 2, 0, 0]]),
        "candidates": torch.tensor([[0, 0, 1], [2, 1, 0], [5, 2, 0], [6, 0, 2]]),
        "told": torch.zeros(3, 4, dtype=torch.long),
        "kin": torch.zeros(3, 4, 4, dtype=torch.long),
    }
    with tempfile.TemporaryDirectory() as name:
        whole = Path(name) / "statements.onnx"
        _write(Statements(reader), whole_words, ["scores", "vectors"], AXES, whole)
        quantize_dynamic(
            whole, folder / "statements.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    _write(Frames(reader), frames, ["marks", "roles"], FRAME_AXES, folder / "frames.onnx")
    for file in ("statements.onnx", "frames.onnx"):
        onnx.checker.check_model(str(folder / file))


def _write(module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], axes: dict[str, str], file: Path) -> None:
    torch.onnx.export(
        module.eval(),
        tuple(inputs.values()),
        str(file),
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes={key: dict(enumerate(names)) for key, names in axes.items()},
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Export."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("weights", type=Path)
    options.add_argument("folder", type=Path)
    options.add_argument("--base", type=Path, required=True)
    args = options.parse_args()
    reader = base_reader(args.base)
    reader.load_state_dict(torch.load(args.weights, map_location="cpu")["weights"])
    export(reader, args.folder)
    card = json.loads((args.folder / "model.json").read_text(encoding="utf-8"))
    card["format"] = FORMAT
    for name in ("statements.onnx", "frames.onnx"):
        card["sha256"][name] = hashlib.sha256((args.folder / name).read_bytes()).hexdigest()
    (args.folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
