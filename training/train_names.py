"""Train the tagger of names: `python training/train_names.py OUT --base BASE --keep FOLDER` (see README.md).

It learns from the lists of `names/` and `renamed/`, and of the gold only from the folds named with `--gold`; after each
epoch it is measured on the other folds that rules are tuned on, and on one in `CHECKED` texts of ours, kept out of
training too. Given again after a break, it goes on after the last whole epoch.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeVar
from zlib import crc32

import numpy as np
import torch
from examples import UNKNOWN
from gum_mentions import gum_examples
from name_examples import NameExample, folds, gold_texts, kept_examples, listed_examples, news_examples
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
TAUGHT = 0.7
"""The weight of what a teacher says beside what the lists say."""
RENAMED_TIMES = 3
"""How often the short texts of things with several names are learnt from in an epoch: they are few."""
GOLD_TIMES = 2
WARMING = 100
"""Steps over which the rate of learning grows."""


@dataclass(frozen=True, slots=True)
class Kept:
    """All examples, made once and kept in a folder; `news` is learnt from only where a teacher has read it."""

    gold: list[NameExample]
    own: list[NameExample]
    gum_train: list[NameExample]
    gum_dev: list[NameExample]
    news: list[NameExample]


def kept(folder: Path, base: Path, data: Path) -> Kept:
    """The examples in `folder`; those that are not there are made, with the tokenizer of `base`."""
    folder.mkdir(parents=True, exist_ok=True)
    makers = {
        "gold": listed_examples(gold_texts(data), STYLES.index("gold")),
        "own": listed_examples(chain(read_named(), read_renamed())),
        "gum_train": partial(gum_examples, data / "gum" / "train"),
        "gum_dev": partial(gum_examples, data / "gum" / "dev"),
        "news": news_examples(data),
    }
    return Kept(*(kept_examples(folder / f"{name}.pkl", base, make) for name, make in makers.items()))


@dataclass(frozen=True, slots=True)
class Parts:
    """What is learnt from, and what is measured on: gold, ours, short texts of things with several names, GUM."""

    learnt: list[NameExample]
    gold: list[NameExample]
    own: list[NameExample]
    renamed: list[NameExample]
    gum: list[NameExample]


def parts_of(kept: Kept, gold_folds: str) -> Parts:
    """Part the examples; those of one text stay together."""
    checked = {example.name for example in kept.own if crc32(example.name.encode()) % CHECKED == 0}
    learnt_gold = {name for name, fold in folds().items() if fold in gold_folds}
    own = [example for example in kept.own if example.name not in checked]
    out = [example for example in kept.own if example.name in checked]
    tuned = sorted({example.name for example in kept.gum_dev})[::2]
    return Parts(
        [
            *own,
            *(e for e in own if " | " not in e.name for _ in range(RENAMED_TIMES - 1)),
            *(example for example in kept.gold if example.name in learnt_gold for _ in range(GOLD_TIMES)),
            *kept.gum_train,
            *(example for example in kept.news if example.likely is not None),
        ],
        [example for example in kept.gold if example.name not in learnt_gold],
        [example for example in out if " | " in example.name],
        [example for example in out if " | " not in example.name],
        [example for example in kept.gum_dev if example.name in tuned],
    )


class Window(Protocol):
    """What examples of any kind have: pieces."""

    pieces: np.ndarray


E = TypeVar("E", bound=Window)


def batches(examples: Sequence[E], size: int, rng: random.Random) -> list[list[E]]:
    """Examples of like length together, in random order."""
    order = sorted(examples, key=lambda example: len(example.pieces) + rng.random() * 24)
    parts: list[list[E]] = [[]]
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


def chosen_pairs(example: NameExample, most: int) -> np.ndarray:
    """Places of at most `most` pairs of a window; where there are more, half of them true ones if there are."""
    chosen = np.arange(len(example.pairs))
    if len(chosen) <= most:
        return chosen
    any_ = np.random.default_rng(len(chosen)).choice(chosen, most // 2)
    return np.concatenate((np.flatnonzero(example.same > 0)[: most // 2], any_))


def judged(tagger: NameTagger, part: Sequence[NameExample], vectors: Tensor, chosen: Sequence[np.ndarray]) -> Tensor:
    """Logits of the chosen pairs of each window, one after the other."""
    windows = np.repeat(np.arange(len(part)), [len(places) for places in chosen])
    pairs, likes = (
        np.concatenate([getattr(example, key)[places] for example, places in zip(part, chosen, strict=True)])
        for key in ("pairs", "likes")
    )
    return tagger.judge(vectors, on_device(windows), on_device(pairs), on_device(likes))


def on_device(array: np.ndarray) -> Tensor:
    """As a tensor where the model is."""
    return torch.from_numpy(array).to(torch.get_default_device())


def loss_of(tagger: NameTagger, part: Sequence[NameExample], most: int = MOST_PAIRS) -> Tensor:
    """The loss of a batch: tags, and at most `most` pairs a window."""
    scores, vectors = scores_of(tagger, part)
    chosen = [chosen_pairs(example, most) for example in part]
    guesses = judged(tagger, part, vectors, chosen)
    return _loss_of_tags(scores.float(), part) + PAIRS_WEIGH * _loss_of_pairs(guesses.float(), part, chosen)


def _loss_of_tags(scores: Tensor, part: Sequence[NameExample]) -> Tensor:
    targets = padded([example.tags for example in part], UNKNOWN)
    loss = functional.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=UNKNOWN, reduction="sum")
    if all(example.likely is not None for example in part):
        taught = padded([example.likely.astype(np.float32) for example in part])
        loss = (1 - TAUGHT) * loss - TAUGHT * (taught * scores.log_softmax(-1)).sum()
    return loss / targets.numel()


def _loss_of_pairs(guesses: Tensor, part: Sequence[NameExample], chosen: Sequence[np.ndarray]) -> Tensor:
    pairs = list(zip(part, chosen, strict=True))
    truth = on_device(np.concatenate([example.same[places] for example, places in pairs]))
    if not len(truth):
        return guesses.sum()
    known = truth >= 0
    loss = functional.binary_cross_entropy_with_logits(guesses, truth.clamp(min=0), reduction="none")
    if all(example.linked is not None for example in part):
        taught = on_device(np.concatenate([example.linked[places].astype(np.float32) for example, places in pairs]))
        soft = functional.binary_cross_entropy_with_logits(guesses, taught, reduction="none")
        return torch.where(known, (1 - TAUGHT) * loss + TAUGHT * soft, soft).mean()
    return (loss * known).sum() / known.sum().clamp(min=1)


def measure(tagger: NameTagger, examples: Sequence[NameExample]) -> dict[str, float]:
    """F1 of names with their types, of their bounds alone, and of the pairs that are one entity's."""
    tagger.eval()
    typed, bounds, links = np.zeros(3), np.zeros(3), np.zeros(3)
    with torch.no_grad():
        for start in range(0, len(examples), 16):
            part = examples[start : start + 16]
            scores, vectors = scores_of(tagger, part)
            guesses = judged(tagger, part, vectors, [np.arange(len(example.pairs)) for example in part])
            said, true = guesses.cpu().numpy() > 0, np.concatenate([example.same for example in part]) > 0
            links += [int((said & true).sum()), int(said.sum()), int(true.sum())]
            likely = scores.float().log_softmax(-1).cpu().numpy()
            for row, example in enumerate(part):
                found = {run[:3] for run in tagged_runs(likely[row, : len(example.heads)])}
                typed += [len(found & set(example.runs)), len(found), len(example.runs)]
                places = {run[:2] for run in found}, {run[:2] for run in example.runs}
                bounds += [len(places[0] & places[1]), len(found), len(example.runs)]
    figures = {"names": typed, "bounds": bounds, "links": links}
    return {key: round(float(2 * row[0] / max(1, row[1] + row[2])), 4) for key, row in figures.items()}


