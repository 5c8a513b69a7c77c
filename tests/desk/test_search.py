"""Search: the words in place, and no input that is an error."""

from __future__ import annotations

import pytest


@pytest.mark.usefixtures("larkfield")
def test_the_words_are_marked_in_place(browser):
    """Whatever their case and accents; the link leads to the first of them."""
    shown = browser.get("/search.json?words=DIRÉCTOR").json()
    (found,) = shown["documents"]
    (passage,) = found["passages"]
    marked = [piece["text"] for piece in passage["pieces"] if piece["found"]]
    assert (shown["passages"], marked) == (1, ["director"])
    assert "Jane O'Hara became director" in "".join(piece["text"] for piece in passage["pieces"])
    html = browser.get("/search?words=director").text
    assert '<mark class="lit">director</mark>' in html
    assert f'#t{passage["start"]}"' in html


@pytest.mark.usefixtures("larkfield")
@pytest.mark.parametrize("words", ["", "   ", '"', "AND OR NOT", "a*b)", "-x", "\u202e", "zzzz", "*" * 500])
def test_odd_words_find_nothing_and_break_nothing(browser, words):
    """A page all the same."""
    answer = browser.get("/search", params={"words": words})
    assert answer.status_code == 200
    assert "<mark" not in answer.text
