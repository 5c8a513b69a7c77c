"""Cross-validate on the gold: five times train on four folds from the same start, and read the fifth.

`python training/cross_validate.py WEIGHTS_TO_KEEP --start WEIGHTS ...`; options as of train.py. The weights of a
fold are thrown away.
"""

from __future__ import annotations

import csv

import torch
from corpora import read_gold
from evaluate import Scored, TorchGraphs, measure, score, show
from train import ROOT, Kept, arguments, kept_examples, load_base, texts_of, tokenizer_of, train


def main() -> None:
    """Cross-validate."""
    args = arguments().parse_args()
    torch.set_num_threads(args.threads)
    with (ROOT / "benchmarks" / "folds.csv").open(encoding="utf-8") as rows:
        fold_of = {row["document"]: row["fold"] for row in csv.DictReader(rows)}
    tokenizer = tokenizer_of(args.base)
    examples = kept_examples(texts_of(args), tokenizer, args.keep)
    kept = Kept(load_base(args.base, args.frozen), examples)
    pooled: list[Scored] = []
    for fold in "01234":
        torch.manual_seed(args.seed)
        reader = load_base(args.base, args.frozen)
        reader.load_state_dict(torch.load(args.start)["weights"])
        own = [i for i, example in enumerate(examples) if fold_of.get(example.name) != fold]
        args.out = args.out.with_name(f"fold-{fold}.pt")
        train(reader, [examples[i] for i in own], args, kept.part(own))
        names = [name for name, place in fold_of.items() if place == fold]
        held = list(read_gold(args.data / "gold", names))
        pooled += score(TorchGraphs(reader, "gold"), held, tokenizer)
        args.out.unlink()
        for least in (0.2, 0.3, 0.4, 0.5):
            program = args.data.parent / "eval" / "score_attributions.py"
            show(f"up to fold {fold}, {least:.2f}", measure(pooled, args.data / "gold", program, least))


if __name__ == "__main__":
    main()
