"""How right coreference is: GUM's development part, by the CoNLL measures.

    .venv/bin/pip install -e '.[benchmarks]'
    python benchmarks/coreference_quality.py [--errors N]

Clusters of people, organizations, places and events with two mentions or more count, in GUM and in the record (whose
groups are people: GUM has no such type). GUM's `minspan` says which words of a mention carry it; a mention of the
record is the same as one of GUM's when it lies within it and holds those words, exact ones first, each once. `conll`
is the mean of the F1 of MUC, B³ and CEAFe over all documents of a part, by the scorer `scorch`; `mentions_f1` tells
how many mentions are the same. Every second document in sorted order, one of each genre, is unseen by those who tune.
Writes results/coreference.json.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from paths import MODEL, RESULTS, data_folder

from onrecord.language.encoder import Model, load_model
from onrecord.language.spacy import SpacyParser
from onrecord.pipeline import read
from onrecord.records import Record

FILE = RESULTS / "coreference.json"
TYPES = {"person", "organization", "place", "event"}
OURS = {"Person": "person", "Group": "person", "Organization": "organization", "Place": "place", "Event": "event"}
_BRACKET = re.compile(r"\([^()]+\)?|[^()]+\)")


@dataclass(slots=True)
class Mention:
    """One mention: its half-open run of characters, the places of the words that carry it, and its cluster."""

    start: int
    end: int
    heads: frozenset[int]
    cluster: str


@dataclass(slots=True)
class Annotated:
    """A document of GUM: its text, the spans of its tokens, and its mentions of the four types."""

    name: str
    text: str = ""
    tokens: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def read_document(path: Path, types: Container[str] = TYPES) -> Annotated:
    """The text as GUM prints it, a blank line between paragraphs, with its mentions of these types."""
    document = Annotated(path.stem)
    opened: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    gap = last_together = after = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        part = line.split("\t")
        if line.startswith("# newpar"):
            gap = "\n\n" if document.text else ""
        if len(part) == 10 and "-" in part[0]:  # "city's": its words are written together
            last_together, after = part[0].split("-")[1], part[9]
        if len(part) != 10 or not part[0].isdigit():
            continue
        document.text += gap
        document.tokens.append((len(document.text), len(document.text) + len(part[1])))
        document.text += part[1]
        spacing = after if part[0] == last_together else part[9]
        within = bool(last_together) and part[0] != last_together
        gap = "" if within or "SpaceAfter=No" in spacing else " "
        last_together = "" if part[0] == last_together else last_together
        brackets = re.search(r"Entity=([^|]+)", part[9])
        for bracket in _BRACKET.findall(brackets[1] if brackets else ""):
            _bracket(document, opened, bracket, types)
    return document


def _bracket(
    document: Annotated, opened: dict[str, list[tuple[int, list[str]]]], bracket: str, types: Container[str]
) -> None:
    """Open a mention, close one, or both."""
    here = len(document.tokens) - 1
    if bracket.startswith("("):
        fields = bracket.strip("()").split("-")
        opened[fields[0]].append((here, fields))
    if not bracket.endswith(")"):
        return
    first, fields = opened[bracket.strip("()").split("-")[0]].pop()
    if fields[1] in types:
        heads = frozenset(document.tokens[first + int(word) - 1][0] for word in fields[5].split(","))
        document.mentions.append(Mention(document.tokens[first][0], document.tokens[here][1], heads, fields[0]))


def record_mentions(record: Record) -> list[Mention]:
    """The mentions of the record's entities of the four types."""
    return [
        Mention(mention.start, mention.end, frozenset(), entity.id)
        for entity in record.entities
        if entity.type in OURS
        for mention in entity.mentions
    ]


def repeated(mentions: Sequence[Mention]) -> list[Mention]:
    """Those whose cluster has two or more."""
    counts: dict[str, int] = defaultdict(int)
    for mention in mentions:
        counts[mention.cluster] += 1
    return [mention for mention in mentions if counts[mention.cluster] > 1]


def same_mentions(gold: Sequence[Mention], found: Sequence[Mention]) -> dict[int, int]:
    """Mention of the record -> the same one of GUM, one to one: exact ones first, then the longest within."""
    pairs = sorted(
        (g.start != f.start or g.end != f.end, (g.end - g.start) - (f.end - f.start), j, i)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.start <= f.start and f.end <= g.end and all(f.start <= head < f.end for head in g.heads)
    )
    same: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, j, i in pairs:
        if j not in same and i not in taken:
            same[j] = i
            taken.add(i)
    return same


