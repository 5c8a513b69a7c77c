"""Labels: words that judge or class a person or a body, with whom they are put on and in whose voice.

A label is a fact about the text. The words are data (labels.yaml); on whom they are put is read from the
parse: "the notorious X", "X, an apologist", "X is a fraud", "called X a liar".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from onrecord.errors import RuleError
from onrecord.language.parse import Parse, Token
from onrecord.reading.attributions.voice import VoiceIndex
from onrecord.reading.cast import Cast
from onrecord.records import Document, Ids, Label, Span

LabelKind = Literal["adjective", "noun", "phrase"]

_FILE = Path(__file__).parent / "labels.yaml"
_KEYS = frozenset({"id", "why", "kind", "words", "hits", "misses"})
JUDGED = frozenset({"Person", "Organization", "Group"})
"""The types of entity that a label can be put on."""
_STEPS = 8
_TITLES = frozenset({"appos", "compound", "nmod"})


@dataclass(frozen=True, slots=True)
class LabelGroup:
    """A group of the lexicon with its examples."""

    id: str
    kind: LabelKind
    words: tuple[str, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelLexicon:
    """The label words by kind; `phrases` finds any of the phrases in a text."""

    groups: tuple[LabelGroup, ...]
    adjectives: frozenset[str]
    nouns: frozenset[str]
    phrases: re.Pattern[str]


@cache
def label_lexicon() -> LabelLexicon:
    """The lexicon as shipped.

    Raises:
        RuleError: labels.yaml has a group with an unknown or missing key, or an unknown kind.
    """
    return read_labels(yaml.safe_load(_FILE.read_text(encoding="utf-8")), _FILE.name)


def read_labels(raw: Sequence[Mapping[str, Any]], file: str) -> LabelLexicon:
    """Build the lexicon from its YAML data; `file` is named in errors.

    Raises:
        RuleError: as `label_lexicon`.
    """
    groups = tuple(_group(item, file) for item in raw)
    words = {
        kind: frozenset(word for group in groups if group.kind == kind for word in group.words)
        for kind in get_args(LabelKind)
    }
    longest_first = sorted(words["phrase"], key=lambda phrase: (-len(phrase), phrase))
    phrases = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    return LabelLexicon(groups, words["adjective"], words["noun"], phrases)


def _group(raw: Mapping[str, Any], file: str) -> LabelGroup:
    place = f"{file}: group {raw.get('id', '?')}"
    for key in sorted({*raw} ^ _KEYS):
        problem = "unknown" if key in raw else "missing"
        raise RuleError(f"{place}: key {key!r} is {problem}; the keys are {', '.join(sorted(_KEYS))}")
    if raw["kind"] not in get_args(LabelKind):
        raise RuleError(f"{place}: kind {raw['kind']!r} is none of {', '.join(get_args(LabelKind))}")
    parts = raw["words"].split(",") if raw["kind"] == "phrase" else raw["words"].split()
    words = tuple(" ".join(part.split()) for part in parts)
    return LabelGroup(raw["id"], raw["kind"], words, tuple(raw["hits"]), tuple(raw["misses"]))


def find_labels(document: Document, parse: Parse, cast: Cast, voices: VoiceIndex) -> tuple[Label, ...]:
    """The labels of a document in text order, each with the entity it is put on; others are left out."""
    judged = {entity.id for entity in cast.entities if entity.type in JUDGED}
    ids = Ids("l")
    labels: list[Label] = []
    for span, head in sorted(_candidates(document, parse), key=lambda found: (found[0].start, -found[0].end)):
        if labels and span.start < labels[-1].end:
            continue
        target = _target(parse, cast, parse.tokens[head])
        if target in judged and target is not None:
            appositive = parse.tokens[head].dep in _TITLES
            voice = voices.voice(span, appositive=appositive)
            labels.append(
                Label(span.start, span.end, ids.next(document.text[span.start : span.end], target), target, voice)
            )
    return tuple(labels)


def _candidates(document: Document, parse: Parse) -> Iterator[tuple[Span, int]]:
    """The label words with the token that governs them."""
    lexicon = label_lexicon()
    for match in lexicon.phrases.finditer(document.text):
        run = parse.tokens_in(*match.span())
        if run:
            yield Span(*match.span()), parse.head_of(run.start, run.stop)
    for token in parse.tokens:
        lemma = token.lemma.lower()
        adjective = token.pos in ("ADJ", "VERB") and (lemma in lexicon.adjectives or token.lower in lexicon.adjectives)
        noun = token.pos == "NOUN" and lemma in lexicon.nouns
        if adjective or noun:
            yield Span(token.start, token.end), token.index


def _target(parse: Parse, cast: Cast, token: Token) -> str | None:
    """The entity that the word is put on: what it modifies, stands beside or is said of."""
    at = token
    for _ in range(_STEPS):
        described = _described(parse, at)
        if described is None:
            return cast.at(at.index)
        own = cast.at(described.index)
        if (
            at.dep in ("amod", "compound", "nmod", "advmod")
            and own is not None
            and _described(parse, described) is None
        ):
            return own
        if own is not None and at.dep not in ("amod", "compound", "nmod", "advmod", "conj"):
            return own
        at = described
    return None


def _described(parse: Parse, token: Token) -> Token | None:
    """The word that a modifier, an apposition or a predicate is about."""
    head = parse.tokens[token.head]
    if token.dep in ("amod", "compound", "nmod", "appos", "conj", "advmod") and head.index != token.index:
        return head if head.pos not in ("VERB", "AUX") else None
    if token.dep in ("attr", "acomp"):
        return parse.dependant(head.index, "nsubj", "nsubjpass")
    if token.dep in ("oprd", "xcomp", "ccomp"):
        return parse.dependant(token.index, "nsubj") or _object(parse, head, token)
    if token.dep == "pobj" and head.lower == "as":
        return _object(parse, parse.tokens[head.head], token)
    return None


def _object(parse: Parse, verb: Token, said: Token) -> Token | None:
    """Of whom something is said in "called Venn a liar": the object, or what the parser has in its place."""
    first = parse.dependant(verb.index, "nsubjpass") or parse.dependant(verb.index, "dobj", "oprd")
    return first if first is not None and first.index != said.index else None
