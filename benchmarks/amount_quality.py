"""How right the amounts are: the currency, age, percent and number specs of Recognizers-Text.

    python benchmarks/amount_quality.py [--errors N]

An amount counts as found when its span overlaps the spec's, and as right when the decimal is equal too, and for
money the ISO code. Specs without a number ("the dollar fell") are left out, as are those that the specs mark as
unsupported for Python. Of the numbers those count that a counted noun follows (COUNTED, fixed before tuning); not
spans of time ("3 years"), which the record has among its times. Writes results/amounts.json.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from paths import RESULTS, data_folder

from onrecord.documents.text import read_text
from onrecord.language.spacy import SpacyParser
from onrecord.reading.amounts import find_amounts
from onrecord.records import Amount, Document

FILE = RESULTS / "amounts.json"
SPECS = {
    "money": "CurrencyModel.json",
    "ages": "AgeModel.json",
    "percent": "PercentModel.json",
    "counts": "NumberModel.json",
}
COUNTED = {
    (140, 2), (147, 0), (150, 2), (152, 2), (160, 0), (161, 0), (168, 0), (172, 0), (174, 0), (201, 0), (204, 0),
    (216, 0),
}  # fmt: skip
"""Of the number specs, those with a noun after the number: the place of the spec in its file, of the result in it."""
CODES = {
    "Dollar": "USD", "Pound": "GBP", "Cent": "USD", "Pence": "GBP", "Penny": "GBP", "Bitcoin": "BTC",
    "Finnish markka": "FIM", "Peseta": "ESP", "Netherlands guilder": "NLG",
}  # fmt: skip
"""The code of units that the specs give none for. A franc or a rupee of no country has no code of ours either."""
AGES = {"Age": "Year"}
"""A bare age is in years."""
HUNDREDTHS = ("Cent", "Pence", "Penny")


@dataclass(frozen=True, slots=True)
class Expected:
    """One amount of a spec."""

    start: int
    end: int
    value: Decimal
    unit: str


def main() -> None:
    """Score each spec, and write the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--errors", type=int, default=0, help="print up to N misses a spec")
    errors = options.parse_args().errors
    parser = SpacyParser()
    figures = {name: measured(parser, name, errors) for name in SPECS}
    gold = sum(values["gold"] for values in figures.values())
    figures["all"] = {
        "gold": gold,
        "right": round(sum(values["right"] * values["gold"] for values in figures.values()) / gold, 4),
    }
    for name, values in figures.items():
        print(f"{name:8}", *(f"{key} {value}" for key, value in values.items()), sep="   ")
    RESULTS.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measured(parser: SpacyParser, name: str, errors: int) -> dict[str, float]:
    """How many amounts of a spec are found and right, and how many of ours are of that kind and not in it."""
    gold = found = right = extra = shown = 0
    seconds = 0.0
    specs = json.loads((data_folder() / "recognizers" / SPECS[name]).read_text(encoding="utf-8-sig"))
    for place, spec in enumerate(specs):
        if "python" in f"{spec.get('NotSupported')} {spec.get('NotSupportedByDesign')}":
            continue
        extraction = read_text("spec.txt", spec["Input"].encode())
        document = Document("d", extraction.text, language="en", blocks=extraction.blocks)
        parse = parser.parse(document)
        began = time.perf_counter()
        amounts = [amount for amount in find_amounts(document, parse) if is_of(name, amount)]
        seconds += time.perf_counter() - began
        wanted = [want for at, want in enumerate(expected(name, spec)) if name != "counts" or (place, at) in COUNTED]
        gold += len(wanted)
        matched = [next((a for a in amounts if a.start < w.end and w.start < a.end), None) for w in wanted]
        found += sum(amount is not None for amount in matched)
        extra += sum(amount not in matched for amount in amounts)
        for want, amount in zip(wanted, matched, strict=True):
            fits = amount is not None and same(want, amount)
            right += fits
            if not fits and shown < errors:
                shown += 1
                print(name, spec["Input"], want, amount, sep=" | ")
    return {"gold": gold, "found": round(found / gold, 4), "right": round(right / gold, 4), "extra": extra}


def expected(name: str, spec: dict[str, object]) -> Iterator[Expected]:
    """The amounts of a spec that have a number."""
    results = spec["Results"]
    assert isinstance(results, list)  # noqa: S101 - the specs' own shape
    for result in results:
        resolution = result["Resolution"]
        number = (resolution.get("value") or "null").rstrip("%")
        if number == "null":
            continue
        unit = "percent" if name == "percent" else resolution.get("unit", "")
        value = Decimal(number.replace(",", "")) / (100 if unit in HUNDREDTHS else 1)
        code = resolution.get("isoCurrency") or CODES.get(unit, unit)
        yield Expected(result["Start"], result["End"] + 1, value, code if name == "money" else AGES.get(unit, unit))


def is_of(name: str, amount: Amount) -> bool:
    """Is the amount of the kind that the spec lists?"""
    money = (amount.unit.isupper() and len(amount.unit) == 3) or amount.unit in ("francs", "rupees")
    if name == "money":
        return money
    if name == "counts":
        return True
    return amount.unit == "percent" if name == "percent" else amount.unit in ("years", "months", "weeks", "days")


def same(want: Expected, amount: Amount) -> bool:
    """Equal decimals, and for money the same code; an age's unit is the spec's in the plural; a count has any."""
    if amount.value is None or Decimal(amount.value) != want.value:
        return False
    return want.unit in (amount.unit, "", "percent") or amount.unit == f"{want.unit.lower()}s"


if __name__ == "__main__":
    main()
