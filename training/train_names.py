"""Train the tagger of names: `python training/train_names.py OUT --base BASE --keep FOLDER` (see README.md).

It learns from the lists of `names/` and `renamed/`, and of the gold only from the folds named with `--gold`; after each
epoch it is measured on the other folds that rules are tuned on, and on one in `CHECKED` texts of ours, kept out of
training too. Given again after a break, it goes on after the last whole epoch.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zlib import crc32

import numpy as np
import torch
from examples import UNKNOWN
from gum_mentions import gum_examples
from name_examples import NameExample, folds, gold_texts, kept_examples, listed_examples
from name_model import STYLES, NameTagger, base_tagger
from names import read_named, read_renamed
from torch import Tensor, nn
from torch.nn import functional
from train import ROOT, padded, pieces_of, words_of_batch

from onrecord.language.windows import WINDOW
from onrecord.reading.names.tagger import tagged_runs

CHECKED = 15
MOST_PAIRS = 300
"""Of a window, in training."""
PAIRS_WEIGH = 0.5
RENAMED_TIMES = 3
"""How often the short texts of things with several names are learnt from in an epoch: they are few."""
WARMING = 100
"""Steps over which the rate of learning grows."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What is learnt from, and what is measured on: gold, ours, short texts of things with several names, GUM."""

    learnt: list[NameExample]
    gold: list[NameExample]
    own: list[NameExample]
    renamed: list[NameExample]
    gum: list[NameExample]


def parts_of(
    own: Sequence[NameExample], gold: Sequence[NameExample], gold_folds: str, gum: Mapping[str, Sequence[NameExample]]
) -> Parts:
    """Part the examples; those of one text stay together."""
    checked = {example.name for example in own if crc32(example.name.encode()) % CHECKED == 0}
    learnt_gold = {name for name, fold in folds().items() if fold in gold_folds}
    out = [example for example in own if example.name in checked]
    tuned = sorted({example.name for example in gum["dev"]})[::2]
    return Parts(
        [
            *(example for example in own if example.name not in checked),
            *(e for e in own if e.name not in checked and " | " not in e.name for _ in range(RENAMED_TIMES - 1)),
            *(example for example in gold if example.name in learnt_gold),
            *gum["train"],
        ],
        [example for example in gold if example.name not in learnt_gold],
        [example for example in out if " | " in example.name],
        [example for example in out if " | " not in example.name],
        [example for example in gum["dev"] if example.name in tuned],
    )


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


def scores_of(tagger: NameTagger, part: Sequence[NameExample]) -> tuple[Tensor, Tensor]:
    """(B, N, TAGS) and (B, N, H) of a batch."""
    pieces, mask = pieces_of(part)
    words = words_of_batch(part)
    hints = padded([example.hints for example in part])
    return tagger(pieces, mask, words.heads, words.traits, hints, words.style)


