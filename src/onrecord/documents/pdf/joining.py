"""Lines of a PDF put together again: words parted at a line's end are mended, other breaks become a space."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.documents.pdf.glyphs import SOFT_HYPHEN

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LAST = re.compile(r"((?:[^\W\d_]+[-‐])*)([^\W\d_]+)[-‐]$")
_FIRST = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
# First parts that English writes with a hyphen: a word parted after one of them at a line's end keeps it,
# unless the document writes it in one elsewhere.
_FIRST_PART_OF_COMPOUND = re.compile(
    r"""(?ix) best | better | cross | double | ex | far | fast | first | free | full | half | hard | high | ill | large
    | long | low | non | open | part | quasi | second | self | semi | short | single | small | soft | third | vice
    | well | wide | world | two | three | four | five | six | seven | eight | nine | ten | twenty | thirty | forty
    | fifty | sixty | seventy | eighty | ninety"""
)


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words, in lower case, that stand whole within a line: what is known of the document's spelling."""
    known: set[str] = set()
    for line in lines:
        whole = re.sub(r"\S+[-‐\u00ad]$", "", line)
        known.update(word.lower() for word in _WORD.findall(whole))
    return frozenset(known)


def join_lines(before: str, after: str, known: frozenset[str]) -> str:
    """The text of two consecutive lines, the end of the first mended."""
    if not before or not after:
        return before or after
    if before.endswith(SOFT_HYPHEN):
        return before[:-1] + after
    if before.endswith(("-", "‐")):
        if before[:-1].endswith((" ", "-")) or before == "-":
            return f"{before} {after}"  # a dash, not a hyphen
        return (before[:-1] if _is_parted(before, after, known) else before) + after
    if before.endswith("—") or after.startswith("—") or _runs_on(before, after):
        return before + after
    return f"{before} {after}"


def _is_parted(before: str, after: str, known: frozenset[str]) -> bool:
    """Whether the hyphen is there only because the line ends."""
    last, first = _LAST.search(before), _FIRST.match(after)
    if last is None or first is None:
        return False
    joined = f"{last[2]}{first[0]}".lower()
    if joined in known:
        return True
    if f"{last[1]}{last[2]}-{first[0]}".lower() in known or last[1] or not first[0][0].islower():
        return False
    return last[2][-1].islower() and not _FIRST_PART_OF_COMPOUND.fullmatch(last[2])


def _runs_on(before: str, after: str) -> bool:
    """Whether a web address, or two words parted by a stroke, goes on without a space."""
    if before.endswith("/") and not before.endswith(" /"):
        return True
    return bool(_ADDRESS.search(before)) and after[0] in "/?&=#"
