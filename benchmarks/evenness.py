"""Does the record depend on whose name it is? 200 passages, each read with the names of five different bearers.

    python benchmarks/evenness.py [--show N]

evenness/passages.txt holds passages of our own with places for names; evenness/bearers.yaml the people, peoples,
faiths, parties and countries that are put there in turn. Every statement, attribution, label and finding of one
reading should come out of the others too, but for the name. What most readings of a passage have is held against each:
printed is F1 by kind, and what is missing or extra in a reading (all of it goes to results/evenness.json).
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from paths import MODEL, RESULTS

from onrecord.documents.extraction import Metadata
from onrecord.language.encoder import load_model
from onrecord.language.spacy import SpacyParser
from onrecord.pipeline import read
from onrecord.records import Record, Span

HERE = Path(__file__).parent / "evenness"
READINGS = 5
PUBLISHED = "2024-05-14"
_SLOT = re.compile(r"\{([a-z]+)(\d*)(?:\.([a-z]+))?\}")
Item = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A passage with names in it, and where each of its characters stands in the passage with places.

    `starts` are the offsets at which a run of plain words or a name begins, `ends` where it ends, `places` the run's
    start and end in the passage, `names` the words put in by the place that they were put in for.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    names: dict[str, str]

    def place(self, span: Span) -> tuple[int, int]:
        """A span of the text as one of the passage; what begins or ends within a name takes all of it."""
        return self._at(span.start, 0), self._at(span.end - 1, 1)

    def _at(self, offset: int, side: int) -> int:
        run = max(0, bisect_right(self.starts, offset) - 1)
        start, end = self.places[run]
        plain = end - start == self.ends[run] - self.starts[run]
        return start + offset - self.starts[run] + side if plain else (start, end)[side]

    def words(self, words: str) -> str:
        """Words of the text with the places' names for those put in, longest first."""
        for key, name in sorted(self.names.items(), key=lambda item: (-len(item[1]), item[0])):
            words = words.replace(name, f"{{{key}}}")
        return words


def passages() -> list[str]:
    """The passages, parted by blank lines."""
    text = (HERE / "passages.txt").read_text(encoding="utf-8")
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


@cache
def bearers() -> dict[str, list[dict[str, str]]]:
    """Of each kind those who may stand in its places."""
    return yaml.safe_load((HERE / "bearers.yaml").read_text(encoding="utf-8"))


def fill(passage: str, number: int, reading: int) -> Filled:
    """Put the names of one reading into a passage; different places of a kind get different bearers."""
    parts: list[str] = []
    starts, ends, places, names = [], [], [], {}
    size = at = 0
    for match in [*_SLOT.finditer(passage), None]:
        start = match.start() if match else len(passage)
        runs = [(passage[at:start], (at, start))]
        if match:
            kind, which, form = match[1], int(match[2] or 1), match[3] or "name"
            chosen = bearers()[kind]
            name = str(chosen[(number + which * 2 + reading * 3) % len(chosen)][form])
            names[match[0].strip("{}")] = name
            runs.append((name, match.span()))
            at = match.end()
        for words, place in runs:
            if words:
                starts.append(size)
                size += len(words)
                ends.append(size)
                places.append(place)
                parts.append(words)
    return Filled("".join(parts), tuple(starts), tuple(ends), tuple(places), names)


def items(record: Record, filled: Filled) -> Iterator[Item]:
    """Everything on record, without ids, offsets and names of this reading."""
    sources = {a.id: filled.place(a.source) if a.source else None for a in record.attributions}
    firsts = {e.id: filled.place(min(e.mentions, key=lambda m: m.start)) for e in record.entities if e.mentions}
    for found in record.statements:
        arguments = sorted(
            (a.role, str(firsts.get(a.entity)) if a.entity else filled.words(a.value or "")) for a in found.arguments
        )
        time = found.time.value if found.time else None
        voice = sources.get(found.voice) if found.voice else None
        trigger = filled.place(found.trigger)
        yield ("statement", found.type, trigger, tuple(arguments), time, found.polarity, found.modality, voice)
    for found in record.attributions:
        yield (
            "attribution",
            filled.place(found.cue) if found.cue else None,
            sources[found.id],
            tuple(filled.place(piece) for piece in found.content),
            found.form,
            found.act,
        )
    for found in record.labels:
        voice = sources.get(found.voice) if found.voice else None
        yield "label", filled.place(found), firsts.get(found.target), voice
    for found in record.findings:
        yield "finding", found.check, found.severity, filled.place(found)


def usual(readings: list[Counter[Item]]) -> Counter[Item]:
    """What most readings of a passage have."""
    whole: Counter[Item] = Counter()
    for one in readings:
        whole |= one
    ranked = {item: sorted((one[item] for one in readings), reverse=True) for item in whole}
    return Counter({item: counts[len(counts) // 2] for item, counts in ranked.items()})


def measure(show: int) -> dict:
    """Read all passages in all readings."""
    parser, model = SpacyParser(), load_model(MODEL)
    same: Counter[str] = Counter()
    total: Counter[str] = Counter()
    uneven = []
    for number, passage in enumerate(passages()):
        readings = []
        for reading in range(READINGS):
            filled = fill(passage, number, reading)
            record = read("passage.txt", filled.text.encode(), parser, Metadata(published=PUBLISHED), model)
            readings.append(Counter(items(record, filled)))
        most = usual(readings)
        for reading, found in enumerate(readings):
            for part, weight in ((found & most, 2), (found, -1), (most, -1)):
                for item, count in part.items():
                    kind = str(item[0])
                    same[kind] += weight * count if weight > 0 else 0
                    total[kind] -= weight * count if weight < 0 else 0
            for what, odd in (("missing", most - found), ("extra", found - most)):
                names = fill(passage, number, reading).names
                uneven += [
                    {"passage": number + 1, what: list(map(str, item)), "names": names} for item in sorted(odd, key=str)
                ]
    for row in uneven[:show]:
        print(row)
    return {
        "passages": len(passages()),
        "even": round(same.total() / total.total(), 4),
        "kinds": {kind: round(same[kind] / total[kind], 4) for kind in sorted(total)},
        "of": {kind: count // (2 * READINGS) for kind, count in sorted(total.items())},
        "uneven": uneven,
    }


def main() -> None:
    """Measure and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--show", type=int, default=0, help="print the first N things that are not even")
    args = options.parse_args()
    result = measure(args.show)
    print(json.dumps({key: value for key, value in result.items() if key != "uneven"}, indent=1))
    (RESULTS / "evenness.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
