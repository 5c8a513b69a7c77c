"""Pictures of the desk over the sample articles: a few for the documentation, or every page to be looked at.

    onrecord read examples/* --case samples.case
    python tools/screenshots.py samples.case                # docs/images/desk: four pages, wide, light
    python tools/screenshots.py samples.case --all FOLDER   # every page at two widths, light and dark

Needs Chromium and the packages of the extra `test`.
"""

from __future__ import annotations

import argparse
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from onrecord.case.store import open_case
from onrecord.desk.app import create_app

IMAGES = Path(__file__).parents[1] / "docs" / "images" / "desk"
SHOWN = "investigation.md"
"""The sample whose pages are shown."""
SIZES = {"wide": (1400, 900), "phone": (390, 844)}
COLOURS = 128
"""Of a picture, so that it stays small."""
FLAGS = ["--no-sandbox", "--disable-gpu"]


def addresses(case: Path) -> dict[str, str]:
    """Every page by the name of its picture."""
    with open_case(case) as opened:
        found = opened.find(SHOWN).id
        person = next(one for one in opened.record(found).entities if one.type == "Person" and one.named)
    doc = f"/documents/{found}"
    return {
        "documents": "/",
        "read": doc,
        "sheet": f"{doc}/sheet",
        "voices": f"{doc}/voices",
        "findings": f"{doc}/findings",
        "names": "/names",
        "name": f"{doc}/names/{person.id}",
        "timeline": f"/timeline?document={found}",
        "network": f"/network?document={found}",
        "money": "/money",
        "search": "/search?words=charity",
    }


@contextmanager
def desk(case: Path) -> Iterator[str]:
    """The address of a desk over the case."""
    server = uvicorn.Server(uvicorn.Config(create_app(case, "Ada"), port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def take(chromium: Browser, address: str, picture: Path, *, size: str, scheme: str) -> None:
    """One picture; on the pages of statements with the third one chosen."""
    width, height = SIZES[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    if picture.stem.partition("-")[0] in {"read", "sheet"}:
        for _ in range(3):
            page.keyboard.press("j")
    page.wait_for_timeout(300)
    page.screenshot(path=picture)
    context.close()
    Image.open(picture).convert("RGB").quantize(COLOURS).save(picture, optimize=True)


def main() -> None:
    """Take the pictures that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("case", type=Path)
    asked.add_argument("--all", type=Path, metavar="FOLDER", help="every page, into this folder")
    given = asked.parse_args()
    folder: Path = given.all or IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    pages = addresses(given.case)
    with desk(given.case) as root, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        if given.all:
            for name, path in pages.items():
                for size in SIZES:
                    for scheme in ("light", "dark"):
                        picture = folder / f"{name}-{size}-{scheme}.png"
                        take(chromium, root + path, picture, size=size, scheme=scheme)
        else:
            for name in ("read", "sheet", "timeline", "network"):
                take(chromium, root + pages[name], folder / f"{name}.png", size="wide", scheme="light")
        chromium.close()


if __name__ == "__main__":
    main()
