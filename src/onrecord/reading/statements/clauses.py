"""Who does what in a clause, whatever its construction: actor and undergoer, over the dependency tree.

The *actor* of a verb is its subject, or the "by" phrase of a passive; the *undergoer* is its object, or the
subject of a passive. Both are found across relative clauses, participles, infinitives and coordination, so
that a rule names them once ("subject: undergoer") and needs no passive twin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.language.parse import Parse, Token
from onrecord.reading.coreference.seats import body_meant

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
_RELATIVE_WORDS = frozenset({"that", "which", "who", "whom"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "parataxis", "conj", "csubj"})
_VERBAL = frozenset({"VERB", "AUX"})
_OBJECT_CONTROL = frozenset({
    "accuse", "acquit", "arrest", "ban", "bar", "blame", "charge", "clear", "condemn", "convict", "criticise",
    "criticize", "discourage", "forgive", "jail", "pardon", "praise", "prevent", "prohibit", "sentence", "stop",
    "suspect", "suspend", "thank",
})  # fmt: skip
"""Verbs whose object is the doer of what follows a preposition: "accused him of taking bribes"."""
_TOLD = frozenset({
    "advise", "allow", "appeal", "ask", "authorise", "authorize", "beg", "cause", "challenge", "command", "enable",
    "encourage", "forbid", "force", "hire", "instruct", "invite", "lead", "oblige", "order", "permit", "persuade",
    "press", "prompt", "request", "require", "tell", "train", "urge", "warn",
})  # fmt: skip
"""Verbs whose object is the doer of the infinitive after it, whatever the parser hangs that on."""
_MEANS = frozenset({
    "accident", "air", "bus", "car", "chance", "cheque", "default", "e-mail", "email", "fax", "hand", "instalment",
    "land", "law", "letter", "mail", "means", "mistake", "phone", "plane", "post", "rail", "road", "sea", "ship",
    "telephone", "text", "train", "video",
})  # fmt: skip
"""What a thing is done by but who does not do it: "sent by post"."""
_MEASURES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"})
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "use", "take"})


def is_clause(token: Token) -> bool:
    """Is the token the head of a clause: a verb, or a participle or infinitive that stands as one?"""
    return token.pos in _VERBAL and token.dep not in ("aux", "auxpass")


def is_passive(parse: Parse, index: int) -> bool:
    """Is the verb passive: with an auxiliary, or as a bare past participle without an object?"""
    token = parse.tokens[index]
    for child in parse.dependants(index):
        if child.dep in ("auxpass", "nsubjpass", "csubjpass"):
            return True
    if token.tag != "VBN" or parse.dependant(index, "aux", "dobj") is not None:
        return False
    if token.dep == "conj" and parse.dependant(index, *_SUBJECTS) is None:
        return is_passive(parse, token.head)
    return True


def subject(parse: Parse, index: int) -> Token | None:
    """The grammatical subject of a verb, its own or the one it shares or is understood to have."""
    own = parse.dependant(index, *_SUBJECTS)
    if own is not None:
        return _antecedent(parse, index, own)
    token = parse.tokens[index]
    understood = _UNDERSTOOD.get(token.dep)
    return None if understood is None or token.head == index else understood(parse, token)


def actor(parse: Parse, index: int) -> Token | None:
    """Who or what does it."""
    if not is_passive(parse, index):
        return subject(parse, index)
    for agent in parse.dependants(index, "agent"):
        found = parse.dependant(agent.index, "pobj")
        if found is not None and found.lower not in _MEANS and found.name_type not in _MEASURES:
            return found
    return None


def undergoer(parse: Parse, index: int) -> Token | None:
    """To whom or what it is done."""
    if is_passive(parse, index):
        return subject(parse, index)
    own = parse.dependant(index, "dobj")
    if own is not None:
        return _antecedent(parse, index, own)
    token = parse.tokens[index]
    if token.dep == "relcl":
        # "the flat she bought": the object is the noun that the clause describes.
        own_subject = parse.dependant(index, "nsubj")
        return None if own_subject is None or _is_relative(own_subject) else parse.tokens[token.head]
    if token.dep == "conj" and parse.tokens[token.head].pos in _VERBAL and _shares_object(parse, token):
        return undergoer(parse, token.head)
    return None


def lead(parse: Parse, index: int) -> Token | None:
    """The actor; where a passive names none, the undergoer."""
    found = actor(parse, index)
    return undergoer(parse, index) if found is None and is_passive(parse, index) else found


def clause_of(parse: Parse, index: int) -> int | None:
    """The index of the verb whose clause a token stands in: its own if it is one, else the nearest above."""
    if is_clause(parse.tokens[index]):
        return index
    return next((token.index for token in parse.governors(index) if is_clause(token)), None)


def own_words(parse: Parse, index: int) -> list[int]:
    """The tokens of a verb's own clause, or of a noun's own phrase, without the clauses below it."""
    found, open_ = [], [index]
    while open_:
        at = open_.pop()
        found.append(at)
        for child in parse.children[at]:
            token = parse.tokens[child]
            nominal = token.dep == "conj" and not is_clause(token)
            if nominal or token.dep not in _CLAUSES:
                open_.append(child)
    return sorted(found)


def coordinated(parse: Parse, token: Token) -> list[Token]:
    """The token and what is coordinated with it: of "Ada, Ben and Cy" three."""
    found = [token]
    for other in parse.dependants(token.index, "conj"):
        if other.pos not in _VERBAL:
            found += coordinated(parse, other)
    return found


def _is_relative(token: Token) -> bool:
    return token.tag in _RELATIVE_TAGS and token.lower in _RELATIVE_WORDS


def _antecedent(parse: Parse, verb: int, argument: Token) -> Token:
    """What a relative pronoun stands for; any other argument as it is."""
    if not _is_relative(argument):
        return argument
    clause = parse.tokens[verb]
    while clause.dep == "conj":
        clause = parse.tokens[clause.head]
    if clause.dep != "relcl":
        return argument
    noun = parse.tokens[clause.head]
    return body_meant(parse, noun, parse.tokens[verb]) if argument.lower == "which" else noun


def _modified(parse: Parse, clause: Token) -> Token | None:
    """The noun a clause describes, where the clause leaves its own subject out."""
    noun = parse.tokens[clause.head]
    if clause.dep == "acl" and clause.tag == "VB":
        # "their plan to open": whoever has the plan opens.
        owner = parse.dependant(noun.index, "poss")
        if owner is not None:
            return owner
        if noun.dep in ("dobj", "attr", "pobj") and parse.tokens[noun.head].pos in _VERBAL:
            return subject(parse, noun.head)
        return None
    return None if noun.pos in _VERBAL else noun


def _controller(parse: Parse, clause: Token) -> Token | None:
    """The understood subject of an infinitive or participle: the governor's object, else its subject."""
    if clause.dep == "ccomp" and clause.tag not in ("VB", "VBG", "VBN"):
        return None
    governor = parse.tokens[clause.head]
    if governor.pos not in _VERBAL and governor.pos != "ADJ":
        return None
    called_on = _called_on(parse, governor) if clause.tag == "VB" else None
    if called_on is not None:
        return called_on
    told = clause.tag == "VB" and governor.lemma in _TOLD
    if (told or clause.dep != "advcl") and governor.lemma not in _SUBJECT_CONTROL:
        target = undergoer(parse, governor.index) if told else parse.dependant(governor.index, "dobj")
        if target is not None:
            return target
    return subject(parse, governor.index)


