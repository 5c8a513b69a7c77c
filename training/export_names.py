"""Put the trained tagger of names into a model: `python training/export_names.py WEIGHTS FOLDER --base BASE`.

Writes `names.onnx`, its matrix products in 8 bits, and names it in the model's card.
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
from train_names import NameTagger, base_tagger

from onrecord.language.encoder import FORMAT
from onrecord.reading.names.tagger import LISTS

AXES = {"pieces": "BP", "pieces_mask": "BP", "heads": "BN", "traits": "BN", "hints": "BN"}


def export(tagger: NameTagger, file: Path) -> None:
    """Write the graph, its matrix products in 8 bits."""
    inputs = {
        "pieces": torch.randint(1000, 2000, (2, 20)),
        "pieces_mask": torch.ones(2, 20, dtype=torch.bool),
        "heads": torch.arange(1, 13).repeat(2, 1),
        "traits": torch.zeros(2, 12, 6, dtype=torch.long),
        "hints": torch.zeros(2, 12, 2 + LISTS, dtype=torch.long),
    }
    with tempfile.TemporaryDirectory() as name:
        whole = Path(name) / "names.onnx"
        torch.onnx.export(
            tagger.eval(),
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=["scores"],
            dynamic_axes={key: dict(enumerate(axes)) for key, axes in AXES.items()},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    onnx.checker.check_model(str(file))


def main() -> None:
    """Export."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("weights", type=Path)
    options.add_argument("folder", type=Path)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--layers", type=int, default=6)
    args = options.parse_args()
    tagger = base_tagger(args.base, args.layers)
    tagger.load_state_dict(torch.load(args.weights, map_location="cpu"))
    export(tagger, args.folder / "names.onnx")
    card = json.loads((args.folder / "model.json").read_text(encoding="utf-8"))
    card["format"] = FORMAT
    card["sha256"]["names.onnx"] = hashlib.sha256((args.folder / "names.onnx").read_bytes()).hexdigest()
    (args.folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
