"""How often the reader of statements is right: `python training/calibrate_statements.py MODEL --fold 0 --into MODEL`.

Reads gold files that MODEL has not learnt from, and fits to what is right there (a logistic regression with a ridge)
the chance of being right: by the reader's probability, by whether a rule reads the same, and by the type. Writes it
into the card of the model named by `--into`, from which `sure` is worked out.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import yaml
from name_examples import folds
from train import ROOT

from onrecord.documents.extraction import Metadata
from onrecord.documents.reader import read_document
from onrecord.language.encoder import Model, load_model
from onrecord.language.spacy import SpacyParser
from onrecord.pipeline import put_on_record, understood
from onrecord.reading.statements import chosen_drafts
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.scene import TYPES
from onrecord.reading.statements.trained import odds
from onrecord.records import to_builtins

RIDGE = np.array([0.0, 0.1, 0.1, *(4.0 for _ in TYPES)])
"""What holds each weight back: the general ones hardly, those of types towards nothing, as some are rare."""


def read_right(folder: Path, name: str, parser: SpacyParser, model: Model) -> Iterator[tuple[Draft, bool]]:
    """Every draft of a gold file that becomes a statement, and whether the gold has it."""
    import score_records as scoring  # noqa: PLC0415  lies in the folder of the shared scoring programs

    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    raw = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
    published = str(raw["published"]) if raw.get("published") else None
    document, skipped = read_document(f"{name}.txt", text.encode(), Metadata(published=published))
    parse = parser.parse(document, skipped)
    record = to_builtins(put_on_record(document, skipped, parse, model, parser.levelled))
    gold = scoring.gold_record(folder / f"{name}.yaml", text)
    _, errors = scoring.score_document(gold, scoring.system_record(record))
    extra = {(row["type"], row["trigger"]) for kind, row in errors if kind == "extra"}
    stated = {(row["type"], (row["trigger"]["start"], row["trigger"]["end"])) for row in record["statements"]}
    for draft in chosen_drafts(understood(document, parse, model, parser.levelled)[0], model):
        key = (draft.type, (draft.trigger.start, draft.trigger.end))
        if key in stated:
            yield draft, key not in extra


def fitted(rows: list[tuple[Draft, bool]]) -> np.ndarray:
    """Weights: in general, of the logit, of a rule's reading, and of each type."""
    kinds = np.eye(len(TYPES))
    given = np.array([(1.0, odds(d.sure), d.ruled is not None, *kinds[TYPES.index(d.type)]) for d, _ in rows])
    right = np.array([float(one) for _, one in rows])
    weights = np.zeros(given.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (right - chance) - RIDGE * weights
        bend = (given * (chance * (1 - chance))[:, None]).T @ given + np.diag(RIDGE) + 1e-6 * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Fit, print and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("model", type=Path)
    options.add_argument("--fold", default="0")
    options.add_argument("--into", type=Path, required=True)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    args = options.parse_args()
    sys.path.insert(0, str(args.data.parent / "eval"))
    parser, model = SpacyParser(), load_model(args.model)
    names = sorted(name for name, fold in folds().items() if fold in args.fold)
    rows = [row for name in names for row in read_right(args.data / "gold", name, parser, model)]
    general, logit, ruled, *types = (round(float(weight), 4) for weight in fitted(rows))
    sure = {"general": general, "logit": logit, "ruled": ruled, **dict(zip(TYPES, types, strict=True))}
    card = json.loads((args.into / "model.json").read_text(encoding="utf-8"))
    card["sure"] = sure
    (args.into / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"{len(rows)} statements of {len(names)} texts, {math.fsum(one for _, one in rows):.0f} right: {sure}")


if __name__ == "__main__":
    main()
