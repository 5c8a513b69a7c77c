"""The desk answers this machine's own pages and nobody else."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("host", ["desk.example", "desk.example:8470", "127.0.0.1.example", "[2001:db8::1]:8470", ""])
def test_a_foreign_name_is_refused(browser, host):
    """A name server that points elsewhere's name at this machine gets nothing."""
    assert browser.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8470", "localhost:8470", "localhost", "[::1]:8470", "[::1]"])
def test_this_machines_names_are_answered(browser, host):
    """By any name of the loopback address."""
    assert browser.get("/", headers={"host": host}).status_code == 200


def test_a_change_needs_the_pages_token(browser, larkfield):
    """A form of another site has the cookie at most, not the token in a header, or another origin."""
    address = f"/api/documents/{larkfield.record.document.id}/undo"
    token = browser.cookies["onrecord-token"]
    assert browser.post(address).status_code == 403
    assert browser.post(address, headers={"x-onrecord-token": "guess"}).status_code == 403
    foreign = {"x-onrecord-token": token, "origin": "http://evil.example"}
    assert browser.post(address, headers=foreign).status_code == 403
    own = {"x-onrecord-token": token, "origin": "http://127.0.0.1:8470"}
    assert browser.post(address, headers=own).status_code == 200


def test_every_answer_forbids_what_the_desk_does_not_need(browser):
    """No inline script, no other origin, no framing, nothing kept by a cache; refusals, too."""
    for answer in (browser.get("/"), browser.get("/static/desk.js"), browser.get("/", headers={"host": "x"})):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["cache-control"] == "no-store"
        assert "samesite=strict" in answer.headers.get("set-cookie", "samesite=strict").lower()


def test_more_than_fits_is_refused_before_it_is_read(browser):
    """By what the request says of its size."""
    assert browser.post("/", headers={"content-length": "999999999999"}, content=b"").status_code == 413
