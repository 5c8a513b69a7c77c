"""The edges of what a trained model proposes, and what becomes of proposals that doubt, overlap or stand in quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from onrecord.language.encoder import Batch, Floats, Model
from onrecord.language.parse import Parse, Sentence, Token
from onrecord.language.syntax import Integers
from onrecord.language.windows import words_of
from onrecord.reading.attributions import find_attributions
from onrecord.reading.attributions.cues import cue_lexicon
from onrecord.reading.attributions.phrases import trained_speaker, whole_content, whole_cue, whole_phrase
from onrecord.reading.attributions.trained import trained_proposals
from onrecord.reading.cast import Cast
from onrecord.records import Attribution, Document, Span

LEAST = 0.3


@dataclass(frozen=True)
class Seen:
    """One attribution as the hand-made model sees it: words of the text, and how sure it is of the cue."""

    source: str
    cue: str
    content: str
    sure: float = 0.95


class Scripted:
    """Graphs that see what they are told to see in one text."""

    def __init__(self, text: str, seen: Sequence[Seen]) -> None:
        self._text = text
        self._words = words_of(text, [])
        self._seen = {self._run(item.cue)[0]: item for item in seen}

    def _run(self, part: str) -> list[int]:
        """The indices of the words of a part of the text."""
        start = self._text.index(part)
        return [at for at, word in enumerate(self._words) if start <= word.start and word.end <= start + len(part)]

    def encode(self, batch: Batch) -> tuple[Floats, Floats]:
        """Each cue begins with the confidence it was given; its further words go it on."""
        likely = np.zeros((*batch.heads.shape, 3), np.float32)
        for first, item in self._seen.items():
            likely[:, first, 1] = item.sure
        for item in self._seen.values():
            further = self._run(item.cue)[1:]
            likely[:, further, 2] = 1 - likely[:, further, 1]
        likely[..., 0] = 1 - likely[..., 1:].sum(-1)
        return np.zeros((*batch.heads.shape, 4), np.float32), np.log(likely + np.float32(1e-9))

    def roles(self, vectors: Floats, batch: Batch, cues: Integers, kin: Integers) -> Floats:  # noqa: ARG002 - protocol
        """The source and the content that go with each cue's first word."""
        scores = np.zeros((len(cues), batch.heads.shape[1], 5), np.float32)
        scores[..., 0] = 10
        for row, (_, first, _) in enumerate(cues.tolist()):
            item = self._seen[first]
            for part, label in ((item.source, 1), (item.content, 3)):
                run = self._run(part) if part else []
                scores[row, run[:1], label] = 20
                scores[row, run[1:], label + 1] = 20
        return scores


def model_of(text: str, *seen: Seen) -> Model:
    """A model that sees just this in a text."""
    unknown = "[UNK]"
    return Model(Scripted(text, seen), Tokenizer(WordLevel({unknown: 0}, unk_token=unknown)), LEAST)


def tokens(tree: Parse, part: str) -> range:
    """The tokens of a part of the text."""
    start = tree.text.index(part)
    return tree.tokens_in(start, start + len(part)) if part else range(0)


def written(tree: Parse, run: Sequence[int]) -> str:
    """A run of tokens as it is written."""
    return tree.words(tree.span(run[0], run[-1] + 1)) if run else ""


