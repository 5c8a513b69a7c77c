"""Where a name begins and ends: what belongs to it, and what only stands beside it.

Titles, articles, possessives and marks are no part of a name; hyphens, numbers and "of" phrases can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onrecord.language.parse import Parse, Token
from onrecord.reading.name_types import is_given, is_person_noun
from onrecord.reading.word_lists import name_key, name_words, nouns, places

PROPER = frozenset({"NNP", "NNPS"})
_HYPHENS = frozenset({"-", "–", "‐", "‑"})
_BREAKS = frozenset("( ) [ ] : ; / | — -- ...".split())
_JOINTS = frozenset({"of", "for", "on", "at"})
_MAX_TITLES = 5
_MAX_PERSON = 5


@dataclass(frozen=True, slots=True)
class Run:
    """A half-open run of tokens that may be a name; `tagged` is the tagger's type, if it has one."""

    first: int
    last: int
    tagged: str = ""


def is_capital(token: Token) -> bool:
    """Is it written with a capital, also behind a particle ("al-Assad", "d'Estaing")?"""
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


def pieces(parse: Parse, run: Run) -> Iterator[Run]:
    """The run cut at brackets, colons and dashes, and a person's at commas and numbers."""
    for part in _cut(parse, run, _breaks):
        yield from _cut(parse, part, _owns_next)


def _cut(parse: Parse, run: Run, breaks: Callable[[Parse, Run, int], bool]) -> Iterator[Run]:
    start = run.first
    for index in range(run.first, run.last):
        if breaks(parse, run, index):
            if index > start:
                yield replace(run, first=start, last=index)
            start = index + 1
    if run.last > start:
        yield replace(run, first=start, last=run.last)


def _breaks(parse: Parse, run: Run, index: int) -> bool:
    token = parse.tokens[index]
    if token.lower in ("is", "was", "are", "were") and parse.tokens[run.first - 1].text not in "“‘\"'":
        return True
    if token.text in _BREAKS or (token.text in _HYPHENS and not glued(parse, index)):
        return True
    if run.tagged == "PERSON":
        after = parse.tokens[index + 1].lower if index + 1 < run.last else ""
        return (
            (token.text == "," and after not in name_words().generation)
            or token.text[0].isdigit()
            or token.lower in ("and", "&")
        )
    return False


def _owns_next(parse: Parse, run: Run, mark: int) -> bool:
    """Is it the possessive between two names ("Leeds's Ardent Foundation"), and not within one ("Workers' Party")?"""
    if (
        parse.tokens[mark].tag != "POS"
        or run.tagged in ("WORK_OF_ART", "FAC", "LAW")
        or run.last - mark < 3
        or mark == run.first
    ):
        return False
    owner = parse.tokens[mark - 1]
    return not (is_person_noun(owner) or nouns().types.get(owner.lemma.lower()) or owner.lower.startswith("st"))


def grown(parse: Parse, run: Run, claimed: frozenset[int]) -> Run:
    """The run with the proper nouns, hyphened parts and numbers beside it that belong to it."""
    if run.tagged == "NORP":
        return run
    first, last = run.first, run.last
    while (more := _after(parse, first, last, claimed)) > last:
        last = more
    while first > 0 and first - 1 not in claimed and _belongs_before(parse, first - 1, first, last):
        first -= 1
    while (
        run.tagged == "PERSON"
        and first > 0
        and parse.tokens[first - 1].text in name_words().particles
        and first - 1 not in claimed
    ):
        first -= 1
    if first > 1 and parse.tokens[first - 1].text in _HYPHENS and glued(parse, first) and glued(parse, first - 1):
        if is_capital(parse.tokens[first - 2]) and first - 2 not in claimed:
            first -= 2
    return replace(run, first=first, last=last)


def _after(parse: Parse, first: int, last: int, claimed: frozenset[int]) -> int:
    """The end of the run with the next token or two, where these belong to it; else its end."""
    tokens = parse.tokens
    if last >= len(tokens) or last in claimed or tokens[last].sentence != tokens[first].sentence:
        return last
    token = tokens[last]
    if (
        token.text == ","
        and last + 1 < len(tokens)
        and tokens[last + 1].lower in name_words().legal_forms | name_words().generation
    ):
        return last + 2
    if token.text in _HYPHENS and glued(parse, last) and last + 1 < len(tokens) and glued(parse, last + 1):
        return (
            last + 2
            if is_capital(tokens[last + 1]) or tokens[last + 1].tag == "CD" or _short_part(tokens, last)
            else last
        )
    if token.tag == "CD" and token.text[0].isdigit() and len(token.text) < 5:
        return _after_number(parse, last, claimed)
    if token.tag not in PROPER or not is_capital(token) or token.name_type not in ("", "CARDINAL"):
        return last
    words = name_words()
    if token.lower in words.not_names or token.lower in words.titles:
        return last
    before = tokens[last - 1]
    belongs = (
        before.dep in ("compound", "nmod", "amod", "nummod") and before.head >= last
    ) or first <= token.head < last
    return last + 1 if belongs else last


