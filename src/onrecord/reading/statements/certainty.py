"""Polarity and modality: whether a clause says that something is, is not, will, may, must or would be.

Cues are data (certainty.yaml). What is read wrongly here is the worst error of all, a thing put on record as
plain that the text denies or only supposes; so every cue up to the next finite clause counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language.parse import Parse, Token
from onrecord.reading.statements.circumstances import (
    is_denied_whole,
    is_hearsay,
    is_instead,
    is_inverted_condition,
    is_still_to_do,
    is_subjunctive,
    is_yet_to_come,
    stands_under_condition,
)
from onrecord.reading.statements.clauses import is_clause
from onrecord.reading.statements.cue_words import Cues, load_cues
from onrecord.records import Modality, Polarity

_PREDICATES = frozenset({"attr", "acomp", "oprd"})
_GOVERNED = frozenset({"xcomp", "ccomp", "acl", "dobj", "nsubjpass", "prep", "pcomp"})
_LINKING = frozenset({"of", "for", "from", "with", "on", "to", "against"})
"""Prepositions across which a governor bears: "accused of taking", "calls for arrests", "kept from voting"."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def certainty(parse: Parse, trigger: Token) -> tuple[Polarity, Modality]:
    """Polarity and modality of what a token states: negations cancel out, the nearest cue of modality counts."""
    cues = load_cues()
    if is_inverted_condition(parse, trigger):
        return ("negative" if _negated(parse, trigger, cues) else "positive"), "hypothetical"
    negative, modality = _negated(parse, trigger, cues), _own_modality(parse, trigger, cues)
    for below, above in _line(parse, trigger):
        if is_still_to_do(parse, above):
            return ("positive" if negative else "negative"), modality or "actual"
        if below.dep in _GOVERNED:
            negative ^= above.lemma.lower() in cues.denials
            modality = modality or _governed_modality(parse, below, above)
        negative ^= _negated(parse, above, cues, below)
        modality = modality or _own_modality(parse, above, cues)
    return ("negative" if negative else "positive"), modality or _circumstantial(parse, trigger) or "actual"


def doubt(parse: Parse, trigger: Token) -> Modality:
    """The modality of a title or an apposition: only words of its own bear on it ("the alleged owner")."""
    cues = load_cues()
    words = [child.lower for child in parse.dependants(trigger.index, "amod", "advmod", "compound")]
    return next((cues.modifiers.get(word) or cues.adverbs[word] for word in words
                 if word in cues.modifiers or word in cues.adverbs), "actual")  # fmt: skip


def _circumstantial(parse: Parse, trigger: Token) -> Modality | None:
    """What the clauses around a trigger make of it, where no word that governs it does."""
    clause = next((above for _, above in _line(parse, trigger) if is_clause(above)), trigger)
    if is_subjunctive(parse, clause):
        return "required"
    if is_hearsay(parse, clause) or _is_alleged(parse, clause):
        return "possible"
    if stands_under_condition(parse, clause):
        return "hypothetical"
    above = parse.tokens[clause.head]
    if clause.dep == "pcomp" and above.lower == "before":
        above = parse.tokens[above.head]
    elif clause.dep != "advcl":
        return None
    certain = above.head == clause.index or certainty(parse, above)[1] == "actual"
    return "planned" if is_yet_to_come(parse, clause, certain=certain) else None


def _is_alleged(parse: Parse, clause: Token) -> bool:
    """Is it a clause of its own that somebody alleges, suspects or rumours?"""
    while clause.dep == "conj" and is_clause(parse.tokens[clause.head]):
        clause = parse.tokens[clause.head]
    above = parse.tokens[clause.head]
    if clause.dep == "acl":
        told = any(mark.lower == "that" for mark in parse.dependants(clause.index, "mark"))
        return told and above.lemma in load_cues().alleging_nouns
    return clause.dep == "ccomp" and above.lemma in load_cues().allegations


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
        if is_denied_whole(parse, above) or above.lemma in load_cues().denying:
            return True
        return below.tag not in _FINITE and all(aux.tag == "TO" for aux in parse.dependants(below.index, "aux"))
    if below.dep == "acl":
        # "a plan to build" governs what is built; "a plan built on sand" is only described.
        return below.tag == "VB"
    if below.dep == "prep":
        linking = _LINKING | {"in", "by"} if parse.dependant(below.index, "pcomp") is not None else _LINKING
        return below.lower in linking and above.pos != "ADP"
    return True


