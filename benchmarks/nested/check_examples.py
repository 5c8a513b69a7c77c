"""Check examples.yaml: identifiers, verbatim strings, nesting; print how many passages there are by depth.

Run: python benchmarks/nested/check_examples.py
The exit status is 1 when anything is wrong. `locate` turns a gold string and its occurrence number into offsets.
"""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

EXAMPLES = Path(__file__).with_name("examples.yaml")
KEYS = {"source", "cue", "content", "source_n", "cue_n", "content_n", "within"}

Span = tuple[int, int]


def occurrences(text: str, string: str) -> list[Span]:
    """Return every place of the string in the text that does not begin or end inside a word."""
    before = r"(?<!\w)" if re.match(r"\w", string) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", string) else ""
    pattern = f"(?={before}{re.escape(string)}{after})"
    return [(found.start(), found.start() + len(string)) for found in re.finditer(pattern, text)]


def locate(text: str, string: str, number: int | None) -> Span:
    """Return the offsets of the string's numbered occurrence (1-based; None where it must stand only once)."""
    places = occurrences(text, string)
    if string != string.strip():
        raise ValueError(f"white space at the edge of {string!r}")
    if not places:
        raise ValueError(f"not in the text: {string!r}")
    if number is None:
        if len(places) > 1:
            raise ValueError(f"stands {len(places)} times and has no number: {string!r}")
        return places[0]
    if len(places) == 1 or not 1 <= number <= len(places):
        raise ValueError(f"wrong number {number}: {string!r} stands {len(places)} times")
    return places[number - 1]


def spans(text: str, gold: dict[str, Any]) -> tuple[Span | None, Span, list[Span]]:
    """Return the offsets of an attribution's source, cue and content pieces."""
    if unknown := gold.keys() - KEYS:
        raise ValueError(f"unknown keys: {sorted(unknown)}")
    source = None if gold["source"] is None else locate(text, gold["source"], gold.get("source_n"))
    cue = locate(text, gold["cue"], gold.get("cue_n"))
    numbers: list[int | None] = gold.get("content_n") or [None] * len(gold["content"])
    places = [occurrences(text, piece) for piece in gold["content"]]
    wanted = [number if len(found) > 1 else None for number, found in zip(numbers, places, strict=True)]
    content = [locate(text, piece, number) for piece, number in zip(gold["content"], wanted, strict=True)]
    if not content or content != sorted(content):
        raise ValueError(f"no content, or its pieces out of order: {gold['content']}")
    return source, cue, content


def covers(outer: list[Span], inner: Span) -> bool:
    """Say whether one of the outer pieces holds the inner span."""
    return any(start <= inner[0] and inner[1] <= end for start, end in outer)


def depths(text: str, attributions: list[dict[str, Any]]) -> list[int]:
    """Check one passage's attributions and return how deep each stands (1: not nested)."""
    found = [spans(text, gold) for gold in attributions]
    levels: list[int] = []
    for index, (gold, (source, cue, content)) in enumerate(zip(attributions, found, strict=True)):
        if covers(content, cue):
            raise ValueError(f"the cue {gold['cue']!r} stands in its own content")
        holders = [other for other in range(len(found)) if other != index and covers(found[other][2], cue)]
        within = gold.get("within")
        if within is None:
            if holders:
                raise ValueError(f"{gold['cue']!r} stands in the content of {holders} and has no within")
            levels.append(1)
            continue
        if not 0 <= within < index:
            raise ValueError(f"within {within} is not an earlier attribution")
        outer = found[within][2]
        if not all(covers(outer, span) for span in [cue, *content]):
            raise ValueError(f"{gold['cue']!r} or its content stands outside the content of {within}")
        if source and not covers(outer, source) and source[0] > outer[0][0]:
            raise ValueError(f"the source {gold['source']!r} neither stands in nor precedes the content of {within}")
        innermost = max(holders, key=lambda other: levels[other] if other < index else 0)
        if levels[within] != levels[innermost]:
            raise ValueError(f"{gold['cue']!r} stands in {innermost}, deeper than {within}")
        levels.append(levels[within] + 1)
    return levels


def main() -> int:
    """Check the file, print the counts and what is wrong."""
    examples: list[dict[str, Any]] = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    ids = Counter(example["id"] for example in examples)
    wrong = [f"{name}: not unique" for name, times in ids.items() if times > 1]
    passages: Counter[int] = Counter()
    links: Counter[int] = Counter()
    for example in examples:
        try:
            levels = depths(example["text"], example["attributions"])
        except (KeyError, ValueError) as error:
            wrong.append(f"{example['id']}: {error}")
            continue
        passages[max(levels)] += 1
        links.update(levels)
    print(f"{len(examples)} passages, {links.total()} attributions")
    for depth in sorted(passages):
        print(f"deepest chain {depth}: {passages[depth]} passages; attributions at that depth: {links[depth]}")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