def _short_part(tokens: tuple[Token, ...], last: int) -> bool:
    """ "Chan-o-cha": a part in lower case with another after it."""
    if tokens[last - 2].text in _HYPHENS and len(tokens[last - 1].text) < 4:
        return tokens[last + 1].text.isalpha()
    return last + 3 < len(tokens) and len(tokens[last + 1].text) < 4 and tokens[last + 2].text in _HYPHENS


def _after_number(parse: Parse, last: int, claimed: frozenset[int]) -> int:
    """ "Boeing 737 Max", "Flight 610": a number within a name, or at its end after a word that is numbered."""
    tokens = parse.tokens
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is not None and following.sentence == tokens[last].sentence and last + 1 not in claimed:
        if (
            is_capital(following)
            and following.tag in PROPER
            and tokens[last].head == last + 1
            and tokens[last - 1].dep == "compound"
        ):
            return last + 2
    return last + 1 if tokens[last - 1].lower in name_words().numbered_words else last


def _belongs_before(parse: Parse, index: int, first: int, last: int) -> bool:
    token = parse.tokens[index]
    if token.sentence != parse.tokens[first].sentence or not first <= token.head < last or not is_capital(token):
        return False
    words = name_words()
    if token.lower in words.not_names or token.lower in words.titles or token.lower in words.honorifics:
        return False
    if token.dep == "compound" and token.tag in PROPER and not token.name_type:
        return True
    of_body = parse.tokens[last - 1].lower in words.organization_words
    return (
        of_body
        and token.dep in ("amod", "compound", "nmod")
        and token.name_type in ("", "NORP", "LANGUAGE")
        and token.tag in ("JJ", *PROPER)
    )


def joined(parse: Parse, runs: list[Run]) -> list[Run]:
    """The runs, with those made one that overlap or that "of", "and" or nothing parts within one name."""
    out: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.first, -run.last)):
        if out and run.first < out[-1].last:
            if run.last > out[-1].last:
                out[-1] = replace(out[-1], last=run.last)
        elif out and _one_name(parse, out[-1], run):
            tagged = (
                "PERSON"
                if out[-1].tagged == run.tagged == "PERSON"
                else "ORG"
                if "ORG" in (out[-1].tagged, run.tagged)
                else run.tagged
            )
            out[-1] = Run(out[-1].first, run.last, tagged if out[-1].tagged != "LAW" else "LAW")
        else:
            out.append(run)
    return out


def _one_name(parse: Parse, left: Run, right: Run) -> bool:
    tokens = parse.tokens
    if tokens[left.last - 1].sentence != tokens[right.first].sentence or right.first - left.last > 2:
        return False
    between = [token.lower for token in tokens[left.last : right.first] if token.lower != "the"]
    if not between:
        return right.first == left.last and _beside(parse, left, right)
    if len(between) > 1:
        return False
    if between[0] in _JOINTS:
        return _continues(parse, left, right, between[0])
    if between[0] in ("and", "&"):
        return _pairs(parse, left, right)
    together = name_key(parse.words(parse.span(left.first, right.last)))
    if between[0] == "," and together in places().same:
        return True
    campus = tokens[left.first].lower in ("university", "college") and " of " in parse.words(
        parse.span(left.first, left.last)
    )
    return between[0] == "," and campus and right.tagged == "GPE"


def _beside(parse: Parse, left: Run, right: Run) -> bool:
    """Two runs with nothing between: a place and its body, or two halves of a person's name."""
    tokens = parse.tokens
    inner = tokens[left.last - 1]
    if not (inner.dep in ("compound", "nmod", "amod") and right.first <= inner.head < right.last):
        return False
    if left.tagged == right.tagged == "PERSON":
        return right.last - left.first <= _MAX_PERSON and not (
            left.last - left.first > 1 and is_given(tokens[right.first])
        )
    if tokens[right.last - 1].lower in name_words().legal_forms:
        return True
    if left.tagged == "PERSON" or right.tagged in ("PERSON", "NORP"):
        return False
    return tokens[right.last - 1].lower in name_words().organization_words or right.tagged in (
        "PRODUCT",
        "FAC",
        "EVENT",
        "LAW",
    )


