"""Every article of wikinews and events through `onrecord record`: no exception, right spans, the same bytes twice.

    python benchmarks/robustness.py [--jobs N]

Fails with exit code 1 and names the article where a record is missing, is not valid against the schema, has a span
that is not in the text or whose words are not there, or differs between two runs. Writes results/robustness.json.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import jsonschema
from paths import RESULTS, data_folder

from onrecord.records import json_schema


def write_articles(folder: Path) -> Path:
    """All articles as text files, with a table of their metadata; gives the table's path."""
    rows = []
    with (data_folder() / "wikinews" / "2019.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            (folder / row["file"]).write_text(row["text"], encoding="utf-8")
            rows.append((row["file"], row["title"], row["url"], "Wikinews", row["date"]))
    for path in sorted((data_folder() / "events").glob("*/*.json")):
        event = json.loads(path.read_text(encoding="utf-8"))
        name = f"event-{path.parent.name}-{path.stem.lower()}.txt"
        (folder / name).write_text(f"{event['title']}\n\n{event['text']}", encoding="utf-8")
        rows.append((name, event["title"], event["url"], event["source"], event["published"]))
    table = folder / "metadata.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("file", "title", "url", "publisher", "published"))
        writer.writerows(rows)
    return table


def wrong_spans(value: object, text: str, path: str = "") -> Iterator[str]:
    """The places in a record whose span is not in the text, or whose `text` is not what stands there."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            start, end = value["start"], value["end"]
            if not 0 <= start <= end <= len(text) or (start == end and ".skipped" not in path and ".pages" not in path):
                yield f"{path} [{start}, {end})"
            if "text" in value and value["text"] != text[start:end]:
                yield f"{path}: {value['text']!r} is not {text[start:end]!r}"
        for key, item in value.items():
            yield from wrong_spans(item, text, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from wrong_spans(item, text, f"{path}[{number}]")


def run(articles: Path, table: Path, output: Path, jobs: int) -> None:
    """One run of the command over all articles."""
    onrecord = str(Path(sys.executable).with_name("onrecord"))
    files = [str(path) for path in sorted(articles.glob("*.txt"))]
    command = [onrecord, "record", *files, "-o", str(output), "--metadata", str(table), "--jobs", str(jobs)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"exit code {done.returncode}: {done.stderr.strip()[-2000:]}")


def faults(article: Path, first: Path, second: Path, validator: jsonschema.protocols.Validator) -> Iterator[str]:
    """What is wrong with the record of one article."""
    one, two = (folder / f"{article.stem}.json" for folder in (first, second))
    if one.read_bytes() != two.read_bytes():
        yield "two runs differ"
    record = json.loads(one.read_bytes())
    text = article.read_text(encoding="utf-8")
    if record["document"]["text"] != text:
        yield "the text is not the file's"
    yield from wrong_spans(record, record["document"]["text"])
    yield from (f"{error.json_path}: {error.message}" for error in validator.iter_errors(record))


def main() -> None:
    """Read everything twice, once in one process and once in several, and look at each record."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    jobs = options.parse_args().jobs
    validator = jsonschema.Draft202012Validator(json_schema())
    with tempfile.TemporaryDirectory() as scratch:
        articles, first, second = (Path(scratch) / name for name in ("articles", "first", "second"))
        articles.mkdir()
        table = write_articles(articles)
        run(articles, table, first, jobs)
        run(articles, table, second, 1)
        found = {
            article.name: list(faults(article, first, second, validator)) for article in sorted(articles.glob("*.txt"))
        }
    wrong = {name: problems for name, problems in found.items() if problems}
    for name, problems in wrong.items():
        print(f"{name}: {problems[0]}" + (f" and {len(problems) - 1} more" if len(problems) > 1 else ""))
    result = {"articles": len(found), "with_faults": len(wrong)}
    print(json.dumps(result))
    (RESULTS / "robustness.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
