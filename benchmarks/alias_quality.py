"""How rightly names are joined: our own alias and rename cases, and the alias links of re3d.

    python benchmarks/alias_quality.py [--errors N]

**Cases** (aliases/cases.yaml, written before tuning by somebody who had not seen the code). A pair of names of one
`same` group is right when one entity of the record bears both; an `apart` pair when both are found and no entity
bears both. `pairs` is the share of all pairs that are right; `same` and `apart` have each kind by itself. `names` is
the share of the names a case expects that are found at all, `kinds` of those found with a right kind, `held` of the
times a name was held that are right.

**re3d**: a pair is a link `IsSynonymOf` between two differing spans that are no measures or coordinates (confidence of
0.5 at least, either way round), aliases and appositions alike; it is right when one entity of the record has a mention
at both: words that overlap by half or more. Every tenth document in sorted order is unseen by those who tune.

Writes results/aliases.json.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import yaml
from paths import MODEL, RESULTS, data_folder

from onrecord.language.encoder import Model, load_model
from onrecord.language.spacy import SpacyParser
from onrecord.pipeline import read
from onrecord.records import Entity, Record

CASES = Path(__file__).parent / "aliases" / "cases.yaml"
FILE = RESULTS / "aliases.json"
UNSEEN = 10
"""Every so many-th document is unseen."""
LEAST_CONFIDENCE = 0.5
LEAST_OVERLAP = 0.5
Counts = dict[str, list[bool]]


@dataclass
class Tally:
    """What was right, by figure and by pattern, and what was wrong, in words."""

    figures: Counts = field(default_factory=lambda: defaultdict(list))
    patterns: Counts = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)


def folded(name: str) -> str:
    """A name without case, line breaks, leading article and possessive."""
    plain = " ".join(name.replace("’", "'").split()).casefold()
    plain = re.sub(r"^(?:the|an?) ", "", plain)
    return re.sub(r"(?:'s|')$", "", plain)


def bearers(record: Record) -> dict[str, set[str]]:
    """The entities that bear each name: the names of the record, and the words of the mentions by name."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in record.entities:
        for name in entity.names:
            found[folded(name.text)].add(entity.id)
        for mention in entity.mentions:
            if mention.kind == "name":
                found[folded(record.document.text[mention.start : mention.end])].add(entity.id)
    return found


