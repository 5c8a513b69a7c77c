"""What bears on the certainty of a clause though no word governs it: conditions, times to come, hearsay."""

from __future__ import annotations

from onrecord.language.parse import Parse, Token
from onrecord.reading.statements.clauses import is_clause, own_words
from onrecord.reading.statements.cue_words import load_cues

_PRESENT = frozenset({"VBZ", "VBP"})
_PAST = frozenset({"VBD", "VBN"})
_ENDS = frozenset({"until", "till", "before"})
_SUBJUNCTIVE = frozenset({"ccomp", "acl", "relcl", "advcl"})
_PAIRS = frozenset({("instead", "of"), ("rather", "than")})


def is_hearsay(parse: Parse, clause: Token) -> bool:
    """Does "reportedly" or its like stand anywhere in the clause, or before the subject that it shares?"""
    words = load_cues().hearsay
    for index in own_words(parse, clause.index):
        token = parse.tokens[index]
        # "the allegedly stolen boat": only the stealing is alleged.
        above = parse.tokens[token.head]
        if token.lower in words and not (above.dep == "amod" and above.tag in ("VBN", "VBG")):
            return True
    if clause.dep != "conj" or not is_clause(parse.tokens[clause.head]):
        return False
    first = parse.tokens[clause.head]
    subject = parse.dependant(first.index, "nsubj", "nsubjpass")
    return subject is not None and any(
        parse.tokens[index].lower in words for index in own_words(parse, first.index) if index <= subject.index
    )


def stands_under_condition(parse: Parse, clause: Token) -> bool:
    """Is it so only if something else is: "she takes over if the mayor dies"?"""
    if _tense(parse, clause) not in _PRESENT:
        return False
    for other in parse.dependants(clause.index, "advcl"):
        if any(mark.lower in ("if", "unless") for mark in parse.dependants(other.index, "mark")):
            before = parse.tokens[max(0, parse.subtree(other.index)[0] - 1)].lower
            first = parse.tokens[parse.subtree(other.index)[0]].lower
            if not {before, first} & {"even", "as"}:
                return True
    return False


def is_inverted_condition(parse: Parse, clause: Token) -> bool:
    """Is it a condition by its order alone: "had she not offered to go"?"""
    subject = parse.dependant(clause.index, "nsubj", "nsubjpass")
    if subject is None or clause.dep not in ("advcl", "ccomp"):
        return False
    helpers = parse.dependants(clause.index, "aux", "auxpass")
    return any(word.lower in ("had", "were", "should") and word.index < subject.index for word in helpers)


def is_yet_to_come(parse: Parse, clause: Token, *, certain: bool) -> bool:
    """Does a clause of time tell of what has not happened: "will take months before power is restored"?

    Args:
        parse: the parse.
        clause: the head of the clause of time.
        certain: is what it dates itself plain?
    """
    if clause.dep == "pcomp":
        return not certain
    words = {word.lower for word in parse.dependants(clause.index, "mark", "advmod")}
    if not words & load_cues().ahead:
        return False
    above = parse.tokens[clause.head]
    tense = _tense(parse, clause)
    if tense in _PRESENT:
        return not certain or bool(words & _ENDS and _tense(parse, above) in _PAST)
    bare = clause.tag == "VBN" and parse.dependant(clause.index, "aux", "auxpass", "nsubj", "nsubjpass") is None
    return bare and _tense(parse, above) not in _PAST


def is_subjunctive(parse: Parse, clause: Token) -> bool:
    """Is it a bare "be" that asks for something: "her suggestion that the matter be discussed"?"""
    helpers = tuple(parse.dependants(clause.index, "aux", "auxpass"))
    if clause.dep not in _SUBJUNCTIVE or any(word.tag in ("MD", "TO") for word in helpers):
        return False
    return any(word.lower == "be" and word.tag == "VB" for word in helpers)


def is_denied_whole(parse: Parse, verb: Token) -> bool:
    """Does a clause deny the whole one that follows: "it is not that", "it is not true that"?"""
    subject = parse.dependant(verb.index, "nsubj")
    if verb.lemma != "be" or subject is None or subject.lower not in ("it", "that"):
        return False
    if parse.dependant(verb.index, "neg") is None:
        return False
    complement = parse.dependant(verb.index, "acomp", "attr")
    return complement is None or complement.lower in ("true", "case")


def is_still_to_do(parse: Parse, verb: Token) -> bool:
    """Does it say of what follows that it has not been done: "has yet to publish"?"""
    yet = any(word.lower == "yet" for word in parse.dependants(verb.index, "advmod"))
    return yet and verb.lemma in ("have", "be") and parse.dependant(verb.index, "xcomp") is not None


def is_instead(parse: Parse, token: Token) -> bool:
    """Is it what did not happen: "instead of going", "rather than go"?"""
    first = min([token.index, *(word.index for word in parse.dependants(token.index, "aux", "auxpass"))])
    return first > 1 and (parse.tokens[first - 2].lower, parse.tokens[first - 1].lower) in _PAIRS


def _tense(parse: Parse, clause: Token) -> str:
    """The tag of the word that bears the tense of a clause."""
    first = parse.dependant(clause.index, "aux", "auxpass")
    return first.tag if first is not None else clause.tag
