"""What sort of thing each name is the name of, decided over the whole document and not place by place.

Words that tell a type count for more than the tagger; what only the tagger says gives way to how the text goes on to
use the name: by its last word alone as a person's is, by its first words as a body's, by its initials.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.reading.names.acronyms import initials
from onrecord.reading.names.finding import NameMention
from onrecord.reading.names.word_lists import name_key, name_words, nouns, places
from onrecord.records import EntityType

SMALL = frozenset("of the and for in on at to a an & de la".split())
MARKS = "()'‘’\"“”"
"""Around a nickname within a name."""
_MOST_WORDS = 3
"""Words of a person's name that only its use tells to be one."""
_FEWEST_LETTERS = 3

Places = Mapping[str, Sequence[int]]
"""Each name's key, with its places as indices."""


def kinds_of(names: Sequence[NameMention], by_key: Places, told: Mapping[int, EntityType]) -> dict[str, EntityType]:
    """The type of each name, by its key.

    Args:
        names: of the document, in text order.
        by_key: the places of each name.
        told: the types of places, as indices, that an alias tells ("née").
    """
    kinds = {key: _vote([names[i] for i in group]) for key, group in by_key.items()}
    sure = {key for key, group in by_key.items() if any(names[i].sure for i in group)}
    for key, group in by_key.items():
        if key not in sure and (said := next((told[i] for i in group if i in told), None)) is not None:
            kinds[key] = said
    texts = {key: names[group[0]].text for key, group in by_key.items()}
    _settle_persons(kinds, sure, texts)
    _settle_bodies(kinds, sure, texts)
    storms = {key.split()[-1] for key in by_key if " " in key and key.split()[-2] in name_words().storms}
    kinds.update({key: "Event" for key in kinds if key in storms or (key.split()[-1] in storms and key not in sure)})
    return kinds


def _vote(names: Sequence[NameMention]) -> EntityType:
    """The type that most places of a name speak for; words count for more than the tagger."""
    told = {name.type for name in names if name.sure}
    if len(told) == 1 and not any(set(name.titles) & name_words().honorifics for name in names):
        return told.pop()
    votes: Counter[EntityType] = Counter()
    for name in names:
        votes[name.type] += 3 if name.sure else 2 if name.tagged else 1
        votes["Person"] += 6 if set(name.titles) & name_words().honorifics else 0
    return max(votes, key=lambda kind: votes[kind])


def _settle_persons(kinds: dict[str, EntityType], sure: set[str], texts: Mapping[str, str]) -> None:
    """A name that nothing surely tells is a person's where its last word alone is one, or goes on to stand for it."""
    firsts = {key.split()[0] for key in kinds if " " in key}
    heads = name_words().organization_words | name_words().place_words | name_words().work_words
    barred = heads | firsts | sure
    for key in kinds:
        words = key.split()
        if key in sure or not 1 < len(words) <= _MOST_WORDS or {*words} & SMALL:
            continue
        last = words[-1]
        alone = last in kinds and last not in barred and kinds[last] != "Group" and _looks_personal(texts[key])
        if kinds.get(last) == "Person" or alone:
            kinds[key] = "Person"
            kinds[last] = "Person" if alone else kinds[last]
    bodies = {key.split()[0] for key, kind in kinds.items() if " " in key and kind == "Organization"}
    persons = [key.split() for key, kind in kinds.items() if " " in key and kind == "Person"]
    given = {words[0] for words in persons} - bodies
    given |= {word.strip(MARKS) for words in persons for word in words[1:-1] if word[0] in MARKS}
    kinds.update(dict.fromkeys(given & kinds.keys() - places().known, "Person"))


def _looks_personal(name: str) -> bool:
    """Is every word written as names of persons are, none an acronym, a common noun, a place or a people?"""
    return all(word[:1].isupper() and word[1:].islower() and not _is_plain(name_key(word)) for word in name.split())


def _is_plain(word: str) -> bool:
    return word in places().known or word in places().demonyms or word in nouns().types


def _settle_bodies(kinds: dict[str, EntityType], sure: set[str], texts: Mapping[str, str]) -> None:
    """What nothing surely tells is a body where a firm's name begins with it or a body's has its letters as initials.

    A foundation's name may begin with its founder's; a firm with a legal form in its name is called without it.
    """
    bodies = [key for key, kind in kinds.items() if kind == "Organization" and key in sure and " " in key]
    firms = (key.split() for key in bodies if key.split()[-1] in name_words().legal_forms)
    starts = {" ".join(words[:cut]) for words in firms for cut in range(2, len(words))}
    acronyms = {letters for key in bodies for letters in initials(texts[key])}
    for key, kind in kinds.items():
        firm = kind == "Person" and key in starts
        if (key in sure and not firm) or kind == "Organization":
            continue
        letters = texts[key].replace(".", "")
        acronym = len(letters) >= _FEWEST_LETTERS and letters.isupper() and letters.casefold() in acronyms
        if acronym or firm:
            kinds[key] = "Organization"
