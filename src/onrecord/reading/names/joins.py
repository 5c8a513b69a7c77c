"""What belongs to one name: runs cut at brackets and dashes, grown over hyphens and numbers, joined over "of"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.language.parse import Parse, Token
from onrecord.reading.names.bounds import MAX_PERSON, PROPER, Run, glued, is_capital
from onrecord.reading.names.types import is_given, is_person_noun
from onrecord.reading.names.word_lists import name_key, name_words, nouns, places

_HYPHENS = frozenset({"-", "–", "‐", "‑"})
_BREAKS = frozenset("( ) [ ] : ; / | — -- ...".split())
_JOINTS = frozenset({"of", "for", "on", "at"})
_POSSESSIVES = frozenset({"'", "’"})
_SIDE_PARTS = frozenset({"compound", "nmod", "amod", "nummod"})


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
    if token.lower == "of" and index - run.first > 1 and is_given(parse.tokens[run.first]) and run.tagged != "ORG":
        return parse.tokens[index + 1].lower == "the"  # "Lena Holt of the Harbour Board": her name ends before
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
    hyphen = first > 1 and parse.tokens[first - 1].text in _HYPHENS and glued(parse, first) and glued(parse, first - 1)
    if hyphen and is_capital(parse.tokens[first - 2]) and first - 2 not in claimed:
        first -= 2
    return replace(run, first=first, last=last)


def _after(parse: Parse, first: int, last: int, claimed: frozenset[int]) -> int:
    """The end of the run with the next token or two, where these belong to it; else its end."""
    tokens = parse.tokens
    if last >= len(tokens) or last in claimed or tokens[last].sentence != tokens[first].sentence:
        return last
    token = tokens[last]
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if token.text == ",":
        forms = name_words().legal_forms | name_words().generation
        return last + 2 if following is not None and following.lower in forms else last
    if token.text in _HYPHENS:
        return last + 2 if _is_hyphenated(parse, last) else last
    if token.tag == "CD" and token.text[0].isdigit() and len(token.text) < 5:
        return _after_number(parse, last, claimed)
    return last + 1 if _belongs_after(parse, first, last) else last


def _is_hyphenated(parse: Parse, hyphen: int) -> bool:
    """Does the hyphen bind a further part to a name?"""
    tokens = parse.tokens
    if hyphen + 1 == len(tokens) or not (glued(parse, hyphen) and glued(parse, hyphen + 1)):
        return False
    part = tokens[hyphen + 1]
    return is_capital(part) or part.tag == "CD" or _short_part(tokens, hyphen)


def _belongs_after(parse: Parse, first: int, last: int) -> bool:
    """Is the token behind a run a proper noun that belongs to it?"""
    token, before, words = parse.tokens[last], parse.tokens[last - 1], name_words()
    if token.tag not in PROPER or not is_capital(token) or token.name_type not in ("", "CARDINAL"):
        return False
    if token.lower in words.not_names or token.lower in words.titles:
        return False
    return (before.dep in _SIDE_PARTS and before.head >= last) or first <= token.head < last


def _short_part(tokens: tuple[Token, ...], last: int) -> bool:
    """Is it a part in lower case with another after it ("Brack-o-with")?"""
    if tokens[last - 2].text in _HYPHENS and len(tokens[last - 1].text) < 4:
        return tokens[last + 1].text.isalpha()
    return last + 3 < len(tokens) and len(tokens[last + 1].text) < 4 and tokens[last + 2].text in _HYPHENS


def _after_number(parse: Parse, last: int, claimed: frozenset[int]) -> int:
    """The end of "Ardent 40 Max", "Flight 610": a number within a name, or at its end after a word that is numbered."""
    tokens = parse.tokens
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    within = tokens[last].head == last + 1 and tokens[last - 1].dep == "compound" and last + 1 not in claimed
    if within and following is not None and is_capital(following) and following.tag in PROPER:
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
            told = out[-1].told or run.told
            out[-1] = replace(out[-1], last=max(run.last, out[-1].last), tagged=out[-1].tagged or run.tagged, told=told)
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
    if len(between) == 1 and between[0] in _POSSESSIVES:
        return _owns_body(parse, left, right)
    if len(between) == 1 and between[0] in _JOINTS:
        return _continues(parse, left, right, between[0])
    if between in (["and"], ["&"]):
        return _pairs(parse, left, right)
    return between == [","] and _goes_on_after_comma(parse, left, right)


def _owns_body(parse: Parse, left: Run, right: Run) -> bool:
    """Is it "Inland Pilots' Guild", "Bus Drivers' Brotherhood": many, and the body that is theirs?"""
    owners, body = parse.tokens[left.last - 1], parse.tokens[right.last - 1]
    plural = owners.lower.endswith("s") and left.tagged not in ("PERSON", "GPE", "NORP") and not _is_listed(parse, left)
    return plural and body.lower in name_words().organization_words


def _is_head_of_definite(parse: Parse, left: Run, joint: str) -> bool:
    """Is the run "the" and a capital noun that no list knows, before "of": "the Treaty of", "the Order of"?"""
    head, words = parse.tokens[left.last - 1], name_words()
    before = parse.tokens[left.first - 1].lower if left.first else ""
    first = parse.tokens[left.first].lower
    if joint != "of" or "the" not in (before, first) or head.tag != "NNP" or left.tagged in ("PERSON", "GPE", "NORP"):
        return False
    return not _is_listed(parse, left) and not is_person_noun(head) and head.lower not in words.titles | words.not_names


def _goes_on_after_comma(parse: Parse, left: Run, right: Run) -> bool:
    """Is it "Washington, D.C.", or a university with its campus?"""
    if name_key(parse.words(parse.span(left.first, right.last))) in places().same:
        return True
    first, words = parse.tokens[left.first].lower, parse.words(parse.span(left.first, left.last))
    return first in ("university", "college") and " of " in words and right.tagged == "GPE"


def _beside(parse: Parse, left: Run, right: Run) -> bool:
    """Two runs with nothing between: a place and its body, a body and the land of its branch, halves of a name."""
    tokens = parse.tokens
    inner = tokens[left.last - 1]
    if not (inner.dep in ("compound", "nmod", "amod") and right.first <= inner.head < right.last):
        return False
    if left.tagged == right.tagged == "PERSON":
        return right.last - left.first <= MAX_PERSON and not (
            left.last - left.first > 1 and is_given(tokens[right.first])
        )
    if tokens[right.last - 1].lower in name_words().legal_forms:
        return True
    if left.tagged == "PERSON" or right.tagged in ("PERSON", "NORP"):
        return False
    if left.tagged == "ORG" and name_key(parse.words(parse.span(right.first, right.last))) in places().countries:
        return True
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
    if _is_head_of_definite(parse, left, joint):
        return True
    return joint == "of" and (head.lower in words.place_words or head.lower in words.work_words) and is_capital(head)


def _is_whole_body(parse: Parse, left: Run, right: Run) -> bool:
    """Is it "the Sandmere Wildfowl and Wetlands Society": one body, whose name its article opens?"""
    words, head = name_words(), parse.tokens[left.last - 1].lower
    article = left.first > 0 and parse.tokens[left.first - 1].lower == "the"
    several = head in words.organization_words or left.tagged in ("GPE", "NORP", "PERSON")
    long_ = left.last - left.first > 1 and right.last - right.first > 1
    return article and long_ and not several and not _is_listed(parse, left)


def _is_listed(parse: Parse, run: Run) -> bool:
    """Do the lists know the run as a place or body by itself?"""
    key = name_key(parse.words(parse.span(run.first, run.last)))
    return key in places().known or key in name_words().known_organizations


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
    if ends_as_body and (tokens[right.first].lower in words.around or _is_whole_body(parse, left, right)):
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
