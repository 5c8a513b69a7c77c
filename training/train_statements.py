"""Train the reader of statements: `python training/train_statements.py OUT --base BASE --keep FILE --held FOLD`."""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import torch
from examples import UNKNOWN
from name_examples import folds
from statement_examples import StatementExample
from statement_model import MARKS, STYLES, StatementReader, base_reader
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from train import padded, pieces_of
from train_names import batches, half_precision, on_device

from onrecord.reading.statements.scene import ROLES

WARMING = 50
AVERAGED = 0.99
ROLES_WEIGHT = 0.25


def scored(reader: StatementReader, part: Sequence[StatementExample]) -> tuple[Tensor, Tensor]:
    """Scores of types (B, N, STATED) and vectors (B, N, H) of a batch."""
    pieces, mask = pieces_of(part)
    return reader(
        pieces,
        mask,
        padded([example.heads + 1 for example in part]),
        padded([example.traits for example in part]),
        padded([example.hints for example in part]),
        on_device(np.array([STYLES.index(style_of(example)) for example in part], np.int64)),
    )


@cache
def _folds() -> dict[str, str]:
    return folds()


def style_of(example: StatementExample) -> str:
    """Whose habits an example was labelled by."""
    return "gold" if example.name in _folds() else "own"


def framed(reader: StatementReader, example: StatementExample, vectors: Tensor) -> tuple[Tensor, Tensor]:
    """Scores of marks and roles of a window's frames; see `StatementReader.frames`."""
    arrays = (example.frames, example.candidates, example.told, example.kin)
    return reader.frames(vectors[: len(example.heads)], *map(on_device, arrays))


def loss_of(reader: StatementReader, part: Sequence[StatementExample]) -> Tensor:
    """The loss of a batch: types, marks and roles."""
    scores, vectors = scored(reader, part)
    targets = padded([example.types for example in part])
    mask = padded([np.ones(len(example.heads), np.float32) for example in part])
    loss = functional.binary_cross_entropy_with_logits(scores.float(), targets, reduction="none").sum(-1)
    loss = (loss * mask).sum() / mask.sum() * 4
    marks_loss, roles_loss, count = 0.0, 0.0, 0
    for row, example in enumerate(part):
        if not len(example.frames):
            continue
        marks, roles = framed(reader, example, vectors[row])
        count += len(example.frames)
        for place, one in enumerate(marks.float().split(MARKS, -1)):
            marks_loss = marks_loss + functional.cross_entropy(
                one, on_device(example.marks[:, place]), ignore_index=UNKNOWN, reduction="sum"
            )
        if roles.shape[1]:
            roles_loss = roles_loss + functional.cross_entropy(
                roles.float().flatten(0, 1), on_device(example.roles).flatten(), ignore_index=UNKNOWN, reduction="sum"
            )
    if count:
        loss = loss + 0.2 * marks_loss / count + ROLES_WEIGHT * roles_loss / count
    return loss


def measure(reader: StatementReader, examples: Sequence[StatementExample]) -> dict[str, float]:
    """Triggers' types at several thresholds, marks and roles of the gold's triggers."""
    reader.eval()
    cuts = (0.2, 0.3, 0.4, 0.5)
    typed = np.zeros((len(cuts), 3))
    marks_right, roles_count = np.zeros((4, 2)), np.zeros((len(ROLES), 3))
    with torch.no_grad():
        for example in examples:
            scores, vectors = scored(reader, [example])
            likely = scores[0].sigmoid().cpu().numpy()
            for row, cut in enumerate(cuts):
                said = likely >= cut
                typed[row] += [int((said & (example.types > 0)).sum()), int(said.sum()), int(example.types.sum())]
            if not len(example.frames):
                continue
            marks, roles = framed(reader, example, vectors[0])
            for place, one in enumerate(marks.split(MARKS, -1)):
                known = example.marks[:, place] != UNKNOWN
                right = one.argmax(-1).cpu().numpy() == example.marks[:, place]
                marks_right[place] += [int((right & known).sum()), int(known.sum())]
            if roles.shape[1]:
                guess, known = roles.argmax(-1).cpu().numpy(), example.roles != UNKNOWN
                for role in range(len(ROLES)):
                    roles_count[role] += [
                        int(((guess == role) & (example.roles == role)).sum()),
                        int(((guess == role) & known).sum()),
                        int((example.roles == role).sum()),
                    ]
    figures = {f"typed@{cut}": 2 * row[0] / (row[1] + row[2]) for cut, row in zip(cuts, typed, strict=True)}
    figures |= {f"recall@{cuts[1]}": typed[1, 0] / typed[1, 2], f"precision@{cuts[1]}": typed[1, 0] / typed[1, 1]}
    names = ("polarity", "modality", "phase", "side")
    figures |= {name: row[0] / max(1, row[1]) for name, row in zip(names, marks_right, strict=True)}
    figures |= {name: 2 * row[0] / max(1, row[1] + row[2]) for name, row in zip(ROLES, roles_count, strict=True)}
    return {key: round(float(value), 3) for key, value in figures.items()}


