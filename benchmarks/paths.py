"""Where the benchmarks find what they measure and what they measure on, and where they write what they found."""

from __future__ import annotations

import os
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
RESULTS = REPOSITORY / "benchmarks" / "results"
MODEL = REPOSITORY / "models" / "attributions"
"""The reader of attributions that is shipped."""


def data_folder() -> Path:
    """The shared data: ONRECORD_DATA, else ../shared/data. Ends with one clear line where there is none."""
    return _present(Path(os.environ.get("ONRECORD_DATA", REPOSITORY.parent / "shared" / "data")), "ONRECORD_DATA")


def eval_folder() -> Path:
    """The scoring programs: ONRECORD_EVAL, else beside the data."""
    return _present(Path(os.environ.get("ONRECORD_EVAL", data_folder().parent / "eval")), "ONRECORD_EVAL")


def _present(folder: Path, variable: str) -> Path:
    if not folder.is_dir():
        sys.exit(f"not measured: the benchmark data is not at {folder}; set {variable} to where it is")
    return folder
