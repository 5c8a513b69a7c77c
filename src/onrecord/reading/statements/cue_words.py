"""The words that make a statement negative or something other than actual (certainty.yaml), laid out for look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from onrecord.records import Modality


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of certainty.yaml, turned about: word -> what it makes of a statement."""

    negations: frozenset[str]
    denials: frozenset[str]
    conditions: frozenset[str]
    event_governors: frozenset[str]
    allegations: frozenset[str]
    listing: frozenset[str]
    ahead: frozenset[str]
    hearsay: frozenset[str]
    purposes: frozenset[str]
    alleging_nouns: frozenset[str]
    denying: frozenset[str]
    not_alone: frozenset[str]
    achieved: frozenset[str]
    wishes: frozenset[str]
    demands: frozenset[str]
    auxiliaries: Mapping[str, Modality]
    verbs: Mapping[str, Modality]
    adverbs: Mapping[str, Modality]
    modifiers: Mapping[str, Modality]
    governors: Mapping[str, Modality]


@cache
def load_cues() -> Cues:
    """The cues of the package."""
    raw = yaml.safe_load((Path(__file__).parent / "certainty.yaml").read_text(encoding="utf-8"))
    sets = {key: frozenset(words) for key, words in raw.items() if isinstance(words, list)}
    maps = {
        key: {word: modality for modality, words in groups.items() for word in words}
        for key, groups in raw.items()
        if isinstance(groups, dict)
    }
    fields: dict[str, Any] = {**sets, **maps}
    return Cues(**fields)