def readings(found: Sequence[Attribution], text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each as written."""

    def of(span: Span | None) -> str:
        return text[span.start : span.end] if span else ""

    return [(of(item.source), of(item.cue), " … ".join(of(piece) for piece in item.content)) for item in found]


@pytest.fixture
def attributed(document: Callable[..., Document], parse: Callable[[str], Parse]) -> Callable[..., list[Attribution]]:
    """The attributions of a text in which the model sees just this."""
    return lambda text, *seen: list(find_attributions(document(text), parse(text), Cast(), model_of(text, *seen)))


# --- cues -------------------------------------------------------------------------------------------------------


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "cue", "content", "whole"),
    [
        ("Marsh also said the weir was late.", "said", "the weir was late", "also said"),
        ("Marsh never rose and said the weir was late.", "said", "the weir was late", "said"),
        ("Marsh did not say the weir was late.", "say", "the weir was late", "did not say"),
        ("Voters no longer want to hear of the weir.", "longer want", "to hear of the weir", "no longer want"),
        ("Marsh has never said the weir was late.", "said", "the weir was late", "has never said"),
        ("Marsh said loudly that the weir was late.", "said", "that the weir was late", "said loudly"),
        ("Marsh said loudly that the weir was late.", "said", "loudly that the weir was late", "said"),
        ("Marsh said it was late today.", "said", "it was late today", "said"),
        ("Marsh calls for a new weir.", "calls", "a new weir", "calls for"),
        ("Marsh calls for a new weir.", "calls", "for a new weir", "calls for"),
        ("Marsh calls for a new weir.", "calls", "new weir", "calls"),
        ("Marsh spoke of a new weir.", "spoke", "a new weir", "spoke of"),
        ("Marsh spoke in May of a new weir.", "spoke", "a new weir", "spoke"),
        ("Marsh said in the hall that it was late.", "said", "that it was late", "said"),
        ("Marsh warned again of floods.", "warned", "floods", "warned again of"),
    ],
)  # fmt: skip
def test_a_cue_has_its_adverbs_and_its_preposition(
    parse: Callable[[str], Parse], text: str, cue: str, content: str, whole: str
) -> None:
    """Adverbs of its own verb that touch it, and the preposition right before its content; no word of another verb."""
    tree = parse(text)
    held = {*tokens(tree, content)}
    assert written(tree, whole_cue(tree, tokens(tree, cue), held, held)) == whole


@pytest.mark.model
def test_an_adverb_that_is_a_cue_itself_stays_one(parse: Callable[[str], Parse]) -> None:
    """Two cues are seen in "reportedly hopes", or one where only the verb was seen."""
    tree = parse("Marsh reportedly hopes the weir holds.")
    cue, content = tokens(tree, "hopes"), tokens(tree, "the weir holds")
    assert written(tree, whole_cue(tree, cue, {*tokens(tree, "reportedly"), *content}, content)) == "hopes"
    assert written(tree, whole_cue(tree, cue, {*content}, content)) == "reportedly hopes"


# --- content ----------------------------------------------------------------------------------------------------


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "cue", "content", "whole"),
    [
        ("Marsh said that the weir was late.", "said", "that", "that the weir was late"),
        ("Marsh regrets that.", "regrets", "that", "that"),
        ("Marsh asked whether the mill would open.", "asked", "whether", "whether the mill would open"),
        ("Marsh said the weir of the town was late.", "said", "the weir of", "the weir of the town"),
        ("Marsh said the weir of the town was late.", "said", "the weir of the", "the weir of the town"),
        ("Marsh said the weir of the town was late.", "said", "the weir of the town", "the weir of the town was late"),
        ("Marsh said the weir was late.", "said", "the weir", "the weir was late"),
        ("Marsh said the mill has closed.", "said", "the mill has", "the mill has closed"),
        ("Marsh said the mill that burned was old.", "said", "the mill that", "the mill that burned"),
        ("Marsh wants to rebuild the mill and the weir.", "wants", "to rebuild the mill and",
         "to rebuild the mill and the weir"),
        ("Marsh said the weir was late, and Ode wept.", "said", "the weir was late", "the weir was late"),
        ("Marsh said the mill burned in May.", "said", "the mill burned", "the mill burned"),
        ("Marsh backed all of it.", "backed", "all", "all"),
        ("The weir, Ode said, was late.", "Ode said", "The weir", "The weir,"),
        ("Marsh saw the weir, Ode said.", "Ode said", "Marsh saw the", "Marsh saw the weir"),
        ("The mill was shut. The weir was late, Ode said.", "Ode said", "The mill was shut.", "The mill was shut."),
        ("The mill was shut. The weir was late, Ode said.", "Ode said", "The mill was shut. The",
         "The mill was shut. The weir"),
    ],
)  # fmt: skip
def test_content_ends_with_its_phrase(
    parse: Callable[[str], Parse], text: str, cue: str, content: str, whole: str
) -> None:
    """It goes on from a loose word or a bare subject, no further than the phrase, and stops before the cue."""
    tree = parse(text)
    found = whole_content(tree, {*tokens(tree, content)}, {*tokens(tree, cue)})
    assert written(tree, sorted(found)) == whole


# --- sources ----------------------------------------------------------------------------------------------------


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "source", "cue", "whole"),
    [
        ("Mayor Lena Marsh said so.", "Marsh", "said", "Mayor Lena Marsh"),
        ("Mayor Lena Marsh said so.", "Mayor", "said", "Mayor Lena Marsh"),
        ("The Lena Marsh fund said so.", "The", "said", "The Lena Marsh fund"),
        ("Two trustees said so.", "trustees", "said", "Two trustees"),
        ("Two trustees said so.", "Two", "said", "Two trustees"),
        ("Some of the trustees said so.", "Some", "said", "Some"),
        ("All said so.", "All", "said", "All"),
        ("The trustees and said so.", "The trustees and", "said", "The trustees"),
        ("The council’s lawyer said so.", "lawyer", "said", "lawyer"),
        ("The council’s lawyer said so.", "The council’s", "said", "The council’s"),
        ("The old board said so.", "board", "The old", "board"),
        ("The old board said so.", "The old", "board said", "The old"),
    ],
)  # fmt: skip
def test_a_source_takes_in_its_phrase(
    parse: Callable[[str], Parse], text: str, source: str, cue: str, whole: str
) -> None:
    """Names and determiners are filled up, loose ends dropped, possessors left apart, words of others untouched."""
    tree = parse(text)
    assert written(tree, whole_phrase(tree, tokens(tree, source), {*tokens(tree, cue)})) == whole


SPEAKERS = [
    ("The old board said the mill was shut.", "board", "said", "The old board", "board"),
    ("An official said the mill was shut.", "An", "said", "An official", "official"),
    ("The clerk who said the mill was shut left.", "The clerk", "said", "who", "clerk"),
    ("The clerk who said the mill was shut left.", "", "said", "who", "clerk"),
    ("The clerk, whom Marsh told of the sale, left.", "Marsh", "told", "Marsh", "Marsh"),
    ("What the clerk said was that the mill was shut.", "the clerk", "said", "the clerk", "clerk"),
    ("The mayor’s claim that the mill was shut angered Ode.", "", "claim", "The mayor", "mayor"),
    ("The claim that the mill was shut angered Ode.", "", "claim", "", ""),
    ("The claim that the mill was shut angered Ode.", "The", "claim", "", ""),
    ("Ode defended the mayor’s plan to sell the mill.", "Ode", "plan", "Ode", "Ode"),
    ("Lena Marsh hopes to condemn the sale.", "", "condemn", "Lena Marsh", "Marsh"),
    ("Lena Marsh criticised Ode Venn and said the mill was shut.", "Ode Venn", "said", "Lena Marsh", "Marsh"),
    ("Lena Marsh criticised the sale and Ode Venn said the mill was shut.", "Ode Venn", "said", "Ode Venn", "Venn"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "source", "cue", "whole", "head"), SPEAKERS)
def test_who_speaks(parse: Callable[[str], Parse], text: str, source: str, cue: str, whole: str, head: str) -> None:
    """The source whole; "who" of a relative clause for its noun; an owner or a controller where none was seen."""
    tree = parse(text)
    run = tokens(tree, cue)
    found = trained_speaker(tree, tokens(tree, source), run, set())
    assert written(tree, found.tokens) == whole
    assert (tree.tokens[found.head].text if found.head is not None else "") == head


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "source", "cue", "whole"),
    [
        ("Residents were told by the mayor that the mill was shut.", "Residents", "told", "the mayor"),
        ("Residents were told that the mill was shut.", "Residents", "told", ""),
        ("The mill was believed to be shut.", "The mill", "believed", ""),
        ("Lena Marsh was accused by Ben Ode of hiding the ledger.", "Lena Marsh", "accused", "Ben Ode"),
        ("Ben Ode told residents that the mill was shut.", "Ben Ode", "told", "Ben Ode"),
        ("Residents were told by the mayor that the mill was shut.", "the mayor", "told", "the mayor"),
        ("Lena Marsh was convinced that the mill was shut.", "Lena Marsh", "convinced", "Lena Marsh"),
        ("Lena Marsh was worried that the mill was shut.", "Lena Marsh", "worried", "Lena Marsh"),
        ("Lena Marsh was quoted as saying the mill was shut.", "Lena Marsh", "quoted", "Lena Marsh"),
    ],
)  # fmt: skip
def test_the_subject_of_a_passive(parse: Callable[[str], Parse], text: str, source: str, cue: str, whole: str) -> None:
    """Of "was told" it is no source, the agent is; of "told" and of "was convinced" it stays the source."""
    tree = parse(text)
    run = tokens(tree, cue)
    silent = cue_lexicon().lemma(tree.tokens[run.start]) in cue_lexicon().passive_subject_is_no_source
    assert silent is (cue in {"told", "believed", "accused"})
    assert written(tree, trained_speaker(tree, tokens(tree, source), run, set()).tokens) == whole


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "source", "order", "cue", "whole"),
    [
        ("Lena Marsh urged bishops to condemn the sale.", "Lena Marsh", "urged", "condemn", "bishops"),
        ("Lena Marsh urged the old bishops to condemn the sale.", "Lena Marsh", "urged", "condemn", "the old bishops"),
        ("Lena Marsh urged bishops to condemn the sale.", "", "urged", "condemn", "bishops"),
        ("Lena Marsh urged bishops to condemn the sale.", "Lena Marsh", "urged", "urged", "Lena Marsh"),
        ("Lena Marsh asked Ben Ode to praise the sale.", "Lena Marsh", "asked", "praise", "Ben Ode"),
        ("Lena Marsh promised residents to rebuild the mill.", "Lena Marsh", "promised", "rebuild", "Lena Marsh"),
        ("Lena Marsh hopes to condemn the sale.", "Lena Marsh", "hopes", "condemn", "Lena Marsh"),
        ("Lena Marsh told bishops that trustees condemn the sale.", "trustees", "told", "condemn", "trustees"),
    ],
)  # fmt: skip
def test_the_object_of_an_order(
    parse: Callable[[str], Parse], text: str, source: str, order: str, cue: str, whole: str
) -> None:
    """Who is urged to say it says it; who promises, who hopes and the subject of the verb itself stay the source."""
    tree = parse(text)
    run = tokens(tree, cue)
    orders = cue_lexicon().lemma(tree.tokens[tokens(tree, order).start]) in cue_lexicon().orders
    assert orders is (order in {"urged", "asked", "told"})
    assert written(tree, trained_speaker(tree, tokens(tree, source), run, set()).tokens) == whole


# --- any tree ---------------------------------------------------------------------------------------------------

WORDS = "that the who said told urged promise Ode Marsh by mill of also what".split()
DEPS = (
    "nsubj nsubjpass dobj dative prep pobj pcomp xcomp ccomp relcl advmod det amod compound poss agent punct dep"
).split()
PARTS = "NOUN PROPN PRON VERB AUX ADP ADV SCONJ CCONJ DET ADJ PUNCT".split()
TAGS = "WP WDT NN VBD IN".split()


@st.composite
def trees(draw: st.DrawFn) -> Parse:
    """One or two sentences of a few words each, with any tree over them, projective or not."""
    found: list[Token] = []
    sentences: list[Sentence] = []
    start = 0
    for number, size in enumerate(draw(st.lists(st.integers(1, 6), min_size=1, max_size=2))):
        first = len(found)
        order = draw(st.permutations(range(first, first + size)))
        heads = {index: order[draw(st.integers(0, max(0, at - 1)))] for at, index in enumerate(order)}
        for index in range(first, first + size):
            word = draw(st.sampled_from(WORDS))
            labels = (draw(st.sampled_from(PARTS)), draw(st.sampled_from(TAGS)), draw(st.sampled_from(DEPS)))
            lemma = {"said": "say", "told": "tell", "urged": "urge"}.get(word, word)
            found.append(Token(start, start + len(word), index, word, lemma, *labels, heads[index], number))
            start += len(word) + 1
        sentences.append(Sentence(found[first].start, found[-1].end, first, len(found), 0, "paragraph"))
    return Parse.of(" ".join(token.text for token in found), found, sentences)


def runs(draw: st.DrawFn, count: int) -> range:
    """Any run of one word or more."""
    first = draw(st.integers(0, count - 1))
    return range(first, draw(st.integers(first + 1, count)))


@st.composite
def trees_with_parts(draw: st.DrawFn) -> tuple[Parse, range, set[int], set[int]]:
    """A tree, a run of its words, other words, and words of others, none of them in the run."""
    tree = draw(trees())
    count = len(tree.tokens)
    run = runs(draw, count)
    some = st.sets(st.integers(0, count - 1))
    return tree, run, draw(some) - {*run}, draw(some) - {*run}


@given(trees_with_parts())
def test_any_cue(parts: tuple[Parse, range, set[int], set[int]]) -> None:
    """A cue grows, if at all, within the parse, and takes none of its content's words but the preposition before it."""
    tree, cue, content, cues = parts
    cues -= {token.index for token in tree.tokens if token.dep == "prep"}
    found = whole_cue(tree, cue, cues | content, content)
    assert 0 <= found.start <= cue.start < cue.stop <= found.stop <= len(tree.tokens)
    gained = {*found} - {*cue}
    assert not gained & cues - content
    taken = gained & content
    assert not taken or (taken == {found.stop - 1} and tree.tokens[found.stop - 1].dep == "prep")


@given(trees_with_parts())
def test_any_content(parts: tuple[Parse, range, set[int], set[int]]) -> None:
    """Content keeps its words and goes on, if at all, right behind them, in their sentence, up to words of others."""
    tree, run, further, others = parts
    content = {*run, *further} - others
    found = whole_content(tree, content, others)
    last = max(content)
    gained = sorted(found - content)
    assert content <= found
    assert gained == [*range(last + 1, last + 1 + len(gained))]
    assert not others & {*gained}
    assert all(tree.tokens[index].sentence == tree.tokens[last].sentence for index in gained)


@given(trees_with_parts())
def test_any_source(parts: tuple[Parse, range, set[int], set[int]]) -> None:
    """A source stays a run inside the parse with a word of its own, and takes no word of others."""
    tree, source, others, _ = parts
    found = whole_phrase(tree, source, others)
    assert 0 <= found.start < found.stop <= len(tree.tokens)
    assert {*found} & {*source}
    assert not {*found} & others


@given(parts=trees_with_parts(), told=st.booleans())
def test_any_speaker(*, parts: tuple[Parse, range, set[int], set[int]], told: bool) -> None:
    """Whoever speaks is one unbroken run inside the parse with a head in it, or nobody at all."""
    tree, cue, others, named = parts
    source = range(0)
    if named and told:
        source = range(min(named), min(named) + 1)
    found = trained_speaker(tree, source, cue, others)
    assert [*found.tokens] == [*range(found.tokens[0], found.tokens[-1] + 1)] if found.tokens else found.head is None
    assert all(0 <= index < len(tree.tokens) for index in found.tokens)
    assert found.head is None or 0 <= found.head < len(tree.tokens)


# --- doubtful and overlapping proposals -------------------------------------------------------------------------

OUTER = Seen("Marsh", "said", "the board fears floods", 0.9)
ODD = Seen("Marsh", "said", "the board carries goods", 0.9)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "seen", "kept"),
    [
        ("Marsh said the board fears floods.", [OUTER, Seen("the board", "fears", "floods", 0.3)], "said fears"),
        ("Marsh said the board fears floods.", [OUTER, Seen("the board", "fears", "floods", 0.15)], "said"),
        ("Marsh said the board carries goods.", [ODD, Seen("the board", "carries", "goods", 0.3)], "said"),
        ("Marsh said the board carries goods.", [ODD, Seen("the board", "carries", "goods", 0.45)], "said"),
        ("Marsh said the board carries goods.", [ODD, Seen("the board", "carries", "goods", 0.85)], "said carries"),
        ("The board carries goods.", [Seen("The board", "carries", "goods", 0.45)], "carries"),
        ("The board fears floods.", [Seen("The board", "fears", "floods", 0.27)], ""),
        ("Marsh said so; the board fears floods.",
         [Seen("Marsh", "said", "so", 0.9), Seen("the board", "fears", "floods", 0.3)], "said"),
        ("Marsh said the board fears floods.",
         [Seen("Marsh", "said", "the board fears floods", 0.25), Seen("the board", "fears", "floods", 0.27)], ""),
        ("Marsh said the pier reportedly fell.",
         [Seen("Marsh", "said", "the pier reportedly fell", 0.9), Seen("", "reportedly", "fell", 0.3)],
         "said reportedly"),
        ("Marsh said the pier suddenly fell.",
         [Seen("Marsh", "said", "the pier suddenly fell", 0.9), Seen("", "suddenly", "fell", 0.3)], "said"),
    ],
)  # fmt: skip
def test_doubtful_cues_count_within_others(
    document: Callable[..., Document], parse: Callable[[str], Parse], text: str, seen: list[Seen], kept: str
) -> None:
    """Within content that counts, little is asked of a cue that the lexicon knows and much of any other."""
    found = trained_proposals(document(text), parse(text), model_of(text, *seen))
    assert " ".join(text[item.cue.start : item.cue.end] for item in found) == kept


