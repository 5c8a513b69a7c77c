r"""Wordings as data: what a check looks for in the text itself (*.yaml beside the checks), checked when loaded.

A file holds word lists and the wordings that may name them:

    lists       name -> words parted by blanks; an underscore stands for a blank within an entry
    wordings    each with
      id, why         its name, unique in the file, and what it catches
      words           the words, or <lists> of them, of which one must be in a sentence for the pattern to be tried
      pattern         a regular expression, matched within a sentence, without regard to case, at the bounds of words;
                      a blank stands for any white space (in a lookbehind write \s), an apostrophe for either kind,
                      <name> for any one entry of a list, <word> for any word
      hits            invented texts, with the words it finds in [brackets]
      misses          near-misses: texts with one of its words in which it finds nothing
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from onrecord.checks.spans import Spans
from onrecord.errors import RuleError
from onrecord.reading.attributions.quotations import find_quotations
from onrecord.records import Record, Span

_FOLDER = Path(__file__).parent
_FILE_KEYS = ("lists", "wordings")
_KEYS = ("id", "why", "words", "pattern", "hits", "misses")
_LIST_NAME = re.compile(r"<(\w+)>")
_ANY_WORD = r"[\w'’-]+"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of putting something; `words` are those of which one must be there, in lower case."""

    id: str
    words: frozenset[str]
    pattern: re.Pattern[str]
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of one file, and for each of their words those that need it."""

    all: tuple[Wording, ...]
    by_word: Mapping[str, tuple[int, ...]]


@cache
def load_wordings(name: str) -> Wordings:
    """The wordings of the package, by the name of their file without its ending."""
    return read_wordings(_FOLDER / f"{name}.yaml")


def read_wordings(file: Path) -> Wordings:
    """The wordings of one file.

    Raises:
        RuleError: the file or a wording is wrong; names file, wording and key, and the keys allowed.
    """
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    _check_keys(file.name, raw, _FILE_KEYS, needed=("wordings",))
    lists = {name: tuple(entries.split()) for name, entries in raw.get("lists", {}).items()}
    found: list[Wording] = []
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for entry in raw["wordings"]:
        where = f"{file.name}: wording {entry.get('id', '?') if isinstance(entry, dict) else entry}"
        _check_keys(where, entry, _KEYS, needed=_KEYS)
        if any(entry["id"] == other.id for other in found):
            raise RuleError(f"{where}: id: there is another wording of that name")
        wording = _wording(where, entry, lists)
        for word in wording.words:
            by_word[word].append(len(found))
        found.append(wording)
    return Wordings(tuple(found), {word: tuple(places) for word, places in by_word.items()})


def match_wordings(text: str, wordings: Wordings, within: Iterable[Span] | None = None) -> list[Span]:
    """Where the wordings stand, in text order; of two that overlap only the one that begins first, then the longer.

    Args:
        text: the text.
        wordings: what to look for.
        within: the runs of text to look in, its sentences; the whole text if none are given.
    """
    found: list[Span] = []
    for run in (Span(0, len(text)),) if within is None else within:
        words = {word for word in _WORD.findall(text[run.start : run.end].lower()) if word in wordings.by_word}
        for place in sorted({place for word in words for place in wordings.by_word[word]}):
            matches = wordings.all[place].pattern.finditer(text, run.start, run.end)
            found += [Span(*match.span()) for match in matches]
    return _apart(found)


def wordings_outside_quotations(record: Record, name: str) -> Iterator[Span]:
    """Where the wordings of a file stand in the sentences that were read, outside quotation marks."""
    quoted = Spans.of(find_quotations(record.document))
    for span in match_wordings(record.document.text, load_wordings(name), record.sentences):
        if not quoted.meet(span):
            yield span


def _apart(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _wording(where: str, entry: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]]) -> Wording:
    words = [part for word in str(entry["words"]).split() for part in _entries(where, word, lists)]
    firsts = frozenset(_WORD.findall(word.lower())[0] for word in words)
    pattern = _compiled(where, entry["pattern"], lists)
    return Wording(entry["id"], firsts, pattern, tuple(entry["hits"]), tuple(entry["misses"]))


def _entries(where: str, word: str, lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A word, or the entries of the list that it names."""
    named = _LIST_NAME.fullmatch(word)
    if named is None:
        return (word,)
    _check_list(f"{where}: words", named[1], lists)
    return lists[named[1]]


def _compiled(where: str, pattern: str, lists: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    def group(match: re.Match[str]) -> str:
        if match[1] == "word":
            return _ANY_WORD
        _check_list(f"{where}: pattern", match[1], lists)
        entries = sorted(lists[match[1]], key=lambda entry: (-len(entry), entry))
        return f"(?:{'|'.join(re.escape(entry).replace('_', ' ') for entry in entries)})"

    whole = _LIST_NAME.sub(group, pattern.replace("'", "['’]")).replace(" ", r"\s+")
    try:
        return re.compile(rf"\b(?:{whole})\b", re.IGNORECASE)
    except re.error as error:
        raise RuleError(f"{where}: pattern: {error}") from error


def _check_list(where: str, name: str, lists: Mapping[str, tuple[str, ...]]) -> None:
    if name not in lists:
        raise RuleError(f"{where}: no list {name}; known are {', '.join(sorted(lists))}")


def _check_keys(where: str, raw: Any, allowed: tuple[str, ...], needed: tuple[str, ...]) -> None:
    if not isinstance(raw, dict):
        raise RuleError(f"{where}: must be a mapping; its keys are {', '.join(allowed)}")
    unknown = sorted(raw.keys() - set(allowed))
    if unknown:
        raise RuleError(f"{where}: {', '.join(unknown)}: no such key; allowed are {', '.join(allowed)}")
    missing = [key for key in needed if not raw.get(key)]
    if missing:
        raise RuleError(f"{where}: {', '.join(missing)}: missing; the keys are {', '.join(allowed)}")
