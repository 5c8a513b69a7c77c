"""Train the tagger of names: `python training/train_names.py OUT --base BASE` (see README.md).

It learns from the lists of `names/` only; gold files of the folds that rules are tuned on are what it is measured on
after each epoch. Every `CHECKED`-th text of ours is kept out of training too.
"""

from __future__ import annotations

import argparse
import csv
import pickle
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import yaml
from examples import UNKNOWN, parse_of, quotations_of
from model import Encoder
from names import Listed, NamedText, read_named, read_renamed, standings
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from train import ROOT, padded, pieces_of, tokenizer_of, words_of_batch
from transformers import BertConfig, BertModel

from onrecord.language.encoder import traits_of
from onrecord.language.spacy import SpacyParser
from onrecord.language.syntax import syntax_of
from onrecord.language.windows import WINDOW, windows_of, words_of
from onrecord.reading.names import find_names
from onrecord.records import Span
from onrecord.reading.names.tagger import LIKENESSES, LISTS, TAGGER_TYPES, TAGS, TYPES, hints_of, likeness, tagged_runs

CHECKED = 15
Run = tuple[int, int, str]
MOST_PAIRS = 300
"""Of a window."""


@dataclass(frozen=True, slots=True)
class NameExample:
    """One window: see `examples.Example` for the arrays; `tags` int64 (N,), and the true `runs` of its words.

    `pairs` int64 (M, 4) holds the first and last word of each of two runs with different words, `likes` float32
    (M, LIKENESSES) how alike they are written, `same` (M,) whether one entity bears both.
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


def _pairs(text: str, words: Sequence[Span], runs: Sequence[tuple[int, int, int]]) -> tuple[np.ndarray, ...]:
    """The pairs of runs (first word, word after, entity) whose words differ; see `NameExample`."""
    names = [text[words[a].start : words[b - 1].end] for a, b, _ in runs]
    pairs, likes, same = [], [], []
    for j in range(len(runs)):
        for i in range(j):
            if names[i].casefold() != names[j].casefold():
                pairs.append((runs[i][0], runs[i][1] - 1, runs[j][0], runs[j][1] - 1))
                likes.append(likeness(names[i], names[j], runs[j][0] - runs[i][1]))
                same.append(runs[i][2] == runs[j][2])
    return (
        np.array(pairs, np.int64).reshape(-1, 4),
        np.array(likes, np.float32).reshape(-1, LIKENESSES),
        np.array(same, np.float32),
    )


def name_examples(named: NamedText, tokenizer: Tokenizer, parser: SpacyParser) -> Iterator[NameExample]:
    """The windows of a text with their tags."""
    words = words_of(named.text, quotations_of(named.text))
    parse = parse_of(named.text, parser)
    hints = hints_of(parse, find_names(parse), words)
    starts = {word.start: place for place, word in enumerate(words)}
    runs: list[tuple[int, int, str, int]] = []
    for standing in named.standings:
        first = starts.get(standing.start)
        if first is None:
            continue
        last = first
        while last < len(words) and words[last].start < standing.end:
            last += 1
        runs.append((first, last, named.entities[standing.entity].type, standing.entity))
    for window in windows_of(named.text, words, tokenizer):
        own = words[window.first : window.last]
        within = [run for run in runs if window.first <= run[0] and run[1] <= window.last]
        inside = tuple((a - window.first, b - window.first, kind) for a, b, kind, _ in within)
        pairs = _pairs(named.text, own, [(a - window.first, b - window.first, bearer) for a, b, _, bearer in within])
        tags = np.zeros(len(own), np.int64)
        for first, last, kind in inside:
            tags[first] = 1 + 2 * TYPES.index(kind)
            tags[first + 1 : last] = 2 + 2 * TYPES.index(kind)
        yield NameExample(
            named.name, 0, np.array(window.pieces, np.int64), np.array(window.heads, np.int64),
            traits_of(own, syntax_of(parse, own)), np.zeros((len(own), 3), np.int64), hints[window.first : window.last], tags, inside, *pairs,
        )


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


class NameTagger(nn.Module):
    """MiniLM with the traits of words, and a score of each tag for each word."""

    def __init__(self, config: BertConfig, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        config.num_hidden_layers = layers
        size = config.hidden_size
        self.encoder = Encoder(config, 0, dropout)
        self.tagged = nn.Embedding(TAGGER_TYPES, size)
        self.ruled = nn.Embedding(TAGS, size)
        self.listed = nn.Linear(LISTS, size, bias=False)
        for layer in (self.tagged, self.ruled, self.listed):
            nn.init.zeros_(layer.weight)
        self.late = nn.Embedding(TAGS, size)
        self.norm = nn.LayerNorm(size)
        self.tag = nn.Sequential(nn.Dropout(dropout), nn.Linear(size, 192), nn.GELU(), nn.Dropout(dropout), nn.Linear(192, TAGS))

        self.mention = nn.Sequential(nn.Linear(2 * size, 128), nn.GELU())
        self.pair = nn.Sequential(nn.Dropout(dropout), nn.Linear(3 * 128 + LIKENESSES, 96), nn.GELU(), nn.Linear(96, 1))

    def judge(self, vectors: Tensor, windows: Tensor, pairs: Tensor, likes: Tensor) -> Tensor:
        """(B, N, H), (M,), (M, 4), (M, LIKENESSES) -> (M,): how likely both names are one entity's, as logits."""
        one = self.mention(torch.cat((vectors[windows, pairs[:, 0]], vectors[windows, pairs[:, 1]]), -1))
        other = self.mention(torch.cat((vectors[windows, pairs[:, 2]], vectors[windows, pairs[:, 3]]), -1))
        return self.pair(torch.cat((one, other, one * other, likes), -1)).squeeze(-1)

    def forward(self, pieces: Tensor, mask: Tensor, heads: Tensor, traits: Tensor, hints: Tensor) -> tuple[Tensor, Tensor]:
        """(B, P), (B, P), (B, N), (B, N, 6), (B, N, 2 + LISTS) -> (B, N, TAGS) and vectors (B, N, H)."""
        from model import Words  # noqa: PLC0415

        words = Words(heads, traits, traits, heads[:, 0], heads > 0)
        told = self.tagged(hints[..., 0]) + self.ruled(hints[..., 1]) + self.listed(hints[..., 2:].float())
        hidden = self.encoder.below(pieces, mask)
        index = heads.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        hidden = hidden.scatter_add(1, index, told * words.mask.unsqueeze(-1))
        hidden = self.encoder.above(hidden, mask, words)
        vectors = self.norm(torch.gather(hidden, 1, index) + self.late(hints[..., 1]))
        return self.tag(vectors), vectors


