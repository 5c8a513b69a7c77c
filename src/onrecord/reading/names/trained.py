"""Names as the trained tagger reads them: the rules' names are what it is told, not what it is bound to.

It knows invented and foreign names from the words around them, where the parser's tagger and the lists do not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from tokenizers import Tokenizer

from onrecord.language.encoder import Floats, NameGraphs, batch_of, log_softmax
from onrecord.language.level import names_people
from onrecord.language.parse import Parse, Token
from onrecord.language.windows import Word, windows_of, words_of
from onrecord.reading.names.acronyms import initials, is_acronym
from onrecord.reading.names.bounds import Run, titles_before
from onrecord.reading.names.filters import credited_tokens
from onrecord.reading.names.finding import NameMention, find_names, with_known_again
from onrecord.reading.names.judging import Judge
from onrecord.reading.names.repairs import Tagged, repaired
from onrecord.reading.names.settling import settled
from onrecord.reading.names.tagger import Written, hints_of, likeness, tagged_runs
from onrecord.reading.names.types import TAGS_OF, is_given, type_by_head
from onrecord.reading.names.word_lists import given_names, name_key, places, telling_words, words_telling_of_persons
from onrecord.records import Span

_SURE = 0.98
"""The probability from which the tagger settles the type of a name."""
_LINKS = 3.0
"""The logit from which two names are one thing's."""
_GIVEN_AND_SURNAME = 2
_MOST = 60
"""Names of a window that are held against each other."""


@dataclass(frozen=True, slots=True)
class NamesRead:
    """The names of a document in text order, none within another.

    `same` are pairs of them, as indices, that are one thing's; `judge` judges further pairs of mentions.
    """

    names: tuple[NameMention, ...]
    same: tuple[tuple[int, int], ...] = ()
    judge: Judge | None = None

    def headed(self, parse: Parse) -> NamesRead:
        """The same with the heads that the names have in another tree over the same tokens."""
        names = (replace(name, head=parse.head_of(name.first, name.last)) for name in self.names)
        return replace(self, names=tuple(names))


def trained_names(parse: Parse, quotations: tuple[Span, ...], graphs: NameGraphs, tokenizer: Tokenizer) -> NamesRead:
    """The names of a document and which are one thing's.

    Args:
        parse: of the document.
        quotations: the outermost quotations, in text order.
        graphs: the tagger of names and the judge of pairs.
        tokenizer: the encoder's.
    """
    words = words_of(parse.text, quotations)
    hints = hints_of(parse, find_names(parse), words)
    unread = credited_tokens(parse)
    names: list[NameMention] = []
    same: list[tuple[int, int]] = []
    kept: list[Floats] = []
    windows = windows_of(parse.text, words, tokenizer, read_as=parse.read_as)
    for window in windows:
        own = words[window.first : window.last]
        scores, vectors = graphs.names(batch_of(parse, words, [window]), hints[None, window.first : window.last])
        found = list(_found(parse, own, scores[0], unread, after=names[-1].last if names else 0))
        names += [name for name, _ in found]
        same += _linked(parse, found, vectors[0], graphs)
        kept.append(vectors[0])
    whole = with_known_again(parse, _with_peoples(parse, list(settled(parse, names, unread)), unread), unread)
    index = {name.start: place for place, name in enumerate(whole)}
    judge = Judge.of(parse, graphs, words, windows, kept)
    known = ((index.get(one), index.get(other)) for one, other in same)
    pairs = tuple((one, other) for one, other in known if one is not None and other is not None)
    return NamesRead(whole, pairs, judge)


def _found(
    parse: Parse, words: Sequence[Word], scores: Floats, unread: set[int], after: int
) -> Iterator[tuple[NameMention, tuple[int, int]]]:
    """The names of a window with their first and last words, none that shares a token with one before it."""
    starts = [word.start for word in words]
    runs = tagged_runs(log_softmax(scores))
    tagged = [Tagged(words[first].start, words[last - 1].end, kind, sure) for first, last, kind, sure in runs]
    for run in repaired(parse.text, tagged):
        name = _mention(parse, run)
        if name is not None and name.first not in unread and name.first >= after:
            after = name.last
            yield name, (bisect_right(starts, run.start) - 1, bisect_right(starts, run.end - 1) - 1)


def _with_peoples(parse: Parse, names: Sequence[NameMention], unread: set[int]) -> list[NameMention]:
    """The names and every people or faith by its plural; the tagger knows some of them and not others."""
    whole = [replace(name, type="Group", sure=True) if _is_people(parse, name) else name for name in names]
    taken = {index for name in names for index in range(name.first, name.last)} | unread
    for token in parse.tokens:
        if token.index not in taken and names_people(token.text):
            first, last = token.index, token.index + 1
            kind = TAGS_OF["Group"]
            whole.append(
                NameMention(token.start, token.end, first, last, first, token.text, "Group", kind, (), sure=True)
            )
    return sorted(whole, key=lambda name: name.first)


