"""What a page shows -> its HTML, or its JSON twin: the same address with `.json` behind it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

HERE = Path(__file__).parent
NAVIGATION = (
    ("Documents", "/"),
    ("People and organisations", "/names"),
    ("Timeline", "/timeline"),
    ("Network", "/network"),
    ("Money", "/money"),
    ("Search", "/search"),
)
"""The pages that are about the whole case, by name and address."""


def page(request: Request, template: str, data: Any, **words: Any) -> Response:
    """A page: `data` is what it shows, and all that its JSON twin holds; the template has it as `page`.

    Args:
        request: the path decides between the two.
        template: the template's file name.
        data: a dataclass, or anything that JSON can hold.
        words: what only the page needs, as the title.
    """
    if request.url.path.endswith(".json"):
        return json(data)
    context = {"page": data, "navigation": NAVIGATION, "path": request.url.path, "script": "desk", **words}
    return HTMLResponse(_environment().get_template(template).render(context))


def json(data: Any, status: int = 200) -> Response:
    """JSON of anything made of dataclasses and plain values."""
    return Response(msgspec.json.encode(data), status, media_type="application/json")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
