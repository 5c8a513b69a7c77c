"""Descriptions: noun phrases that speak of a thing without naming it ("the treasurer of the fund")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.language.parse import Parse, Token
from onrecord.reading.names.finding import NameMention
from onrecord.reading.names.word_lists import nouns
from onrecord.records import EntityType, Span

Article = Literal["definite", "demonstrative", "possessive", "indefinite", "bare"]

_ARTICLES: dict[str, Article] = {
    "the": "definite", "both": "definite", "this": "demonstrative", "that": "demonstrative",
    "these": "demonstrative", "those": "demonstrative", "such": "demonstrative",
}  # fmt: skip
_NO_THINGS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_PLURAL = frozenset({"NNS", "NNPS"})
_OFF = frozenset({"relcl", "acl", "advcl", "appos", "conj", "cc", "punct", "parataxis", "ccomp", "dep"})
_LONGEST = 16  # tokens of a description, prepositional phrases and all
_ADVERBS = frozenset({"advmod", "preconj", "predet", "neg"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod", "poss"})


@dataclass(frozen=True, slots=True)
class Description(Span):
    """A noun phrase that describes, from determiner to the end of its prepositional phrases.

    `first` and `last` are its half-open run of tokens. `lemma` is that of the head noun, `modifiers` are the
    words that narrow it down, `complement` is what stands after "of", and `owner` the head token of its
    possessor ("his wife", "the bank's chairman").
    """

    first: int
    last: int
    head: int
    lemma: str
    type: EntityType
    plural: bool
    article: Article
    modifiers: frozenset[str]
    complement: frozenset[str] = frozenset()
    owner: int | None = None
    known_noun: bool = True
    singular: str = ""
    restricted: bool = False
    """Does a clause without a comma say which one is meant ("the board that was to oversee him")?"""


def find_descriptions(parse: Parse, names: tuple[NameMention, ...]) -> tuple[Description, ...]:
    """The descriptions of a document in text order; times and bare measures are left out."""
    named = {index for name in names for index in range(name.first - len(name.titles), name.last)}
    heads = {parse.head_of(first, last): first for first, last in parse.chunks}
    heads |= {index: first for index, first in _outside_chunks(parse) if index not in heads}
    return tuple(
        _described(parse, first, head)
        for head, first in sorted(heads.items())
        if head not in named and (_names_thing(parse.tokens[head]) or _is_one_of(parse, parse.tokens[head]))
    )


def _outside_chunks(parse: Parse) -> Iterator[tuple[int, int]]:
    """What base noun phrases leave out, with first tokens: possessors, and quantifiers that stand for things."""
    for token in parse.tokens:
        if token.dep == "poss" and token.tag in ("NN", "NNS"):
            yield token.index, parse.subtree(token.index, _OFF)[0]
        elif _is_one_of(parse, token) or _opens_as_post(parse, token):
            yield token.index, token.index
        elif token.dep in ("nsubj", "nsubjpass") and token.pos in ("NUM", "DET", "ADJ", "PRON"):
            before = token.index - 1
            with_article = (
                before >= 0 and parse.tokens[before].dep == "det" and parse.tokens[before].head == token.index
            )
            yield token.index, before if with_article else token.index


def _opens_as_post(parse: Parse, token: Token) -> bool:
    """Is it a person's noun with a phrase of its own that opens a sentence: "Minister for Trade, Ada Moss, said"?"""
    first = parse.sentence_of(token.index).first == token.index
    return first and nouns().types.get(token.lower) == "Person" and parse.dependant(token.index, "prep") is not None


def _is_one_of(parse: Parse, token: Token) -> bool:
    """Is it the "one" of "one of the guards"?"""
    return token.lower == "one" and _counted_noun(parse, token) is not None


def _names_thing(head: Token) -> bool:
    if len(head.text) == 1 and head.text.isalpha():
        return False  # "Q", "A": who asks and answers in an interview
    if head.tag.startswith(("PRP", "W", "EX")) or head.name_type in _NO_THINGS or not head.text[0].isalnum():
        return False
    if head.tag in ("DT", "JJ", "CD", "JJS", "JJR", "RB", "PDT"):
        return head.dep in ("nsubj", "nsubjpass") and (head.tag == "CD" or head.lower in nouns().types)
    return head.lemma.lower() not in nouns().not_things


def _described(parse: Parse, first: int, head: int) -> Description:
    first = _start(parse, first, head)
    last = _end(parse, first, head)
    span = parse.span(first, last)
    token = parse.tokens[head]
    plural = token.tag in _PLURAL or (token.tag == "CD" and token.lower != "one")
    if token.lower in nouns().bodies_in_plural:
        plural = False
    lemma = token.lemma.lower()
    counted = _counted_noun(parse, token)
    kind, known = _counted_type(token, counted) if counted is not None else _type(token, lemma, plural=plural)
    modifiers = frozenset(
        t.lemma.lower()
        for t in parse.dependants(head, *_MODIFIERS)
        if first <= t.index < last and t.dep != "poss" and t.lower not in nouns().loose_modifiers
    )
    owner = parse.dependant(head, "poss")
    return Description(
        span.start, span.end, first, last, head, lemma, kind,
        plural or kind == "Group", _article(parse, first, owner), modifiers,
        _complement(parse, head), None if owner is None else owner.index, known,
        lemma if counted is None else counted.lemma.lower(), _is_restricted(parse, head),
    )  # fmt: skip


