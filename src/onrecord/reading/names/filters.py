"""Which runs of words with a capital are names, and which only stand where any word has one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.language.parse import Parse, Token
from onrecord.reading.names.bounds import PROPER, Run, is_capital, titles_before
from onrecord.reading.names.types import is_given, is_person_noun
from onrecord.reading.names.word_lists import name_key, name_words, nouns, places

_SIDE_PARTS = frozenset({"compound", "nmod", "amod", "conj"})
_CREDIT = re.compile(
    r"\b(?:Image|Photo(?:graph)?|Picture|Credit|Video|Screenshot)s?(?: (?:by|credit|courtesy of)|:)[^\n]{0,100}"
)
_CONSTITUENCY = re.compile(r"[DRI]-\w+\.?$")


@dataclass(frozen=True, slots=True)
class Usage:
    """How the document writes words: those it also writes without a capital, and the last words of long names."""

    small: frozenset[str]
    surnames: frozenset[str]

    @classmethod
    def of(cls, parse: Parse, runs: list[Run]) -> Usage:
        """The usage of a document with these runs of names."""
        small = frozenset(token.text for token in parse.tokens if token.text.islower())
        return cls(small, frozenset(parse.tokens[run.last - 1].lower for run in runs if run.last - run.first > 1))


def credited_tokens(parse: Parse) -> set[int]:
    """The tokens of picture credits, whose names are no part of what the text states."""
    return {index for match in _CREDIT.finditer(parse.text) for index in parse.tokens_in(*match.span())}


def is_name(parse: Parse, run: Run, usage: Usage) -> bool:
    """Is the run a name, and not a word that only has a capital?"""
    words, tokens = name_words(), parse.tokens[run.first : run.last]
    key = name_key(parse.words(parse.span(run.first, run.last)))
    if not any(char.isalpha() for char in key) or key in words.not_names or _CONSTITUENCY.match(tokens[0].text):
        return False
    if tokens[-1].lower in words.titles and run.tagged != "NORP" and not (is_given(tokens[0]) and len(tokens) == 2):
        return False
    empty = words.not_names | words.titles | words.honorifics
    if all(token.lower in empty for token in tokens) and run.tagged != "NORP":
        return False
    if len(tokens) > 1:
        return not _is_plain_phrase(run, tokens, usage)
    known = _is_known(parse, run, tokens[0])
    return _is_unknown_name(parse, run, tokens[0], usage) if known is None else known


def _is_plain_phrase(run: Run, tokens: tuple[Token, ...], usage: Usage) -> bool:
    """Are all its words common ones, though they have capitals or a tag ("Witch Hunt")?"""
    if run.tagged in ("EVENT", "LAW", "FAC") or tokens[-1].lower in name_words().organization_words:
        return False
    if all(token.lower in usage.small or not token.text.isalpha() for token in tokens) and tokens[-1].tag != "CD":
        return True
    return run.tagged != "WORK_OF_ART" and not any(token.tag in PROPER or token.name_type == "GPE" for token in tokens)


def _is_known(parse: Parse, run: Run, token: Token) -> bool | None:
    """Whether the lists settle that one word is a name or none."""
    words, key = name_words(), name_key(token.text)
    if token.lower in words.known_organizations and token.lower in nouns().types:
        return is_capital(token) and not is_opening(parse, run.first) and token.tag in PROPER
    if token.lower in words.known_organizations or key in places().known or key in places().same:
        return is_capital(token)
    if len(token.text) < 2 or (token.name_type == "NORP" and run.tagged != "NORP"):
        return False
    if token.tag == "JJ" and token.dep in ("amod", "compound") and run.tagged != "GPE":
        return False
    return True if token.lower in words.parties or titles_before(parse, run.first) else None


def _is_unknown_name(parse: Parse, run: Run, token: Token, usage: Usage) -> bool:
    """Is one word that no list knows a name here? Common words seldom are; surnames and acronyms are."""
    words = name_words()
    heads = words.organization_words | words.event_words | words.work_words
    if token.lower in usage.surnames:
        return token.lower not in heads or token.tag in PROPER
    if is_person_noun(token):
        return False
    if _is_paper(parse, run, usage):
        return True
    if _is_common(token, usage) or token.lower in heads | words.place_words:
        return False
    if sum(char.isupper() for char in token.text) > 1 and "-" not in token.text:
        return True
    opening = is_opening(parse, run.first)
    return (token.tag in PROPER or not opening) if run.tagged else _stands_alone(parse, run.first, token)


def _is_common(token: Token, usage: Usage) -> bool:
    listed = token.lower in nouns().types or token.lemma.lower() in nouns().types
    return (listed or token.lower in usage.small) and token.text[1:].islower()


def _stands_alone(parse: Parse, index: int, token: Token) -> bool:
    """May a proper noun that the tagger did not see be a name? Not beside another noun, nor after "the"."""
    before = parse.tokens[index - 1].lower if index else ""
    plain = token.dep not in _SIDE_PARTS and not token.text.endswith(".")
    return plain and before != "the" and not is_opening(parse, index)


def _is_paper(parse: Parse, run: Run, usage: Usage) -> bool:
    """Is it one word with "the" that the tagger takes for a body or work, as papers are called ("the Courier")?"""
    token, before = parse.tokens[run.first], parse.tokens[run.first - 1].lower if run.first else ""
    tagged = run.tagged in ("ORG", "WORK_OF_ART") and token.tag in PROPER
    return tagged and before == "the" and token.lower not in usage.small


def is_opening(parse: Parse, index: int) -> bool:
    """Does the token open its sentence or a quotation, where any word has a capital?"""
    before = parse.tokens[index - 1].text[0]
    return index == parse.sentence_of(index).first or not (before.isalnum() or before == "(")
