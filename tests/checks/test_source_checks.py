"""anonymous-source, vague-source and unsourced: whose word a statement rests on."""

from __future__ import annotations

import pytest
from record_draft import Draft

from onrecord.checks import anonymous_source, unsourced, vague_source
from onrecord.records import EntityType


def anonymous(text: str, source: str, kind: EntityType = "Person") -> list[str]:
    """The messages about an unnamed source to which the rest of the text is attributed."""
    draft = Draft(text)
    draft.says(source, "the mill was sold", entity=draft.entity(source, kind, named=False))
    return [each.message for each in anonymous_source.find(draft.record())]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("a former employee", "Person"),
        ("two trustees", "Group"),
        ("officials in Leeds", "Group"),
        ("the source", "Person"),
    ],
)
def test_unnamed_sources_are_found_as_they_are_described(source: str, kind: EntityType) -> None:
    """Somebody who is brought in by a description rests on that description."""
    told = anonymous(f"Last week {source} said that the mill was sold.", source, kind)
    assert told == [f"This rests on a source who is not named and is described as “{source}”."]


@pytest.mark.parametrize(
    "source",
    [
        "the chief executive",
        "his wife",
        "the trustees",
        "critics",
        "some people",
        "a spokesman for the council",
        "a police spokeswoman",
    ],
)
def test_somebody_in_particular_is_no_anonymous_source(source: str) -> None:
    """A post, a relation, or a spokesman with his body can be found; a vague crowd is for another check."""
    assert anonymous(f"Last week {source} said that the mill was sold.", source) == []


def test_a_bare_spokesman_needs_a_body_in_his_paragraph() -> None:
    """A spokesman of nobody is an unnamed source; one in a paragraph about a named body speaks for it."""
    text = "The Brandle Trust replied. Later a spokesman said that the mill was sold."
    assert len(anonymous(text, "a spokesman")) == 1
    draft = Draft(text)
    draft.entity("Brandle Trust", "Organization")
    draft.says("a spokesman", "the mill was sold", entity=draft.entity("a spokesman", named=False))
    assert list(anonymous_source.find(draft.record())) == []


def test_one_finding_stands_for_all_that_a_source_says() -> None:
    """The finding stands at the source's first words, counts them, and lists the statements that rest on them."""
    draft = Draft("Once a clerk said that the mill was sold. Then she said that it burned.")
    clerk = draft.entity("a clerk", named=False)
    first = draft.says("a clerk", "the mill was sold", entity=clerk)
    second = draft.says("she", "it burned", entity=clerk)
    rests = (
        draft.states("ownership", "the mill was sold", voice=first),
        draft.states("event", "it burned", voice=second),
    )
    draft.states("event", "Then")
    (finding,) = anonymous_source.find(draft.record())
    assert finding.message == "This rests on a source who is not named, cited 2 times, described as “a clerk”."
    assert (finding.statements, finding.entities) == (rests, (clerk,))
    assert draft.text[finding.start : finding.end] == "a clerk"


def test_a_person_who_only_feels_or_is_reported_by_another_is_no_source() -> None:
    """Feelings are no statement; and what a named person says of a nurse rests on the named person."""
    draft = Draft("A nurse was glad that the mill was sold. Odile Marsh said that a porter told her it burned.")
    draft.says("A nurse", "the mill was sold", entity=draft.entity("A nurse", named=False), act="feeling")
    outer = draft.says("Odile Marsh", "a porter told her it burned", entity=draft.entity("Odile Marsh"))
    draft.says("a porter", "it burned", entity=draft.entity("a porter", named=False), within=outer)
    assert list(anonymous_source.find(draft.record())) == []


def test_whom_a_speaker_quotes_is_the_speakers_source() -> None:
    """Inside quotation marks the speaker reports, and answers for it."""
    draft = Draft("“A woman of eighty told me that it burned,” she said.")
    draft.says("A woman of eighty", "it burned", entity=draft.entity("A woman of eighty", named=False))
    assert list(anonymous_source.find(draft.record())) == []


