"""The trained encoders: what the model scores in the windows of a text.

The model is six ONNX graphs (training/ makes them). One scores the words of a window for being names, one pairs of
these for being one thing's (reading/names/tagger.py). One scores the words for what they state, one what each statement
is and who has which part in it (reading/statements/drafts.py). Of the two that read attributions the first gives each
word of a window a vector and a score for being a cue; the second gives each pair of a cue and a word of its window a
score for the word's being that cue's source or content, so that every cue has a source and content of its own, nested
or not.
Reading attributions out of the scores is the business of reading/attributions/proposals.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol, get_args

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.errors import UsageError
from onrecord.language.parse import Parse
from onrecord.language.syntax import Integers, Syntax, stacked, syntax_of
from onrecord.language.windows import Window, Word
from onrecord.records import StatementType

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
FORMAT = 4
"""What the graphs take and give; a model of another format cannot be run."""
GRAPHS = ("encode", "roles", "names", "links", "statements", "frames")
FILES = ("tokenizer.json", *(f"{graph}.onnx" for graph in GRAPHS))
"""Everything that is loaded of a model's folder beside its card."""
SURE = ("general", "logit", "ruled", *get_args(StatementType))
"""What a card says under `sure` of how often the reader of statements is right."""
_ANOTHER = "name another with --attribution-model, or `rules`"
CLS, SEP = 101, 102
"""The pieces that stand at the ends of a window."""


class Graphs(Protocol):
    """The parts of the model; every array is padded to the longest of its batch of windows.

    Shapes: B windows, P pieces, N words, H numbers a word, C cues.
    """

    def encode(self, batch: Batch) -> tuple[Floats, Floats]:
        """Vectors (B, N, H), and scores (B, N, 3) of being no cue, the first word of one, and a further one."""

    def roles(self, vectors: Floats, batch: Batch, cues: Integers, kin: Integers) -> Floats:
        """Scores (C, N, 5) to `cues` (C, 3): their window, first and last word; see `ScoredCue.roles`.

        `kin` (C, N, 4) is the kinship of each word to the cue.
        """


class NameGraphs(Protocol):
    """The parts of the model that read names; shapes as for `Graphs`."""

    def names(self, batch: Batch, hints: Integers) -> tuple[Floats, Floats]:
        """Scores (B, N, T) of the tags of names, and vectors (B, N, H).

        `hints` (B, N, L) is what lists and rules say of each word.
        """

    def links(self, vectors: Floats, pairs: Integers, likes: Floats) -> Floats:
        """How likely two names are one thing's, as logits (M,).

        Args:
            vectors: of one window (N, H).
            pairs: first and last word of the one and of the other (M, 4).
            likes: how alike they are written (M, L).
        """


