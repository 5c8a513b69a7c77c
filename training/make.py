"""Make a model from the start: its trainings in their order, export, and figures.

    python training/make.py full|clean --base BASE --out FOLDER [--data DATA] [--threads 2] [--device cuda]

`full` learns from PolNeAR too, which states no licence; `clean` from free texts and texts of our own only, and is what
is shipped. FOLDER/model is the model. Given again after a break, it goes on where it was.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
STAGES = {
    "full": (("whole", "--polnear 1 --own 1 --epochs 3"),),
    "clean": (("whole", "--own 1 --epochs 5"),),
}
"""Each stage starts from the one before it. None sees our gold: what is measured on it is out of sample."""
STYLE = {"full": "polnear", "clean": "own"}
HERE = Path(__file__).parent


def check_base(folder: Path) -> None:
    """Stop with one line where the base encoder is not the one that was meant."""
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != BASE_SHA256:
        raise SystemExit(f"{folder / 'model.safetensors'}: SHA-256 is {found}, not {BASE_SHA256}: another encoder")


def run(program: str, *options: str) -> None:
    """Run one of the programs beside this one."""
    environment = os.environ | {"OMP_WAIT_POLICY": "PASSIVE"}
    subprocess.run([sys.executable, str(HERE / program), *options], check=True, env=environment)


def main() -> None:
    """Make a model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=sorted(STAGES))
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--data", type=Path, default=Path(os.environ.get("ONRECORD_DATA", HERE.parents[1] / "shared" / "data"))
    )
    parser.add_argument("--threads", default="2")
    parser.add_argument("--device", default="cpu", help="cuda where there is one")
    args = parser.parse_args()
    check_base(args.base)
    common = ["--base", str(args.base), "--data", str(args.data)]
    keep = ["--keep", str(args.out / "examples"), "--threads", args.threads, "--device", args.device]
    start: list[str] = []
    for stage, options in STAGES[args.model]:
        weights = args.out / f"{stage}.pt"
        if not weights.exists():
            run("train.py", str(weights), *common, *keep, *start, *options.split())
        start = ["--start", str(weights)]
    model = str(args.out / "model")
    run("export.py", str(weights), model, "--base", str(args.base), "--name", args.model, "--style", STYLE[args.model])
    run("evaluate.py", model, "polnear-dev", *common, "--threads", args.threads)


if __name__ == "__main__":
    main()
