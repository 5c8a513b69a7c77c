"""Does the clause around a time speak of the past or of what is to come?"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from onrecord.language.parse import Parse, Token
from onrecord.records import Span

Tense = Literal["past", "future", "present"]
_CLIMB = 12
_VERBS = ("VERB", "AUX")


@cache
def _words() -> dict[str, frozenset[str]]:
    raw = yaml.safe_load((Path(__file__).parent / "tense.yaml").read_text("utf-8"))
    return {key: frozenset(words) for key, words in raw.items()}


def tense_of(parse: Parse, span: Span) -> Tense:
    """The tense of the verb that governs a run of text; "present" where nothing tells."""
    run = parse.tokens_in(span.start, span.end)
    if not run:
        return "present"
    head = parse.head_of(run.start, run.stop)
    if run.stop < len(parse.tokens) and parse.tokens[run.stop - 1].lower == "'s":
        return "past"
    embedded = False
    for step, token in enumerate(parse.governors(head)):
        if step == _CLIMB:
            break
        if token.pos in _VERBS or token.lemma in _words()["governors"]:
            tense = _verb_tense(parse, token, embedded=embedded)
            if tense is not None:
                return tense
            embedded = True
    return "present"


def _verb_tense(parse: Parse, verb: Token, *, embedded: bool) -> Tense | None:  # noqa: PLR0911 - a ladder of cases
    """The tense that a verb shows; nothing where its governor must say ("planning to", "found")."""
    helpers = list(parse.dependants(verb.index, "aux", "auxpass"))
    lemmas = {helper.lemma for helper in helpers} | {helper.lower for helper in helpers}
    tags = {helper.tag for helper in helpers}
    if lemmas & _words()["future_helpers"]:
        return "future"
    if "had" in lemmas or (verb.tag == "VBD" and not (embedded and verb.lemma in _words()["governors"])):
        return "past"
    if verb.lemma in _words()["governors"] or verb.tag == "MD":
        return "future"
    if "VBD" in tags or lemmas & {"have", "'ve"}:
        return "past"
    if verb.tag == "VB" and "to" in lemmas:
        return "future"
    if verb.tag in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        return "present"
    return "past" if verb.tag == "VBN" and (parse.is_root(verb.index) or verb.dep == "acl") else None
