"""What the whole document settles of the tagger's names: acronyms with their words, a place before a surname.

The tagger sees one window at a time and no letters; these are told by letters, or by another window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.language.parse import Parse
from onrecord.reading.names.acronyms import spelt_out_runs
from onrecord.reading.names.bounds import MAX_PERSON, PROPER, Run, is_capital, titles_before
from onrecord.reading.names.finding import NameMention, acronym_mentions
from onrecord.reading.names.types import is_given
from onrecord.reading.names.word_lists import name_words, places
from onrecord.records import Span

_ADDRESSES = frozenset("mr mr. mrs mrs. ms ms. mx mx.".split())
"""Of the honorifics, those that only a surname follows."""
_PEOPLE = 3
"""How many names of people without a sign between them are a list."""
_REGISTRATION = re.compile(r"\s\(([A-Z]{1,5}[- ]?\d{1,7})\)")


def settled(parse: Parse, names: Sequence[NameMention], unread: set[int]) -> Iterator[NameMention]:
    """The names of a document in text order, none within another.

    Args:
        parse: of the document.
        names: as tagged, in text order.
        unread: tokens that hold no names.
    """
    whole = list(_spelt_out(parse, _with_run_on(parse, names)))
    parted = sorted(_registered(parse, list(_parted(parse, whole))), key=lambda name: name.first)
    taken = {index for name in parted for index in range(name.first, name.last)} | unread
    more = [*acronym_mentions(parse, parted, taken), *_addressed(parse, taken)]
    yield from sorted([*parted, *more], key=lambda name: name.first)


def _spelt_out(parse: Parse, names: Sequence[NameMention]) -> Iterator[NameMention]:
    """The names, those that the letters of an acronym bound put in the place of what was tagged within them."""
    told = {run.first: run for run in spelt_out_runs(parse) if run.told}
    left = list(names)
    for run in told.values():
        over = [name for name in left if name.first < run.last and run.first < name.last]
        within = all(run.first <= name.first and name.last <= run.last for name in over)
        whole = [(name.first, name.last) for name in over] == [(run.first, run.last)]
        if over and within and not whole:
            left = [name for name in left if name not in over] + [_bounded(parse, run, over)]
    yield from sorted(left, key=lambda name: name.first)


def _with_run_on(parse: Parse, names: Sequence[NameMention]) -> list[NameMention]:
    """The names, those of people that follow each other without a sign each by itself, as on the lists of web pages."""
    runs = list(_run_on(parse))
    if not runs:
        return list(names)
    within = {index for run in runs for index in range(run.first, run.last)}
    left = [name for name in names if not within & {*range(name.first, name.last)}]
    return sorted([*left, *(_person(parse, run) for run in runs)], key=lambda name: name.first)


def _run_on(parse: Parse) -> Iterator[Run]:
    """Pairs of given name and surname, of which at least `_PEOPLE` follow each other."""
    at, people = 0, list[Run]()
    while at < len(parse.tokens):
        if _is_given_and_surname(parse, at):
            people.append(Run(at, at + 2))
            at += 2
            continue
        yield from people if len(people) >= _PEOPLE else ()
        people, at = [], at + 1
    yield from people if len(people) >= _PEOPLE else ()


def _is_given_and_surname(parse: Parse, at: int) -> bool:
    pair = parse.tokens[at : at + 2]
    if len(pair) < 2 or pair[0].sentence != pair[1].sentence or not is_given(pair[0]):
        return False
    return all(token.text.istitle() and token.text.isalpha() for token in pair)


def _person(parse: Parse, run: Run) -> NameMention:
    span = parse.span(run.first, run.last)
    head, titles = parse.head_of(run.first, run.last), titles_before(parse, run.first)
    return NameMention(
        span.start, span.end, run.first, run.last, head, parse.words(span), "Person", "PERSON", titles, sure=True
    )


def _bounded(parse: Parse, run: Run, within: Sequence[NameMention]) -> NameMention:
    """The longest of the names within a run, with the run's bounds; no person has an acronym."""
    longest = max(within, key=lambda name: len(name.text))
    span = parse.span(run.first, run.last)
    kind = "Organization" if longest.type == "Person" else longest.type
    return replace(
        longest,
        start=span.start,
        end=span.end,
        first=run.first,
        last=run.last,
        head=parse.head_of(run.first, run.last),
        text=parse.words(span),
        type=kind,
    )


def _parted(parse: Parse, names: Sequence[NameMention]) -> Iterator[NameMention]:
    """The names, "London Vere" parted where the document knows a person Vere ("In London Vere taught")."""
    surnames = {name.key.split()[-1]: name for name in names if name.type == "Person" and " " in name.key}
    for name in names:
        first, _, rest = name.key.partition(" ")
        person = surnames.get(rest)
        if name.last - name.first != 2 or person is None or person is name or first not in places().known:
            yield name
            continue
        yield _cut(parse, name, Run(name.first, name.first + 1), name)
        yield _cut(parse, name, Run(name.first + 1, name.last), person)


def _registered(parse: Parse, names: Sequence[NameMention]) -> Iterator[NameMention]:
    """The names, and the number of a ship in brackets behind its own ("USS Brannock (DDG 91)")."""
    numbers = {}
    for name in names:
        told = _REGISTRATION.match(parse.text, name.end)
        if told is None or name.key.partition(" ")[0] not in name_words().ship_prefixes:
            continue
        if tokens := parse.tokens_in(*told.span(1)):
            numbers[tokens.start] = (name, Run(tokens.start, tokens.stop))
    within = {index for _, run in numbers.values() for index in range(run.first, run.last)}
    yield from (name for name in names if not within & {*range(name.first, name.last)})
    for name, run in numbers.values():
        yield replace(_cut(parse, name, run, replace(name, type="Work")), head=parse.head_of(run.first, run.last))


def _addressed(parse: Parse, taken: set[int]) -> Iterator[NameMention]:
    """The surnames behind "Mr" and the like that the tagger left out."""
    for token in parse.tokens:
        first = token.index + 1
        if token.lower not in _ADDRESSES or token.index in taken or first == len(parse.tokens):
            continue
        last = first
        while last < parse.sentence_of(token.index).last and last - first < MAX_PERSON:
            if last in taken or parse.tokens[last].tag not in PROPER or not is_capital(parse.tokens[last]):
                break
            last += 1
        if last > first:
            yield _person(parse, Run(first, last))


def _cut(parse: Parse, name: NameMention, run: Run, like: NameMention) -> NameMention:
    """A part of a name as a name of its own, of the type of another."""
    span: Span = parse.span(run.first, run.last)
    return replace(
        name,
        start=span.start,
        end=span.end,
        first=run.first,
        last=run.last,
        head=parse.head_of(run.first, run.last),
        text=parse.words(span),
        type="Place" if like is name else like.type,
        tagged="GPE" if like is name else like.tagged,
        titles=() if like is not name else name.titles,
    )
