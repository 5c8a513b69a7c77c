"""How much of a file is read: every size limit of the documents, in bytes, and the one way a file is opened."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from onrecord.documents.formats import FORMAT_BY_SUFFIX, Format
from onrecord.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MEBIBYTE = 1024 * 1024
HTML_DEPTH_LIMIT = 400
"""Elements within elements: no article nests so deeply, and the extractors recurse."""
BAD_BYTES_NAMED = 100
"""Runs of unreadable bytes that are named one by one; the rest are counted."""

LIMITS: Mapping[Format, int] = {
    "text": 20 * MEBIBYTE,
    "markdown": 20 * MEBIBYTE,
    "html": 20 * MEBIBYTE,
    "mail": 50 * MEBIBYTE,
    "transcript": 20 * MEBIBYTE,
    "pdf": 100 * MEBIBYTE,
    "docx": 100 * MEBIBYTE,
}
"""The largest file of each format that is read."""
MOST_CHARACTERS = 5_000_000
"""The longest text that is read, whatever file it comes from: some 850,000 words. Reading one takes about 90 bytes of
memory a byte of it (measured on the samples, laid end to end), so that this stays under 1 GB."""
LARGEST = max(LIMITS.values())
LIMIT_BY_SUFFIX = {suffix: LIMITS[kind] for suffix, kind in FORMAT_BY_SUFFIX.items()}
"""The endings of the files that are read, and how large each may be."""


def check_size(name: str, size: int, limit: int) -> None:
    """Refuse what is over the limit, naming it.

    Raises:
        DocumentError: `size` bytes are more than `limit`.
    """
    if size > limit:
        raise DocumentError(
            name,
            f"{size / MEBIBYTE:.0f} MB, over the limit of {limit // MEBIBYTE} MB for such a file",
            "split it and read the parts",
        )


def check_length(name: str, characters: int) -> None:
    """Refuse a text over the limit, naming it.

    Raises:
        DocumentError: more characters than are read.
    """
    if characters > MOST_CHARACTERS:
        raise DocumentError(
            name,
            f"{characters / 1e6:.1f} million characters, over the limit of {MOST_CHARACTERS // 10**6} million",
            "split it and read the parts",
        )


def read_bytes(path: Path) -> bytes:
    """The bytes of one ordinary file; a file over its format's limit is refused before any of it is read.

    Raises:
        DocumentError: it is missing, a directory, a device, over the limit, or may not be read.
    """
    name = str(path)
    limit = LIMIT_BY_SUFFIX.get(path.suffix.lower(), LARGEST)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise DocumentError(name, "a directory, not a file", "name the files in it, or read the directory")
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError(name, "a device or pipe, not a file", "save it as a file first")
        check_size(name, status.st_size, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)  # it may have grown since it was measured
    except FileNotFoundError:
        raise DocumentError(name, "no such file", "check the name") from None
    except PermissionError:
        raise DocumentError(name, "no permission to read it", "change its permissions, or copy it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(name, f"cannot be read ({reason})", "copy it to this disk and try again") from None
    check_size(name, len(data), limit)
    return data
