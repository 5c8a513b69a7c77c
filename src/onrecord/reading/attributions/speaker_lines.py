"""Speakers that the page itself names: transcript and interview lines, headlines with a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from onrecord.language.parse import Parse, Sentence
from onrecord.language.pieces import SPEAKER_LINE
from onrecord.reading.attributions.drafts import Draft, Speaker
from onrecord.records import Document

_LONGEST_NAME = 8
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_NOT_SPEAKERS = frozenset({
    "update", "updated", "watch", "video", "photos", "photo", "exclusive", "breaking", "note", "correction", "opinion",
    "analysis", "read", "related", "source", "sources", "review", "report", "live", "abstract", "listen", "date", "age",
})  # fmt: skip


def spoken_lines(document: Document, parse: Parse) -> Iterator[Draft]:
    """The drafts of speaker lines, and of headlines of the form "Minister: no new tax".

    A line with a name and a colon is a speaker's only where the same name opens another such line.
    """
    blocks = [list(sentences) for _, sentences in groupby(parse.sentences, key=lambda sentence: sentence.block)]
    lines = [(block, match) for block in blocks if (match := _speaker(document, block)) is not None]
    times = Counter(match[1] for _, match in lines)
    for block, match in lines:
        draft = _draft(parse, block, match)
        if draft is None:
            continue
        if _is_headline(block):
            if any(parse.tokens[index].name_type in _NAMED for index in draft.speaker.tokens):
                yield draft
        elif times[match[1]] > 1 and any(token.isalpha() for token in document.text[match.end() : block[-1].end]):
            yield draft


def _speaker(document: Document, block: list[Sentence]) -> re.Match[str] | None:
    return SPEAKER_LINE.match(document.text, block[0].start, block[-1].end)


def _is_headline(block: list[Sentence]) -> bool:
    return block[0].kind in ("headline", "subhead") or (block[0].first == 0 and len(block) == 1)


def _draft(parse: Parse, block: list[Sentence], match: re.Match[str]) -> Draft | None:
    name = parse.tokens_in(match.start(1), match.end(1))
    cue = parse.tokens_in(match.start(2), match.end(2))
    content = range(cue.stop, block[-1].last)
    if not name or not cue or not content or len(name) > _LONGEST_NAME:
        return None
    if parse.tokens[name.start].lower in _NOT_SPEAKERS:
        return None
    speaker = Speaker(tuple(name), parse.head_of(name.start, name.stop))
    asks = parse.text[match.end() : block[-1].end].rstrip("”’\"'").endswith("?")
    return Draft((cue.start, cue.stop), "question" if asks else "statement", speaker, tuple(content))
