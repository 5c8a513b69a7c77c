"""The page on which a document is read: its text, the cards, what persons add, and what the next draft changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_builder import LATER_RUN, RUN, article, at

from onrecord.desk.cards import changes
from onrecord.records import Finding, Label, Page, TranscriptCue


@pytest.fixture
def doc(larkfield):
    """The article's id."""
    return larkfield.record.document.id


def shown(browser, doc):
    """What the page shows."""
    return browser.get(f"/documents/{doc}.json").json()


def decide(browser, doc, **decision):
    """Send one decision."""
    assert browser.send_json(f"/api/documents/{doc}/decisions", {"decisions": [decision]})[0] == 200


def read_again(case, larkfield, **change):
    """The article as another run of the reader reads it."""
    case.add(larkfield.name, larkfield.data, replace(larkfield.record, **change), LATER_RUN)


def test_the_text_stands_whole(browser, larkfield, doc):
    """Block by block to the letter, whatever lies over it; each segment says where it begins."""
    text = larkfield.record.document.text
    page = shown(browser, doc)
    laid = ["".join(segment["text"] for segment in block["segments"]) for block in page["blocks"]]
    assert laid == text.split("\n\n")
    for block in page["blocks"]:
        for segment in block["segments"]:
            assert text[segment["start"] :].startswith(segment["text"])


def test_each_statement_has_a_card_on_its_words(browser, doc):
    """In text order; a segment names the cards that lie on it; the quoted one is in O'Hara's voice."""
    page = shown(browser, doc)
    assert [card["type"] for card in page["cards"]] == ["name", "founding", "role", "payment"]
    assert [(card["voice"], card["by"]) for card in page["cards"]][-1] == ("quoted", "Jane O'Hara")
    on_founded = [
        segment["rows"] for block in page["blocks"] for segment in block["segments"] if "founded" in segment["text"]
    ]
    assert on_founded == [[1, 2]]


def test_denied_and_unsure_statements_cannot_be_missed(browser, case, larkfield, doc):
    """Their card says so first, in the page and in its twin."""
    statements = tuple(replace(one, polarity="negative", sure=0.3) for one in larkfield.record.statements)
    read_again(case, larkfield, statements=statements)
    page = shown(browser, doc)
    assert {(card["head"], card["perhaps"]) for card in page["cards"]} == {("NOT", True)}
    assert page["perhaps"] == 4
    html = browser.get(f"/documents/{doc}").text
    assert html.count('<strong class="negative">NOT:</strong>') == 4
    assert html.count('<strong class="unsure">PERHAPS</strong>') == 4


def test_what_is_decided_stands_on_the_card(browser, larkfield, doc):
    """A status, a note and another reading; the old one is told under why."""
    target = larkfield.record.statements[2].id
    decide(browser, doc, target=target, field="status", value="matches source")
    decide(browser, doc, target=target, field="note", value="Register, page 3.")
    decide(browser, doc, target=target, field="edit", value={"restatement": "O'Hara was made director"})
    page = shown(browser, doc)
    card = next(one for one in page["cards"] if one["id"] == target)
    assert (card["review"]["status"], card["review"]["note"]) == ("matches source", "Register, page 3.")
    assert page["open"] == 3
    html = browser.get(f"/documents/{doc}").text
    assert '<span class="stated">O&#39;Hara was made director</span>' in html
    assert "before it was edited" in html


def test_what_a_person_adds_is_a_card_among_the_others(browser, larkfield, doc):
    """At the place of its words, made by a person; it is decided on and undone like any other."""
    text = larkfield.record.document.text
    words = "Larkfield Trust renamed"
    value = {"type": "name", "restatement": "The trust got another name", "start": text.index(words)}
    decide(browser, doc, target="s-00000000000000aa", field="added", value=value, words=words)
    decide(browser, doc, target="s-00000000000000aa", field="status", value="changed", words=words)
    first = shown(browser, doc)["cards"][0]
    assert (first["id"], first["why"], first["sentence"]) == (
        "s-00000000000000aa",
        "person:Ada",
        "The trust got another name",
    )
    assert first["review"]["status"] == "changed"
    for _ in range(2):
        browser.send_json(f"/api/documents/{doc}/undo", {})
    assert len(shown(browser, doc)["cards"]) == 4


