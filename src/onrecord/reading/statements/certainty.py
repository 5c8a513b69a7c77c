"""Polarity and modality: whether a clause says that something is, is not, will, may, must or would be.

Cues are data (certainty.yaml). What is read wrongly here is the worst error of all, a thing put on record as
plain that the text denies or only supposes; so every cue up to the next finite clause counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from onrecord.language.parse import Parse, Token
from onrecord.records import Modality, Polarity

_UP = frozenset({"xcomp", "pcomp", "acl", "prep", "ccomp", "dobj", "pobj", "conj", "advcl", "attr", "oprd", "compound"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of certainty.yaml, turned about: word -> what it makes of a statement."""

    negations: frozenset[str]
    denials: frozenset[str]
    conditions: frozenset[str]
    auxiliaries: Mapping[str, Modality]
    adverbs: Mapping[str, Modality]
    modifiers: Mapping[str, Modality]
    governors: Mapping[str, Modality]


@cache
def load_cues() -> Cues:
    """The cues of the package."""
    raw = yaml.safe_load((Path(__file__).parent / "certainty.yaml").read_text(encoding="utf-8"))
    sets = {key: frozenset(raw[key]) for key in ("negations", "denials", "conditions")}
    maps = {
        key: {word: modality for modality, words in raw[key].items() for word in words}
        for key in ("auxiliaries", "adverbs", "modifiers", "governors")
    }
    return Cues(**sets, **maps)


def certainty(parse: Parse, trigger: Token) -> tuple[Polarity, Modality]:
    """Polarity and modality of what a token states: the nearest cue of modality counts, negations cancel out."""
    cues, negative = load_cues(), False
    modality: Modality | None = None
    for token, below in _line(parse, trigger):
        negative ^= _negated(parse, token, cues)
        if below is None:
            modality = _own_modality(parse, token, cues)
            continue
        negative ^= _denies(token, below, cues)
        modality = modality or _governed_modality(token, below, cues) or _own_modality(parse, token, cues)
    return "negative" if negative else "positive", modality or "actual"


def _line(parse: Parse, trigger: Token) -> Iterator[tuple[Token, Token | None]]:
    """The trigger, then the words that govern it, each with the one below, up to a clause that stands by itself."""
    yield trigger, None
    below = trigger
    while below.head != below.index and below.dep in _UP:
        above = parse.tokens[below.head]
        if not _reaches(parse, below, above):
            return
        if below.dep == "conj":
            below = _coordinate(below, above)
            if below is above and _has_own_auxiliary(parse, trigger):
                return
        yield above, below
        below = above


def _coordinate(below: Token, above: Token) -> Token:
    return above if above.dep != "ROOT" else below


def _has_own_auxiliary(parse: Parse, token: Token) -> bool:
    return parse.dependant(token.index, "aux") is not None


def _reaches(parse: Parse, below: Token, above: Token) -> bool:
    """Do the cues above bear on what stands below?"""
    if below.dep == "ccomp":
        return below.tag not in _FINITE and parse.dependant(below.index, "aux", "nsubj") is None
    if below.dep == "advcl":
        return False
    return above.pos in ("VERB", "AUX", "ADJ", "NOUN", "ADP", "SCONJ", "PART")


def _negated(parse: Parse, token: Token, cues: Cues) -> bool:
    found = False
    for child in parse.dependants(token.index, "neg", "det", "advmod", "preconj"):
        found ^= child.lower in cues.negations
    for child in parse.dependants(token.index, "nsubj", "nsubjpass", "dobj", "attr"):
        if child.lower in cues.negations or _has_negative_determiner(parse, child, cues):
            found = not found
    return found


def _has_negative_determiner(parse: Parse, token: Token, cues: Cues) -> bool:
    return any(child.lower in cues.negations for child in parse.dependants(token.index, "det", "neg"))


def _denies(above: Token, below: Token, cues: Cues) -> bool:
    return above.lemma.lower() in cues.denials and below.dep in ("xcomp", "pcomp", "prep", "acl", "dobj", "ccomp")


def _own_modality(parse: Parse, token: Token, cues: Cues) -> Modality | None:
    """What the token's own auxiliaries, adverbs and modifiers make of it, or the condition it stands in."""
    for child in parse.dependants(token.index):
        word = child.lower
        if child.dep == "aux" and word in cues.auxiliaries:
            return cues.auxiliaries[word]
        if child.dep == "mark" and word in cues.conditions:
            return "hypothetical"
        if child.dep in ("advmod", "amod") and (word in cues.adverbs or word in cues.modifiers):
            return cues.adverbs.get(word) or cues.modifiers[word]
    return None


def _governed_modality(above: Token, below: Token, cues: Cues) -> Modality | None:
    if below.dep in ("xcomp", "pcomp", "acl", "ccomp", "prep") and above.lemma.lower() in cues.governors:
        return cues.governors[above.lemma.lower()]
    return None
