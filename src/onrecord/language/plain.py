"""The text as the parser should see it: the same length, so that every offset holds, with its markup blanked out."""

from __future__ import annotations

import re

from onrecord.records import Document

_EMPHASIS = re.compile(r"(?<![\w*_])([*_]{1,3})(?=\S)([^*_\n]+?)(?<=\S)(\1)(?![\w*_])")


def plain_text(document: Document) -> str:
    """White space as blanks; the brackets and addresses of Markdown links, and the marks of emphasis, blanked out."""
    text = document.text
    chars = [" " if char.isspace() else char for char in text]
    for link in document.links:
        if text[link.start - 1 : link.start] == "[" and text.startswith("](", link.end):
            close = text.find(")", link.end)
            if close >= 0:
                chars[link.start - 1] = " "
                chars[link.end : close + 1] = " " * (close + 1 - link.end)
    plain = "".join(chars)
    return _EMPHASIS.sub(_without_marks, plain) if "*" in plain or "_" in plain else plain


def _without_marks(match: re.Match[str]) -> str:
    blank = " " * len(match[1])
    return f"{blank}{match[2]}{blank}"
