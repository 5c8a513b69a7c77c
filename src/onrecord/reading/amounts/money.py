"""Amounts of money: £412,500 · US$2.7bn · two and a half million euros · 700 million crowns · EUR 5m · 50 cents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from onrecord.reading.amounts.page import Figure, Page, Quantity, read_figure
from onrecord.reading.amounts.units import Currencies, currencies

_PREFIX = re.compile(r"(?<![\w.])((?:[A-Za-z]{1,3}|[Uu]\.[Ss]\.?) ?)$")
_IN_LOWER_CASE = ("dlrs", "dlr", "rmb", "usd", "eur", "gbp", "jpy", "cad", "aud", "chf", "cny", "inr")
_HUNDREDTHS = 100
_ENDS = ("", ".", ",", ";", ")", "?", "!")
"""What may follow cents that are not called so."""
_RANGES = ("between", "from", "of")
"""Words before a sum that "and" and a number do not go on with: "between five dollars and ten"."""
_CLEARLY = 3
"""How often a text must name a country for its bare dollars to be that country's."""


def read_money(page: Page, at: int) -> Quantity | None:
    """The sum of money that begins at a lexeme, sign or code first, word first, or number first."""
    return _sign_first(page, at) or _word_first(page, at) or _number_first(page, at)


def _word_first(page: Page, at: int) -> Quantity | None:
    """Rupees 500 crore; no sum if the number counts what stands after it ("paid in euros 20 times")."""
    known = currencies()
    if page.lower(at) not in known.before or at + 1 >= len(page.words) or page.words[at + 1].kind != "figures":
        return None
    figure, named = read_figure(page, at + 1), _word(page, at, known)
    if figure is None or named is None or named[1] != at + 1 or _is_counted(page, figure.last):
        return None
    return Quantity(at, figure.last, figure, named[0])


def _is_counted(page: Page, at: int) -> bool:
    token = page.token(at) if at < len(page.words) else None
    return token is not None and token.pos in ("NOUN", "ADJ", "PROPN")


def _sign_first(page: Page, at: int) -> Quantity | None:
    known = currencies()
    mark = page.words[at].text
    if mark in known.signs:
        code, first = _sign(page, at, known)
    elif (code_ := _code(page, at, known)) is not None:
        code, first = code_, at
        if page.lower(at + 1) in known.signs:
            at += 1
    else:
        return None
    if at + 1 >= len(page.words):
        return None
    figure = read_figure(page, at + 1, frozenset((*known.signs, page.lower(at))))
    if figure is None or not figure.in_figures:
        return None
    last = figure.last
    if (follows := _code(page, last, known)) is not None and mark in known.signs:
        return Quantity(first, last + 1, figure, follows)
    if (named := _word(page, last, known)) is not None and mark == "$":
        return Quantity(first, named[1], figure, named[0])
    return _with_cents(page, Quantity(first, last, figure, code), known)


def _sign(page: Page, at: int, known: Currencies) -> tuple[str, int]:
    """The code of a sign with the letters before it, and the lexeme that the amount begins with."""
    sign, start = page.words[at].text, page.words[at].start
    match = _PREFIX.search(page.parse.text, max(0, start - 5), start)
    if match is not None:
        letters = match[1].strip()
        code = known.prefixes.get(sign, {}).get(letters.lower()) or known.codes.get(letters.lower())
        alone = len(letters) == 1 and match[1][-1] == " "
        if code is not None and (letters.lower() == "c" if alone else letters.isupper() or len(letters) > 1):
            first = at
            while first > 0 and page.words[first].start > match.start(1):
                first -= 1
            return code, first
    return (dollars(page, known) if sign == "$" else known.signs[sign]), at


def dollars(page: Page, known: Currencies) -> str:
    """What a bare dollar is: Canadian or Australian where the text clearly speaks of that country alone."""
    counts = {
        code: sum(page.vocabulary.get(name, 0) for name in names) for code, names in known.dollar_countries.items()
    }
    for code, count in counts.items():
        if code != "USD" and count >= _CLEARLY and not any(n for other, n in counts.items() if other != code):
            return code
    return "USD"


def _code(page: Page, at: int, known: Currencies) -> str | None:
    if not 0 <= at < len(page.words):
        return None
    word = page.words[at]
    code = known.codes.get(word.lower)
    return code if code is not None and (word.text.isupper() or word.lower in _IN_LOWER_CASE) else None


