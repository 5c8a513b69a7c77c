"""How right the times are: TimeBank and AQUAINT (TempEval-3), by the shared scoring program.

    python benchmarks/time_quality.py [--errors N]

Every tenth document in sorted order is kept unseen by those who tune the rules; the figures of both parts are
written to results/times.json and compared with the last ones.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from paths import RESULTS, data_folder, eval_folder

from onrecord.documents.text import read_text
from onrecord.language.spacy import SpacyParser
from onrecord.reading.times import find_times
from onrecord.records import Document, to_builtins

FILE = RESULTS / "times.json"
UNSEEN = 10
"""Every so many-th document is unseen."""


def main() -> None:
    """Score both parts, and say what changed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--errors", type=int, default=0, help="print up to N wrong values of the tuned part")
    arguments = options.parse_args()
    corpus = sorted((data_folder() / "tbaq").rglob("*.tml"))
    if not corpus:
        sys.exit(f"not measured: no TimeML files in {data_folder() / 'tbaq'}")
    parser = SpacyParser()
    parts = {
        "tuned": [path for index, path in enumerate(corpus) if index % UNSEEN],
        "unseen": corpus[::UNSEEN],
    }
    figures = {
        name: measured(parser, paths, arguments.errors if name == "tuned" else 0) for name, paths in parts.items()
    }
    report(figures)


def measured(parser: SpacyParser, paths: list[Path], errors: int) -> dict[str, float]:
    """The figures of some documents; `words_a_second` is of finding times alone."""
    program = eval_folder() / "score_times.py"
    with tempfile.TemporaryDirectory() as name:
        gold, texts, records = (Path(name) / part for part in ("gold", "texts", "records"))
        gold.mkdir()
        records.mkdir()
        for path in paths:
            shutil.copyfile(path, gold / path.name)
        subprocess.run([sys.executable, program, "extract", gold, texts], check=True)
        speed = write_records(parser, texts, records)
        score = [sys.executable, str(program), "score", str(gold), str(records)]
        if errors:
            print(subprocess.run([*score, "--errors", str(errors)], check=True, capture_output=True, text=True).stdout)
        found = subprocess.run([*score, "--json"], check=True, capture_output=True, text=True).stdout
    scores: dict[str, float] = json.loads(found)
    return {key: round(value, 4) for key, value in scores.items()} | {"words_a_second": round(speed)}


def write_records(parser: SpacyParser, texts: Path, records: Path) -> float:
    """Write the times of each text; gives the words a second."""
    words, seconds = 0, 0.0
    for line in (texts / "metadata.csv").read_text(encoding="utf-8").splitlines()[1:]:
        file, published = line.split(",")[0], line.split(",")[-1]
        extraction = read_text(file, (texts / file).read_bytes())
        document = Document("d", extraction.text, published=published or None, language="en", blocks=extraction.blocks)
        parse = parser.parse(document)
        began = time.perf_counter()
        times = find_times(document, parse)
        seconds += time.perf_counter() - began
        words += len(document.text.split())
        (records / f"{Path(file).stem}.json").write_text(json.dumps({"times": to_builtins(times)}), encoding="utf-8")
    return words / seconds


def report(figures: dict[str, dict[str, float]]) -> None:
    """Print the figures and what changed, and write them."""
    before = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    for part, values in figures.items():
        for key, value in values.items():
            last = before.get(part, {}).get(key)
            print(f"{part:8} {key:16} {value:10}" + (f"   was {last}" if last not in (None, value) else ""))
    RESULTS.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
