"""Which names are borne by one and the same: full names, surnames, acronyms and short forms put together.

What looks alike is kept apart where it is two: persons with one surname, father and son, a company and its
founder, a city and its club, a body and its national branch.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from onrecord.reading.coreference.discourse import Sex
from onrecord.reading.coreference.kinds import MARKS, SMALL, kinds_of
from onrecord.reading.coreference.sexes import Sexes
from onrecord.reading.names.acronyms import initials
from onrecord.reading.names.finding import NameMention
from onrecord.reading.names.word_lists import head_noun, name_key, name_words, places
from onrecord.records import EntityType

_GENERIC_PLACES = frozenset(
    "sea ocean province river islands island mountains mountain region desert district county gulf valley lake".split()
)
_GENERATION = frozenset("jr sr junior senior ii iii iv".split())
_FACILITIES = frozenset("airport station hospital stadium park university".split())
_EPITHETS = frozenset("international regional municipal memorial".split())
"""Words that the short form of a facility's name leaves out: "Redport Airport"."""
_CHAMBERS = frozenset("house parliament senate congress cabinet".split())
_NO_CHAMBERS = frozenset({"white", "opera", "blue"})
"""What "House" behind these is no chamber: the White House, the Blue House."""
_STATES = frozenset("state city town republic kingdom islamic federal commonwealth".split())
_LONGEST_PERSON = 8
_MOST_NAMESAKES = 60
_WHOLE = {
    "st": "saint", "dept": "department", "&": "and", "bros": "brothers", "assn": "association", "intl": "international",
    "univ": "university", "govt": "government", "mt": "mount", "ft": "fort", "natl": "national",
}  # fmt: skip
"""Words that names are written with short and whole."""
_GLUED_INITIALS = re.compile(r"\b([A-Z])\.(?=[A-Z]\.)")
_ARTICLE = re.compile(r"(?:al|el|ad|ar|as|ash|at|an)-(?=\w{3})")
"""The article before a surname, which later mentions leave out: "al-Okoro", "Okoro"."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """What bears one or more names: its type and the places of its names, as indices, in text order."""

    type: EntityType
    names: tuple[int, ...]


@dataclass(slots=True)
class _Form:
    """One distinct name string of one sort of bearer, with all its places."""

    key: str
    words: tuple[str, ...]
    type: EntityType
    names: list[int]


class Links:
    """Sets of things known to be the same (union-find); the first of a set stands for it."""

    def __init__(self, size: int, apart: Iterable[tuple[int, int]] = ()) -> None:
        """Nothing is joined yet; `apart` are pairs that must never be."""
        self._parents = list(range(size))
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def find(self, item: int) -> int:
        """The first of the set that the item is in."""
        while self._parents[item] != item:
            self._parents[item] = self._parents[self._parents[item]]
            item = self._parents[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Put two sets together, unless things of them are known to be two."""
        first, second = sorted((self.find(one), self.find(other)))
        if first == second or second in self._apart[first]:
            return
        self._parents[second] = first
        for third in self._apart.pop(second, ()):
            self._apart[third].remove(second)
            self._apart[third].add(first)
            self._apart[first].add(third)


def find_bearers(
    names: Sequence[NameMention],
    same: Iterable[tuple[int, int]] = (),
    sexes: Sexes = Sexes(),
    told: Mapping[int, EntityType] = MappingProxyType({}),
    apart: Iterable[tuple[int, int]] = (),
) -> tuple[Bearer, ...]:
    """Put the names of a document together by bearer, in order of first name.

    Args:
        names: in text order.
        same: pairs of names, as indices, that the text says to be of one bearer.
        sexes: what the words around names tell of who bears them.
        told: the types of names, by index, that the words of an alias tell ("née").
        apart: pairs of names, as indices, that the text says to be of two.
    """
    forms = _forms(names, told)
    links = Links(len(names), apart)
    for form in forms:
        if not _is_shared(form):
            _join_all(form, links)
    for one, other in same:
        if _compatible(names[one], names[other]):
            links.join(one, other)
    _link_persons([form for form in forms if form.type == "Person"], links, sexes)
    _link_bodies([form for form in forms if form.type != "Person"], names, links)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(names)):
        groups[links.find(index)].append(index)
    kinds = {name: form.type for form in forms for name in form.names}
    return tuple(Bearer(_group_type(group, names, kinds), tuple(group)) for group in groups.values())