def _number_first(page: Page, at: int) -> Quantity | None:
    known = currencies()
    figure = read_figure(page, at)
    if figure is None:
        return None
    after = figure.last + page.dash(figure.last)
    if page.lower(after) in known.signs:
        following = page.words[after + 1].kind == "figures" if after + 1 < len(page.words) else False
        return None if following else Quantity(at, after + 1, figure, known.signs[page.lower(after)])
    if (code := _code(page, after, known)) is not None:
        return Quantity(at, after + 1, figure, code)
    if (named := _word(page, after, known, figure)) is not None:
        return _with_cents(page, Quantity(at, named[1], figure, named[0]), known)
    coin = known.coins.get(page.lower(after))
    if coin is None or coin.of is None or figure.scaled:
        return None
    code = dollars(page, known) if coin.of == "USD" else coin.of
    return _with_cents(page, Quantity(at, after + 1, _parted(figure, coin.parts), code), known, coin.parts)


def _with_cents(page: Page, whole: Quantity, known: Currencies, parts: int = 1) -> Quantity:
    """Thirteen dollars and forty-five cents is one sum, and so are "thirteen dollars forty-five", "$100 and fifty".

    Args:
        page: the text.
        whole: the sum so far.
        known: all currencies.
        parts: how many of the last coin make one: of tenths there may be hundredths yet ("five mao five").
    """
    first = whole.last + (page.lower(whole.last) == "and")
    rest = read_figure(page, first) if first < len(page.words) else None
    if rest is None or rest.high is not None or whole.figure.high is not None or rest.value >= _HUNDREDTHS / parts:
        return whole
    coin = known.coins.get(page.lower(rest.last))
    if coin is None and not _is_bare(page, whole, rest):
        return whole
    of = coin.parts if coin is not None else _HUNDREDTHS
    if of <= parts:
        return whole
    figure = replace(whole.figure, value=whole.figure.value + rest.value / of)
    sum_ = replace(whole, last=rest.last + (coin is not None), figure=figure)
    return _with_cents(page, sum_, known, of) if of < _HUNDREDTHS else sum_


def _is_bare(page: Page, whole: Quantity, rest: Figure) -> bool:
    """Is a number after a sum its cents, though nothing calls them so?"""
    joined = page.lower(whole.last) == "and"
    if joined and page.lower(whole.first - 1) in _RANGES:
        return False
    ends = (*_ENDS, "and", "or") if joined else _ENDS
    return not rest.in_figures and page.lower(rest.last) in ends


def _parted(figure: Figure, parts: int) -> Figure:
    high = figure.high / parts if figure.high is not None else None
    return replace(figure, value=figure.value / parts, high=high)


def _word(page: Page, at: int, known: Currencies, figure: Figure | None = None) -> tuple[str, int] | None:
    """The code of a currency's words ("US dollars", "crowns") and the lexeme after them."""
    adjective, word = "", at
    for width in (0, 1, 2, 4):
        if page.lower(at + width) in known.words:
            parts = [page.lower(at + step) for step in range(width)]
            adjective, word = (" " if "." not in parts else "").join(parts), at + width
            break
    else:
        return None
    entry = known.words[page.lower(word)]
    last = word + 1 + (page.lower(word) in ("pound", "pounds") and page.lower(word + 1) == "sterling")
    if adjective:
        return (entry.by[adjective], last) if adjective in entry.by else None
    if figure is not None and page.lower(word).startswith("pound") and not _is_sterling(page, word, figure):
        return None
    token = page.token(word)
    if token is not None and token.pos in ("VERB", "ADJ", "ADV"):
        return None
    code = entry.default
    if code == "USD":
        code = dollars(page, known)
    return code or _by_country(page, entry.by, known) or page.words[word].text, last


def _is_sterling(page: Page, word: int, figure: Figure) -> bool:
    """Pounds are weight after "weigh", before "of", and in a text that knows no British thing for small numbers."""
    near = {page.lower(at) for at in range(figure.first - 6, figure.first)}
    if page.lower(word + 1) == "of" or near & {"weighed", "weighs", "weigh", "weighing", "lost", "gained", "weight"}:
        return False
    british = ("britain", "british", "uk", "london", "england", "english", "scotland", "scottish", "wales", "sterling")
    return figure.scaled or figure.value >= 1000 or "£" in page.parse.text or any(w in page.vocabulary for w in british)


def _by_country(page: Page, by: Mapping[str, str], known: Currencies) -> str | None:
    """The code of the only country of these that the text names."""
    named = [key for key in by if any(name in page.vocabulary for name in known.countries.get(key, ()))]
    return by[named[0]] if len(named) == 1 else None