def judge_case(case: dict, record: Record, tally: Tally) -> None:
    """Count the pairs and names of one case."""
    found = bearers(record)
    wrong = []
    for group in case.get("same", ()):
        for one, other in combinations(group, 2):
            right = bool(found[folded(one)] & found[folded(other)])
            tally.figures["same"].append(right)
            wrong += [] if right else [f"{one} = {other}"]
    for one, other in case.get("apart", ()):
        first, second = found[folded(one)], found[folded(other)]
        right = bool(first and second and not first & second)
        tally.figures["apart"].append(right)
        wrong += [] if right else [f"{one} / {other}" + ("" if first and second else " (not found)")]
    pairs = sum(len(group) * (len(group) - 1) // 2 for group in case.get("same", ())) + len(case.get("apart", ()))
    tally.patterns[case["pattern"]] += [False] * len(wrong) + [True] * (pairs - len(wrong))
    if wrong:
        tally.wrong.append(f"[{case['pattern']}] {case['text'].strip()}\n  wrong: {'; '.join(wrong)}\n{shown(record)}")
    judge_names(case.get("names", ()), record, tally)


def judge_names(expected: Sequence[dict], record: Record, tally: Tally) -> None:
    """Count the expected names that are found, and of those the right kinds and times."""
    for wanted in expected:
        names = [
            name for entity in record.entities for name in entity.names if folded(name.text) == folded(wanted["name"])
        ]
        tally.figures["names"].append(bool(names))
        if names and "kind" in wanted:
            tally.figures["kinds"].append(any(name.kind == wanted["kind"] for name in names))
        if "held" in wanted:
            tally.figures["held"].append(any(name.time == str(wanted["held"]) for name in names))


def shown(record: Record) -> str:
    """The named entities of a record, a line each."""
    return "\n".join(
        f"  read: {entity.type} {[(name.text, name.kind, name.time) for name in entity.names]}"
        for entity in record.entities
        if entity.named
    )


def measure_cases(parser: SpacyParser, model: Model, tally: Tally) -> dict:
    """The figures of our own cases."""
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    for number, case in enumerate(cases):
        judge_case(case, read(f"{number}.txt", case["text"].encode(), parser, model=model), tally)
    figures = {key: share(rights) for key, rights in tally.figures.items()}
    both = [*tally.figures["same"], *tally.figures["apart"]]
    patterns = {name: share(rights) for name, rights in sorted(tally.patterns.items())}
    return {"cases": len(cases), "all_pairs": len(both), "pairs": share(both)} | figures | {"patterns": patterns}


def share(rights: Sequence[bool]) -> float:
    """The share that is right."""
    return round(sum(rights) / max(1, len(rights)), 4)


@dataclass(frozen=True)
class Links:
    """A document of re3d and the pairs of spans that are linked in it."""

    name: str
    text: str
    pairs: frozenset[tuple[tuple[int, int], tuple[int, int]]]


def linked_documents(folder: Path) -> Iterator[Links]:
    """The documents of re3d that have links, in sorted order."""
    texts: dict[str, str] = {}
    pairs: dict[str, set] = defaultdict(set)
    for part in sorted(folder.iterdir()):
        if not part.is_dir():
            continue
        for row in rows(part / "documents.json"):
            texts[row["_id"]] = row["text"]
        things = {
            (row["documentId"], row["begin"], row["end"])
            for row in rows(part / "entities.json")
            if row["type"] not in ("Quantity", "Coordinate", "Frequency", "Money", "Temporal")
        }
        for row in rows(part / "relations.json"):
            if row["type"] != "IsSynonymOf" or row["confidence"] < LEAST_CONFIDENCE:
                continue
            if (row["documentId"], row["sourceBegin"], row["sourceEnd"]) not in things:
                continue
            ends = sorted(((row["sourceBegin"], row["sourceEnd"]), (row["targetBegin"], row["targetEnd"])))
            if folded(row["source"]) != folded(row["target"]):
                pairs[row["documentId"]].add(tuple(ends))
    for name in sorted(pairs):
        yield Links(name, texts[name], frozenset(pairs[name]))


def rows(file: Path) -> Iterator[dict]:
    """One JSON object a line."""
    with file.open(encoding="utf-8-sig") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def measure_links(parser: SpacyParser, model: Model, documents: Sequence[Links], wrong: list[str]) -> dict:
    """The share of the links that the records have."""
    rights = []
    for links in documents:
        record = read(f"{links.name}.txt", links.text.encode(), parser, model=model)
        if record.document.text != links.text:
            rights += [False] * len(links.pairs)
            wrong.append(
                f"[re3d] {links.name}: the text was not kept to the letter; {len(links.pairs)} pairs count as wrong"
            )
            continue
        for one, other in sorted(links.pairs):
            right = any(has(entity, record, one) and has(entity, record, other) for entity in record.entities)
            rights.append(right)
            if not right:
                around = " ".join(links.text[max(0, one[0] - 60) : other[1] + 60].split())
                here = f"{links.text[one[0] : one[1]]} = {links.text[other[0] : other[1]]}"
                wrong.append(f"[re3d] {here}\n  … {around} …")
    return {"documents": len(documents), "pairs": len(rights), "right": share(rights)}


def has(entity: Entity, record: Record, span: tuple[int, int]) -> bool:
    """Has the entity a mention whose words overlap those of the span by half or more?"""
    wanted = words_in(record.document.text, *span)
    return any(
        len(wanted & found) >= LEAST_OVERLAP * len(wanted | found)
        for mention in entity.mentions
        if (found := words_in(record.document.text, mention.start, mention.end))
    )


def words_in(text: str, start: int, end: int) -> frozenset[int]:
    """The starts of the words of a run of text, without a leading article."""
    found = [match.start() + start for match in re.finditer(r"\w+", text[start:end])]
    article = re.match(r"(?i:the|an?)\b", text[start:end])
    return frozenset(found[1:] if article and len(found) > 1 else found)


def main() -> None:
    """Measure, compare, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--errors", type=int, default=0, help="print up to N of each set that are wrong")
    arguments = options.parse_args()
    folder = data_folder() / "re3d"
    if not folder.is_dir():
        sys.exit(f"not measured: no re3d in {data_folder()}")
    parser, model = SpacyParser(), load_model(MODEL)
    tally, wrong = Tally(), []
    result = {"cases": measure_cases(parser, model, tally)}
    documents = list(linked_documents(folder))
    tuned = [links for index, links in enumerate(documents) if index % UNSEEN]
    result["re3d"] = {
        "tuned": measure_links(parser, model, tuned, wrong),
        "unseen": measure_links(parser, model, documents[::UNSEEN], []),
    }
    for line in (*tally.wrong[: arguments.errors], *wrong[: arguments.errors]):
        print(line, end="\n\n")
    print(json.dumps(result, indent=1))
    FILE.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