def test_what_a_person_added_moves_with_its_words(browser, case, doc):
    """In the next draft it stands where its words stand."""
    words = "Larkfield Trust renamed"
    value = {"type": "name", "restatement": "The trust got another name", "start": 0}
    decide(browser, doc, target="s-00000000000000aa", field="added", value=value, words=words)
    later = article(extra=" The end.")
    case.add(later.name, later.data, later.record, RUN)
    card = shown(browser, later.record.document.id)["cards"][0]
    assert (card["start"], card["words"]) == (0, words)


def test_findings_stand_beside_their_paragraph_and_labels_below(browser, case, larkfield, doc):
    """A finding in the margin; a label with its words, on whom, and whose word it is."""
    text = larkfield.record.document.text
    place, jane = at(text, "412,500 pounds"), larkfield.record.entities[1]
    word = at(text, "director")
    read_again(
        case,
        larkfield,
        findings=(Finding(place.start, place.end, "f-1", "unsourced", "should", "“412,500 pounds”: look."),),
        labels=(Label(word.start, word.end, "l-1", jane.id),),
    )
    page = shown(browser, doc)
    assert [len(block["findings"]) for block in page["blocks"]] == [0, 0, 1]
    assert [(one["words"], one["target"], one["by"]) for one in page["labels"]] == [("director", "Jane O'Hara", "")]


def test_pages_and_times_of_the_source_are_told(browser, case, larkfield, doc):
    """The number of the page that begins in a block; of a transcript when and by whom its words are spoken."""
    document, text = larkfield.record.document, larkfield.record.document.text
    middle = text.index("The Larkfield")
    pages = (Page(0, middle, 1), Page(middle, len(text), 2))
    read_again(case, larkfield, document=replace(document, pages=pages))
    assert [block["place"] for block in shown(browser, doc)["blocks"]] == ["page 1", "page 2", ""]
    cues = (TranscriptCue(0, len(text), 65.2, 70.0, "Chair"),)
    case.add(larkfield.name, larkfield.data, replace(larkfield.record, document=replace(document, cues=cues)), RUN)
    assert shown(browser, doc)["blocks"][0]["place"] == "1:05 Chair"


def test_changed_words_are_told_run_by_run():
    """What stayed, what is gone and what is new."""
    found = list(changes("We raised 412,500 pounds in spring", "We raised 415,200 pounds in the spring"))
    assert found == [
        ("same", "We raised"),
        ("gone", "412,500"),
        ("new", "415,200"),
        ("same", "pounds in"),
        ("new", "the"),
        ("same", "spring"),
    ]


def test_what_the_article_says_is_text_and_nothing_else(browser, case, larkfield, doc):
    """Markup in names and in notes is shown as it is written."""
    jane = larkfield.record.entities[1]
    name = '<img src=x onerror="alert(1)">'
    read_again(case, larkfield, entities=(larkfield.record.entities[0], replace(jane, name=name)))
    decide(browser, doc, target=larkfield.record.statements[0].id, field="note", value="<script>alert(1)</script>")
    html = browser.get(f"/documents/{doc}").text
    assert "<img" not in html
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_an_edit_decides_what_is_denied_and_whose_word_it_is(browser, larkfield, doc):
    """The capitals of a card follow what a person read; what was read stays beside it."""
    target = larkfield.record.statements[2].id
    edit = {"polarity": "negative", "modality": "planned", "said_by": "The board", "time": "2014-04"}
    decide(browser, doc, target=target, field="edit", value=edit)
    card = next(one for one in shown(browser, doc)["cards"] if one["id"] == target)
    assert (card["head"], card["by"]) == ("PLANNED NOT", "The board")
    assert (card["read"]["polarity"], card["read"]["modality"], card["read"]["said_by"]) == ("positive", "actual", "")
    html = browser.get(f"/documents/{doc}").text
    assert '<strong class="negative">PLANNED NOT:</strong>' in html
    assert "time: 2014-04" in html


