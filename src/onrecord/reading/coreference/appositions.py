"""Descriptions that stand beside the name of what they describe: "the mayor, Ada Moss", "her deputy is Ada Moss"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.language.parse import Parse
from onrecord.reading.coreference.descriptions import Description
from onrecord.reading.names.bounds import after_titles
from onrecord.reading.names.finding import NameMention


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a document, and by the tokens of their heads, their beginnings and their ends their indices."""

    all: Sequence[NameMention]
    by_head: Mapping[int, int]
    by_first: Mapping[int, int]
    by_last: Mapping[int, int]


def named_beside(
    parse: Parse, names: Sequence[NameMention], descriptions: Sequence[Description]
) -> Iterator[tuple[Description, int]]:
    """Each description that stands beside a name for the same thing, with the index of the name.

    Args:
        parse: of the document.
        names: in text order.
        descriptions: in text order.
    """
    index = _Names(
        names,
        {name.head: place for place, name in enumerate(names)},
        {name.first: place for place, name in enumerate(names)},
        {name.last: place for place, name in enumerate(names)},
    )
    for description in descriptions:
        for look in (_apposed, _at_end, _after_comma, _named_as):
            name = look(parse, index, description)
            if name is not None:
                yield description, name
                break


def is_post(parse: Parse, description: Description) -> bool:
    """Does it speak of one certain person: "the mayor", "her deputy", or, opening a sentence, "Minister for Trade"?"""
    if description.type != "Person" or not description.known_noun or description.plural:
        return False
    opens = description.first == parse.sentence_of(description.head).first
    return description.article in ("definite", "possessive") or (description.article == "bare" and opens)


def _apposed(parse: Parse, names: _Names, description: Description) -> int | None:
    """The name that the parser hangs the description on, or on the description."""
    token = parse.tokens[description.head]
    name = names.by_head.get(token.head) if token.dep == "appos" else None
    if name is not None:
        return name
    beside = (names.by_head.get(other.index) for other in parse.dependants(description.head, "appos"))
    return next((place for place in beside if place is not None), None)


def _at_end(parse: Parse, names: _Names, description: Description) -> int | None:
    """The name of the person whom a post before it describes: "the Mayor of Redport Ada Moss"."""
    if description.type != "Person" or description.article == "indefinite":
        return None
    last = names.by_last.get(description.last)
    name = names.all[last] if last is not None else None
    if name is None or name.type != "Person" or name.first <= description.head + 2:
        return None
    before = parse.tokens[name.first - 1]
    return last if before.pos in ("NOUN", "PROPN") and not before.text.endswith(",") else None


def _after_comma(parse: Parse, names: _Names, description: Description) -> int | None:
    """The person whose name stands between commas after a post: "according to the mayor, Dr Ada Moss, in May".

    A parser often hangs such a name on another word. No more than two commas: "the mayor, Ada Moss, and a clerk" is
    a list.
    """
    tokens, comma = parse.tokens, description.last
    if not is_post(parse, description) or comma + 2 > len(tokens) or tokens[comma].text != ",":
        return None
    name = names.by_first.get(after_titles(parse, comma + 1))
    if name is None or names.all[name].type != "Person":
        return None
    return name if _closes(parse, description, names.all[name]) and " " in names.all[name].key else None


def _closes(parse: Parse, description: Description, name: NameMention) -> bool:
    """Does the name end there, and is it no list: a comma, a stop, a preposition, the verb of a first subject?"""
    after = parse.tokens[name.last : name.last + 2]
    if not after:
        return True
    if after[0].text in (",", ".", ")"):
        return not {"and", "or"} & {token.lower for token in after}
    opens = description.first == parse.sentence_of(description.head).first
    return after[0].pos == "ADP" or (opens and after[0].pos in ("VERB", "AUX"))


def _named_as(parse: Parse, names: _Names, description: Description) -> int | None:
    """The person who is said to be one: "his deputy is Ada Moss"; not "is not", nor "may be"."""
    token = parse.tokens[description.head]
    verb = parse.tokens[token.head]
    if token.dep != "nsubj" or verb.lemma != "be" or not is_post(parse, description):
        return None
    if any(parse.dependants(verb.index, "aux", "neg")):
        return None
    attribute = parse.dependant(verb.index, "attr")
    name = names.by_head.get(attribute.index) if attribute is not None else None
    return name if name is not None and names.all[name].type == "Person" else None
