"""How right attributions are, outlet by outlet and genre by genre, for the model's card.

    python benchmarks/record_quality.py --keep RECORDS
    python benchmarks/attributions_by_genre.py RECORDS

Groups: PolNeAR's development part by its seven publishers; the gold (folds and unseen) by what it was taken from.
Prints a table in Markdown, and writes results/attributions_by_genre.json.
"""

from __future__ import annotations

import argparse
import csv
import glob
import json
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path

from paths import RESULTS, data_folder
from record_quality import score

COLUMNS = {
    "relation_f1": "relation F1",
    "recall_direct": "direct",
    "recall_mixed": "mixed",
    "recall_indirect": "indirect",
    "exact_source_f1": "source",
    "exact_cue_f1": "cue",
    "exact_content_f1": "content",
}
GOLD = {"wikinews": "Wikinews", "ptc": "advocacy and partisan sites"}


def polnear_groups(records: Path, scratch: Path) -> dict[str, tuple[Path, Path]]:
    """Corpus and records of each publisher, copied together."""
    polnear = data_folder() / "polnear"
    groups: dict[str, tuple[Path, Path]] = {}
    with (polnear / "metadata.tsv").open(encoding="utf-8") as table:
        publishers = {row["filename"]: row["publisher"] for row in csv.DictReader(table, delimiter="\t")}
    for record in sorted((records / "polnear_dev" / "records").glob("*.json")):
        name = f"PolNeAR dev, {publishers.get(record.stem, 'unknown')}"
        corpus, own = groups.setdefault(name, (scratch / name / "corpus", scratch / name / "records"))
        for folder in (corpus / "text", corpus / "attributions", own):
            folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(record, own)
        shutil.copy(polnear / "dev" / "text" / f"{record.stem}.txt", corpus / "text")
        for file in (polnear / "dev" / "attributions").glob(glob.escape(record.stem) + "_*.ann"):
            shutil.copy(file, corpus / "attributions")
    return groups


def gold_groups(records: Path, scratch: Path) -> dict[str, tuple[Path, Path]]:
    """Corpus and records of each origin of the gold, folds and unseen apart."""
    groups: dict[str, tuple[Path, Path]] = {}
    files = defaultdict(list)
    for part in ("folds", "unseen"):
        for record in sorted((records / part / "records").glob("*.json")):
            files[f"gold {part}, {GOLD[record.stem.split('-')[0]]}"].append((part, record))
    for name, found in sorted(files.items()):
        corpus, own = groups.setdefault(name, (scratch / name / "corpus", scratch / name / "records"))
        for folder in (corpus, own):
            folder.mkdir(parents=True, exist_ok=True)
        for part, record in found:
            shutil.copy(record, own)
            for suffix in (".txt", ".yaml"):
                shutil.copy(records / part / "gold" / f"{record.stem}{suffix}", corpus)
    return groups


def main() -> None:
    """Score every group."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("records", type=Path, help="what record_quality.py --keep left")
    records = options.parse_args().records
    result = {}
    print(f"| on | attributions | {' | '.join(COLUMNS.values())} |\n|---|---|{'---|' * len(COLUMNS)}")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        for group, (corpus, own) in {**polnear_groups(records, scratch), **gold_groups(records, scratch)}.items():
            found = score("score_attributions.py", corpus, own)
            result[group] = {"gold": found["gold"]} | {key: round(found[key], 3) for key in COLUMNS}
            print(f"| {group} | {found['gold']} | {' | '.join(f'{found[key]:.2f}' for key in COLUMNS)} |")
    (RESULTS / "attributions_by_genre.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
