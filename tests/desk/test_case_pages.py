"""The pages over the case: timeline, network, money; and the voices of a document."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_builder import LATER_RUN

from onrecord.desk.pages import money, timeline
from onrecord.records import Argument

DOC = "larkfield.txt"


def lines(answer: dict) -> list[str]:
    """The sentences of a timeline, in order."""
    return [entry["line"]["sentence"] for year in answer["years"] for entry in year["entries"]]


@pytest.mark.usefixtures("larkfield")
def test_the_timeline_is_in_the_order_of_days(browser):
    """Each under its year; a month is vague; the drawing spans from the first day to the last."""
    answer = browser.get("/timeline.json").json()
    assert [year["name"] for year in answer["years"]] == ["2009", "2013", "2014"]
    kinds = [entry["kind"] for year in answer["years"] for entry in year["entries"]]
    assert kinds == ["vague", "vague", "vague"]
    assert answer["first"] == "2009-01-01"
    assert [entry["x"] for entry in answer["years"][0]["entries"]] == [0]


@pytest.mark.usefixtures("larkfield")
def test_the_timeline_is_filtered(browser):
    """By name and by type; what is asked for and is nowhere leaves the page whole."""
    assert len(lines(browser.get("/timeline.json?about=O'Hara").json())) == 1
    assert len(lines(browser.get("/timeline.json?type=founding").json())) == 1
    assert lines(browser.get("/timeline.json?about=Nobody").json()) == []
    assert "fits this choice" in browser.get("/timeline?about=Nobody").text


@pytest.mark.usefixtures("larkfield")
def test_the_accused_of_a_case_are_not_listed(browser):
    """`legal` is a choice of one document or about a name, never over the whole case."""
    answer = browser.get("/timeline.json?type=legal")
    assert answer.status_code == 400
    assert "never over a case" in answer.json()["error"]
    assert "legal" not in browser.get("/timeline.json").json()["types"]


def read_again(case, larkfield, change):
    """The article as another run of the reader reads it: each statement changed."""
    record = larkfield.record
    statements = tuple(change(one) for one in record.statements)
    case.add(larkfield.name, larkfield.data, replace(record, statements=statements), LATER_RUN)


def test_what_is_perhaps_is_left_out_until_asked_for(browser, case, larkfield):
    """The timeline says how many it leaves out; the network and the money never show them as read."""
    read_again(case, larkfield, lambda one: replace(one, sure=0.2))
    answer = browser.get("/timeline.json").json()
    assert (lines(answer), answer["left_out"]) == ([], 3)
    assert len(lines(browser.get("/timeline.json?perhaps=on").json())) == 3
    assert browser.get("/network.json").json()["edges"] == []
    money = browser.get("/money.json").json()
    assert (money["plain"], money["others"], len(money["perhaps"])) == ([], [], 1)


def test_what_a_person_rejected_or_reads_otherwise_is_not_drawn_as_read(browser, larkfield):
    """A rejected payment is none, also on the timeline, and what a person reads as denied is no plain edge."""
    record = larkfield.record
    ids = {one.type: one.id for one in record.statements}
    before = lines(browser.get("/timeline.json").json())
    made = [
        {"target": ids["payment"], "field": "reading", "value": "rejected"},
        {"target": ids["role"], "field": "edit", "value": {"polarity": "negative"}},
    ]
    browser.send_json(f"/api/documents/{record.document.id}/decisions", {"decisions": made})
    shown = browser.get("/money.json").json()
    assert (shown["plain"], shown["others"], shown["perhaps"]) == ([], [], [])
    assert len(lines(browser.get("/timeline.json").json())) == len(before) - 1
    (edge,) = browser.get("/network.json").json()["edges"]
    assert edge["line"]["plain"] is False


@pytest.mark.usefixtures("larkfield")
def test_the_network_connects_by_the_words_of_the_text(browser):
    """The director and the trust, plain, with the words that say so."""
    shown = browser.get("/network.json").json()
    (edge,) = shown["edges"]
    names = {node["id"]: node["name"] for node in shown["nodes"]}
    assert (names[edge["source"]], names[edge["target"]]) == ("Jane O'Hara", "Larkfield Trust")
    assert (edge["label"], edge["line"]["plain"]) == ("director", True)
    assert "became director" in edge["line"]["words"]


@pytest.mark.parametrize(
    ("body", "post"),
    [("The Meadow Party", "director"), ("Larkfield Church", "director"), ("Larkfield Trust", "member")],
)
def test_party_faith_and_membership_draw_no_edge(browser, case, larkfield, body, post):
    """Nobody is connected by what they believe or belong to."""
    record = larkfield.record
    trust, jane = record.entities
    role = record.statements[2]
    arguments = tuple(replace(a, value=post) if a.role == "value" else a for a in role.arguments)
    changed = replace(
        record, entities=(replace(trust, name=body), jane), statements=(replace(role, arguments=arguments),)
    )
    case.add(larkfield.name, larkfield.data, changed, LATER_RUN)
    assert browser.get("/network.json").json()["edges"] == []


@pytest.mark.parametrize("change", [{"polarity": "negative"}, {"modality": "planned"}])
def test_what_is_denied_or_planned_is_not_plain(browser, case, larkfield, change):
    """Its edge and its payment are kept apart from what is."""
    read_again(case, larkfield, lambda one: replace(one, voice=None, **change))
    assert [edge["line"]["plain"] for edge in browser.get("/network.json").json()["edges"]] == [False]
    money = browser.get("/money.json").json()
    assert (len(money["plain"]), len(money["others"])) == (0, 1)


@pytest.mark.usefixtures("larkfield")
def test_a_payment_in_somebodys_words_is_not_plain(browser):
    """Who pays, how much as written and as a value, and that it is O'Hara who says so."""
    money = browser.get("/money.json").json()
    (payment,) = money["others"]
    assert (payment["about"], payment["amounts"]) == ("Larkfield Trust", ["412500 GBP"])
    assert (payment["amounts_as_written"], payment["line"]["voice"]) == (["412,500 pounds"], "Jane O'Hara")
    assert "Not to be taken as paid" in browser.get("/money").text


