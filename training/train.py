"""Train the attribution reader: `python training/train.py full OUT` (see README.md).

What stays as it is (the embeddings, and layers where `--frozen` says so) runs once; what they give is kept in
memory, so that an epoch costs the rest only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from corpora import (
    STYLES,
    AnnotatedText,
    read_labelled,
    read_own,
    read_polnear,
)
from examples import OUT, UNKNOWN, Example, count, examples_of
from model import Reader, Words
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from transformers import BertConfig, BertModel

from onrecord.language.encoder import CLS, SEP
from onrecord.language.spacy import SpacyParser
from onrecord.language.syntax import stacked
from onrecord.language.windows import WINDOW

ROOT = Path(__file__).parents[1]
FRAMING = (
    ROOT / "training" / "examples.py",
    *(ROOT / "src" / "onrecord" / "language" / f"{name}.py" for name in ("encoder", "syntax", "windows")),
)
"""What makes examples of texts: kept ones are made again when it changes."""


def load_base(folder: Path, frozen: int) -> Reader:
    """The reader on the base encoder's weights."""
    reader = Reader(BertConfig.from_pretrained(folder), frozen, len(STYLES))
    base = BertModel.from_pretrained(folder, add_pooling_layer=False)
    reader.encoder.bert.load_state_dict(base.state_dict())
    return reader.to(torch.get_default_device())


def load_weights(weights: Path, base: Path, frozen: int) -> Reader:
    """The reader on trained weights; `frozen` of its layers will stay as they are."""
    reader = load_base(base, frozen)
    reader.load_state_dict(torch.load(weights, map_location=torch.get_default_device())["weights"])
    return reader


def tokenizer_of(folder: Path) -> Tokenizer:
    """The base encoder's tokenizer, that neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def padded(rows: Sequence[np.ndarray], value: int = 0) -> Tensor:
    """Rows of different lengths as one tensor."""
    tensors = [torch.from_numpy(row) for row in rows]
    padded_rows = torch.nn.utils.rnn.pad_sequence(tensors, batch_first=True, padding_value=value)
    return padded_rows.to(torch.get_default_device())


def pieces_of(examples: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """The pieces of a batch (B, P) with the marks around them, and their mask."""
    rows = [np.concatenate(([CLS], example.pieces, [SEP])) for example in examples]
    pieces = padded(rows)
    lengths = torch.tensor([len(row) for row in rows])
    return pieces, torch.arange(pieces.shape[1]).unsqueeze(0) < lengths.unsqueeze(1)


def words_of_batch(examples: Sequence[Example], style: int | None = None) -> Words:
    """The words of a batch."""
    lengths = torch.tensor([len(example.heads) for example in examples])
    longest = int(lengths.max())
    return Words(
        heads=padded([example.heads + 1 for example in examples]),
        traits=padded([example.traits for example in examples]),
        places=padded([example.places for example in examples]),
        style=torch.tensor([example.style if style is None else style for example in examples]),
        mask=torch.arange(longest).unsqueeze(0) < lengths.unsqueeze(1),
    )


class Kept:
    """What the layers that stay as they are give of each example, as 16-bit floats."""

    def __init__(self, reader: Reader, examples: Sequence[Example]) -> None:
        self.rows: list[Tensor] = [torch.empty(0)] * len(examples)
        order = sorted(range(len(examples)), key=lambda i: len(examples[i].pieces))
        reader.eval()
        with torch.no_grad():
            for start in range(0, len(order), 16):
                part = order[start : start + 16]
                pieces, mask = pieces_of([examples[i] for i in part])
                hidden = reader.encoder.below(pieces, mask)
                for row, i in enumerate(part):
                    self.rows[i] = hidden[row, : len(examples[i].pieces) + 2].half().cpu()

    def batch(self, places: Sequence[int]) -> tuple[Tensor, Tensor]:
        """(B, P, H) and its mask."""
        rows = [self.rows[i].float() for i in places]
        lengths = torch.tensor([len(row) for row in rows])
        hidden = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True).to(torch.get_default_device())
        return hidden, torch.arange(hidden.shape[1]).unsqueeze(0) < lengths.unsqueeze(1)


def batches(examples: Sequence[Example], size: int, rng: random.Random) -> list[list[int]]:
    """Places of examples, of like length in a batch, in a random order; `size` full windows' pieces in each."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].pieces) + rng.random() * 24)
    parts: list[list[int]] = [[]]
    for place in order:
        if (len(parts[-1]) + 1) * len(examples[place].pieces) > size * WINDOW:
            parts.append([])
        parts[-1].append(place)
    rng.shuffle(parts)
    return parts