def train(
    reader: StatementReader, learnt: list[StatementExample], held: list[StatementExample], args: argparse.Namespace
) -> None:
    """Train, keep the weights, and measure on the fold held back."""
    reader.encoder.bert.embeddings.requires_grad_(requires_grad=False)
    groups: dict[bool, list[Tensor]] = {True: [], False: []}
    for name, weight in reader.named_parameters():
        if weight.requires_grad:
            groups[name.startswith("encoder.bert")].append(weight)
    optimizer = torch.optim.AdamW(
        [{"params": groups[True], "lr": args.rate}, {"params": groups[False], "lr": 5 * args.rate}], weight_decay=0.01
    )
    steps = args.epochs * len(batches(learnt, args.batch, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, step / WARMING) * max(0.0, 1 - step / (1.02 * steps))
    )
    # What is kept is an average of the last hundred steps or so: it errs less on texts not seen.
    averaged = AveragedModel(reader, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    for epoch in range(args.epochs):
        torch.manual_seed(args.seed + epoch)
        reader.train()
        began, losses = time.time(), []
        for part in batches(learnt, args.batch, random.Random(args.seed + epoch)):
            with half_precision():
                loss = loss_of(reader, part)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            averaged.update_parameters(reader)
            losses.append(loss.detach())
        print(f"epoch {epoch}: {time.time() - began:.0f} s, loss {torch.stack(losses).mean():.4f}", flush=True)
        if held and (epoch % 3 == 2 or epoch + 1 == args.epochs):
            print(f"  {measure(averaged.module, held)}", flush=True)
    torch.save({"weights": averaged.module.state_dict()}, args.out)


def main() -> None:
    """Train."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--keep", type=Path, required=True)
    options.add_argument("--held", default="", help="the folds of the gold to measure on instead")
    options.add_argument("--of", choices=("all", "gold", "own"), default="all", help="what to learn from")
    options.add_argument("--start", type=Path, help="trained weights to start from, at least of an encoder")
    options.add_argument("--batch", type=int, default=3)
    options.add_argument("--epochs", type=int, default=10)
    options.add_argument("--rate", type=float, default=1.5e-4)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--device", default="cpu")
    args = options.parse_args()
    examples = pickle.loads(args.keep.read_bytes())
    torch.set_default_device(args.device)
    torch.manual_seed(args.seed)
    reader = base_reader(args.base)
    if args.start is not None:
        weights = torch.load(args.start, map_location=args.device)["weights"]
        own = reader.state_dict()
        whole = own.keys() == weights.keys()
        reader.load_state_dict({key: weights[key] if whole or key.startswith("encoder.") else own[key] for key in own})
    fold = _folds()
    held = [example for example in examples if fold.get(example.name, "own") in args.held]
    learnt = [example for example in examples if fold.get(example.name, "own") not in args.held]
    if args.of != "all":
        learnt = [example for example in learnt if (example.name in fold) == (args.of == "gold")]
    train(reader, learnt, held, args)


if __name__ == "__main__":
    main()
