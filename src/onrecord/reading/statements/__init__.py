"""Statements: what a document states about whom, when and on whose word.

understanding.py   what the stages before have found, in one record
clauses.py         actor and undergoer of a verb, whatever the construction
paths.py           the little language in which rules name their arguments
rules.py           rules as data, checked when loaded (rules/*.yaml, one file a statement type)
matching.py        rules over the parse -> matches: trigger and argument tokens
arguments.py       argument tokens -> arguments with entity or value
certainty.py       polarity and modality (certainty.yaml)
timing.py          which time expression belongs to which clause
reading.py         matches -> statements, repeats folded together
"""
