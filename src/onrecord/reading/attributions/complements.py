"""What a verb of saying takes: the clause, phrase or predicate that may hold what is reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.parse import Parse, Token
from onrecord.reading.attributions.cues import cue_lexicon
from onrecord.reading.attributions.speakers import is_further_speech

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_BESIDE_VERB = ("prep", "dative", "npadvmod", "advmod", "aux", "neg", "prt")
_WITH_OBJECT = frozenset({"as", "of", "for", "over", "about", "on", "to", "against", "with", "from"})
_ABOUT = frozenset({"for", "about", "to", "of", "on", "in", "upon"})
_SET_OFF = frozenset({",", "-", "–", "—", ";"})
_CLOSING = frozenset({".", "!", "?", "”", "''", '"', "’"})
_STRAY = 25
_REACH = 12
"""Tokens of "told the paper in an interview on Sunday" between a verb and the comma after it."""


@dataclass(frozen=True, slots=True)
class Complement:
    """One thing that a verb takes, by the kinds of cues.yaml; `cue_end` is the last token of the cue with it."""

    kind: str
    tokens: tuple[int, ...]
    cue_end: int


def complements(parse: Parse, verb: Token, *, passive: bool) -> Iterator[Complement]:
    """What a verb takes, the likeliest to be the content first."""
    yield from _of_passive(parse, verb) if passive else _of_active(parse, verb)
    if not passive:
        for tokens in (_clause_around(parse, verb), _stray_clause(parse, verb)):
            if tokens:
                yield Complement("clause", tuple(tokens), verb.index)


def _of_active(parse: Parse, verb: Token) -> Iterator[Complement]:
    at = verb.index
    for clause in parse.dependants(at, "ccomp", "csubj", "parataxis"):
        yield from _of_clause(parse, verb, clause)
    for clause in parse.dependants(at, "advcl"):
        if clause.index > at and any(
            mark.lower in ("if", "whether") for mark in parse.dependants(clause.index, "mark")
        ):
            yield Complement("clause", tuple(parse.subtree(clause.index)), at)
    for clause in parse.dependants(at, "xcomp"):
        yield _of_open_clause(parse, verb, clause)
    yield from _of_object(parse, verb)
    yield from _behind_prepositions(parse, verb)
    for clause in parse.dependants(at, "ccomp", "xcomp", "advcl"):
        mark = parse.dependant(clause.index, "mark")
        if mark is not None and mark.lower == "for" and mark.index == at + 1:
            yield Complement("for", tuple(i for i in parse.subtree(clause.index) if i > mark.index), mark.index)


def _of_clause(parse: Parse, verb: Token, clause: Token) -> Iterator[Complement]:
    tokens = tuple(_without_further_speech(parse, clause))
    if _has_to(parse, clause):
        yield Complement("infinitive", tokens, verb.index)
        if parse.dependant(clause.index, *_SUBJECTS) is None:
            return
    yield Complement("clause", tokens, verb.index)


def _without_further_speech(parse: Parse, clause: Token) -> list[int]:
    """The clause without ", adding that ..." and "while others said ..." that the parser hung below it."""
    tokens = parse.subtree(clause.index)
    for part in parse.dependants(clause.index, "advcl", "conj"):
        if is_further_speech(parse, part) or _is_own_report(parse, part):
            own = set(parse.subtree(part.index))
            tokens = [index for index in tokens if index not in own]
    return tokens


def _is_own_report(parse: Parse, part: Token) -> bool:
    """Is it a clause with a source of its own: "and several said that ...", "while the mayor wrote ..."?"""
    subject = parse.dependant(part.index, "nsubj")
    if subject is None or subject.pos == "PRON" or parse.dependant(part.index, "ccomp") is None:
        return False
    contrast = any(mark.lower in ("while", "whereas") for mark in parse.dependants(part.index, "mark"))
    return (part.dep == "conj" or contrast) and _reports(part)


def _has_to(parse: Parse, clause: Token) -> bool:
    return any(aux.lower == "to" for aux in parse.dependants(clause.index, "aux"))


def _of_open_clause(parse: Parse, verb: Token, clause: Token) -> Complement:
    tokens = set(parse.subtree(clause.index))
    if clause.tag == "VBG" and clause.index > verb.index and not _has_to(parse, clause):
        return Complement("clause", tuple(sorted(tokens)), verb.index)
    for thing in parse.dependants(verb.index, "dobj", "dative"):
        if verb.index < thing.index < clause.index:
            tokens.update(parse.subtree(thing.index))
    return Complement("infinitive" if _has_to(parse, clause) else "predicate", tuple(sorted(tokens)), verb.index)


def _of_object(parse: Parse, verb: Token) -> Iterator[Complement]:
    """An object with what is said of it: "him a thief", "the plan as a risk", "him of theft"."""
    at = verb.index
    predicate, thing = parse.dependant(at, "oprd"), parse.dependant(at, "dobj")
    held = set(parse.subtree(thing.index)) if thing is not None else set()
    if predicate is not None:
        yield Complement("predicate", tuple(sorted(held.union(parse.subtree(predicate.index)))), at)
    if thing is None:
        return
    for part in parse.dependants(at, "prep", "oprd", "xcomp"):
        if part.index > thing.index and (part.lower in _WITH_OBJECT or part.dep != "prep"):
            held.update(parse.subtree(part.index))
    yield Complement("object", tuple(sorted(held)), at)


def _behind_prepositions(parse: Parse, verb: Token) -> Iterator[Complement]:
    for preposition in parse.dependants(verb.index, "prep"):
        if preposition.lower in _ABOUT and preposition.index > verb.index:
            near = preposition.index <= verb.index + 2
            yield Complement(preposition.lower, behind(parse, preposition), preposition.index if near else verb.index)


def behind(parse: Parse, preposition: Token) -> tuple[int, ...]:
    """The tokens that stand behind a preposition."""
    held = parse.dependants(preposition.index, "pobj", "pcomp")
    return tuple(index for part in held for index in parse.subtree(part.index))


def _of_passive(parse: Parse, verb: Token) -> Iterator[Complement]:
    at = verb.index
    subject = _passive_subject(parse, verb)
    for clause in parse.dependants(at, "ccomp", "csubj"):
        if parse.dependant(clause.index, *_SUBJECTS) is not None or clause.index > at:
            yield Complement("clause", tuple(parse.subtree(clause.index)), at)
    for clause in parse.dependants(at, "xcomp", "oprd"):
        own = parse.subtree(clause.index)
        if _has_to(parse, clause) or clause.dep == "oprd":
            yield Complement("passive", tuple(sorted({*subject, *own})), at)
            yield Complement("infinitive", tuple(own), at)
    for preposition in parse.dependants(at, "prep"):
        if preposition.lower == "as" and subject:
            yield Complement("passive", tuple(sorted({*subject, *parse.subtree(preposition.index)})), at)
    yield from _behind_prepositions(parse, verb)
    if subject and parse.dependant(at, "agent") is not None:
        yield Complement("object", tuple(subject), at)


def _passive_subject(parse: Parse, verb: Token) -> list[int]:
    """What is said of: the subject, or the noun before a participle; nothing for "it is believed that"."""
    subject = parse.dependant(verb.index, "nsubjpass", "nsubj")
    if subject is None:
        return [i for i in parse.subtree(verb.head) if i < verb.index] if verb.dep == "acl" else []
    if subject.lower in ("it", "there") and parse.dependant(verb.index, "ccomp") is not None:
        return []
    return parse.subtree(subject.index)


def _clause_around(parse: Parse, verb: Token) -> list[int]:
    """What "she said" is put into or behind, where the parser hangs it elsewhere: "The pier, she said, is safe"."""
    subject = parse.dependant(verb.index, "nsubj")
    if subject is None or subject.tag in ("WP", "WDT"):
        return []
    sentence = parse.sentence_of(verb.index)
    first, last = _extent(parse, verb, subject)
    before = parse.tokens[first - 1].text if first > sentence.first else ""
    after = parse.tokens[last + 1].text if last + 1 < sentence.last else "."
    if before in _SET_OFF and (after in _SET_OFF or after in _CLOSING):
        return [i for i in range(sentence.first, sentence.last) if not first <= i <= last]
    if verb.dep in ("ccomp", "parataxis") and not _reports(parse.tokens[verb.head]):
        own = set(parse.subtree(verb.index))
        return [i for i in parse.subtree(verb.head) if i not in own]
    return []


def _reports(verb: Token) -> bool:
    lexicon = cue_lexicon()
    return "clause" in lexicon.takes("verbs", lexicon.lemma(verb))


def _stray_clause(parse: Parse, verb: Token) -> list[int]:
    """The "that" clause after "said in one of his letters", where the parser hangs it on another word."""
    if parse.dependant(verb.index, "nsubj") is None:
        return []
    for token in parse.tokens[verb.index + 1 : min(verb.index + _STRAY, parse.sentence_of(verb.index).last)]:
        if token.lower == "that" and token.dep == "mark" and token.index < token.head:
            return [i for i in parse.subtree(token.head) if i >= token.index]
        if token.pos == "VERB":
            return []
    return []


def _extent(parse: Parse, verb: Token, subject: Token) -> tuple[int, int]:
    """The first and the last token of the verb, its subject and what stands right beside them."""
    own = {verb.index, *parse.subtree(subject.index)}
    end = max(own) + _REACH
    for part in parse.dependants(verb.index, *_BESIDE_VERB):
        own.update(i for i in parse.subtree(part.index) if min(own) <= i <= end)
    return min(own), max(own)
