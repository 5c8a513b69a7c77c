"""Who is said to say what, by the rules over the parse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from onrecord.errors import RuleError
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.reading.attributions import cues, find_attributions
from onrecord.reading.attributions.cues import CueGroup, cue_lexicon, read_lexicon
from onrecord.reading.cast import Cast
from onrecord.records import Attribution, Document

Found = tuple[str | None, str | None, tuple[str, ...]]


@pytest.fixture(scope="session")
def attributed(parser: SpacyParser, document: Callable[..., Document]) -> Callable[[str], list[Attribution]]:
    """The attributions of a text, with an empty cast."""

    def read(text: str) -> list[Attribution]:
        made = document(text)
        return list(find_attributions(made, parser.parse(made), Cast()))

    return read


def words(text: str, found: Attribution) -> Found:
    """Source, cue and content as written."""
    source, cue = (text[span.start : span.end] if span else None for span in (found.source, found.cue))
    return source, cue, tuple(text[piece.start : piece.end] for piece in found.content)


CASES = [
    ("Ida Venn said that the pier is safe.", ("Ida Venn", "said", ("that the pier is safe",))),
    ("The pier is safe, Ida Venn said.", ("Ida Venn", "said", ("The pier is safe",))),
    ("The pier, Ida Venn said, is safe.", ("Ida Venn", "said", ("The pier", "is safe"))),
    ("“The pier is safe,” said Ida Venn.", ("Ida Venn", "said", ("“The pier is safe,”",))),
    ("“The pier is safe,” Ida Venn told reporters.", ("Ida Venn", "told", ("“The pier is safe,”",))),
    ("Ida Venn said: “The pier is safe. Nobody fell.”", ("Ida Venn", "said", ("“The pier is safe. Nobody fell.”",))),
    ("‘The pier isn’t safe,’ Ida Venn said.", ("Ida Venn", "said", ("‘The pier isn’t safe,’",))),
    ("“The pier,” Ida Venn said, “is not safe.”", ("Ida Venn", "said", ("“The pier,”", "“is not safe.”"))),
    (
        "“The pier is safe,” Ida Venn said. “Nobody has ever fallen off.”",
        ("Ida Venn", "said", ("“The pier is safe,”", "“Nobody has ever fallen off.”")),
    ),
    (
        "“The pier is safe,” Ida Venn said.\n\n“Nobody has ever fallen off.”",
        ("Ida Venn", "said", ("“The pier is safe,”", "“Nobody has ever fallen off.”")),
    ),
    (
        "“The pier is safe.\n\n“Nobody has ever fallen off,” Ida Venn said.",
        ("Ida Venn", "said", ("“The pier is safe.", "“Nobody has ever fallen off,”")),
    ),
    ("According to the report, the pier is safe.", ("the report", "According to", ("the pier is safe",))),
    ("The pier is safe, according to Ida Venn.", ("Ida Venn", "according to", ("The pier is safe",))),
    ("In the nurse's view, the pier is safe.", ("the nurse", "In", ("the pier is safe",))),
    ("The mayor's claim that the pier is safe is old.", ("The mayor", "claim", ("that the pier is safe",))),
    ("It is believed that the pier is safe.", (None, "is believed", ("that the pier is safe",))),
    ("Ida Venn was told that the pier is safe.", (None, "was told", ("that the pier is safe",))),
    ("The board called for a vote on the pier.", ("The board", "called for", ("a vote on the pier",))),
    ("The mayor did not say that the pier is safe.", ("The mayor", "did not say", ("that the pier is safe",))),
    ("Harbour Board: The pier is safe", ("Harbour Board", ":", ("The pier is safe",))),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_reads(attributed: Callable[[str], list[Attribution]], text: str, expected: Found) -> None:
    """Source, cue and content are the words that say so, in whatever order they stand."""
    assert expected in [words(text, found) for found in attributed(text)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ida Venn said that the pier is safe.", "statement"),
        ("Ida Venn asked whether the pier is safe.", "question"),
        ("Ida Venn urged the mayor to resign.", "demand"),
        ("Ida Venn told the mayor to resign.", "demand"),
        ("Ida Venn believes that the pier is safe.", "belief"),
        ("Ida Venn hopes that the pier is safe.", "feeling"),
        ("Ida Venn wants to leave.", "feeling"),
    ],
)
def test_acts(attributed: Callable[[str], list[Attribution]], text: str, act: str) -> None:
    """The cue with what it takes decides what kind of speech it is."""
    assert [found.act for found in attributed(text)] == [act]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The pier is safe,” Ida Venn said.", "direct"),
        ("Ida Venn said the pier is “as safe as any”.", "mixed"),
        ("Ida Venn said the pier is safe.", "indirect"),
    ],
)
def test_forms(attributed: Callable[[str], list[Attribution]], text: str, form: str) -> None:
    """The form is the share of the content inside quotation marks."""
    assert [found.form for found in attributed(text)] == [form]


@pytest.mark.model
def test_within(attributed: Callable[[str], list[Attribution]]) -> None:
    """What Lunt claims in Venn's words stands within what Venn says."""
    outer, inner = attributed("Ida Venn said that Rolf Lunt believes the pier is safe.")
    assert outer.within is None
    assert inner.within == outer.id


