"""Where a name begins and ends: titles, articles, possessives and marks are no part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.language.parse import Parse, Token
from onrecord.reading.names.types import is_given, is_person_noun
from onrecord.reading.names.word_lists import NameWords, name_key, name_words, nouns, places

PROPER = frozenset({"NNP", "NNPS"})
_LINKS = frozenset({"of", "for", "on", "at"})
_MAX_TITLES = 5
_SMALL_WITHIN = frozenset("of the and for & on de la del des du von van der den al el y e wa".split())
"""Words that stand between the capitals of a name."""
_AFTER_HEADS = frozenset({"for", "on"})
"""Of these, those that only follow a word for a body or work: "Council for", no "Brexit for"."""
_EXCELLENCY = frozenset({"HE", "H.E.", "HRH", "HM"})
_LONGEST = 10
"""Tokens of a name that only its capitals bound."""
MAX_PERSON = 5
"""The most words that a person's name has."""


@dataclass(frozen=True, slots=True)
class Run:
    """A half-open run of tokens that may be a name; `tagged` is the tagger's type, if it has one.

    `told` says that the text itself tells it to be a name ("known as").
    """

    first: int
    last: int
    tagged: str = ""
    told: bool = False


def is_capital(token: Token) -> bool:
    """Is it written with a capital, also behind a particle ("al-Okoro", "d'Arcy")?"""
    text = token.text
    if text[0].isupper():
        return True
    return text[0].isalpha() and ("-" in text or "'" in text or "’" in text) and any(c.isupper() for c in text[:5])


def is_proper(token: Token) -> bool:
    """Is it a proper noun that the tagger counts to no name, time or number?"""
    return token.tag in PROPER and is_capital(token) and not token.name_type and any(c.isalpha() for c in token.text)


def glued(parse: Parse, index: int) -> bool:
    """Does no blank stand before the token?"""
    return index > 0 and parse.tokens[index - 1].end == parse.tokens[index].start


def in_cells(parse: Parse, run: Run) -> Iterator[Run]:
    """The run cut where a tab stands between its words: cells of a table are no one name."""
    first = run.first
    for index in range(run.first + 1, run.last):
        if "\t" in parse.text[parse.tokens[index - 1].end : parse.tokens[index].start]:
            yield replace(run, first=first, last=index)
            first = index
    yield replace(run, first=first)


def trimmed(parse: Parse, run: Run) -> Run:
    """The run without articles, marks and possessives at its ends."""
    first, last = run.first, run.last
    while first < last and _is_no_start(parse.tokens[first]):
        first += 1
    while last > first and _is_no_end(parse.tokens[last - 1]):
        last -= 1
    return replace(run, first=first, last=last)


def _is_no_start(token: Token) -> bool:
    if token.text[0].isdigit() or token.text[0] in "@#":
        return False
    if token.lower in ("the", "a", "an") or not token.text[0].isalnum():
        return True
    return not any(char.isupper() for char in token.text) and token.lower not in name_words().particles


def _is_no_end(token: Token) -> bool:
    if token.tag == "POS" or not any(char.isalnum() for char in token.text):
        return True
    return token.lower in ("'s", "the", "of", "and", "in", "for", "on", "at", "to", "with", "from", "by", "is", "was")


def capitals_end(parse: Parse, first: int) -> int:
    """The token after a name that begins at `first`: as far as capitals go, small words between them included."""
    tokens, last = parse.tokens, first + 1
    end = min(parse.sentence_of(first).last, first + _LONGEST)
    while last < end:
        step = last
        while step < end and _may_stand_within(tokens, step):
            step += 1
        joined = step < end and step - last < 3 and _goes_on(tokens, step)
        if not joined:
            break
        last = step + 1
    return last


def _may_stand_within(tokens: tuple[Token, ...], at: int) -> bool:
    """May a small word or possessive stand within a name here?"""
    token, before, words = tokens[at], tokens[at - 1].lower, name_words()
    if token.lower in _AFTER_HEADS:
        return before in words.organization_words or before in words.work_words
    return token.lower in _SMALL_WITHIN or token.tag == "POS"


def _goes_on(tokens: tuple[Token, ...], at: int) -> bool:
    """Does the token go on with a name: a capital, or a number right behind a word?"""
    token = tokens[at]
    if token.name_type in ("DATE", "TIME") or token.lower in name_words().not_names:
        return False
    return is_capital(token) or (token.text.isdigit() and len(token.text) < 4 and tokens[at - 1].text.isalpha())


def without_titles(parse: Parse, run: Run) -> Iterator[Run]:
    """The run without titles; a place or body that stands before them, or before a person, is a name of its own."""
    words, tokens = name_words(), parse.tokens
    if run.first == run.last:
        return
    run = _without_opening(parse, run)
    numbered = tokens[run.last - 1].lower in words.generation
    titles = [
        i
        for i in range(run.first, run.last - numbered)
        if _is_title(tokens[i], replace(run, last=run.last - numbered), i)
    ]
    cut = titles[-1] + 1 if titles and _is_before_person(parse, run, titles[-1]) else _person_within(parse, run)
    if cut > run.first:
        before = next((i for i in titles if i < cut), cut)
        yield from (part for part in (trimmed(parse, Run(run.first, before)),) if part.last > part.first)
        run = Run(cut, run.last, "PERSON")
    while run.last - run.first > 1 and tokens[run.last - 1].lower in words.degrees:
        run = replace(run, last=run.last - 1)
    run = trimmed(parse, run)
    if run.last > run.first:
        yield run


