"""Settling findings: kept at once, undone, and shown as they stand where another window came first."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_a_finding_is_settled_by_a_key_and_undone(page, address, made):
    """The choice is kept under the words of the finding; "u" opens it again."""
    page.goto(f"{address}/documents/{made.document.id}/findings")
    page.keyboard.press("j")
    page.keyboard.press("f")
    page.locator("#said", has_text="kept: fixed").wait_for()
    finding = page.locator("#findings li").first
    assert finding.locator("[data-field=settled]").input_value() == "fixed"
    (kept,) = page.request.get(f"{address}/documents/{made.document.id}/history.json").json()["history"]
    assert kept["decision"]["words"] == finding.locator(".words").inner_text()
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("u")
    assert finding.locator("[data-field=settled]").input_value() == ""


def test_a_refused_choice_gives_way_to_what_stands(page, context, address, made, watch):
    """The window that did not know is shown what the other decided, and its next choice is kept."""
    other = context.new_page()
    for window in (page, other):
        window.goto(f"{address}/documents/{made.document.id}/findings")
        window.keyboard.press("j")
    other.keyboard.press("a")
    other.locator("#said", has_text="kept: accepted").wait_for()
    watch.expected.append("409")
    page.keyboard.press("w")
    page.locator("#said", has_text="somebody has decided").wait_for()
    choice = page.locator("#findings li").first.locator("[data-field=settled]")
    assert choice.input_value() == "accepted"
    page.keyboard.press("w")
    page.locator("#said", has_text="kept: wrong finding").wait_for()
    assert choice.input_value() == "wrong finding"
