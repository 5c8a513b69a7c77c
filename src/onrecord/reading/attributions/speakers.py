"""Who speaks: the source of a verb or a noun of saying, read from the parse."""

from __future__ import annotations

from onrecord.language.parse import Parse, Token
from onrecord.reading.attributions.cues import cue_lexicon
from onrecord.reading.attributions.drafts import NOBODY, Speaker

_CONTROLLED = frozenset({"xcomp", "advcl", "pcomp", "prep", "conj", "dep"})
_OBJECT_CONTROL = frozenset(
    {"ask", "urge", "tell", "order", "force", "allow", "get", "want", "lead", "prompt", "quote"}
)
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_NO_SPEAKERS = frozenset({"this", "that", "these", "those", "which", "what", "there", "nothing", "it"})
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_MEASURES = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "PERCENT"})
_TEMPORAL = frozenset({"after", "before", "during", "since", "until", "upon"})
_OUTSIDE = frozenset({"relcl"})
_LIGHT_VERBS = frozenset({"make", "have", "issue", "express", "voice", "release", "repeat"})
_STEPS = 8


def speaker_of(parse: Parse, index: int) -> Speaker:
    """Who does what a verb says: its subject, or that of the verb that controls it."""
    at = _governing_speech(parse, parse.tokens[index])
    for _ in range(_STEPS):
        token = parse.tokens[at]
        subject = _subject(parse, at)
        if subject is not None and token.pos in ("VERB", "AUX"):
            return phrase(parse, subject)
        head = parse.tokens[token.head]
        if token.dep in ("acl", "relcl") and head.pos in ("NOUN", "PROPN", "PRON"):
            return phrase(parse, head, before=at)
        participle = token.dep == "ccomp" and at == index and token.tag == "VBG"
        if parse.is_root(at) or not (token.dep in _CONTROLLED or participle):
            return NOBODY
        if token.dep == "xcomp" and head.lemma.lower() in _OBJECT_CONTROL:
            told = parse.dependant(head.index, "dobj")
            if told is not None:
                return phrase(parse, told)
        at = token.head
    return NOBODY


def _subject(parse: Parse, at: int) -> Token | None:
    """The subject that stands nearest: parsers hang words of a quotation before it as another."""
    return min(parse.dependants(at, "nsubj", "nsubjpass"), key=lambda token: abs(token.index - at), default=None)


def _governing_speech(parse: Parse, token: Token) -> int:
    """Of ", adding that ..." below a reported clause, the verb that reports the clause; else the verb itself."""
    head = parse.tokens[token.head]
    return head.head if head.dep == "ccomp" and is_further_speech(parse, token) else token.index


def is_further_speech(parse: Parse, token: Token) -> bool:
    """Is it ", adding" or ", saying": a participle of speech behind a comma?"""
    if token.tag != "VBG" or token.dep != "advcl" or not token.index or parse.tokens[token.index - 1].text != ",":
        return False
    lexicon = cue_lexicon()
    return "clause" in lexicon.takes("verbs", lexicon.lemma(token)) and parse.subtree(token.index)[0] == token.index


def agent_of(parse: Parse, verb: Token) -> Speaker:
    """Who is named by "by" beside a passive verb."""
    agent = parse.dependant(verb.index, "agent")
    named = parse.dependant(agent.index, "pobj") if agent is not None else None
    return phrase(parse, named) if named is not None else NOBODY


def owner_of(parse: Parse, noun: Token) -> Speaker:
    """Whose claim, view or demand it is: "the mayor's claim", "a claim by the mayor", "the mayor made the claim"."""
    owner = parse.dependant(noun.index, "poss")
    if owner is not None:
        return Speaker(tuple(i for i in parse.subtree(owner.index) if parse.tokens[i].dep != "case"), owner.index)
    for preposition in parse.dependants(noun.index, "prep"):
        named = parse.dependant(preposition.index, "pobj")
        if preposition.lower in ("by", "from", "among") and preposition.index > noun.index and named is not None:
            return phrase(parse, named)
    verb = parse.tokens[noun.head]
    return speaker_of(parse, verb.index) if noun.dep == "dobj" and verb.lemma.lower() in _LIGHT_VERBS else NOBODY


def phrase(parse: Parse, head: Token, before: int | None = None) -> Speaker:
    """The noun phrase of a head with its appositions, without relative clauses and what follows in time.

    Args:
        parse: of the document.
        head: the head of the phrase.
        before: the token at which it ends at the latest.
    """
    if head.lower in ("it", "there") and head.tag == "EX":
        return NOBODY
    if head.lower in _RELATIVES and head.tag in ("WP", "WDT"):
        verb = parse.tokens[head.head]
        return Speaker((head.index,), verb.head if verb.dep == "relcl" else head.index)
    end = before if before is not None else len(parse.tokens)
    for preposition in parse.dependants(head.index, "prep"):
        if preposition.lower in _TEMPORAL and preposition.index > head.index:
            end = min(end, preposition.index)
    tokens = [index for index in parse.subtree(head.index, _OUTSIDE) if index < end]
    return Speaker(tuple(_run_around(parse, tokens, head.index)), head.index)


def _run_around(parse: Parse, tokens: list[int], head: int) -> list[int]:
    """The unbroken run of tokens around the head, without punctuation at its ends."""
    if head not in tokens:
        return []
    first = last = tokens.index(head)
    while first > 0 and tokens[first - 1] == tokens[first] - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1] == tokens[last] + 1:
        last += 1
    run = tokens[first : last + 1]
    while run and parse.tokens[run[-1]].pos == "PUNCT" and parse.tokens[run[-1]].text not in ")]":
        run.pop()
    while run and parse.tokens[run[0]].pos == "PUNCT":
        run.pop(0)
    return run


def can_speak(parse: Parse, speaker: Speaker) -> bool:
    """Can what the words name say, think or want? Persons, bodies, people in general, documents."""
    if speaker.head is None or not speaker.tokens:
        return False
    head = parse.tokens[speaker.head]
    if head.pos == "PRON":
        return head.lower not in _NO_SPEAKERS
    return head.pos == "PROPN" or head.name_type in _NAMED or (head.pos == "NOUN" and head.name_type not in _MEASURES)
