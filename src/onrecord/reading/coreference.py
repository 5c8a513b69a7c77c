"""Coreference: which names, descriptions and pronouns stand for the same thing.

One pass over the document in text order. Names are put together first (`bearers`); a description is held
against what was called so before it, a pronoun against what was spoken of last and fits. Where nothing fits
well, a description is a thing of its own and a pronoun stays open: a missing link costs less than a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from onrecord.language.parse import Parse
from onrecord.reading.aliases import Alias, find_aliases
from onrecord.reading.bearers import Bearer, find_bearers, sex_of
from onrecord.reading.cast import Cast
from onrecord.reading.descriptions import Description, find_descriptions, roles_before
from onrecord.reading.discourse import Discourse, Place, Sex, Thing, is_subject
from onrecord.reading.names import NameMention
from onrecord.reading.pronouns import (
    FIRST_PERSON,
    Setting,
    antecedent,
    is_empty,
    reference_of,
    relative_antecedent,
    sex_asked,
)
from onrecord.reading.quotations import Quotation, find_quotations
from onrecord.reading.speakers import resolve_speakers
from onrecord.reading.word_lists import name_words, nouns
from onrecord.records import Document, Entity, Ids, Mention, MentionKind, Name, NameKind, Span

_Told = dict[int, tuple[NameKind, str | None]]

__all__ = ["resolve", "resolve_speakers"]


def resolve(document: Document, parse: Parse, names: tuple[NameMention, ...]) -> Cast:
    """Who and what the document speaks of, and where.

    Args:
        document: gives the quotation marks.
        parse: of the same document.
        names: as `find_names` gives them, in text order.
    """
    reader = _Reader(document, parse, names)
    reader.read()
    reader.read_aliases()
    return _cast(names, reader)


class _Reader:
    """One pass over one document."""

    def __init__(self, document: Document, parse: Parse, names: tuple[NameMention, ...]) -> None:
        self.document = document
        self.parse = parse
        self.names = names
        self.discourse = Discourse()
        self.aliases = tuple(find_aliases(document.text, names, [True] * len(names)))
        self.bearers = find_bearers(names, [(alias.first, alias.second) for alias in self.aliases])
        self.descriptions = find_descriptions(parse, names)
        quotations = find_quotations(document)
        self._inside_marks = _quoted_tokens(parse, quotations)
        self._quoted = _quoted_tokens(parse, tuple(quotation for quotation in quotations if not quotation.short))
        self.first_person: dict[int, Mention] = {}
        self._bearer_of = {i: number for number, bearer in enumerate(self.bearers) for i in bearer.names}
        self._things: dict[int, Thing] = {}
        self._apposed = self._appositions()

    def read(self) -> None:
        """Go through every mention in text order."""
        named = {name.head: index for index, name in enumerate(self.names)}
        described = {description.head: description for description in self.descriptions}
        for token in self.parse.tokens:
            if token.index in named:
                self._read_name(named[token.index])
            elif token.index in described:
                self._read_description(described[token.index])
            elif token.tag in ("PRP", "PRP$", "WP", "WDT", "WP$"):
                self._read_pronoun(token.index)

    def read_aliases(self) -> None:
        """Put together what a description or pronoun stands for and the name that the text gives it."""
        spoken = sorted(
            ((place, thing) for thing in self.discourse.things for place in thing.places), key=lambda pair: (pair[0].start, pair[0].end)
        )
        things = [thing for _, thing in spoken]
        named = [place.kind == "name" for place, _ in spoken]
        spans = [Span(place.start, place.end) for place, _ in spoken]
        at_start = {name.start: index for index, name in enumerate(self.names)}
        more = []
        for alias in find_aliases(self.document.text, spans, named):
            if named[alias.first]:
                continue
            more.append(Alias(-1, at_start[spans[alias.second].start], alias.rule, alias.time))
            one, other = things[alias.first].root, things[alias.second].root
            if one is not other and (one.type == other.type or not one.named):
                other.take(one) if not one.named else one.take(other)
        self.aliases += tuple(more)

    def _appositions(self) -> dict[int, int]:
        """Of each description's head that stands beside a name for the same thing, the name's bearer."""
        named = {name.head: index for index, name in enumerate(self.names)}
        found: dict[int, int] = {}
        for description in self.descriptions:
            token = self.parse.tokens[description.head]
            name = named.get(token.head) if token.dep == "appos" else None
            if name is None:
                beside = (named.get(t.index) for t in self.parse.dependants(description.head, "appos"))
                name = next((index for index in beside if index is not None), None)
            if name is None:
                continue
            bearer = self._bearer_of[name]
            if self._may_be(description, self.bearers[bearer]):
                found[description.head] = bearer
        return found

    def _may_be(self, description: Description, bearer: Bearer) -> bool:
        if description.plural and description.type == "Group":
            return bearer.type == "Group"
        return description.type == bearer.type or not description.known_noun

    def _read_name(self, index: int) -> None:
        name = self.names[index]
        thing = self._named(self._bearer_of[index])
        for role in roles_before(self.parse, name):
            self.discourse.call(thing, role.lemma)
        for title in name.titles:
            if title not in name_words().honorifics:
                self.discourse.call(thing, title)
        self._speak(thing, name.start, name.end, name.head, "name")

    def _named(self, number: int) -> Thing:
        """The thing that bears these names, brought in on its first mention."""
        if number not in self._things:
            bearer = self.bearers[number]
            sex = _bearer_sex(bearer, self.names) if bearer.type == "Person" else ""
            plural = bearer.type == "Group"
            kinds = {self.names[i].key.split()[-1] for i in bearer.names if " " in self.names[i].key and bearer.type != "Person"}
            thing = Thing(bearer.type, named=True, plural=plural, sex=sex, kinds=kinds, bearers={number})
            self._things[number] = self.discourse.add(thing)
        return self._things[number]

    def _read_description(self, description: Description) -> None:
        if description.head in self._apposed:
            thing = self._named(self._apposed[description.head])
            self.discourse.call(thing, description.lemma)
        else:
            thing = self._meant(description) or self.discourse.add(self._new(description))
        if not thing.sex and thing.type == "Person":
            thing.sex = _noun_sex(description.lemma)
        self._speak(thing, description.start, description.end, description.head, "nominal")

    def _new(self, description: Description) -> Thing:
        return Thing(
            description.type,
            named=False,
            plural=description.plural,
            sex=_noun_sex(description.lemma) if description.type == "Person" else "",
            label=self.parse.text[description.start : description.end],
            kinds={description.lemma},
            modifiers=description.modifiers,
            complement=description.complement,
        )

    def _meant(self, description: Description) -> Thing | None:
        """What was spoken of before that a description means."""
        if description.article == "indefinite":
            return None
        if description.article == "bare" and not (description.plural or description.type == "Organization"):
            return None
        sentence = self.parse.tokens[description.head].sentence
        called = self._called(description)
        if called is not None or description.article in ("bare", "possessive"):
            return called
        return self._by_sort(description, sentence)

    def _called(self, description: Description) -> Thing | None:
        """The thing last called by the same noun, if nothing said of either speaks against it."""
        owner = self.discourse.heads.get(description.owner) if description.owner is not None else None
        for count, thing in enumerate(self.discourse.called(description.lemma)):
            if count > 5:
                return None
            if thing.plural != description.plural and not thing.named:
                continue
            if description.article == "possessive" and not (owner is not None and f"of {id(owner)}" in thing.kinds):
                continue
            if _may_mean(description, thing):
                return thing
        return None

    def _by_sort(self, description: Description, sentence: int) -> Thing | None:
        """ "the company", "the city", "the man": the last named thing of the sort."""
        lists = nouns()
        sorts = (("Organization", lists.any_organization), ("Person", lists.any_person), ("Place", lists.any_place))
        wanted = next((kind for kind, words in sorts if description.lemma in words), None)
        if wanted is None or description.plural or description.modifiers:
            return None
        sex = _noun_sex(description.lemma)
        for thing in self.discourse.recent(sentence, 3):
            if thing.type == wanted and thing.named and (not sex or thing.sex in ("", sex)):
                return thing
        return None

    def _read_pronoun(self, index: int) -> None:
        token = self.parse.tokens[index]
        thing = None
        if token.lower in FIRST_PERSON and index in self._inside_marks:
            self.first_person[index] = Mention(token.start, token.end, "pronoun")
        reference = reference_of(token)
        if reference is not None and not is_empty(self.parse, token):
            setting = Setting(token, reference, quoted=index in self._quoted)
            thing = antecedent(self.parse, self.discourse, setting)
            if thing is not None and not thing.sex and thing.type == "Person":
                thing.sex = sex_asked(reference)
        elif (governor := relative_antecedent(self.parse, token)) is not None:
            thing = self.discourse.heads.get(governor)
        if thing is not None:
            self._speak(thing, token.start, token.end, index, "pronoun")

    def _speak(self, thing: Thing, start: int, end: int, head: int, kind: MentionKind) -> None:
        token = self.parse.tokens[head]
        subject = is_subject(token.dep)
        self.discourse.speak(thing, Place(start, end, head, token.sentence, kind, subject, head in self._quoted))


def _may_mean(description: Description, thing: Thing) -> bool:
    """Does nothing in the description speak against this thing?"""
    if description.complement and thing.complement and description.complement != thing.complement:
        return False
    if not description.modifiers:
        return True
    return description.modifiers <= thing.modifiers or (thing.named and description.modifiers <= thing.kinds)


def _noun_sex(lemma: str) -> Sex:
    if lemma in nouns().male:
        return "male"
    return "female" if lemma in nouns().female else ""


def _bearer_sex(bearer: Bearer, names: Sequence[NameMention]) -> Sex:
    titles = tuple(title for i in bearer.names for title in names[i].titles)
    longest = max((names[i].key for i in bearer.names), key=len)
    sex: Sex = sex_of(titles, longest.split()[0])
    return sex


def _quoted_tokens(parse: Parse, quotations: tuple[Quotation, ...]) -> frozenset[int]:
    return frozenset(
        index for quotation in quotations for index in parse.tokens_in(quotation.inner.start, quotation.inner.end)
    )


def _cast(names: tuple[NameMention, ...], reader: _Reader) -> Cast:
    """The entities in text order of their first mention."""
    ids = Ids("e")
    things = [thing for thing in reader.discourse.things if thing.places and thing.same_as is None]
    things.sort(key=lambda thing: min((place.start, place.end) for place in thing.places))
    told = _told(reader.aliases, names)
    entities = []
    known: dict[int, str] = {}
    for thing in things:
        own = [names[i] for number in sorted(thing.bearers) for i in reader.bearers[number].names]
        entity = _entity(thing, sorted(own, key=lambda name: name.start), told, ids)
        known[id(thing)] = entity.id
        entities.append(entity)
    heads = {index: known[id(thing.root)] for index, thing in sorted(reader.discourse.heads.items())}
    return Cast(tuple(entities), MappingProxyType(heads), MappingProxyType(reader.first_person))


def _told(aliases: tuple[Alias, ...], names: tuple[NameMention, ...]) -> _Told:
    """What the text says of names, by the offset where each starts: the kind, and the time when it was borne."""
    told: _Told = {}
    for alias in aliases:
        told.setdefault(names[alias.second].start, (alias.rule.kind, alias.time))
        if alias.first >= 0 and alias.rule.first_kind is not None:
            told.setdefault(names[alias.first].start, (alias.rule.first_kind, None))
    return told


def _entity(thing: Thing, names: list[NameMention], told: _Told, ids: Ids) -> Entity:
    mentions = tuple(Mention(p.start, p.end, p.kind) for p in sorted(thing.places, key=lambda p: (p.start, p.end)))
    if names:
        own = tuple(_names_of(names, told))
        label = max((name.text for name in own if name.kind != "former"), key=len, default=own[0].text)
    else:
        first = mentions[0]
        own = (Name(first.start, first.start + len(thing.label), thing.label, "description"),)
        label = thing.label
    return Entity(ids.next(thing.type, label), thing.type, label, thing.named, own, mentions)


def _names_of(names: list[NameMention], told: _Told) -> Iterator[Name]:
    """The distinct names, each where it first stands; `told` is by the offset at which a name starts."""
    longest = max(len(name.text) for name in names)
    said = {name.text: told[name.start] for name in reversed(names) if name.start in told}
    seen: set[str] = set()
    for name in names:
        if name.text not in seen:
            seen.add(name.text)
            kind, time = said.get(name.text, (None, None))
            yield Name(name.start, name.end, name.text, kind or _kind(name.text, longest), time)


def _kind(text: str, longest: int) -> NameKind:
    if len(text) == longest:
        return "full"
    letters = text.replace(".", "")
    return "acronym" if letters.isupper() and " " not in letters and len(letters) < 8 else "short"
