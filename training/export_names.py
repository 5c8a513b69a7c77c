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
from name_model import STYLES, NameTagger, base_tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.language.encoder import FORMAT
from onrecord.reading.names.tagger import LIKENESSES, LISTS


class Names(nn.Module):
    """(pieces, pieces_mask, heads, traits, hints) -> (scores, vectors), by one style's habits."""

    def __init__(self, tagger: NameTagger, style: str) -> None:
        super().__init__()
        self.tagger = tagger
        self.style = STYLES.index(style)

    def forward(
        self, pieces: Tensor, pieces_mask: Tensor, heads: Tensor, traits: Tensor, hints: Tensor
    ) -> tuple[Tensor, Tensor]:
        """See `onrecord.language.encoder.NameGraphs`."""
        style = torch.zeros_like(heads[:, 0]) + self.style
        return self.tagger(pieces, pieces_mask, heads, traits, hints, style)


class Judge(nn.Module):
    """(vectors (N, H), pairs, likes) -> logits."""

    def __init__(self, tagger: NameTagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, vectors: Tensor, pairs: Tensor, likes: Tensor) -> Tensor:
        """See `onrecord.language.encoder.Graphs`."""
        return self.tagger.judge(vectors.unsqueeze(0), torch.zeros_like(pairs[:, 0]), pairs, likes)


AXES = {"pieces": "BP", "pieces_mask": "BP", "heads": "BN", "traits": "BN", "hints": "BN"}


def export(tagger: NameTagger, file: Path, style: str) -> None:
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
            Names(tagger, style).eval(),
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=["scores", "vectors"],
            dynamic_axes={key: dict(enumerate(axes)) for key, axes in AXES.items()},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    onnx.checker.check_model(str(file))


def export_judge(tagger: NameTagger, size: int, file: Path) -> None:
    """Write the judge of pairs, as it is: it is small."""
    torch.onnx.export(
        Judge(tagger).eval(),
        (torch.zeros(12, size), torch.zeros(3, 4, dtype=torch.long), torch.zeros(3, LIKENESSES)),
        str(file),
        input_names=["vectors", "pairs", "likes"],
        output_names=["logits"],
        dynamic_axes={"vectors": {0: "N"}, "pairs": {0: "M"}, "likes": {0: "M"}},
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(file))


def main() -> None:
    """Export."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("weights", type=Path)
    options.add_argument("folder", type=Path)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--style", default="own", choices=STYLES, help="whose habits it reads by")
    args = options.parse_args()
    tagger = base_tagger(args.base)
    tagger.load_state_dict(torch.load(args.weights, map_location="cpu")["weights"])
    export(tagger, args.folder / "names.onnx", args.style)
    export_judge(tagger, tagger.norm.normalized_shape[0], args.folder / "links.onnx")
    card = json.loads((args.folder / "model.json").read_text(encoding="utf-8"))
    card["format"] = FORMAT
    for name in ("links.onnx", "names.onnx"):
        card["sha256"][name] = hashlib.sha256((args.folder / name).read_bytes()).hexdigest()
    (args.folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