def judged(tagger: NameTagger, part: Sequence[NameExample], vectors: Tensor, most: int) -> tuple[Tensor, Tensor]:
    """Logits and truth of at most `most` pairs a window; where there are more, half of them true ones if there are."""
    rows = []
    for row, example in enumerate(part):
        chosen = np.arange(len(example.pairs))
        if len(chosen) > most:
            any_ = np.random.default_rng(len(chosen)).choice(chosen, most // 2)
            chosen = np.concatenate((np.flatnonzero(example.same)[: most // 2], any_))
        windows = np.full(len(chosen), row)
        rows.append((windows, example.pairs[chosen], example.likes[chosen], example.same[chosen]))
    windows, pairs, likes, same = (torch.from_numpy(np.concatenate(column)) for column in zip(*rows, strict=True))
    return tagger.judge(vectors, windows, pairs, likes), same


def loss_of(tagger: NameTagger, part: Sequence[NameExample]) -> Tensor:
    """The loss of a batch: tags, and pairs."""
    targets = padded([example.tags for example in part], UNKNOWN)
    scores, vectors = scores_of(tagger, part)
    loss = functional.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=UNKNOWN, reduction="sum")
    loss = loss / targets.numel()
    guesses, truth = judged(tagger, part, vectors, MOST_PAIRS)
    if len(truth):
        loss = loss + PAIRS_WEIGH * functional.binary_cross_entropy_with_logits(guesses, truth)
    return loss


def measure(tagger: NameTagger, examples: Sequence[NameExample]) -> dict[str, float]:
    """F1 of names with their types, of their bounds alone, and of the pairs that are one entity's."""
    tagger.eval()
    typed, bounds, links = np.zeros(3), np.zeros(3), np.zeros(3)
    with torch.no_grad():
        for start in range(0, len(examples), 16):
            part = examples[start : start + 16]
            scores, vectors = scores_of(tagger, part)
            guesses, truth = judged(tagger, part, vectors, 10**6)
            said, true = guesses > 0, truth > 0
            links += [int((said & true).sum()), int(said.sum()), int(true.sum())]
            likely = scores.log_softmax(-1).numpy()
            for row, example in enumerate(part):
                found = {run[:3] for run in tagged_runs(likely[row, : len(example.heads)])}
                typed += [len(found & set(example.runs)), len(found), len(example.runs)]
                places = {run[:2] for run in found}, {run[:2] for run in example.runs}
                bounds += [len(places[0] & places[1]), len(found), len(example.runs)]
    figures = {"names": typed, "bounds": bounds, "links": links}
    return {key: round(2 * row[0] / max(1, row[1] + row[2]), 4) for key, row in figures.items()}


def optimizer_of(tagger: NameTagger, rate: float) -> torch.optim.AdamW:
    """Heads learn five times as fast as the encoder; the embeddings of pieces stay as they are."""
    tagger.encoder.bert.embeddings.requires_grad_(requires_grad=False)
    groups: dict[bool, list[Tensor]] = {True: [], False: []}
    for name, weight in tagger.named_parameters():
        if weight.requires_grad:
            groups[name.startswith("encoder.bert")].append(weight)
    return torch.optim.AdamW(
        [{"params": groups[True], "lr": rate}, {"params": groups[False], "lr": 5 * rate}], weight_decay=0.01
    )


def train(tagger: NameTagger, parts: Parts, args: argparse.Namespace) -> None:
    """Train, keep and measure after each epoch."""
    optimizer = optimizer_of(tagger, args.rate)
    steps = args.epochs * len(batches(parts.learnt, args.batch, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, step / WARMING) * max(0.0, 1 - step / (1.02 * steps))
    )
    first = 0
    if args.out.exists():
        kept = torch.load(args.out)
        tagger.load_state_dict(kept["weights"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        first = kept["epochs"]
    for epoch in range(first, args.epochs):
        torch.manual_seed(epoch)
        tagger.train()
        began, losses = time.time(), []
        for part in batches(parts.learnt, args.batch, random.Random(epoch)):
            loss = loss_of(tagger, part)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        state = {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "epochs": epoch + 1}
        torch.save({"weights": tagger.state_dict(), **state}, args.out)
        print(f"epoch {epoch}: {time.time() - began:.0f} s, loss {np.mean(losses[-100:]):.4f}", flush=True)
        for name in ("gold", "own", "renamed", "gum"):
            print(f"  {name}: {measure(tagger, getattr(parts, name))}", flush=True)


def main() -> None:
    """Train."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--keep", type=Path, required=True, help="where examples are kept; empty it when texts change")
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options.add_argument("--gold", default="", help="gold files of these folds are learnt from, the others measured on")
    options.add_argument("--batch", type=int, default=4, help="full windows in a batch")
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--start", type=Path, help="trained weights to go on from, with other texts or another rate")
    options.add_argument("--rate", type=float, default=2e-4)
    args = options.parse_args()
    args.keep.mkdir(parents=True, exist_ok=True)
    gold = kept_examples(
        args.keep / "gold.pkl", args.base, listed_examples(gold_texts(args.data), STYLES.index("gold"))
    )
    own = kept_examples(args.keep / "own.pkl", args.base, listed_examples([*read_named(), *read_renamed()]))
    gum = {
        part: kept_examples(args.keep / f"gum-{part}.pkl", args.base, partial(gum_examples, args.data / "gum" / part))
        for part in ("train", "dev")
    }
    torch.manual_seed(0)
    tagger = base_tagger(args.base)
    if args.start is not None:
        tagger.load_state_dict(torch.load(args.start)["weights"], strict=False)
    train(tagger, parts_of(own, gold, args.gold, gum), args)


if __name__ == "__main__":
    main()
