"""Reported speech in the parse: cue words with the clause, phrase or noun that holds what they report.

The rules read one cue word at a time and give drafts; who else stands around them (quotation marks, other
attributions, entities) is the business of attributions.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.language.parse import Parse, Token
from onrecord.reading.cues import Cue, CueLexicon, cue_lexicon
from onrecord.records import Act, Span

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CONTROLLED = frozenset({"xcomp", "advcl", "pcomp", "prep", "conj", "dep"})
_OBJECT_CONTROL = frozenset({"ask", "urge", "tell", "order", "force", "allow", "get", "want", "lead", "prompt", "quote"})
_HELD = ("prep", "dative", "agent", "punct", "npadvmod", "advmod", "aux", "auxpass", "neg", "prt", "cc", "conj", "mark")
_WITH_OBJECT = frozenset({"as", "of", "for", "over", "about", "on", "to", "against", "with", "from"})
_ABOUT = frozenset({"for", "about", "to", "of", "on", "in", "upon"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_OUTSIDE_SOURCE = frozenset({"relcl"})
_SET_OFF = frozenset({",", "-", "–", "—", ";"})
_CLOSING = frozenset({".", "!", "?", "”", "''", '"', "’"})
_TEMPORAL = frozenset({"after", "before", "during", "since", "until", "upon"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before it is put together: token indices, not yet offsets.

    `source` are the tokens that name the source and `head` is the one that stands for its entity (of "who",
    the word it refers to). `cue` is a half-open run of tokens. `content` may be empty where a quotation beside
    the cue holds it; `quotes` says whether the cue takes one. `clause` is the run of the source and the verb
    with its auxiliaries, beside which a quotation stands.
    """

    cue: tuple[int, int] | None
    act: Act
    source: tuple[int, ...] = ()
    head: int | None = None
    content: tuple[int, ...] = ()
    quotes: bool = False
    clause: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Source:
    tokens: tuple[int, ...] = ()
    head: int | None = None


_NOBODY = _Source()


def reported(parse: Parse) -> Iterator[Draft]:
    """The drafts of every cue word of the parse, in text order."""
    lexicon = cue_lexicon()
    for token in parse.tokens:
        lemma = lexicon.lemma(token)
        draft = None
        if token.pos in ("VERB", "AUX"):
            draft = _according_to(parse, token) or _from_verb(parse, lexicon, token, lemma)
        elif token.pos in ("ADP", "SCONJ") and token.lower == "according":
            draft = _according_to(parse, token)
        elif token.pos == "NOUN":
            draft = _from_noun(parse, lexicon, token, lemma) or _from_view(parse, lexicon, token, lemma)
        elif token.pos == "ADJ":
            draft = _from_adjective(parse, lexicon, token, lemma)
        if draft is None and lemma in lexicon.hedge_adverbs | lexicon.hedge_adjectives:
            draft = _from_hedge(parse, lexicon, token, lemma)
        if draft is not None:
            yield draft


# ---------------------------------------------------------------- verbs


def _from_verb(parse: Parse, lexicon: CueLexicon, verb: Token, lemma: str) -> Draft | None:
    particle = parse.dependant(verb.index, "prt")
    if particle is not None and lexicon.takes("verbs", f"{lemma}_{particle.lower}"):
        lemma = f"{lemma}_{particle.lower}"
    known = lexicon.takes("verbs", lemma)
    if not known or verb.dep in ("amod", "compound"):
        return None
    passive = parse.dependant(verb.index, "auxpass") is not None or (verb.dep == "acl" and verb.tag == "VBN")
    source = _agent(parse, verb) if passive else source_of(parse, verb.index)
    for complement, content, cue_end in _complements(parse, verb, known, passive=passive):
        cue = known[complement]
        if cue.strength == "weak" and not (source.tokens and _can_speak(parse, lexicon, source)):
            continue
        if complement == "quotation" and passive and not source.tokens:
            continue
        return _draft(parse, verb, cue, source, content, cue_end, quotes="quotation" in known and not passive)
    return None


def _complements(
    parse: Parse, verb: Token, known: Mapping[str, Cue], *, passive: bool
) -> Iterator[tuple[str, list[int], int]]:
    """What the verb takes that the lexicon knows, best first: complement, its tokens, the last token of the cue."""
    found = _passive(parse, verb) if passive else _active(parse, verb)
    for complement, content, cue_end in found:
        if complement in known and content:
            yield complement, content, cue_end
    if "clause" in known and not passive:
        around = _clause_around(parse, verb)
        if around:
            yield "clause", around, verb.index
    if "quotation" in known:
        yield "quotation", [], verb.index


