"""Which entity a source is: its head's, the name in apposition to a post, or whoever is speaking already.

A pronoun inside somebody's words may be that somebody: "I" and "we" of a quotation are its speaker, and "they" in
"the board said they feared …" is the board.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.language.parse import Parse, Token
from onrecord.reading.attributions.quotations import Quotation
from onrecord.reading.attributions.voice import VoiceIndex
from onrecord.reading.cast import Cast
from onrecord.reading.names.types import is_person_noun
from onrecord.reading.names.word_lists import nouns
from onrecord.records import Attribution, Entity, Source, Span

_FIRST_PERSON = frozenset({"i", "me", "myself", "my", "we", "us", "our", "ourselves"})
_BODY_PRONOUNS = frozenset({"they", "it"})
_BODIES = frozenset({"Organization", "Group"})
_SPEAKERS = frozenset({"Person", "Organization"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_GIVERS = frozenset({"by", "from", "of"})
_GIVING = frozenset({"Person", "Organization", "Group"})
_SHORTEST = 2
"""Tokens of a description with its comma."""
_OTHERS = frozenset({"by", "from", "to", "with", "about"})
"""Prepositions after which another is named."""
_PLURAL = ("NNS", "NNPS")
_ASIDES = frozenset({"ADV", "PUNCT", "SCONJ"})


class Sources:
    """The entities of a document as sources are joined to them."""

    def __init__(self, parse: Parse, cast: Cast) -> None:
        self._parse = parse
        self._cast = cast
        self._entities = cast.by_id()

    def of(self, span: Span, head: int | None) -> Source:
        """The source that a run of text names. `head` is the token that stands for it, where the draft says so."""
        parse = self._parse
        tokens = parse.tokens_in(span.start, span.end)
        top = (
            head_of_source(parse, tokens, head if head is not None else parse.head_of(tokens.start, tokens.stop))
            if tokens
            else head
        )
        entity = None
        if top is not None:
            entity = self._apposed(top) or self._name_at_end(tokens) or self._author(top) or self._cast.at(top)
            entity = entity or _antecedent(parse, self._cast, top)
        return Source(span.start, span.end, entity or self._cast.within(parse, span.start, span.end))

    def _at(self, index: int) -> Entity | None:
        return self._entities.get(self._cast.at(index) or "")

    def _apposed(self, head: int) -> str | None:
        """The named entity in apposition to a description: "the mayor of Ashby, Lena Holt" is Lena Holt."""
        own = self._at(head)
        if self._parse.tokens[head].tag in _PLURAL or (own is not None and (own.named or own.type not in _SPEAKERS)):
            return None
        for token in self._parse.dependants(head, "appos"):
            other = self._at(token.index)
            alone = self._parse.dependant(token.index, "conj") is None
            if alone and other is not None and other.named and other.type == (own.type if own else "Person"):
                return other.id
        return None

    def _name_at_end(self, source: range) -> str | None:
        """The person whose name ends a description, where the parse hangs the name on another noun.

        "The mayor of Ashby, Lena Holt", "mayor of Ashby Lena Holt", "Ashby's first selectman, Lena Holt"; not
        "Lena Holt, Tom Marsh's sister", "two ministers, Ada Venn and Tom Marsh", "a memo by Mayor Lena Holt".
        """
        tokens = self._parse.tokens
        person = self._at(source.stop - 1) if source else None
        first = self._name_start(person, source)
        if person is None or first is None:
            return None
        before = tokens[source.start : first]
        apart = any(token.tag in _PLURAL or token.lower in _OTHERS or self._is_person(token) for token in before)
        if len(before) < _SHORTEST or apart:
            return None
        return person.id if before[-1].text == "," or any(is_person_noun(token) for token in before) else None

    def _author(self, head: int) -> str | None:
        """Who gives words that are nobody else's: "a statement by the union", "her memoirs", "Calder Trust data"."""
        if not {self._parse.tokens[head].lemma.lower(), self._parse.tokens[head].lower} & nouns().own_words:
            return None
        prepositions = (part for part in self._parse.dependants(head, "prep") if part.lower in _GIVERS)
        givers = [
            *self._parse.dependants(head, "poss"),
            *(giver for part in prepositions for giver in self._parse.dependants(part.index, "pobj")),
            *(part for part in self._parse.dependants(head, "compound") if self._is_named(part)),
        ]
        others = (self._at(giver.index) for giver in givers)
        return next((other.id for other in others if other is not None and other.type in _GIVING), None)

    def _is_named(self, token: Token) -> bool:
        other = self._at(token.index)
        return other is not None and other.named

    def _is_person(self, token: Token) -> bool:
        return token.name_type == "PERSON" and self._is_named(token)

    def _name_start(self, person: Entity | None, source: range) -> int | None:
        """The first token of the person's name that ends the source."""
        end = self._parse.tokens[source.stop - 1].end if source else -1
        if person is None or person.type != "Person":
            return None
        at = next((m.start for m in person.mentions if m.kind == "name" and m.end == end), None)
        return self._parse.tokens_in(at, end).start if at is not None else None


