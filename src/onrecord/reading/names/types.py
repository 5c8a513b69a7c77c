"""What sort of thing a name is the name of, from its words and from what stands before it."""

from __future__ import annotations

from onrecord.language.parse import Parse, Token
from onrecord.reading.names.word_lists import given_names, name_key, name_words, nouns, places
from onrecord.records import EntityType

TAGGED: dict[str, EntityType] = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "NORP": "Group",
    "EVENT": "Event", "WORK_OF_ART": "Work", "LAW": "Work", "PRODUCT": "Work",
}  # fmt: skip
"""The tagger's types that are names, and what they are called here."""
TAGS_OF: dict[EntityType, str] = {
    "Person": "PERSON", "Organization": "ORG", "Place": "GPE", "Group": "NORP", "Event": "EVENT", "Work": "WORK_OF_ART",
}  # fmt: skip
"""The commonest of the tagger's types for each of ours."""
_TOLD: tuple[EntityType, ...] = ("Person", "Organization", "Place")
"""Types that a noun beside a name tells."""
_YOUNGEST, _OLDEST = 5, 110
"""Ages at which people are in the news."""
_CUTS = frozenset({"of", "for", "on", "at", "in", "to", "against"})


def type_of(parse: Parse, first: int, last: int, tagged: str, titles: tuple[str, ...]) -> tuple[EntityType, bool]:
    """The type of the name on a run of tokens, and whether words rather than the tagger alone say so.

    Args:
        parse: of the document.
        first: the first token of the name.
        last: the token after it.
        tagged: the tagger's type, or nothing.
        titles: titles and person nouns that stand directly before the name.
    """
    tokens = parse.tokens[first:last]
    key = name_key(parse.words(parse.span(first, last)))
    by_head, listed = type_by_head(tokens), _listed(key)
    if listed == "Place" and tagged != "PERSON":
        return listed, True
    if _is_titled(tokens, titles, by_head) or (
        listed is None and by_head is None and _has_age(parse, first + len(tokens))
    ):
        return "Person", True
    if listed is not None:
        return listed, True
    told = _told_type(parse, first, first + len(tokens)) if by_head is None and not is_given(tokens[0]) else None
    if told is not None:
        return told, True
    if len(tokens) == 1 and tokens[0].tag == "NNPS" and tagged in ("PERSON", "NORP"):
        return "Group", True
    return _type_by_words(parse, first, tokens, tagged, by_head)


def _told_type(parse: Parse, first: int, last: int) -> EntityType | None:
    """What words beside a name say it is: "Kindlewick, a charity", "Kindlewick, which", "the Kindlewick firm"."""
    head = parse.head_of(first, last)
    after = [token.lower for token in parse.tokens[last : last + 3]]
    if after[:2] == [",", "which"] or (after[:1] == [","] and after[2:] == ["which"]):
        return "Organization" if parse.tokens[head].name_type == "PERSON" else None
    nouns_beside = [noun for noun in parse.dependants(head, "appos") if noun.tag == "NN" and noun.text.islower()]
    above = parse.tokens[parse.tokens[head].head]
    if parse.tokens[head].dep == "compound" and above.index == last and above.tag == "NN" and above.text.islower():
        nouns_beside += [above] if nouns().types.get(above.lemma) == "Organization" else []
    kinds = {nouns().types.get(noun.lemma) for noun in nouns_beside}
    return next((kind for kind in _TOLD if kind in kinds), None) if len(kinds) == 1 else None


def _has_age(parse: Parse, after: int) -> bool:
    """Does an age between commas follow ("Achterberg, 75, is")?"""
    following = parse.tokens[after : after + 3]
    if len(following) < 3 or following[0].text != "," or following[2].text != ",":
        return False
    return following[1].text.isdigit() and _YOUNGEST <= int(following[1].text) <= _OLDEST


def _is_titled(tokens: tuple[Token, ...], titles: tuple[str, ...], by_head: EntityType | None) -> bool:
    """Does a title before the name or at its start say that a person bears it?"""
    words = name_words()
    if len(tokens) > 1 and tokens[0].lower in words.kept_titles - words.storms and by_head is None:
        return True
    return bool(set(titles) - words.title_openers) and by_head not in ("Organization", "Event")


def _type_by_words(
    parse: Parse, first: int, tokens: tuple[Token, ...], tagged: str, by_head: EntityType | None
) -> tuple[EntityType, bool]:
    if len(tokens) > 1 and is_given(tokens[0]) and (tagged == "PERSON" or by_head is None):
        return "Person", tagged in ("PERSON", "")
    surname = tokens[-1].lower in name_words().also_surnames
    if by_head is not None and (tagged != "PERSON" or len(tokens) > 2 or not surname):
        return by_head, True
    if len(tokens) == 1 and is_given(tokens[0]) and tagged in ("ORG", "WORK_OF_ART", "PRODUCT", ""):
        return "Person", False
    if tagged:
        return TAGGED[tagged], False
    return _guess(parse, first, tokens), False


def is_given(token: Token) -> bool:
    """Is it a common given name, written with a capital?"""
    return token.text[0].isupper() and token.lower in given_names().male | given_names().female


def is_person_noun(token: Token) -> bool:
    """Is it a common noun for a person ("drummer")?"""
    lower, lists = token.lower, nouns()
    kind = lists.types.get(lower) or lists.types.get(token.lemma.lower())
    if kind is None and token.text.islower():
        kind = next((k for ending, k in lists.endings if lower.endswith(ending)), None)
    return kind == "Person" and lower not in name_words().either_nouns


def _listed(key: str) -> EntityType | None:
    words, known = name_words(), places()
    if key in words.parties:
        return "Group"
    if key in words.known_organizations:
        return "Organization"
    if key in known.known:
        return "Place"
    return "Organization" if key in known.same else None


def type_by_head(tokens: tuple[Token, ...]) -> EntityType | None:
    """The type that the head word of a name of several words tells: its last, or the last before "of" or "for"."""
    words = name_words()
    if len(tokens) < 2:
        return None
    if tokens[-1].lower in words.legal_forms:
        return "Organization"
    cut = next((i for i, token in enumerate(tokens) if i and token.lower in _CUTS), len(tokens))
    head = tokens[cut - 1]
    if cut == len(tokens) and head.tag == "CD" and cut > 1:
        head = tokens[cut - 2]
    lists: tuple[tuple[frozenset[str], EntityType], ...] = (
        (words.organization_words, "Organization"), (words.event_words, "Event"), (words.work_words, "Work"),
        (words.place_words, "Place"), (words.group_words, "Group"),
    )  # fmt: skip
    if cut == len(tokens) and head.lower in words.organization_words & words.place_words:
        return "Place"
    if tokens[0].lower in words.storms:
        return "Event"
    return next((kind for listed, kind in lists if head.lower in listed), None)


def _guess(parse: Parse, first: int, tokens: tuple[Token, ...]) -> EntityType:
    """The likeliest type of a name that the tagger did not see."""
    before = parse.tokens[first - 1].lower if first else ""
    if before in name_words().place_prepositions and len(tokens) == 1:
        return "Place"
    if len(tokens) == 2 and all(t.text[1:].islower() for t in tokens) and before not in ("the", "a", "an"):
        return "Person"
    return "Organization"
