"""Finds the time expressions of a document, in text order, and works out their values one after the other."""

from __future__ import annotations

import re
from functools import partial

from onrecord.language.parse import Parse
from onrecord.reading.lexemes import lexemes, runs
from onrecord.reading.times.bare_years import is_year
from onrecord.reading.times.calendar import moment
from onrecord.reading.times.context import Context, Said, said
from onrecord.reading.times.grammar import matches
from onrecord.reading.times.meanings import MEANINGS
from onrecord.reading.times.periods import share_years
from onrecord.reading.times.signs import signs
from onrecord.reading.times.tense import tense_of
from onrecord.records import Document, TimeExpression

_MEMORY = 8
"""How many times before an expression it may refer to."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_FIRST = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS})\b")
_MONTH_FIRST = re.compile(rf"\b(?:{_MONTHS}) \d{{1,2}}\b")


def find_times(document: Document, parse: Parse) -> tuple[TimeExpression, ...]:
    """Every time expression, in text order, none overlapping.

    Values are EDTF dates, ISO weeks, ISO 8601 durations, or PRESENT_REF, PAST_REF, FUTURE_REF. What the text and
    its date of publication leave open stays open (`XXXX-03`); nothing is invented.
    """
    published = moment((document.published or "")[:10])
    tokens = {token.start: token for token in parse.tokens}
    day_first = _day_first(document.text)
    memory: list[Said] = []
    times: list[TimeExpression] = []
    for run in runs(parse):
        words = lexemes(document.text, run.start, run.end)
        for found in matches(list(signs(words, tokens))):
            context = Context(published, tuple(memory), partial(tense_of, parse), day_first)
            if found.rule.id == "year" and not is_year(found, tokens):
                continue
            if (reading := MEANINGS[found.rule.meaning](found, context)) is None:
                continue
            times.append(TimeExpression(found.start, found.end, reading.value, reading.anchor))
            if found.rule.id != "year-ago" and (remembered := said(reading.value, found.start)) is not None:
                memory = [*memory[-_MEMORY:], remembered]
    return share_years(document.text, times)


def _day_first(text: str) -> bool | None:
    """Does the text write the day before the month where it writes dates in words? Nothing if it does neither."""
    first, second = _DAY_FIRST.search(text), _MONTH_FIRST.search(text)
    return None if (first is None) == (second is None) else first is not None