def loss_of(reader: Reader, examples: Sequence[Example], hidden: Tensor, mask: Tensor, *, guesses: bool) -> Tensor:
    """The loss of a batch: cues, and the roles of all words to each gold cue and to some wrongly guessed ones."""
    words = words_of_batch(examples)
    vectors = reader.encode(hidden, mask, words)
    scores = reader.cues(vectors)
    targets = padded([example.cues for example in examples], UNKNOWN)
    loss = functional.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=UNKNOWN, reduction="sum")
    cues = [(row, *span) for row, example in enumerate(examples) for span in example.spans.tolist()]
    roles = [padded_roles(example, words.mask.shape[1]) for example in examples]
    wrong: list[tuple[int, int, int]] = []
    if guesses:
        sure = scores.detach().softmax(-1)[..., 1]
        for row, at in ((sure > 0.3) & (targets == OUT)).nonzero().tolist():
            wrong.append((row, at, at))
    target = torch.cat([*roles, torch.zeros(len(wrong), words.mask.shape[1], dtype=torch.long)])
    if cues or wrong:
        kin = torch.from_numpy(_kin(examples, wrong, words.mask.shape[1])).to(torch.get_default_device())
        given = reader.roles(vectors, words, torch.tensor(cues + wrong), kin)
        target = target.masked_fill(~words.mask[torch.tensor([cue[0] for cue in cues + wrong])], UNKNOWN)
        loss = loss + 0.5 * functional.cross_entropy(
            given.flatten(0, 1), target.flatten(), ignore_index=UNKNOWN, reduction="sum"
        )
    return loss * WINDOW / (8.0 * sum(len(example.pieces) for example in examples))


def _kin(examples: Sequence[Example], wrong: Sequence[tuple[int, int, int]], length: int) -> np.ndarray:
    """The kinship of all words to each gold cue and to the wrong ones: int64 (C, length, 4)."""
    rows = [kin for example in examples for kin in example.kin]
    return stacked([*rows, *(examples[row].syntax.kinship(first, last) for row, first, last in wrong)], length)


def padded_roles(example: Example, length: int) -> Tensor:
    """Int64 (C, length)."""
    roles = torch.from_numpy(example.roles).to(torch.get_default_device())
    return functional.pad(roles, (0, length - example.roles.shape[1]))


def optimizer_of(reader: Reader, rate: float) -> torch.optim.AdamW:
    """Heads learn five times as fast as the encoder."""
    frozen = [reader.encoder.bert.embeddings, *reader.encoder.bert.encoder.layer[: reader.encoder.frozen]]
    for part in frozen:
        part.requires_grad_(requires_grad=False)
    groups: dict[bool, list[Tensor]] = {True: [], False: []}
    for name, weight in reader.named_parameters():
        if weight.requires_grad:
            groups[name.startswith("encoder.bert")].append(weight)
    return torch.optim.AdamW(
        [{"params": groups[True], "lr": rate}, {"params": groups[False], "lr": 5 * rate}], weight_decay=0.01, fused=True
    )


class Average:
    """The learning weights, averaged over the last steps: steadier than where the last batch left them."""

    def __init__(self, reader: Reader, decay: float) -> None:
        self._decay = decay
        self._learning = [weight for weight in reader.parameters() if weight.requires_grad]
        self.weights = [weight.detach().clone() for weight in self._learning]

    def add(self, step: int) -> None:
        """Add what step `step` (from 1) left; early on the average forgets faster."""
        share = 1 - min(self._decay, step / (step + 9))
        for average, weight in zip(self.weights, self._learning, strict=True):
            average.lerp_(weight.detach(), share)

    def put(self) -> None:
        """Put the averages in the place of the weights."""
        for average, weight in zip(self.weights, self._learning, strict=True):
            weight.data.copy_(average)


