"""What a file's own properties say of title and authors, less what office programs put there by themselves."""

from __future__ import annotations

import re

_PROGRAM_TITLE = re.compile(
    r"""(?ix) ^(?: microsoft\ (?:word|powerpoint|excel)\b | word\ document$ | powerpoint\ presentation$
        | untitled | (?:document|dokument|doc|presentation)\s*\d*$ | slide\ 1$ | layout\ 1$ | print(?:ing)?\b )
      | \.(?:docx?|odt|rtf|pdf|indd|qxd|qxp|pages|tex|dvi|pptx?|xlsx?|html?|txt)$
      | ^[\w-]*[_/\\][\w./\\-]*$"""
)
_PROGRAM_AUTHOR = re.compile(
    r"""(?ix)^(?: python-docx | (?:windows|microsoft\ office|office)?\s*user\d* | admin(?:istrator)? | owner
        | unknown | anonymous | author | default | root | guest | pc | none | nobody )$"""
)
_HAS_WORD = re.compile(r"[^\W\d_]{2}")


def document_title(value: str | None) -> str | None:
    """The title property when a person seems to have given it, not a program or a file's name."""
    title = " ".join((value or "").split())
    if not _HAS_WORD.search(title) or _PROGRAM_TITLE.search(title):
        return None
    return title


def document_authors(value: str | None) -> tuple[str, ...]:
    """The authors property, parted at semicolons, less the names that programs put there."""
    names = (" ".join(name.split()) for name in re.split(r";|\n", value or ""))
    return tuple(name for name in names if _HAS_WORD.search(name) and not _PROGRAM_AUTHOR.match(name))