def _negated(parse: Parse, token: Token, cues: Cues, below: Token | None = None) -> bool:
    """Do its own words deny it? What `below` says of itself has been counted."""
    if token.dep == "prep":
        return token.lower in cues.negations
    found = is_instead(parse, token)
    for child in _adverbs(parse, token):
        found ^= child.lower in cues.negations and not _is_not_alone(parse, child, cues)
    for child in parse.dependants(token.index, "nsubj", "nsubjpass", "dobj", "attr"):
        if below is None or child.index != below.index:
            found ^= child.lower in cues.negations or _has_negative_determiner(parse, child, cues)
    if token.dep in ("acl", "relcl"):
        noun = parse.tokens[token.head]
        found ^= (token.dep == "acl" and _has_negative_determiner(parse, noun, cues)) or _of_no_kind(parse, noun)
    return found


def _adverbs(parse: Parse, token: Token) -> Iterator[Token]:
    """The adverbs and determiners of a token, of its adverbs and its auxiliaries: "hardly ever", "isn't painted"."""
    for child in parse.dependants(token.index, "neg", "det", "advmod", "preconj"):
        yield child
        if child.dep == "advmod":
            yield from parse.dependants(child.index, "neg", "advmod")
    for helper in parse.dependants(token.index, "aux", "auxpass"):
        yield from parse.dependants(helper.index, "neg")


def _is_not_alone(parse: Parse, negation: Token, cues: Cues) -> bool:
    """Does it only say that there is more: "not only paid"?"""
    after = negation.index + 1
    return (
        negation.lower in ("not", "n't") and after < len(parse.tokens) and parse.tokens[after].lower in cues.not_alone
    )


def _of_no_kind(parse: Parse, noun: Token) -> bool:
    """Is it denied that something is such a thing: "it was not a race held under the rules"?"""
    if noun.dep != "attr" or not any(word.lower in ("a", "an", "any") for word in parse.dependants(noun.index, "det")):
        return False
    return parse.dependant(noun.head, "neg") is not None


def _has_negative_determiner(parse: Parse, token: Token, cues: Cues) -> bool:
    """Does a noun begin with "no" or "neither", itself or by the words that narrow it down?"""
    for child in parse.dependants(token.index, "det", "neg", "preconj", "cc", "amod", "nmod", "compound"):
        if child.lower in cues.negations:
            return True
        if child.dep in ("amod", "nmod", "compound") and any(
            word.lower in cues.negations for word in parse.dependants(child.index, "det", "preconj")
        ):
            return True
    return False


def _own_modality(parse: Parse, token: Token, cues: Cues) -> Modality | None:
    """What the token's own auxiliaries, adverbs and modifiers make of it, or the condition it stands in."""
    to = None
    for child in parse.dependants(token.index):
        word = child.lower
        if child.dep == "aux" and word in cues.auxiliaries and not _is_had(parse, child, token):
            return _doubted(parse, token, cues) or _of_auxiliary(parse, token, cues.auxiliaries[word])
        if child.dep == "mark" and word in cues.conditions:
            return "hypothetical"
        if child.dep in ("advmod", "amod") and (word in cues.adverbs or word in cues.modifiers):
            return cues.adverbs.get(word) or cues.modifiers[word]
        if child.dep == "aux" and child.tag == "TO":
            to = child
    if to is not None and any(c.lemma == "have" and c.index < to.index for c in parse.dependants(token.index, "aux")):
        return "required"  # "has until May to publish", in one clause
    if to is not None and _is_intended(parse, token):
        return _asked_for(parse, token, cues) or "planned"
    return cues.verbs.get(token.lemma)


def _is_had(parse: Parse, helper: Token, verb: Token) -> bool:
    """Is a "'d" short for "had", as before a participle: "he'd sold it"?"""
    have = any(aux.lower == "have" for aux in parse.dependants(verb.index, "aux"))
    return helper.lower == "'d" and verb.tag in ("VBN", "VBD") and not have


def _doubted(parse: Parse, token: Token, cues: Cues) -> Modality | None:
    """The doubt of an adverb beside an auxiliary, which weighs more: "will likely lose"."""
    doubts = (cues.adverbs.get(word.lower) for word in parse.dependants(token.index, "advmod"))
    return "possible" if "possible" in doubts else None