def test_an_addition_tells_what_is_denied_and_whose_word_it_is(browser, doc):
    """As the person who added it says."""
    words = "We raised"
    value = {"type": "label", "restatement": "It raised", "start": 0, "said_by": "A clerk", "polarity": "negative"}
    decide(browser, doc, target="l-00000000000000aa", field="added", value=value, words=words)
    card = next(one for one in shown(browser, doc)["cards"] if one["why"] == "person:Ada")
    assert (card["head"], card["voice"], card["by"], card["words"]) == ("NOT", "reported", "A clerk", words)


def test_an_addition_whose_words_are_gone_is_told(browser, doc):
    """It is not shown on other words, and is open again."""
    value = {"restatement": "It closed", "start": 3}
    decide(browser, doc, target="s-00000000000000aa", field="added", value=value, words="The trust closed.")
    decide(browser, doc, target="s-00000000000000aa", field="status", value="changed", words="The trust closed.")
    page = shown(browser, doc)
    card = next(one for one in page["cards"] if one["id"] == "s-00000000000000aa")
    assert (card["words"], card["start"], card["end"]) == ("", 0, 0)
    assert card["changes"] == [["gone", "The trust closed."]]
    assert page["open"] == 5


def test_words_of_which_the_reader_was_not_sure_are_told_apart(browser, case, larkfield, doc):
    """A run is `perhaps` only where nothing surer lies on it."""
    first, second, *others = larkfield.record.statements
    read_again(case, larkfield, statements=(replace(first, sure=0.2), second, *(replace(o, sure=0.2) for o in others)))
    runs = [run for block in shown(browser, doc)["blocks"] for run in block["segments"] if run["rows"]]
    assert {(2 in run["rows"], run["perhaps"]) for run in runs} == {(True, False), (False, True)}


def test_a_settled_finding_says_so_beside_its_paragraph(browser, case, larkfield, doc):
    """As its own page does."""
    place = at(larkfield.record.document.text, "412,500 pounds")
    finding = Finding(place.start, place.end, "f-1", "unsourced", "should", "“412,500 pounds”: look.")
    read_again(case, larkfield, findings=(finding,))
    decide(browser, doc, target="f-1", field="settled", value="fixed", words="412,500 pounds")
    assert [one["settled"] for block in shown(browser, doc)["blocks"] for one in block["findings"]] == ["fixed"]
    assert "(settled: fixed)" in browser.get(f"/documents/{doc}").text


def test_all_pages_that_begin_in_a_paragraph_are_told(browser, case, larkfield, doc):
    """A short page leaves no gap in the numbers."""
    document, text = larkfield.record.document, larkfield.record.document.text
    middle = text.index("The Larkfield")
    pages = (Page(0, middle, 1), Page(middle, middle + 9, 2), Page(middle + 9, len(text), 3))
    read_again(case, larkfield, document=replace(document, pages=pages))
    assert [block["place"] for block in shown(browser, doc)["blocks"]] == ["page 1", "page 2, 3", ""]


def test_what_was_decided_of_words_that_are_gone_is_listed(browser, case, larkfield, doc):
    """With where it stood; a settled finding is for its own page."""
    target = larkfield.record.statements[1].id
    words = "Nothing like this stands in the next draft of it"
    decide(browser, doc, target=target, field="status", value="changed", words=words)
    decide(browser, doc, target="f-1", field="settled", value="fixed", words=words)
    read_again(case, larkfield, statements=larkfield.record.statements[:1])
    page = shown(browser, doc)
    assert [(one["words"], one["status"]) for one in page["gone"]] == [(words, "changed")]
    assert "No longer in the text" in browser.get(f"/documents/{doc}").text


def test_changed_words_are_to_be_looked_at_again(browser, larkfield, doc):
    """The decision of an earlier draft stands on the card, with what its words were; it is open until decided on."""
    role = larkfield.record.statements[2]
    now = larkfield.record.document.text[role.evidence.start : role.evidence.end]
    before = now.replace("director", "treasurer")
    decide(browser, doc, target="s-00000000000000bb", field="status", value="matches source", words=before)
    page = shown(browser, doc)
    card = next(one for one in page["cards"] if one["id"] == role.id)
    assert (card["review"]["status"], card["review"]["was"], page["open"]) == ("matches source", before, 4)
    html = browser.get(f"/documents/{doc}").text
    assert "changed, look again" in html
    assert "<del>treasurer</del>" in html
    assert "<ins>director</ins>" in html