def head_of_source(parse: Parse, source: range, head: int) -> int:
    """The noun that carries a source, where the head of its words is none.

    Not the possessor on which it breaks off ("Lena Holt, Tom Marsh's" [sister]), nor a verb that it runs into ("the
    ministry said").
    """
    token = parse.tokens[head]
    if token.dep == "poss" and token.head not in source:
        subjects = (index for index in source if parse.tokens[index].dep in _SUBJECTS)
        found = next((index for index in subjects if parse.tokens[index].head not in source), None)
        owned = parse.tokens[token.head]
        named = owned.pos == "PROPN" and head + 1 < owned.index and parse.tokens[owned.index - 1].pos == "PROPN"
        return found if found is not None else owned.index if named and source.stop < owned.index else head
    if token.pos in ("VERB", "AUX"):
        nouns = (index for index in source if parse.tokens[index].pos in ("NOUN", "PROPN", "PRON"))
        return next((i for i in nouns if parse.tokens[i].head == head or parse.tokens[i].head not in source), head)
    return head


def _antecedent(parse: Parse, cast: Cast, pronoun: int) -> str | None:
    """Of "who" and its like, the entity of the noun that its clause hangs on: "according to police, who said …"."""
    if parse.tokens[pronoun].tag not in ("WP", "WDT"):
        return None
    for verb in parse.governors(pronoun):
        if verb.dep == "relcl":
            noun = parse.tokens[verb.head]
            return cast.at(noun.head if noun.dep == "appos" else noun.index) or cast.at(noun.index)
    return None


def with_speakers(
    parse: Parse, cast: Cast, found: Sequence[Attribution], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """The attributions, outer before inner, with pronouns that stand for who is speaking already given to them."""
    index = VoiceIndex.of(found, quotations)
    entities = cast.by_id()
    by_id = {item.id: item for item in found}
    for item in sorted(found, key=lambda item: _depth(item, by_id)):
        if item.source is None:
            continue
        pronoun = _pronoun(parse, item.source)
        if pronoun in _FIRST_PERSON:
            speaker = index.voice(item.source, appositive=True)
        elif pronoun in _BODY_PRONOUNS:
            speaker = _saying_of_itself(parse, by_id, entities, item)
        else:
            continue
        named = by_id[speaker].source if speaker is not None and speaker != item.id else None
        if named is not None and named.entity is not None:
            by_id[item.id] = replace(item, source=replace(item.source, entity=named.entity))
    return tuple(by_id[item.id] for item in found)


def _pronoun(parse: Parse, source: Span) -> str:
    """The source in lower case where it is one personal pronoun: "us", but not "US"."""
    tokens = parse.tokens_in(source.start, source.end)
    one = parse.tokens[tokens.start] if len(tokens) == 1 else None
    return one.lower if one is not None and one.tag in ("PRP", "PRP$") else ""


def _depth(item: Attribution, by_id: Mapping[str, Attribution]) -> int:
    depth = 0
    while item.within is not None and depth < len(by_id):
        item, depth = by_id[item.within], depth + 1
    return depth


def _saying_of_itself(
    parse: Parse, by_id: Mapping[str, Attribution], entities: Mapping[str, Entity], item: Attribution
) -> str | None:
    """The attribution around "they" or "it" whose source is a body and opens the very clause: "it said it hoped …"."""
    outer = by_id.get(item.within or "")
    if outer is None or outer.source is None or outer.cue is None or item.source is None:
        return None
    body = entities.get(outer.source.entity or "")
    if body is None or body.type not in _BODIES or outer.cue.end > item.source.start:
        return None
    between = parse.tokens_in(outer.cue.end, item.source.start)
    return outer.id if all(_is_aside(parse.tokens[index]) for index in between) else None


def _is_aside(token: Token) -> bool:
    """A word that names nobody else: "that", "also", "on Monday". "Told residents that they …" is about residents."""
    return token.pos in _ASIDES or token.name_type in ("DATE", "TIME") or token.lower in ("that", "on")
