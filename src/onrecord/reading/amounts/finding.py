"""Finds the amounts of a document, in text order."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.language.parse import Parse
from onrecord.reading.amounts.counts import read_count
from onrecord.reading.amounts.money import read_money
from onrecord.reading.amounts.page import Page, Quantity, vocabulary
from onrecord.reading.amounts.units import currencies, quantities
from onrecord.reading.lexemes import lexemes, runs
from onrecord.reading.numerals import number_words, plain
from onrecord.reading.times import find_times
from onrecord.records import Amount, Document, TimeExpression


def find_amounts(document: Document, parse: Parse, times: Sequence[TimeExpression] | None = None) -> tuple[Amount, ...]:
    """Every amount, in text order, none overlapping; numbers that are part of a date are none.

    Args:
        document: the document, for its text and date.
        parse: its parse.
        times: its time expressions, where they are known already; else they are found here.
    """
    dated = [time for time in (find_times(document, parse) if times is None else times) if _is_date(time)]
    tokens = {token.start: token for token in parse.tokens}
    known = vocabulary(document.text)
    amounts: list[Amount] = []
    for run in runs(parse):
        page = Page(parse, lexemes(document.text, run.start, run.end), tokens, known)
        amounts += [_amount(page, quantity) for quantity in _quantities(page, dated)]
    return tuple(amounts)


def amount_string(amount: Amount) -> str:
    """An amount as an argument's value, NUMBER UNIT: "412500 GBP". Of a range, its lower end."""
    return f"{amount.value if amount.value is not None else amount.min} {amount.unit}"


def _is_date(time: TimeExpression) -> bool:
    """Durations are amounts of time; dates and references are none."""
    return time.value.endswith("_REF") or not time.value.startswith("P")


def _quantities(page: Page, dated: Sequence[TimeExpression]) -> list[Quantity]:
    found: list[Quantity] = []
    at = 0
    upcoming = iter(dated)
    time = next(upcoming, None)
    while at < len(page.words):
        word = page.words[at]
        while time is not None and time.end <= word.start:
            time = next(upcoming, None)
        if time is not None and time.start <= word.start:
            at += 1
            continue
        quantity = _quantity(page, at, found) if _may_begin(page, at) else None
        if quantity is None or (time is not None and page.words[quantity.last - 1].end > time.start):
            at += 1
            continue
        found.append(quantity)
        at = quantity.last
    return found


def _quantity(page: Page, at: int, found: Sequence[Quantity]) -> Quantity | None:
    return read_money(page, at) or read_count(page, at, found[-1] if found else None)


def _may_begin(page: Page, at: int) -> bool:
    """Can an amount begin at this lexeme?"""
    word, known = page.words[at], number_words()
    if word.kind == "figures" or word.text in currencies().signs:
        return True
    lower = word.lower
    return (
        lower in known.units
        or lower in known.tens
        or lower in ("a", "an", "half", "quarter")
        or lower in currencies().codes
        or lower in currencies().before
    )


def _amount(page: Page, quantity: Quantity) -> Amount:
    figure = quantity.figure
    start, end = page.words[quantity.first].start, page.words[quantity.last - 1].end
    approximate = True if _is_approximate(page, start) else None
    if figure.high is None:
        return Amount(start, end, quantity.unit, value=plain(figure.value), approximate=approximate)
    return Amount(start, end, quantity.unit, min=plain(figure.value), max=plain(figure.high), approximate=approximate)


def _is_approximate(page: Page, start: int) -> bool:
    before = page.parse.text[max(0, start - 24) : start].lower().rstrip()
    return any(
        before.endswith(phrase) and not before[: -len(phrase)][-1:].isalpha() for phrase in quantities().approximate
    )
