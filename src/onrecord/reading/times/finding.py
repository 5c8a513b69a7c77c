"""Finds the time expressions of a document, in text order, and works out their values one after the other."""

from __future__ import annotations

import re
from functools import partial

from onrecord.language.parse import Parse, Token
from onrecord.reading.lexemes import lexemes, runs
from onrecord.reading.times.calendar import moment
from onrecord.reading.times.context import Context, Said, said
from onrecord.reading.times.grammar import Found, matches
from onrecord.reading.times.meanings import MEANINGS
from onrecord.reading.times.periods import share_years
from onrecord.reading.times.signs import signs
from onrecord.reading.times.tense import tense_of
from onrecord.records import Document, TimeExpression

_MODERN = 1800
"""Four figures from here on are a year unless something counted follows; earlier ones only with the tagger's word."""
_NO_YEAR_AFTER = ("$", "£", "€", "#", "¥", "No", "no", ".", "+", "flight", "Flight", "Route", "Boeing")
_NO_YEAR_BEFORE = ("%", "percent", "per")
_UNITS = frozenset(("km", "miles", "metres", "meters", "feet", "kg", "tons", "tonnes", "people", "million", "men", "women",
     "children", "troops", "soldiers", "workers", "jobs", "votes", "shares", "homes", "words", "acres", "hectares", "dead"))
_MEMORY = 8
"""How many times before an expression it may refer to."""
_DAY_FIRST = re.compile(r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_MONTH_FIRST = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b")


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
            if not _is_time(found, tokens) or (reading := MEANINGS[found.rule.meaning](found, context)) is None:
                continue
            times.append(TimeExpression(found.start, found.end, reading.value, reading.anchor))
            if found.rule.id != "year-ago" and (remembered := said(reading.value, found.start)) is not None:
                memory = [*memory[-_MEMORY:], remembered]
    return share_years(document.text, times)


def _day_first(text: str) -> bool | None:
    """Does the text write the day before the month where it writes dates in words? Nothing if it does neither."""
    first, second = _DAY_FIRST.search(text), _MONTH_FIRST.search(text)
    return None if (first is None) == (second is None) else first is not None


def _is_time(found: Found, tokens: dict[int, Token]) -> bool:
    """Is a bare number of four figures a year, in spite of what stands around it?"""
    if found.rule.id != "year" or found.has("FISCAL", "YEARWORD", "EARLY", "EARLIER"):
        return True
    number = next(sign for sign in found.signs if sign.kind == "YEARNUM")
    token = tokens.get(number.start)
    before, after = found.before, found.after
    if before is not None and before.text in _NO_YEAR_AFTER and before.end >= found.start - 1:
        return False
    if after is not None and (after.text in _NO_YEAR_BEFORE or after.text in "-/:" and not after.spaced):
        return False
    if token is None:
        return number.meaning >= _MODERN
    following = tokens.get(after.start) if after is not None else None
    if following is not None and following.lower in _UNITS:
        return False
    counted = following is not None and following.tag == "NNS"
    if number.meaning >= _MODERN:
        return not counted or token.name_type in ("DATE", "EVENT")
    return token.name_type == "DATE" and not counted