def test_a_promise_of_anonymity_is_found_by_itself() -> None:
    """Where the text says that it keeps a name back, that is worth a look even if no attribution was read."""
    draft = Draft("Four of the staff spoke on condition that they would not be named.")
    assert [each.message for each in anonymous_source.find(draft.record())] == [
        "“on condition that they would not be named” says that a source's name is held back."
    ]


def test_a_promise_of_anonymity_makes_a_post_anonymous_and_is_not_told_twice() -> None:
    """A clerk who asked not to be named is found as a source, once."""
    told = anonymous("The clerk, who asked not to be named, said that the mill was sold.", "The clerk")
    assert told == ["This rests on a source who is not named and is described as “The clerk”."]


def test_vague_sources_are_found_outside_quotation_marks() -> None:
    """What a speaker leaves vague in his own words is the speaker's."""
    text = "Critics say that it is. “Some say it is a racket,” said Odile Marsh. It is widely believed that it is."
    found = [text[each.start : each.end] for each in vague_source.find(Draft(text).record())]
    assert found == ["Critics say", "It is widely believed that"]


def statement_of_sale(text: str, *, named: bool = True) -> Draft:
    """A draft with one statement about Odile Marsh."""
    draft = Draft(text)
    draft.states("ownership", "bought the mill", draft.entity("Odile Marsh", named=named))
    return draft


def test_a_statement_about_somebody_without_a_source_is_found() -> None:
    """Whom it is about, and what is said, with nobody's word for it in its paragraph."""
    draft = statement_of_sale("Odile Marsh bought the mill and closed it.")
    closed = draft.states("ending", "closed", "e-0")
    (finding,) = unsourced.find(draft.record())
    assert finding.message == (
        "No source is given in its paragraph for “bought the mill”, nor for 1 more of its statements."
    )
    assert (finding.statements, finding.entities) == (("s-0", closed), ("e-0",))


def test_an_attribution_a_link_or_a_document_is_a_source() -> None:
    """Anything in the paragraph that says where it comes from is enough."""
    linked = statement_of_sale("Odile Marsh bought the mill, as the deed has it.")
    linked.link("the deed")
    said = statement_of_sale("Odile Marsh bought the mill. Ida Perrin said so twice.")
    said.says("Ida Perrin", "so")
    shown = statement_of_sale("The minutes show it: Odile Marsh bought the mill.")
    work = statement_of_sale("Odile Marsh bought the mill, tells The Mill Book.")
    work.entity("The Mill Book", "Work")
    for draft in (linked, said, shown, work):
        assert list(unsourced.find(draft.record())) == []


def test_another_paragraph_is_no_source() -> None:
    """A source has to stand in the paragraph."""
    draft = statement_of_sale("Ida Perrin said so twice.\n\nOdile Marsh bought the mill.")
    draft.says("Ida Perrin", "so")
    assert len(list(unsourced.find(draft.record()))) == 1


def test_the_writer_and_the_crowd_are_no_source() -> None:
    """That "I say" or "some say" something in the paragraph is nobody's word for the rest of it."""
    draft = statement_of_sale("Odile Marsh bought the mill. Some say it burned. I say it did not.")
    draft.says("Some", "it burned")
    draft.says("I", "it did not")
    assert len(list(unsourced.find(draft.record()))) == 1


def test_what_stands_in_quotation_marks_is_somebodys() -> None:
    """Even where its speaker was not read."""
    draft = statement_of_sale("“Odile Marsh bought the mill,” it goes.")
    assert list(unsourced.find(draft.record())) == []


def test_headlines_voices_plans_and_the_unnamed_are_left_alone() -> None:
    """Only what running text states as done of somebody named, in its own voice."""
    headline = statement_of_sale("Odile Marsh bought the mill")
    headline.block("Odile Marsh bought the mill", "headline")
    planned, unnamed = (
        Draft("Odile Marsh bought the mill."),
        statement_of_sale("Odile Marsh bought the mill.", named=False),
    )
    planned.states("ownership", "bought the mill", planned.entity("Odile Marsh"), modality="planned")
    voiced = Draft("Odile Marsh bought the mill.")
    voiced.states("ownership", "bought the mill", voiced.entity("Odile Marsh"), voice="a-0")
    for draft in (headline, planned, unnamed, voiced):
        assert list(unsourced.find(draft.record())) == []
