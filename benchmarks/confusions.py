"""Which types of statement are read as which, and how sure the reader is when it is right.

    python benchmarks/record_quality.py --keep KEPT
    python benchmarks/confusions.py KEPT [--part unseen]

Reads the records that were kept. A gold statement is counted under the type of the statement that is read on its
trigger's words: its own where there is one, else the surest other, else `missed`. Below it, of statements at least so
sure, the share that is right and the share of the gold that they are. Writes results/confusions.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

from paths import RESULTS, eval_folder

LEVELS = [round(step / 20, 2) for step in range(20)]


def scoring() -> ModuleType:
    """The shared scoring program."""
    sys.path.insert(0, str(eval_folder()))
    import score_records  # noqa: PLC0415  lies outside the repository

    return score_records


def confused(program: ModuleType, gold: dict, record: dict) -> Counter[tuple[str, str]]:
    """Of each gold statement its type and that which is read on its words."""
    ours = sorted(program.system_record(record)["statements"], key=lambda s: (s["trigger"], s["type"]))
    found: Counter[tuple[str, str]] = Counter()
    for statement in gold["statements"]:
        here = [s["type"] for s in ours if program.overlap(statement["trigger"], s["trigger"])]
        kind = statement["type"]
        found[kind, kind if kind in here else here[0] if here else "missed"] += 1
    return found


def main() -> None:
    """Count, print and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("kept", type=Path)
    options.add_argument("--part", default="unseen", choices=("folds", "unseen"))
    args = options.parse_args()
    program = scoring()
    pairs = []
    for path in sorted((args.kept / args.part / "gold").glob("*.yaml")):
        record = json.loads((args.kept / args.part / "records" / f"{path.stem}.json").read_text(encoding="utf-8"))
        pairs.append((program.gold_record(path, path.with_suffix(".txt").read_text(encoding="utf-8")), record))
    table: Counter[tuple[str, str]] = Counter()
    for gold, record in pairs:
        table += confused(program, gold, record)
    curve = []
    for level in LEVELS:
        report = program.report([program.score_document(g, program.system_record(r, level))[0] for g, r in pairs])
        curve.append({"sure": level, **{key: round(report[f"typed_{key}"], 3) for key in ("precision", "recall")}})
    types = sorted({kind for kind, _ in table})
    rows = {kind: {read: n for (own, read), n in table.most_common() if own == kind} for kind in types}
    for kind, row in rows.items():
        print(f"{kind:12}", ", ".join(f"{read} {count}" for read, count in row.items()))
    for row in curve:
        print(row)
    result = {"part": args.part, "types": rows, "sure": curve}
    (RESULTS / "confusions.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
