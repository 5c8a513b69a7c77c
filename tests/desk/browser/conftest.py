"""A desk over invented articles, and Chromium at it, who fails the test on anything that a page should not do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, sync_playwright

from onrecord.records import Record

sys.path.insert(0, str(Path(__file__).parent))

from articles import harbour, lighthouse
from desks import Process, Watch, desk_in_thread, put

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture
def made(path: Path) -> Record:
    """The article about the harbour board, in a case with another one."""
    record = harbour()
    put(path, "in/harbour.txt", record)
    put(path, "in/lighthouse.txt", lighthouse())
    return record


@pytest.fixture
def address(path: Path, made: Record) -> Iterator[str]:  # noqa: ARG001  the case must have it
    """Where the desk over the two articles answers."""
    with desk_in_thread(path) as found:
        yield found


@pytest.fixture
def process(path: Path, made: Record) -> Iterator[Process]:  # noqa: ARG001  the case must have it
    """A desk in a process, started, and killed after the test."""
    desk = Process(path)
    desk.start()
    yield desk
    desk.kill()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install it to test pages in a browser")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def watch() -> Watch:
    """The watch over the test's pages."""
    return Watch()


@pytest.fixture
def context(chromium: Chromium, watch: Watch) -> Iterator[BrowserContext]:
    """A window's worth of cookies, every page of it under watch."""
    opened = chromium.new_context(viewport={"width": 1400, "height": 900})
    opened.set_default_timeout(10_000)
    opened.on("page", watch.over)
    yield opened
    opened.close()
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of the window."""
    return context.new_page()