def _is_shared(form: _Form) -> bool:
    """May several bear it: a surname or given name alone, or "the Court"?"""
    if len(form.words) > 1:
        return False
    return form.type == "Person" or (form.type == "Organization" and form.key in name_words().organization_words)


def _compatible(one: NameMention, other: NameMention) -> bool:
    """May two names that the text puts together be of one bearer? No person and body, where both are sure.

    Nor a land that the lists know and what they do not: "the withdrawal from Northland, known as Norexit"; nor a
    chamber and what only ends like it: "House" and "White House".
    """
    if _is_no_chamber(one.key, other.key) or _is_no_chamber(other.key, one.key):
        return False
    if (one.type == "Person") != (other.type == "Person"):
        return not (one.sure and other.sure)
    return _is_known_land(one) == _is_known_land(other) or other.text.replace(".", "").isupper()


def _is_no_chamber(short: str, long_: str) -> bool:
    """Is the one a chamber, and the other something else that is called so?"""
    words = long_.split()
    return short in _CHAMBERS and words[-1:] == [short] and bool(_NO_CHAMBERS & {*words[:-1]})


def _is_known_land(name: NameMention) -> bool:
    return name.key in places().known or name.key in places().same


def _group_type(group: list[int], names: Sequence[NameMention], kinds: dict[int, EntityType]) -> EntityType:
    """The type of the longest name; the commonest where several are as long."""
    longest = max(len(names[i].key) for i in group)
    votes = Counter(kinds[i] for i in group if len(names[i].key) == longest)
    return votes.most_common(1)[0][0]


def _forms(names: Sequence[NameMention], told: Mapping[int, EntityType]) -> list[_Form]:
    """The distinct names. A surname that the tagger took for anything else becomes the person's."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        by_key[name.key].append(index)
    kinds = kinds_of(names, by_key, told)
    surnames = {name for key, kind in kinds.items() if kind == "Person" for name in _surnames_in(key)}
    bodies = {key.split()[0] for key, kind in kinds.items() if kind == "Organization" and " " in key}
    forms: list[_Form] = []
    for key, group in by_key.items():
        parted: dict[EntityType, list[int]] = defaultdict(list)
        for index in group:
            parted[_form_type(names[index], key, kinds[key], surnames, bodies)].append(index)
        words = tuple(word.strip(MARKS) or word for word in _spelt(names[group[0]].text, key, kinds[key]))
        forms += [_Form(key, words, kind, part) for kind, part in parted.items()]
    return forms


def _spelt(name: str, key: str, kind: EntityType) -> list[str]:
    """The words of a name: a person's with initials apart ("E.M. Moss"), others' with short words whole ("Dept.")."""
    if kind == "Person":
        return name_key(_GLUED_INITIALS.sub(r"\1. ", name)).split()
    return [_WHOLE.get(word, word) for word in key.split()]


def _surnames_in(key: str) -> Iterator[str]:
    """The last word of a person's full name, and words within it that may be surnames too: "Ana Lima Prado"."""
    words = [word for word in key.split() if word not in _GENERATION]
    if len(words) > 1:
        yield words[-1]
    yield from (word for word in words[1:-1] if len(word) > 3 and word not in SMALL)


def _form_type(name: NameMention, key: str, kind: EntityType, surnames: set[str], bodies: set[str]) -> EntityType:
    if key not in surnames:
        return kind
    if name.titles:
        return "Person"
    if key in places().known and name.tagged in ("GPE", "LOC"):
        return "Place"
    return "Organization" if key in bodies and name.tagged == "ORG" else "Person"