def _clause_around(parse: Parse, verb: Token) -> list[int]:
    """What "she said" is put into or behind, where the parser hangs it below the clause: "The pier, she said, is safe"."""
    subject = parse.dependant(verb.index, "nsubj")
    if subject is None:
        return []
    sentence = parse.sentence_of(verb.index)
    own = set(parse.subtree(subject.index)) | {verb.index}
    own |= {part.index for part in parse.dependants(verb.index, *_HELD) if part.index >= min(own) - 1}
    own |= {i for part in parse.dependants(verb.index, "prep", "npadvmod", "advmod", "dative") for i in parse.subtree(part.index)
            if part.index > verb.index and i <= max(own) + 12}
    first, last = min(own), max(own)
    before = parse.tokens[first - 1].text if first > sentence.first else ""
    after = parse.tokens[last + 1].text if last + 1 < sentence.last else ""
    if before in _SET_OFF and (not after or after in _SET_OFF or after in _CLOSING):
        return [i for i in range(sentence.first, sentence.last) if not first <= i <= last]
    if verb.dep in ("ccomp", "parataxis") and not parse.is_root(verb.index):
        own = set(parse.subtree(verb.index))
        return [i for i in parse.subtree(verb.head) if i not in own]
    return []


def _active(parse: Parse, verb: Token) -> Iterator[tuple[str, list[int], int]]:
    at = verb.index
    for clause in parse.dependants(at, "ccomp", "csubj", "parataxis"):
        yield from _clause(parse, verb, clause)
    for clause in parse.dependants(at, "advcl"):
        if any(mark.lower in ("if", "whether") for mark in parse.dependants(clause.index, "mark")) and clause.index > at:
            yield "clause", parse.subtree(clause.index), at
    objects = list(parse.dependants(at, "dobj", "dative"))
    for clause in parse.dependants(at, "xcomp"):
        yield from _open_clause(parse, verb, clause, objects)
    yield from _object(parse, verb)
    for prep in parse.dependants(at, "prep"):
        if prep.lower in _ABOUT and prep.index > at:
            held = [index for child in parse.dependants(prep.index, "pobj", "pcomp") for index in parse.subtree(child.index)]
            yield prep.lower, held, prep.index if prep.index <= at + 2 else at
    for clause in parse.dependants(at, "ccomp", "xcomp", "advcl"):
        mark = parse.dependant(clause.index, "mark")
        if mark is not None and mark.lower == "for" and mark.index == at + 1:
            yield "for", [index for index in parse.subtree(clause.index) if index > mark.index], mark.index


def _clause(parse: Parse, verb: Token, clause: Token) -> Iterator[tuple[str, list[int], int]]:
    tokens = _without_further_speech(parse, clause)
    if parse.dependant(clause.index, *_SUBJECTS) is None and _to(parse, clause):
        yield "infinitive", tokens, verb.index
    elif _to(parse, clause):
        yield "infinitive", tokens, verb.index
        yield "clause", tokens, verb.index
    else:
        yield "clause", tokens, verb.index


def _without_further_speech(parse: Parse, clause: Token) -> list[int]:
    """The clause without a last ", adding that ..." that the parser hung below it."""
    tokens = parse.subtree(clause.index)
    for part in parse.dependants(clause.index, "advcl"):
        if is_further_speech(parse, part):
            own = set(parse.subtree(part.index))
            tokens = [index for index in tokens if index not in own]
    return tokens


def is_further_speech(parse: Parse, token: Token) -> bool:
    """Is it ", adding" or ", saying": a participle of speech behind a comma?"""
    lexicon = cue_lexicon()
    first = parse.subtree(token.index)[0]
    return (
        token.tag == "VBG"
        and token.dep == "advcl"
        and first == token.index
        and first > 0
        and parse.tokens[first - 1].text == ","
        and "clause" in lexicon.takes("verbs", lexicon.lemma(token))
    )


def _to(parse: Parse, clause: Token) -> bool:
    return any(aux.lower == "to" for aux in parse.dependants(clause.index, "aux"))


def _open_clause(
    parse: Parse, verb: Token, clause: Token, objects: list[Token]
) -> Iterator[tuple[str, list[int], int]]:
    tokens = parse.subtree(clause.index)
    before = [index for item in objects if verb.index < item.index < clause.index for index in parse.subtree(item.index)]
    if _to(parse, clause):
        yield "infinitive", sorted({*before, *tokens}), verb.index
    elif clause.tag == "VBG" and clause.index > verb.index:
        yield "clause", tokens, verb.index
    else:
        yield "predicate", sorted({*before, *tokens}), verb.index


