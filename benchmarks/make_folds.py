"""Fix, once and by document name alone, which gold files are never looked at and which fold each other one is in.

    python benchmarks/make_folds.py > benchmarks/folds.csv

Files are ordered by the SHA-256 of their names, within each origin, so that nobody chose them. The first 18
of Wikinews and the first 2 of the partisan news are `unseen`; the rest go round the folds 0 to 4.
"""

from __future__ import annotations

import csv
import hashlib
import sys

from paths import data_folder

UNSEEN = {"wikinews": 18, "ptc": 2}
FOLDS = 5


def assign(stems: list[str]) -> dict[str, str]:
    """Name -> "unseen" or the number of its fold."""
    folds: dict[str, str] = {}
    for origin, unseen in UNSEEN.items():
        mine = sorted((s for s in stems if s.startswith(origin)), key=lambda s: hashlib.sha256(s.encode()).hexdigest())
        for place, stem in enumerate(mine):
            folds[stem] = "unseen" if place < unseen else str((place - unseen) % FOLDS)
    return folds


def main() -> None:
    """Write the table to standard output."""
    stems = [path.stem for path in sorted((data_folder() / "gold").glob("*.yaml"))]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("document", "fold"))
    writer.writerows(sorted(assign(stems).items()))


if __name__ == "__main__":
    main()