def _is_people(parse: Parse, name: NameMention) -> bool:
    return name.last - name.first == 1 and not name.sure and names_people(parse.tokens[name.first].text)


def _linked(
    parse: Parse, found: Sequence[tuple[NameMention, tuple[int, int]]], vectors: Floats, graphs: NameGraphs
) -> Iterator[tuple[int, int]]:
    """The offsets of two names of a window that are written unlike and are judged to be one thing's."""
    pairs = [
        (one, other)
        for at, other in enumerate(found[:_MOST])
        for one in found[:at]
        if one[0].text.casefold() != other[0].text.casefold()
    ]
    if not pairs:
        return
    places = np.array([(*one[1], *other[1]) for one, other in pairs], np.int64)
    likes = [
        likeness(Written(one[0].text, "name"), Written(other[0].text, "name"), other[1][0] - one[1][1] - 1)
        for one, other in pairs
    ]
    logits = graphs.links(vectors, places, np.array(likes, np.float32))
    for (one, other), logit in zip(pairs, logits.tolist(), strict=True):
        if (
            logit > _LINKS
            and not _differ(one[0], other[0])
            and not _are_kin(one[0], other[0])
            and (_are_like(one[0], other[0]) or _tells(parse, one[0], other[0]))
        ):
            yield one[0].start, other[0].start


def _differ(one: NameMention, other: NameMention) -> bool:
    """Are both acronyms, is one that of a name other than the other, or only one a number's ("Bill 12")?"""
    if any(char.isdigit() for char in one.text) != any(char.isdigit() for char in other.text):
        return not {*one.key.split()} & {*other.key.split()}
    short, long_ = sorted((one, other), key=lambda name: len(name.text))
    if not is_acronym(short.text):
        return False
    return is_acronym(long_.text) or (" " in long_.text and short.key.replace(" ", "") not in initials(long_.text))


def _are_kin(one: NameMention, other: NameMention) -> bool:
    """Have two people one surname and two given names that are known as such?"""
    first, second = one.key.split(), other.key.split()
    if one.type != "Person" or other.type != "Person" or min(len(first), len(second)) < 2:
        return False
    given = given_names().male | given_names().female
    return first[-1] == second[-1] and first[0] != second[0] and first[0] in given and second[0] in given


def _are_like(one: NameMention, other: NameMention) -> bool:
    """Is the one, no person's, a part of the other? Of persons that is the business of their bearers' rules."""
    first, second = {*one.key.split()}, {*other.key.split()}
    return "Person" not in (one.type, other.type) and (first <= second or second <= first)


def _tells(parse: Parse, one: NameMention, other: NameMention) -> bool:
    """Does a sentence of either speak of names?"""
    telling = words_telling_of_persons() if one.type == other.type == "Person" else telling_words()
    sentences = {parse.tokens[name.first].sentence for name in (one, other)}
    tokens = (token for number in sorted(sentences) for token in _tokens_of(parse, number))
    return any(token.lower in telling for token in tokens)


def _tokens_of(parse: Parse, sentence: int) -> tuple[Token, ...]:
    return parse.tokens[parse.sentences[sentence].first : parse.sentences[sentence].last]


def _mention(parse: Parse, tagged: Tagged) -> NameMention | None:
    """The name on a run of words; nothing where no word of it was parsed."""
    tokens = parse.tokens_in(tagged.start, tagged.end)
    if not tokens:
        return None
    sure = tagged.sure >= _SURE
    misread = tagged.type == "Place" or (tagged.type in ("Organization", "Work") and not sure)
    kind = "Person" if misread and _is_called_as_person(parse, tokens) else tagged.type
    run = Run(tokens.start, tokens.stop, TAGS_OF[kind])
    return NameMention(
        tagged.start,
        tagged.end,
        run.first,
        run.last,
        parse.head_of(run.first, run.last),
        parse.words(tagged),
        kind,
        run.tagged,
        titles_before(parse, run.first),
        sure,
    )


def _is_called_as_person(parse: Parse, tokens: range) -> bool:
    """Are they a known given name and one more word, which is no place's, body's or work's?

    The tagger takes names that it seldom saw for places even where it is sure: "the car of Chidi Okonkwo". Bodies are
    readily called by a person's name, and so what is surely one stays one.
    """
    words = parse.tokens[tokens.start : tokens.stop]
    if len(words) != _GIVEN_AND_SURNAME or not all(word.text.isalpha() and word.text.istitle() for word in words):
        return False
    name = name_key(parse.words(parse.span(tokens.start, tokens.stop)))
    return is_given(words[0]) and type_by_head(words) is None and name not in places().known