@pytest.mark.model
@pytest.mark.parametrize(
    ("whole", "part", "kept"),
    [(0.8, 0.4, ["was told"]), (0.35, 0.45, ["told"]), (0.45, 0.35, ["was told"]), (0.2, 0.45, ["told"])],
)
def test_of_overlapping_cues_the_surest(
    document: Callable[..., Document], parse: Callable[[str], Parse], whole: float, part: float, kept: list[str]
) -> None:
    """Where two cues share a word, the surer one stands alone, be it the longer or the shorter."""
    text = "Marsh was told the weir was late."
    seen = [Seen("Marsh", cue, "the weir was late", sure) for cue, sure in (("was told", whole), ("told", part))]
    found = trained_proposals(document(text), parse(text), model_of(text, *seen))
    assert [text[item.cue.start : item.cue.end] for item in found] == kept


@pytest.mark.model
def test_cues_that_do_not_overlap_both_count(document: Callable[..., Document], parse: Callable[[str], Parse]) -> None:
    """Two cues side by side that share content, and no word of their own, are two attributions."""
    text = "Marsh reportedly hopes the weir holds."
    seen = [Seen("", "reportedly", "the weir holds", 0.5), Seen("Marsh", "hopes", "the weir holds", 0.9)]
    found = trained_proposals(document(text), parse(text), model_of(text, *seen))
    assert [text[item.cue.start : item.cue.end] for item in found] == ["reportedly", "hopes"]