def _link_persons(forms: list[_Form], links: Links, sexes: Sexes) -> None:
    full = [form for form in forms if len(form.words) > 1]
    by_last: dict[str, list[_Form]] = defaultdict(list)
    by_first: dict[str, list[_Form]] = defaultdict(list)
    by_initial: dict[tuple[str, str], list[_Form]] = defaultdict(list)
    by_middle: dict[str, list[_Form]] = defaultdict(list)
    for form in full:
        alike = by_initial[form.words[0][0], _surname(form)]
        for other in alike:
            if _same_person(form, other):
                links.join(form.names[0], other.names[0])
        alike.append(form)
        by_last[_surname(form)].append(form)
        by_last[_ARTICLE.sub("", _surname(form))] += [form] if _ARTICLE.match(_surname(form)) else []
        for part in _hyphened_parts(_surname(form)):
            by_middle[part].append(form)
        by_first[form.words[0]].append(form)
        for word in form.words[1:-1]:
            by_middle[word].append(form)
    for form in forms:
        if len(form.words) == 1:
            word = form.words[0]
            candidates = by_last.get(word) or by_first.get(word) or by_middle.get(word) or []
            _link_surname(form, candidates, links, sexes)
        elif len(form.words) == 2 and form.words[0] in name_words().kept_titles:
            _link_surname(form, by_first.get(form.words[1], []), links, sexes)
    _link_parts(full, links)


def _surname(form: _Form) -> str:
    words = [word for word in form.words if word not in _GENERATION]
    return words[-1] if words else form.words[-1]


def _hyphened_parts(surname: str) -> Iterator[str]:
    """The surnames that a double one goes on as: "Keltie" and "Oyinlola" for "Keltie-Oyinlola"."""
    parts = surname.split("-")
    if len(parts) > 1 and not _ARTICLE.match(surname):
        runs = ((first, last) for first in range(len(parts)) for last in range(first + 1, len(parts) + 1))
        yield from ("-".join(parts[first:last]) for first, last in runs)


def _same_person(one: _Form, other: _Form) -> bool:
    """Full names of one person: middle names may be left out, or be initials; a generation may not."""
    short, long_ = sorted((one, other), key=lambda form: len(form.words))
    if not _same_generation(short, long_) and not _leaves_out_generation(short, long_):
        return False
    if short.words[0] != long_.words[0] and not _is_initial_of(short.words[0], long_.words[0]):
        return False
    middle = list(long_.words[1:])
    return all(word in middle or any(_is_initial_of(word, full) for full in middle) for word in short.words[1:])


def _leaves_out_generation(short: _Form, long_: _Form) -> bool:
    """Does the one only leave out which crowned head of that name it is: "Queen Ada II", "Queen Ada"?"""
    if {*short.words} & _GENERATION:
        return False
    ordinal = {*long_.words} & _GENERATION - {"jr", "sr", "junior", "senior"}
    return bool(ordinal and long_.words[0] in name_words().kept_titles)


def _is_initial_of(one: str, other: str) -> bool:
    return one[0] == other[0] and (len(one) == 1 or len(other) == 1)


def _link_surname(form: _Form, candidates: list[_Form], links: Links, sexes: Sexes) -> None:
    """Give a surname to its bearers; the places that can be of none of them are of another person of that name."""
    others = _of_other_sex(form, candidates, links, sexes)
    for name in others[1:]:
        links.join(others[0], name)
    rest = sorted({*form.names}.difference(others))
    if rest:
        _link_short(replace(form, names=rest), candidates, links, sexes)