def _asked_for(parse: Parse, token: Token, cues: Cues) -> Modality | None:
    """What a demand, or a noun that governs an infinitive, makes of it: "called for it to be dropped"."""
    above = parse.tokens[token.head]
    if token.dep == "acl":
        return cues.governors.get(above.lemma.lower())
    if token.dep != "advcl" or above.lemma not in cues.demands:
        return None
    of_another = parse.dependant(token.index, "nsubj", "nsubjpass") is not None
    told = above.lemma != "call" and parse.dependant(above.index, "dobj") is not None
    return "required" if of_another or told else None


def _of_auxiliary(parse: Parse, token: Token, modality: Modality) -> Modality | None:
    """What an auxiliary makes of its verb: "could not" denies what is so, "said he would" is the past of "will"."""
    if modality == "possible" and parse.dependant(token.index, "neg") is not None:
        return None
    perfect = any(aux.lower == "have" for aux in parse.dependants(token.index, "aux"))
    if (
        modality == "hypothetical"
        and not perfect
        and token.dep == "ccomp"
        and parse.tokens[token.head].tag in ("VBD", "VBN")
    ):
        conditional = any(child.lower == "if" for clause in parse.dependants(token.index, "advcl")
                          for child in parse.dependants(clause.index, "mark"))  # fmt: skip
        return "hypothetical" if conditional else "planned"
    return modality


def _is_intended(parse: Parse, token: Token) -> bool:
    """Is an infinitive one of purpose ("left to found") or of the future ("is to meet")?"""
    above = parse.tokens[token.head]
    if token.dep in ("acl", "relcl"):
        # "the first woman to serve" served; "a plan to serve" is one.
        return not _is_ranked(parse, above)
    if token.dep == "conj":
        return above.tag not in ("VB", "TO")
    if token.dep == "advcl":
        # "became the first state to vote" voted, "went on to start a firm" started it.
        ranked = any(_is_ranked(parse, noun) for noun in parse.dependants(above.index, "attr"))
        return not ranked and not _goes_on(parse, above)
    if token.dep != "xcomp":
        return False
    # "hired him to paint", "founded a firm to paint": the painting is to come.
    hired = above.lemma in load_cues().purposes and parse.dependant(above.index, "dobj") is not None
    return hired or (above.lemma == "be" and above.index < token.index)


def _goes_on(parse: Parse, verb: Token) -> bool:
    """Is it the "went on" of what was done next?"""
    on = parse.tokens[min(verb.index + 1, len(parse.tokens) - 1)]
    return verb.lemma == "go" and on.lower == "on" and not any(parse.dependants(on.index))


def _is_ranked(parse: Parse, noun: Token) -> bool:
    return any(_ranks(word) for word in parse.dependants(noun.index, "amod"))


def _ranks(word: Token) -> bool:
    return word.tag in ("JJS", "RBS") or word.lower in ("first", "last", "only", "second", "third", "next")


def _governed_modality(parse: Parse, below: Token, above: Token) -> Modality | None:
    cues = load_cues()
    word = above.lemma.lower()
    if below.dep == "dobj" and word in cues.listing:
        # "their demands include the release of": what is listed is as certain as the list.
        owner = parse.dependant(above.index, "nsubj")
        return cues.governors.get(owner.lemma.lower()) if owner is not None else None
    found = cues.governors.get(word) or cues.governors.get(above.lower)
    infinitive = any(aux.tag == "TO" for aux in parse.dependants(below.index, "aux"))
    # "was able to paint" painted, "had his car repossessed" lost it.
    if (word in cues.achieved and _is_past(parse, above)) or (word == "have" and not infinitive):
        return None
    if word in cues.wishes and infinitive and parse.dependant(below.index, "nsubj", "nsubjpass") is not None:
        return "required"
    if below.dep in ("dobj", "nsubjpass"):
        return found if word in cues.event_governors else None
    if below.dep == "ccomp" and below.tag not in ("VB", "VBG"):
        return found if found == "required" else None
    return found


def _is_past(parse: Parse, governor: Token) -> bool:
    """Is what governs told of as done: "was able", "has been forced", "forced"?"""
    verb = parse.tokens[governor.head] if governor.dep == "acomp" else governor
    helpers = tuple(parse.dependants(verb.index, "aux", "auxpass"))
    if not helpers:
        return verb.tag in ("VBD", "VBN")
    return helpers[0].tag == "VBD" or (helpers[0].lemma == "have" and helpers[0].tag in ("VBZ", "VBP"))
