"""Names: where each stands in the text, with its right bounds and a first guess at what bears it.

The tagger's names come first; their bounds are repaired. Runs of proper nouns that it missed follow, then every
further place where a known name stands. Headlines in title case say nothing about what is a name: there only
what the rest of the text names is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.language.parse import Parse, Sentence
from onrecord.reading.names.acronyms import initials, spelt_out_runs
from onrecord.reading.names.bounds import (
    PROPER,
    Run,
    in_cells,
    is_capital,
    is_proper,
    titles_before,
    trimmed,
    without_titles,
)
from onrecord.reading.names.filters import Usage, credited_tokens, is_name, is_opening
from onrecord.reading.names.introduced import introduced_runs
from onrecord.reading.names.joins import grown, joined, pieces
from onrecord.reading.names.types import TAGGED, is_given, type_of
from onrecord.reading.names.word_lists import name_key, name_words, nouns, places
from onrecord.records import EntityType, Span

_FEWEST_INITIALS = 3
_LONGEST = 12  # tokens of a name that is looked for again
_NOTE = re.compile(r"[,;:.]?\[\w*\]?$")
"""The mark of a footnote, which the tokenizer takes for a part of the word before."""
_YEAR = re.compile(r"(?:19|20)\d\d$")

_PARTIES = frozenset({"nsubj", "nsubjpass", "poss"})
_Words = tuple[str, ...]
_Forms = dict[str, list[tuple[_Words, "NameMention"]]]


@dataclass(frozen=True, slots=True)
class NameMention(Span):
    """One place where a name stands.

    `first` and `last` are its half-open run of tokens, `head` the token that carries it in the sentence.
    `titles` are the titles and honorifics before it, in lower case. `tagged` is the tagger's type, or nothing.
    `sure` says that words, not the tagger alone, decided the type.
    """

    first: int
    last: int
    head: int
    text: str
    type: EntityType
    tagged: str = ""
    titles: tuple[str, ...] = ()
    sure: bool = False

    @property
    def key(self) -> str:
        """The name folded for comparison."""
        return name_key(self.text)


def find_names(parse: Parse) -> tuple[NameMention, ...]:
    """The names of a document in text order, none within another."""
    silent = _loud_sentences(parse)
    runs = list(_runs(parse, silent))
    runs += [*_bodies_of_state(parse, runs), *_yearly_events(parse), *spelt_out_runs(parse), *introduced_runs(parse)]
    cells = [cell for run in joined(parse, runs) for cell in in_cells(parse, run)]
    parts = [part for cell in cells for part in without_titles(parse, trimmed(parse, cell))]
    usage = Usage.of(parse, parts)
    credited = credited_tokens(parse)
    parts = [part for part in parts if part.first not in credited and (part.told or is_name(parse, part, usage))]
    return with_known_again(parse, [_mention(parse, part) for part in parts], credited)


def acronym_mentions(parse: Parse, names: Sequence[NameMention], taken: set[int]) -> Iterator[NameMention]:
    """The places of acronyms of bodies among the names, written in capitals, that are no names yet."""
    owners = {
        letters: name
        for name in names
        if name.type != "Person" and name.last - name.first >= _FEWEST_INITIALS
        for letters in initials(name.text)
    }
    for token in parse.tokens:
        owner = owners.get(token.lower.replace(".", "").replace("-", ""))
        if owner is not None and token.index not in taken and token.text.isupper() and len(token.text) > 2:
            yield NameMention(
                token.start, token.end, token.index, token.index + 1, token.index, token.text, owner.type, "ORG"
            )


def with_known_again(parse: Parse, names: list[NameMention], unread: set[int]) -> tuple[NameMention, ...]:
    """The names and every further place where one of them stands, in text order; none on the tokens `unread`."""
    taken = {index for name in names for index in range(name.first, name.last)} | unread
    again = _known_again(parse, names, taken, _loud_sentences(parse))
    return tuple(sorted([*names, *again], key=lambda name: name.first))


def _loud_sentences(parse: Parse) -> frozenset[int]:
    return frozenset(i for i, sentence in enumerate(parse.sentences) if is_loud(parse, sentence))


def is_loud(parse: Parse, sentence: Sentence) -> bool:
    """Is the sentence a heading in title case or in capitals, so that a capital tells nothing?"""
    tokens = parse.tokens[sentence.first : sentence.last]
    words = [token.text for token in tokens[1:] if token.text.isalpha() and len(token.text) > 3]
    if len(words) < 3 or (tokens[-1].text in (".", "?", "!") and sentence.kind == "paragraph"):
        return False
    if any(token.text.islower() and len(token.text) > 3 and token.tag[:2] in ("VB", "NN", "JJ") for token in tokens):
        return False
    commas = sum(token.text in ",;" for token in tokens)
    return sum(word[0].isupper() for word in words) >= 0.8 * len(words) and commas * 5 < len(tokens)


def _runs(parse: Parse, unread: frozenset[int]) -> Iterator[Run]:
    """Runs of tokens that may be names, or parts of one: the tagger's, and the proper nouns that it missed."""
    tagged = [run for run in _tagged_runs(parse, unread) for run in pieces(parse, run)]
    claimed = frozenset(index for run in tagged for index in range(run.first, run.last))
    found = [grown(parse, run, claimed) for run in tagged]
    claimed = frozenset(index for run in found for index in range(run.first, run.last))
    yield from found
    for number, sentence in enumerate(parse.sentences):
        if number not in unread:
            yield from _missed_runs(parse, sentence, claimed)