def _object(parse: Parse, verb: Token) -> Iterator[tuple[str, list[int], int]]:
    """An object with what is said of it: "him a thief", "the plan as a risk", "him of theft"."""
    at = verb.index
    predicate = parse.dependant(at, "oprd")
    thing = parse.dependant(at, "dobj")
    if predicate is not None:
        held = [*parse.subtree(predicate.index), *(parse.subtree(thing.index) if thing else [])]
        yield "predicate", sorted(held), at
    if thing is not None:
        held = parse.subtree(thing.index)
        for prep in parse.dependants(at, "prep", "oprd", "xcomp"):
            if prep.index > thing.index and (prep.lower in _WITH_OBJECT or prep.dep != "prep"):
                held = [*held, *parse.subtree(prep.index)]
        yield "object", sorted(held), at


def _passive(parse: Parse, verb: Token) -> Iterator[tuple[str, list[int], int]]:
    at = verb.index
    subject = parse.dependant(at, "nsubjpass", "nsubj")
    dummy = subject is not None and subject.lower in ("it", "there") and parse.dependant(at, "ccomp") is not None
    own = parse.subtree(subject.index) if subject is not None and not dummy else []
    if subject is None and verb.dep == "acl":
        own = [index for index in parse.subtree(verb.head) if index < at]
    for clause in parse.dependants(at, "ccomp", "csubj"):
        if parse.dependant(clause.index, *_SUBJECTS) is not None or clause.index > at:
            yield "clause", parse.subtree(clause.index), at
    for clause in parse.dependants(at, "xcomp", "oprd"):
        tokens = sorted({*own, *parse.subtree(clause.index)})
        if _to(parse, clause) or clause.dep == "oprd":
            yield "passive", tokens, at
            yield "infinitive", parse.subtree(clause.index), at
    for prep in parse.dependants(at, "prep"):
        if prep.lower == "as" and own:
            yield "passive", sorted({*own, *parse.subtree(prep.index)}), at
        elif prep.lower in _ABOUT and prep.index > at:
            held = [index for child in parse.dependants(prep.index, "pobj", "pcomp") for index in parse.subtree(child.index)]
            yield prep.lower, held, prep.index
    if own and parse.dependant(at, "agent") is not None:
        yield "object", own, at


def _draft(
    parse: Parse, verb: Token, cue: Cue, source: _Source, content: list[int], cue_end: int, *, quotes: bool
) -> Draft:
    first, last = _cue_run(parse, verb, cue_end)
    taken = set(source.tokens) | set(range(first, last))
    # A relative pronoun or a subject inside the content stays in the source only.
    kept = tuple(index for index in content if index not in taken)
    core = [index for index in source.tokens if abs(index - verb.index) < 40] + [first, last - 1]
    return Draft((first, last), cue.act, source.tokens, source.head, kept, quotes, (min(core), max(core) + 1))


def _cue_run(parse: Parse, verb: Token, cue_end: int) -> tuple[int, int]:
    """The verb with its particle; with "not" and the auxiliary before it where the saying is denied."""
    first, last = verb.index, max(verb.index, cue_end)
    for part in parse.dependants(verb.index, "prt"):
        if part.index <= last + 1:
            last = max(last, part.index)
    passive = parse.dependant(verb.index, "auxpass")
    negation = parse.dependant(verb.index, "neg")
    if negation is not None and verb.index - negation.index <= 3:
        auxiliaries = [aux.index for aux in parse.dependants(verb.index, "aux", "auxpass") if aux.index < negation.index]
        first = max(auxiliaries, default=negation.index)
    elif passive is not None and 0 < verb.index - passive.index <= 3:
        first = passive.index
    return first, last + 1


# ---------------------------------------------------------------- sources


