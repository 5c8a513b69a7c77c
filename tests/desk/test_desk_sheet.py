"""The sheet: every line, what is decided on it, filters, order, and the sentences in which nothing was read."""

from __future__ import annotations

import pytest


@pytest.fixture
def address(larkfield):
    """The sheet of the article."""
    return f"/documents/{larkfield.record.document.id}/sheet"


def lines(browser, address, asked=""):
    """The lines of the sheet."""
    return browser.get(f"{address}.json{asked}").json()["lines"]


def decide(browser, larkfield, *decisions):
    """Send one stroke."""
    api = f"/api/documents/{larkfield.record.document.id}/decisions"
    status, answer = browser.send_json(api, {"decisions": list(decisions)})
    assert status == 200, answer


def test_every_sentence_has_a_line(browser, address):
    """The headline states nothing that was read: it is a line of its own, and counts as unchecked."""
    shown = browser.get(f"{address}.json").json()
    assert [(line["nothing"], line["row"]["type"]) for line in shown["lines"]] == [
        (True, ""),
        (False, "name"),
        (False, "founding"),
        (False, "role"),
        (False, "payment"),
    ]
    assert [(one["name"], one["checked"], one["lines"]) for one in shown["sections"]] == [
        ("Larkfield Trust renamed", 0, 5)
    ]
    assert "nothing read here: look" in browser.get(address).text


def test_a_bare_sentence_is_settled_like_any_line(browser, larkfield, address):
    """By the id of its words; the progress of its section counts it."""
    bare = lines(browser, address)[0]
    decide(browser, larkfield, {"target": bare["target"], "field": "status", "value": "no check needed", "words": "x"})
    shown = browser.get(f"{address}.json").json()
    assert shown["lines"][0]["row"]["status"] == "no check needed"
    assert shown["sections"][0]["checked"] == 1


def test_status_and_reading_never_mix(browser, larkfield, address):
    """What was read wrongly can still match its source, and the other way round."""
    target = larkfield.record.statements[0].id
    decide(
        browser,
        larkfield,
        {"target": target, "field": "reading", "value": "rejected"},
        {"target": target, "field": "status", "value": "matches source"},
        {"target": target, "field": "evidence", "value": [{"where": "register, page 3", "tier": "primary"}]},
    )
    line = lines(browser, address)[1]
    assert (line["review"]["reading"], line["row"]["status"]) == ("rejected", "matches source")
    assert line["row"]["evidence"] == "register, page 3 (primary)"


@pytest.mark.parametrize(
    ("asked", "types"),
    [
        ("?type=role", ["role"]),
        ("?voice=Jane%20O%27Hara", ["payment"]),
        ("?text=DIRECTOR", ["role"]),
        ("?status=changed", ["founding"]),
        ("?open=on", ["", "name", "role", "payment"]),
        ("?perhaps=on", []),
        ("?sort=type", ["founding", "name", "payment", "role", ""]),
        ("?sort=nonsense&first=x", ["", "name", "founding", "role", "payment"]),
        ("?first=3", ["role", "payment"]),
    ],
)
def test_lines_are_filtered_and_sorted(browser, larkfield, address, asked, types):
    """By what stands in them; an address that makes no sense shows all."""
    decide(browser, larkfield, {"target": larkfield.record.statements[1].id, "field": "status", "value": "changed"})
    assert [line["row"]["type"] for line in lines(browser, address, asked)] == types


def test_what_a_person_adds_is_a_line(browser, larkfield, address):
    """In text order, made by a person; the numbers go on from one to the next."""
    value = {"type": "name", "restatement": "The trust has another name", "start": 0}
    words = "Larkfield Trust renamed"
    decide(browser, larkfield, {"target": "s-00000000000000aa", "field": "added", "value": value, "words": words})
    found = lines(browser, address)
    assert [line["row"]["number"] for line in found] == [1, 2, 3, 4, 5, 6]
    assert [line["row"]["made_by"] for line in found[:2]].count("person:Ada") == 1


def test_another_reading_of_a_person_stands_in_the_line(browser, larkfield, address):
    """The edited fields, and no others."""
    edit = {"about": "The Fund", "polarity": "negative", "restatement": "It was not so"}
    decide(browser, larkfield, {"target": larkfield.record.statements[2].id, "field": "edit", "value": edit})
    row = lines(browser, address)[3]["row"]
    assert (row["about"], row["restatement"], row["type"]) == ("The Fund", "It was not so", "role")
