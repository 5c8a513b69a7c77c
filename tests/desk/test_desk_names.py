"""People and organisations: the list, the page of one, and names merged, taken apart and called otherwise."""

from __future__ import annotations

import pytest

from onrecord.desk.pages import names as pages


@pytest.fixture
def api(larkfield):
    """Where decisions on the article are sent."""
    return f"/api/documents/{larkfield.record.document.id}"


def decided(browser, api, target, field, value):
    """Send one decision."""
    status, answer = browser.send_json(
        f"{api}/decisions", {"decisions": [{"target": target, "field": field, "value": value}]}
    )
    assert status == 200, answer
    return answer


def listed(browser, about=""):
    """Name -> other names, as the list has them."""
    return {one["name"]: one["others"] for one in browser.get(f"/names.json?about={about}").json()["lines"]}


@pytest.mark.usefixtures("larkfield")
def test_all_names_are_listed(browser):
    """By name, with what else each is called; letters narrow the list down, whatever their accents."""
    assert listed(browser) == {"Jane O'Hara": [], "Larkfield Trust": ["Meadow Aid"]}
    assert list(listed(browser, "meadów")) == ["Larkfield Trust"]
    assert listed(browser, "zzz") == {}
    assert "Meadow Aid" in browser.get("/names").text


def test_a_page_holds_all_that_is_said_of_one(browser, larkfield):
    """Posts, statements and words; nobody's are mixed."""
    doc, (trust, jane) = larkfield.record.document.id, larkfield.record.entities
    shown = browser.get(f"/documents/{doc}/names/{jane.id}.json").json()
    assert [line["type"] for line in shown["posts"]] == ["role"]
    assert [one["quoted"] for one in shown["says"]] == [True]
    shown = browser.get(f"/documents/{doc}/names/{trust.id}.json").json()
    assert sorted(line["type"] for line in shown["about"]) == ["founding", "name", "payment"]
    assert shown["says"] == []
    assert "never said to speak" in browser.get(f"/documents/{doc}/names/{trust.id}").text


def test_names_are_merged_and_apart_again(browser, larkfield, api):
    """Two of a document are one until it is undone; the record itself stays as it was read."""
    doc, (trust, jane) = larkfield.record.document.id, larkfield.record.entities
    decided(browser, api, jane.id, "same", trust.id)
    assert listed(browser) == {"Larkfield Trust": ["Meadow Aid", "Jane O'Hara"]}
    shown = browser.get(f"/documents/{doc}/names/{jane.id}.json").json()
    assert (shown["party"]["id"], len(shown["about"]) + len(shown["posts"])) == (trust.id, 4)
    browser.send_json(f"{api}/undo", {})
    assert list(listed(browser)) == ["Jane O'Hara", "Larkfield Trust"]


def test_a_name_is_somebody_elses(browser, larkfield, api):
    """A name taken apart stands by itself, and the rest keeps its own."""
    trust, _ = larkfield.record.entities
    decided(browser, api, trust.id, "apart", ["Meadow Aid"])
    assert listed(browser) == {"Jane O'Hara": [], "Larkfield Trust": [], "Meadow Aid": []}


def test_what_was_taken_apart_stays_so(browser, larkfield, api):
    """Taking out a second name keeps the first out, and so does one that came in by a merge."""
    trust, jane = larkfield.record.entities
    decided(browser, api, jane.id, "same", trust.id)
    decided(browser, api, trust.id, "apart", ["Meadow Aid"])
    decided(browser, api, trust.id, "apart", ["Jane O'Hara"])
    assert listed(browser) == {"Jane O'Hara": [], "Larkfield Trust": [], "Meadow Aid": []}


def test_a_party_is_called_otherwise(browser, larkfield, api):
    """The main name is the person's; the names of the text stay."""
    _, jane = larkfield.record.entities
    decided(browser, api, jane.id, "called", "Jane Mary O'Hara")
    assert listed(browser)["Jane Mary O'Hara"] == ["Jane O'Hara"]


def test_nobody_of_an_id_is_told(browser, larkfield):
    """With what to do."""
    answer = browser.get(f"/documents/{larkfield.record.document.id}/names/e-0.json")
    assert answer.status_code == 400
    assert "list of names" in answer.json()["error"]


def test_a_page_says_what_it_leaves_out(browser, larkfield, monkeypatch):
    """Of very many statements about one it holds the first ones, and leads to the others."""
    doc, (trust, _) = larkfield.record.document.id, larkfield.record.entities
    whole = browser.get(f"/documents/{doc}/names/{trust.id}.json").json()
    monkeypatch.setattr(pages, "_MOST", 1)
    short = browser.get(f"/documents/{doc}/names/{trust.id}.json").json()
    assert whole["left_out"] == 0
    assert short["left_out"] == len(whole["posts"]) + len(whole["about"]) + len(whole["perhaps"]) - 1
    assert "more statements about them" in browser.get(f"/documents/{doc}/names/{trust.id}").text
