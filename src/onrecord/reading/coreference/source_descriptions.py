"""What an unnamed source is called: all the words by which the text describes it where it is a source.

Coreference takes a noun with its nearest complements ("engineers"); the reader of attributions knows where the source
ends ("engineers from Calder Water and the Ashby Institute"). The record keeps the whole, from determiner to the end of
its prepositional phrases, without relative clauses, appositions and others named beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.language.parse import Parse
from onrecord.reading.attributions.sources import head_of_source
from onrecord.reading.cast import Cast
from onrecord.records import Attribution, Entity, Name, Span

_OTHERS = frozenset({"acl", "appos", "case", "cc", "conj", "parataxis", "punct", "relcl"})
_LONGEST = 14
"""Words of a description; what is longer is a sentence taken for one."""


def describe_sources(parse: Parse, cast: Cast, attributions: Iterable[Attribution]) -> Cast:
    """The cast with the descriptions of unnamed sources made whole."""
    unnamed = {entity.id: entity for entity in cast.entities if not entity.named}
    for attribution in attributions:
        source = attribution.source
        tokens = parse.tokens_in(source.start, source.end) if source is not None else range(0)
        if source is None or source.entity not in unnamed or not tokens:
            continue
        head = head_of_source(parse, tokens, parse.head_of(tokens.start, tokens.stop))
        if cast.at(head) in (source.entity, None):  # else the words are another's: "a statement by five groups"
            unnamed[source.entity] = _described(unnamed[source.entity], parse, _phrase(parse, tokens, head))
    return replace(cast, entities=tuple(unnamed.get(entity.id, entity) for entity in cast.entities))


def _described(entity: Entity, parse: Parse, whole: Span) -> Entity:
    """The entity with the description that stands in a source, drawn out to the whole phrase."""
    names = tuple(
        replace(name, start=whole.start, end=whole.end, text=parse.words(whole)) if _is_part(name, whole) else name
        for name in entity.names
    )
    own = bool(entity.names) and entity.name == entity.names[0].text
    return replace(entity, name=names[0].text if own else entity.name, names=names)


def _is_part(name: Name, whole: Span) -> bool:
    """Does the phrase draw a description out?"""
    inside = whole.start <= name.start and name.end <= whole.end and (name.start, name.end) != (whole.start, whole.end)
    return name.kind == "description" and inside


def _phrase(parse: Parse, source: range, head: int) -> Span:
    """The head noun of a source with its determiner, adjectives and prepositional phrases."""
    own = {head}
    for child in parse.children[head]:
        if parse.tokens[child].dep not in _OTHERS:
            own.update(parse.subtree(child))
    kept = sorted(own & set(source))
    last = kept[0]
    for index in kept:  # up to the first gap behind the head: what follows it belongs to another branch
        if index > head and (index > last + 1 or _opens_for_good(parse, index, kept[-1])):
            break
        last = index
    return parse.span(kept[0], last + 1) if last - kept[0] < _LONGEST else parse.span(head, head + 1)


def _opens_for_good(parse: Parse, index: int, last: int) -> bool:
    """A bracket that is not closed again within the phrase."""
    after = (parse.tokens[at].text for at in range(index, last + 1))
    return parse.tokens[index].text == "(" and ")" not in after
