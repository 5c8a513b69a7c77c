"""Names that the text itself introduces: each rule with its hits and misses, acronyms, nicknames; and their types."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from onrecord.language.parse import Parse
from onrecord.reading.coreference.bearers import find_bearers
from onrecord.reading.names.acronyms import spelt_out_runs
from onrecord.reading.names.finding import NameMention, find_names
from onrecord.reading.names.introduced import introduced_runs, introductions
from onrecord.records import EntityType

MARKED = re.compile(r"\[([^\]]*)\]")


def introduced(parse: Parse) -> list[str]:
    """The introduced names as they stand."""
    return [parse.words(parse.span(run.first, run.last)) for run in (*spelt_out_runs(parse), *introduced_runs(parse))]


RULES = {rule.id: rule for rule in introductions()}
HITS = [(rule.id, text) for rule in introductions() for text in rule.hits]
MISSES = [(rule.id, text) for rule in introductions() for text in rule.misses]


@pytest.mark.model
@pytest.mark.parametrize(("rule", "text"), HITS)
def test_what_a_cue_introduces_is_a_name(parse: Callable[[str], Parse], rule: str, text: str) -> None:
    """The name in brackets and no other."""
    plain = MARKED.sub(r"\1", text)
    assert RULES[rule].cue.search(plain)
    assert {*introduced(parse(plain))} == {*MARKED.findall(text)}


@pytest.mark.model
@pytest.mark.parametrize(("rule", "text"), MISSES)
def test_what_no_cue_introduces_is_none(parse: Callable[[str], Parse], rule: str, text: str) -> None:
    """Near-misses with the same words."""
    assert rule in RULES
    assert not {*introduced(parse(MARKED.sub(r"\1", text)))} & {*MARKED.findall(text)}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mothers Against Roadside Quarries (“MARQ”) blocked it.", "Mothers Against Roadside Quarries"),
        ("The NBTA (National Beekeepers and Tenders Association) met.", "National Beekeepers and Tenders Association"),
        ("It was filed by RWAC, which stands for the Riverside Weir Action Committee, in May.",
         "Riverside Weir Action Committee"),
        ("Terence “Mudlark” Okoro found it.", "Terence “Mudlark” Okoro"),
    ],
)  # fmt: skip
def test_acronyms_and_marks_tell_where_a_name_ends(parse: Callable[[str], Parse], text: str, name: str) -> None:
    """The whole name is one name of the document."""
    assert name in [found.text for found in find_names(parse(text))]


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["The Harbour Board (see below) met.", "The mayor, NBTA, said the Harbour Board met.", "Dana (left) sat."]
)
def test_brackets_that_spell_nothing_out(parse: Callable[[str], Parse], text: str) -> None:
    """No name comes of them."""
    assert introduced(parse(text)) == []


def mention(at: int, text: str, kind: EntityType, *, sure: bool = False) -> NameMention:
    """A name as `find_names` gives it."""
    return NameMention(at, at + len(text), at, at + 1, at, text, kind, "ORG", (), sure)


@pytest.mark.parametrize(
    ("names", "types"),
    [
        ([("Chidera Okwuosa", "Organization"), ("Okwuosa", "Place")], ["Person"]),
        ([("Desdemona Okoro", "Person"), ("Desdemona", "Place")], ["Person"]),
        ([("Harbour Watch", "Organization"), ("WATCH", "Organization")], ["Organization"]),
        ([("Northern Arrapo", "Organization"), ("Arrapo", "Group")], ["Organization", "Group"]),
    ],
)
def test_use_tells_a_type_that_words_do_not(names: list[tuple[str, EntityType]], types: list[str]) -> None:
    """A name whose last word alone, or first, goes on for it is a person's; of acronyms and peoples it is not."""
    found = find_bearers([mention(at * 50, text, kind) for at, (text, kind) in enumerate(names)])
    assert [bearer.type for bearer in found] == types


@pytest.mark.parametrize(
    ("names", "count"),
    [
        ([("Cobalt Wren Media, Inc.", "Organization", True), ("Cobalt Wren", "Person", False)], 1),
        ([("Larkspur Tindle Foundation", "Organization", True), ("Larkspur Tindle", "Person", False)], 2),
        ([("Kesterby Town Advisory Group", "Organization", True), ("KTAG", "Person", False)], 1),
        ([("Kesterby Town Advisory Group", "Organization", True), ("Ktag", "Person", False)], 2),
    ],
)
def test_bodies_by_their_beginning_or_letters(names: list[tuple[str, EntityType, bool]], count: int) -> None:
    """A firm without its legal form is the firm; a founder is not the foundation."""
    found = find_bearers([mention(at * 50, text, kind, sure=sure) for at, (text, kind, sure) in enumerate(names)])
    assert len(found) == count