# --- rules within what the model sees -----------------------------------------------------------------------------


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("Marsh said the board fears that the dam leaks.",
         [Seen("Marsh", "said", "the board fears that the dam leaks")],
         [("Marsh", "said", "the board fears that the dam leaks"), ("the board", "fears", "that the dam leaks")]),
        ("Marsh said the board fears that the dam leaks.",
         [Seen("Marsh", "said", "the board fears that the dam leaks"), Seen("", "fears", "the dam leaks")],
         [("Marsh", "said", "the board fears that the dam leaks"), ("", "fears", "the dam leaks")]),
        ("Marsh said the board has warned that the dam leaks.",
         [Seen("Marsh", "said", "the board has warned that the dam leaks"),
          Seen("the board", "has", "that the dam leaks")],
         [("Marsh", "said", "the board has warned that the dam leaks"), ("the board", "has", "that the dam leaks")]),
        ("Marsh said the board has warned that the dam leaks.",
         [Seen("Marsh", "said", "the board has warned that the dam leaks")],
         [("Marsh", "said", "the board has warned that the dam leaks"), ("the board", "warned", "that the dam leaks")]),
        ("The board fears that the dam leaks. Marsh said it was shut.",
         [Seen("Marsh", "said", "it was shut")],
         [("Marsh", "said", "it was shut")]),
        ("The board fears that the dam leaks.", [], []),
    ],
)  # fmt: skip
def test_rules_add_only_what_lies_within(
    attributed: Callable[..., list[Attribution]], text: str, seen: list[Seen], expected: list[tuple[str, str, str]]
) -> None:
    """In the content that the model sees rules find more; not its own cues or contents again, and nothing outside."""
    assert readings(attributed(text, *seen), text) == expected


