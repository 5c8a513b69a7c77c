"""What counts as an amount, how much it is, and of what."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.parse import Parse, Sentence, Token
from onrecord.reading.amounts import amount_string, find_amounts
from onrecord.reading.lexemes import lexemes
from onrecord.reading.numerals import plain, read_numeral
from onrecord.records import Amount, Document

Reader = Callable[[str], tuple[Amount, ...]]


@pytest.fixture
def amounts(parse: Callable[[str], Parse], document: Callable[..., Document]) -> Reader:
    """Reads the amounts of a text."""
    return lambda text: find_amounts(document(text, "2014-03-12"), parse(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("412,500", "412500"),
        ("2.5 million", "2500000"),
        ("1,245 million", "1245000000"),
        ("two and a half million", "2500000"),
        ("a million and a half", "1500000"),
        ("half a million", "500000"),
        ("a quarter million", "250000"),
        ("twenty-one", "21"),
        ("one hundred and six", "106"),
        ("five thousand three hundred and twelve", "5312"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("5 1/2", "5.5"),
        ("5½", "5.5"),
        ("185 thousand", "185000"),
        ("35 lakh", "3500000"),
    ],
)
def test_numbers_in_figures_and_words(text: str, value: str) -> None:
    """A number is read whole and exact."""
    words = lexemes(text, 0, len(text))
    numeral = read_numeral(words, 0)
    assert numeral is not None
    assert (plain(numeral.value), numeral.last) == (value, len(words))


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_figures_come_back_as_they_were(number: Decimal) -> None:
    """Figures with commas are read as the number they were written from."""
    text = f"{number:,.2f}"
    numeral = read_numeral(lexemes(text, 0, len(text)), 0)
    assert numeral is not None
    assert Decimal(plain(numeral.value)) == number


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fund raised £412,500.", ["412500 GBP"]),
        ("It was worth US$2.7bn.", ["2700000000 USD"]),
        ("They paid 1,245 million pounds.", ["1245000000 GBP"]),
        ("They paid two and a half million euros.", ["2500000 EUR"]),
        ("It cost thirteen dollars forty five.", ["13.45 USD"]),
        ("It cost thirteen dollars twice.", ["13 USD"]),
        ("They paid c $ 300 million.", ["300000000 CAD"]),
        ("They gave 3 hundred and 21 yuan.", ["321 CNY"]),
        ("Prices fell to minus five percent, then -3.5%.", ["-5 percent", "-3.5 percent"]),
        ("Between 3-5% of them left.", ["3 percent"]),
        ("He is an 87 yo man.", ["87 years"]),
        ("It cost Norway 700 million crowns (24 million pounds).", ["700000000 NOK", "24000000 GBP"]),
        ("It cost 700 million crowns.", ["700000000 crowns"]),
        ("It cost 15 Canadian dollars and 50 cents.", ["15.5 CAD"]),
        ("It cost 50 cents.", ["0.5 USD"]),
        ("It cost HK$10 and 5 usd.", ["10 HKD", "5 USD"]),
        ("The bond of EUR 125m failed.", ["125000000 EUR"]),
        ("The dog weighed 82 pounds.", ["82 pounds"]),
        ("Support rose to 24 per cent, up 3 percentage points.", ["24 percent", "3 percentage points"]),
        ("About a quarter of the members left.", ["25 percent"]),
        ("The 54-year-old left.", ["54 years"]),
        ("He died aged 78.", ["78 years"]),
        ("Anna Begum, 54, resigned.", ["54 years"]),
        ("She is 54.", ["54 years"]),
        ("An eleven-month-old boy cried.", ["11 months"]),
        ("The chain has 301 stores.", ["301 stores"]),
        ("At least 300 supporters came.", ["300 supporters"]),
        ("Three were killed and 300 people were hurt.", ["3 people", "300 people"]),
        ("The storm killed two truck drivers.", ["2 truck drivers"]),
        ("Winds of 120 miles per hour blew.", ["120 miles per hour"]),
        ("She wrote an eight-page letter.", ["8 pages"]),
        ("He was rejected by 105 votes to 73.", ["105 votes", "73 votes"]),
        ("The members voted 66 to 27.", ["66 votes", "27 votes"]),
        ("Only 33 of 250 beds were full.", ["33 beds", "250 beds"]),
        ("The quake of magnitude 4.9 struck.", ["4.9 magnitude"]),
        ("Moss and three of his co-authors left.", ["3 co-authors"]),
        ("Only 27 of the 55 member states came.", ["27 member states", "55 member states"]),
    ],
)
def test_amounts_and_their_units(amounts: Reader, text: str, expected: list[str]) -> None:
    """NUMBER UNIT, exact, as an argument's value has it."""
    assert [amount_string(found) for found in amounts(text)] == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It cost between 3 and 5 million pounds.", "3000000", "5000000", "GBP"),
        ("It cost £3m-£5m.", "3000000", "5000000", "GBP"),
        ("It took 15 to 20 seconds.", "15", "20", "seconds"),
        ("Five or six people came.", "5", "6", "people"),
    ],
)
def test_a_range_has_two_ends_and_no_value(amounts: Reader, text: str, low: str, high: str, unit: str) -> None:
    """The scale of the second number counts for the first."""
    (found,) = amounts(text)
    assert (found.value, found.min, found.max, found.unit) == (None, low, high, unit)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "It opened in 2013.",
        "It opened on 9 March 2014 at 10:30.",
        "The train left at 2 p.m. sharp.",
        "They won 3-1.",
        "A Boeing 737 crashed.",
        "He lives at No. 10.",
        "He wants the No. 2 job.",
        "Section 3 applies.",
        "The 20th anniversary passed.",
        "An A380 landed in 3D.",
        "See https://example.org/a?b=20%25 there.",
        "Call 555-0199.",
        "The second-largest came in third place.",
        "No one knows which one it was.",
    ],
)
def test_numbers_that_are_no_amounts(amounts: Reader, text: str) -> None:
    """Dates, scores, names, labels, ranks and pronouns count nothing."""
    assert amounts(text) == ()


