"""Coreference: which names, descriptions and pronouns stand for the same thing.

One pass over the document in text order. Names are put together first (`bearers`); a description is held
against what was called so before it (`anaphora`), a pronoun against what was spoken of last and fits
(`pronouns`). Where nothing fits well, a description is a thing of its own and a pronoun stays open: a missing
link costs less than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.language.parse import Parse, Token
from onrecord.reading.attributions.quotations import Quotation, find_quotations
from onrecord.reading.cast import Cast
from onrecord.reading.coreference.aliases import Alias, find_aliases
from onrecord.reading.coreference.anaphora import meant, members_of, noun_sex
from onrecord.reading.coreference.appositions import is_post, named_beside
from onrecord.reading.coreference.bearers import Bearer, find_bearers
from onrecord.reading.coreference.casting import make_cast, told_of
from onrecord.reading.coreference.descriptions import Description, find_descriptions, lands_before, roles_before
from onrecord.reading.coreference.discourse import Discourse, Place, Sex, Thing, is_subject
from onrecord.reading.coreference.distinct import find_distinct
from onrecord.reading.coreference.pronouns import (
    FIRST_PERSON,
    antecedent,
    is_empty,
    reference_of,
    relative_antecedent,
    sex_asked,
)
from onrecord.reading.coreference.salience import Reference, Setting
from onrecord.reading.coreference.sexes import Sexes, sex_of, sexes_told
from onrecord.reading.coreference.speaking import hearer_of, reporter_of, says_by_the_way, speaks
from onrecord.reading.names.finding import NameMention
from onrecord.reading.names.judging import Referring
from onrecord.reading.names.trained import NamesRead
from onrecord.reading.names.word_lists import head_noun, name_words
from onrecord.records import Document, EntityType, Mention, MentionKind, Span

_CHAIN = 3
"""Sentences over which a text goes on telling the names of one thing."""
_BACK = 6
"""Sentences back in which the trained judge may find what a description means."""
_MEANS = 1.0
"""The judge's logit from which a description means what was spoken of before."""
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$"})


def resolve(document: Document, parse: Parse, read: NamesRead) -> Cast:
    """Who and what the document speaks of, and where.

    Args:
        document: gives the quotation marks.
        parse: of the same document.
        read: its names.
    """
    names = read.names
    reader = _Reader(document, parse, read)
    reader.read()
    reader.read_aliases()
    told = told_of(reader.aliases, names)
    bearing = [tuple(names[index] for index in bearer.names) for bearer in reader.bearers]
    return make_cast(document.text, reader.discourse, bearing, told, reader.first_person, reader.unmarked)


