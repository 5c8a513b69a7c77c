"""Everybody can use every page: axe-core finds no violation of WCAG 2.2 AA, and nothing needs scrolling sideways."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import pages_of
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[3] / "frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1400, 390)


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, given to pages through the debugger, which their policy does not bind."""
    if not AXE.exists():
        pytest.skip("no axe-core: run `npm ci` in frontend/")
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds: rule, what to do, and the first places."""
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", TAGS)
    return [
        f"{page.url} {one['id']}: {one['help']}: "
        + "; ".join(f"{node['html'][:160]} [{node['failureSummary'][:300]}]" for node in one["nodes"][:3])
        for one in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_reports_nothing_on_any_page(page, address, made, axe, scheme, width):
    """In both colour schemes, wide and on a phone, with all that can be unfolded unfolded."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = []
    for path in pages_of(made):
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        found += violations(page, axe)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("keys", ["?", "j", "je", "jv", "jt"])
@pytest.mark.parametrize("part", ["", "/sheet"])
def test_axe_reports_nothing_while_somebody_works(page, address, made, axe, part, keys):
    """With the help open, a statement chosen, and each form open."""
    page.goto(f"{address}/documents/{made.document.id}{part}")
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(100)
    found = violations(page, axe)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [360, 390])
def test_a_phone_scrolls_down_only(page, address, made, width):
    """Nothing sticks out of any page; wide tables scroll by themselves."""
    page.set_viewport_size({"width": width, "height": 700})
    wide = {}
    for path in pages_of(made):
        page.goto(address + path)
        across = page.evaluate("document.documentElement.scrollWidth")
        if across > width:
            wide[path] = across
    assert wide == {}


def test_tab_reaches_everything_that_can_be_used(page, address, made):
    """From the skip link on, with the focus always in sight of the document."""
    page.goto(f"{address}/documents/{made.document.id}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
