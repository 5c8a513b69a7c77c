"""How many nested attributions are read whole: the examples of nested/, and GUM's attribution relations.

    python benchmarks/nested_quality.py [--rules] [--attribution-model DIR] [--errors N]

An example is right when each of its attributions was read (content Jaccard of at least 0.5 over words, sources that
share a word or are both absent), within the right one, and no other attribution was read in it. `chains` asks the same
of each chain of two or more by itself, from the outermost to a deepest attribution: every link right, nothing between.
GUM annotates an attribution's own clause, not a whole quotation: there the share of its relations is counted whose
cue was read with the right source (`found`), and of those nested in another, whose outer one is right too (`nested`).
Writes results/nested_quality.json.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from paths import MODEL, REPOSITORY, RESULTS, data_folder

sys.path.append(str(Path(__file__).parent / "nested"))
sys.path.append(str(REPOSITORY / "training"))

from check_examples import EXAMPLES, spans
from corpora import read_gum

from onrecord.language.encoder import Model, load_model
from onrecord.language.spacy import SpacyParser
from onrecord.pipeline import read
from onrecord.records import Record

LEAST_OVERLAP = 0.5


@dataclass(frozen=True)
class Link:
    """One attribution: the places of its source's and content's words, its cue's start, and the link it is within."""

    source: frozenset[int]
    content: frozenset[int]
    cue: int
    within: int | None

    def same(self, other: Link) -> bool:
        """Same content by overlap, and same source."""
        if not self.overlap(other) >= LEAST_OVERLAP:
            return False
        return bool(self.source & other.source) or not (self.source or other.source)

    def overlap(self, other: Link) -> float:
        """Jaccard of the contents' words."""
        return len(self.content & other.content) / max(1, len(self.content | other.content))


