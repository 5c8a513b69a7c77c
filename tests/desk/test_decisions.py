"""What the pages send: decided, refused, undone, done again; and two windows at once."""

from __future__ import annotations

import pytest


@pytest.fixture
def api(larkfield):
    """Where decisions on the article are sent."""
    return f"/api/documents/{larkfield.record.document.id}"


def test_a_decision_is_kept_and_undone(browser, larkfield, api):
    """The answer says where the statement stands; undoing takes it back, and it is in the history."""
    target = larkfield.record.statements[0].id
    sent = {"decisions": [{"target": target, "field": "status", "value": "matches source", "words": "x"}]}
    status, answer = browser.send_json(f"{api}/decisions", sent)
    assert (status, answer["reviews"][target]["status"]) == (200, "matches source")
    status, undone = browser.send_json(f"{api}/undo", {})
    assert (status, undone["stroke"], undone["reviews"]) == (200, answer["stroke"], {})
    status, again = browser.send_json(f"{api}/redo", {"stroke": answer["stroke"]})
    assert again["reviews"][target]["status"] == "matches source"
    (entry,) = browser.get(f"/documents/{larkfield.record.document.id}/history.json").json()["history"]
    assert (entry["who"], entry["undone"]) == ("Ada", False)


def test_what_another_window_decided_is_not_overwritten(browser, larkfield, api):
    """A page that does not know of a decision is told, and nothing of its stroke is kept."""
    target = larkfield.record.statements[0].id
    first = {"target": target, "field": "note", "value": "mine", "seen": 0}
    assert browser.send_json(f"{api}/decisions", {"decisions": [first]})[0] == 200
    status, answer = browser.send_json(f"{api}/decisions", {"decisions": [{**first, "value": "yours"}]})
    assert (status, answer["reviews"][target]["note"]) == (409, "mine")
    assert "somebody has decided" in answer["error"]


@pytest.mark.parametrize(
    "sent",
    [
        {"decisions": [{"target": "s-1", "field": "status", "value": "true"}]},
        {"decisions": [{"target": "s-1"}]},
        {"decisions": "all"},
        [],
    ],
)
def test_what_cannot_be_decided_is_one_clear_line(browser, api, sent):
    """A wrong request changes nothing and says what is wrong."""
    status, answer = browser.send_json(f"{api}/decisions", sent)
    assert status == 400
    assert answer["error"]
    assert "\n" not in answer["error"]


def test_an_unknown_document_is_told(browser):
    """By its name."""
    status, answer = browser.send_json("/api/documents/d-nowhere/undo", {})
    assert status == 400
    assert "d-nowhere" in answer["error"]


@pytest.mark.usefixtures("larkfield")
def test_the_list_of_documents_counts_what_is_open(browser):
    """A page and its twin hold the same."""
    (line,) = browser.get("/documents.json").json()["documents"]
    assert (line["statements"], line["open"]) == (4, 4)
    assert line["title"] in browser.get("/").text
