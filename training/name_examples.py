"""Listed texts as numbers: what the tagger of names sees of a window and what it is to say of it."""

from __future__ import annotations

import csv
import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from examples import UNKNOWN, parse_of, quotations_of
from names import Listed, NamedText, Standing, standings
from tokenizers import Tokenizer
from train import ROOT, tokenizer_of

from onrecord.language.encoder import traits_of
from onrecord.language.spacy import SpacyParser
from onrecord.language.syntax import syntax_of
from onrecord.language.windows import windows_of, words_of
from onrecord.reading.names import find_names
from onrecord.reading.names.tagger import LIKENESSES, TYPES, Written, hints_of, likeness
from onrecord.records import Span

Run = tuple[int, int, str]
"""First word, the word after the last, type."""
_Borne = tuple[int, int, str, int]
"""The same with the index of the entity."""


@dataclass(frozen=True, slots=True)
class NameExample:
    """One window: see `examples.Example` for the arrays; `tags` int64 (N,), and the true `runs` of its words.

    `pairs` int64 (M, 4) holds the first and last word of each of two runs with different words, `likes` float32
    (M, LIKENESSES) how alike they are written, `same` (M,) whether one entity bears both, `UNKNOWN` where nobody says.
    `likely` (N, TAGS) and `linked` (M,) are a teacher's probabilities of the tags, and of each pair being one entity's.
    """

    name: str
    style: int
    pieces: np.ndarray
    heads: np.ndarray
    traits: np.ndarray
    places: np.ndarray
    hints: np.ndarray
    tags: np.ndarray
    runs: tuple[Run, ...]
    pairs: np.ndarray
    likes: np.ndarray
    same: np.ndarray
    likely: np.ndarray | None = None
    linked: np.ndarray | None = None


def name_examples(named: NamedText, tokenizer: Tokenizer, parser: SpacyParser, style: int = 0) -> Iterator[NameExample]:
    """The windows of a text with their tags; `style` is a place in `name_model.STYLES`."""
    words = words_of(named.text, quotations_of(named.text))
    parse = parse_of(named.text, parser)
    hints = hints_of(parse, find_names(parse), words)
    runs = list(_runs(named, words))
    for window in windows_of(named.text, words, tokenizer):
        own = words[window.first : window.last]
        within = [
            (first - window.first, last - window.first, kind, bearer)
            for first, last, kind, bearer in runs
            if window.first <= first and last <= window.last
        ]
        tags = np.zeros(len(own), np.int64)
        for first, last, kind, _ in within:
            tags[first] = 1 + 2 * TYPES.index(kind)
            tags[first + 1 : last] = 2 + 2 * TYPES.index(kind)
        yield NameExample(
            named.name,
            style,
            np.array(window.pieces, np.int64),
            np.array(window.heads, np.int64),
            traits_of(own, syntax_of(parse, own)),
            np.zeros((len(own), 3), np.int64),
            hints[window.first : window.last],
            tags,
            tuple((first, last, kind) for first, last, kind, _ in within),
            *_pairs(named.text, own, within),
        )


def _runs(named: NamedText, words: Sequence[Span]) -> Iterator[_Borne]:
    """The places of names as runs of words, in text order."""
    starts = {word.start: place for place, word in enumerate(words)}
    for standing in named.standings:
        first = starts.get(standing.start)
        if first is None:
            continue
        last = first
        while last < len(words) and words[last].start < standing.end:
            last += 1
        yield first, last, named.entities[standing.entity].type, standing.entity


def _pairs(text: str, words: Sequence[Span], runs: Sequence[_Borne]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The pairs of runs whose words differ; see `NameExample`."""
    names = [text[words[first].start : words[last - 1].end] for first, last, _, _ in runs]
    pairs, likes, same = [], [], []
    for j, (first, last, _, bearer) in enumerate(runs):
        for i in range(j):
            if names[i].casefold() != names[j].casefold():
                pairs.append((runs[i][0], runs[i][1] - 1, first, last - 1))
                likes.append(likeness(Written(names[i], "name"), Written(names[j], "name"), first - runs[i][1]))
                same.append(runs[i][3] == bearer)
    return (
        np.array(pairs, np.int64).reshape(-1, 4),
        np.array(likes, np.float32).reshape(-1, LIKENESSES),
        np.array(same, np.float32),
    )


def listed_examples(
    texts: Iterable[NamedText], style: int = 0
) -> Callable[[Tokenizer, SpacyParser], Iterator[NameExample]]:
    """What makes the examples of listed texts."""
    return lambda tokenizer, parser: (row for named in texts for row in name_examples(named, tokenizer, parser, style))


def untold(example: NameExample) -> NameExample:
    """The window with nothing known of its tags and pairs."""
    tags, same = np.full_like(example.tags, UNKNOWN), np.full_like(example.same, UNKNOWN)
    return replace(example, tags=tags, same=same, runs=())


def news_examples(data: Path) -> Callable[[Tokenizer, SpacyParser], Iterator[NameExample]]:
    """The windows of news that nobody has listed, for a teacher; every other one in the gold's style."""
    return lambda tokenizer, parser: (
        untold(row)
        for number, (name, text) in enumerate(news_texts(data))
        for row in name_examples(_by_rules(name, text, parser), tokenizer, parser, number % 2)
    )


def news_texts(data: Path) -> Iterator[tuple[str, str]]:
    """PolNeAR's training part, `events`, and what the gold has not of `wikinews`."""
    for path in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        yield path.stem, path.read_bytes().decode("utf-8")
    for path in sorted((data / "events").glob("*/*.json")):
        yield f"{path.parent.name}-{path.stem}", json.loads(path.read_bytes())["text"]
    for path in sorted((data / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                if not (data / "gold" / row["file"]).exists():
                    yield row["file"], row["text"]


def _by_rules(name: str, text: str, parser: SpacyParser) -> NamedText:
    """The text with the names that rules find, each an entity of its own."""
    names = find_names(parse_of(text, parser))
    entities = tuple(Listed(found.type, (found.text,)) for found in names)
    return NamedText(name, text, entities, tuple(Standing(n.start, n.end, i) for i, n in enumerate(names)))


def folds() -> dict[str, str]:
    """Of each gold file but the unseen ones its fold."""
    with (ROOT / "benchmarks" / "folds.csv").open(encoding="utf-8") as table:
        return {row["document"]: row["fold"] for row in csv.DictReader(table) if row["fold"] != "unseen"}


def gold_texts(data: Path) -> Iterator[NamedText]:
    """The gold files of the folds that are tuned on, with the named entities found in their texts."""
    for name in folds():
        text = (data / "gold" / f"{name}.txt").read_bytes().decode("utf-8")
        raw = yaml.load((data / "gold" / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        entities = tuple(
            Listed(entity["type"], tuple(map(str, entity["names"])))
            for entity in raw["entities"].values()
            if entity.get("named", True)
        )
        yield NamedText(name, text, entities, tuple(standings(text, entities)))


def kept_examples(
    file: Path, base: Path, make: Callable[[Tokenizer, SpacyParser], Iterable[NameExample]]
) -> list[NameExample]:
    """The examples that `make` gives, made once."""
    if not file.exists():
        file.write_bytes(pickle.dumps(list(make(tokenizer_of(base), SpacyParser()))))
    return pickle.loads(file.read_bytes())