class StatementGraphs(Protocol):
    """The parts of the model that read statements; shapes as for `Graphs`."""

    def statements(self, batch: Batch, hints: Integers) -> tuple[Floats, Floats]:
        """Scores (B, N, S) of the types of statements, as logits, and vectors (B, N, H).

        `hints` (B, N, L) is what is known of each word.
        """

    def frames(
        self, vectors: Floats, frames: Integers, candidates: Integers, told: Integers, kin: Integers
    ) -> tuple[Floats, Floats]:
        """Scores of the marks of each statement (F, M), and of the roles of each candidate in it (F, C, R).

        Args:
            vectors: of one window (N, H).
            frames: word and type of each statement, its polarity and modality by rules (F, 4).
            candidates: word, kind and type of entity of each candidate (C, 3).
            told: what rules make of each (F, C).
            kin: the kinship of each to the trigger (F, C, 4).
        """


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as arrays.

    `pieces` (B, P) and `pieces_mask` (B, P); `heads` (B, N), `traits` (B, N, 6), `places` (B, N, 3) and `mask` (B, N).
    """

    pieces: Integers
    pieces_mask: Bools
    heads: Integers
    traits: Integers
    places: Integers
    mask: Bools


@dataclass(frozen=True, slots=True)
class ScoredCue:
    """A run of words that may be a cue, half-open, and what the words of its window may be to it.

    `sure` is the probability of its first word being one. `roles` (words of the window, 5) holds logarithms of
    the probabilities of being nothing to it, the first word of its source, a further one, the first word of a
    piece of its content, a further one; row 0 is the word `window_first`.
    """

    first: int
    last: int
    sure: float
    window_first: int
    roles: Floats


def traits_of(words: Sequence[Word], syntax: Syntax) -> Integers:
    """What the model is told of each word beside its pieces: int64 (N, 6).

    Its shape, whether it is quoted, opens a paragraph and stands in the first; part of speech and relation.
    """
    rows = [(word.shape, int(word.quotation >= 0), int(word.opens), int(word.paragraph == 0)) for word in words]
    return np.concatenate((np.array(rows, np.int64).reshape(-1, 4), syntax.traits()), 1)


def places_of(words: Sequence[Word]) -> Integers:
    """Sentence, paragraph and quotation of each word: int64 (N, 3)."""
    rows = [(word.sentence, word.paragraph, word.quotation) for word in words]
    return np.array(rows, np.int64).reshape(-1, 3)


def scored_cues(
    graphs: Graphs, words: Sequence[Word], windows: Sequence[Window], parse: Parse, least: float, together: int = 1
) -> Iterator[ScoredCue]:
    """Every run of words that is a cue with a probability of at least `least`, in text order.

    `together` windows go in at once. By one, nothing is padded, and as 8-bit graphs scale to what they are given,
    what is read in one window does not depend on another.
    """
    for start in range(0, len(windows), together):
        part = windows[start : start + together]
        trees = [syntax_of(parse, words[window.first : window.last]) for window in part]
        batch = _batch(words, part, trees)
        vectors, cue_scores = graphs.encode(batch)
        likely = log_softmax(cue_scores)
        runs = [
            (row, first, last)
            for row, window in enumerate(part)
            for first, last in _cue_runs(likely[row, : window.last - window.first], least)
        ]
        if not runs:
            continue
        kin = stacked([trees[row].kinship(first, last) for row, first, last in runs], batch.heads.shape[1])
        roles = log_softmax(graphs.roles(vectors, batch, np.array(runs, np.int64), kin))
        for (row, first, last), scores in zip(runs, roles, strict=True):
            window = part[row]
            yield ScoredCue(
                window.first + first,
                window.first + last + 1,
                float(np.exp(likely[row, first, 1])),
                window.first,
                scores[: window.last - window.first],
            )


def _cue_runs(likely: Floats, least: float) -> Iterator[tuple[int, int]]:
    """First and last words of the runs of one window, from logarithms of probabilities (N, 3)."""
    begins = likely[:, 1] >= np.log(least)
    goes_on = likely.argmax(1) == 2
    for first in np.flatnonzero(begins).tolist():
        last = first
        while last + 1 < len(likely) and goes_on[last + 1]:
            last += 1
        yield first, last


def log_softmax(scores: Floats) -> Floats:
    """Logarithms of probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)))


def batch_of(parse: Parse, words: Sequence[Word], windows: Sequence[Window]) -> Batch:
    """Windows of a document's words as arrays."""
    return _batch(words, windows, [syntax_of(parse, words[window.first : window.last]) for window in windows])


def _batch(words: Sequence[Word], windows: Sequence[Window], trees: Sequence[Syntax]) -> Batch:
    rows = [words[window.first : window.last] for window in windows]
    pieces = [np.array((CLS, *window.pieces, SEP), np.int64) for window in windows]
    return Batch(
        _padded(pieces),
        _padded([np.ones(len(row), bool) for row in pieces]),
        _padded([np.array(window.heads, np.int64) + 1 for window in windows]),
        _padded([traits_of(row, tree) for row, tree in zip(rows, trees, strict=True)]),
        _padded([places_of(row) for row in rows]),
        _padded([np.ones(len(row), bool) for row in rows]),
    )


def _padded(rows: Sequence[np.ndarray[Any, Any]]) -> Any:
    """Rows of different lengths as one array, zeros at their ends."""
    whole = np.zeros((len(rows), max(map(len, rows)), *rows[0].shape[1:]), rows[0].dtype)
    for row, values in zip(whole, rows, strict=True):
        row[: len(values)] = values
    return whole


class OnnxGraphs:
    """The model as shipped: the six `.onnx` files of a folder."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Load the graphs; `threads` is how many each may use, 0 for one a core."""
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415  not loaded where nothing is read

        options = SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # other processes read too
        providers = ["CPUExecutionProvider"]
        self._encode, self._roles, self._names, self._links, self._statements, self._frames = (
            InferenceSession(folder / f"{graph}.onnx", options, providers=providers) for graph in GRAPHS
        )

    def encode(self, batch: Batch) -> tuple[Floats, Floats]:
        """See `Graphs`."""
        given = {
            "pieces": batch.pieces,
            "pieces_mask": batch.pieces_mask,
            "heads": batch.heads,
            "traits": batch.traits,
        }
        vectors, cues = self._encode.run(None, given)
        return np.asarray(vectors), np.asarray(cues)

    def roles(self, vectors: Floats, batch: Batch, cues: Integers, kin: Integers) -> Floats:
        """See `Graphs`."""
        given = {"vectors": vectors, "places": batch.places, "mask": batch.mask, "cues": cues, "kin": kin}
        return np.asarray(self._roles.run(None, given)[0])

    def names(self, batch: Batch, hints: Integers) -> tuple[Floats, Floats]:
        """See `NameGraphs`."""
        scores, vectors = self._names.run(None, _told(batch, hints))
        return np.asarray(scores), np.asarray(vectors)

    def statements(self, batch: Batch, hints: Integers) -> tuple[Floats, Floats]:
        """See `StatementGraphs`."""
        scores, vectors = self._statements.run(None, _told(batch, hints))
        return np.asarray(scores), np.asarray(vectors)

    def frames(
        self, vectors: Floats, frames: Integers, candidates: Integers, told: Integers, kin: Integers
    ) -> tuple[Floats, Floats]:
        """See `StatementGraphs`."""
        given = {"vectors": vectors, "frames": frames, "candidates": candidates, "told": told, "kin": kin}
        marks, roles = self._frames.run(None, given)
        return np.asarray(marks), np.asarray(roles)

    def links(self, vectors: Floats, pairs: Integers, likes: Floats) -> Floats:
        """See `NameGraphs`."""
        return np.asarray(self._links.run(None, {"vectors": vectors, "pairs": pairs, "likes": likes})[0])


