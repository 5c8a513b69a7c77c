"""The sheet's page in a browser: a click on either side lights the other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from onrecord.exports.sheet_html import sheet_html
from onrecord.records import Record

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: install it to test pages in a browser"),
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    """A page of the system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page()
        browser.close()


@pytest.fixture
def page(browser_page: Page, record: Record, tmp_path: Path) -> Page:
    """The sheet of the record, opened as a user would: from a file."""
    file = tmp_path / "sheet.html"
    file.write_bytes(sheet_html([record]))
    browser_page.goto(file.as_uri())
    return browser_page


def lit(page: Page, selector: str) -> list[str]:
    """The words of what is lit."""
    return [element.inner_text() for element in page.query_selector_all(f"{selector}.lit")]


def test_a_click_on_words_lights_their_row(page: Page) -> None:
    """From the text to the sheet."""
    page.click("text=It did not pay £500")
    assert page.get_attribute(".row.lit", "data-row") == "2"


def test_a_click_on_a_row_lights_its_words(page: Page) -> None:
    """From the sheet to the text."""
    page.click("#row-1")
    assert lit(page, ".mark") == ["Ada Marlowe, the chair, left the Hale Fund in 2013"]


def test_keys_walk_through_all_rows(page: Page) -> None:
    """With j on, with k back, and both stop at the ends."""
    seen = []
    for key in "jjjjjk":
        page.keyboard.press(key)
        seen.append(page.get_attribute(".row.lit", "data-row"))
    assert seen == ["1", "2", "3", "4", "4", "3"]


def test_a_script_in_the_article_does_not_run(page: Page) -> None:
    """It is on the page as words."""
    assert "<script>alert(1)</script>" in page.inner_text("article")
    assert page.query_selector("article script") is None


def test_a_phone_sees_one_column_without_scrolling_sideways(page: Page) -> None:
    """At 380 pixels nothing sticks out."""
    page.set_viewport_size({"width": 380, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
