"""Who speaks in a sentence, as far as syntax tells: coreference needs it before attributions are read.

Who has spoken goes on speaking: "He stated that …" means who said something before, sooner than who was spoken of.
"""

from __future__ import annotations

from onrecord.language.parse import Parse, Token
from onrecord.reading.attributions.cues import cue_lexicon
from onrecord.reading.coreference.discourse import is_subject

NOBODY = -1
"""No token."""
_CONTENT = frozenset({"clause", "quotation"})


def speaks(parse: Parse, token: Token) -> bool:
    """Is it the subject of a verb of saying or thinking ("he said", "he met them and said"), or a source by the way?"""
    if not is_subject(token.dep):
        return says_by_the_way(parse, token)
    verb = parse.tokens[token.head]
    return any(_reports(parse, each) for each in (verb, *parse.dependants(verb.index, "conj")))


def says_by_the_way(parse: Parse, token: Token) -> bool:
    """Is it who something is so "according to"?"""
    preposition = parse.tokens[token.head]
    return token.dep == "pobj" and parse.tokens[preposition.head].lower == "according"


def reporter_of(parse: Parse, token: Token) -> int:
    """The head of the subject that says or thinks the clause whose subject a token is: "Harkaway wrote he had paid".

    Nobody where somebody is told it, who may be meant as well.
    """
    verb = parse.tokens[token.head]
    if not is_subject(token.dep) or verb.dep != "ccomp" or parse.dependant(verb.head, "dobj", "dative") is not None:
        return NOBODY
    subject = parse.dependant(verb.head, "nsubj")
    return subject.index if subject is not None and subject.index < token.index else NOBODY


def hearer_of(parse: Parse, token: Token) -> int:
    """The head of who is told the clause whose subject a token is: "Harkaway told the clerks they had to pay"."""
    verb = parse.tokens[token.head]
    if not is_subject(token.dep) or verb.dep != "ccomp":
        return NOBODY
    hearer = parse.dependant(verb.head, "dobj", "dative")
    return hearer.index if hearer is not None and hearer.index < token.index else NOBODY


def _reports(parse: Parse, verb: Token) -> bool:
    """Does the verb take words ("said"), or a noun that does ("issued a statement")?"""
    lexicon = cue_lexicon()
    if _CONTENT & lexicon.takes("verbs", lexicon.lemma(verb)).keys():
        return True
    return any(lexicon.takes("nouns", lexicon.lemma(noun)) for noun in parse.dependants(verb.index, "dobj"))