def source_of(parse: Parse, index: int) -> _Source:
    """Who does what the verb says: its subject, or that of the verb that controls it."""
    at, seen = index, 0
    if is_further_speech(parse, parse.tokens[index]) and parse.tokens[parse.tokens[index].head].dep == "ccomp":
        at = parse.tokens[parse.tokens[index].head].head
    while seen < 8:
        seen += 1
        subject = parse.dependant(at, "nsubj", "nsubjpass")
        token = parse.tokens[at]
        if subject is not None and token.pos in ("VERB", "AUX"):
            return _phrase(parse, subject)
        if token.dep in ("acl", "relcl") and parse.tokens[token.head].pos in ("NOUN", "PROPN", "PRON"):
            return _phrase(parse, parse.tokens[token.head], before=at)
        if parse.is_root(at) or token.dep not in _CONTROLLED and token.dep not in ("ccomp",):
            return _NOBODY
        if token.dep == "ccomp" and (at != index or token.tag not in ("VBG",)):
            return _NOBODY
        head = parse.tokens[token.head]
        if token.dep == "xcomp" and head.lemma.lower() in _OBJECT_CONTROL:
            thing = parse.dependant(head.index, "dobj")
            if thing is not None:
                return _phrase(parse, thing)
        at = token.head
    return _NOBODY


def _phrase(parse: Parse, head: Token, before: int | None = None) -> _Source:
    """The noun phrase of a head, without its relative clauses; of a relative pronoun, what it refers to."""
    if head.lower in ("it", "there") and head.tag == "EX":
        return _NOBODY
    if head.lower in _RELATIVES and head.tag in ("WP", "WDT"):
        verb = parse.tokens[head.head]
        antecedent = verb.head if verb.dep == "relcl" else head.index
        return _Source((head.index,), antecedent)
    tokens = parse.subtree(head.index, _OUTSIDE_SOURCE)
    for prep in parse.dependants(head.index, "prep"):
        if prep.lower in _TEMPORAL and prep.index > head.index:
            tokens = [index for index in tokens if index < prep.index]
    if before is not None:
        tokens = [index for index in tokens if index < before]
    run = _joined(parse, tokens, head.index)
    return _Source(tuple(run), head.index)


def _joined(parse: Parse, tokens: list[int], head: int) -> list[int]:
    """The unbroken run of tokens around the head, without punctuation at its ends."""
    at = tokens.index(head) if head in tokens else 0
    first = last = at
    while first > 0 and tokens[first - 1] >= tokens[first] - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1] <= tokens[last] + 1:
        last += 1
    run = tokens[first : last + 1]
    while run and parse.tokens[run[-1]].pos == "PUNCT" and parse.tokens[run[-1]].text not in ")]":
        run.pop()
    while run and parse.tokens[run[0]].pos == "PUNCT":
        run.pop(0)
    return run


def _agent(parse: Parse, verb: Token) -> _Source:
    agent = parse.dependant(verb.index, "agent")
    thing = parse.dependant(agent.index, "pobj") if agent is not None else None
    return _phrase(parse, thing) if thing is not None else _NOBODY


def _can_speak(parse: Parse, lexicon: CueLexicon, source: _Source) -> bool:
    """Can what the words name say, think or want? Persons, bodies, people in general, documents."""
    if source.head is None:
        return False
    head = parse.tokens[source.head]
    if head.pos == "PRON":
        return head.lower not in ("this", "that", "these", "those", "which", "what", "there", "nothing", "it")
    if head.pos == "PROPN" or head.name_type in ("PERSON", "ORG", "NORP", "GPE"):
        return True
    return head.pos == "NOUN" and head.name_type not in ("DATE", "TIME", "MONEY", "QUANTITY", "PERCENT")


# ---------------------------------------------------------------- nouns, adjectives, phrases


def _from_noun(parse: Parse, lexicon: CueLexicon, noun: Token, lemma: str) -> Draft | None:
    known = lexicon.takes("nouns", lemma)
    if not known:
        return None
    owner = _owner(parse, noun)
    for child in parse.dependants(noun.index, "acl", "ccomp", "relcl", "prep"):
        if child.index < noun.index:
            continue
        content = parse.subtree(child.index)
        last = noun.index
        if child.dep == "prep":
            complement = child.lower
            content = [i for part in parse.dependants(child.index, "pobj", "pcomp") for i in parse.subtree(part.index)]
        elif _to(parse, child):
            complement = "infinitive"
        elif any(mark.lower == "that" and mark.tag == "IN" for mark in parse.dependants(child.index, "mark")):
            complement = "clause"
        else:
            continue
        cue = known.get(complement)
        if cue is None or not content or (cue.strength == "weak" and not owner.tokens):
            continue
        return Draft((noun.index, last + 1), cue.act, owner.tokens, owner.head, tuple(content), quotes=False)
    return None