def _continues(parse: Parse, left: Run, right: Run, joint: str) -> bool:
    """Is it "Bank of England", "Center for Food Safety", "District of Texas"?"""
    words, head = name_words(), parse.tokens[left.last - 1]
    if left.tagged == "PERSON" or is_given(parse.tokens[right.first]):
        return False
    if joint == "at":
        return head.lower not in words.titles and "university" in parse.words(parse.span(left.first, left.last)).lower()
    if head.lower in words.organization_words or head.lower == "office":
        return True
    return joint == "of" and (head.lower in words.place_words or head.lower in words.work_words) and is_capital(head)


def _pairs(parse: Parse, left: Run, right: Run) -> bool:
    """Is it "Department for Culture and Sport", "Bill and Melinda Gates Foundation"?"""
    words, tokens = name_words(), parse.tokens
    ends_as_body = tokens[right.last - 1].lower in words.organization_words
    if left.tagged == "PERSON":
        return (
            left.last - left.first == 1
            and is_given(tokens[right.first])
            and ends_as_body
            and right.last - right.first > 2
        )
    if tokens[right.first].lower in words.around and ends_as_body:
        return True
    lower = [token.lower for token in tokens[left.first : left.last]]
    joint = next((i for i, word in enumerate(lower) if word in _JOINTS), 0)
    if (
        not joint
        or lower[joint - 1] not in words.organization_words
        or tokens[right.first].lower in words.organization_words
    ):
        return False
    follows = [token.lower for token in tokens[right.first : right.last]]
    place = name_key(parse.words(parse.span(right.first, right.last))) in places().known
    left_place = name_key(" ".join(lower[joint + 1 :])) in places().known
    return (
        right.tagged not in ("PERSON", "NORP")
        and not set(follows) & _JOINTS
        and place == left_place
        and right.last - right.first < 4
    )


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


def without_titles(parse: Parse, run: Run) -> Iterator[Run]:
    """The run without titles; a place or body that stands before them, or before a person, is a name of its own."""
    words, tokens = name_words(), parse.tokens
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
    """The run without a first word that has its capital from the sentence ("Longtime", "Amongst")."""
    token = parse.tokens[run.first]
    opens = run.first == parse.sentence_of(run.first).first
    if not opens or run.last - run.first < 2 or token.tag in PROPER or token.tag == "CD":
        return run
    plain = token.tag.startswith(("VB", "IN", "RB", "CC", "PRP", "W")) or (
        run.tagged == "PERSON" and token.tag.startswith("JJ")
    )
    return replace(run, first=run.first + 1) if plain and not is_given(token) else run


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
    words = name_words()
    rest = parse.tokens[title + 1 : run.last]
    if not is_capital(rest[0]) or len(rest) > _MAX_PERSON or rest[0].lower in words.organization_words:
        return False
    if any(token.lower in words.legal_forms for token in rest):
        return False
    if parse.tokens[title].lower in words.honorifics and len(rest) < 4:
        return rest[-1].lower not in words.organization_words | words.place_words
    if run.tagged == "PERSON":
        return True
    if any(token.lower in _JOINTS or token.lower in words.organization_words or token.tag == "CD" for token in rest):
        return False
    if len(rest) == 1 and title - run.first < 2:
        return (
            parse.tokens[title].lower in words.titles and rest[0].tag in PROPER and rest[0].lower not in words.not_names
        )
    return is_given(rest[0]) or (
        len(rest) == 2 and title - run.first < _MAX_TITLES and rest[-1].lower not in words.place_words
    )


def _person_within(parse: Parse, run: Run) -> int:
    """Where a person's name starts behind a place or body ("of Scotland Ann Smith"), else the start of the run."""
    words, tokens = name_words(), parse.tokens
    for at in range(run.first + 1, run.last - 1):
        if not is_given(tokens[at]) or tokens[at + 1].tag not in PROPER or run.last - at > _MAX_PERSON:
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
    words, found = name_words(), []
    at = first - 1
    while at >= 0 and parse.tokens[at].sentence == parse.tokens[first].sentence and len(found) < 4:
        token = parse.tokens[at]
        noun = token.dep in ("compound", "nmod") and token.head >= first and is_person_noun(token)
        if token.lower not in words.titles | words.honorifics | words.title_openers and not noun:
            break
        found.append(token.lower)
        at -= 1
    return tuple(reversed(found))
