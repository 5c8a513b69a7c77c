"""Drafts of attributions as the trained encoder proposes them, in tokens of the parse.

It sees links, nesting and reported speech that no rule was written for; what stands inside quotation marks, which
entity a source is and what lies within what is settled where all drafts are put together (attributions.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from onrecord.language.encoder import Model, scored_cues
from onrecord.language.parse import Parse
from onrecord.language.windows import windows_of, words_of
from onrecord.reading.attributions.cues import Words, cue_lexicon
from onrecord.reading.attributions.drafts import NOBODY, Draft, Speaker
from onrecord.reading.attributions.proposals import Proposal, proposals
from onrecord.reading.attributions.quotations import find_quotations
from onrecord.records import Act, Document, Span

_KINDS: tuple[tuple[Words, str], ...] = (("verbs", "VERB"), ("nouns", "NOUN"), ("adjectives", "ADJ"))


def trained_proposals(document: Document, model: Model) -> tuple[Proposal, ...]:
    """The attributions that the model sees in a document, by the places of their cues."""
    outermost = [quotation for quotation in find_quotations(document) if quotation.depth == 0 and quotation.words]
    words = words_of(document.text, outermost)
    windows = windows_of(document.text, words, model.tokenizer)
    cues = scored_cues(model.graphs, words, windows, model.least)
    return tuple(proposal for proposal in proposals(words, cues) if proposal.sure >= model.least)


def trained_drafts(document: Document, parse: Parse, model: Model) -> Iterator[Draft]:
    """The proposals as drafts. What lies in a part that was not parsed is left out."""
    for proposal in trained_proposals(document, model):
        cue = _tokens(parse, proposal.cue)
        content = tuple(sorted({*chain.from_iterable(_tokens(parse, span) for span in proposal.content)} - {*cue}))
        if cue and content:
            yield Draft((cue.start, cue.stop), _act(parse, cue), _speaker(parse, proposal.source), content)


def _tokens(parse: Parse, span: Span) -> range:
    return parse.tokens_in(span.start, span.end)


def _speaker(parse: Parse, source: Span | None) -> Speaker:
    tokens = _tokens(parse, source) if source else range(0)
    return Speaker(tuple(tokens), parse.head_of(tokens.start, tokens.stop)) if tokens else NOBODY


def _act(parse: Parse, cue: range) -> Act:
    """What the first word of the cue that the lexicon knows mostly reports; else a statement."""
    lexicon = cue_lexicon()
    for index in cue:
        token = parse.tokens[index]
        lemma = lexicon.lemma(token)
        for kind, pos in _KINDS:
            takes = lexicon.takes(kind, lemma)
            if takes and token.pos == pos:
                return next(iter(takes.values())).act
    return "statement"