def words_in(text: str, pieces: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The starts of the words that lie in pieces of text."""
    starts = (match.start() + start for start, end in pieces for match in re.finditer(r"\w+", text[start:end]))
    return frozenset(starts)


def gold_links(example: dict) -> list[Link]:
    """The attributions of an example."""
    text = example["text"]
    links = []
    for gold in example["attributions"]:
        source, cue, content = spans(text, gold)
        links.append(
            Link(words_in(text, [source] if source else []), words_in(text, content), cue[0], gold.get("within"))
        )
    return links


def read_links(record: Record) -> list[Link]:
    """The attributions of a record."""
    text = record.document.text
    place = {item.id: at for at, item in enumerate(record.attributions)}
    links = []
    for item in record.attributions:
        source = [(item.source.start, item.source.end)] if item.source else []
        content = [(span.start, span.end) for span in item.content]
        cue = item.cue.start if item.cue else content[0][0]
        links.append(Link(words_in(text, source), words_in(text, content), cue, place.get(item.within or "")))
    return links


def matched(gold: Sequence[Link], found: Sequence[Link]) -> dict[int, int]:
    """Gold link -> link that was read, one to one; nearest cue first, then the greatest overlap."""
    pairs = [
        (abs(g.cue - f.cue), -g.overlap(f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g.same(f)
    ]
    match: dict[int, int] = {}
    for _, _, i, j in sorted(pairs):
        if i not in match and j not in match.values():
            match[i] = j
    return match


def right_link(at: int, gold: Sequence[Link], found: Sequence[Link], match: dict[int, int]) -> bool:
    """Was it read, and within the right one?"""
    outer = gold[at].within
    return at in match and found[match[at]].within == (match.get(outer) if outer is not None else None)


def chains(gold: Sequence[Link]) -> Iterator[list[int]]:
    """The chains of two or more, outermost first."""
    outer = {link.within for link in gold}
    for at, link in enumerate(gold):
        if at in outer or link.within is None:
            continue
        chain = [at]
        while (within := gold[chain[0]].within) is not None:
            chain.insert(0, within)
        yield chain


def measure_examples(parser: SpacyParser, model: Model | None, errors: int) -> dict[str, float]:
    """Share of examples and of chains that are right."""
    examples = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    whole = right = total = 0
    by_depth: dict[int, list[bool]] = {}
    for example in examples:
        gold = gold_links(example)
        record = read(f"{example['id']}.txt", example["text"].encode(), parser, model=model)
        if record.document.text != example["text"]:
            raise SystemExit(f"{example['id']}: the text was not kept to the letter")
        found = read_links(record)
        match = matched(gold, found)
        good = len(found) == len(gold) and all(right_link(at, gold, found, match) for at in range(len(gold)))
        whole += good
        for chain in chains(gold):
            ok = all(right_link(at, gold, found, match) for at in chain)
            by_depth.setdefault(len(chain), []).append(ok)
            right, total = right + ok, total + 1
        if not good and errors > 0:
            errors -= 1
            print_error(example, record)
    shares = {f"chains_of_{depth}": sum(rows) / len(rows) for depth, rows in sorted(by_depth.items())}
    return {"examples": whole / len(examples), "chains": right / max(1, total), **shares}


def print_error(example: dict, record: Record) -> None:
    """An example and what was read in it."""
    print(f"\n{example['id']}: {example['text']}")
    for gold in example["attributions"]:
        print(f"   gold {gold['source']} | {gold['cue']} | {gold['content']} | within {gold.get('within')}")
    text = record.document.text
    for item in record.attributions:
        source = text[item.source.start : item.source.end] if item.source else None
        cue = text[item.cue.start : item.cue.end] if item.cue else None
        print(f"   read {source} | {cue} | {[text[s.start : s.end] for s in item.content]} | within {item.within}")


def measure_gum(parser: SpacyParser, model: Model | None) -> dict[str, float]:
    """Share of GUM's relations of its development part that were found, and of its nested ones."""
    counts = {"relations": 0, "found": 0, "nested_relations": 0, "nested": 0}
    for annotated in read_gum(
        data_folder() / "gum" / "dev", ("news", "interview", "bio", "voyage", "court", "academic")
    ):
        text = annotated.text
        record = read(f"{annotated.name}.txt", text.encode(), parser, model=model)
        found = read_links(record) if record.document.text == text else []
        gold = [
            Link(words_in(text, relation.source), words_in(text, relation.content), relation.cue[0][0], None)
            for relation in annotated.relations
            if relation.cue
        ]
        for link in gold:
            read_here = [other for other in found if agrees(link, other)]
            outer = [other for other in gold if other is not link and link.cue in other.content]
            counts["relations"] += 1
            counts["found"] += bool(read_here)
            if outer:
                around = [found[other.within] for other in read_here if other.within is not None]
                counts["nested_relations"] += 1
                counts["nested"] += any(agrees(one, other) for one in outer for other in around)
    return {
        "relations": counts["relations"],
        "found": counts["found"] / max(1, counts["relations"]),
        "nested_relations": counts["nested_relations"],
        "nested": counts["nested"] / max(1, counts["nested_relations"]),
    }


def agrees(gold: Link, found: Link) -> bool:
    """The contents share words, and the sources do, or are both absent."""
    sources = bool(gold.source & found.source) or not (gold.source or found.source)
    return sources and bool(gold.content & found.content)


def main() -> None:
    """Measure, print, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rules", action="store_true", help="read attributions by rules, without a model")
    options.add_argument("--attribution-model", type=Path, default=MODEL)
    options.add_argument("--errors", type=int, default=0, help="print up to N examples that are wrong")
    args = options.parse_args()
    model = None if args.rules else load_model(args.attribution_model)
    parser = SpacyParser()
    result = {"examples": measure_examples(parser, model, args.errors), "gum_dev": measure_gum(parser, model)}
    print(json.dumps(result, indent=1))
    name = "nested_quality_rules.json" if args.rules else "nested_quality.json"
    (RESULTS / name).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
