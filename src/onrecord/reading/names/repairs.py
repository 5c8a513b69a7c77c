"""What the tagger's runs of words are held to: bounds that no name has, initials that belong to the surname behind.

The tagger scores word by word and seldom saw some things; these are what no name is, whatever it scores.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.records import EntityType, Span

_PARTING = re.compile(
    r"\s*\t\s*|[\s,]+(?:t/a|t/as|d/b/a|dba|a/k/a|f/k/a|n/k/a|aka|née|né|nee|alias|(v\.|vs\.))[\s:]+", re.IGNORECASE
)
"""Words that part two names, and stand within none but that of a case ("v."); so do the ends of cells."""
_CASES = ("Event", "Work")
"""What a case before a court is, as the tagger reads it."""
_ENDS = re.compile(
    r"(?:[\s,;:/(–—-]+(?:of|the|and|or|in|for|on|at|to|with|from|by|is|was|(?i:d/b/a|t/a)))+$|[\s,;:/(–—-]+$"
)
"""Small words and signs that end no name."""
_HALF = re.compile(r"\s[dtaf]$", re.IGNORECASE)
"""The letter before the stroke of "t/a" and its like."""
_STARTS = re.compile(r"^(?:[\s,;:/–—-]+|(?:the|of|and|for|in)\s+)+")
_LINE_END = re.compile(r"\s*\n\s*")
_DOTTED = re.compile(r"\b(?:[A-Z]\.)+[A-Z]$")
"""Initials that lack their last stop ("U.S")."""
_HYPHENED = re.compile(r"-(?=[A-Z0-9])[\w-]*\w")
"""What a hyphen binds to a name ("Y" and "-Combinator")."""
_POSSESSIVE = re.compile(r"['’]s?$")
_NO_NAMES = frozenset("a an the no not i it its he she we they this that".split())
_NICKNAME = re.compile(r"\w ([\"'“‘])\w[^\"'“”‘’]*$")
_CLOSES = {'"': '"', "'": "'", "“": "”", "‘": "’"}
_PARTY = re.compile(r" Party\b")
_INITIALS = re.compile(r"(?:[A-Z]\.\s?)+$")


@dataclass(frozen=True, slots=True)
class Tagged(Span):
    """A name as the tagger bounds it, with its type and how sure it is."""

    type: EntityType
    sure: float


def repaired(text: str, names: Sequence[Tagged]) -> Iterator[Tagged]:
    """The names of a window in text order, with bounds that a name may have.

    Args:
        text: the document's.
        names: in text order, none within another.
    """
    starts = {name.start for name in names}
    whole = (_grown(text, name, starts) for name in _joined(text, names))
    parts = [part for name in whole for part in _parted(text, name)]
    for at, part in enumerate(parts):
        after = parts[at + 1] if at + 1 < len(parts) else None
        if after is not None and _opens(text, part, after):
            parts[at + 1] = replace(after, start=part.start)
        elif _is_written_as_name(text[part.start : part.end]):
            yield part


def _joined(text: str, names: Sequence[Tagged]) -> Iterator[Tagged]:
    """The names, one that breaks off with the one that goes on ("Office of" and "Georgia", "Ada Moss" and "-Tarn")."""
    before: Tagged | None = None
    for name in names:
        if before is not None and _goes_on(text, before, name):
            before = replace(before, end=name.end)
            continue
        if before is not None:
            yield before
        before = name
    if before is not None:
        yield before


def _goes_on(text: str, one: Tagged, other: Tagged) -> bool:
    """Does the name go on right after "of", within an open bracket, or, a person's, behind a hyphen?"""
    words, between = text[one.start : one.end], text[one.end : other.start]
    if one.type == "Person" and (between == "-" or (not between and text[other.start] == "-")):
        return True
    if one.type == other.type == "Person" and _closes_nickname(words, between):
        return True
    opened = words.count("(") > words.count(")") and between in ("", " ") and ")" in text[other.start : other.end]
    return opened or (words.endswith(" of") and between == " ")


def _closes_nickname(words: str, between: str) -> bool:
    """Does the quotation close that a nickname within a name opened ("John “J.D." and "Okoro")?"""
    opened = _NICKNAME.search(words)
    return opened is not None and bool(between) and between[0] in _CLOSES[opened[1]] and between[1:] == " "


def _grown(text: str, name: Tagged, starts: set[int]) -> Tagged:
    """The name with the stop that ends its initials, with "Party", and with what a hyphen binds to it.

    Nothing that another name takes.
    """
    end = name.end
    if text[end : end + 1] == "." and _DOTTED.search(text, name.start, end):
        end += 1
    bound = _HYPHENED.match(text, end)
    if bound is not None and not any(bound.start() <= start < bound.end() for start in starts):
        end = bound.end()
    party = _PARTY.match(text, end) if name.type in ("Organization", "Group") else None
    if party is not None and not any(party.start() <= start < party.end() for start in starts):
        return replace(name, end=party.end(), type="Organization")
    return replace(name, end=end)


def _parted(text: str, name: Tagged) -> Iterator[Tagged]:
    """The name cut at words that part two, without what begins and ends none."""
    start = name.start
    parting = _PARTING.finditer(text, name.start, name.end)
    cuts = [*(cut for cut in parting if cut[1] is None or name.type not in _CASES), *_listed(text, name)]
    for cut in (*sorted(cuts, key=lambda cut: cut.start()), None):
        end = cut.start() if cut is not None else name.end
        words = text[start:end]
        begins = _STARTS.match(words)
        start += begins.end() if begins is not None else 0
        ends = _ENDS.search(text[start:end])
        end -= len(ends[0]) if ends is not None else 0
        if name.type in ("Person", "Place") and (owner := _POSSESSIVE.search(text[start:end])) is not None:
            end -= len(owner[0])
        if text[end : end + 1] == "/" and (half := _HALF.search(text[start:end])) is not None:
            end -= len(half[0])
        if start < end:
            yield replace(name, start=start, end=end)
        start = cut.end() if cut is not None else name.end


def _listed(text: str, name: Tagged) -> Iterator[re.Match[str]]:
    """The ends of lines between people, each with a first and a last name; of one name a line may end within."""
    for line in _LINE_END.finditer(text, name.start, name.end) if name.type == "Person" else ():
        before, after = text[name.start : line.start()], text[line.end() : name.end]
        if " " in before.split("\n")[-1] and " " in after.split("\n")[0]:
            yield line


def _opens(text: str, one: Tagged, other: Tagged) -> bool:
    """Is the one the initials of the person right behind it ("E.M." and "Garrancière")?"""
    between = text[one.end : other.start]
    return other.type == "Person" and between in ("", " ") and bool(_INITIALS.fullmatch(text[one.start : one.end]))


def _is_written_as_name(name: str) -> bool:
    """Has it a capital or a figure, and is it no small word?"""
    return name.lower() not in _NO_NAMES and any(
        char.isupper() or char.isdigit() or not char.isascii() for char in name
    )