def _of_other_sex(form: _Form, candidates: list[_Form], links: Links, sexes: Sexes) -> list[int]:
    """The places of a surname that all its full names leave to somebody of the other sex.

    "Mr Harkaway" is not Moira Harkaway. Where he is "Harkaway" too ("Harkaway said he") and she never is ("Harkaway
    said she"), all the places are his.
    """
    people: dict[int, set[Sex]] = defaultdict(set)
    for candidate in candidates:
        people[links.find(candidate.names[0])].add(_sex(candidate, sexes))
    known = {sex for told in people.values() for sex in (told - {""} or {""})}
    own = known.pop() if len(known) == 1 else ""
    told = {name: sexes.told[name] for name in form.names if name in sexes.told}
    against = [name for name, sex in told.items() if own and sex != own]
    if own in told.values() or sexes.polite.issuperset(against):
        return against
    return form.names


def _sex(person: _Form, sexes: Sexes) -> Sex:
    return sexes.of(person.names, person.words[0])


def _link_short(form: _Form, candidates: list[_Form], links: Links, sexes: Sexes) -> None:
    """Give each place of a short name to its bearer: the only one, else the fitting one named last before it."""
    candidates = candidates[:_MOST_NAMESAKES]
    people = {links.find(candidate.names[0]) for candidate in candidates}
    if len(people) < 2:
        _join_all(form, links)
        for person in people:
            links.join(form.names[0], person)
        return
    for name in form.names:
        wanted = sexes.told.get(name, "")
        fitting = [c for c in candidates if not wanted or _sex(c, sexes) in ("", wanted)] or candidates
        chosen = max(fitting, key=lambda c: _claim(form, c, name))
        links.join(name, chosen.names[0])


def _claim(form: _Form, candidate: _Form, name: int) -> tuple[int, int]:
    """How strongly a bearer claims a short name: a person by mentions so far, a body by nearness; then the earlier."""
    before = bisect_left(candidate.names, name)
    if form.type == "Person":
        return before, -candidate.names[0]
    return candidate.names[before - 1] if before else -1, -candidate.names[0]


def _join_all(form: _Form, links: Links) -> None:
    for name in form.names[1:]:
        links.join(form.names[0], name)


def _link_parts(full: list[_Form], links: Links) -> None:
    """Put "Lima Prado" and "Ana Lima" with "Ana Lima Prado": names of several words within longer ones."""
    longer: dict[tuple[str, ...], list[_Form]] = defaultdict(list)
    for form in full:
        if len(form.words) <= _LONGEST_PERSON:
            for first in range(len(form.words) - 1):
                for last in range(first + 2, len(form.words) + 1):
                    if last - first < len(form.words):
                        longer[form.words[first:last]].append(form)
    for form in full:
        people = {links.find(other.names[0]) for other in longer.get(form.words, ()) if _same_generation(form, other)}
        if len(people) == 1:
            links.join(form.names[0], people.pop())


def _same_generation(one: _Form, other: _Form) -> bool:
    return {*one.words} & _GENERATION == {*other.words} & _GENERATION


def _link_bodies(forms: list[_Form], names: Sequence[NameMention], links: Links) -> None:
    """Bodies, places, events and works: known other names, acronyms, legal forms and short forms."""
    by_common: dict[str, _Form] = {}
    for form in forms:
        common = _common_key(form)
        if common in by_common and _may_be_one(form, by_common[common]):
            links.join(form.names[0], by_common[common].names[0])
        by_common.setdefault(common, form)
    _link_acronyms(forms, names, links)
    _link_short_bodies(forms, links)


def _may_be_one(one: _Form, other: _Form) -> bool:
    return one.type == other.type or "Group" not in (one.type, other.type)


def _common_key(form: _Form) -> str:
    """The name with the common names of countries and without legal forms: "U.S. Navy" as "United States Navy"."""
    same, demonyms = places().same, places().demonyms
    if form.key in same:
        return same[form.key]
    words = [same.get(word, word) if len(word) < 4 else word for word in form.words]
    words[0] = demonyms.get(words[0], words[0]) if len(words) > 1 and form.type == "Organization" else words[0]
    if "of" in words[1:-1]:
        words = _place_first(words)
    if words[-1] in _FACILITIES:
        words = [word for word in words if word not in _EPITHETS]
    while len(words) > 1 and words[-1] in name_words().legal_forms:
        words.pop()
    return " ".join(words).rstrip(",")


