"""Measure weights on a corpus by the shared scoring program: `python training/evaluate.py WEIGHTS polnear-dev`."""

from __future__ import annotations

import argparse
import glob
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from corpora import STYLES, AnnotatedText, fold_names, read_gold, read_polnear
from examples import parse_of, quotations_of
from model import Reader, Words
from tokenizers import Tokenizer
from train import load_weights, tokenizer_of

from onrecord.language.encoder import Batch, Floats, Graphs, OnnxGraphs, ScoredCue, scored_cues
from onrecord.language.spacy import SpacyParser
from onrecord.language.syntax import Integers
from onrecord.language.windows import Word, windows_of, words_of
from onrecord.reading.attributions.proposals import Proposal, proposals


class TorchGraphs:
    """The model before export."""

    def __init__(self, reader: Reader, style: str) -> None:
        self._reader = reader.eval()
        self._style = STYLES.index(style)

    def encode(self, batch: Batch) -> tuple[Floats, Floats]:
        """See `Graphs`."""
        words = self._words(batch)
        with torch.no_grad():
            mask = torch.from_numpy(batch.pieces_mask)
            hidden = self._reader.encoder.below(torch.from_numpy(batch.pieces), mask)
            vectors = self._reader.encode(hidden, mask, words)
            return vectors.numpy(), self._reader.cues(vectors).numpy()

    def roles(self, vectors: Floats, batch: Batch, cues: Integers, kin: Integers) -> Floats:
        """See `Graphs`."""
        with torch.no_grad():
            rows = torch.from_numpy(vectors), self._words(batch), torch.from_numpy(cues), torch.from_numpy(kin)
            return np.asarray(self._reader.roles(*rows))

    def _words(self, batch: Batch) -> Words:
        style = torch.full((len(batch.heads),), self._style)
        heads, traits, places, mask = map(torch.from_numpy, (batch.heads, batch.traits, batch.places, batch.mask))
        return Words(heads, traits, places, style, mask)


Scored = tuple[AnnotatedText, tuple[Word, ...], list[ScoredCue]]


def score(graphs: Graphs, texts: Iterable[AnnotatedText], tokenizer: Tokenizer, least: float = 0.15) -> list[Scored]:
    """The scored cues of texts."""
    found = []
    parser = SpacyParser()
    for text in texts:
        words = words_of(text.text, quotations_of(text.text))
        windows = windows_of(text.text, words, tokenizer)
        parse = parse_of(text.text, parser)
        found.append((text, words, list(scored_cues(graphs, words, windows, parse, least))))
    return found


def to_record(kept: Sequence[Proposal]) -> dict[str, object]:
    """A record as far as the scoring program reads it."""
    rows: list[dict[str, object]] = []
    for at, proposal in enumerate(kept):
        around = [
            (sum(span.end - span.start for span in other.content), place)
            for place, other in enumerate(kept)
            if place != at and any(s.start <= proposal.cue.start and proposal.cue.end <= s.end for s in other.content)
        ]
        row: dict[str, object] = {
            "id": f"a{at}",
            "source": _span(proposal.source),
            "cue": _span(proposal.cue),
            "content": [_span(span) for span in proposal.content],
        }
        if around:
            row["within"] = f"a{min(around)[1]}"
        rows.append(row)
    return {"attributions": rows}


def _span(span: object) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span is not None else None  # type: ignore[attr-defined]


def measure(scored: Sequence[Scored], corpus: Path, program: Path, least: float) -> dict[str, float]:
    """The figures of the proposals whose confidence is at least `least`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for text, words, cues in scored:
            kept = [proposal for proposal in proposals(words, cues) if proposal.sure >= least]
            (folder / f"{text.name}.json").write_text(json.dumps(to_record(kept)), encoding="utf-8")
        part = folder / "corpus"
        _copy(corpus, part, [text.name for text, _, _ in scored])
        ran = subprocess.run(
            [sys.executable, program, part, folder, "--json"], capture_output=True, text=True, check=True
        )
        return dict(json.loads(ran.stdout))


def _copy(corpus: Path, part: Path, names: Iterable[str]) -> None:
    """The part of a corpus that was read."""
    own = not (corpus / "text").is_dir()
    for folder in (part,) if own else (part / "text", part / "attributions"):
        folder.mkdir(parents=True)
    for name in names:
        if own:
            files = [corpus / f"{name}.txt", corpus / f"{name}.yaml"]
        else:
            files = [corpus / "text" / f"{name}.txt", *(corpus / "attributions").glob(glob.escape(name) + "_*.ann")]
        for file in files:
            shutil.copyfile(file, part / file.relative_to(corpus))


def show(title: str, result: dict[str, float]) -> None:
    """One line."""
    keys = ("relation_f1", "relation_precision", "relation_recall", "content_f1", "exact_source_f1", "exact_cue_f1")
    keys += ("exact_content_f1", "recall_direct", "recall_mixed", "recall_indirect")
    print(title, " ".join(f"{key.replace('relation', 'rel')} {result[key]:.3f}" for key in keys), flush=True)


def load_torch(weights: Path, args: argparse.Namespace) -> TorchGraphs:
    """The model of a file of weights, as training leaves it or as it keeps it on its way."""
    return TorchGraphs(load_weights(weights, args.base, 0), args.style)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("corpus", choices=("polnear-dev", "gold"))
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--folds", default="01234")
    parser.add_argument("--style", default="own", choices=STYLES[1:])
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--least", type=float, nargs="+", default=[0.3, 0.4, 0.5])
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    graphs = OnnxGraphs(args.weights, args.threads) if args.weights.is_dir() else load_torch(args.weights, args)
    if args.corpus == "gold":
        names = fold_names(Path(__file__).parents[1] / "benchmarks" / "folds.csv", args.folds)
        texts, corpus = list(read_gold(args.data / "gold", names)), args.data / "gold"
    else:
        corpus = args.data / "polnear" / "dev"
        texts = list(read_polnear(corpus))
    scored = score(graphs, texts[:: args.every], tokenizer_of(args.base))
    for least in args.least:
        show(
            f"{args.corpus} {args.style} {least:.2f}",
            measure(scored, corpus, args.data.parent / "eval" / "score_attributions.py", least),
        )


if __name__ == "__main__":
    main()
