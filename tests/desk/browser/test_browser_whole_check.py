"""A whole check of an article, by keyboard, at a desk that runs as users start it: what is decided is never lost."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2
import pytest
from articles import INSERTED, MISSED, harbour
from desks import put
from playwright.sync_api import Locator, Page, expect

from onrecord.case.decisions import STATUSES

pytestmark = pytest.mark.browser
MATCHES = str(STATUSES.index("matches source") + 1)


@pytest.fixture
def doc(process, made) -> str:
    """The address of the article's page."""
    return f"{process.address}/documents/{made.document.id}"


@pytest.fixture
def second(chromium, watch) -> Iterator[Page]:
    """A second window, with cookies of its own."""
    context = chromium.new_context()
    context.set_default_timeout(10_000)
    context.on("page", watch.over)
    yield context.new_page()
    context.close()


def press(page: Page, *keys: str) -> None:
    """Press one key after the other."""
    for key in keys:
        page.keyboard.press(key)


def told(page: Page, words: str) -> None:
    """The page says so."""
    expect(page.locator("#said")).to_contain_text(words)


def field(page: Page, name: str) -> Locator:
    """A field of the form that is open."""
    return page.locator("dialog[open]").get_by_role("textbox", name=name)


def reviews(page: Page, doc: str) -> dict[str, dict]:
    """What is kept, by the sentence that each card shows."""
    cards = page.request.get(f"{doc}.json").json()["cards"]
    return {card["edit"].get("restatement") or card["words"]: card["review"] for card in cards}


def select(page: Page, words: str) -> None:
    """Select words of the text, as a mouse or a screen reader does."""
    page.evaluate(
        """words => {
          const walk = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
          for (let node; (node = walk.nextNode()); ) {
            const at = node.data.indexOf(words);
            if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + words.length);
          }
        }""",
        words,
    )


@pytest.mark.model
def test_a_pasted_article_is_read(page, process):
    """From the list of documents: pasted, read in the background, and opened."""
    page.goto(process.address)
    press(page, "n")
    page.get_by_label("or paste a text").fill(
        "The Tarn Fund paid 40 pounds to Ivo Stark in 2011. Stark said it was late."
    )
    page.get_by_label("Title").fill("Tarn pays")
    page.get_by_role("button", name="Add").press("Enter")
    page.locator("#arrivals a").click(timeout=120_000)
    expect(page.locator("h1")).to_have_text("Tarn pays")
    assert page.locator(".card").count() >= 1


def test_keys_walk_through_every_statement(page, doc, made):
    """With j from the first to the last, each with its words lit; with k back; what is "perhaps" when it is shown."""
    page.goto(doc)
    press(page, "p")
    walked = []
    for _ in made.statements:
        press(page, "j")
        walked.append(page.locator(".card.here").get_attribute("data-target"))
        assert page.locator("mark.lit").count() >= 1
    assert sorted(walked) == sorted(one.id for one in made.statements)
    press(page, "j", "k")
    assert page.locator(".card.here").get_attribute("data-target") == walked[-2]


def test_read_accept_edit_reject_and_add(page, doc):
    """On the page of the text: one is accepted, one read otherwise, one rejected, and one added that was missed."""
    page.goto(doc)
    press(page, "j", "a")
    told(page, "accepted")
    press(page, "j", "e")
    field(page, "What is stated").fill("Nora Quill chairs the harbour board")
    with page.expect_navigation():
        field(page, "Who says it").press("Enter")
    press(page, "j", "r")
    told(page, "rejected")
    select(page, MISSED)
    press(page, "n")
    expect(page.locator("dialog[open]")).to_contain_text(MISSED)
    with page.expect_navigation():
        field(page, "Who says it").press("Enter")
    kept = list(reviews(page, doc).values())
    assert [one["reading"] for one in kept[:2]] == ["accepted", ""]
    assert "Nora Quill chairs the harbour board" in reviews(page, doc)
    assert sum(one["reading"] == "rejected" for one in kept) == 1
    assert MISSED in reviews(page, doc)
    assert {one["who"] for one in page.request.get(f"{doc}/history.json").json()["history"]} == {"Ada"}


def test_a_statement_is_added_where_nothing_was_read(page, doc, made):
    """On the sheet, at the line that says so."""
    page.goto(f"{doc}/sheet")
    lines = page.locator("tr.nothing")
    before = lines.count()
    assert before
    row = page.locator("tr.nothing", has_text=MISSED)
    row.locator(".words").click()
    press(page, "n")
    with page.expect_navigation():
        field(page, "Who says it").press("Enter")
    expect(page.locator("#sheet tbody tr", has_text=MISSED).first).to_be_visible()
    assert MISSED in reviews(page, doc)
    assert len(page.request.get(f"{doc}.json").json()["cards"]) == len(made.statements) + 1


def test_escape_leaves_a_form_and_a_stray_digit_settles_nothing(page, doc):
    """The marked lines stay marked; after another key than its digit, s is forgotten."""
    page.goto(f"{doc}/sheet")
    press(page, "j", "x", "t")
    assert page.locator("dialog[open]").count() == 1
    press(page, "Escape")
    assert (page.locator("dialog[open]").count(), page.locator("tr.marked").count()) == (0, 1)
    press(page, "s", "j", MATCHES)
    page.wait_for_timeout(300)
    assert page.locator("#sheet td.status", has_text="matches source").count() == 0