@pytest.mark.model
def test_what_rules_add_is_nested(attributed: Callable[..., list[Attribution]]) -> None:
    """What a rule finds in somebody's words lies within that attribution."""
    text = "Marsh said the board fears that the dam leaks."
    outer, inner = attributed(text, Seen("Marsh", "said", "the board fears that the dam leaks"))
    assert (outer.within, inner.within) == (None, outer.id)


# --- sources before quotation marks -------------------------------------------------------------------------------


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kept"),
    [
        ("The clerk was “claiming odd things” again.", "The clerk", "claiming", "odd things", "The clerk"),
        ("The clerk “claimed odd things” again.", "The clerk", "claimed", "odd things", "The clerk"),
        ("The clerk has been “hoping for rain” since.", "The clerk", "hoping", "rain", "The clerk"),
        ("The clerk has not been “hoping for rain” since.", "The clerk", "hoping", "rain", ""),
        ("The clerk was, “claiming odd things” again.", "The clerk", "claiming", "odd things", ""),
        ("The clerk: “hoping for rain” again.", "The clerk", "hoping", "rain", ""),
        ("The clerk was “Claiming odd things.”", "The clerk", "Claiming", "odd things", ""),
        ("“Hoping for rain” was the clerk.", "the clerk", "Hoping", "rain", ""),
        ("“The clerk hopes for rain,” it ran.", "The clerk", "hopes", "rain", "The clerk"),
    ],
)  # fmt: skip
def test_the_subject_before_a_quoted_fragment(
    attributed: Callable[..., list[Attribution]], text: str, source: str, cue: str, content: str, kept: str
) -> None:
    """It stays the source of a cue in the fragment that goes its clause on, not of a sentence quoted whole."""
    found = attributed(text, Seen(source, cue, content))
    assert [reading[0] for reading in readings(found, text) if reading[1].startswith(cue)] == [kept]
