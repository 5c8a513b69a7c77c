"""The sex that the words around a person's name tell: titles, nouns of kin and of posts, pronouns bound to the name.

Only what can hardly mean another counts: "Harkaway hurt himself", "Harkaway said she would leave" where nobody else is
named before the pronoun, "his wife, Moira Harkaway". What no word tells stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.language.parse import Parse, Token
from onrecord.reading.coreference.discourse import Sex, is_subject
from onrecord.reading.names.finding import NameMention
from onrecord.reading.names.types import is_person_noun
from onrecord.reading.names.word_lists import given_names, name_words, nouns

_REFLEXIVE: dict[str, Sex] = {"himself": "male", "herself": "female"}
_BOUND: dict[str, Sex] = {"he": "male", "his": "male", "she": "female", "her": "female"}
_PRONOUNS = frozenset({"PRP", "PRP$"})
_BESIDE = ("appos", "compound", "nmod")


def sex_of(titles: Sequence[str], given: str) -> Sex:
    """The sex, or nothing: what titles, else a given name in lower case, tell."""
    words, described, first = name_words(), nouns(), given_names()
    told = set(titles)
    male, female = told & (words.male | described.male), told & (words.female | described.female)
    if male or female:
        return "male" if male else "female"
    if given in first.male:
        return "male"
    return "female" if given in first.female else ""


@dataclass(frozen=True, slots=True)
class Sexes:
    """What the words around the names of a document tell of the persons who bear them; names are indices.

    `told` leaves out those of which nothing tells it; `polite` are those with an honorific ("Mr", "Mrs").
    """

    told: Mapping[int, Sex] = field(default_factory=dict)
    polite: frozenset[int] = frozenset()

    def of(self, places: Iterable[int], given: str) -> Sex:
        """The sex that most places of a name tell, else that of the given name, in lower case."""
        votes = Counter(self.told[place] for place in places if place in self.told)
        return max(votes, key=lambda sex: votes[sex]) if votes else sex_of((), given)


def sexes_told(parse: Parse, names: Sequence[NameMention]) -> Sexes:
    """What titles, nouns and pronouns around names tell of their bearers."""
    # A surname is often taken for a body or a place where it stands alone.
    people = [(index, name) for index, name in enumerate(names) if name.type == "Person" or not name.sure]
    starts: dict[int, list[int]] = {}
    for _, name in people:
        starts.setdefault(parse.tokens[name.first].sentence, []).append(name.first)
    told: dict[int, Sex] = {}
    for index, name in people:
        sentence = starts[parse.tokens[name.first].sentence]
        sex = sex_of((*name.titles, *_nouns_beside(parse, name)), "") or _bound(parse, name, sentence)
        if sex:
            told[index] = sex
    honorifics = name_words().honorifics
    return Sexes(told, frozenset(index for index, name in people if honorifics.intersection(name.titles)))


def _nouns_beside(parse: Parse, name: NameMention) -> Iterator[str]:
    """The nouns that describe a name: "his wife, Moira Harkaway", "Moira Harkaway, a businesswoman,"."""
    head = parse.tokens[name.head]
    if head.dep == "appos":
        yield parse.tokens[head.head].lemma.lower()
    for noun in parse.dependants(name.head, *_BESIDE):
        if not name.first <= noun.index < name.last:
            yield noun.lemma.lower()


def _bound(parse: Parse, name: NameMention, people: Sequence[int]) -> Sex:
    """The sex of a pronoun that stands for the subject of its clause, where no other person is named before it."""
    head = parse.tokens[name.head]
    if not is_subject(head.dep) or any(first < name.first for first in people):
        return ""
    verb = parse.tokens[head.head]
    for child in parse.dependants(verb.index, "dobj", "dative"):
        if child.lower in _REFLEXIVE:
            return _REFLEXIVE[child.lower]
    pronoun = _of_clause(parse, verb) or _of_object(parse, verb)
    if pronoun is not None and not any(name.first < first < pronoun.index for first in people):
        return _BOUND.get(pronoun.lower, "")
    return _next_subject(parse, head) if len(people) == 1 else ""


def _of_clause(parse: Parse, verb: Token) -> Token | None:
    """The subject of the clause that somebody says or thinks: "Harkaway said she would leave"."""
    clause = parse.dependant(verb.index, "ccomp")
    subject = parse.dependant(clause.index, "nsubj", "nsubjpass") if clause is not None else None
    return subject if subject is not None and clause is not None and subject.index > verb.index else None


def _of_object(parse: Parse, verb: Token) -> Token | None:
    """The possessor of the object: "Harkaway sold her house"."""
    thing = parse.dependant(verb.index, "dobj")
    owner = parse.dependant(thing.index, "poss") if thing is not None else None
    return owner if owner is not None and owner.index > verb.index else None


def _next_subject(parse: Parse, head: Token) -> Sex:
    """What the pronoun tells that opens the next sentence as its subject: "Harkaway left. She was tired.".

    Not where the sentence before speaks of anybody else: "Harkaway met his sister. She was tired.".
    """
    sentence, following = parse.sentences[head.sentence], parse.sentences[head.sentence + 1 : head.sentence + 2]
    first = parse.tokens[following[0].first] if following and following[0].block == sentence.block else None
    if first is None or first.lower not in _BOUND or not is_subject(first.dep):
        return ""
    others = (token for token in parse.tokens[sentence.first : sentence.last] if token.index != head.index)
    return "" if any(token.tag in _PRONOUNS or is_person_noun(token) for token in others) else _BOUND[first.lower]
