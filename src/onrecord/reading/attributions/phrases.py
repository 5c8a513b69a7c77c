"""The edges of what the trained encoder proposes, drawn to phrases of the parse.

The encoder sees words, and now and then breaks off in the middle of a phrase; the texts that it learnt from are not
all alike in where a cue ends. Here they are: a cue has its adverbs and the preposition before its content, a source is
a whole noun phrase, and content does not end on a loose word.
"""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Set as AbstractSet

from onrecord.language.parse import Parse, Token
from onrecord.reading.attributions.cues import cue_lexicon
from onrecord.reading.attributions.drafts import NOBODY, Speaker
from onrecord.reading.attributions.speakers import agent_of, phrase

_LOOSE = frozenset({"ADP", "AUX", "CCONJ", "DET", "PUNCT", "SCONJ"})
"""Parts of speech on which no phrase ends, unless it is one word ("all", "some")."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FUNCTION = frozenset({"aux", "auxpass", "case", "cc", "det", "mark", "predet", "quantmod"})
"""Relations of words that lead on to their head; a preposition or a copula leads on to what it governs."""
_ARTICLES = frozenset({"the", "a", "an"})
_BEFORE_HEAD = frozenset({"amod", "compound", "det", "nummod", "quantmod"})
"""Relations of words that stand before their noun. Possessors are none of them: "the council's" may be the source."""


def whole_cue(parse: Parse, cue: range, others: Container[int], content: Container[int]) -> range:
    """The cue with the adverbs beside its verb ("also said") and the preposition before its content ("calls for").

    Args:
        parse: the parse.
        cue: its tokens.
        others: tokens of other cues ("reportedly hopes" are two) and of its content, where they stay.
        content: the tokens of its content.
    """
    first, last = cue.start, cue.stop
    while first > 0 and _goes_with(parse, first - 1, range(first, last)) and first - 1 not in others:
        first -= 1
    while last < len(parse.tokens) and _goes_with(parse, last, range(first, last)) and last not in others:
        last += 1
    leads_on = last < len(parse.tokens) - 1 and _leads_on(parse.tokens[last], cue) and last + 1 in content
    if leads_on and (last in content or last not in others):
        last += 1
    return range(first, last)


def _goes_with(parse: Parse, index: int, cue: range) -> bool:
    """An adverb, an auxiliary, or a "no", "not" or "never": without it the cue would say the contrary."""
    token = parse.tokens[index]
    is_adverb = token.dep == "advmod" and token.pos in ("ADP", "ADV", "SCONJ")
    is_auxiliary = token.dep in ("aux", "auxpass") and token.pos == "AUX"
    is_negation = token.dep == "neg" or token.lower in ("no", "not", "never")
    return token.head in cue and (is_adverb or is_auxiliary or is_negation)


def _leads_on(token: Token, cue: range) -> bool:
    return token.dep == "prep" and token.head in cue and token.pos in ("ADP", "SCONJ")


def whole_content(parse: Parse, content: AbstractSet[int], others: Container[int]) -> set[int]:
    """The content, where it breaks off, with what its last phrase leads on to.

    It breaks off on a loose word ("that", "of the"), or between a clause's subject and its verb.
    """
    whole = set(content)
    last = max(whole)
    top = _leads_to(parse, last, whole)
    if top is None or top in others:
        return whole
    for index in range(last + 1, max(parse.subtree(top)) + 1):
        if index in others or parse.tokens[index].sentence != parse.tokens[last].sentence:
            break
        whole.add(index)
    return whole


def _leads_to(parse: Parse, last: int, content: Container[int]) -> int | None:
    """The token whose branch the content breaks off in."""
    token = parse.tokens[last]
    if (token.pos in _LOOSE and token.dep not in ("prt", "punct")) or token.lower == "that":
        return token.head if token.dep in _FUNCTION or token.lower == "that" else last
    while token.head in content and token.head != token.index:
        token = parse.tokens[token.head]
    return token.head if token.dep in _SUBJECTS and token.head > last else None


def trained_speaker(parse: Parse, source: range, cue: range, content: AbstractSet[int]) -> Speaker:
    """Who speaks, in tokens; `source` may be empty."""
    others = {*cue, *content}
    verb = parse.tokens[parse.head_of(cue.start, cue.stop)]
    relative = _relative(parse, verb)
    if relative is not None:
        return relative
    passive = parse.dependant(verb.index, "nsubjpass")
    silent = cue_lexicon().lemma(verb) in cue_lexicon().passive_subject_is_no_source
    if silent and passive is not None and passive.index in source:
        return agent_of(parse, verb)
    if source and all(index in content for index in source):
        source = range(0)
    source = _shared_subject(parse, verb, source) or _controller(parse, verb, told=bool(source)) or source
    owner = parse.dependant(verb.index, "poss") if not source and verb.pos == "NOUN" else None
    if owner is not None and owner.index not in others:
        source = range(parse.subtree(owner.index)[0], owner.index + 1)
    tokens = whole_phrase(parse, source, others) if source else source
    if not tokens or (len(tokens) == 1 and parse.tokens[tokens.start].lower in _ARTICLES):
        return NOBODY
    return Speaker(tuple(tokens), parse.head_of(tokens.start, tokens.stop))


def _shared_subject(parse: Parse, verb: Token, source: range) -> range | None:
    """The subject that a further verb shares with the one before: "he was critical of Ode Venn and said …" is his.

    It goes before a source that is no subject itself: that is some other part of the first clause.
    """
    outer = verb
    while outer.dep == "conj" and parse.dependant(outer.index, "nsubj", "nsubjpass") is None:
        outer = parse.tokens[outer.head]
    subject = parse.dependant(outer.index, "nsubj", "nsubjpass")
    if outer is verb or subject is None or subject.index in source:
        return None
    if source and parse.tokens[parse.head_of(source.start, source.stop)].dep in _SUBJECTS:
        return None
    own = parse.subtree(subject.index)
    last = next((at for at in own if at > subject.index and parse.tokens[at].pos == "PUNCT"), own[-1] + 1)
    return range(own[0], last)


def _controller(parse: Parse, verb: Token, *, told: bool) -> range | None:
    """Whose words a verb without a subject of its own gives: in "urged bishops to condemn …" the bishops'.

    `told` says that a source is known; then only the object of an order goes before it.
    """
    if parse.dependant(verb.index, "nsubj", "nsubjpass") is not None:
        return None
    outer = parse.tokens[verb.head]
    if verb.dep == "pcomp":
        outer = parse.tokens[outer.head]
    elif verb.dep != "xcomp":
        return None
    ordered = cue_lexicon().lemma(outer) in cue_lexicon().orders
    named = parse.dependant(outer.index, "dobj", "dative") if ordered else None
    if named is None and not told:
        named = parse.dependant(outer.index, "nsubj")
    if named is None or named.pos not in ("NOUN", "PROPN", "PRON") or named.index > verb.index:
        return None
    return range(parse.subtree(named.index)[0], named.index + 1)


def _relative(parse: Parse, verb: Token) -> Speaker | None:
    """The "who" that is the subject of a relative clause's verb, standing for the noun that the clause hangs on."""
    if verb.dep != "relcl":
        return None
    pronoun = parse.dependant(verb.index, "nsubj")
    is_relative = pronoun is not None and pronoun.tag in ("WP", "WDT") and pronoun.lower != "what"
    return phrase(parse, pronoun) if pronoun is not None and is_relative else None


