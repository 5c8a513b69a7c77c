"""The corpora as annotated texts: who is the source, which words are the cue, what is the content.

Every reader gives `AnnotatedText`s, offsets in code points. What a corpus does not annotate is told as
`unknown` spans, in which a word that is no cue in the corpus is no evidence of its being none.
"""

from __future__ import annotations

import csv
import glob
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

Spans = tuple[tuple[int, int], ...]
STYLES = ("gold", "polnear", "gum", "factappeal")
"""How a corpus annotates; the model learns each and reads in the first."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution as annotated. `anchor` is where it has no cue: the word that stands for one."""

    source: Spans
    cue: Spans
    content: Spans
    whole: bool = True
    """False where only the cue is known, not what belongs to it."""


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with its attributions."""

    name: str
    style: str
    text: str
    relations: tuple[Relation, ...]
    unknown: Spans = ()


def read_polnear(folder: Path) -> Iterator[AnnotatedText]:
    """PolNeAR in brat standoff; of several annotators the first. It annotates outermost attributions only."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        files = sorted((folder / "attributions").glob(glob.escape(path.stem) + "_*.ann"))
        if not files:
            continue
        relations = tuple(_brat_relations(files[0].read_text(encoding="utf-8")))
        inside = tuple(span for relation in relations for span in relation.content)
        yield AnnotatedText(path.stem, "polnear", text, relations, inside)


def _brat_relations(standoff: str) -> Iterator[Relation]:
    bounds: dict[str, Spans] = {}
    events = []
    for line in standoff.split("\n"):
        part = line.split("\t")
        if len(part) >= 2 and re.fullmatch(r"T\d+", part[0]):
            spans = part[1].split(" ", 1)[1]
            bounds[part[0]] = tuple((int(a), int(b)) for a, b in (span.split() for span in spans.split(";")))
        elif len(part) >= 2 and re.fullmatch(r"E\d+", part[0]):
            events.append(part[1].split())
    for event in events:
        roles: dict[str, Spans] = {"source": (), "cue": (), "content": ()}
        for argument in event:
            role, ref = argument.split(":")
            role = re.sub(r"\d+$", "", role).lower()
            if role in roles:
                roles[role] += bounds.get(ref, ())
        if roles["content"]:
            yield Relation(roles["source"], roles["cue"], roles["content"])


def read_gold(folder: Path, names: Iterable[str]) -> Iterator[AnnotatedText]:
    """Our own gold: nested attributions too, but none of headlines."""
    for name in sorted(names):
        text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
        raw = yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        relations = tuple(_gold_relation(text, entry) for entry in raw.get("attributions") or [])
        yield AnnotatedText(name, "gold", text, relations, ((0, max(0, text.find("\n"))),))


def _gold_relation(text: str, entry: dict[str, object]) -> Relation:
    cue: Spans = ()
    at = 0
    if "near" in entry:
        anchor = -1
        for _ in range(int(str(entry.get("n", 1)))):
            anchor = text.index(str(entry["near"]), anchor + 1)
        words = str(entry.get("cue") or "")
        at = anchor + str(entry["near"]).index(words)
        cue = ((at, at + len(words)),) if words else ()
    elif entry.get("cue"):
        start, end = entry["cue"]  # type: ignore[misc]
        cue, at = ((start, end),), start
    source = entry.get("source_text")
    contents: Iterable[object] = entry.get("content") or ()  # type: ignore[assignment]
    return Relation(
        (_nearest(text, source, at),) if source else (), cue, tuple(_nearest(text, piece, at) for piece in contents)
    )


def _nearest(text: str, words: object, at: int) -> tuple[int, int]:
    if isinstance(words, list):
        return words[0], words[1]
    phrase = str(words)
    found = [match.start() for match in re.finditer(re.escape(phrase), text)]
    start = min(found, key=lambda start: min(abs(start - at), abs(start + len(phrase) - at)))
    return start, start + len(phrase)


def fold_names(table: Path, folds: Iterable[str]) -> list[str]:
    """The documents of these folds. Nobody trains or tunes on the fold `unseen`."""
    wanted = set(folds)
    with table.open(encoding="utf-8") as rows:
        return [row["document"] for row in csv.DictReader(rows) if row["fold"] in wanted]