@pytest.mark.model
def test_further_speech_has_the_same_source(attributed: Callable[[str], list[Attribution]]) -> None:
    """What follows ", adding that" is the same speaker's, and its content is not the first one's."""
    text = "Ida Venn said the pier is safe, adding that nobody fell."
    first, second = attributed(text)
    assert words(text, first) == ("Ida Venn", "said", ("the pier is safe",))
    assert words(text, second) == ("Ida Venn", "adding", ("that nobody fell",))


@pytest.mark.model
def test_quoted_words_keep_to_their_marks(attributed: Callable[[str], list[Attribution]]) -> None:
    """An attribution inside a quotation takes nothing from outside it."""
    text = "“I think the pier is safe,” Ida Venn said."
    outer, inner = sorted(attributed(text), key=lambda found: found.within is not None)
    assert words(text, inner) == ("I", "think", ("the pier is safe,",)) or words(text, inner)[2] == (
        "the pier is safe",
    )
    assert inner.within == outer.id


@pytest.mark.model
def test_transcript_turns(attributed: Callable[[str], list[Attribution]]) -> None:
    """A name and a colon that come again are a speaker's lines; one alone is not."""
    text = "Venn: Is the pier safe?\n\nLunt: It is.\n\nVenn: Thank you.\n\nLunt: Goodbye now."
    assert [words(text, found)[0] for found in attributed(text)].count("Lunt") == 2
    assert attributed("It was late in the day.\n\nPrice: 40 crowns.\n\nColour: green.") == []


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "",
        "“",
        "said",
        "“” said",
        "he said he said he said",
        "👩‍🚒🔥 “💥” 👍",
        "قال إن الجسر آمن",
        "said: said: “said",
        ": :\n\n: :",
    ],
)
def test_odd_text(attributed: Callable[[str], list[Attribution]], text: str) -> None:
    """Odd text gives what it gives, never an exception, and spans within it."""
    for found in attributed(text):
        assert all(0 <= piece.start < piece.end <= len(text) for piece in found.content)


@pytest.mark.model
def test_ids_survive_a_shift(attributed: Callable[[str], list[Attribution]]) -> None:
    """An attribution keeps its id when text is put before it."""
    text = "Ida Venn said the pier is safe."
    assert attributed(text)[0].id in {found.id for found in attributed(f"A new line here.\n\n{text}")}


GROUPS = [pytest.param(group, id=f"{group.kind}-{group.id}") for group in cue_lexicon().groups]


@pytest.mark.model
@pytest.mark.parametrize("group", GROUPS)
def test_cue_examples(parser: SpacyParser, document: Callable[..., Document], group: CueGroup) -> None:
    """Every hit of the lexicon has an attribution by a cue of its group, and no miss has any."""
    assert group.hits
    assert group.misses
    for text in group.hits:
        assert _cues(parser, document(text)) & {word.split("_")[0] for word in group.words}, text
    for text in group.misses:
        assert not _cues(parser, document(text)), text


def _cues(parser: SpacyParser, made: Document) -> set[str]:
    parse: Parse = parser.parse(made)
    found = find_attributions(made, parse, Cast())
    spans = [item.cue for item in found if item.cue is not None]
    return {
        cue_lexicon().lemma(parse.tokens[index]) for span in spans for index in parse.tokens_in(span.start, span.end)
    }


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"strenght": "strong"}, "strenght"),
        ({"act": "shout"}, "act 'shout'"),
        ({"words": "say say"}, "'say' with clause stands here twice"),
    ],
)
def test_bad_lexicon(change: dict[str, str], complaint: str) -> None:
    """A bad rule fails at load and names file, group and key."""
    raw = yaml.safe_load(cues._FILE.read_text(encoding="utf-8"))
    raw["verbs"][0] |= change
    with pytest.raises(RuleError, match=complaint) as caught:
        read_lexicon(raw, "cues.yaml")
    assert "cues.yaml: group saying" in str(caught.value)
