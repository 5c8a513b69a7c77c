"""Turn texts that were marked by the guide into labels by offset: `python training/label.py MARKED_FILE...`.

A marked file holds `=== NAME` lines and, under each, the text of that name in a free corpus with marks in it (see
`corpora.read_own`). What is kept in the repository are the offsets: the texts belong to others.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path

from corpora import LABELLED, Spans, unmarked


def _cell(spans: Spans) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)


def main() -> None:
    """Write `labels/CORPUS.tsv` for every corpus that a marked text is from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marked", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    args = parser.parse_args()
    marked: dict[str, str] = {}
    for file in args.marked:
        parts = re.split(r"^=== (.+)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        marked |= {name.strip(): article.strip("\n") for name, article in zip(parts[1::2], parts[2::2], strict=True)}
    for corpus, read_texts in LABELLED.items():
        rows = []
        for name, text in read_texts(args.data):
            if name not in marked:
                continue
            plain, relations = unmarked(marked[name], name)
            shift = len(text) - len(text.lstrip("\n"))
            if plain != text.strip("\n"):
                print(f"{name}: the marked text is not that of the corpus; left out", file=sys.stderr)
                continue
            for relation in relations:
                parts_of = (relation.source, relation.cue, relation.content)
                rows.append([name, *(_cell(tuple((a + shift, b + shift) for a, b in spans)) for spans in parts_of)])
        path = Path(__file__).parent / "labels" / f"{corpus}.tsv"
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
        print(path.name, len(rows), "attributions")


if __name__ == "__main__":
    main()