def leave_to_the_judge(tagger: NameTagger) -> None:
    """Let only the judge's own layers learn."""
    tagger.requires_grad_(requires_grad=False)
    tagger.mention.requires_grad_(requires_grad=True)
    tagger.pair.requires_grad_(requires_grad=True)


def optimizer_of(tagger: NameTagger, rate: float, *, thaw: bool) -> torch.optim.AdamW:
    """Heads learn five times as fast as the encoder; the embeddings of pieces stay as they are, unless `thaw`."""
    tagger.encoder.bert.embeddings.requires_grad_(requires_grad=thaw)
    groups: dict[bool, list[Tensor]] = {True: [], False: []}
    for name, weight in tagger.named_parameters():
        if weight.requires_grad:
            groups[name.startswith("encoder.bert")].append(weight)
    return torch.optim.AdamW(
        [{"params": groups[True], "lr": rate}, {"params": groups[False], "lr": 5 * rate}], weight_decay=0.01
    )


def train(tagger: NameTagger, parts: Parts, args: argparse.Namespace) -> None:
    """Train; keep and measure on gold after each epoch, and on the rest after the last."""
    optimizer = optimizer_of(tagger, args.rate, thaw=args.thaw)
    if args.judge:
        leave_to_the_judge(tagger)
    steps = args.epochs * len(batches(parts.learnt, args.batch, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, step / WARMING) * max(0.0, 1 - step / (1.02 * steps))
    )
    first = 0
    if args.out.exists():
        state = torch.load(args.out, map_location=args.device)
        tagger.load_state_dict(state["weights"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first = state["epochs"]
    for epoch in range(first, args.epochs):
        torch.manual_seed(args.seed + epoch)
        tagger.train(not args.judge)
        began, losses = time.time(), []
        for part in batches(parts.learnt, args.batch, random.Random(epoch)):
            with half_precision():
                loss = loss_of(tagger, part, 2 * MOST_PAIRS if args.judge else MOST_PAIRS)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.detach())
        state = {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "epochs": epoch + 1}
        torch.save({"weights": tagger.state_dict(), **state}, args.out)
        print(f"epoch {epoch}: {time.time() - began:.0f} s, loss {torch.stack(losses[-100:]).mean():.4f}", flush=True)
        for name in ("gold", "own", "renamed", "gum") if epoch + 1 == args.epochs else ("gold",):
            print(f"  {name}: {measure(tagger, getattr(parts, name))}", flush=True)


def half_precision() -> torch.autocast:
    """Products in 16 bits where a GPU trains."""
    kind = torch.get_default_device().type
    return torch.autocast(kind, torch.bfloat16, enabled=kind == "cuda")


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
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--device", default="cpu")
    options.add_argument("--thaw", action="store_true", help="let the embeddings of pieces learn too")
    options.add_argument("--judge", action="store_true", help="train the judge's own layers alone")
    args = options.parse_args()
    examples = kept(args.keep, args.base, args.data)
    torch.set_default_device(args.device)
    torch.manual_seed(args.seed)
    tagger = base_tagger(args.base)
    if args.start is not None:
        tagger.load_state_dict(torch.load(args.start, map_location=args.device)["weights"], strict=False)
    train(tagger, parts_of(examples, args.gold), args)


if __name__ == "__main__":
    main()
