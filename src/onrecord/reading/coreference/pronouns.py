"""Pronouns: which of the things spoken of each stands for."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.language.parse import Parse, Token
from onrecord.reading.coreference.discourse import Discourse, Sex, Thing, is_subject
from onrecord.reading.coreference.salience import Reference, Setting, judged, likelihood
from onrecord.reading.coreference.seats import body_meant
from onrecord.reading.names.word_lists import nouns

_FORMS: dict[str, Reference] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}  # fmt: skip
_REFLEXIVE = frozenset("himself herself itself themselves".split())
_POSSESSIVE = frozenset({"PRP$"})
FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())
RELATIVE = frozenset("who whom whose which that".split())
_BACK: dict[Reference, int] = {"he": 4, "she": 4, "it": 2, "they": 3}
_EMPTY_VERBS = frozenset("be seem appear become happen take turn rain snow mean".split())
_SPEAKERS = frozenset({"Person", "Group", "Organization", "Work"})
_OBJECTS = frozenset({"dobj", "dative", "pobj", "oprd"})


def reference_of(token: Token) -> Reference | None:
    """What a pronoun of the third person asks for."""
    return _FORMS.get(token.lower) if token.tag in ("PRP", "PRP$") else None


def is_empty(parse: Parse, token: Token) -> bool:
    """Is "it" a mere place-holder ("it is believed that", "it was raining")?"""
    if token.dep == "expl":
        return True
    if token.lower != "it" or not is_subject(token.dep):
        return False
    verb = parse.tokens[token.head]
    clause = parse.dependant(verb.index, "ccomp", "csubj", "xcomp", "advcl") is not None
    if token.dep == "nsubjpass":
        return parse.dependant(verb.index, "ccomp", "csubjpass", "csubj") is not None
    if verb.lemma not in _EMPTY_VERBS:
        return False
    complement = parse.dependant(verb.index, "acomp", "attr")
    inner = complement is not None and parse.dependant(complement.index, "xcomp", "ccomp", "advcl", "relcl") is not None
    return (clause and complement is not None) or inner


def antecedent(parse: Parse, discourse: Discourse, setting: Setting) -> Thing | None:
    """The likeliest thing that a pronoun of the third person stands for, if any fits."""
    token = setting.token
    verb, called = parse.tokens[token.head], _complement_type(parse, token)
    acts = is_subject(token.dep) and verb.lemma in nouns().acting
    reports = parse.dependant(token.head, "ccomp") is not None and is_subject(token.dep)
    barred = set(_barred(parse, discourse, token))
    fitting = (
        thing
        for thing in discourse.recent(token.sentence, _BACK[setting.reference])
        if _fits(thing, setting.reference)
        and (thing.type in _SPEAKERS or not reports)
        and id(thing) not in barred
        and not _holds(thing, token)
    )
    best, best_score = None, -99.0
    for order, thing in enumerate(fitting):
        score = likelihood(thing, setting, order) + judged(thing, setting)
        if setting.reference == "it":
            score += 4.0 * (acts and thing.type == "Organization") - 4.0 * (acts and thing.type in ("Event", "Place"))
            score -= 4.0 * (called is not None and thing.type != called) + 9.0 * _speaks_for_owner(parse, thing, token)
        if score > best_score:
            best, best_score = thing, score
        if order > 11:
            break
    return best


def _complement_type(parse: Parse, token: Token) -> str | None:
    """What sort of thing "it" is said to be: an event in "it was a race", nothing where that tells nothing."""
    verb = parse.tokens[token.head]
    noun = parse.dependant(verb.index, "attr") if is_subject(token.dep) and verb.lemma == "be" else None
    if noun is None or noun.tag != "NN":
        return None
    kind = nouns().types.get(noun.lemma)
    return kind if kind in ("Organization", "Place", "Event") else None


def _speaks_for_owner(parse: Parse, thing: Thing, token: Token) -> bool:
    """Is it somebody's website or leaflet, whose words are about that somebody ("its website says that it was")?"""
    clause = parse.tokens[token.head]
    written = thing.type == "Work" or bool(thing.kinds & {"website", "site", "page", "account"})
    if not written or thing.owner is None or clause.dep != "ccomp":
        return False
    said_by = parse.dependant(clause.head, "nsubj")
    return said_by is not None and said_by.index == thing.last.head


def _fits(thing: Thing, reference: Reference) -> bool:
    if reference == "they":
        anybody = thing.type == "Person" and bool(thing.kinds & nouns().anybody)
        return thing.plural or thing.type in ("Group", "Organization") or anybody
    if thing.plural:
        return False
    if reference == "it":
        return thing.type not in ("Person", "Group")
    return thing.type == "Person" and thing.sex in ("", sex_asked(reference))


def sex_asked(reference: Reference) -> Sex:
    """The sex that "he" and "she" tell."""
    return {"he": "male", "she": "female"}.get(reference, "")  # type: ignore[return-value]


def _barred(parse: Parse, discourse: Discourse, token: Token) -> Iterable[int]:
    """The things that take part in the same clause, which only a reflexive can stand for."""
    if token.lower in _REFLEXIVE or token.tag in _POSSESSIVE:
        return
    verb = parse.tokens[token.head]
    if token.dep == "pobj":
        verb = parse.tokens[verb.head]
    if token.dep in _OBJECTS:
        for part in parse.dependants(verb.index, "nsubj", "dobj", "dative"):
            thing = discourse.heads.get(part.index)
            if thing is not None and part.index != token.index:
                yield id(thing)


def _holds(thing: Thing, token: Token) -> bool:
    """Does the last place of the thing enclose the pronoun ("his wife": not the wife)?"""
    return thing.last.start <= token.start < thing.last.end or thing.last.head == token.head


def relative_antecedent(parse: Parse, discourse: Discourse, token: Token) -> Thing | None:
    """What a relative pronoun stands for: the noun that its clause hangs on.

    "Who" passes over a body to the person beside it ("Okoro, chair of the fund, who left"); what is said of a
    predicate is said of its subject ("Kindlewick is a charity that pays").
    """
    head = _relative_head(parse, token)
    if head is None:
        return None
    if token.lower == "which" and is_subject(token.dep):
        head = body_meant(parse, parse.tokens[head], parse.tokens[token.head]).index
    thing = discourse.heads.get(head)
    if token.lower in ("who", "whom") and (thing is None or thing.type in ("Organization", "Place")):
        above = (discourse.heads.get(governor.index) for governor in parse.governors(head))
        thing = next((t for t in above if t is not None and t.type in ("Person", "Group")), thing)
    if thing is not None and not thing.named and parse.tokens[head].dep == "attr":
        subject = parse.dependant(parse.tokens[head].head, "nsubj")
        bearer = discourse.heads.get(subject.index) if subject is not None else None
        thing = bearer if bearer is not None and bearer.named and bearer.type == thing.type else thing
    return thing


def _relative_head(parse: Parse, token: Token) -> int | None:
    if token.lower not in RELATIVE:
        return None
    for governor in (token, *parse.governors(token.index)):
        if governor.dep == "relcl":
            return governor.head if governor.head < token.index else None
        if governor.dep in ("ccomp", "advcl", "ROOT") and governor is not token:
            return None
    return None
