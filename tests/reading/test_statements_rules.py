"""Every rule of the package against its own examples, and what the loader says of rules that are wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from onrecord.errors import RuleError
from onrecord.language.parse import Parse
from onrecord.reading.amounts import find_amounts
from onrecord.reading.coreference import resolve
from onrecord.reading.names import NamesRead, find_names
from onrecord.reading.statements.finding import find_statements
from onrecord.reading.statements.rules import Rule, load_rules, load_words, read_rules
from onrecord.reading.statements.understanding import Understanding
from onrecord.reading.times import find_times
from onrecord.records import Document, Statement

Reader = Callable[[str], tuple[Statement, ...]]
_HITS = [pytest.param(rule, hit, id=f"{rule.id}-{at}") for rule in load_rules() for at, hit in enumerate(rule.hits)]
_MISSES = [
    pytest.param(rule, text, id=f"{rule.id}-{at}") for rule in load_rules() for at, text in enumerate(rule.misses)
]


@pytest.fixture(scope="session")
def read(parse: Callable[[str], Parse], document: Callable[..., Document]) -> Reader:
    """Text -> statements, by way of the stages before."""

    def read_text(text: str) -> tuple[Statement, ...]:
        made, tree = document(text), parse(text)
        cast = resolve(made, tree, NamesRead(find_names(tree)))
        return find_statements(Understanding(made, tree, cast, find_times(made, tree), find_amounts(made, tree)))

    return read_text


def _fits(statement: Statement, hit: Mapping[str, str]) -> bool:
    text = hit["text"]
    filled = [(found.role, text[found.start : found.end]) for found in statement.arguments]
    wanted = [(role, words) for role, words in hit.items() if role not in ("text", "trigger")]
    return hit["trigger"] in text[statement.trigger.start : statement.trigger.end] and all(
        any(role == found and words in said for found, said in filled) for role, words in wanted
    )


@pytest.mark.model
@pytest.mark.parametrize(("rule", "hit"), _HITS)
def test_a_rule_reads_its_hits(rule: Rule, hit: Mapping[str, str], read: Reader) -> None:
    """A rule's hit is read by that rule, with the trigger and the arguments that stand in it."""
    made = [found for found in read(hit["text"]) if found.made_by == f"rule:{rule.id}"]
    assert any(_fits(found, hit) for found in made), made


@pytest.mark.model
@pytest.mark.parametrize(("rule", "text"), _MISSES)
def test_a_rule_leaves_its_misses(rule: Rule, text: str, read: Reader) -> None:
    """A rule's miss, though it has a word of the trigger, is not read by that rule."""
    assert not [found for found in read(text) if found.made_by == f"rule:{rule.id}"]


def test_every_word_list_is_used() -> None:
    """No word list lies about unused."""
    folder = Path(read_rules.__code__.co_filename).parent
    text = "".join(file.read_text(encoding="utf-8") for file in sorted((folder / "rules").glob("*.yaml")))
    code = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.py")))
    unused = [name for name in load_words() if not re.search(rf"@{name}\b", text) and f'["{name}"]' not in code]
    assert unused == []


_GOOD = """
- id: sings
  why: an example
  trigger: {words: [sing], pos: [VERB]}
  arguments: {subject: actor}
  hits: [{text: "Ada sang.", trigger: sang}]
  misses: ["The song ended."]
"""
_WRONG = {
    "an unknown key": ("why:", "whyy:", "whyy: no such key; allowed are appositive"),
    "an unknown relation": ("subject: actor", "subject: nsubjj", "no such relation: nsubjj; known are ROOT"),
    "an unknown role": ("subject: actor", "singer: actor", "singer: no such key; allowed are agent"),
    "an unknown word list": ("[sing]", "['@songs']", "no such word list: @songs; known are"),
    "an unknown type of entity": ("subject: actor", "subject: 'actor[Bird]'", "no such entity type: Bird"),
    "a broken path": ("subject: actor", "subject: 'actor>(x'", "is not a step"),
    "no misses": ('misses: ["The song ended."]', "misses: []", "misses: missing"),
    "an unknown trigger key": ("pos: [VERB]", "part: [VERB]", "trigger: part: no such key; allowed are dep"),
    "an unknown modality": ("why: an example", "why: an example\n  modality: likely", "'likely' is none of actual"),
}


@pytest.mark.parametrize(("old", "new", "message"), _WRONG.values(), ids=_WRONG.keys())
def test_a_wrong_rule_fails_when_loaded(tmp_path: Path, old: str, new: str, message: str) -> None:
    """The error names the file, the rule, the key, and the keys or names that are allowed."""
    file = tmp_path / "event.yaml"
    file.write_text(_GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        list(read_rules(file, "event", {}))
    assert str(raised.value).startswith("event.yaml: rule sings")
    assert message in str(raised.value)


def test_two_rules_of_one_name_fail(tmp_path: Path) -> None:
    """A rule's id is its own: two of a name are an error, not one of them lost."""
    file = tmp_path / "event.yaml"
    file.write_text(_GOOD + _GOOD, encoding="utf-8")
    with pytest.raises(RuleError, match="there is another rule of that name"):
        list(read_rules(file, "event", {}))