def base_tagger(folder: Path, layers: int) -> NameTagger:
    """The tagger on the base encoder's first layers."""
    tagger = NameTagger(BertConfig.from_pretrained(folder), layers)
    base = BertModel.from_pretrained(folder, add_pooling_layer=False).state_dict()
    kept = tagger.encoder.bert.state_dict().keys()
    tagger.encoder.bert.load_state_dict({key: base[key] for key in kept})
    return tagger


def batches(examples: Sequence[NameExample], size: int, rng: random.Random) -> list[list[NameExample]]:
    """Examples of like length together, in random order."""
    order = sorted(examples, key=lambda example: len(example.pieces) + rng.random() * 24)
    parts: list[list[NameExample]] = [[]]
    for example in order:
        if parts[-1] and (len(parts[-1]) + 1) * len(example.pieces) > size * WINDOW:
            parts.append([])
        parts[-1].append(example)
    rng.shuffle(parts)
    return parts


def judged(tagger: NameTagger, part: Sequence[NameExample], vectors: Tensor, most: int) -> tuple[Tensor, Tensor]:
    """Logits and truth of at most `most` pairs a window."""
    windows, pairs, likes, same = [], [], [], []
    for row, example in enumerate(part):
        chosen = np.arange(len(example.pairs))
        if len(chosen) > most:
            chosen = np.concatenate((np.flatnonzero(example.same)[: most // 2], np.random.default_rng(len(chosen)).choice(chosen, most // 2)))
        windows.append(np.full(len(chosen), row))
        pairs.append(example.pairs[chosen])
        likes.append(example.likes[chosen])
        same.append(example.same[chosen])
    joined = [torch.from_numpy(np.concatenate(rows)) for rows in (windows, pairs, likes, same)]
    return tagger.judge(vectors, joined[0], joined[1], joined[2]), joined[3]


def scores_of(tagger: NameTagger, part: Sequence[NameExample]) -> tuple[Tensor, Tensor]:
    """(B, N, TAGS) and (B, N, H) of a batch."""
    pieces, mask = pieces_of(part)
    words = words_of_batch(part)
    return tagger(pieces, mask, words.heads, words.traits, padded([example.hints for example in part]))


def measure(tagger: NameTagger, examples: Sequence[NameExample]) -> dict[str, float]:
    """Precision, recall and F1 of names with their types, and F1 of their bounds alone."""
    tagger.eval()
    same = bounds = given = true = linked = links = truly = 0
    with torch.no_grad():
        for start in range(0, len(examples), 16):
            part = examples[start : start + 16]
            scores, vectors = scores_of(tagger, part)
            scores = scores.log_softmax(-1).numpy()
            guesses, truth = judged(tagger, part, vectors, 10**6)
            linked += int(((guesses > 0) & (truth > 0)).sum())
            links += int((guesses > 0).sum())
            truly += int((truth > 0).sum())
            for row, example in enumerate(part):
                found = {(a, b, kind) for a, b, kind, _ in tagged_runs(scores[row, : len(example.heads)])}
                wanted = set(example.runs)
                same += len(found & wanted)
                bounds += len({run[:2] for run in found} & {run[:2] for run in wanted})
                given += len(found)
                true += len(wanted)
    p, r = same / max(1, given), same / max(1, true)
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * same / max(1, given + true), 4), "bounds": round(2 * bounds / max(1, given + true), 4), "links": round(2 * linked / max(1, links + truly), 4)}


def kept_examples(file: Path, texts: Iterable[NamedText], base: Path) -> list[NameExample]:
    """The examples of texts, made once."""
    if not file.exists():
        tokenizer, parser = tokenizer_of(base), SpacyParser()
        rows = [example for named in texts for example in name_examples(named, tokenizer, parser)]
        file.write_bytes(pickle.dumps(rows))
    return pickle.loads(file.read_bytes())  # noqa: S301


def main() -> None:
    """Train, and measure after each epoch."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options.add_argument("--gold", default="", help="gold files of these folds are learnt from, the others measured on")
    options.add_argument("--layers", type=int, default=6)
    options.add_argument("--batch", type=int, default=4, help="full windows in a batch")
    options.add_argument("--epochs", type=int, default=3)
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--keep", type=Path, required=True)
    args = options.parse_args()
    torch.manual_seed(0)
    rng = random.Random(0)
    args.keep.mkdir(parents=True, exist_ok=True)
    gold = kept_examples(args.keep / "gold.pkl", gold_texts(args.data), args.base)
    own = kept_examples(args.keep / "own.pkl", [*read_named(), *read_renamed()], args.base)
    learnt = {name for name, fold in folds().items() if fold in args.gold}
    texts = sorted({example.name for example in own})
    out = set(texts[::CHECKED])
    kept_out = [example for example in own if example.name in out]
    train = [example for example in own if example.name not in out]
    train += [example for example in gold if example.name in learnt]
    gold = [example for example in gold if example.name not in learnt]
    tagger = base_tagger(args.base, args.layers)
    groups: dict[bool, list[Tensor]] = {True: [], False: []}
    tagger.encoder.bert.embeddings.requires_grad_(requires_grad=False)
    for name, weight in tagger.named_parameters():
        if weight.requires_grad:
            groups[name.startswith("encoder.bert")].append(weight)
    optimizer = torch.optim.AdamW([{"params": groups[True], "lr": args.rate}, {"params": groups[False], "lr": 5 * args.rate}], weight_decay=0.01)
    steps = sum(len(batches(train, args.batch, random.Random(1))) for _ in range(args.epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1, step / 100) * max(0.0, 1 - step / (steps + 10)))
    for epoch in range(args.epochs):
        tagger.train()
        began, losses = time.time(), []
        for part in batches(train, args.batch, rng):
            targets = padded([example.tags for example in part], UNKNOWN)
            scores, vectors = scores_of(tagger, part)
            loss = functional.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=UNKNOWN)
            guesses, truth = judged(tagger, part, vectors, MOST_PAIRS)
            if len(truth):
                loss = loss + 0.3 * functional.binary_cross_entropy_with_logits(guesses, truth)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        torch.save(tagger.state_dict(), args.out)
        print(epoch, f"{time.time() - began:.0f} s", f"loss {np.mean(losses[-100:]):.4f}", "gold", measure(tagger, gold), "own", measure(tagger, [e for e in kept_out if "-" not in e.name or " | " in e.name]), "renamed", measure(tagger, [e for e in kept_out if " | " not in e.name]), flush=True)


if __name__ == "__main__":
    main()
