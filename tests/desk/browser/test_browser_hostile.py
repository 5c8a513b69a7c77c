"""Hostile articles: nothing in them runs, and nothing of the desk breaks, however odd or large they are."""

from __future__ import annotations

import time

import pytest
from articles import ATTACKS, MARKUP_NAME, crowded, hostile, long_line
from desks import desk_in_thread, pages_of, put

pytestmark = pytest.mark.browser
SOON = 5.0
"""Seconds in which a page must have answered, on a slow machine that does other work."""
IN_THE_TEXT = """() => [...document.querySelectorAll('main *')].filter((one) =>
  ['SCRIPT', 'IFRAME', 'IMG', 'STYLE', 'BASE', 'OBJECT', 'EMBED'].includes(one.tagName)
  || [...one.attributes].some((it) => it.name.startsWith('on'))
  || /^\\s*javascript:/i.test(one.getAttribute('href') ?? '')
).map((one) => one.outerHTML)"""


def answers(page, address, path):
    """Go to a page; it answers, soon."""
    before = time.monotonic()
    answer = page.goto(address + path, wait_until="commit")
    assert answer.status == 200, path
    assert time.monotonic() - before < SOON, path
    page.wait_for_load_state()


@pytest.fixture
def desk(path, request):
    """A desk over the one article that a test names; its address and the record."""
    record = request.param()
    put(path, f"in/{MARKUP_NAME.replace('/', '')}.txt", record)
    with desk_in_thread(path) as address:
        yield address, record


@pytest.mark.parametrize("desk", [hostile], indirect=True)
def test_nothing_of_an_article_runs(page, desk):
    """Markup in text, title, names, labels, findings and values stands on every page as words."""
    address, record = desk
    for path in pages_of(record):
        answers(page, address, path)
        page.wait_for_timeout(100)
        assert page.evaluate(IN_THE_TEXT) == [], path
        assert "49" not in page.title()


@pytest.mark.parametrize("desk", [hostile], indirect=True)
def test_hostile_words_are_shown_as_they_are(page, desk):
    """Every attack can be read, character for character, but for what no page can hold."""
    address, record = desk
    answers(page, address, f"/documents/{record.document.id}")
    shown = page.evaluate("document.querySelector('article').textContent")
    for attack in ATTACKS:
        assert attack.replace("\x0c", "\n") in shown or not attack.isprintable()
    answers(page, address, "/names")
    assert page.get_by_role("link", name=MARKUP_NAME, exact=True).first.is_visible()


@pytest.mark.parametrize("desk", [hostile], indirect=True)
def test_direction_marks_of_a_name_turn_nothing_else_around(page, desk):
    """What stands beside words with an override is where it would be without."""
    address, record = desk
    answers(page, address, f"/documents/{record.document.id}/names/{record.entities[8].id}")
    isolated = page.evaluate("getComputedStyle(document.querySelector('#party li a')).unicodeBidi")
    assert isolated == "isolate"


@pytest.mark.parametrize("desk", [hostile], indirect=True)
def test_decisions_of_hostile_words_are_kept_as_words(page, desk):
    """What a person writes is text, too: in the note, and in how a statement is read."""
    address, record = desk
    answers(page, address, f"/documents/{record.document.id}")
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.get_by_label("Your note").fill(ATTACKS[2])
    page.get_by_role("button", name="Keep").locator("visible=true").click()
    page.locator("#said", has_text="note kept").wait_for()
    page.reload()
    assert ATTACKS[2] in page.locator(".card .standing").first.inner_text()
    assert page.evaluate(IN_THE_TEXT) == []


@pytest.mark.parametrize("desk", [long_line], indirect=True)
def test_a_line_of_a_million_letters(page, desk):
    """Every page answers soon, and the text is broken into lines."""
    address, record = desk
    for path in pages_of(record):
        answers(page, address, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1400, path


@pytest.mark.parametrize("desk", [crowded], indirect=True)
def test_twenty_thousand_statements(context, page, desk):
    """Every page answers soon; those that hold a part of them, all but the one of the text, are there soon as well."""
    address, record = desk
    for path in pages_of(record):
        if path == f"/documents/{record.document.id}":
            before = time.monotonic()
            assert context.request.get(address + path, timeout=60_000).status == 200
            assert time.monotonic() - before < 2 * SOON
        else:
            answers(page, address, path)


@pytest.mark.xfail(reason="the page of the text holds all 20,000 cards at once, and Chromium takes a minute or more")
@pytest.mark.parametrize("desk", [crowded], indirect=True)
def test_a_text_of_twenty_thousand_statements_is_shown(page, desk):
    """The page of the text, too, can be used within ten seconds."""
    address, record = desk
    answers(page, address, f"/documents/{record.document.id}")
    page.keyboard.press("j")
    page.locator(".card.here").wait_for(timeout=3_000)