def train(reader: Reader, examples: Sequence[Example], args: argparse.Namespace) -> None:
    """Train, keeping the state every 100 steps in `args.out`; goes on from there where it was broken off."""
    rng = random.Random(args.seed)
    optimizer = optimizer_of(reader, args.rate)
    parts = [part for _ in range(args.epochs) for part in batches(examples, args.batch, rng)]
    total = len(parts)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * total)) * max(0.02, 1 - step / total)
    )
    average = Average(reader, args.average)
    state = args.out.with_suffix(".state")
    done = 0
    if state.exists():
        saved = torch.load(state, map_location=torch.get_default_device())
        reader.load_state_dict(saved["weights"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        average.weights = saved["average"]
        done = saved["step"]
    kept = Kept(reader, examples)
    print("kept", count(examples), "from step", done, flush=True)
    began, shown = time.monotonic(), 0.0
    reader.train()
    for step, part in list(enumerate(parts, 1))[done:]:
        torch.manual_seed(args.seed + step)
        hidden, mask = kept.batch(part)
        loss = loss_of(reader, [examples[i] for i in part], hidden, mask, guesses=args.start or step > 0.15 * total)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        average.add(step)
        shown += loss.item()
        if step % 20 == 0:
            print(f"{step}/{total} loss {shown / 20:.3f} {time.monotonic() - began:.0f}s", flush=True)
            shown = 0.0
        if step % 100 == 0:
            torch.save(
                {
                    "weights": reader.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "average": average.weights,
                    "step": step,
                },
                state,
            )
    average.put()
    torch.save({"weights": reader.state_dict(), "frozen": reader.encoder.frozen}, args.out)
    state.unlink(missing_ok=True)


def kept_examples(texts: Sequence[AnnotatedText], tokenizer: Tokenizer, folder: Path | None) -> list[Example]:
    """The examples of texts; kept on disk between runs where a folder is given."""
    examples: list[Example] = []
    parser = SpacyParser()
    code = [hashlib.sha256(file.read_bytes()).hexdigest() for file in FRAMING]
    for text in texts:
        told = hashlib.sha256(repr((text, code)).encode("utf-8", "surrogatepass")).hexdigest()[:12]
        file = folder / f"{text.style}-{text.name}-{told}.pickle" if folder else None
        if file and file.exists():
            rows = pickle.loads(file.read_bytes())
        else:
            rows = list(examples_of(text, tokenizer, parser))
            if file:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(pickle.dumps(rows))
        examples += rows
    return examples


def texts_of(args: argparse.Namespace) -> list[AnnotatedText]:
    """What to train on."""
    texts: list[AnnotatedText] = []
    if args.polnear:
        polnear = list(read_polnear(args.data / "polnear" / "train"))
        texts += polnear[:: round(1 / args.polnear)]
    if args.own:
        own = [*read_own(ROOT / "training" / "own"), *read_labelled(ROOT / "training" / "labels", args.data)]
        texts += own[:: round(1 / args.own)]
    return texts


def arguments() -> argparse.ArgumentParser:
    """The options of training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--polnear", type=float, default=0, help="the share of PolNeAR to train on")
    parser.add_argument("--own", type=float, default=0, help="the share of our own texts and of those we labelled")
    parser.add_argument("--frozen", type=int, default=0, help="layers that stay as they are, beside the embeddings")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=12, help="full windows")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--average", type=float, default=0.998, help="what the average of the weights keeps at a step")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu", help="cuda where there is one")
    parser.add_argument("--start", type=Path, help="weights to start from")
    parser.add_argument("--keep", type=Path, help="a folder for what can be kept between runs")
    parser.add_argument("--seed", type=int, default=7)
    return parser


def main() -> None:
    """Train."""
    args = arguments().parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    torch.set_default_device(args.device)
    tokenizer = tokenizer_of(args.base)
    texts = texts_of(args)
    examples = kept_examples(texts, tokenizer, args.keep)
    start = args.start
    reader = load_weights(start, args.base, args.frozen) if start else load_base(args.base, args.frozen)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    train(reader, examples, args)
    print(json.dumps({key: str(value) for key, value in vars(args).items()}))


if __name__ == "__main__":
    main()