@dataclass(slots=True)
class Part:
    """The clusters of a part of the corpus, as sets of mentions, and how many mentions are the same."""

    key: list[set[str]] = field(default_factory=list)
    response: list[set[str]] = field(default_factory=list)
    same: int = 0

    def add(self, document: Annotated, record: Record) -> Iterator[str]:
        """Add a document; yields what is wrong in it, in words."""
        gold, found = repeated(document.mentions), repeated(record_mentions(record))
        same = same_mentions(gold, found)
        self.same += len(same)
        names = [f"{document.name} {same.get(j, f'extra {j}')}" for j in range(len(found))]
        key, response = defaultdict(set), defaultdict(set)
        for i, mention in enumerate(gold):
            key[mention.cluster].add(f"{document.name} {i}")
        for j, mention in enumerate(found):
            response[mention.cluster].add(names[j])
        self.key += key.values()
        self.response += response.values()
        words = {f"{document.name} {i}": document.text[m.start : m.end] for i, m in enumerate(gold)}
        words |= {names[j]: document.text[m.start : m.end] for j, m in enumerate(found) if j not in same}
        for cluster in response.values():
            parts = [sorted(words[name][:40] for name in cluster & other) for other in key.values() if cluster & other]
            extra = sorted(words[name][:40] for name in cluster if "extra" in name)
            if len(parts) > 1:
                yield f"{document.name}: one for {len(parts)}: {' / '.join(map(str, parts))}"
            elif not parts:
                yield f"{document.name}: none of GUM's: {extra}"
        for cluster in key.values():
            parts = [cluster & other for other in response.values() if cluster & other]
            missed = sorted(words[name][:40] for name in cluster.difference(*parts))
            if len(parts) != 1 or missed:
                shown = [sorted(words[name][:40] for name in part) for part in parts]
                yield f"{document.name}: one as {len(parts)}: {' / '.join(map(str, shown))}; missed {missed}"

    def figures(self) -> dict[str, float]:
        """All figures of the part."""
        from scorch import scores  # noqa: PLC0415 - only this benchmark needs it; see main

        found = {
            "muc": scores.muc(self.key, self.response),
            "b_cubed": scores.b_cubed(self.key, self.response),
            "ceaf_e": scores.ceaf_e(self.key, self.response),
        }
        counts = [sum(map(len, clusters)) for clusters in (self.key, self.response)]
        result: dict[str, float] = {
            "clusters": len(self.key),
            "mentions": counts[0],
            "mentions_f1": 2 * self.same / sum(counts),
        }
        for name, (recall, precision, f1) in found.items():
            result |= {f"{name}_recall": recall, f"{name}_precision": precision, f"{name}_f1": f1}
        result["conll"] = sum(f1 for _, _, f1 in found.values()) / 3
        return {name: round(value, 4) for name, value in result.items()}


def measured(paths: Sequence[Path], parser: SpacyParser, model: Model, errors: int) -> dict[str, float]:
    """The figures of some documents."""
    part = Part()
    for path in paths:
        document = read_document(path)
        record = read(f"{path.stem}.txt", document.text.encode(), parser, model=model)
        if record.document.text != document.text:
            raise SystemExit(f"{path.name}: the text was not kept to the letter, so no mention can be compared")
        for wrong in part.add(document, record):
            if errors > 0:
                print(wrong)
            errors -= 1
    return part.figures()


def main() -> None:
    """Score both parts, and write the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--errors", type=int, default=0, help="print up to N wrong clusters of the tuned part")
    arguments = options.parse_args()
    paths = sorted((data_folder() / "gum" / "dev").glob("*.conllu"))
    if not paths:
        sys.exit(f"not measured: no documents in {data_folder() / 'gum' / 'dev'}")
    try:
        import scorch  # noqa: F401, PLC0415 - said in one line where it is missing
    except ImportError:
        sys.exit("not measured: the scorer is missing; .venv/bin/pip install -e '.[benchmarks]'")
    parser, model = SpacyParser(), load_model(MODEL)
    figures = {
        "tuned": measured(paths[::2], parser, model, arguments.errors),
        "unseen": measured(paths[1::2], parser, model, 0),
    }
    print(json.dumps(figures, indent=1))
    FILE.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
