"""Which time expression says when a clause's matter is, or was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from onrecord.language.parse import Parse, Token
from onrecord.reading.statements.clauses import clause_of, is_clause, own_words
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import Time, TimeExpression

_DEPENDENT = frozenset({"xcomp", "pcomp", "advcl", "acl"})
"""Clauses that happen when the clause they stand in happens, unless they have a tense of their own."""
_AT_ONCE = frozenset({"when", "while", "as"})
_PARTIES = frozenset({"nsubj", "nsubjpass", "dobj"})
_HAPPENING = frozenset("be begin cause end happen have hit hold occur see start strike suffer".split())
"""Verbs that say of a happening only that, or whom, it befell."""
_DESCRIBING = frozenset("base call dub entitle know locate name nickname situate title".split())
"""Participles that describe a thing, whenever what is told of it happened."""
_TENSED = frozenset({"VBD", "VBZ", "VBP"})


class Timing:
    """The time expressions of a document by the words they stand under."""

    def __init__(self, reading: Understanding) -> None:
        self._parse = reading.parse
        self._by_token, self._by_clause = _placed(reading.parse, reading.times)

    def of(self, trigger: Token) -> Time | None:
        """The time of what a token states: of a noun one in its own phrase, of a verb one in its clause.

        A clause that is coordinated with another, or has no tense of its own, shares the other's; what merely
        describes a thing ("a square called the Ellipse") does not. A happening has the time of a verb that only
        says that it happened ("Monday saw an earthquake").
        """
        for index in own_words(self._parse, trigger.index):
            if index in self._by_token:
                return self._by_token[index]
        if not is_clause(trigger) and trigger.dep not in ("attr", "acomp", "oprd"):
            verb = self._parse.tokens[trigger.head]
            happens = trigger.dep in _PARTIES and verb.lemma in _HAPPENING
            return self._by_clause.get(verb.index) if happens else None
        if trigger.dep == "acl" and trigger.lemma in _DESCRIBING:
            return None
        for clause in self._shared(trigger):
            for dated in (clause, *self._at_once(clause)):
                if dated in self._by_clause:
                    return self._by_clause[dated]
        return None

    def _is_at_once(self, clause: Token) -> bool:
        """Does the clause happen when the one it stands in does: "on Monday, when it fell"?"""
        return clause.dep == "advcl" and clause.index in self._at_once(clause.head)

    def _at_once(self, clause: int) -> Iterator[int]:
        """The clauses that say when another happens: "all died when the flight came down last October"."""
        for other in self._parse.dependants(clause, "advcl"):
            words = {word.lower for word in self._parse.dependants(other.index, "advmod", "mark")}
            if words & _AT_ONCE:
                yield other.index

    def _shared(self, trigger: Token) -> Iterator[int]:
        """The clause of a trigger, and those whose time it shares, nearest first."""
        clause = clause_of(self._parse, trigger.index)
        while clause is not None:
            yield clause
            token = self._parse.tokens[clause]
            if token.head == clause or not (_shares(token) or self._is_at_once(token)):
                return
            clause = clause_of(self._parse, token.head)


def _placed(parse: Parse, times: tuple[TimeExpression, ...]) -> tuple[Mapping[int, Time], Mapping[int, Time]]:
    """By the token a time expression heads, and by the clause it stands in; of several in a clause the finest.

    Durations and words like "now" and "recently" date nothing.
    """
    by_token: dict[int, Time] = {}
    by_clause: dict[int, list[Time]] = defaultdict(list)
    for expression in times:
        run = parse.tokens_in(expression.start, expression.end)
        if not run or expression.value.startswith("P"):
            continue
        head = parse.head_of(run.start, run.stop)
        clause = clause_of(parse, head)
        found = by_clause[-1 if clause is None else clause]
        if parse.tokens[head].dep == "appos" and found:
            continue  # "3 October, the Monday after": the same day in other words
        if found and _ends_range(parse, run.start, found[-1]):
            found[-1] = Time(found[-1].start, expression.end, f"{found[-1].value}/{expression.value}")
            continue
        by_token[head] = Time(expression.start, expression.end, expression.value)
        found.append(by_token[head])
    return by_token, {clause: max(found, key=lambda time: _fineness(time.value)) for clause, found in by_clause.items()}


def _ends_range(parse: Parse, first: int, before: Time) -> bool:
    """Does a time end the range that the one before it began: "from 1977 to 1995"?"""
    if "/" in before.value or not first or parse.tokens[first - 1].lower not in ("to", "until", "till", "and"):
        return False
    run = parse.tokens_in(before.start, before.end)
    return run.stop == first - 1 and run.start > 0 and parse.tokens[run.start - 1].lower in ("from", "between")


def _shares(token: Token) -> bool:
    return token.dep == "conj" or (token.dep in _DEPENDENT and token.tag not in _TENSED)


def _fineness(value: str) -> tuple[bool, int]:
    """How exactly a value names a time: a stretch with both ends before a day, a month, a year."""
    start, _, end = value.partition("/")
    return end not in ("", "..") and start != "..", start.count("-")
