"""How quick the desk is with 1,200 statements on one page: `python benchmarks/desk_speed.py`.

A desk is opened over a generated article, in this process, and a real browser loads its pages. Milliseconds: `answer`
until the server's answer is whole, `paint` from then to the first paint, `key` from a keypress to the frame that shows
it (the middle of twenty, and the worst). Writes results/desk_speed.json.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from paths import RESULTS
from playwright.sync_api import Page, sync_playwright

TESTS = Path(__file__).parents[1] / "tests"
sys.path += [str(TESTS / "desk" / "browser"), str(TESTS / "case")]

from articles import crowded  # noqa: E402  the generated article of the tests
from desks import desk_in_thread, put  # noqa: E402

STATEMENTS = 1_200
TIMING = (
    "(({requestStart, responseEnd}) => ({requestStart, responseEnd}))(performance.getEntriesByType('navigation')[0])"
)
WATCH = """() => { window.took = []; document.addEventListener('keydown', () => { const at = performance.now();
  requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - at))); }, true); }"""


def measure(page: Page, address: str) -> dict[str, float]:
    """One page, loaded twice: the first time warms the server."""
    for _ in range(2):
        page.goto(address)
    navigation = page.evaluate(TIMING)
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    page.keyboard.press("j")
    page.evaluate(WATCH)
    for done in range(1, 21):
        page.keyboard.press("j")
        while page.evaluate("window.took.length") < done:
            page.wait_for_timeout(5)
    took = sorted(page.evaluate("window.took"))
    figures = {
        "answer": navigation["responseEnd"] - navigation["requestStart"],
        "paint": painted - navigation["responseEnd"],
        "key": took[10],
        "key_worst": took[-1],
    }
    return {name: round(value, 1) for name, value in figures.items()}


def main() -> None:
    """Measure Read and Sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path, record = Path(folder) / "desk.case", crowded(STATEMENTS)
        put(path, "in/crowded.txt", record)
        with desk_in_thread(path) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            base = f"{address}/documents/{record.document.id}"
            result = {name: measure(page, f"{base}{tail}") for name, tail in (("read", ""), ("sheet", "/sheet"))}
            browser.close()
    print(json.dumps(result, indent=1))
    (RESULTS / "desk_speed.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
