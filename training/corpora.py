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
            yield AnnotatedText(path.stem, "gum", gum.text, relations)


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


_TAG = re.compile(r"</?([A-Za-z_]+)((?::[A-Za-z_]+)*)>")
_SAYING = re.compile(
    r"\b(?:according to|sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|(?:add|not|report|announc|argu|claim|stat|suggest|"
    r"show|reveal|indicat|confirm|warn|declar|alleg|insist|acknowledg|explain|point|estimat|testif|tweet|conclud|believ|"
    r"mention|stress|observ|emphasiz|describ|admit|predict|accus|contend|assert|recall|remark|clarif|reiterat|agree)"
    r"(?:e|es|s|ed|ing|y|ies|ied|ting|ted)?|wr(?:ite|ites|ote|itten|iting)|f(?:ind|inds|ound)|th(?:ink|inks|ought)|"
    r"sp(?:eak|oke)|asked|quoted|cited|citing|per|via)\b"
)


def read_factappeal(file: Path) -> Iterator[AnnotatedText]:
    """FactAppeal's sentences with one fact on one source's word; the cue is the word of saying outside both.

    Sentences whose source or cue is not plain teach nothing but are not read as without attributions.
    """
    with file.open(encoding="utf-8", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows)):
            text, spans = _untagged(row["annotation"])
            facts, sources = spans.get("Fact_Appeal", []), spans.get("Source", [])
            if not facts:
                if not sources and spans:
                    yield AnnotatedText(f"{file.stem}-{number}", "factappeal", text, (), ((0, len(text)),))
                continue
            if len(sources) != 1:
                continue
            taken = [*facts, *sources, *spans.get("Source_Attribute", [])]
            cues = [
                m.span() for m in _SAYING.finditer(text) if not any(a < m.end() and m.start() < b for a, b in taken)
            ]
            if cues:
                cue = min(cues, key=lambda span: min(abs(span[0] - sources[0][1]), abs(span[1] - sources[0][0])))
                relation = Relation(tuple(sources), (cue,), tuple(facts))
                yield AnnotatedText(f"{file.stem}-{number}", "factappeal", text, (relation,), tuple(facts))


def _untagged(annotation: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The text without tags, and the spans of each tag without blanks at their ends."""
    text, at = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    for tag in _TAG.finditer(annotation):
        text += annotation[at : tag.start()]
        at = tag.end()
        if annotation[tag.start() + 1] != "/":
            opened[tag[1]] = len(text)
        elif tag[1] in opened:
            start = opened.pop(tag[1])
            words = text[start:]
            spans.setdefault(tag[1], []).append((start + len(words) - len(words.lstrip()), len(text.rstrip())))
    return text + annotation[at:], spans