def _without_opening(parse: Parse, run: Run) -> Run:
    """The run without a first word that has its capital from the sentence ("Longtime", "Amongst", "Broadcaster")."""
    token = parse.tokens[run.first]
    opens = run.first == parse.sentence_of(run.first).first
    if opens and run.last - run.first > 2 and _describes(token) and _is_of_person(parse, run):
        return replace(run, first=run.first + 1)
    if not opens or run.last - run.first < 2 or token.tag in PROPER or token.tag == "CD":
        return run
    plain = token.tag.startswith(("VB", "IN", "RB", "CC", "PRP", "W")) or (
        run.tagged == "PERSON" and token.tag.startswith("JJ")
    )
    return replace(run, first=run.first + 1) if plain and not is_given(token) else run


def _is_of_person(parse: Parse, run: Run) -> bool:
    """Does a person's name follow the first word: a given name, or what the tagger has as a person's ("Chef ...")?"""
    return is_given(parse.tokens[run.first + 1]) or (run.tagged == "PERSON" and is_person_noun(parse.tokens[run.first]))


def _describes(token: Token) -> bool:
    """Is it a common noun for a person or a body, and no given name ("Hunter")?"""
    return nouns().types.get(token.lower) in ("Person", "Organization") and not is_given(token)


def _is_title(token: Token, run: Run, index: int) -> bool:
    words = name_words()
    if index + 1 == run.last:
        return False
    if token.lower in words.kept_titles:
        return run.last - index > 2 and token.lower not in words.storms
    if token.lower in words.honorifics or token.lower in words.titles or token.lower in words.title_openers:
        return True
    return is_person_noun(token)


def _is_before_person(parse: Parse, run: Run, title: int) -> bool:
    """Does a person's name follow the title, and not the rest of a body's name?"""
    words, token = name_words(), parse.tokens[title]
    rest = parse.tokens[title + 1 : run.last]
    bodies = words.organization_words | words.legal_forms
    if (
        not is_capital(rest[0])
        or len(rest) > MAX_PERSON
        or rest[0].lower in bodies
        or rest[-1].lower in words.legal_forms
    ):
        return False
    if token.lower in words.honorifics and len(rest) < 4:
        return rest[-1].lower not in words.organization_words | words.place_words
    if run.tagged == "PERSON":
        return True
    if any(part.lower in _LINKS or part.lower in bodies or part.tag == "CD" for part in rest):
        return False
    return _may_be_person(rest, words, token, opens=title - run.first)


def _may_be_person(rest: tuple[Token, ...], words: NameWords, title: Token, *, opens: int) -> bool:
    """May the words after a title be a person, though the tagger does not say so? `opens`: words before the title."""
    if len(rest) == 1:
        return (
            opens < 2 and title.lower in words.titles and rest[0].tag in PROPER and rest[0].lower not in words.not_names
        )
    return is_given(rest[0]) or (len(rest) == 2 and opens < _MAX_TITLES and rest[-1].lower not in words.place_words)


def _person_within(parse: Parse, run: Run) -> int:
    """Where a person's name starts behind a place or body ("of Scotland Ann Smith"), else the start of the run."""
    words, tokens = name_words(), parse.tokens
    for at in range(run.first + 1, run.last - 1):
        if not is_given(tokens[at]) or tokens[at + 1].tag not in PROPER or run.last - at > MAX_PERSON:
            continue
        before = parse.words(parse.span(run.first, at))
        listed = name_key(before) in places().known or any(
            t.lower in words.organization_words for t in tokens[run.first : at]
        )
        follows_of = tokens[run.first - 1].lower == "of" if run.first else False
        if (listed or follows_of or " of " in before) and tokens[
            run.last - 1
        ].lower not in words.organization_words | words.place_words:
            return at
    return run.first


def titles_before(parse: Parse, first: int) -> tuple[str, ...]:
    """The titles, honorifics and person nouns that stand directly before a token, in text order, in lower case."""
    words = name_words()
    found: list[str] = []
    at = first - 1
    while at >= 0 and parse.tokens[at].sentence == parse.tokens[first].sentence and len(found) < 4:
        token = parse.tokens[at]
        noun = token.dep in ("compound", "nmod") and token.head >= first and is_person_noun(token)
        if token.lower not in words.titles | words.honorifics | words.title_openers and not noun:
            break
        found.append(token.lower)
        at -= 1
    return tuple(reversed(found))


def after_titles(parse: Parse, first: int) -> int:
    """The token after the titles and honorifics, with their stops, that stand from a token on ("Lt. Gen.", "HE Dr")."""
    words, tokens = name_words(), parse.tokens
    known = words.titles | words.honorifics | words.title_openers
    last = min(parse.sentence_of(first).last, first + _MAX_TITLES) if first < len(tokens) else first
    at = first
    while at < last and (tokens[at].lower in known or tokens[at].text in _EXCELLENCY):
        at += 1
    return at
