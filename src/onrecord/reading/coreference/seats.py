"""Seats: a place that only says where a body is, between the body and the clause about it.

"The Waterkering Foundation, of Rotterdam, which gave the money": a parser hangs the clause on the place, but it is
the foundation that gave.
"""

from __future__ import annotations

from onrecord.language.parse import Parse, Token

_SEATED = frozenset({"in", "of", "from", "at", "near"})
_STATIC = frozenset("be have lie border host sit stand mean see suffer hold cover contain include adjoin".split())
"""Verbs of which a place is the subject as readily as a body."""


def body_meant(parse: Parse, noun: Token, verb: Token) -> Token:
    """What "which" before a verb means: the noun before it, or, where that is a mere seat, whose seat it is."""
    above = parse.tokens[noun.head]
    aside = above.index > 0 and parse.tokens[above.index - 1].text == "," and noun.pos == "PROPN"
    place = noun.name_type in ("GPE", "LOC") or aside
    seat = place and noun.dep == "pobj" and above.dep == "prep" and above.lower in _SEATED
    does = verb.lemma not in _STATIC and parse.dependant(verb.index, "dobj", "ccomp") is not None
    if not seat or not does:
        return noun
    owner = parse.tokens[above.head]
    while owner.dep in ("pobj", "prep") and owner.head != owner.index:
        owner = parse.tokens[owner.head]
    return owner if owner.pos in ("NOUN", "PROPN") else noun
