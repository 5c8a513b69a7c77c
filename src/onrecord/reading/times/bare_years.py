"""Is a bare number of four figures a year?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from onrecord.language.parse import Token
from onrecord.reading.times.grammar import Found
from onrecord.reading.times.signs import Sign

_MODERN = 1800
"""From here on four figures are a year unless something counted follows; before, only with the tagger's word."""


@cache
def _beside() -> dict[str, frozenset[str]]:
    raw = yaml.safe_load((Path(__file__).parent / "bare_years.yaml").read_text("utf-8"))
    return {key: frozenset(words) for key, words in raw.items()}


def is_year(found: Found, tokens: Mapping[int, Token]) -> bool:
    """Is the number of a match of the rule for years one? `tokens` are the parse's, by start offset."""
    if found.has("FISCAL", "YEARWORD", "EARLY", "EARLIER"):
        return True
    if _marked_as_none(found.before, found.after):
        return False
    number = next(sign for sign in found.signs if sign.kind == "YEARNUM")
    modern = int(number.meaning) >= _MODERN
    token = tokens.get(number.start)
    if token is None:
        return modern
    following = tokens.get(found.after.start) if found.after is not None else None
    if following is not None and following.tag == "NNS":
        return token.name_type == "DATE" or (modern and token.name_type == "EVENT")
    return modern or token.name_type == "DATE"


def _marked_as_none(before: Sign | None, after: Sign | None) -> bool:
    """Does a sign beside the number say that it counts or names something?"""
    if before is not None and before.text in _beside()["not_after"]:
        return True
    if after is None:
        return False
    return after.text in _beside()["not_before"] or (after.text in ("-", "/", ":") and not after.spaced)
