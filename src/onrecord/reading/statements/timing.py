"""Which time expression says when a clause's matter is, or was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from onrecord.language.parse import Parse, Token
from onrecord.reading.statements.clauses import clause_of, own_words
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import Time, TimeExpression


class Timing:
    """The time expressions of a document by the words they stand under."""

    def __init__(self, reading: Understanding) -> None:
        self._parse = reading.parse
        self._by_token, self._by_clause = _placed(reading.parse, reading.times)

    def of(self, trigger: Token) -> Time | None:
        """The time of what a token states: one in its own phrase, else one of its clause."""
        for index in own_words(self._parse, trigger.index):
            if index in self._by_token:
                return self._by_token[index]
        clause = clause_of(self._parse, trigger.index)
        while clause is not None:
            if clause in self._by_clause:
                return self._by_clause[clause]
            token = self._parse.tokens[clause]
            if token.dep not in ("xcomp", "pcomp") or token.head == clause:
                return None
            clause = clause_of(self._parse, token.head)
        return None


def _placed(parse: Parse, times: tuple[TimeExpression, ...]) -> tuple[Mapping[int, Time], Mapping[int, Time]]:
    """By the token a time expression heads, and by the clause it stands in; the first in the text counts."""
    by_token: dict[int, Time] = {}
    by_clause: dict[int, list[Time]] = defaultdict(list)
    for expression in times:
        run = parse.tokens_in(expression.start, expression.end)
        if not run or expression.value.startswith("P") and expression.value[1:2].isdigit():
            continue
        head = parse.head_of(run.start, run.stop)
        time = Time(expression.start, expression.end, expression.value)
        by_token[head] = time
        clause = clause_of(parse, head)
        if clause is not None:
            by_clause[clause].append(time)
    return by_token, {clause: found[0] for clause, found in by_clause.items()}