def _place_first(words: list[str]) -> list[str]:
    """Turn "supreme court of the united kingdom" into "united kingdom supreme court"."""
    at = words.index("of")
    place = [word for word in words[at + 1 :] if word != "the"]
    common = places().same.get(" ".join(place), " ".join(place))
    if common not in places().known:
        return words
    return [common] if set(words[:at]) <= _STATES else [common, *words[:at]]


def _link_acronyms(forms: list[_Form], names: Sequence[NameMention], links: Links) -> None:
    full: dict[str, list[_Form]] = defaultdict(list)
    for form in forms:
        if len(form.words) > 1:
            for letters in initials(names[form.names[0]].text):
                full[letters].append(form)
    for form in forms:
        text = names[form.names[0]].text.replace(".", "")
        if len(form.words) == 1 and 1 < len(text) < 8 and sum(c.isupper() for c in text) > 1:
            owners = {links.find(other.names[0]) for other in full.get(text.casefold(), ())}
            if len(owners) == 1:
                links.join(form.names[0], next(iter(owners)))


def _link_short_bodies(forms: list[_Form], links: Links) -> None:
    """A name that begins or ends exactly one longer name of the same type, or is its head noun, is short for it."""
    starts: dict[tuple[str, ...], list[_Form]] = defaultdict(list)
    ends: dict[tuple[str, ...], list[_Form]] = defaultdict(list)
    inner: dict[str, list[_Form]] = defaultdict(list)
    for form in forms:
        for cut in range(1, len(form.words)):
            starts[form.words[:cut]].append(form)
            ends[form.words[cut:]].append(form)
        if form.type == "Organization" and head_noun(form.key) in form.words[1:-1]:
            inner[head_noun(form.key)].append(form)  # "the Department" for "Northland Department of Health"
    for form in forms:
        longer = [o for o in starts.get(form.words, ()) if _shortens(form, o)]
        longer += [o for o in ends.get(form.words, ()) if _ends(form, o)]
        if _is_shared(form):
            longer += inner[form.key] if form.type == "Organization" else []
            _link_short(form, longer, links, Sexes())
        elif len({links.find(o.names[0]) for o in longer}) == 1 or (
            longer and form.words[-1] in name_words().organization_words
        ):
            links.join(form.names[0], max(longer, key=lambda o: _claim(form, o, form.names[0])).names[0])


def _shortens(short: _Form, long_: _Form) -> bool:
    """Is it "Brackwith" for "Brackwith Estates", but no city for its club, no body for its branch or part?"""
    if short.type != long_.type:
        return False
    rest = long_.words[len(short.words) :]
    if short.type == "Place":
        return len(rest) == 1 and rest[0] in _GENERIC_PLACES
    known = places().known | places().same.keys() | name_words().parties | name_words().known_organizations - _CHAMBERS
    if short.key in known or rest[0] == ",":
        return False
    if name_key(" ".join(rest)) in places().known or rest[0] in ("in", "at"):
        return False
    if short.words[-1] in name_words().organization_words and rest[0] not in ("of", "for"):
        return False
    return short.type in ("Organization", "Work", "Event")


def _ends(short: _Form, long_: _Form) -> bool:
    """Is it "the Board" for "the Charities Board", or a storm's name without the word?"""
    before = long_.words[: -len(short.words)]
    if long_.type == "Event" and before[-1] in name_words().storms:
        return True
    if short.key in _CHAMBERS and before[-1] in _NO_CHAMBERS:
        return False
    if short.type != long_.type or short.type not in ("Organization", "Event", "Work"):
        return False
    if len(short.words) > 1 and before[-1] in ("for", "on") and short.key not in places().known:
        return True  # "Fair Moorings" for "Office for Fair Moorings"
    head = short.words[short.words.index("of") - 1] if "of" in short.words[1:] else short.words[-1]
    lists = name_words().organization_words | name_words().event_words | name_words().work_words
    return head in lists and before[-1] not in SMALL
