"""Statements: what a document states about whom, when and on whose word.

understanding.py   what the stages before have found, laid out for look-ups
clauses.py         actor and undergoer of a verb, whatever the construction
paths.py           the little language in which rules say where an argument stands
rules.py           rules as data, checked when loaded: rules/ (a file a statement type), words/ (lists they
                   name), sure.yaml (how often each is right, measured on the gold folds)
matching.py        rules over the parse -> matches: trigger and argument tokens
arguments.py       argument tokens -> arguments with an entity or a value
certainty.py       polarity and modality
cue_words.py       the words that tell them (certainty.yaml)
circumstances.py   conditions, times to come and hearsay around a clause
timing.py          which time expression dates which clause
finding.py         the stage itself: matches -> statements by rules alone, or with the trained reader
repeats.py         the same thing stated again is a repeat
scene.py           a document as the trained reader sees it
drafts.py          what that reader scores
trained.py         what it scores -> statements
judgements.py      what it scores -> labels
"""

from __future__ import annotations

from onrecord.reading.statements.finding import chosen_drafts, find_statements, lexicon_labels, trained_statements
from onrecord.reading.statements.understanding import Understanding

__all__ = ["Understanding", "chosen_drafts", "find_statements", "lexicon_labels", "trained_statements"]
