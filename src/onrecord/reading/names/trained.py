"""Names as the trained tagger reads them: the rules' names are what it is told, not what it is bound to.

It knows invented and foreign names from the words around them, where the parser's tagger and the lists do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language.encoder import Model, batch_of, log_softmax
from onrecord.language.parse import Parse
from onrecord.language.windows import Word, windows_of, words_of
from onrecord.reading.names.bounds import Run, titles_before
from onrecord.reading.names.filters import credited_tokens
from onrecord.reading.names.finding import NameMention, find_names, with_known_again
from onrecord.reading.names.tagger import hints_of, tagged_runs
from onrecord.reading.names.types import TAGS_OF
from onrecord.records import EntityType, Span

_SURE = 0.9
"""The probability from which the tagger settles the type of a name."""


def trained_names(parse: Parse, quotations: tuple[Span, ...], model: Model) -> tuple[NameMention, ...]:
    """The names of a document in text order, none within another.

    Args:
        parse: of the document.
        quotations: the outermost quotations, in text order.
        model: with the tagger of names.
    """
    words = words_of(parse.text, quotations)
    hints = hints_of(parse, find_names(parse), words)
    unread = credited_tokens(parse)
    names = []
    for window in windows_of(parse.text, words, model.tokenizer):
        scores = model.graphs.names(batch_of(parse, words, [window]), hints[None, window.first : window.last])
        for first, last, kind, sure in tagged_runs(log_softmax(scores[0])):
            run = words[window.first + first : window.first + last]
            name = _mention(parse, run, kind, sure)
            if name is not None and name.first not in unread:
                names.append(name)
    return with_known_again(parse, list(_apart(names)), unread)


def _mention(parse: Parse, words: tuple[Word, ...], kind: EntityType, sure: float) -> NameMention | None:
    """The name on a run of words; nothing where no word of it was parsed."""
    span = Span(words[0].start, words[-1].end)
    tokens = parse.tokens_in(span.start, span.end)
    if not tokens:
        return None
    run = Run(tokens.start, tokens.stop, TAGS_OF[kind])
    titles = titles_before(parse, run.first)
    return NameMention(
        span.start,
        span.end,
        run.first,
        run.last,
        parse.head_of(run.first, run.last),
        parse.words(span),
        kind,
        run.tagged,
        titles,
        sure >= _SURE,
    )


def _apart(names: list[NameMention]) -> Iterator[NameMention]:
    """The names without those that share a token with the one before ("Ada-" and "-Moss" of one token)."""
    end = 0
    for name in names:
        if name.first >= end:
            yield name
            end = name.last
