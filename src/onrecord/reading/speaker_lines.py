"""Speakers that the page itself names: transcript and interview lines, headlines with a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.language.parse import Parse, Sentence
from onrecord.reading.reported_speech import Draft
from onrecord.records import Document

_NAME = r"[A-Z][\w.'’-]*(?:[ \t]+(?:[A-Z(][\w.'’()-]*|of|the|de|van|von)){0,5}"
_LINE = re.compile(rf"\s*({_NAME})(:)\s+(?=\S)")
_HEADLINE_WORDS = 8
_NOT_SPEAKERS = frozenset(
    "update updated watch video photos photo exclusive breaking note correction opinion analysis read related source "
    "sources review report live abstract editor's listen".split()
)


def spoken_lines(document: Document, parse: Parse) -> Iterator[Draft]:
    """The drafts of speaker lines and of headlines of the form "Minister: no new tax"."""
    lines = [(sentences, match) for sentences in _blocks(parse) if (match := _speaker(document, sentences)) is not None]
    names = [match[1] for _, match in lines]
    for sentences, match in lines:
        headline = sentences[0].kind in ("headline", "subhead") or (sentences[0].first == 0 and len(sentences) == 1)
        if headline or len(names) > 2 and names.count(match[1]) > 1:
            draft = _draft(parse, sentences, match)
            if draft is not None and (not headline or _names_speaker(parse, draft)):
                yield draft


def _blocks(parse: Parse) -> Iterator[list[Sentence]]:
    block: list[Sentence] = []
    for sentence in parse.sentences:
        if block and sentence.block != block[0].block:
            yield block
            block = []
        block.append(sentence)
    if block:
        yield block


def _speaker(document: Document, sentences: list[Sentence]) -> re.Match[str] | None:
    return _LINE.match(document.text, sentences[0].start, sentences[-1].end)


def _draft(parse: Parse, sentences: list[Sentence], match: re.Match[str]) -> Draft | None:
    source = parse.tokens_in(match.start(1), match.end(1))
    cue = parse.tokens_in(match.start(2), match.end(2))
    content = range(cue.stop, sentences[-1].last)
    if not source or not cue or not content or len(source) > _HEADLINE_WORDS:
        return None
    if parse.tokens[source.start].lower in _NOT_SPEAKERS:
        return None
    head = parse.head_of(source.start, source.stop)
    return Draft((cue.start, cue.stop), "statement", tuple(source), head, tuple(content))


def _names_speaker(parse: Parse, draft: Draft) -> bool:
    return any(parse.tokens[i].name_type in ("PERSON", "ORG", "NORP", "GPE") for i in draft.source)
