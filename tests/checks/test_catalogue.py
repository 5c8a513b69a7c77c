"""The catalogue: its checks, their pages, and how a record gets its findings."""

from __future__ import annotations

import time
from pathlib import Path
from typing import get_args

import pytest
from record_draft import Draft

from onrecord.checks.catalogue import CHECKS, check
from onrecord.errors import UsageError
from onrecord.records import Record, Severity

PAGES = Path(__file__).parents[2] / "docs" / "checks"
FAULTY = "On Tuesday 30 September 2011 it bought the only mill. Critics say that it never paid. It is a “mill”."


def test_ids_are_unique_and_severities_known() -> None:
    """No two checks share an id, and each has one of the three severities."""
    assert len({each.id for each in CHECKS}) == len(CHECKS)
    assert {each.severity for each in CHECKS} <= set(get_args(Severity))


@pytest.mark.parametrize("each", CHECKS, ids=lambda each: each.id)
def test_every_check_has_its_page(each: object) -> None:
    """The docs say of every check what it finds, why, with a good and a bad example, and what it cannot see."""
    page = (PAGES / f"{each.id}.md").read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert page.startswith(f"# {each.id}\n")  # type: ignore[attr-defined]
    assert f"Severity: `{each.severity}`" in page  # type: ignore[attr-defined]
    for heading in ("## What it finds", "## Why", "## Examples", "## What it cannot see"):
        assert heading in page
    assert "Bad:" in page
    assert "Good:" in page


def test_the_index_lists_exactly_the_checks() -> None:
    """The index names every check with its severity, and no other."""
    rows = [line for line in (PAGES / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| [`")]
    assert rows == [f"| [`{each.id}`]({each.id}.md) | {each.finds} | {each.severity} |" for each in CHECKS]
    assert {path.stem for path in PAGES.glob("*.md")} == {"README", *(each.id for each in CHECKS)}


def test_findings_are_in_text_order_with_the_words_they_are_about() -> None:
    """Every finding has its span, its check's severity, and words of the text in its message."""
    record = check(Draft(FAULTY).record())
    assert [each.check for each in record.findings] == [
        "date-mismatch", "superlative", "vague-source", "superlative", "scare-quotes",
    ]  # fmt: skip
    severities = {each.id: each.severity for each in CHECKS}
    for finding in record.findings:
        assert finding.severity == severities[finding.check]
        assert FAULTY[finding.start : finding.end].strip("“”") in finding.message


def test_finding_ids_survive_a_shift_of_the_text() -> None:
    """An id depends on the check, the words and which occurrence it is, never on the offset."""
    before = check(Draft(FAULTY).record()).findings
    after = check(Draft(f"A mill was sold. {FAULTY}").record()).findings
    assert [each.id for each in before] == [each.id for each in after]
    assert len({each.id for each in before}) == len(before)


def test_only_and_skip_choose_checks() -> None:
    """`only` runs those named; `skip` leaves out those named; both together do both."""
    record = Draft(FAULTY).record()
    assert {each.check for each in check(record, only=frozenset({"superlative"})).findings} == {"superlative"}
    assert "superlative" not in {each.check for each in check(record, skip=frozenset({"superlative"})).findings}
    assert check(record, frozenset({"superlative"}), frozenset({"superlative"})).findings == ()


def test_unknown_checks_are_refused_with_the_known_ones() -> None:
    """A misspelt id is an error that lists the ids there are."""
    with pytest.raises(UsageError, match="superlatives; known are anonymous-source, date-mismatch"):
        check(Draft(FAULTY).record(), only=frozenset({"superlatives"}))


def test_checking_twice_gives_the_same_record() -> None:
    """Findings replace those of before, so that checking again changes nothing."""
    once = check(Draft(FAULTY).record())
    assert check(once) == once


@pytest.mark.parametrize("text", ["", "\n\n", "“", "””", "31", "\x00", "“ ”", "Q:", "‘‘‘'''", "٣١ February 2011"])
def test_odd_text_gives_findings_or_none_and_no_error(text: str) -> None:
    """No text, however odd, stops the checks."""
    assert isinstance(check(Draft(text).record()), Record)


def test_a_long_article_takes_little_time() -> None:
    """All checks on 2,000 words stay far below a second even on a busy machine (50 ms on an idle slow core)."""
    record = Draft("\n\n".join([FAULTY] * 100)).record()
    check(record)
    begun = time.perf_counter()
    check(record)
    assert time.perf_counter() - begun < 0.5
