"""What the checks found, settled by a person, and remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_builder import LATER_RUN, at

from onrecord.records import Finding


@pytest.fixture
def doc(case, larkfield):
    """The article with a finding."""
    text = larkfield.record.document.text
    place = at(text, "412,500 pounds")
    finding = Finding(place.start, place.end, "f-1", "unsourced", "should", "“412,500 pounds”: nobody is named for it.")
    case.add(larkfield.name, larkfield.data, replace(larkfield.record, findings=(finding,)), LATER_RUN)
    return larkfield.record.document.id


def test_a_finding_is_settled_and_remembered(browser, doc):
    """Open at first; what a person settled is there when the page is loaded again."""
    shown = browser.get(f"/documents/{doc}/findings.json").json()
    assert (shown["open"], [line["words"] for line in shown["lines"]]) == (1, ["412,500 pounds"])
    sent = {"decisions": [{"target": "f-1", "field": "settled", "value": "wrong finding", "words": "412,500 pounds"}]}
    assert browser.send_json(f"/api/documents/{doc}/decisions", sent)[0] == 200
    again = browser.get(f"/documents/{doc}/findings.json").json()
    assert (again["open"], again["lines"][0]["settled"]) == (0, "wrong finding")


def test_a_settled_finding_that_is_gone_is_told(browser, case, larkfield, doc):
    """When the next reading no longer finds it."""
    sent = {"decisions": [{"target": "f-1", "field": "settled", "value": "fixed", "words": "412,500 pounds"}]}
    browser.send_json(f"/api/documents/{doc}/decisions", sent)
    case.add(larkfield.name, larkfield.data, larkfield.record, replace(LATER_RUN, version="0.3.0"))
    shown = browser.get(f"/documents/{doc}/findings.json").json()
    assert (shown["lines"], shown["gone"]) == ([], ["412,500 pounds"])
