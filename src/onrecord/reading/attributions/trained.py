"""Drafts of attributions as the trained encoder proposes them, in tokens of the parse.

It sees links, nesting and reported speech that no rule was written for; what stands inside quotation marks, which
entity a source is and what lies within what is settled where all drafts are put together (finding.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from onrecord.language.encoder import Model, scored_cues
from onrecord.language.parse import Parse
from onrecord.language.windows import windows_of, words_of
from onrecord.reading.attributions.cues import Words, cue_lexicon
from onrecord.reading.attributions.drafts import Draft
from onrecord.reading.attributions.phrases import trained_speaker, whole_content, whole_cue
from onrecord.reading.attributions.proposals import Proposal, proposals
from onrecord.reading.attributions.quotations import outermost_quotations
from onrecord.records import Act, Document, Span

_LEAST_WITHIN, _LEAST_WITHIN_UNKNOWN = 0.25, 0.8
"""The confidence from which an attribution within another counts, by whether the lexicon knows its cue: inside
somebody's words the encoder, which saw fewer such, is shy of plain cues and too fond of odd ones."""
_KINDS: tuple[tuple[Words, str], ...] = (("verbs", "VERB"), ("nouns", "NOUN"), ("adjectives", "ADJ"))


def trained_proposals(document: Document, parse: Parse, model: Model) -> tuple[Proposal, ...]:
    """The attributions that the model sees in a document, by the places of their cues."""
    words = words_of(document.text, outermost_quotations(document))
    windows = windows_of(document.text, words, model.tokenizer, read_as=parse.read_as)
    least = min(_LEAST_WITHIN, model.least)
    kept: list[Proposal] = []
    for window in windows:
        found = proposals(words, scored_cues(model.graphs, words, [window], parse, least))
        kept += _kept(parse, [proposal for proposal in found if proposal.sure >= least], model.least)
    return tuple(sorted(kept, key=lambda proposal: proposal.cue.start))


def _kept(parse: Parse, found: Sequence[Proposal], least: float) -> Iterator[Proposal]:
    """The surest of those that share cue words, and of the doubtful ones those that stand within one that counts."""
    taken: list[Proposal] = []
    for proposal in sorted(found, key=lambda proposal: (-proposal.sure, proposal.cue.start)):
        counts = proposal.sure >= least
        if any(_holds(outer, proposal.cue) for outer in taken):
            known = _is_known(parse, _tokens(parse, proposal.cue))
            counts = proposal.sure >= (_LEAST_WITHIN if known else _LEAST_WITHIN_UNKNOWN)
        if counts and not any(_overlap(proposal.cue, other.cue) for other in taken):
            taken.append(proposal)
            yield proposal


def _holds(outer: Proposal, span: Span) -> bool:
    return any(piece.start <= span.start and span.end <= piece.end for piece in outer.content)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def trained_drafts(document: Document, parse: Parse, model: Model) -> Iterator[Draft]:
    """The proposals as drafts. What lies in a part that was not parsed is left out."""
    found = trained_proposals(document, parse, model)
    cues = [_tokens(parse, proposal.cue) for proposal in found]
    taken = {index for cue in cues for index in cue}
    for proposal, bare in zip(found, cues, strict=True):
        content = {*chain.from_iterable(_tokens(parse, span) for span in proposal.content)}
        cue = whole_cue(parse, bare, taken | content, content) if bare else bare
        content -= {*cue}
        if cue and content:
            content = whole_content(parse, content, cue)
            source = _tokens(parse, proposal.source) if proposal.source else range(0)
            speaker = trained_speaker(parse, source, cue, content)
            yield Draft((cue.start, cue.stop), _act(parse, cue) or "statement", speaker, tuple(sorted(content)))


def _tokens(parse: Parse, span: Span) -> range:
    return parse.tokens_in(span.start, span.end)


def _is_known(parse: Parse, cue: range) -> bool:
    """Does the lexicon know a word of the cue?"""
    hedges = cue_lexicon().hedges
    return _act(parse, cue) is not None or any(parse.tokens[index].lower in hedges for index in cue)


def _act(parse: Parse, cue: range) -> Act | None:
    """What the first word of the cue that the lexicon knows mostly reports."""
    lexicon = cue_lexicon()
    for index in cue:
        token = parse.tokens[index]
        lemma = lexicon.lemma(token)
        for kind, pos in _KINDS:
            takes = lexicon.takes(kind, lemma)
            if takes and token.pos == pos:
                return next(iter(takes.values())).act
    return None
