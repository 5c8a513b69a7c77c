"""Text cut into words, figures and marks: what the grammars of times and amounts read.

The parser's tokens will not do: it keeps "£3m-£5m" and "1990-91" in one piece and cuts "Sept." in two ways.
The pattern runs over the text once, and a run of figures and commas longer than any number is one lexeme of kind junk,
so that a line of nothing else costs no more than a line of words. A web address is one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.parse import Parse
from onrecord.records import Span

_LEXEME = re.compile(
    r"(?P<junk>[\d.,]{41,}|https?://\S+|www\.\S+)"
    r"|(?P<figures>\d+(?:[.,]\d+)*)"
    r"|(?P<possessive>['’]s\b)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u093a-\u094f\u0bbe-\u0bcd])*)"  # also with marks set on letters
    r"|(?P<mark>\S)"
)


@dataclass(frozen=True, slots=True)
class Lexeme(Span):
    """A word, a figure or a mark; `lower` is its text in lower case, "" for what no grammar can use.

    `spaced` says that a blank stands before it.
    """

    text: str
    lower: str
    kind: str
    spaced: bool


def lexemes(text: str, start: int, end: int) -> list[Lexeme]:
    """The lexemes of a run of text, in text order. Kinds: word, figures, possessive, mark, junk."""
    found, before = [], start
    for match in _LEXEME.finditer(text, start, end):
        kind, at = match.lastgroup or "mark", match.start()
        word = match[0]
        lower = "" if kind == "junk" else word.lower()
        found.append(Lexeme(at, match.end(), word, lower, kind, at > before or at == start))
        before = match.end()
    return found


def runs(parse: Parse) -> Iterator[Span]:
    """The runs of text that were parsed, a block each: what was skipped is not read."""
    start = end = block = -1
    for sentence in parse.sentences:
        if sentence.block != block:
            if end > start:
                yield Span(start, end)
            start, block = sentence.start, sentence.block
        end = sentence.end
    if end > start:
        yield Span(start, end)
