"""Reported speech in the parse: cue words with the clause, phrase or noun that holds what they report.

The rules read one cue word at a time and give drafts; what stands around them (quotation marks, other
attributions, entities) is the business of finding.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language.parse import Parse, Token
from onrecord.reading.attributions.complements import behind, complements
from onrecord.reading.attributions.cues import cue_lexicon
from onrecord.reading.attributions.drafts import Draft, Speaker
from onrecord.reading.attributions.speakers import agent_of, can_speak, owner_of, phrase, speaker_of
from onrecord.records import Act

_NEAR = 40
"""Tokens between a cue and the words of its source that still make one clause with it."""
_OUTSIDE = frozenset({"relcl"})


def reported(parse: Parse) -> Iterator[Draft]:
    """The drafts of every cue word of the parse, in text order."""
    for token in parse.tokens:
        draft = _draft_of(parse, token)
        if draft is not None:
            yield draft


def _draft_of(parse: Parse, token: Token) -> Draft | None:
    lexicon = cue_lexicon()
    lemma = lexicon.lemma(token)
    if token.lower in ("according", "per"):
        return _from_according(parse, token)
    if lemma in lexicon.hedges:
        hedge = _from_hedge(parse, token)
        if hedge is not None:
            return hedge
    if token.pos in ("VERB", "AUX"):
        return _from_verb(parse, token, lemma)
    if token.pos == "NOUN":
        return _from_noun(parse, token, lemma) or _from_view(parse, token, lemma)
    if token.pos == "ADJ":
        return _from_adjective(parse, token, lemma)
    return None


def _from_verb(parse: Parse, verb: Token, lemma: str) -> Draft | None:
    lexicon = cue_lexicon()
    particle = parse.dependant(verb.index, "prt")
    if particle is not None and lexicon.takes("verbs", f"{lemma}_{particle.lower}"):
        lemma = f"{lemma}_{particle.lower}"
    known = lexicon.takes("verbs", lemma)
    if not known or verb.dep in ("amod", "compound"):
        return None
    passive = parse.dependant(verb.index, "auxpass") is not None or (verb.dep == "acl" and verb.tag == "VBN")
    speaker = agent_of(parse, verb) if passive else speaker_of(parse, verb.index)
    quotes = "quotation" in known and (not passive or bool(speaker.tokens))
    for complement in complements(parse, verb, passive=passive):
        cue = known.get(complement.kind)
        if cue is not None and complement.tokens and (cue.strength == "strong" or can_speak(parse, speaker)):
            run = _cue_run(parse, verb, complement.cue_end)
            return _draft(run, cue.act, speaker, complement.tokens, quotes=quotes)
    return (
        _draft(_cue_run(parse, verb, verb.index), known["quotation"].act, speaker, (), quotes=True) if quotes else None
    )


def _draft(cue: tuple[int, int], act: Act, speaker: Speaker, content: tuple[int, ...], *, quotes: bool) -> Draft:
    taken = {*speaker.tokens, *range(*cue)}
    core = [cue[0], cue[1] - 1, *(index for index in speaker.tokens if abs(index - cue[0]) < _NEAR)]
    kept = tuple(index for index in content if index not in taken)
    return Draft(cue, act, speaker, kept, quotes, (min(core), max(core) + 1))


def _cue_run(parse: Parse, verb: Token, end: int) -> tuple[int, int]:
    """The verb with its particle; with "not" and the auxiliary before it where the saying is denied."""
    first, last = verb.index, end
    particle = parse.dependant(verb.index, "prt")
    if particle is not None and particle.index == last + 1:
        last = particle.index
    passive, negation = parse.dependant(verb.index, "auxpass"), parse.dependant(verb.index, "neg")
    if negation is not None and 0 < verb.index - negation.index <= 3:
        auxiliaries = [
            aux.index for aux in parse.dependants(verb.index, "aux", "auxpass") if aux.index < negation.index
        ]
        first = max(auxiliaries, default=negation.index)
    elif passive is not None and 0 < verb.index - passive.index <= 3:
        first = passive.index
    return first, last + 1


def _from_noun(parse: Parse, noun: Token, lemma: str) -> Draft | None:
    """The draft of "the mayor's claim that ..." or "allegations of ..."."""
    known = cue_lexicon().takes("nouns", lemma)
    if not known:
        return None
    owner = owner_of(parse, noun)
    for child in parse.dependants(noun.index, "acl", "ccomp", "relcl", "prep"):
        cue = known.get(_held_by_noun(parse, child))
        content = behind(parse, child) if child.dep == "prep" else tuple(parse.subtree(child.index))
        if cue is not None and content and child.index > noun.index and (cue.strength == "strong" or owner.tokens):
            return Draft((noun.index, noun.index + 1), cue.act, owner, content)
    return None


def _held_by_noun(parse: Parse, child: Token) -> str:
    if child.dep == "prep":
        return child.lower
    if any(aux.lower == "to" for aux in parse.dependants(child.index, "aux")):
        return "infinitive"
    that = any(mark.lower == "that" and mark.tag == "IN" for mark in parse.dependants(child.index, "mark"))
    return "clause" if that else ""


def _from_view(parse: Parse, noun: Token, lemma: str) -> Draft | None:
    """The draft of "in the nurse's view, the pier is safe"."""
    preposition = parse.tokens[noun.head]
    if lemma not in cue_lexicon().view_nouns or noun.dep != "pobj" or preposition.lower not in ("in", "by", "to"):
        return None
    if parse.dependant(noun.index, "poss") is None:
        return None
    content = _clause_with(parse, preposition.index)
    return Draft((preposition.index, preposition.index + 1), "belief", owner_of(parse, noun), content)


def _from_adjective(parse: Parse, adjective: Token, lemma: str) -> Draft | None:
    """The draft of "the nurse is convinced that ..."."""
    known = cue_lexicon().takes("adjectives", lemma)
    if not known or adjective.dep not in ("acomp", "conj"):
        return None
    verb = parse.tokens[adjective.head]
    clause = parse.dependant(adjective.index, "ccomp") or parse.dependant(verb.index, "ccomp")
    speaker = speaker_of(parse, verb.index)
    if clause is None or clause.index < adjective.index or not can_speak(parse, speaker):
        return None
    run = (adjective.index, adjective.index + 1)
    return _draft(run, known["clause"].act, speaker, tuple(parse.subtree(clause.index)), quotes=False)


def _from_hedge(parse: Parse, token: Token) -> Draft | None:
    """The draft of "reportedly" or "the alleged theft": on nobody's word in particular."""
    head = token.head
    if token.dep == "amod":
        content = [index for index in parse.subtree(head, _OUTSIDE) if index > token.index]
    elif token.dep == "advmod":
        content = [index for index in parse.subtree(head) if index != token.index]
    else:
        return None
    return Draft((token.index, token.index + 1), "statement", content=tuple(content)) if content else None


