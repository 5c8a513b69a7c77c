"""The corpora as annotated texts: who is the source, which words are the cue, what is the content.

Every reader gives `AnnotatedText`s, offsets in code points. What a corpus does not annotate is told as
`unknown` spans, in which a word that is no cue in the corpus is no evidence of its being none.
"""

from __future__ import annotations

import csv
import glob
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

Spans = tuple[tuple[int, int], ...]
STYLES = ("gold", "polnear", "own")
"""How a corpus annotates: each has a learnt vector, and the package reads by one. The gold is measured on only."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution as annotated."""

    source: Spans
    cue: Spans
    content: Spans


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


_TAG = re.compile(r"</?[A-Za-z_]+(?::[A-Za-z_]+)*>")
_MARK = re.compile(r"<(/?)([sct])(\d+)>")


def read_own(folder: Path) -> Iterator[AnnotatedText]:
    """Texts of our own, `=== name | kind` before each, with `<s1>`, `<c1>`, `<t1>` around source, cue and content.

    Raises:
        ValueError: a mark is never closed, or an attribution has no content; names the text.
    """
    for path in sorted(folder.glob("*.txt")):
        parts = re.split(r"^=== (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for number, article in enumerate(parts[2::2]):
            text, relations = unmarked(article.strip("\n"), f"{path.name}: {parts[2 * number + 1]}")
            yield AnnotatedText(f"{path.stem}-{number}", "own", text, relations)


def unmarked(article: str, name: str) -> tuple[str, tuple[Relation, ...]]:
    """The plain text of a marked one, and its attributions in the order of their numbers."""
    text, at = "", 0
    opened: dict[tuple[str, int], int] = {}
    spans: dict[tuple[str, int], Spans] = {}
    for mark in _MARK.finditer(article):
        text += article[at : mark.start()]
        at = mark.end()
        key = (mark[2], int(mark[3]))
        if not mark[1]:
            opened[key] = len(text)
        elif key in opened:
            spans[key] = (*spans.get(key, ()), (opened.pop(key), len(text)))
    text += article[at:]
    numbers = sorted({number for _, number in spans})
    if opened or any(("t", number) not in spans for number in numbers):
        raise ValueError(f"{name}: a mark is never closed, or an attribution has no content")
    return text, tuple(
        Relation(spans.get(("s", number), ()), spans.get(("c", number), ()), spans["t", number]) for number in numbers
    )


def read_labelled(labels: Path, texts: Path) -> Iterator[AnnotatedText]:
    """Free corpora labelled for this project by the guide: label files hold offsets only, the texts lie in `texts`.

    Each file is named after the corpus; a row is a text's name, then source, cue and content as `start-end`, pieces
    parted by commas.
    """
    for corpus, read_texts in LABELLED.items():
        rows: dict[str, list[Relation]] = {}
        with (labels / f"{corpus}.tsv").open(encoding="utf-8") as file:
            for row in csv.reader(file, delimiter="\t"):
                rows.setdefault(row[0], []).append(Relation(*(_offsets(cell) for cell in row[1:])))
        for name, text in read_texts(texts):
            if name in rows:
                yield AnnotatedText(name, "own", text, tuple(rows[name]))


def _offsets(cell: str) -> Spans:
    pieces = [piece.split("-") for piece in cell.split(",") if piece]
    return tuple((int(start), int(end)) for start, end in pieces)


def wikinews_texts(data: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of the Wikinews articles that are not in the gold."""
    with (data / "wikinews" / "2019.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = Path(row["file"]).stem
            if not (data / "gold" / f"{name}.txt").exists():
                yield name, row["title"].strip() + "\n\n" + re.sub(r"\s*\n\s*\n\s*", "\n\n", row["text"].strip())


def gum_texts(data: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of GUM's news and interviews."""
    for text in read_gum(data / "gum" / "train", ("news", "interview")):
        yield text.name, text.text


def factappeal_texts(data: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of FactAppeal's sentences, thirty to a text, a paragraph each."""
    for part in ("train", "val"):
        with (data / "factappeal" / f"{part}.csv").open(encoding="utf-8", newline="") as file:
            annotated = [_TAG.sub("", row["annotation"]) for row in csv.DictReader(file)]
        rows = [re.sub(r"\s+", " ", text).strip() for text in annotated]
        for first in range(0, len(rows), 30):
            yield f"factappeal-{part}-{first:04}", "\n\n".join(rows[first : first + 30])


LABELLED = {"wikinews": wikinews_texts, "gum": gum_texts, "factappeal": factappeal_texts}


def fold_names(table: Path, folds: Iterable[str]) -> list[str]:
    """The documents of these folds. Nobody trains or tunes on the fold `unseen`."""
    wanted = set(folds)
    with table.open(encoding="utf-8") as rows:
        return [row["document"] for row in csv.DictReader(rows) if row["fold"] in wanted]


@dataclass(slots=True)
class _Unit:
    """An elementary discourse unit of GUM, the unit it depends on and how."""

    relation: str
    head: int
    signals: str
    sentence: int
    tokens: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Gum:
    """A GUM document as text, with the spans of its tokens (in the order that its signals count in) and its units."""

    text: str = ""
    tokens: list[tuple[int, int]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    units: dict[int, _Unit] = field(default_factory=dict)


def read_gum(folder: Path, genres: Iterable[str]) -> Iterator[AnnotatedText]:
    """GUM's attribution relations.

    A relation's unit names source and cue; the content are the units of the same sentence under the one it attributes.
    """
    wanted = tuple(f"GUM_{genre}_" for genre in genres)
    for path in sorted(folder.glob("*.conllu")):
        if path.stem.startswith(wanted):
            gum = _gum(path.read_text(encoding="utf-8"))
            relations = tuple(_gum_relations(gum))
            yield AnnotatedText(path.stem, "own", gum.text, relations)


def _gum(conllu: str) -> _Gum:
    gum = _Gum()
    unit, sentence, place, gap = 0, 0, 0, ""
    for line in conllu.split("\n"):
        part = line.split("\t")
        if line.startswith("# newpar ") or line == "# newpar":
            gap = "\n"
        elif line.startswith("# text = "):
            place = len(gum.text) + len(gap if gum.text else "")
            gum.text += (gap if gum.text else "") + line.removeprefix("# text = ")
            gap, sentence = " ", sentence + 1
        elif len(part) == 10 and part[0].isdigit():
            opened = re.search(r"Discourse=([\w-]+):(\d+)(?:->(\d+):\d+:([^|;]*))?", part[9])
            if opened:
                unit = int(opened[2])
                gum.units[unit] = _Unit(opened[1], int(opened[3] or 0), opened[4] or "", sentence)
            found = gum.text.find(part[1], place)
            span = (found, found + len(part[1])) if 0 <= found <= place + 2 else (place, place)
            place = span[1]
            gum.units[unit].tokens.append(len(gum.tokens))
            gum.tokens.append(span)
            gum.tags.append(part[3])
    return gum


def _gum_relations(gum: _Gum) -> Iterator[Relation]:
    under: dict[int, list[int]] = {}
    for place, unit in gum.units.items():
        under.setdefault(unit.head, []).append(place)
    for place, unit in gum.units.items():
        if not unit.relation.startswith("attribution") or unit.head not in gum.units:
            continue
        source = _signalled(unit, "atsrc")
        cue = _signalled(unit, "indwd") or _signalled(unit, "indph")
        source = [token for token in source if token in unit.tokens]
        if not cue:
            cue = [token for token in unit.tokens if gum.tags[token] == "VERB" and token not in source][-1:]
        content = sorted(_together(gum, under, unit.head, place, unit.sentence))
        if cue and content and set(cue) <= set(unit.tokens):
            yield Relation(_spans(gum, source), _spans(gum, [t for t in cue if t not in source]), _spans(gum, content))


def _signalled(unit: _Unit, kind: str) -> list[int]:
    """The tokens that a signal of the relation points at."""
    for signal in unit.signals.split("+"):
        part = re.fullmatch(r"\w+-(\w+)-([\d,-]+)-\w+", signal)
        if part and part[1] == kind:
            found: list[int] = []
            for run in part[2].split(","):
                first, _, last = run.partition("-")
                found += range(int(first) - 1, int(last or first))
            return found
    return []


def _together(gum: _Gum, under: dict[int, list[int]], top: int, without: int, sentence: int) -> Iterator[int]:
    """The tokens of a unit and the units under it, within one sentence."""
    if gum.units[top].sentence == sentence:
        yield from gum.units[top].tokens
    for unit in under.get(top, ()):
        if unit != without:
            yield from _together(gum, under, unit, without, sentence)


def _spans(gum: _Gum, tokens: list[int]) -> Spans:
    """The spans of runs of tokens."""
    spans: list[tuple[int, int]] = []
    before = -2
    for token in tokens:
        start, end = gum.tokens[token]
        if token == before + 1 and spans:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        before = token
    return tuple(spans)