def _tagged_runs(parse: Parse, unread: frozenset[int]) -> Iterator[Run]:
    for name in parse.names:
        if name.type not in TAGGED:
            continue
        if parse.tokens[name.first].sentence in unread and not _is_sure(parse, name.first, name.last, name.type):
            continue
        if name.type != "NORP" or _names_people(parse, name.first, name.last):
            yield Run(name.first, name.last, name.type)


def _is_sure(parse: Parse, first: int, last: int, tagged: str) -> bool:
    """Is it a name even in a heading where every word has a capital?"""
    key = name_key(parse.words(parse.span(first, last)))
    if key in places().known or key in name_words().known_organizations:
        return True
    return tagged == "PERSON" and last - first == 2 and is_given(parse.tokens[first])


def _names_people(parse: Parse, first: int, last: int) -> bool:
    """Does the word name a people or a party, and is no mere adjective ("German officials")?"""
    if any(token.lower in name_words().parties for token in parse.tokens[first:last]):
        return True
    head = parse.tokens[parse.head_of(first, last)]
    return head.tag in ("NNPS", "NNS") or (head.tag != "JJ" and head.dep not in ("amod", "compound", "nmod"))


def _missed_runs(parse: Parse, sentence: Sentence, claimed: frozenset[int]) -> Iterator[Run]:
    at = sentence.first
    while at < sentence.last:
        end = at
        while end < sentence.last and end not in claimed and is_proper(parse.tokens[end]):
            end += 1
        if end > at:
            run = grown(parse, Run(at, end), claimed)
            yield run
            end = max(run.last, end)
        at = max(end, at + 1)


def _bodies_of_state(parse: Parse, runs: list[Run]) -> Iterator[Run]:
    """Runs like "Saudi government", "U.S. federal government": a body known by its country alone."""
    ends = {run.last: run for run in runs}
    for token in parse.tokens:
        if token.lower not in name_words().bodies_of_state:
            continue
        before = token.index - 1
        if before > 0 and parse.tokens[before].lower in ("federal", "central", "national"):
            before -= 1
        run = ends.get(before + 1)
        if run is not None and (
            run.tagged in ("GPE", "NORP") or (run.tagged == "PERSON" and token.lower == "administration")
        ):
            yield Run(run.first, token.index + 1, "ORG")
        elif before >= 0 and parse.tokens[before].name_type == "NORP" and parse.tokens[before].head == token.index:
            yield Run(before, token.index + 1, "ORG")


def _yearly_events(parse: Parse) -> Iterator[Run]:
    """Runs like "2019 general election": an event with its year."""
    for token in parse.tokens:
        if token.tag == "CD" and _YEAR.match(token.text) and token.head > token.index:
            head = parse.tokens[token.head]
            if head.lower in name_words().yearly_events and head.index - token.index < 6:
                yield Run(token.index, head.index + 1, "EVENT")


