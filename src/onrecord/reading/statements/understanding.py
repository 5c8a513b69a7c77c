"""What the stages before have understood of a document, laid out for the reading of statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.language.parse import Parse, Token
from onrecord.reading.attributions.voice import VoiceIndex
from onrecord.reading.cast import Cast
from onrecord.reading.names.word_lists import nouns
from onrecord.reading.statements.clauses import own_words
from onrecord.records import Amount, Document, EntityType, Span, TimeExpression

_BEYOND = frozenset({"relcl", "acl", "advcl", "ccomp", "appos", "parataxis", "punct", "cc", "conj"})


@dataclass(frozen=True)
class Understanding:
    """A document with its parse, who is spoken of, its times and amounts, and whose word each run of it is."""

    document: Document
    parse: Parse
    cast: Cast = field(default_factory=Cast)
    times: tuple[TimeExpression, ...] = ()
    amounts: tuple[Amount, ...] = ()
    voices: VoiceIndex = field(default_factory=VoiceIndex)

    def entity(self, index: int) -> str | None:
        """The id of the entity a token stands for; of "dozens of guards" that of the guards."""
        found = self.cast.at(index)
        token = self.parse.tokens[index]
        if found is None and (token.lemma.lower() in nouns().counting or token.pos == "NUM"):
            for of in self.parse.dependants(index, "prep"):
                part = self.parse.dependant(of.index, "pobj") if of.lower in ("of", "among") else None
                if part is not None:
                    return self.cast.at(part.index)
        return found

    def entity_type(self, index: int) -> EntityType | None:
        """The type of the entity a token stands for."""
        found = self.entity(index)
        return None if found is None else self._types[found]

    def phrase(self, token: Token) -> Span:
        """The words of the noun phrase a token heads: its mention where it is one, else its own branch."""
        mention = self._mentions.get(token.index)
        return mention if mention is not None else self.parse.subtree_span(token.index, _BEYOND)

    def name_after(self, index: int) -> Token | None:
        """The head of the name that begins right after the phrase a token heads, or after a comma behind it."""
        tokens = self.parse.tokens
        for last in (index, self.parse.subtree(index, _BEYOND)[-1]):
            after = last + 1
            if after + 1 < len(tokens) and tokens[after].text == "," and last >= index:
                after += 1
            head = self._name_starts.get(after)
            if head is not None and tokens[after].sentence == tokens[index].sentence:
                return tokens[head]
        return None

    def name_before(self, index: int) -> Token | None:
        """The head of the name that ends right before the comma before the phrase a token heads."""
        tokens = self.parse.tokens
        first = self.parse.subtree(index, _BEYOND)[0]
        if first < 2 or tokens[first - 1].text != "," or tokens[first - 1].sentence != tokens[index].sentence:
            return None
        head = self._name_ends.get(first - 2)
        return None if head is None else tokens[head]

    def introduces_name(self, index: int) -> bool:
        """Does a token head another name of an entity, in brackets right after the one it is known by?"""
        entity, span = self.cast.at(index), self._mentions.get(index)
        if entity not in self._named or span is None:
            return False
        first = self.parse.tokens_in(span.start, span.end).start
        before = self._name_ends.get(first - 2)
        bracketed = first > 1 and self.parse.tokens[first - 1].text in ("(", "[")
        return bracketed and before is not None and self.cast.at(before) == entity

    def amounts_in(self, index: int) -> list[Amount]:
        """The amounts in the phrase a token heads, without those of the clauses and appositions that describe it.

        An amount in brackets after another is part of the phrase: "€60,000 (£48,600)".
        """
        words = own_words(self.parse, index)
        if index not in self._amounts:
            aside = [i for token in self.parse.dependants(index, "appos") for i in self.parse.subtree(token.index)]
            words = [word for word in words if word not in aside]
        return [self._amounts[word] for word in words if word in self._amounts]

    def holds_amount(self, index: int) -> bool:
        """Is there an amount in the phrase a token heads?"""
        return bool(self._amounts) and bool(self.amounts_in(index))

    def amount_at(self, index: int) -> Amount | None:
        """The amount whose words end their phrase on this token."""
        return self._amounts.get(index)

    @cached_property
    def _types(self) -> Mapping[str, EntityType]:
        return {entity.id: entity.type for entity in self.cast.entities}

    @cached_property
    def _mentions(self) -> Mapping[int, Span]:
        """The shortest mention around each token that the cast knows as a head."""
        spans: dict[str, list[Span]] = {}
        for entity in self.cast.entities:
            mentions = sorted(entity.mentions, key=lambda mention: (mention.start, -mention.end))
            spans[entity.id] = [Span(mention.start, mention.end) for mention in mentions]
        found = {}
        for index, entity_id in self.cast.heads.items():
            token, mentions_of = self.parse.tokens[index], spans.get(entity_id, [])
            last = bisect_right(mentions_of, token.start, key=lambda span: span.start)
            around = next(
                (span for span in reversed(mentions_of[max(0, last - 3) : last]) if span.end >= token.end), None
            )
            if around is not None:
                found[index] = around
        return found

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(entity.id for entity in self.cast.entities if entity.named)

    @cached_property
    def _name_starts(self) -> Mapping[int, int]:
        """Of the first token of each name, the token that heads it."""
        return {run.start: head for head, run in self._name_runs()}

    @cached_property
    def _name_ends(self) -> Mapping[int, int]:
        """Of the last token of each name, the token that heads it."""
        return {run.stop - 1: head for head, run in self._name_runs()}

    def _name_runs(self) -> Iterator[tuple[int, range]]:
        for index, span in self._mentions.items():
            if self.cast.at(index) in self._named and self.parse.tokens[index].pos == "PROPN":
                yield index, self.parse.tokens_in(span.start, span.end)

    @cached_property
    def _amounts(self) -> Mapping[int, Amount]:
        found = {}
        for amount in self.amounts:
            run = self.parse.tokens_in(amount.start, amount.end)
            if run:
                found[self.parse.head_of(run.start, run.stop)] = amount
        return found
