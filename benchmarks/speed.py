"""How fast documents are read, on this machine: cold, warm, over a folder, and in how much memory.

    python benchmarks/speed.py [--jobs N]

Measured on our own sample articles, so that anyone can run it: one article of 2,000 words made of their paragraphs,
and a folder of 40 such articles in which no two are alike. `cold` is the whole command from its start; `warm` a second
reading in a process that has the models; `attributions` what the trained reader alone does, after the parse, in as many
processes at once, `who_when_how_much` names, coreference, times and amounts after the parse and without the encoder's
time. Compare figures of one run on one machine only. Writes results/speed.json.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from paths import REPOSITORY, RESULTS

from onrecord.documents.reader import read_document
from onrecord.language.encoder import Batch, Floats, NameGraphs, load_model, shipped_model
from onrecord.language.spacy import SpacyParser
from onrecord.language.syntax import Integers
from onrecord.pipeline import read
from onrecord.reading.amounts import find_amounts
from onrecord.reading.attributions.quotations import outermost_quotations
from onrecord.reading.attributions.trained import trained_proposals
from onrecord.reading.coreference import resolve
from onrecord.reading.names import trained_names
from onrecord.reading.times import find_times

WORDS = 2_000
DOCUMENTS = 40
SAMPLES = ("investigation.md", "polemic.txt", "interview.txt")


def articles(count: int) -> list[str]:
    """Texts of WORDS words each, made of the samples' paragraphs in a different order each."""
    paragraphs = [
        paragraph
        for name in SAMPLES
        for paragraph in (REPOSITORY / "examples" / name).read_text(encoding="utf-8").split("\n\n")
        if len(paragraph.split()) > 8
    ]
    made = []
    for first in range(count):
        turned = paragraphs[first % len(paragraphs) :] + paragraphs[: first % len(paragraphs)]
        made.append(_cut(turned * 2, f"Article {first}"))
    return made


def _cut(paragraphs: list[str], title: str) -> str:
    kept, left = [title], WORDS
    for paragraph in paragraphs:
        words = paragraph.split()[:left]
        kept.append(" ".join(words))
        left -= len(words)
        if left <= 0:
            break
    return "\n\n".join(kept)


def run(command: list[str]) -> float:
    """Seconds of a whole command."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def cold(onrecord: str, folder: Path, runs: int = 3) -> float:
    """The median of a few runs of the command on one article."""
    (folder / "one.txt").write_text(articles(1)[0], encoding="utf-8")
    return sorted(run([onrecord, "record", str(folder / "one.txt"), "-o", str(folder)]) for _ in range(runs))[runs // 2]


def warm(runs: int = 5) -> float:
    """The median of reading one article in a process that has the model."""
    parser, model, data = SpacyParser(), load_model(shipped_model()), articles(1)[0].encode()
    read("one.txt", data, parser, model=model)
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        read("one.txt", data, parser, model=model)
        seconds.append(time.perf_counter() - start)
    return sorted(seconds)[runs // 2]


def over_a_folder(onrecord: str, folder: Path, jobs: int) -> float:
    """Words a second of `onrecord read` over a folder into a new case."""
    texts = articles(DOCUMENTS)
    clippings = folder / "clippings"
    clippings.mkdir()
    for number, text in enumerate(texts):
        (clippings / f"{number:02}.txt").write_text(text, encoding="utf-8")
    command = [onrecord, "read", str(clippings), "--case", str(folder / "speed.case"), "--jobs", str(jobs)]
    return sum(len(text.split()) for text in texts) / run(command)


def attributions_of_one_process(texts: list[str]) -> float:
    """Words a second of the trained reader over texts that were parsed before."""
    parser, model = SpacyParser(), load_model(shipped_model())
    documents = [read_document(f"{number}.txt", text.encode())[0] for number, text in enumerate(texts)]
    parsed = [(document, parser.parse(document)) for document in documents]
    trained_proposals(*parsed[0], model)
    start = time.perf_counter()
    for document, parse in parsed:
        trained_proposals(document, parse, model)
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - start)


class WithoutEncoder:
    """The graphs that read names; `seconds` is the time that the encoder took."""

    def __init__(self, graphs: NameGraphs) -> None:
        self._graphs = graphs
        self.links = graphs.links
        self.seconds = 0.0

    def names(self, batch: Batch, hints: Integers) -> tuple[Floats, Floats]:
        """See `NameGraphs`."""
        start = time.perf_counter()
        found = self._graphs.names(batch, hints)
        self.seconds += time.perf_counter() - start
        return found


def who_when_how_much_of_one_process(texts: list[str]) -> float:
    """Words a second of names, coreference, times and amounts over texts that were parsed before."""
    parser, model = SpacyParser(), load_model(shipped_model())
    if model.names is None:
        sys.exit("not measured: the model has no tagger of names")
    graphs = WithoutEncoder(model.names)
    documents = [read_document(f"{number}.txt", text.encode())[0] for number, text in enumerate(texts)]
    parsed = [(document, parser.parse(document)) for document in documents]
    read(parsed[0][0].id, texts[0].encode(), parser, model=model)  # what is loaded on the way
    start = time.perf_counter()
    for document, parse in parsed:
        names = trained_names(parse, outermost_quotations(document), graphs, model.tokenizer)
        resolve(document, parse, names)
        find_amounts(document, parse, find_times(document, parse))
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - start - graphs.seconds)


def in_processes(measure: Callable[[list[str]], float], jobs: int) -> float:
    """Words a second of a part alone, in so many processes at once."""
    texts = articles(DOCUMENTS)
    with ProcessPoolExecutor(jobs) as pool:
        return sum(pool.map(measure, [texts[first::jobs] for first in range(jobs)]))


def main() -> None:
    """Measure, print, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    jobs = options.parse_args().jobs
    onrecord = str(Path(sys.executable).with_name("onrecord"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        result = {
            "cores": os.cpu_count(),
            "jobs": jobs,
            "seconds_2000_words_cold": round(cold(onrecord, folder), 2),
            "words_a_second_folder": round(over_a_folder(onrecord, folder, jobs)),
            "peak_memory_mb_of_one_process": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
            "seconds_2000_words_warm": round(warm(), 2),
            "words_a_second_attributions": round(in_processes(attributions_of_one_process, jobs)),
            "words_a_second_who_when_how_much": round(in_processes(who_when_how_much_of_one_process, jobs)),
        }
    for key, value in result.items():
        print(f"{key:32} {value}")
    (RESULTS / "speed.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
