"""HTML: the article with its layout, and a word about all that was left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents.html import read_html, read_html_fragment
from onrecord.errors import DocumentError

PROSE = (
    "The harbour board said on Monday that it would repay the whole grant to the council by the end of June.",
    "Its chair, Ann Oke, told a meeting of residents that the money had been spent on a van, a boat and a shed.",
    "Nobody at the meeting had seen the van, and the boat was found to belong to a cousin of the treasurer.",
    "The council will vote on the matter at its next meeting, which is to be held in the old customs house.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Board to repay grant - Harbour Gazette</title>
<link rel="canonical" href="https://gazette.example/2019/05/04/grant">
<meta name="author" content="Ines Calder"><meta property="og:site_name" content="Harbour Gazette">
<meta property="og:title" content="Board to repay grant">
<meta property="article:published_time" content="2019-05-04T10:00:00Z"></head><body>
<div id="cookie-consent"><p>We use cookies to make this page better for you and for our partners.</p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><header><h1>Board to repay grant</h1>
<p class="byline">By <a href="/ines">Ines Calder</a></p></header>
<p>{PROSE[0]}</p>
<figure><img src="van.jpg" alt=""><figcaption>The van in May. Picture: Tom Arkwright</figcaption></figure>
<p>Its chair, <a href="/oke">Ann&nbsp;Oke</a>, told a meeting of residents that the money had been spent on a van,
a boat and a shed.</p>
<div class="related"><h3>Read more</h3><ul><li><a href="/a">The shed that never was</a></li></ul></div>
<h2>What the papers show</h2>
<blockquote><p>“We never had a van.”</p></blockquote>
<p>{PROSE[2]}</p>
<table><tr><th>Year</th><th>Sum</th></tr><tr><td>2018</td><td>£40</td></tr></table>
<ul><li>One van, which nobody at the meeting had ever seen in the harbour</li><li>One boat, blue, and
hardly used, which belongs to a cousin of the treasurer</li></ul>
<p>{PROSE[3]}</p>
<p style="display:none">Hidden words.</p>
</article></main>
<section id="comments"><h2>Comments</h2>
<p>gull77: I saw the van, and it was not a van at all, it was a boat.</p></section>
<footer><p>Contact us. Terms of use.</p></footer></body></html>"""


def blocks(markup: str) -> list[tuple[str, str]]:
    """The blocks of a page as kind and words."""
    made = read_html("a.html", markup.encode())
    return [(block.kind, made.text[block.start : block.end]) for block in made.blocks]


def test_the_article_in_its_order() -> None:
    """Headline, byline, captions, quotes, tables, lists and subheads stand where the page has them."""
    assert blocks(PAGE) == [
        ("headline", "Board to repay grant"),
        ("byline", "By Ines Calder"),
        ("paragraph", PROSE[0]),
        ("caption", "The van in May. Picture: Tom Arkwright"),
        ("paragraph", PROSE[1]),
        ("subhead", "What the papers show"),
        ("quote", "“We never had a van.”"),
        ("paragraph", PROSE[2]),
        ("table", "Year | Sum\n2018 | £40"),
        ("item", "One van, which nobody at the meeting had ever seen in the harbour"),
        ("item", "One boat, blue, and hardly used, which belongs to a cousin of the treasurer"),
        ("paragraph", PROSE[3]),
    ]


def test_what_is_left_out_is_said() -> None:
    """Every part of the page that is not the article is named, with its first words and its length."""
    reasons = [each.reason for each in read_html("a.html", PAGE.encode()).skipped]
    assert [reason.partition(" (")[0] for reason in reasons] == [
        "left out: cookie notice",
        "left out: navigation",
        "left out: related stories",
        "left out: hidden text",
        "left out: readers' comments",
        "left out: page footer",
    ]
    assert reasons[1] == "left out: navigation (“Home News Sport”, 3 words)"


def test_links_span_their_words() -> None:
    """Links keep the offsets of their words and lead to whole addresses."""
    made = read_html("a.html", PAGE.encode())
    assert [(made.text[link.start : link.end], link.url) for link in made.links] == [
        ("Ines Calder", "https://gazette.example/ines"),
        ("Ann Oke", "https://gazette.example/oke"),
    ]


def test_metadata() -> None:
    """Title, author, publisher, date and address are those the page states."""
    found = read_html("a.html", PAGE.encode()).metadata
    assert found.title == "Board to repay grant"
    assert found.authors == ("Ines Calder",)
    assert (found.publisher, found.published) == ("Harbour Gazette", "2019-05-04")
    assert found.url == "https://gazette.example/2019/05/04/grant"


def test_a_date_is_not_made_up() -> None:
    """A date in the prose is not taken for the date of publication."""
    made = read_html("a.html", f"<p>{PROSE[0]} It did so on 3 May 1998.</p><p>{PROSE[1]}</p>".encode())
    assert made.metadata.published is None


@pytest.mark.parametrize(
    "markup",
    [
        "<html></html>",
        "<nav><a href=/>Home</a> <a href=/n>News</a></nav>",
        "<script>var a = 'The board said on Monday that it would repay it.'</script>",
        "<p><a href=/x>The board said on Monday that it would repay all of it.</a></p>",
        "<div>" * 10_000 + PROSE[0],
    ],
    ids=["empty", "navigation", "script", "links", "depth"],
)
def test_no_article_is_an_error(markup: str) -> None:
    """A page without prose, or one that no page is built like, is refused with what to do."""
    with pytest.raises(DocumentError, match=r"save the article itself|check that"):
        read_html("a.html", markup.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    """A page that declares no encoding, or a wrong one, is read all the same."""
    markup = f'<html><head><meta charset="klingon"></head><body><p>The café said “no”. {PROSE[0]}</p></body></html>'
    made = read_html("a.html", markup.encode(encoding))
    assert made.text == f"The café said “no”. {PROSE[0]}"


def test_one_very_long_line() -> None:
    """A paragraph of a megabyte is one block."""
    words = "The board met on Monday to talk about it. " * 25_000
    assert len(blocks(f"<html><body><p>{words}</p></body></html>")[0][1]) == len(words) - 1


def test_line_breaks() -> None:
    """One line break parts lines, two part paragraphs."""
    made = read_html_fragment("a", "<div>One<br>two<br><br>three <b>four</b></div>")
    assert [made.text[block.start : block.end] for block in made.blocks] == ["One\ntwo", "three four"]


def test_a_table_that_lays_out_the_page_is_text() -> None:
    """Long cells are paragraphs, not a table."""
    cell = " ".join(PROSE)
    assert blocks(f"<table><tr><td><p>{cell}</p></td><td>Year</td></tr></table>")[0] == ("paragraph", cell)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/abpdivtr &;#x\"'=\n\x00é"), max_size=200))
def test_odd_markup_raises_nothing_else(markup: str) -> None:
    """Any mixture of tags is read, or refused by name; offsets lie within the text."""
    try:
        made = read_html("a.html", f"<p>{PROSE[0]}</p>{markup}".encode())
    except DocumentError:
        return
    assert all(made.text[block.start : block.end].strip() for block in made.blocks)
    assert all(made.text[link.start : link.end].strip() for link in made.links)
