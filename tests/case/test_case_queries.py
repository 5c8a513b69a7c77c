"""What a case answers: documents, people, quotes, statements, the timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from case_builder import FOUNDED, RUN, article

from onrecord.case.rows import StatementRow
from onrecord.case.store import Case
from onrecord.errors import UsageError
from onrecord.records import Time


@pytest.fixture
def full(case: Case) -> Case:
    """A case with two articles about the trust."""
    for one in (article(), article("in/second.html", extra="\n\nMore.", title=None)):
        case.add(one.name, one.data, one.record, RUN)
    return case


def types(found: tuple[StatementRow, ...]) -> list[str]:
    """The types of the statements, in their order."""
    return [row.statement.type for row in found]


@pytest.mark.parametrize(
    "doc",
    ["in/larkfield.txt", "larkfield.txt", lambda i: i, lambda i: i[2:], lambda i: i[:8], lambda i: i[2:5].upper()],
)
def test_a_document_is_found(full, doc):
    """By its whole name, the last part of it, its id, or the start of one, with or without `d-`."""
    doc_id = article().record.document.id
    asked = doc(doc_id) if isinstance(doc, Callable) else doc
    assert full.find(asked).id == doc_id


@pytest.mark.parametrize(("name", "last"), [
    ("C:\\clips\\one.txt", "one.txt"), ("https://example.org/news/story?id=1", "story?id=1"),
    ("https://example.org/news/", "news"), ("plain.txt", "plain.txt"),
])  # fmt: skip
def test_a_name_of_any_system_has_a_last_part(case, name, last):
    """Paths of Windows and addresses on the web are found by their last part, too."""
    one = article(name)
    case.add(one.name, one.data, one.record, RUN)
    assert case.find(last).name == name


def test_none_is_found(full):
    """Who asks for a document that is not there is told of near names."""
    with pytest.raises(UsageError, match=r"no document 'larkfeild\.txt' in the case; near it: larkfield\.txt"):
        full.find("larkfeild.txt")
    for doc in ("", "d-", "zz", "%", "_____"):
        with pytest.raises(UsageError, match="no document"):
            full.find(doc)


def test_several_are_found(full):
    """Who asks for several documents at once is told which."""
    one = article("old/larkfield.txt", extra="\n\nOld.")
    full.add(one.name, one.data, one.record, RUN)
    with pytest.raises(UsageError, match=r"in/larkfield\.txt.*old/larkfield\.txt"):
        full.find("larkfield.txt")
    assert full.find("old/larkfield.txt").id == one.record.document.id


def test_nothing_is_found_in_an_empty_case(case):
    """An empty case says that it is empty, and answers every question with nothing."""
    with pytest.raises(UsageError, match="the case is empty"):
        case.find("larkfield.txt")
    assert case.documents() == case.people() == case.quotes() == case.timeline() == case.search("x") == ()
    assert case.statements(about="Jane") == ()


def test_people(full):
    """The named persons and bodies come by name, one row for each document."""
    found = [(row.entity.name, row.title) for row in full.people()]
    titles = ["Larkfield Trust renamed", "second.html"]
    assert found == [(name, title) for name in ("Jane O'Hara", "Larkfield Trust") for title in titles]
    assert full.people()[0].entity == article().record.entities[1]


@pytest.mark.parametrize("by", ["Jane O'Hara", "o’hara", "JANE", "hara", "Jané"])
def test_quotes_by_a_name(full, by):
    """A speaker is found by any whole word of a name, whatever its case, accents and apostrophes."""
    row = full.quotes(by=by, document="larkfield.txt")[0]
    assert (row.speaker, row.source, row.cue) == ("Jane O'Hara", "O'Hara", "said")
    assert row.content == ("“We raised 412,500 pounds in spring 2013,”",)
    assert len(full.quotes(by=by)) == 2


@pytest.mark.parametrize("by", ["Jan", "Har", "Larkfield", "O'Hara Jane", "Nobody"])
def test_no_quotes_by_another_name(full, by):
    """Part of a word is no name, and who says nothing is not quoted."""
    assert full.quotes(by=by) == ()


def test_all_quotes(full):
    """Without a name all are quoted, in the order of the documents."""
    assert [row.title for row in full.quotes()] == ["Larkfield Trust renamed", "second.html"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"about": "Meadow Aid"}, ["name", "founding", "role", "payment"]),
        ({"about": "Jane"}, ["role"]),
        ({"about": "director"}, []),
        ({"type": "payment"}, ["payment"]),
        ({}, ["name", "founding", "role", "payment"]),
        ({"since": "2013"}, ["role", "payment"]),
        ({"until": "2009"}, ["founding"]),
        ({"until": "2013-03-01"}, ["founding", "payment"]),
        ({"since": "2013-06-01"}, ["role"]),
        ({"about": "Larkfield Trust", "type": "role", "since": "2010", "until": "2014-03-02"}, ["role"]),
        ({"type": "legal"}, []),
        ({"type": "legal", "about": "Jane"}, []),
    ],
)
def test_statements(full, asked, expected):
    """By name, type and time, each in the order of the text."""
    assert types(full.statements(document="larkfield.txt", **asked)) == expected


def test_a_statement_with_its_words(full):
    """A statement comes whole, with its words, its arguments' names, its days and the speaker's name."""
    row = full.statements(type="payment")[0]
    assert row.statement == article().record.statements[3]
    assert (row.trigger, row.voice, row.earliest, row.latest) == ("raised", "Jane O'Hara", "2013-03-01", "2013-05-31")
    assert [(arg.role, arg.words, arg.name, arg.value) for arg in row.arguments] == [
        ("subject", "We", "Larkfield Trust", None),
        ("amount", "412,500 pounds", None, "412500 GBP"),
    ]
    own = full.statements(type="founding")[0]
    assert (own.voice, own.words) == (None, FOUNDED)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "say which statements"),
        ({"since": "2009"}, "say which statements"),
        ({"type": "crime"}, "the types are name, role"),
        ({"type": "legal"}, "about a name or of one document, never over a case"),
        ({"type": "legal", "since": "2009"}, "about a name or of one document, never over a case"),
        ({"about": "—"}, "no name"),
        ({"about": "Jane", "since": "last year"}, "'last year' is no date"),
        ({"about": "Jane", "until": "PAST_REF"}, "no date"),
    ],
)
def test_wrong_questions(full, asked, message):
    """A question that cannot be answered says what can be asked."""
    with pytest.raises(UsageError, match=message):
        full.statements(**asked)


def test_timeline(full):
    """The statements with a time come by the earliest day it can mean, over all documents."""
    found = [(row.earliest, row.statement.type, row.title) for row in full.timeline()]
    expected = [("2009-01-01", "founding"), ("2013-03-01", "payment"), ("2014-03-01", "role")]
    titles = ["Larkfield Trust renamed", "second.html"]
    assert found == [(*what, title) for what in expected for title in titles]
    assert types(full.timeline(since="2013-05", until="2013", document="larkfield.txt")) == ["payment"]


def test_times_without_a_day_come_last(case):
    """A time that names no day stands at the end, and not where days are asked for."""
    one = article()
    vague = replace(one.record.statements[1], time=Time(0, 4, "PAST_REF"))
    record = replace(one.record, statements=(vague, *one.record.statements[2:]))
    case.add(one.name, one.data, record, RUN)
    assert types(case.timeline()) == ["payment", "role", "founding"]
    assert types(case.timeline(since="2000")) == ["payment", "role"]


def test_times_of_an_open_year_come_after_the_others(case):
    """A March of no year is neither the first thing that happened nor the last."""
    one = article()
    values = ("XXXX-03", "../2009", "PAST_REF", "2014-03")
    dated = zip(one.record.statements, values, strict=True)
    statements = tuple(replace(statement, time=Time(0, 4, value)) for statement, value in dated)
    case.add(one.name, one.data, replace(one.record, statements=statements), RUN)
    found = [row.statement.time.value for row in case.timeline()]
    assert found == ["../2009", "2014-03", "XXXX-03", "PAST_REF"]


def test_who_is_not_named_is_not_among_the_people(case):
    """A source that the text only describes is listed as nobody."""
    one = article()
    trust, jane = one.record.entities
    case.add(one.name, one.data, replace(one.record, entities=(trust, replace(jane, named=False))), RUN)
    assert [row.entity.name for row in case.people()] == ["Larkfield Trust"]


def test_superseded_documents_answer_only_when_asked(full):
    """What a newer version supersedes is left out of every answer but that of the document itself."""
    new = article(extra="\n\nCorrected.")
    full.add("in/larkfield.txt", new.data, new.record, RUN)
    old = article().record.document.id
    assert old not in {row.document for row in (*full.people(), *full.quotes(), *full.timeline())}
    assert old not in {row.document for row in (*full.statements(about="Jane"), *full.search("founded"))}
    assert len(full.statements(document=old)) == 4
    assert len(full.search("founded", document=old)) == 1


@pytest.mark.parametrize(
    ("about", "case_wide", "in_one"),
    [("Jane O'Hara", 1, 1), ("jane o'hara", 1, 1), ("Jane", 0, 1), ("Hara", 0, 1), ("trust", 0, 1), ("zzz", 0, 0)],
)
def test_legal_statements_of_a_case_are_about_a_whole_name(case, about, case_wide, in_one):
    """A word such as "the" or "trust" would list the accused of a whole case; in one document it finds as elsewhere."""
    made = article()
    statements = tuple(replace(one, type="legal") if one.type == "role" else one for one in made.record.statements)
    case.add(made.name, made.data, replace(made.record, statements=statements), RUN)
    assert len(case.statements(type="legal", about=about)) == case_wide
    assert len(case.timeline(type="legal", about=about)) == case_wide
    assert len(case.statements(type="legal", about=about, document="larkfield.txt")) == in_one