class _Reader:
    """One pass over one document."""

    def __init__(self, document: Document, parse: Parse, read: NamesRead) -> None:
        names = read.names
        self.parse = parse
        self.names = names
        self._judge = read.judge
        self.discourse = Discourse()
        self.aliases = tuple(find_aliases(document.text, names, [True] * len(names)))
        self._sexes = sexes_told(parse, names)
        same = [*read.same, *((alias.first, alias.second) for alias in self.aliases)]
        told: dict[int, EntityType] = {
            name: "Person" for alias in self.aliases if alias.rule.persons for name in (alias.first, alias.second)
        }
        apart = [(first, second) for first, second, _ in find_distinct(document.text, names)]
        self.bearers = find_bearers(names, same, self._sexes, told, apart)
        self.first_person: dict[int, Mention] = {}
        self.unmarked: dict[int, Mention] = {}
        self._descriptions = find_descriptions(parse, names)
        quotations = find_quotations(document)
        self._inside_marks = _quoted_tokens(parse, quotations)
        self._quoted = _quoted_tokens(parse, tuple(quotation for quotation in quotations if not quotation.short))
        self._steps = _steps(parse, self._quoted)
        self._bearer_of = {i: number for number, bearer in enumerate(self.bearers) for i in bearer.names}
        self._types: dict[int, EntityType] = {number: bearer.type for number, bearer in enumerate(self.bearers)}
        self._things: dict[int, Thing] = {}
        self._apposed = self._appositions()
        self._joint: tuple[int, ...] = ()
        self._labels: dict[str, Thing] = {}

    def read(self) -> None:
        """Go through every mention in text order."""
        named = {name.head: index for index, name in enumerate(self.names)}
        described = {description.head: description for description in self._descriptions}
        for token in self.parse.tokens:
            if token.index in named:
                self._read_name(named[token.index])
            elif token.index in described:
                self._read_description(described[token.index])
            elif token.tag in _PRONOUNS:
                self._read_pronoun(token)

    def read_aliases(self) -> None:
        """Put together what a description or pronoun stands for and the name that the text gives it."""
        spoken = [(place, thing) for thing in self.discourse.things for place in thing.places]
        spoken.sort(key=lambda pair: (pair[0].start, pair[0].end))
        named = [place.kind == "name" for place, _ in spoken]
        spans = [Span(place.start, place.end) for place, _ in spoken]
        at_start = {name.start: index for index, name in enumerate(self.names)}
        chain: tuple[int, Thing] | None = None
        for alias in find_aliases(self.parse.text, spans, named):
            place, thing = spoken[alias.first]
            bearer = spoken[alias.second][1].root
            if place.kind != "name" and spans[alias.second].start in at_start:
                self.aliases += (Alias(-1, at_start[spans[alias.second].start], alias.rule, alias.time),)
                self._bear(self._subject(place, thing, chain), bearer)
            chain = (place.sentence, bearer.root)

    def _subject(self, place: Place, thing: Thing, chain: tuple[int, Thing] | None) -> Thing:
        """What a phrase before another name stands for.

        Where names were told of just before, a pronoun means their bearer: "it first appeared as ... It was
        renamed ... It became ..." speaks of one thing throughout.
        """
        if place.kind != "pronoun" or chain is None or place.sentence - chain[0] > _CHAIN:
            return thing.root
        meant_thing = chain[1].root
        if meant_thing is not thing.root:
            self._hand_over(thing, place, meant_thing)
        return meant_thing

    def _hand_over(self, thing: Thing, place: Place, taker: Thing) -> None:
        """Give a pronoun's place to another thing, with the pronouns after it in its sentence that meant the same."""
        for other in [p for p in thing.places if p.kind == "pronoun" and p.sentence == place.sentence]:
            if other.start >= place.start:
                thing.places.remove(other)
                taker.places.append(other)
                self.discourse.heads[other.head] = taker

    def _bear(self, thing: Thing, bearer: Thing) -> None:
        """Make one what an alias puts together; a noun tells the type of a name that was but a guess."""
        if thing is bearer:
            return
        if thing.type != bearer.type:
            guessed = not any(self.names[i].sure for number in bearer.bearers for i in self.bearers[number].names)
            if not guessed or thing.type not in ("Organization", "Person"):
                return
            bearer.type = thing.type
        if thing.named:
            thing.take(bearer)
        else:
            bearer.take(thing)

    def _appositions(self) -> dict[int, int]:
        """Of each description's head that stands beside a name for the same thing, the name's bearer."""
        beside = named_beside(self.parse, self.names, self._descriptions)
        return {
            description.head: self._bearer_of[name]
            for description, name in beside
            if self._may_be(description, self._bearer_of[name])
        }

    def _may_be(self, description: Description, number: int) -> bool:
        """May a description in apposition be of this bearer? It can tell a person whose type was but a guess."""
        bearer = self.bearers[number]
        if description.plural:
            return bearer.type == "Group"
        guessed = not any(self.names[i].sure for i in bearer.names)
        if description.type == "Person" and description.known_noun and guessed and bearer.type != "Person":
            self._types[number] = "Person"
        return description.type == self._types[number] or not description.known_noun

    def _read_name(self, index: int) -> None:
        name = self.names[index]
        thing = self._named(self._bearer_of[index])
        for role in roles_before(self.parse, name):
            self.discourse.call(thing, role.lemma)
        for title in name.titles:
            if title not in name_words().honorifics:
                self.discourse.call(thing, title)
        thing.kinds.update(lands_before(self.parse, name))
        self._speak(thing, name.start, name.end, name.head, "name")

    def _named(self, number: int) -> Thing:
        """The thing that bears these names, brought in on its first mention."""
        if number not in self._things:
            kind = self._types[number]
            keys = [self.names[i].key for i in self.bearers[number].names]
            kinds = {head_noun(key) for key in keys if " " in key} if kind != "Person" else set()
            storms = {key.split()[0] for key in keys} & name_words().storms if kind == "Event" else set()
            kinds |= storms | ({"storm"} if storms else set())
            sex = _bearer_sex(self.bearers[number], self.names, self._sexes) if kind == "Person" else ""
            thing = Thing(kind, named=True, plural=kind == "Group", sex=sex, kinds=kinds, bearers={number})
            self._things[number] = self.discourse.add(thing)
        return self._things[number]

    def _read_description(self, description: Description) -> None:
        if description.head in self._apposed:
            thing = self._named(self._apposed[description.head])
        elif self._is_predicate(description):
            self._read_predicate(description)
            return
        else:
            sentence = self.parse.tokens[description.head].sentence
            label = self._line_label(description)
            known = self._labels.get(label) if label else None
            known = known or self._holder(description) or meant(self.discourse, description, sentence)
            known = known or self._judged(description, sentence)
            thing = known or self.discourse.add(self._new(description, sentence))
            if label:
                self._labels[label] = thing
        self.discourse.call(thing, description.lemma)
        self._describe(thing, description)
        if not thing.sex and thing.type == "Person":
            thing.sex = noun_sex(description.singular)
        self._speak(thing, description.start, description.end, description.head, "nominal")

    def _judged(self, description: Description, sentence: int) -> Thing | None:
        """The thing spoken of shortly before that the trained judge says a description means, if it says so."""
        if self._judge is None or description.article == "indefinite":
            return None
        span = Referring(description.start, description.end, description.head, "nominal")
        best, most = None, _MEANS
        for thing in self.discourse.recent(sentence, _BACK):
            if thing.plural != description.plural or (thing.type != description.type and description.known_noun):
                continue
            places = (Referring(place.start, place.end, place.head, place.kind) for place in reversed(thing.places))
            logit = max(self._judge.logits(places, span), default=-9.0)
            if logit > most:
                best, most = thing, logit
        return best

    def _line_label(self, description: Description) -> str:
        """What a transcript calls a speaker, if it is the label of a line ("Reporter: Why?"): the same each time."""
        opens = description.first == self.parse.sentence_of(description.head).first
        after = self.parse.tokens[description.last : description.last + 1]
        return self.parse.words(description).casefold() if opens and after and after[0].text == ":" else ""

    def _holder(self, description: Description) -> Thing | None:
        """The person who is or becomes the one: "she became the President of Syria"."""
        token = self.parse.tokens[description.head]
        verb = self.parse.tokens[token.head]
        if token.dep != "attr" or verb.lemma not in ("be", "become") or not is_post(self.parse, description):
            return None
        unreal = (t for t in self.parse.dependants(verb.index, "aux", "neg") if t.dep == "neg" or t.tag == "MD")
        if any(t.dep == "neg" or verb.lemma == "be" or t.lower not in ("would", "will") for t in unreal):
            return None
        subject = self.parse.dependant(verb.index, "nsubj")
        thing = self.discourse.heads.get(subject.index) if subject is not None else None
        return thing if thing is not None and thing.type == "Person" and not thing.plural else None

    def _is_predicate(self, description: Description) -> bool:
        """Does it say what something is, and speaks of nothing by itself: "that is a charity", "became treasurer"?"""
        token = self.parse.tokens[description.head]
        verb = self.parse.tokens[token.head].lemma
        return token.dep == "attr" and verb in ("be", "become") and description.article in ("indefinite", "bare")

    def _read_predicate(self, description: Description) -> None:
        """From now on the subject is called so; the phrase itself is nothing that a later word stands for."""
        subject = self.parse.dependant(self.parse.tokens[description.head].head, "nsubj")
        bearer = self.discourse.heads.get(subject.index) if subject is not None else None
        if bearer is not None and bearer.type == description.type and bearer.plural == description.plural:
            self.discourse.call(bearer, description.lemma)
        thing = self.discourse.add(self._new(description, self.parse.tokens[description.head].sentence), aside=True)
        self._describe(thing, description)
        self._speak(thing, description.start, description.end, description.head, "nominal", aside=True)

    def _new(self, description: Description, sentence: int) -> Thing:
        return Thing(
            description.type,
            named=False,
            plural=description.plural,
            sex=noun_sex(description.singular) if description.type == "Person" else "",
            kinds={description.lemma},
            modifiers=description.modifiers,
            complement=description.complement,
            owner=self.discourse.heads.get(description.owner) if description.owner is not None else None,
            members=members_of(self.discourse, description, sentence),
        )

    def _describe(self, thing: Thing, description: Description) -> None:
        """The first description outside headings is what a thing without a name is called."""
        heading = self.parse.sentence_of(description.head).kind in ("headline", "subhead")
        if thing.label is None or (thing.in_heading and not heading):
            thing.label, thing.in_heading = Span(description.start, description.end), heading

    def _read_pronoun(self, token: Token) -> None:
        if token.lower in FIRST_PERSON:
            places = self.first_person if token.index in self._inside_marks else self.unmarked
            places[token.index] = Mention(token.start, token.end, "pronoun")
        reference = reference_of(token)
        thing = None
        if reference is not None and not is_empty(self.parse, token):
            thing = self._joint_subject(token) if reference == "they" else None
            thing = thing or antecedent(self.parse, self.discourse, self._setting(token, reference))
            if thing is not None and not thing.sex and thing.type == "Person":
                thing.sex = sex_asked(reference)
        elif reference is None:
            thing = relative_antecedent(self.parse, self.discourse, token)
        if thing is not None:
            self._speak(thing, token.start, token.end, token.index, "pronoun")

    def _setting(self, token: Token, reference: Reference) -> Setting:
        heads = self.discourse.heads
        return Setting(
            token,
            reference,
            quoted=token.index in self._quoted,
            speaks=speaks(self.parse, token),
            reporter=heads.get(reporter_of(self.parse, token)),
            hearer=heads.get(hearer_of(self.parse, token)),
            step=self._steps[token.sentence],
            judge=self._judge,
        )

    def _joint_subject(self, token: Token) -> Thing | None:
        """The set that "they" means in "A and B said they": both, where they are the subject last before."""
        if len(self._joint) < 2 or self.parse.tokens[self._joint[0]].sentence < token.sentence - 1:
            return None
        heads = self.discourse.heads
        members = tuple(heads[index] for index in self._joint if index in heads)
        if len(members) < len(self._joint) or self._joint[-1] >= token.index or any(m.plural for m in members):
            return None
        for thing in self.discourse.things[-1:]:
            if thing.members == members:
                return thing
        first, last = members[0].last, self.parse.tokens[self._joint[-1]]
        start = self.parse.tokens[self._joint[0]].start if first.sentence != last.sentence else first.start
        joint = self.discourse.add(
            Thing("Group", named=False, plural=True, label=Span(start, last.end), members=members)
        )
        joint.places.append(Place(start, last.end, self._joint[0], last.sentence, "nominal", subject=True))
        return joint

    def _speak(self, thing: Thing, start: int, end: int, head: int, kind: MentionKind, *, aside: bool = False) -> None:
        token = self.parse.tokens[head]
        subject = is_subject(token.dep)
        if subject and kind != "pronoun":
            self._joint = (head, *self._conjuncts(head))
        place = Place(
            start,
            end,
            head,
            token.sentence,
            kind,
            subject=subject or says_by_the_way(self.parse, token),
            main=subject and self.parse.is_root(token.head),
            quoted=head in self._quoted,
            speaks=speaks(self.parse, token),
            step=self._steps[token.sentence],
        )
        aside = aside or self.parse.sentence_of(head).kind == "byline"
        self.discourse.speak(thing, place, aside=aside)

    def _conjuncts(self, head: int) -> list[int]:
        """The heads of what "and" joins to a noun, and to those in turn."""
        found: list[int] = []
        at: int | None = head
        while at is not None and len(found) < 6:
            conjunct = self.parse.dependant(at, "conj")
            at = conjunct.index if conjunct is not None and conjunct.pos in ("NOUN", "PROPN") else None
            found += [at] if at is not None else []
        return found


def _bearer_sex(bearer: Bearer, names: Sequence[NameMention], sexes: Sexes) -> Sex:
    titles = tuple(title for i in bearer.names for title in names[i].titles)
    longest = max((names[i].key for i in bearer.names), key=len)
    return sex_of(titles, "") or sexes.of(bearer.names, longest.split()[0])


def _steps(parse: Parse, quoted: frozenset[int]) -> list[int]:
    """Of each sentence, how many up to it are not wholly in quotation marks."""
    steps, count = [], 0
    for sentence in parse.sentences:
        words = (token for token in parse.tokens[sentence.first : sentence.last] if token.pos != "PUNCT")
        count += any(token.index not in quoted for token in words)
        steps.append(count)
    return steps


def _quoted_tokens(parse: Parse, quotations: tuple[Quotation, ...]) -> frozenset[int]:
    return frozenset(
        index for quotation in quotations for index in parse.tokens_in(quotation.inner.start, quotation.inner.end)
    )
