"""Which of the things spoken of a description means: "the treasurer", "the company", "the two men".

A description with its own indefinite article is new. A definite one is held against what was called by the
same noun; a general noun ("the company", "the city", "the man") means the last named thing of its sort.
"""

from __future__ import annotations

from onrecord.reading.coreference.descriptions import Description
from onrecord.reading.coreference.discourse import Discourse, Sex, Thing
from onrecord.reading.names.word_lists import nouns

_BACK = 3
"""Sentences back in which a general noun finds the thing that it means."""
_FORGOTTEN = 8
"""Sentences after which "the letter" is no more one that was spoken of: letters, reports, rules come and go."""
_NAMED_BONUS = 2
"""A named thing counts as spoken of so many sentences later than it was."""


def meant(discourse: Discourse, description: Description, sentence: int) -> Thing | None:
    """The thing, spoken of before, that a description means; nothing, if it brings in a new one.

    Args:
        discourse: what has been spoken of so far.
        description: the noun phrase.
        sentence: the index of its sentence.
    """
    if description.article == "indefinite":
        return None
    if description.article == "bare" and not (description.plural or description.type == "Organization"):
        return None
    called = _called(discourse, description, sentence)
    if called is not None or description.article in ("bare", "possessive"):
        return called
    return _by_sort(discourse, description, sentence)


def _called(discourse: Discourse, description: Description, sentence: int) -> Thing | None:
    """The thing last called by the same noun of which nothing speaks against it; a named one sooner."""
    owner = discourse.heads.get(description.owner) if description.owner is not None else None
    best, latest = None, -1
    for thing in discourse.called(description.lemma):
        if not thing.places or not _may_mean(description, thing, owner):
            continue
        if thing.type == "Work" and not thing.named and sentence - thing.last.sentence > _FORGOTTEN:
            continue
        score = thing.last.sentence + (_NAMED_BONUS if thing.named else 0)
        if score > latest:
            best, latest = thing, score
    return best or _told_more_of(discourse, description, sentence) or _of_one_trade(discourse, description, sentence)


def _of_one_trade(discourse: Discourse, description: Description, sentence: int) -> Thing | None:
    """The group last called by another noun of the trade: "scientists in Leeds", then "the research team"."""
    trade = next((words for words in nouns().trades.values() if description.lemma in words), None)
    if trade is None or description.article != "definite" or description.modifiers - trade or description.complement:
        return None
    fitting = (
        thing
        for thing in discourse.recent(sentence, _FORGOTTEN)
        if thing.plural and thing.type == "Group" and not thing.named and thing.kinds & trade
    )
    return next(fitting, None) if description.plural or description.type == "Organization" else None


def _told_more_of(discourse: Discourse, description: Description, sentence: int) -> Thing | None:
    """The one thing of that noun just spoken of, where "the ten-storey building" tells more of "a building"."""
    if description.article != "definite" or description.plural or description.modifiers & nouns().other_modifiers:
        return None
    fitting = [
        thing
        for thing in discourse.called(description.lemma)
        if thing.places
        and not thing.plural
        and sentence - thing.last.sentence <= _FORGOTTEN
        and _agree(description.complement, thing.complement)
    ]
    if len(fitting) != 1 or fitting[0].named or not fitting[0].modifiers <= description.modifiers:
        return None
    return fitting[0]


def _may_mean(description: Description, thing: Thing, owner: Thing | None) -> bool:
    """Does nothing in the description speak against this thing?"""
    if thing.plural != description.plural or (thing.named and description.restricted):
        return False
    if description.article == "possessive":
        return owner is not None and thing.owner is owner and description.modifiers <= thing.modifiers
    if not _agree(description.complement, thing.complement):
        return False
    bare = description.article == "bare" and not _is_proper_bare(description)
    if bare and (thing.modifiers != description.modifiers or thing.named):
        return False
    if not description.modifiers:
        return True
    return description.modifiers <= thing.modifiers or (thing.named and description.modifiers <= thing.kinds)


def _is_proper_bare(description: Description) -> bool:
    """Is it a body that needs no article: "police said"?"""
    return description.lemma in nouns().bodies_in_plural and not description.modifiers


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """May two complements be of one thing: one of them is absent, or says no more than the other?"""
    return one <= other or other <= one


def _by_sort(discourse: Discourse, description: Description, sentence: int) -> Thing | None:
    """What "the company", "the city", "the man" mean: the last named thing of the sort, a subject sooner."""
    lists = nouns()
    sorts = (("Organization", lists.any_organization), ("Person", lists.any_person), ("Place", lists.any_place))
    wanted = next((kind for kind, words in sorts if description.lemma in words), None)
    if wanted is None or description.plural or description.complement:
        return None
    if description.restricted or (description.modifiers and wanted != "Person"):
        return None
    sex = noun_sex(description.lemma)
    fitting = [
        thing
        for thing in discourse.recent(sentence, _BACK)
        if thing.type == wanted
        and (thing.named or _is_at_hand(description, thing, sentence))
        and not thing.plural
        and (not sex or thing.sex in ("", sex))
        and not _of_other_class(description.lemma, thing)
        and not _of_other_post(description.lemma, thing)
    ]
    subjects = [thing for thing in fitting if thing.subject_in >= sentence - 1]
    return next(iter(subjects or fitting), None)


def _is_at_hand(description: Description, thing: Thing, sentence: int) -> bool:
    """Was the thing, though it has no name, what the sentence before was about: "One of them wept. This person …"?"""
    return description.article == "demonstrative" and thing.main_in >= sentence - 1


def _of_other_post(noun: str, thing: Thing) -> bool:
    """Is the person known by another occupation than the noun tells: a mayor, who is not "the writer"?"""
    lists = nouns()
    known = {kind for kind in thing.kinds if lists.types.get(kind) == "Person"} - lists.any_person
    return noun in lists.any_post and bool(known) and noun not in thing.kinds


def _of_other_class(noun: str, thing: Thing) -> bool:
    """Is the thing known to be a body of a class that the noun does not name: a newspaper, called "the charity"?"""
    classes = nouns().body_classes.values()
    if not any(noun in words for words in classes):
        return False
    known = [words for words in classes if thing.kinds & words]
    return bool(known) and not any(noun in words for words in known)


def members_of(discourse: Discourse, description: Description, sentence: int) -> tuple[Thing, ...]:
    """Whom "the two men" stands for: the named persons just spoken of, where they are exactly so many."""
    size = next((nouns().set_sizes[word] for word in _size_words(description) if word in nouns().set_sizes), 0)
    if not size or description.article not in ("definite", "demonstrative", "bare") or description.type != "Group":
        return ()
    sex = noun_sex(description.singular)
    people = [
        thing
        for thing in discourse.recent(sentence - 1, 0)
        if thing.type == "Person" and thing.named and (not sex or thing.sex in ("", sex))
    ]
    return tuple(reversed(people)) if len(people) == size else ()


def _size_words(description: Description) -> list[str]:
    return [description.lemma, *sorted(description.modifiers)]


def noun_sex(lemma: str) -> Sex:
    """The sex that a noun tells: "spokeswoman"."""
    if lemma in nouns().male:
        return "male"
    return "female" if lemma in nouns().female else ""
