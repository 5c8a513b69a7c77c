"""Let teachers read every example: `python training/teach_names.py FROM TO --base BASE --weights FILE ...`.

FROM is a folder of `train_names.py --keep`; TO gets the same examples, each with the mean of what the teachers say of
its tags and pairs.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from name_examples import NameExample
from name_model import NameTagger, base_tagger
from train_names import half_precision, judged, scores_of

BATCH = 48
"""Windows."""


def taught(teachers: Sequence[NameTagger], examples: Sequence[NameExample]) -> Iterator[NameExample]:
    """The examples, in their order, with the teachers' probabilities in 16 bits."""
    order = sorted(range(len(examples)), key=lambda place: len(examples[place].pieces))
    done: list[NameExample | None] = [None] * len(examples)
    for start in range(0, len(order), BATCH):
        places = order[start : start + BATCH]
        for place, example in zip(places, _taught(teachers, [examples[place] for place in places]), strict=True):
            done[place] = example
    return (example for example in done if example is not None)


def _taught(teachers: Sequence[NameTagger], part: Sequence[NameExample]) -> Iterator[NameExample]:
    everyone = [np.arange(len(example.pairs)) for example in part]
    likely, linked = [], []
    with torch.no_grad(), half_precision():
        for teacher in teachers:
            scores, vectors = scores_of(teacher, part)
            likely.append(scores.float().softmax(-1).cpu().numpy())
            linked.append(judged(teacher, part, vectors, everyone).float().sigmoid().cpu().numpy())
    ends = np.cumsum([len(example.pairs) for example in part])[:-1]
    tags, pairs = np.mean(likely, 0).astype(np.float16), np.split(np.mean(linked, 0).astype(np.float16), ends)
    for row, example in enumerate(part):
        yield replace(example, likely=tags[row, : len(example.heads)], linked=pairs[row])


def main() -> None:
    """Teach."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("source", type=Path)
    options.add_argument("target", type=Path)
    options.add_argument("--base", type=Path, required=True, help="the teachers' base model")
    options.add_argument("--weights", type=Path, nargs="+", required=True)
    options.add_argument("--device", default="cpu")
    args = options.parse_args()
    torch.set_default_device(args.device)
    teachers = [base_tagger(args.base).eval() for _ in args.weights]
    for teacher, file in zip(teachers, args.weights, strict=True):
        teacher.load_state_dict(torch.load(file, map_location=args.device)["weights"])
    args.target.mkdir(parents=True, exist_ok=True)
    for path in sorted(args.source.glob("*.pkl")):
        examples = pickle.loads(path.read_bytes())
        (args.target / path.name).write_bytes(pickle.dumps(list(taught(teachers, examples))))


if __name__ == "__main__":
    main()