def test_statuses_in_bulk_evidence_and_undo(page, doc):
    """Lines marked with x and Shift+X get one status in one stroke, which one undo takes back and one redo gives."""
    page.goto(f"{doc}/sheet")
    press(page, "j", "x", "j", "j", "Shift+X", "s", MATCHES)
    told(page, "3 lines")
    status = page.locator("#sheet td.status", has_text="matches source")
    assert status.count() == 3
    press(page, "Escape", "v")
    page.get_by_label("Link, page, time or file").fill("minutes.pdf, page 4")
    page.get_by_label("Link, page, time or file").press("Enter")
    told(page, "evidence kept")
    with page.expect_navigation():
        press(page, "u")
    assert page.get_by_text("minutes.pdf, page 4").count() == 0
    with page.expect_navigation():
        press(page, "u")
    assert status.count() == 0
    for _ in range(2):
        with page.expect_navigation():
            press(page, "Shift+U")
    assert status.count() == 3
    assert page.get_by_text("minutes.pdf, page 4").count() == 1


def test_one_key_alone_settles_nothing(page, doc):
    """A digit without s before it, or s without a digit."""
    page.goto(f"{doc}/sheet")
    press(page, "j", MATCHES, "s", "j")
    page.wait_for_timeout(200)
    assert page.request.get(f"{doc}/history.json").json()["history"] == []


def test_two_names_are_merged_and_parted_again(page, doc, made):
    """On the page of one; undone, they are two."""
    nora, other = (next(one for one in made.entities if one.name == name) for name in ("Nora Quill", "Mrs Quill"))
    page.goto(f"{doc}/names/{other.id}")
    press(page, "m")
    page.locator("#same select").select_option(label="Nora Quill")
    with page.expect_navigation():
        page.get_by_role("button", name="Merge").press("Enter")
    expect(page).to_have_url(f"{doc}/names/{nora.id}")
    assert {"Nora Quill", "Mrs Quill"} <= set(page.locator("#party li a").all_inner_texts())
    with page.expect_navigation():
        press(page, "u")
    assert "Mrs Quill" not in page.locator("#party li a").all_inner_texts()


def test_the_sheet_is_printed_with_what_was_decided(page, doc):
    """On paper every line stands with its status, and nothing that only a screen needs."""
    page.goto(f"{doc}/sheet")
    press(page, "j", "s", MATCHES)
    told(page, "matches source")
    page.emulate_media(media="print")
    assert not page.locator("#toolbar").is_visible()
    printed = pypdfium2.PdfDocument(io.BytesIO(page.pdf(landscape=True)))
    words = " ".join(one.get_textpage().get_text_range() for one in printed)
    assert "matches source" in " ".join(words.split())
    assert "412,500" in words
    assert "Next unchecked" not in words


def test_a_new_draft_keeps_every_decision_but_that_on_changed_words(page, doc, process, made, path):
    """A paragraph more and one number otherwise: the statement of the number is open, with the difference."""
    page.goto(f"{doc}/sheet")
    press(page, "j", "x", *"j" * (page.locator("#sheet tbody tr").count() - 1), "Shift+X", "s", MATCHES)
    told(page, "lines")
    settled = {words for words, review in reviews(page, doc).items() if review["status"] == "matches source"}
    assert len(settled) == len({made.document.text[one.evidence.start : one.evidence.end] for one in made.statements})
    draft = harbour("413,000", inserted=True)
    put(path, "in/harbour.txt", draft)
    page.goto(f"{process.address}/documents/{draft.document.id}")
    page.locator("#perhaps").check()
    open_ = page.locator(".card:not(.settled)")
    assert open_.count() == 1
    expect(open_).to_contain_text("changed, look again")
    assert "412,500" in open_.locator("del").inner_text()
    assert "413,000" in open_.locator("ins").inner_text()
    page.goto(f"{process.address}/documents/{draft.document.id}/sheet")
    inserted = page.locator("#sheet tbody tr:not(.settled)")
    assert INSERTED in inserted.first.inner_text() + inserted.last.inner_text()


def test_two_windows_lose_nothing(page, second, doc, watch):
    """What the other window decided on another statement stands; on the same one it is told, not written over."""
    watch.expected.append("409")
    page.goto(doc)
    second.goto(doc)
    press(page, "j", "a")
    told(page, "accepted")
    press(second, "j", "r")
    told(second, "somebody has decided on this")
    press(second, "j", "r")
    told(second, "rejected")
    page.reload()
    readings = [one["reading"] for one in reviews(page, doc).values()]
    assert readings[:2] == ["accepted", "rejected"]
    assert "accepted" in page.locator(".card .standing").first.inner_text()


def test_a_server_that_is_killed_loses_nothing(page, doc, process, watch):
    """What was told as kept is there after the start; what could not be kept is told, and can be sent again."""
    page.goto(doc)
    press(page, "j", "a")
    told(page, "accepted")
    process.kill()
    watch.expected.append("ERR_CONNECTION_REFUSED")
    press(page, "j", "r")
    expect(page.locator("#said")).not_to_have_text("accepted")
    assert "rejected" not in page.locator(".card.here .standing").inner_text()
    process.start()
    press(page, "r")
    told(page, "rejected")
    page.reload()
    readings = [one["reading"] for one in reviews(page, doc).values()]
    assert readings[:2] == ["accepted", "rejected"]
