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

_PREDICATES = frozenset({"attr", "acomp", "oprd"})
_GOVERNED = frozenset({"xcomp", "ccomp", "acl", "dobj", "nsubjpass", "prep", "pcomp"})
_LINKING = frozenset({"of", "for", "from", "with", "on", "to", "against"})
"""Prepositions across which a governor bears: "accused of taking", "calls for arrests", "kept from voting"."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of certainty.yaml, turned about: word -> what it makes of a statement."""

    negations: frozenset[str]
    denials: frozenset[str]
    conditions: frozenset[str]
    event_governors: frozenset[str]
    auxiliaries: Mapping[str, Modality]
    verbs: Mapping[str, Modality]
    adverbs: Mapping[str, Modality]
    modifiers: Mapping[str, Modality]
    governors: Mapping[str, Modality]


@cache
def load_cues() -> Cues:
    """The cues of the package."""
    raw = yaml.safe_load((Path(__file__).parent / "certainty.yaml").read_text(encoding="utf-8"))
    sets = {key: frozenset(raw[key]) for key in ("negations", "denials", "conditions", "event_governors")}
    maps = {
        key: {word: modality for modality, words in raw[key].items() for word in words}
        for key in ("auxiliaries", "verbs", "adverbs", "modifiers", "governors")
    }
    return Cues(
        negations=sets["negations"],
        denials=sets["denials"],
        conditions=sets["conditions"],
        event_governors=sets["event_governors"],
        auxiliaries=maps["auxiliaries"],
        verbs=maps["verbs"],
        adverbs=maps["adverbs"],
        modifiers=maps["modifiers"],
        governors=maps["governors"],
    )


def certainty(parse: Parse, trigger: Token) -> tuple[Polarity, Modality]:
    """Polarity and modality of what a token states: negations cancel out, the nearest cue of modality counts."""
    cues = load_cues()
    negative, modality = _negated(parse, trigger, cues), _own_modality(parse, trigger, cues)
    for below, above in _line(parse, trigger):
        if below.dep in _GOVERNED:
            negative ^= above.lemma.lower() in cues.denials
            modality = modality or _governed_modality(below, above, cues)
        negative ^= _negated(parse, above, cues)
        modality = modality or _own_modality(parse, above, cues)
    return ("negative" if negative else "positive"), modality or "actual"


def _line(parse: Parse, trigger: Token) -> Iterator[tuple[Token, Token]]:
    """What governs the trigger, what governs that, and so on while cues bear on the trigger: (below, above)."""
    below = trigger
    while below.head != below.index:
        above = parse.tokens[below.head]
        if not _bears_on(parse, below, above):
            return
        yield below, above
        below = above


def _bears_on(parse: Parse, below: Token, above: Token) -> bool:
    if below.dep == "conj":
        # "will paint and sell": what stands before the first verb holds for the second, unless that has a tense.
        return below.tag == above.tag and below.tag not in _FINITE and parse.dependant(below.index, "aux") is None
    if below.dep == "pobj":
        return above.lower in _LINKING
    return below.dep in _PREDICATES or (below.dep in _GOVERNED and _reaches(parse, below, above))


def _reaches(parse: Parse, below: Token, above: Token) -> bool:
    """Do the cues on a governor bear on what it governs?"""
    if below.dep == "ccomp":
        # A clause with a tense of its own stands by itself; "urged that she resign" has none.
        return below.tag not in _FINITE and all(aux.tag == "TO" for aux in parse.dependants(below.index, "aux"))
    if below.dep == "acl":
        # "a plan to build" governs what is built; "a plan built on sand" is only described.
        return below.tag == "VB"
    if below.dep == "prep":
        return below.lower in _LINKING and above.pos != "ADP"
    return True


def _negated(parse: Parse, token: Token, cues: Cues) -> bool:
    found = False
    if token.dep == "prep":
        return token.lower in cues.negations
    for child in parse.dependants(token.index, "neg", "det", "advmod", "preconj"):
        found ^= child.lower in cues.negations
    for child in parse.dependants(token.index, "nsubj", "nsubjpass", "dobj", "attr"):
        found ^= child.lower in cues.negations or _has_negative_determiner(parse, child, cues)
    if token.dep == "acl":
        found ^= _has_negative_determiner(parse, parse.tokens[token.head], cues)
    return found


def _has_negative_determiner(parse: Parse, token: Token, cues: Cues) -> bool:
    return any(child.lower in cues.negations for child in parse.dependants(token.index, "det", "neg", "preconj", "cc"))


def _own_modality(parse: Parse, token: Token, cues: Cues) -> Modality | None:
    """What the token's own auxiliaries, adverbs and modifiers make of it, or the condition it stands in."""
    to = None
    for child in parse.dependants(token.index):
        word = child.lower
        if child.dep == "aux" and word in cues.auxiliaries:
            return _of_auxiliary(parse, token, cues.auxiliaries[word])
        if child.dep == "mark" and word in cues.conditions:
            return "hypothetical"
        if child.dep in ("advmod", "amod") and (word in cues.adverbs or word in cues.modifiers):
            return cues.adverbs.get(word) or cues.modifiers[word]
        if child.dep == "aux" and child.tag == "TO":
            to = child
    if to is not None and _is_intended(parse, token):
        return "planned"
    return cues.verbs.get(token.lemma)


def _of_auxiliary(parse: Parse, token: Token, modality: Modality) -> Modality | None:
    """What an auxiliary makes of its verb: "could not" denies what is so, "said he would" is the past of "will"."""
    if modality == "possible" and parse.dependant(token.index, "neg") is not None:
        return None
    if modality == "hypothetical" and token.dep == "ccomp" and parse.tokens[token.head].tag in ("VBD", "VBN"):
        conditional = any(child.lower == "if" for clause in parse.dependants(token.index, "advcl")
                          for child in parse.dependants(clause.index, "mark"))  # fmt: skip
        return "hypothetical" if conditional else "planned"
    return modality


def _is_intended(parse: Parse, token: Token) -> bool:
    """Is an infinitive one of purpose ("left to found") or of the future ("is to meet")?"""
    above = parse.tokens[token.head]
    if token.dep == "acl":
        # "the first woman to serve" served; "a plan to serve" is one.
        return not any(_ranks(word) for word in parse.dependants(above.index, "amod"))
    return token.dep == "advcl" or (token.dep == "xcomp" and above.lemma == "be" and above.index < token.index)


def _ranks(word: Token) -> bool:
    return word.tag in ("JJS", "RBS") or word.lower in ("first", "last", "only", "second", "third", "next")


def _governed_modality(below: Token, above: Token, cues: Cues) -> Modality | None:
    word = above.lemma.lower()
    found = cues.governors.get(word) or cues.governors.get(above.lower)
    if below.dep in ("dobj", "nsubjpass"):
        return found if word in cues.event_governors else None
    if below.dep == "ccomp" and below.tag not in ("VB", "VBG"):
        return found if found == "required" else None
    return found
