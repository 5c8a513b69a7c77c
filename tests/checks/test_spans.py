"""Runs of text laid out for look-ups: the quick answers are those of looking through all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.checks.spans import Parts, Spans
from onrecord.records import Span

RUNS = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(RUNS), RUNS)
def test_look_ups_agree_with_a_search_through_all(runs: list[Span], wanted: Span) -> None:
    """`hold` and `meet` say what going through every run says."""
    spans = Spans.of(runs)
    assert spans.hold(wanted) == any(run.start <= wanted.start and wanted.end <= run.end for run in runs)
    assert spans.meet(wanted) == any(run.start < wanted.end and wanted.start < run.end for run in runs)


def test_a_part_contains_all_of_a_run_or_nothing() -> None:
    """A run that goes over the edge of a part is in none."""
    parts = Parts.of([Span(10, 20), Span(0, 8)])
    assert parts.around(Span(0, 8)) == Span(0, 8)
    assert parts.around(Span(12, 20)) == Span(10, 20)
    assert parts.around(Span(6, 12)) is None
    assert parts.index(Span(8, 9)) is None