@pytest.mark.model
def test_an_amount_says_when_it_is_about(amounts: Reader) -> None:
    """The words before tell, and stay outside the span."""
    about, exact = amounts("About 300 people came to 12 shops.")
    assert (about.approximate, exact.approximate) == (True, None)


@pytest.mark.model
def test_bare_dollars_follow_the_only_country_spoken_of(amounts: Reader) -> None:
    """A text about Canada alone has Canadian dollars."""
    text = "Ottawa said Canada would pay. The Canadian treasury gave $5 million."
    assert [amount_string(found) for found in amounts(text)] == ["5000000 CAD"]


@given(st.text(alphabet="19 0,./-–$£%mbnatwo.of()", max_size=200))
def test_any_text_is_read_without_complaint(text: str) -> None:
    """Amounts lie in order, do not overlap, and hold a number; only shares and degrees are below nothing."""
    token = Token(0, len(text), 0, text, text, "X", "XX", "dep", 0, 0)
    parse = Parse.of(text, [token], [Sentence(0, len(text), 0, 1, 0, "paragraph")] if text else [])
    found = find_amounts(Document("d", text), parse, ())
    assert all(a.end <= b.start for a, b in pairwise(found))
    below = [amount.unit for amount in found if Decimal(amount.value or amount.min or "x") < 0]
    assert all((unit or "").startswith(("percent", "degree")) for unit in below)


def test_a_megabyte_of_digits_takes_a_second_at_most() -> None:
    """No pattern goes over a long line of digits and commas more than once."""
    text = "".join(random.Random(1).choices("0123456789,", k=1_000_000))  # noqa: S311 - no secret
    token = Token(0, 1, 0, text[:1], text[:1], "NUM", "CD", "ROOT", 0, 0)
    parse = Parse.of(text, [token], [Sentence(0, len(text), 0, 1, 0, "paragraph")])
    began = time.process_time()
    assert find_amounts(Document("d", text), parse, ()) == ()
    assert time.process_time() - began < 1


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It cost thirteen dollars and fifty.", ["13.5 USD"]),
        ("It cost $100 and fifty.", ["100.5 USD"]),
        ("It cost between five dollars and ten.", ["5 USD", "10 USD"]),
        ("She paid $5 and fifty men left.", ["5 USD", "50 men"]),
        ("He paid 100,000 ரூ on Monday.", ["100000 LKR"]),
        ("They dropped two 500 pound bombs.", ["2 bombs", "500 pounds"]),
        ("It cost one kuai and five mao five.", ["1.55 CNY"]),
        ("It cost two yuan and five jiao, then 5 mao.", ["2.5 CNY", "0.5 CNY"]),
        ("In India it cost 3 rupees and 20 paise.", ["3.2 INR"]),
        ("The fine was euros 20 million.", ["20000000 EUR"]),
        ("In India it cost rupees 500.", ["500 INR"]),
        ("They paid in euros 20 times.", ["20 times"]),
    ],
)
def test_what_goes_on_with_a_sum_or_count(amounts: Reader, text: str, values: list[str]) -> None:
    """Cents that are not called so are; a further number with a noun or a unit of its own is an amount of its own."""
    assert [amount_string(amount) for amount in amounts(text)] == values