def _told(batch: Batch, hints: Integers) -> dict[str, Any]:
    return {
        "pieces": batch.pieces,
        "pieces_mask": batch.pieces_mask,
        "heads": batch.heads,
        "traits": batch.traits,
        "hints": hints,
    }


@dataclass(frozen=True, slots=True)
class Model:
    """A model with its tokenizer, and the confidence from which its attributions count.

    What it has no graphs for, names or statements, is read by rules.
    """

    graphs: Graphs
    tokenizer: Tokenizer
    least: float
    names: NameGraphs | None = None
    statements: StatementGraphs | None = None
    sure: Mapping[str, float] | None = None
    """How often the reader of statements is right (training/calibrate_statements.py); without it, as it says itself."""


def shipped_model() -> Path:
    """The folder of the attribution reader that comes with OnRecord: in the package, else in its checkout."""
    package = Path(__file__).parents[1]
    installed = package / "models" / "attributions"
    return installed if installed.is_dir() else package.parents[1] / "models" / "attributions"


@cache
def load_model(folder: Path, threads: int = 1) -> Model:
    """The model of a folder, loaded once a process.

    Args:
        folder: where it lies.
        threads: how many it may use, 0 for one a core. Where several processes read, one each is fastest.

    Raises:
        UsageError: a file is missing or not the one that `model.json` names, or `model.json` lacks something.
    """
    card = _checked(folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    graphs = OnnxGraphs(folder, threads)
    return Model(graphs, tokenizer, float(card["least"]), graphs, graphs, card["sure"])


def encoder_signature(folder: Path) -> tuple[str, str]:
    """Name of the model of a folder, and SHA-256 over what its card says of its files; nothing else is read.

    Raises:
        UsageError: there is no model in the folder.
    """
    card, data = _card(folder)
    return f"attributions-{card['name']}", hashlib.sha256(data).hexdigest()


def _card(folder: Path) -> tuple[dict[str, Any], bytes]:
    """What `model.json` says, and its bytes."""
    try:
        data = (folder / "model.json").read_bytes()
        card = json.loads(data)
    except OSError as error:
        raise _unreadable(folder, error) from error
    except ValueError as error:
        raise _not_ours(folder) from error
    if not isinstance(card, dict) or not isinstance(card.get("sha256"), dict) or {"name", "least"} - {*card}:
        raise _not_ours(folder)
    return card, data


def _not_ours(folder: Path) -> UsageError:
    return UsageError(f"the attribution model in {folder}: its model.json is not one of ours; {_ANOTHER}")


def _unreadable(folder: Path, error: OSError) -> UsageError:
    what = f"the attribution model in {folder} cannot be read ({error.strerror})"
    return UsageError(f"{what}; {_ANOTHER}")


def _checked(folder: Path) -> dict[str, Any]:
    """What `model.json` says, once its format is ours, it lacks nothing, and every file is the one it names."""
    card, _ = _card(folder)
    if card.get("format") != FORMAT:
        raise UsageError(f"the attribution model in {folder} is of another version; {_ANOTHER}")
    sure = card.get("sure")
    lacking = [f"sum of {name}" for name in FILES if name not in card["sha256"]]
    lacking += [f"`sure` of {key}" for key in SURE if not isinstance(sure, dict) or key not in sure]
    if lacking:
        raise UsageError(f"the attribution model in {folder}: its model.json has no {lacking[0]}; {_ANOTHER}")
    try:
        sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    except OSError as error:
        raise _unreadable(folder, error) from error
    wrong = [name for name, found in sums.items() if found != card["sha256"][name]]
    if wrong:
        raise UsageError(f"the attribution model in {folder}: {wrong[0]} is not the file it was made with; {_ANOTHER}")
    return card