def _called_on(parse: Parse, governor: Token) -> Token | None:
    """Whom a call is made on, who is to do what follows: "called on the council to pay", "appealed to"."""
    wanted = {"call": ("on", "upon"), "appeal": ("to",), "plead": ("with",), "wait": ("for",)}.get(governor.lemma, ())
    preposition = next((child for child in parse.dependants(governor.index, "prep") if child.lower in wanted), None)
    return parse.dependant(preposition.index, "pobj") if preposition is not None else None


def _shared(parse: Parse, clause: Token) -> Token | None:
    """The subject of a verb coordinated with another: that one's."""
    return subject(parse, clause.head) if parse.tokens[clause.head].pos in _VERBAL else None


def _controller_across_preposition(parse: Parse, clause: Token) -> Token | None:
    preposition = parse.tokens[clause.head]
    governor = parse.tokens[preposition.head]
    if governor.pos in _VERBAL:
        wanted = undergoer if governor.lemma in _OBJECT_CONTROL else actor
        return wanted(parse, governor.index) or subject(parse, governor.index)
    return parse.dependant(governor.index, "poss")


def _shares_object(parse: Parse, token: Token) -> bool:
    """Is a bare verb coordinated with one that has the object of both: "restored the mill and sold"?"""
    return token.tag == parse.tokens[token.head].tag and not parse.children[token.index]


_UNDERSTOOD: Mapping[str, Callable[[Parse, Token], Token | None]] = {
    "relcl": _modified,
    "acl": _modified,
    "conj": _shared,
    "xcomp": _controller,
    "advcl": _controller,
    "ccomp": _controller,
    "pcomp": _controller_across_preposition,
}
"""How the subject of a clause that has none of its own is found, by the clause's relation to its governor."""
