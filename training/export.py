"""Write trained weights as the two ONNX graphs that the package runs: `python training/export.py WEIGHTS FOLDER`.

`encode.onnx` reads windows and scores cues; `roles.onnx` scores words for given cues. Their matrix products are
in 8 bits (dynamic quantisation); the style is fixed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from corpora import STYLES
from model import Reader, Words
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train import load_weights

from onrecord.language.encoder import FORMAT


class Encode(nn.Module):
    """(pieces, pieces_mask, heads, traits) -> (vectors, cues)."""

    def __init__(self, reader: Reader, style: str) -> None:
        super().__init__()
        self.reader = reader
        self.style = STYLES.index(style)

    def forward(self, pieces: Tensor, pieces_mask: Tensor, heads: Tensor, traits: Tensor) -> tuple[Tensor, Tensor]:
        """See `onrecord.language.encoder.Graphs`."""
        style = torch.zeros_like(heads[:, 0]) + self.style
        words = Words(heads, traits, traits, style, heads > 0)
        vectors = self.reader.encode(self.reader.encoder.below(pieces, pieces_mask), pieces_mask, words)
        return vectors, self.reader.cues(vectors)


class Roles(nn.Module):
    """(vectors, places, mask, cues, kin) -> scores."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, vectors: Tensor, places: Tensor, mask: Tensor, cues: Tensor, kin: Tensor) -> Tensor:
        """See `onrecord.language.encoder.Graphs`."""
        return self.reader.roles(vectors, Words(places[..., 0], places, places, places[:, 0, 0], mask), cues, kin)


def export(reader: Reader, folder: Path, style: str, *, small: bool = True) -> None:
    """Write both graphs; with matrix products in 8 bits where `small`."""
    reader.eval()
    pieces = torch.randint(1000, 2000, (2, 20))
    heads = torch.arange(1, 13).repeat(2, 1)
    traits, places = torch.zeros(2, 12, 6, dtype=torch.long), torch.zeros(2, 12, 3, dtype=torch.long)
    mask = torch.ones(2, 12, dtype=torch.bool)
    with torch.no_grad():
        vectors, _ = Encode(reader, style)(pieces, torch.ones_like(pieces, dtype=torch.bool), heads, traits)
    graphs = {
        "encode": (
            Encode(reader, style),
            {
                "pieces": pieces,
                "pieces_mask": torch.ones_like(pieces, dtype=torch.bool),
                "heads": heads,
                "traits": traits,
            },
            ["vectors", "cues"],
            {"pieces": "BP", "pieces_mask": "BP", "heads": "BN", "traits": "BN"},
        ),
        "roles": (
            Roles(reader),
            {
                "vectors": vectors,
                "places": places,
                "mask": mask,
                "cues": torch.tensor([[0, 1, 1], [1, 2, 4], [1, 3, 3]]),
                "kin": torch.zeros(3, 12, 4, dtype=torch.long),
            },
            ["scores"],
            {"vectors": "BN", "places": "BN", "mask": "BN", "cues": "C", "kin": "CN"},
        ),
    }
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for part, (module, inputs, outputs, axes) in graphs.items():
            whole = Path(name) / f"{part}.onnx"
            torch.onnx.export(
                module.eval(),
                tuple(inputs.values()),
                str(whole),
                input_names=list(inputs),
                output_names=outputs,
                dynamic_axes={key: dict(enumerate(names)) for key, names in axes.items()},
                opset_version=17,
                dynamo=False,
            )
            if small:
                quantize_dynamic(
                    whole, folder / f"{part}.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
                )
            else:
                shutil.copyfile(whole, folder / f"{part}.onnx")
            onnx.checker.check_model(str(folder / f"{part}.onnx"))


def write_model(  # noqa: PLR0913 - a model is all of these
    reader: Reader, folder: Path, base: Path, name: str, style: str, *, least: float = 0.5, small: bool = True
) -> None:
    """Write a model as the package loads it: both graphs, the tokenizer, and `model.json` with their sums."""
    torch.set_default_device("cpu")
    export(reader, folder, style, small=small)
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    files = ("encode.onnx", "roles.onnx", "tokenizer.json")
    sums = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in files}
    card = {"name": name, "format": FORMAT, "least": least, "sha256": sums}
    (folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--name", default="full")
    parser.add_argument("--style", default="own", choices=STYLES[1:], help="whose habits it reads by")
    parser.add_argument("--least", type=float, default=0.5, help="the confidence from which attributions count")
    parser.add_argument("--whole", action="store_true", help="keep 32 bits")
    args = parser.parse_args()
    saved = torch.load(args.weights, map_location="cpu")
    reader = load_weights(args.weights, args.base, saved["frozen"])
    write_model(reader, args.folder, args.base, args.name, args.style, least=args.least, small=not args.whole)


if __name__ == "__main__":
    main()