def _from_according(parse: Parse, token: Token) -> Draft | None:
    """The draft of "according to the nurse" or "per the report"."""
    last = token.index + (token.lower == "according")
    if last >= len(parse.tokens) or parse.tokens[last].lower not in ("to", "per"):
        return None
    named = parse.dependant(last, "pobj") or parse.dependant(token.index, "pobj")
    speaker = phrase(parse, named) if named is not None else Speaker()
    if not speaker.tokens or (token.lower == "per" and not can_speak(parse, speaker)):
        return None
    run = (token.index, last + 1)
    content = _clause_with(parse, token.index)
    return Draft(run, "statement", speaker, content, quotes=True, clause=(run[0], max(speaker.tokens) + 1))


def _clause_with(parse: Parse, index: int) -> tuple[int, ...]:
    """The clause that a phrase is put to, without the phrase: the whole sentence where a comma sets it off."""
    own = set(parse.subtree(index))
    sentence = parse.sentence_of(index)
    first, last = min(own), max(own)
    set_off = first > sentence.first and parse.tokens[first - 1].text == ","
    ends = all(token.pos == "PUNCT" for token in parse.tokens[last + 1 : sentence.last])
    if first > sentence.first + 1 and not (set_off and ends):
        verb = next((token for token in parse.governors(index) if token.pos in ("VERB", "AUX")), None)
        if verb is not None:
            return tuple(i for i in parse.subtree(verb.index) if i not in own)
    return tuple(i for i in range(sentence.first, sentence.last) if i not in own)
