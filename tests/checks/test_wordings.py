"""Wordings as data: every hit and miss of every file, and what a bad file says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.checks import wordings
from onrecord.checks.wordings import Wording, Wordings, load_wordings, match_wordings, read_wordings
from onrecord.errors import RuleError

FILES = sorted(path.stem for path in Path(wordings.__file__).parent.glob("*.yaml"))
ALL = [pytest.param(each, id=f"{name}:{each.id}") for name in FILES for each in load_wordings(name).all]
GOOD = """
lists: {animals: cat dog_rose}
wordings:
  - id: one
    why: for the test
    words: <animals>
    pattern: "it's an? <animals>"
    hits: ["[It’s a cat]."]
    misses: ["A cat it is."]
"""


def found(wording: Wording, text: str) -> list[str]:
    """The words that one wording finds in a text."""
    alone = Wordings((wording,), dict.fromkeys(wording.words, (0,)))
    return [text[span.start : span.end] for span in match_wordings(text, alone)]


@pytest.mark.parametrize("wording", ALL)
def test_hits_are_found_to_the_letter(wording: Wording) -> None:
    """In each hit the wording finds the words in brackets and nothing else."""
    for hit in wording.hits:
        assert found(wording, hit.replace("[", "").replace("]", "")) == re.findall(r"\[(.*?)\]", hit, re.DOTALL)


@pytest.mark.parametrize("wording", ALL)
def test_misses_share_a_word_and_are_not_found(wording: Wording) -> None:
    """In each near-miss one of the wording's words stands, and it finds nothing."""
    for miss in wording.misses:
        assert wording.words.intersection(re.findall(r"[^\W_]+", miss.lower())), miss
        assert found(wording, miss) == []


def test_lists_blanks_and_apostrophes_are_filled_in(tmp_path: Path) -> None:
    """A list stands for any of its entries, a blank for any white space, an apostrophe for either kind."""
    file = tmp_path / "good.yaml"
    file.write_text(GOOD, encoding="utf-8")
    (wording,) = read_wordings(file).all
    assert found(wording, "it's a cat, IT’S\nA DOG ROSE, its a cat") == ["it's a cat", "IT’S\nA DOG ROSE"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("id: one", "name: one"), r"bad\.yaml: wording \?: name: no such key; allowed are id, why, words"),
        (("misses:", "# misses:"), r"wording one: misses: missing; the keys are id, why"),
        (("an? <animals>", "<plants>"), r"wording one: pattern: no list plants; known are animals"),
        (("words: <animals>", "words: <plants>"), r"wording one: words: no list plants; known are animals"),
        (("an? <", "(an? <"), r"wording one: pattern: .*unterminated"),
        (("lists:", "list:"), r"bad\.yaml: list: no such key; allowed are lists, wordings"),
        (("  - id", "  - 3\n  - id"), r"wording 3: must be a mapping"),
    ],
)  # fmt: skip
def test_a_bad_file_names_file_wording_and_key(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    """What is wrong with a file is said with the file, the wording and the key, and the keys allowed."""
    file = tmp_path / "bad.yaml"
    assert change[0] in GOOD
    file.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(RuleError, match=message):
        read_wordings(file)


def test_two_wordings_of_one_name_are_refused(tmp_path: Path) -> None:
    """An id stands for one wording."""
    file = tmp_path / "twice.yaml"
    file.write_text(GOOD + GOOD[GOOD.index("  - id") :], encoding="utf-8")
    with pytest.raises(RuleError, match="wording one: id: there is another"):
        read_wordings(file)
