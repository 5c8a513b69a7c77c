"""Words that judge somebody, on whom they are put and in whose voice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from onrecord.errors import RuleError
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.reading import labels
from onrecord.reading.attributions import find_attributions
from onrecord.reading.attributions.quotations import find_quotations
from onrecord.reading.attributions.voice import VoiceIndex
from onrecord.reading.cast import Cast
from onrecord.reading.labels import LabelGroup, find_labels, label_lexicon, read_labels
from onrecord.records import Document, Entity, Label

PEOPLE = ("Venn", "Tarrow", "Front")


def cast_of(parse: Parse) -> Cast:
    """A cast made by hand: every token that is one of the invented names is that person."""
    heads = {token.index: f"e-{token.text}" for token in parse.tokens if token.text in PEOPLE}
    return Cast(tuple(Entity(f"e-{name}", "Person", name, True, (), ()) for name in PEOPLE), heads)  # noqa: FBT003


@pytest.fixture(scope="session")
def labelled(parser: SpacyParser, document: Callable[..., Document]) -> Callable[[str], list[Label]]:
    """The labels of a text."""

    def read(text: str) -> list[Label]:
        made = document(text)
        parse = parser.parse(made)
        cast = cast_of(parse)
        voices = VoiceIndex.of(find_attributions(made, parse, cast), find_quotations(made))
        return list(find_labels(made, parse, cast, voices))

    return read


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The notorious Ida Venn came back.", [("notorious", "Venn")]),
        ("Ida Venn, an apologist for the board, came back.", [("apologist", "Venn")]),
        ("Ida Venn is a fraud.", [("fraud", "Venn")]),
        ("Ida Venn is not a liar.", [("liar", "Venn")]),
        ("Ida Venn is corrupt.", [("corrupt", "Venn")]),
        ("Tarrow called Venn a liar.", [("liar", "Venn")]),
        ("Tarrow described Venn as a traitor.", [("traitor", "Venn")]),
        ("Venn was described as a traitor.", [("traitor", "Venn")]),
        ("The far-right Harbour Front marched.", [("far-right", "Front")]),
        ("The corrupt pipes were mended.", []),
        ("Venn told a lie.", []),
    ],
)
def test_targets(labelled: Callable[[str], list[Label]], text: str, expected: list[tuple[str, str]]) -> None:
    """The label is put on the one it modifies, stands beside or is said of; words on things are none."""
    found = [(text[label.start : label.end], label.target.removeprefix("e-")) for label in labelled(text)]
    assert found == expected


@pytest.mark.model
def test_voice(labelled: Callable[[str], list[Label]]) -> None:
    """A label in reported speech is the speaker's; one in the document's own words is nobody's."""
    assert labelled("Tarrow said that Venn is a fraud.")[0].voice is not None
    assert labelled("Venn is a fraud.")[0].voice is None


GROUPS = [pytest.param(group, id=group.id) for group in label_lexicon().groups]


@pytest.mark.model
@pytest.mark.parametrize("group", GROUPS)
def test_label_examples(labelled: Callable[[str], list[Label]], group: LabelGroup) -> None:
    """Every hit of the lexicon has a label, and no miss has one."""
    assert group.hits
    assert group.misses
    assert all(labelled(text) for text in group.hits)
    assert not any(labelled(text) for text in group.misses)


@pytest.mark.parametrize(("change", "complaint"), [({"kin": "noun"}, "kin"), ({"kind": "verb"}, "kind 'verb'")])
def test_bad_lexicon(change: dict[str, str], complaint: str) -> None:
    """A bad rule fails at load and names file, group and key."""
    raw = yaml.safe_load(labels._FILE.read_text(encoding="utf-8"))
    raw[0] |= change
    with pytest.raises(RuleError, match=complaint) as caught:
        read_labels(raw, "labels.yaml")
    assert "labels.yaml: group distancing" in str(caught.value)