def whole_phrase(parse: Parse, source: range, others: Container[int]) -> range:
    """The source without a loose end ("the board in"), and with the rest of a phrase it breaks off ("the", "Lena")."""
    first, last = source.start, source.stop
    while last - first > 1 and _is_loose(parse.tokens[last - 1]):
        last -= 1
    while first < last and parse.tokens[last - 1].dep in _BEFORE_HEAD:
        head = parse.tokens[last - 1].head
        if head < last or any(index in others for index in range(last, head + 1)):
            break
        last = head + 1
    while first < last and first > 0 and _belongs(parse, first - 1, range(first, last)) and first - 1 not in others:
        first -= 1
    return range(first, last)


def _is_loose(token: Token) -> bool:
    """A word that leads on to what is no part of the phrase any more, a relative clause or a comma."""
    return token.pos in _LOOSE or token.tag in ("WDT", "WP", "WP$")


def _belongs(parse: Parse, index: int, source: range) -> bool:
    """Is the word right before a source a determiner or adjective of it, or a further part of a name?"""
    token = parse.tokens[index]
    if token.head not in source or token.dep not in _BEFORE_HEAD:
        return False
    is_name = parse.tokens[token.head].pos == "PROPN"
    return token.pos == "PROPN" if is_name and token.dep != "det" else token.dep != "compound"
