"""The parse of a document: tokens, sentences and a dependency tree, in types of our own.

No stage after this one knows which parser made it, and tests build it by hand (`Parse.of`).
Labels are those of spaCy's English pipelines: Penn Treebank tags, Universal POS, ClearNLP dependencies,
OntoNotes name types.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from onrecord.records import BlockKind, Span


@dataclass(frozen=True, slots=True)
class Token(Span):
    """One token. `head` is the index of its governor, its own for a root; `sentence` its sentence's index."""

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    name_type: str = ""

    @property
    def lower(self) -> str:
        """The text in lower case, with typographic apostrophes made plain."""
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """One sentence: offsets into the text, the half-open run of its tokens, and the block it stands in."""

    first: int
    last: int
    block: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class TaggedName:
    """A name as the tagger found it: the half-open run of its tokens and its OntoNotes type."""

    first: int
    last: int
    type: str


@dataclass(frozen=True)
class Parse:
    """The tokens of a document in text order and the tree over them. Runs of tokens are half-open."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[TaggedName, ...]
    chunks: tuple[tuple[int, int], ...]
    """Base noun phrases as runs of tokens, in text order, not overlapping."""
    children: tuple[tuple[int, ...], ...]
    """Of each token, the indices of its dependants in text order."""
    starts: tuple[int, ...]
    """Of each token, its start offset (for look-ups)."""
    read_as: Mapping[int, str] = field(default_factory=dict)
    """The words that are read in the place of the text's own, by their offsets; see language/level.py."""

    @classmethod
    def of(
        cls,
        text: str,
        tokens: Sequence[Token],
        sentences: Sequence[Sentence],
        names: Sequence[TaggedName] = (),
        chunks: Sequence[tuple[int, int]] = (),
        read_as: Mapping[int, str] = MappingProxyType({}),
    ) -> Parse:
        """Put a parse together from its tokens; works out the dependants of each."""
        children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        return cls(
            text,
            tuple(tokens),
            tuple(sentences),
            tuple(names),
            tuple(chunks),
            tuple(tuple(group) for group in children),
            tuple(token.start for token in tokens),
            read_as,
        )

    def dependants(self, index: int, *deps: str) -> Iterator[Token]:
        """The direct dependants of a token in text order, of these relations where any are named."""
        for child in self.children[index]:
            token = self.tokens[child]
            if not deps or token.dep in deps:
                yield token

    def dependant(self, index: int, *deps: str) -> Token | None:
        """The first such dependant."""
        return next(self.dependants(index, *deps), None)

    def is_root(self, index: int) -> bool:
        """Does the token govern its sentence?"""
        return self.tokens[index].head == index

    def governors(self, index: int) -> Iterator[Token]:
        """The governor of a token, that one's governor, and so on up to the root; the token itself is left out."""
        while not self.is_root(index):
            index = self.tokens[index].head
            yield self.tokens[index]

    def subtree(self, index: int, without: frozenset[str] = frozenset()) -> list[int]:
        """The token and all below it, in text order; branches whose relation is in `without` are cut off."""
        found, open_ = [], [index]
        while open_:
            at = open_.pop()
            found.append(at)
            open_ += [child for child in self.children[at] if self.tokens[child].dep not in without]
        return sorted(found)

    def span(self, first: int, last: int) -> Span:
        """The offsets of the half-open run of tokens, without blanks at its ends."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def subtree_span(self, index: int, without: frozenset[str] = frozenset()) -> Span:
        """The offsets from the first to the last token of a subtree."""
        tokens = self.subtree(index, without)
        return self.span(tokens[0], tokens[-1] + 1)

    def sentence_of(self, index: int) -> Sentence:
        """The sentence a token stands in."""
        return self.sentences[self.tokens[index].sentence]

    def tokens_in(self, start: int, end: int) -> range:
        """The indices of the tokens that lie at least partly in a run of text."""
        first = bisect_right(self.starts, start)
        if first and self.tokens[first - 1].end > start:
            first -= 1
        return range(first, max(first, bisect_left(self.starts, end)))

    def head_of(self, first: int, last: int) -> int:
        """The token of a run whose governor lies outside it; the last such, as names end on their head."""
        heads = [i for i in range(first, last) if self.is_root(i) or not first <= self.tokens[i].head < last]
        return heads[-1] if heads else last - 1

    def words(self, span: Span) -> str:
        """The text of a span, to the letter."""
        return self.text[span.start : span.end]
