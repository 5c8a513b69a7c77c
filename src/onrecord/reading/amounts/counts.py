"""Amounts that are no money: shares, ages, measures, and whatever the text counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.language.parse import Token
from onrecord.reading.amounts.page import Figure, Page, Quantity, read_figure
from onrecord.reading.amounts.units import quantities

_REACH = 6
"""How many tokens may stand between a number and the noun it counts."""
_CARRY = 12
"""How many lexemes after an amount a bare number may still share its unit."""
_CROWD = 1000
_AGE_WORDS = frozenset(("aged", "age", "ages"))
_AGE_PAIRS = ({"age", "of"}, {"aged", "between"}, {"age", "from"}, {"ages", "from"})
_NO_COUNT = frozenset(
    ("way", "time", "times", "fold", "party", "thing", "hand", "side", "reason", "point", "another", "such")
)
_SHARES = {"half": Decimal(50), "quarter": Decimal(25), "quarters": Decimal(75)}
_BE = frozenset(("be", "'s", "turn"))


def read_count(page: Page, at: int, previous: Quantity | None) -> Quantity | None:
    """The share, age, measure or count that begins at a lexeme; `previous` may lend its unit."""
    if (share := _share(page, at)) is not None:
        return share
    figure = read_figure(page, at)
    if figure is None:
        return None
    if (below := _below_zero(page, figure)) is not None:
        return below
    if (vote := _vote(page, figure)) is not None or _is_label(page, figure):
        return vote
    measured = _percent(page, figure) or _age(page, figure) or _measure(page, figure)
    if measured is not None or _glued_to_letters(page, figure):
        return measured
    return (
        _counted(page, figure) or _bare_age(page, figure) or _people(page, figure) or _carried(page, figure, previous)
    )


def _below_zero(page: Page, figure: Figure) -> Quantity | None:
    """The share or measure after a minus: "minus five percent", "-3.5%"; no range ("3-5%"), no joint ("Covid-19 %")."""
    at = figure.first - 1
    sign = page.dash(at) and page.glued(figure.first) and figure.in_figures and not page.glued(at)
    if figure.high is not None or not (sign or page.lower(at) == "minus"):
        return None
    found = _percent(page, figure) or _measure(page, figure)
    if found is None or not found.unit.startswith(("percent", "degree")):
        return None
    return replace(found, first=at, figure=replace(figure, value=-figure.value))


def _glued_to_letters(page: Page, figure: Figure) -> bool:
    """Is the number part of a word: an A380, the 20th, in 3D?"""
    if not figure.in_figures:
        return False
    after = figure.last < len(page.words) and page.glued(figure.last) and page.words[figure.last].kind == "word"
    return after or (page.glued(figure.first) and figure.first > 0 and page.words[figure.first - 1].kind == "word")


def _share(page: Page, at: int) -> Quantity | None:
    """Half of, a quarter of, three quarters of; half a mile, within an hour."""
    word = page.lower(at)
    if word == "half" and page.lower(at + 1) in ("a", "an") and page.lower(at + 2) in quantities().measures:
        unit = quantities().measures[page.lower(at + 2)]
        return Quantity(at, at + 3, Figure(at, at + 1, Decimal("0.5"), None, scaled=False, in_figures=False), unit)
    if word in ("a", "an") and page.lower(at - 1) in quantities().one_of_a_measure:
        named = quantities().measures.get(page.lower(at + 1), "")
        one = Figure(at, at + 1, Decimal(1), None, scaled=False, in_figures=False)
        return Quantity(at, at + 2, one, named) if named and len(page.lower(at + 1)) > 2 else None
    last = at + 1
    if word in ("a", "one", "three"):
        last += 1 + page.dash(at + 1)
    named = page.lower(last - 1)
    fits = (named == "half" and word == "half") or named == ("quarters" if word == "three" else "quarter")
    if not fits or page.lower(last) != "of" or page.lower(last + 1) in ("a", "an"):
        return None
    return Quantity(at, last, Figure(at, last, _SHARES[named], None, scaled=False, in_figures=False), "percent")


def _is_label(page: Page, figure: Figure) -> bool:
    """Does the number name something (Section 3, No. 10, a score, a list's number) instead of counting?"""
    before = figure.first - 1 - (page.lower(figure.first - 1) in (".", "#"))
    if page.lower(before) in quantities().labels and (figure.in_figures or page.words[before].text[0].isupper()):
        return True
    if page.lower(figure.first - 1) in ("#", "/", ":", "+") and figure.in_figures:
        return True
    if not figure.in_figures:
        return False
    after = page.lower(figure.last)
    if after in ("am", "pm") or (
        after in ("a", "p") and page.lower(figure.last + 1) == "." and page.lower(figure.last + 2) == "m"
    ):
        return True
    if figure.first == 0 and after in (".", ")"):
        return True
    joined = page.glued(figure.last + 1) and page.glued(figure.last) and page.words[figure.last + 1].kind == "figures"
    glued_before = page.glued(figure.first) and page.dash(figure.first - 1)
    return (joined and after in ("-", "–", ":", "/", ".")) or glued_before


def _vote(page: Page, figure: Figure) -> Quantity | None:
    """105 to 73, where the words around speak of a vote: either number counts votes."""
    if not figure.in_figures or figure.high is not None:
        return None
    joints = ("to", "-", "–")
    other = figure.last
    while page.lower(other) in joints and other < figure.last + 3:
        other += 1
    back = figure.first - 1
    while page.lower(back) in joints and back > figure.first - 4:
        back -= 1
    pair = any(
        at in range(len(page.words)) and page.words[at].kind == "figures" and joined
        for at, joined in ((other, other > figure.last), (back, back < figure.first - 1))
    )
    if not pair:
        return None
    near = {page.lower(at) for at in (*range(figure.first - 9, figure.first), *range(figure.last, figure.last + 6))}
    return Quantity(figure.first, figure.last, figure, "votes") if near & quantities().voting else None


def _percent(page: Page, figure: Figure) -> Quantity | None:
    at = figure.last + page.dash(figure.last)
    for phrase, unit in quantities().shares.get(page.lower(at), ()):
        if width := page.matches(at, phrase):
            return Quantity(figure.first, at + width, figure, unit)
    return None


def _age(page: Page, figure: Figure) -> Quantity | None:
    """54-year-old, 54 years old, 54 yo, eleven months of age, aged 54."""
    at = figure.last + page.dash(figure.last)
    for phrase in ("yo", "y / o", "yr old", "yrs old"):
        if width := page.matches(at, phrase):
            return Quantity(figure.first, at + width, figure, "years")
    unit = quantities().measures.get(page.lower(at))
    if unit in ("years", "months", "weeks", "days", "hours"):
        for phrase in ("old", "olds", "of age"):
            next_ = at + 1 + page.dash(at + 1)
            if width := page.matches(next_, phrase):
                return Quantity(figure.first, next_ + width, figure, unit)
        return None
    before = {page.lower(figure.first - 1), page.lower(figure.first - 2)}
    if page.lower(figure.first - 1) in _AGE_WORDS or any(before >= pair for pair in _AGE_PAIRS):
        return Quantity(figure.first, figure.last, figure, "years")
    return None


def _measure(page: Page, figure: Figure) -> Quantity | None:
    """Miles per hour, kg, a five-foot tusk, a two-year term."""
    at = figure.last + page.dash(figure.last)
    for phrase, unit in quantities().longer_measures.get(page.lower(at), ()):
        if width := page.matches(at, phrase):
            return Quantity(figure.first, at + width, figure, unit)
    if page.lower(at + 1) == "/" and page.lower(at + 2) in ("h", "s", "hr"):
        return Quantity(figure.first, at + 3, figure, f"{page.lower(at)}/{page.lower(at + 2)}")
    if "magnitude" in (page.lower(figure.first - 1), page.lower(figure.first - 2)) and figure.value < 10:
        return Quantity(figure.first, figure.last, figure, "magnitude")
    measure = quantities().measures.get(page.lower(at))
    if measure is None or (measure in ("m", "g") and not figure.in_figures):
        return None
    return Quantity(figure.first, at + 1, figure, measure)


def _counted(page: Page, figure: Figure) -> Quantity | None:
    """The noun that the number counts, as written: with the nouns that stand right before it."""
    if page.dash(figure.last):
        return _hyphened(page, figure)
    number = page.token(figure.last - 1) or page.token(figure.first)
    if number is None or (figure.value % 1 and not figure.scaled):
        return None
    if page.lower(figure.last) == "of" or page.matches(figure.last, "out of"):
        return _part_of(page, figure)
    head = _head_noun(page, number)
    if head is None or (figure.value == 1 and head.lower in _NO_COUNT):
        return None
    start, end = _unit_span(page, number, head)
    unit = page.parse.text[start:end]
    last = _lexeme_after(page, figure.last, end)
    if any(word.kind == "figures" for word in page.words[figure.last : last]):
        last, unit = figure.last, head.text  # "two 500 pound bombs": the pounds are an amount of their own
    return Quantity(figure.first, last, figure, "people" if unit.lower() in ("people", "persons") else unit)


def _unit_span(page: Page, number: Token, head: Token) -> tuple[int, int]:
    """A counted noun with the one noun that may stand right before it ("truck drivers"), and "co-authors" whole."""
    tokens = page.parse.tokens
    start, end = head.start, head.end
    before = tokens[head.index - 1]
    if before.index > number.index and before.pos == "NOUN" and before.dep == "compound" and before.end < head.start:
        earlier = tokens[before.index - 1]
        if earlier.index == number.index or earlier.dep != "compound":
            start = before.start
    elif before.name_type == "NORP" and before.index > number.index and head.lower in ("nationals", "citizens"):
        start = before.start
    if head.index + 2 < len(tokens) and tokens[head.index + 1].text == "-" and tokens[head.index + 1].start == end:
        end = tokens[head.index + 2].end
    return start, end


def _head_noun(page: Page, number: Token) -> Token | None:
    """The noun to the right that a number counts: its governor in the parse, else the next noun past adjectives."""
    head = number
    if any(token.text in "([" for token in page.parse.tokens[number.index + 1 : number.index + 2]):
        return None
    while head.pos == "NUM" and head.head != head.index and head.dep in ("nummod", "compound", "quantmod", "advmod"):
        head = page.parse.tokens[head.head]
    if _is_counted_noun(head, number):
        return head
    for index in range(number.index + 1, min(number.index + _REACH, len(page.parse.tokens))):
        token = page.parse.tokens[index]
        if token.sentence != number.sentence:
            return None
        if token.pos == "NOUN":
            following = page.parse.tokens[index + 1] if index + 1 < len(page.parse.tokens) else None
            if following is None or not (following.pos == "NOUN" and token.dep == "compound"):
                return token if _is_counted_noun(token, number) else None
        elif token.pos not in ("ADJ", "NOUN") and token.tag != "VBN":
            return None
    return None


def _is_counted_noun(noun: Token, number: Token) -> bool:
    if noun.sentence != number.sentence or not 0 < noun.index - number.index <= _REACH:
        return False
    if noun.pos == "PROPN":
        return noun.tag == "NNPS" or noun.name_type == "NORP"
    return noun.pos == "NOUN"


def _lexeme_after(page: Page, at: int, end: int) -> int:
    while at < len(page.words) and page.words[at].start < end:
        at += 1
    return at


def _hyphened(page: Page, figure: Figure) -> Quantity | None:
    """An eight-page letter: 8 pages."""
    at = figure.last + 1
    token = page.token(at)
    if not page.glued(at) or token is None or token.tag != "NN" or token.lower in _NO_COUNT or figure.value < 2:
        return None
    return Quantity(figure.first, at + 1, figure, "people" if token.lower == "person" else _plural(token.lower))


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun in ("man", "woman"):
        return noun[:-2] + "en"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _part_of(page: Page, figure: Figure) -> Quantity | None:
    """Two of the men: men; two of them: people; 33 of 250 beds, 29 out of 30 charges."""
    of_at = figure.last + (page.lower(figure.last) == "out")
    if page.lower(of_at + 1) in quantities().people_pronouns:
        return Quantity(figure.first, figure.last, figure, "people")
    if figure.value == 1:
        return None
    whole = read_figure(page, of_at + 1) if of_at + 1 < len(page.words) else None
    if whole is not None and (unit := _counted(page, whole)) is not None:
        return Quantity(figure.first, figure.last, figure, unit.unit)
    of = page.token(of_at)
    noun = page.parse.dependant(of.index, "pobj") if of is not None else None
    if noun is None or of is None:
        return None
    start, end = _unit_span(page, of, noun)
    joined = end > noun.end
    if not joined and noun.tag not in ("NNS", "NNPS"):
        return None
    return Quantity(figure.first, figure.last, figure, page.parse.text[start:end])


def _bare_age(page: Page, figure: Figure) -> Quantity | None:
    """Begum, 54, said; she is 54."""
    if figure.high is not None or figure.scaled or not 0 < figure.value < 120:
        return None
    at = figure.first - (page.lower(figure.first - 1) == "now")
    if page.lower(at - 1) == "," and page.lower(figure.last) in (",", ".", ";", ")", "and", "") and figure.value > 3:
        before = page.token(at - 2)
        if before is not None and figure.in_figures and before.tag in ("NNP", "NN"):
            return Quantity(figure.first, figure.last, figure, "years")
    number = page.token(figure.first)
    if number is None or number.dep not in ("attr", "acomp"):
        return None
    verb = page.parse.tokens[number.head]
    subject = page.parse.dependant(verb.index, "nsubj")
    if verb.lemma not in _BE or subject is None or page.parse.dependant(number.index, "prep", "nummod", "relcl"):
        return None
    person = subject.lower in ("he", "she", "i", "who") or subject.tag == "NNP"
    return Quantity(figure.first, figure.last, figure, "years") if person else None


def _people(page: Page, figure: Figure) -> Quantity | None:
    """Three were killed; killing 12; 39 dead."""
    number = page.token(figure.last - 1)
    if number is None or number.text.lower() in ("one", "zero"):
        return None
    if "population" in {page.lower(at) for at in range(figure.first - 10, figure.first)} and figure.value >= _CROWD:
        return Quantity(figure.first, figure.last, figure, "people")
    predicates = quantities().people_predicates
    if page.lower(figure.last) == "more" and (more := page.token(figure.last)) is not None and more.dep != "amod":
        number = more
    governor = page.parse.tokens[number.head]
    if number.dep in ("nsubj", "nsubjpass", "dobj", "conj") and governor.lemma in predicates:
        return Quantity(figure.first, figure.last, figure, "people")
    after = page.token(figure.last)
    if after is not None and after.lemma in predicates and after.pos in ("ADJ", "VERB", "NOUN"):
        return Quantity(figure.first, figure.last, figure, "people")
    return None


def _carried(page: Page, figure: Figure, previous: Quantity | None) -> Quantity | None:
    """21 people in Davao, 36 in Cotabato; aged nine, ten and 49: the unit of the amount before in the sentence."""
    if previous is None or not 0 < figure.first - previous.last <= _CARRY:
        return None
    between = [page.lower(at) for at in range(previous.last, figure.first)]
    if "." in between or between[-1] not in (",", "and", "to", "or", "than", "least", "about"):
        return None
    if page.lower(figure.last) not in quantities().carriers and figure.last < len(page.words):
        return None
    return Quantity(figure.first, figure.last, figure, previous.unit)
