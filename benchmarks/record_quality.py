"""How right the records are: our gold and PolNeAR's development part, by the shared scoring programs.

    python benchmarks/record_quality.py [--rules] [--errors N] [--keep DIR] [--attribution-model DIR]

Three figures of the record's quality are kept apart: `folds` (the gold files that rules are tuned on; the shipped
reader of attributions has seen none of them in training), `unseen` (20 files that nobody tunes or trains on), and
`polnear_dev`. `--rules` reads attributions by rules. Writes results/record_quality.json (record_quality_rules.json) and
prints what changed since the last one.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path

import yaml
from paths import MODEL, RESULTS, data_folder, eval_folder

from onrecord.documents.extraction import Metadata
from onrecord.language.encoder import load_model
from onrecord.language.spacy import SpacyParser
from onrecord.pipeline import read
from onrecord.records import to_json

Job = tuple[Path, str | None, Path]


@cache
def parser() -> SpacyParser:
    """One a process."""
    return SpacyParser()


def make_record(job: Job, model: Path | None = None) -> None:
    """Read one text and write its record."""
    text, published, target = job
    trained = load_model(model) if model is not None else None
    record = read(text.name, text.read_bytes(), parser(), Metadata(published=published), trained)
    target.write_bytes(to_json(record))


def gold_jobs(folds: Iterable[str], folder: Path) -> Iterator[Job]:
    """The gold files of these folds, copied to `folder`, with their publication dates."""
    wanted = set(folds)
    with (Path(__file__).parent / "folds.csv").open(encoding="utf-8") as table:
        names = [row["document"] for row in csv.DictReader(table) if row["fold"] in wanted]
    (folder / "gold").mkdir(parents=True)
    (folder / "records").mkdir()
    for name in names:
        for suffix in (".txt", ".yaml"):
            shutil.copyfile(data_folder() / "gold" / f"{name}{suffix}", folder / "gold" / f"{name}{suffix}")
        raw = yaml.safe_load((folder / "gold" / f"{name}.yaml").read_text(encoding="utf-8"))
        published = raw.get("published")
        yield (
            folder / "gold" / f"{name}.txt",
            str(published) if published else None,
            folder / "records" / f"{name}.json",
        )


def polnear_jobs(folder: Path) -> Iterator[Job]:
    """PolNeAR's development part with its publication dates."""
    polnear = data_folder() / "polnear"
    with (polnear / "metadata.tsv").open(encoding="utf-8") as table:
        dates = {row["filename"]: row["publication_date"] for row in csv.DictReader(table, delimiter="\t")}
    (folder / "records").mkdir(parents=True)
    for text in sorted((polnear / "dev" / "text").glob("*.txt")):
        yield text, dates.get(text.stem), folder / "records" / f"{text.stem}.json"


def score(program: str, gold: Path, records: Path) -> dict:
    """The report of a shared scoring program."""
    command = [sys.executable, str(eval_folder() / program), str(gold), str(records), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def read_part(part: str, jobs: Sequence[Job], model: Path | None) -> None:
    """Make the records of a part in two processes."""
    with ProcessPoolExecutor(max_workers=2) as pool:
        for done, _ in enumerate(pool.map(partial(make_record, model=model), jobs, chunksize=4), 1):
            if sys.stderr.isatty() or done == len(jobs):
                print(f"\r{part}: {done} of {len(jobs)} read", end="", file=sys.stderr)
        print(file=sys.stderr)


def measure(folder: Path, model: Path | None) -> dict:
    """Make all records in `folder` and score them."""
    read_part("folds", list(gold_jobs("01234", folder / "folds")), model)
    read_part("unseen", list(gold_jobs(["unseen"], folder / "unseen")), model)
    read_part("polnear_dev", list(polnear_jobs(folder / "polnear_dev")), model)
    result = {}
    for part in ("folds", "unseen"):
        gold, records = folder / part / "gold", folder / part / "records"
        result[part] = {
            "record": score("score_records.py", gold, records),
            "attributions": score("score_attributions.py", gold, records),
        }
    dev = data_folder() / "polnear" / "dev"
    result["polnear_dev"] = {"attributions": score("score_attributions.py", dev, folder / "polnear_dev" / "records")}
    return result


def flat(value: object, path: str = "") -> Iterator[tuple[str, float]]:
    """Every figure with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from flat(item, f"{path}.{key}" if path else key)
    elif isinstance(value, int | float):
        yield path, float(value)


def show(new: dict, old: dict) -> None:
    """Print every figure, with the change since the last results where there is one."""
    before = dict(flat(old))
    for path, value in flat(new):
        change = value - before.get(path, value)
        print(f"{path:58} {value:9.3f}" + (f"  {change:+.3f}" if abs(change) >= 0.0005 else ""))


def print_errors(folder: Path, count: int) -> None:
    """Print missed and extra statements of the folds only; nobody looks at those of the unseen files."""
    gold, records = folder / "folds" / "gold", folder / "folds" / "records"
    program = [sys.executable, str(eval_folder() / "score_records.py"), str(gold), str(records), "--errors", str(count)]
    subprocess.run(program, check=True)


def main() -> None:
    """Measure, compare, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--errors", type=int, default=0, help="print up to N missed and extra statements a fold document"
    )
    options.add_argument("--keep", type=Path, help="a new folder to keep the records in")
    options.add_argument("--rules", action="store_true", help="read attributions by rules, without a model")
    options.add_argument("--attribution-model", type=Path, default=MODEL)
    args = options.parse_args()
    file = RESULTS / ("record_quality_rules.json" if args.rules else "record_quality.json")
    model = None if args.rules else args.attribution_model
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        result = measure(folder, model)
        if args.errors:
            print_errors(folder, args.errors)
    show(result, json.loads(file.read_text(encoding="utf-8")) if file.exists() else {})
    file.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