def test_an_agent_is_who_pays(browser, case, larkfield):
    """And nothing that is no money is an amount paid."""
    jane = larkfield.record.entities[1]

    def paid(one):
        span = one.trigger
        rooms = Argument(span.start, span.end, "amount", value="9 rooms")
        agent = Argument(span.start, span.end, "agent", entity=jane.id)
        return replace(one, arguments=(*one.arguments, agent, rooms))

    read_again(case, larkfield, paid)
    (payment,) = browser.get("/money.json").json()["others"]
    assert (payment["paid_by"], payment["about"]) == ("Jane O'Hara", "Larkfield Trust")
    assert payment["amounts"] == ["412500 GBP"]


def test_the_voices_of_a_document(browser, larkfield):
    """Who speaks and how much; the trust is spoken about and never speaks."""
    shown = browser.get(f"/documents/{larkfield.record.document.id}/voices.json").json()
    (speaker,) = shown["speakers"]
    assert (speaker["name"], speaker["times"], speaker["quoted"], speaker["reported"]) == ("Jane O'Hara", 1, 7, 0)
    assert [(one["name"], one["statements"]) for one in shown["silent"]] == [("Larkfield Trust", 3)]
    assert shown["own"] == shown["words"] - 7


@pytest.mark.usefixtures("larkfield")
def test_a_long_timeline_is_paged(browser, monkeypatch):
    """Each page says how many there are in all and leads to the next; all pages together hold every entry once."""
    whole = lines(browser.get("/timeline.json").json())
    monkeypatch.setattr(timeline, "MOST", 2)
    first = browser.get("/timeline.json").json()
    second = browser.get(f"/timeline.json?start={first['more']}").json()
    assert (first["found"], second["more"]) == (len(whole), None)
    assert lines(first) + lines(second) == whole
    assert "More statements" in browser.get("/timeline").text
    assert browser.get("/timeline?start=x").status_code == 200


@pytest.mark.usefixtures("larkfield")
def test_a_long_list_of_payments_is_paged(browser, monkeypatch):
    """One page holds so many of each kind; a later one leads back to the first."""
    monkeypatch.setattr(money, "MOST", 1)
    assert browser.get("/money.json").json()["more"] is None
    second = browser.get("/money.json?first=1").json()
    assert (second["found"], second["others"]) == (1, [])
    assert "To the first" in browser.get("/money?first=1").text