def _counted_noun(parse: Parse, token: Token) -> Token | None:
    """The noun that tells what another only counts: "guards" of "thousands of guards"."""
    if token.lemma.lower() not in nouns().counting:
        return None
    of = next((child for child in parse.dependants(token.index, "prep") if child.lower == "of"), None)
    noun = parse.dependant(of.index, "pobj") if of is not None else None
    return noun if noun is not None and noun.tag in ("NN", "NNS") else None


def _counted_type(token: Token, noun: Token) -> tuple[EntityType, bool]:
    """What a noun that only counts stands for: "thousands of guards" are guards, "one of the goals" is a goal."""
    kind, known = _type(noun, noun.lemma.lower(), plural=noun.tag == "NNS")
    return ("Person" if kind == "Group" and token.lower == "one" else kind), known


def _is_restricted(parse: Parse, head: int) -> bool:
    clause = parse.dependant(head, "relcl")
    if clause is None:
        return False
    first = parse.subtree(clause.index)[0]
    return first > 0 and parse.tokens[first - 1].text != ","


def _start(parse: Parse, first: int, head: int) -> int:
    """Where the phrase begins, without marks and adverbs ("even the police", "not only women")."""
    while first < head and (
        not parse.tokens[first].text[0].isalnum() or parse.tokens[first].dep in _ADVERBS - {"predet"}
    ):
        if parse.tokens[first].dep in ("advmod", "neg") and parse.tokens[first].head != head:
            break
        first += 1
    return first


def _end(parse: Parse, first: int, head: int) -> int:
    """The end of the prepositional phrases that directly follow the head, without relative clauses and times."""
    end = kin_end(parse, head)
    for child in parse.dependants(head):
        if child.index != end:
            if child.index > end:
                break
            continue
        if child.dep != "prep" or _tells_time(parse, child.index):
            break
        end = _phrase_end(parse, child.index)
    return end if end - first <= _LONGEST else head + 1


def kin_end(parse: Parse, head: int) -> int:
    """The token after a noun with what hyphens add to it: "brother-in-law" is one word in four or five tokens."""
    after = [token.lower for token in parse.tokens[head + 1 : head + 5]]
    return head + 5 if after == ["-", "in", "-", "law"] else head + 1


def _phrase_end(parse: Parse, index: int) -> int:
    """The end of the unbroken run of a prepositional phrase, without clauses in it."""
    end = index + 1
    for at in parse.subtree(index, _OFF):
        if at > end and not (at == end + 1 and _joins(parse, end)):
            break
        end = max(end, at + 1)
    return end


def _joins(parse: Parse, index: int) -> bool:
    """Is it a hyphen within a word of several tokens: "third-party"?"""
    before, sign, after = parse.tokens[index - 1 : index + 2]
    return sign.text == "-" and before.end == sign.start and sign.end == after.start


def _tells_time(parse: Parse, preposition: int) -> bool:
    noun = parse.dependant(preposition, "pobj")
    return noun is not None and (noun.name_type in ("DATE", "TIME") or noun.lemma.lower() in nouns().not_things)


def _article(parse: Parse, first: int, owner: Token | None) -> Article:
    token = parse.tokens[first]
    if owner is not None and owner.index < token.index + 6 and owner.index >= first:
        return "possessive"
    if token.lower in _ARTICLES:
        return _ARTICLES[token.lower]
    return (
        "indefinite" if token.tag in ("DT", "CD", "PDT", "JJ") and token.dep in ("det", "nummod", "predet") else "bare"
    )


def _complement(parse: Parse, head: int) -> frozenset[str]:
    """The words of what stands after "of" and its like: what tells one head of a department from another."""
    for preposition in parse.dependants(head, "prep"):
        if preposition.lower in ("of", "from", "at", "for") and not _tells_time(parse, preposition.index):
            noun = parse.dependant(preposition.index, "pobj")
            within = parse.subtree(noun.index, _OFF) if noun is not None else []
            return frozenset(parse.tokens[i].lower for i in within if parse.tokens[i].dep != "det")
    return frozenset()


def _type(token: Token, lemma: str, *, plural: bool) -> tuple[EntityType, bool]:
    """What sort of thing the noun names, and whether a list or an ending says so."""
    lists = nouns()
    kind = lists.types.get(token.lower) or lists.types.get(lemma) or _by_ending(lemma)
    if kind is None and lemma.startswith(("ex-", "co-", "vice-")):
        kind = lists.types.get(lemma.split("-", 1)[1])
    if kind is None and token.tag == "CD":
        kind = "Group"
    if lemma in lists.single_person:
        return "Person", True
    if kind == "Person" and plural:
        return "Group", True
    return (kind, True) if kind is not None else ("Work", False)


def _by_ending(lemma: str) -> EntityType | None:
    return next(
        (kind for ending, kind in nouns().endings if lemma.endswith(ending) and len(lemma) > len(ending) + 1), None
    )


def roles_before(parse: Parse, name: NameMention) -> Iterator[Token]:
    """The nouns that stand before a name in its own phrase: "fashion designer Tim Gunn"."""
    for child in parse.dependants(name.head, "compound", "nmod", "amod"):
        if child.index < name.first and child.tag in ("NN", "NNP") and not child.text[0].isupper():
            yield child


def lands_before(parse: Parse, name: NameMention) -> frozenset[str]:
    """The words for a land or people before a title and a name, which tell one president from another: "French"."""
    first = name.first - len(name.titles)
    found = set()
    while name.titles and first > 0 and parse.tokens[first - 1].name_type in ("NORP", "GPE"):
        first -= 1
        found.add(parse.tokens[first].lemma.lower())
    return frozenset(found)
