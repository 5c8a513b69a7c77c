"""Reading in the browser: what a person reads otherwise, two windows at once, undoing, history, adding, and speed."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def read(page: Page, address: str, made) -> Page:
    """The article, opened to be read."""
    page.goto(f"{address}/documents/{made.document.id}")
    return page


def here(page: Page, part: str = ""):
    """The current card, or a part of it."""
    return page.locator(f".card.here {part}".strip())


def keep(page: Page, dialog: str) -> None:
    """Keep what a dialog holds; the page comes again."""
    with page.expect_navigation():
        page.click(f"#{dialog} button[value=keep]")


def test_a_reload_keeps_the_place_and_an_edit_what_is_denied(read):
    """Who changes the wording of a denial has not affirmed it."""
    read.locator(".card:has(.negative)").first.click()
    head = here(read, ".negative").inner_text()
    read.keyboard.press("e")
    read.fill("#edit [name=restatement]", "In other words")
    keep(read, "edit")
    assert here(read, ".negative").inner_text() == head
    assert here(read, ".stated").inner_text() == "In other words"
    assert here(read).get_attribute("data-edit") == '{"restatement": "In other words"}'


def test_a_second_window_is_shown_what_the_first_decided(read, context: BrowserContext, watch):
    """And does not write over it."""
    watch.expected.append("409")
    other = context.new_page()
    other.goto(read.url)
    for page in (read, other):
        page.keyboard.press("j")
    read.keyboard.press("a")
    expect(here(read, ".standing")).to_contain_text("accepted")
    other.keyboard.press("r")
    expect(other.locator("#said")).to_contain_text("somebody has decided")
    expect(here(other, ".standing")).to_contain_text("accepted")
    other.keyboard.press("r")
    expect(here(other, ".standing")).to_contain_text("rejected")


def test_two_keys_set_a_status_which_is_undone_and_done_again(read):
    """With the focus back on the card; a new decision forgets what was undone."""
    read.keyboard.press("j")
    read.keyboard.press("s")
    read.keyboard.press("m")
    expect(here(read, ".standing")).to_have_text("matches source")
    expect(here(read)).to_be_focused()
    for key, status in (("u", "to check"), ("Shift+U", "matches source"), ("u", "to check")):
        with read.expect_navigation():
            read.keyboard.press(key)
        expect(here(read, ".standing")).to_contain_text(status)
    read.keyboard.press("a")
    expect(here(read, ".standing")).to_contain_text("accepted")
    read.keyboard.press("Shift+U")
    expect(read.locator("#said")).to_have_text("nothing was undone here")


def test_the_history_of_a_card_is_its_own(read):
    """Who decided what of it, and nothing of other cards."""
    read.keyboard.press("j")
    read.keyboard.press("a")
    expect(here(read, ".standing")).to_contain_text("accepted")
    read.keyboard.press("h")
    expect(read.locator("#history li")).to_contain_text(["Ada: reading → accepted"])
    read.keyboard.press("Escape")
    read.keyboard.press("j")
    read.keyboard.press("h")
    expect(read.locator("#history li")).to_have_text(["Nothing yet."])


def test_selected_words_become_a_card_at_their_place(read, made):
    """Counted in code points over all segments of their paragraph, without the blanks around them."""
    text = made.document.text
    block = made.document.blocks[-1]
    words = " ".join(text[block.start : block.end].split(" ")[-4:])
    read.evaluate(SELECT, f" {words}")
    read.keyboard.press("n")
    assert read.locator("#add-words").inner_text() == words
    read.select_option("#add [name=kind]", "label")
    keep(read, "add")
    target = here(read).get_attribute("data-target")
    answer = read.request.get(f"{read.url.partition('#')[0]}.json").json()
    card = next(one for one in answer["cards"] if one["id"] == target)
    assert text[card["start"] : card["end"]] == card["words"] == words
    assert (card["type"], card["read"]["made_by"]) == ("label", "person")


def test_words_of_two_paragraphs_are_not_added(read):
    """They are told to be too many, and no dialog opens."""
    read.evaluate("getSelection().selectAllChildren(document.querySelector('.text'))")
    read.keyboard.press("n")
    expect(read.locator("#said")).to_contain_text("within one paragraph")
    expect(read.locator("dialog[open]")).to_have_count(0)


SELECT = """words => {
  const line = [...document.querySelectorAll('.line')].findLast((one) => one.textContent.includes(words));
  const at = line.textContent.indexOf(words);
  const range = document.createRange();
  let passed = 0;
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); passed += node.length) {
    if (passed <= at && at < passed + node.length) range.setStart(node, at - passed);
    const end = at + words.length;
    if (passed < end && end <= passed + node.length) range.setEnd(node, end - passed);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
"""Selects words of the text as a mouse does, though they lie on several segments."""
