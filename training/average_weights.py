"""The mean of the weights of several runs: `python training/average_weights.py OUT WEIGHTS WEIGHTS ...`.

Runs that go on from one another and stopped at different places err in different ways; their mean errs less than each
("model soups", Wortsman et al. 2022). The runs must be of one model.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def mean_of(files: list[Path]) -> dict[str, torch.Tensor]:
    """The mean of all weights, in the type of the first."""
    runs = [torch.load(file, map_location="cpu")["weights"] for file in files]
    return {name: (sum(run[name].float() for run in runs) / len(runs)).to(runs[0][name].dtype) for name in runs[0]}


def main() -> None:
    """Average."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    options.add_argument("weights", type=Path, nargs="+")
    args = options.parse_args()
    torch.save({"weights": mean_of(args.weights)}, args.out)


if __name__ == "__main__":
    main()