def _mention(parse: Parse, run: Run) -> NameMention:
    span = parse.span(run.first, run.last)
    titles = titles_before(parse, run.first)
    kind, sure = type_of(parse, run.first, run.last, run.tagged, titles)
    head = parse.head_of(run.first, run.last)
    if _ends_sentence(parse, run):
        span = Span(span.start, span.end - 1)
    if (note := _NOTE.search(parse.text, span.start, span.end)) is not None and note.start() > span.start:
        span = Span(span.start, note.start())
    return NameMention(
        span.start, span.end, run.first, run.last, head, parse.words(span), kind, run.tagged, titles, sure
    )


def _ends_sentence(parse: Parse, run: Run) -> bool:
    """Is the stop at the end of the name that of the sentence ("Brackwith Estates Ltd.")?"""
    last = parse.tokens[run.last - 1]
    known = last.lower.removesuffix(".") in name_words().legal_forms
    return known and last.text.endswith(".") and run.last == parse.sentence_of(run.first).last


def _known_again(
    parse: Parse, names: list[NameMention], taken: set[int], silent: frozenset[int]
) -> Iterator[NameMention]:
    """Every further place where a known name, or the surname of a known person, stands."""
    known = _known_forms(parse, names)
    at = 0
    while at < len(parse.tokens):
        token = parse.tokens[at]
        found = None if at in taken else _known_at(parse, at, taken, known.get(token.lower, []))
        end = at + 1
        if found is not None and (len(found[0]) > 1 or _stands_as_name(parse, at, silent, found[1])):
            end = at + len(found[0])
            span = parse.span(at, end)
            titles = titles_before(parse, at)
            yield NameMention(
                span.start, span.end, at, end, parse.head_of(at, end), parse.words(span), found[1].type, "", titles
            )
        at = end


def _known_forms(parse: Parse, names: list[NameMention]) -> _Forms:
    """By first word, the known names as words in lower case, longest first."""
    forms: dict[_Words, NameMention] = {}
    for name in names:
        words = tuple(token.lower for token in parse.tokens[name.first : name.last])
        if len(words) <= _LONGEST:
            forms.setdefault(words, name)
        if name.type == "Person" and len(words) > 1 and len(words[-1]) > 2 and words[-1] not in name_words().generation:
            forms.setdefault(words[-2:] if words[-2] in name_words().particles else words[-1:], name)
            if words[0] in name_words().numeral_titles:
                forms.setdefault(words[:1], name)
        for short in _shorter(parse, name, words):
            forms.setdefault(short, name)
    known: _Forms = {}
    for words in sorted(forms, key=len, reverse=True):
        known.setdefault(words[0], []).append((words, forms[words]))
    return known


def _shorter(parse: Parse, name: NameMention, words: _Words) -> Iterator[_Words]:
    """What a name is called for short: a nickname in its marks, a company without its legal form or by its first word.

    The first word of a company must be one that the text writes with a capital only, and no place or people.
    """
    tokens = parse.tokens[name.first : name.last]
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if name.type == "Person" and not before.text[0].isalnum() and not after.text[0].isalnum():
            yield (token.lower,)
    if name.type == "Organization" and words[-1] in name_words().legal_forms and len(words) > 1:
        yield words[:-1]
        first = words[0]
        plain = first in places().known or first in places().demonyms or first in nouns().types
        plain = plain or first in name_words().not_names or is_given(tokens[0])
        if not plain and len(first) > 3 and tokens[0].tag in PROPER:
            yield words[:1]


def _known_at(
    parse: Parse, first: int, taken: set[int], forms: list[tuple[_Words, NameMention]]
) -> tuple[_Words, NameMention] | None:
    """The longest known name that starts here."""
    tokens = parse.tokens
    if not forms or not is_capital(tokens[first]):
        return None
    for words, name in forms:
        end = first + len(words)
        if end > len(tokens) or tokens[end - 1].sentence != tokens[first].sentence:
            continue
        if all(tokens[first + i].lower == word and first + i not in taken for i, word in enumerate(words)):
            return words, name
    return None


def _stands_as_name(parse: Parse, index: int, silent: frozenset[int], known: NameMention) -> bool:
    token = parse.tokens[index]
    if token.sentence in silent and token.lower in nouns().types:
        return False
    if token.tag in PROPER or not is_opening(parse, index):
        return True
    # A surname that opens its sentence as the subject, whatever the tagger makes of it ("Cummings left").
    return known.type == "Person" and token.dep in _PARTIES and token.lower not in nouns().types