def _owner(parse: Parse, noun: Token) -> _Source:
    owner = parse.dependant(noun.index, "poss")
    if owner is not None:
        tokens = [i for i in parse.subtree(owner.index) if parse.tokens[i].dep != "case"]
        return _Source(tuple(tokens), owner.index)
    for prep in parse.dependants(noun.index, "prep"):
        if prep.lower in ("by", "from", "of", "among") and prep.index > noun.index:
            thing = parse.dependant(prep.index, "pobj")
            if thing is not None and prep.lower != "of":
                return _phrase(parse, thing)
    verb = parse.tokens[noun.head]
    if noun.dep == "dobj" and verb.lemma.lower() in ("make", "have", "issue", "express", "voice", "release", "repeat"):
        return source_of(parse, verb.index)
    return _NOBODY


def _from_view(parse: Parse, lexicon: CueLexicon, noun: Token, lemma: str) -> Draft | None:
    """ "In the nurse's view, the pier is safe." """
    prep = parse.tokens[noun.head]
    if lemma not in lexicon.view_nouns or noun.dep != "pobj" or prep.lower not in ("in", "by", "to"):
        return None
    owner = parse.dependant(noun.index, "poss")
    if owner is None:
        return None
    source = _owner(parse, noun)
    content = _rest_of_clause(parse, prep.index)
    return Draft((prep.index, prep.index + 1), "belief", source.tokens, source.head, content) if content else None


def _from_adjective(parse: Parse, lexicon: CueLexicon, adjective: Token, lemma: str) -> Draft | None:
    known = lexicon.takes("adjectives", lemma)
    verb = parse.tokens[adjective.head]
    if not known or adjective.dep not in ("acomp", "conj"):
        return None
    clause = parse.dependant(adjective.index, "ccomp") or parse.dependant(verb.index, "ccomp")
    source = source_of(parse, verb.index)
    if clause is None or clause.index < adjective.index or not _can_speak(parse, lexicon, source):
        return None
    cue = known["clause"]
    content = parse.subtree(clause.index)
    return Draft((adjective.index, adjective.index + 1), cue.act, source.tokens, source.head, tuple(content))


def _from_hedge(parse: Parse, lexicon: CueLexicon, token: Token, lemma: str) -> Draft | None:
    """ "Reportedly", "the alleged theft": on nobody's word in particular."""
    head = parse.tokens[token.head]
    if token.pos in ("ADJ", "VERB") and lemma in lexicon.hedge_adjectives | {"allege", "report"} and token.dep == "amod":
        content = [index for index in parse.subtree(head.index, _OUTSIDE_SOURCE) if index > token.index]
        return Draft((token.index, token.index + 1), "statement", content=tuple(content)) if content else None
    if token.dep != "advmod" or token.lower not in lexicon.hedge_adverbs:
        return None
    content = [index for index in parse.subtree(head.index) if index != token.index]
    return Draft((token.index, token.index + 1), "statement", content=tuple(content)) if content else None


def _according_to(parse: Parse, token: Token) -> Draft | None:
    if token.lower != "according":
        return None
    to = next((child for child in parse.dependants(token.index) if child.lower == "to"), None)
    to = to or next((parse.tokens[i] for i in (token.index + 1,) if i < len(parse.tokens) and parse.tokens[i].lower == "to"), None)
    if to is None:
        return None
    thing = parse.dependant(to.index, "pobj") or parse.dependant(token.index, "pobj")
    if thing is None:
        return None
    source = _phrase(parse, thing)
    content = _rest_of_clause(parse, token.index)
    run = (token.index, to.index + 1)
    return Draft(run, "statement", source.tokens, source.head, content, quotes=True, clause=(run[0], max(source.tokens) + 1))


def _rest_of_clause(parse: Parse, index: int) -> tuple[int, ...]:
    """The clause that a phrase is put to, without the phrase: the whole sentence where a comma sets it off."""
    own = set(parse.subtree(index))
    sentence = parse.sentence_of(index)
    last, first = max(own), min(own)
    rest = parse.tokens[last + 1 : sentence.last]
    set_off = first > sentence.first and parse.tokens[first - 1].text == ","
    if first <= sentence.first + 1 or (set_off and all(token.pos == "PUNCT" for token in rest)):
        return tuple(i for i in range(sentence.first, sentence.last) if i not in own)
    for governor in parse.governors(index):
        if governor.pos in ("VERB", "AUX"):
            return tuple(i for i in parse.subtree(governor.index) if i not in own)
    return tuple(i for i in range(sentence.first, sentence.last) if i not in own)
