"""quote-without-speaker and scare-quotes: quotation marks around words whose speaker the text does not give."""

from __future__ import annotations

import pytest
from record_draft import Draft

from onrecord.checks import quote_without_speaker, scare_quotes
from onrecord.records import Record


def seen(record: Record) -> tuple[list[str], list[str]]:
    """The words in marks that each of the two checks finds."""
    return tuple(  # type: ignore[return-value]
        [record.document.text[each.start + 1 : each.end - 1] for each in module.find(record)]
        for module in (quote_without_speaker, scare_quotes)
    )


def test_words_that_nobody_speaks_are_found_by_their_number() -> None:
    """Three words and more are a quotation, one or two are held at arm's length."""
    draft = Draft("It was “a gift to the town”. He is its “consultant”. It is a “family firm”.")
    assert seen(draft.record()) == (["a gift to the town"], ["consultant", "family firm"])


def test_words_with_a_speaker_are_not_found() -> None:
    """What an attribution with a source covers is spoken, in marks within marks too."""
    draft = Draft("“It was a gift to the ‘good people’ of the town,” said Odile Marsh, and called him “odd”.")
    draft.says("Odile Marsh", "It was a gift to the ‘good people’ of the town", "odd")
    assert seen(draft.record()) == ([], [])


def test_an_attribution_without_a_source_gives_no_speaker() -> None:
    """What "was said" was said by nobody."""
    draft = Draft("Word was that “the mill is a gift to the town”.")
    draft.says(None, "the mill is a gift to the town")
    assert seen(draft.record())[0] == ["the mill is a gift to the town"]


def test_a_verb_of_saying_beside_it_gives_a_speaker() -> None:
    """Where the sentence says that it was said, the reading may have missed by whom: nothing is found."""
    assert seen(Draft("Remarked Odile Marsh, “It was a gift to the town.” It was “odd”.").record()) == ([], ["odd"])
    assert seen(Draft("“She remarked that it was a gift.” The mill was sold.").record())[0] != []


def test_an_attribution_inside_the_quotation_gives_no_speaker() -> None:
    """That the quoted person reports somebody does not say who the quoted person is."""
    draft = Draft("“Odile said that it was a gift to the town.” The mill was sold.")
    draft.says("Odile", "it was a gift to the town")
    assert len(seen(draft.record())[0]) == 1


def test_a_broken_quotation_has_one_speaker() -> None:
    """What goes on in the same paragraph, or in the next from a mark left open, has the speaker of its beginning."""
    draft = Draft("“It was a gift,” said Odile Marsh. “It was no loan.\n\n“It was never a loan.”")
    draft.says("Odile Marsh", "It was a gift")
    assert seen(draft.record()) == ([], [])


def test_a_word_at_arms_length_is_found_beside_a_quotation() -> None:
    """A speaker of whole sentences is not taken for the speaker of every word in marks after them."""
    draft = Draft("“It was a gift,” said Odile Marsh. The “gift” was a loan.")
    draft.says("Odile Marsh", "It was a gift")
    draft.text = draft.text.replace("“gift”", "“present”")
    assert seen(draft.record()) == ([], ["present"])


def test_words_quoted_again_with_their_speaker_are_not_found() -> None:
    """A headline or a pull quote takes its words from a quotation whose speaker is given."""
    draft = Draft("“It was a gift”\n\n“It was a gift to the town,” said Odile Marsh.")
    draft.says("Odile Marsh", "It was a gift to the town")
    assert seen(draft.record()) == ([], [])


def test_the_answers_of_an_interview_have_a_speaker() -> None:
    """Quotations that open the paragraphs after a question are the answers to it."""
    draft = Draft("Q: When?\n\n‘In the winter of 1996.\n\n‘I saw the van.’\n\nShe stops.\n\n‘So there it was.’")
    assert seen(draft.record())[0] == ["So there it was."]


@pytest.mark.parametrize(
    "text",
    [
        "She wrote “The Mill on Fishgate” in Leeds.",
        "The word “related” was deleted.",
        "It is known as “the shed”.",
        "The Winter Relief Fund (“the fund”) was sold.",
        "The board found “serious mismanagement”.",
        "The board rejected as “misleading and one-sided” an account of its work.",
        "He stood by the door, “ ” and all.",
    ],
)
def test_titles_terms_and_short_forms_are_no_speech(text: str) -> None:
    """Quotation marks around titles, around words spoken of as words, and around short forms need no speaker."""
    assert seen(Draft(text).record()) == ([], [])


def test_a_nickname_that_is_on_record_as_a_name_is_no_speech() -> None:
    """Marks around a name belong to the name."""
    draft = Draft("They met at “the mill house” every May.")
    draft.entity("the mill house", "Place")
    assert seen(draft.record()) == ([], [])


def test_what_was_not_read_is_not_checked() -> None:
    """Passages without sentences, as those in another language, are left alone."""
    record = Draft("„Wij verzoeken u te betalen” it read.").record()
    assert seen(Record(record.document)) == ([], [])
