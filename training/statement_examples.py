"""Gold records and listed texts as numbers: what the reader of statements sees of a window, and is to say of it.

python training/statement_examples.py OUT --base BASE
"""

from __future__ import annotations

import argparse
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from examples import UNKNOWN, parse_of, quotations_of
from name_examples import folds
from statements import StatedText, read_stated
from tokenizers import Tokenizer
from train import ROOT, tokenizer_of

from onrecord.documents.extraction import Metadata
from onrecord.documents.reader import read_document
from onrecord.language.encoder import Model, load_model, shipped_model, traits_of
from onrecord.language.spacy import SpacyParser
from onrecord.language.syntax import stacked, syntax_of
from onrecord.language.windows import Window, windows_of, words_of
from onrecord.pipeline import understood
from onrecord.reading.amounts import amount_string
from onrecord.reading.statements.finding import lexicon_labels, ruled
from onrecord.reading.statements.scene import MODALITIES, POLARITIES, ROLES, STATED, Scene, word_at
from onrecord.reading.statements.understanding import Understanding
from onrecord.records import Span

PHASES = ("holds", "starts", "ends", "former")
SIDES = ("for", "against")
_SMALL = re.compile(r"^(the|a|an)\s+")


@dataclass(frozen=True, slots=True)
class StatementExample:
    """One window; see `examples.Example` for the first arrays.

    `hints` (N, HINTS) as of `Scene`; `types` float32 (N, STATED) what each word states. `frames` int64 (F, 4) are the
    stated ones: word and type, and what rules hold of their polarity and modality; `marks` (F, 4) their polarity,
    modality, phase and side. `candidates` int64 (C, 3): word, kind and type of entity; `told` (F, C) what rules make of
    them; `roles` (F, C) what they are; `kin` (F, C, 4). What nobody says is `UNKNOWN`.
    """

    name: str
    pieces: np.ndarray
    heads: np.ndarray
    traits: np.ndarray
    places: np.ndarray
    hints: np.ndarray
    types: np.ndarray
    frames: np.ndarray
    marks: np.ndarray
    candidates: np.ndarray
    told: np.ndarray
    roles: np.ndarray
    kin: np.ndarray


@dataclass(frozen=True, slots=True)
class Frame:
    """A gold statement: the token that heads its trigger, its type and marks, and of each role what may fill it."""

    token: int
    type: str
    start: int
    end: int
    marks: tuple[int, int, int, int]
    entities: Mapping[str, frozenset[str]]
    lost: bool
    """Is there a party that the reading does not know?"""
    time: str | None
    amounts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Maker:
    """What examples are made with: the encoder's tokenizer, the parser, and the model that reads names and sources."""

    tokenizer: Tokenizer
    parser: SpacyParser
    model: Model

    def gold(self, data: Path, name: str) -> Iterator[StatementExample]:
        """The windows of a gold file."""
        text = (data / "gold" / f"{name}.txt").read_bytes().decode("utf-8")
        raw = yaml.load((data / "gold" / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        published = str(raw["published"]) if raw.get("published") else None
        yield from self._examples(name, text, published, lambda reading: gold_frames(raw, reading))

    def listed(self, stated: StatedText) -> Iterator[StatementExample]:
        """The windows of a text whose statements are listed."""
        yield from self._examples(stated.name, stated.text, None, lambda reading: listed_frames(stated, reading))

    def _examples(
        self, name: str, text: str, published: str | None, frames_of: Callable[[Understanding], Iterable[Frame]]
    ) -> Iterator[StatementExample]:
        document, _ = read_document("text.txt", text.encode(), Metadata(published=published))
        reading, _, _ = understood(document, parse_of(text, self.parser), self.model, self.parser.levelled)
        words = words_of(text, quotations_of(text))
        scene = Scene.of(reading, words, ruled(reading), lexicon_labels(reading))
        frames = list(frames_of(reading))
        for window in windows_of(text, words, self.tokenizer, read_as=reading.parse.read_as):
            yield _example(name, window, scene, frames, reading)


def gold_frames(raw: Mapping[str, Any], reading: Understanding) -> Iterator[Frame]:
    """The gold statements, their entities as those of the reading."""
    parse, text = reading.parse, reading.parse.text
    same = _same_entities(raw["entities"], reading)
    judged = bool(raw.get("attributions"))
    for row in raw["statements"]:
        start, end = _place(text, row["quote"], row.get("n", 1))
        at = _place(text, row["trigger"], 1, start)
        run = parse.tokens_in(*at)
        if not run:
            continue
        roles = {"subject": [row.get("subject")], "object": row.get("object") or []}
        roles |= {role: [row.get(role)] for role in ("agent", "organization", "place", "seller")}
        entities = {role: frozenset(same[key] for key in keys if key in same) for role, keys in roles.items()}
        lost = any(key is not None and key not in same for keys in roles.values() for key in keys)
        phase = row.get("phase") or ("holds" if row["type"] == "role" and judged else None)
        yield Frame(
            parse.head_of(run.start, run.stop),
            row["type"],
            start,
            end,
            (
                int(bool(row.get("negated"))),
                MODALITIES.index(row.get("modality", "actual")),
                PHASES.index(phase) if phase in PHASES and row["type"] == "role" else UNKNOWN,
                SIDES.index(row["side"]) if row.get("side") in SIDES else UNKNOWN,
            ),
            entities,
            lost,
            str(row["time"]).partition("T")[0] if row.get("time") else None,
            frozenset(_amount(str(amount)) for amount in row.get("amount") or ()),
        )
    yield from _label_frames(raw, same, reading)


def _label_frames(raw: Mapping[str, Any], same: Mapping[str, str], reading: Understanding) -> Iterator[Frame]:
    """The gold labels; one on several is listed for each."""
    targets: dict[tuple[int, int], set[str]] = {}
    for row in raw.get("labels") or ():
        place = _place(reading.parse.text, row["quote"], row.get("n", 1))
        targets.setdefault(place, set()).update({same[row["target"]]} if row["target"] in same else ())
    for place, ids in targets.items():
        if run := reading.parse.tokens_in(*place):
            head = reading.parse.head_of(run.start, run.stop)
            yield Frame(head, "label", *place, (UNKNOWN,) * 4, {"subject": frozenset(ids)}, not ids, None, frozenset())


def listed_frames(stated: StatedText, reading: Understanding) -> Iterator[Frame]:
    """The listed statements; what their words name is what the reading finds in these words."""
    for one in stated.statements:
        run = reading.parse.tokens_in(*one.trigger)
        if not run:
            continue
        entities = {
            role: frozenset(filter(None, (_entity_in(place, reading) for place in one.arguments.get(role, ()))))
            for role in ("subject", "object", "agent", "organization", "place", "seller")
        }
        if one.type == "label":
            entities["subject"] = frozenset(
                filter(None, (_entity_in(place, reading) for place in one.arguments.get("target", ())))
            )
        modality = next((sign for sign in one.signs if sign in MODALITIES), "actual")
        phase = next((sign for sign in one.signs if sign in PHASES), "holds")
        side = next((sign for sign in one.signs if sign in SIDES), None)
        times = [time.value for place in one.arguments.get("time", ()) for time in reading.times if _meet(place, time)]
        amounts = [a for place in one.arguments.get("amount", ()) for a in reading.amounts if _meet(place, a)]
        yield Frame(
            reading.parse.head_of(run.start, run.stop),
            one.type,
            *one.quote,
            (
                int("not" in one.signs),
                MODALITIES.index(modality),
                PHASES.index(phase) if one.type == "role" else UNKNOWN,
                SIDES.index(side) if side is not None else UNKNOWN,
            ),
            entities,
            not entities["subject"] and "subject" in one.arguments,
            next((value for value in times if not value.startswith("P")), None),
            frozenset(number for amount in amounts for number in _numbers(amount)),
        )


def _meet(place: tuple[int, int], span: Span) -> bool:
    return place[0] < span.end and span.start < place[1]


def _entity_in(place: tuple[int, int], reading: Understanding) -> str | None:
    """The entity that some words name: that of their head, else of the last word in them that heads one."""
    run = reading.parse.tokens_in(*place)
    if not run:
        return None
    heads = [reading.parse.head_of(run.start, run.stop), *reversed(run)]
    return next((entity for head in heads if (entity := reading.entity(head)) is not None), None)


def _amount(words: str) -> str:
    return words.split(" ", maxsplit=1)[0]


def _place(text: str, words: str | list[int], n: int, base: int = 0) -> tuple[int, int]:
    if isinstance(words, list):
        return words[0], words[1]
    at = base - 1
    for _ in range(n):
        at = text.index(words, at + 1)
    return at, at + len(words)


def _norm(name: str) -> str:
    return _SMALL.sub("", name.replace("’", "'").casefold().strip(" .,'\"“”")).removesuffix("'s")


def _same_entities(entities: Mapping[str, Any], reading: Understanding) -> dict[str, str]:
    """Of each gold entity the one of the reading that shares most names with it."""
    ours = {one.id: {_norm(name.text) for name in one.names} for one in reading.cast.entities}
    gold = {key: {_norm(str(name)) for name in one["names"]} for key, one in entities.items()}
    pairs = sorted((-len(gold[key] & ours[id_]), key, id_) for key in gold for id_ in ours if gold[key] & ours[id_])
    same: dict[str, str] = {}
    for _, key, id_ in pairs:
        if key not in same and id_ not in same.values():
            same[key] = id_
    for key, entity in entities.items():
        if key not in same and (found := _described(map(str, entity["names"]), reading)) is not None:
            same[key] = found
    return same


def _described(names: Iterable[str], reading: Understanding) -> str | None:
    """The entity that a description names where it stands in the text."""
    for name in names:
        words = r"\s+".join(map(re.escape, _SMALL.sub("", name).split()))
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", reading.parse.text, re.IGNORECASE):
            if (found := _entity_in(match.span(), reading)) is not None:
                return found
    return None


def _example(
    name: str, window: Window, scene: Scene, frames: Sequence[Frame], reading: Understanding
) -> StatementExample:
    own = scene.words[window.first : window.last]
    starts = [word.start for word in own]
    tokens = reading.parse.tokens
    types = np.zeros((len(own), len(STATED)), np.float32)
    stated: dict[tuple[int, str], Frame] = {}
    for frame in frames:
        offset = tokens[frame.token].start
        if own[0].start <= offset < own[-1].end:
            place = word_at(starts, offset)
            types[place, STATED.index(frame.type)] = 1
            stated.setdefault((place, frame.type), frame)
    inside = np.flatnonzero((scene.placed >= window.first) & (scene.placed < window.last))
    syntax = syntax_of(reading.parse, own)
    order = sorted(stated)
    told = [scene.told(tokens[stated[key].token], key[1], inside) for key in order]
    kin = [syntax.kinship(place, place)[scene.placed[inside] - window.first] for place, _ in order]
    certain = [scene.certain(reading, tokens[stated[key].token], key[1]) for key in order]
    roles = [_roles(stated[key], scene, inside, reading) for key in order]
    shape = (len(order), len(inside))
    return StatementExample(
        name,
        np.array(window.pieces, np.int64),
        np.array(window.heads, np.int64),
        traits_of(own, syntax),
        np.zeros((len(own), 3), np.int64),
        scene.hints[window.first : window.last],
        types,
        np.array(
            [
                (place, STATED.index(kind), POLARITIES.index(polarity), MODALITIES.index(modality))
                for (place, kind), (polarity, modality) in zip(order, certain, strict=True)
            ],
            np.int64,
        ).reshape(-1, 4),
        np.array([stated[key].marks for key in order], np.int64).reshape(-1, 4),
        scene.fillers(inside, window.first),
        np.array(told, np.int64).reshape(shape),
        np.array(roles, np.int64).reshape(shape),
        stacked(kin, len(inside)) if order else np.zeros((0, len(inside), 4), np.int64),
    )


def _roles(frame: Frame, scene: Scene, inside: np.ndarray, reading: Understanding) -> np.ndarray:
    """What each candidate is to a statement: of a filler the nearest place counts, others are unknown."""
    trigger = reading.parse.tokens[frame.token]
    kinds = [scene.candidates[index] for index in inside]
    # Of a party that the reading does not know nobody can say that what stands near is not it.
    lost = [frame.lost and found.kind == "entity" and frame.start <= found.start < frame.end for found in kinds]
    roles = np.where(np.array(lost, bool), UNKNOWN, 0).astype(np.int64)
    fits: dict[tuple[str, str], list[int]] = {}
    for column, index in enumerate(inside):
        found = scene.candidates[index]
        if found.kind == "entity":
            entity = reading.entity(found.head)
            for role, ids in frame.entities.items():
                if entity in ids:
                    fits.setdefault((role, str(entity)), []).append(column)
        elif found.time is not None and frame.time is not None and found.time.value == frame.time:
            fits.setdefault(("time", frame.time), []).append(column)
        elif found.amount is not None and frame.amounts & _numbers(found.amount):
            fits.setdefault(("amount", str(found.amount.value)), []).append(column)
    for (role, _), columns in fits.items():
        for column in columns:
            roles[column] = UNKNOWN
        roles[min(columns, key=lambda c: _distance(frame, scene.candidates[inside[c]].start, trigger.start))] = (
            ROLES.index(role)
        )
    return roles


def _numbers(amount: Any) -> set[str]:
    values = [amount.value, amount.min, amount.max]
    return {amount_string(amount).split(" ")[0]} | {str(value) for value in values if value is not None}


def _distance(frame: Frame, offset: int, trigger: int) -> int:
    """Characters between, more for what stands outside the gold's words."""
    return abs(offset - trigger) + (0 if frame.start <= offset < frame.end else 10_000)


def main() -> None:
    """Make the examples of the gold files that are tuned on, and of the listed texts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--model", type=Path, default=shipped_model(), help="reads the names and the attributions")
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    args = options.parse_args()
    maker = Maker(tokenizer_of(args.base), SpacyParser(), load_model(args.model))
    examples = [example for name in sorted(folds()) for example in maker.gold(args.data, name)]
    print(f"{len(examples)} windows of the gold", flush=True)
    examples += [example for stated in read_stated() if stated.text for example in maker.listed(stated)]
    args.out.write_bytes(pickle.dumps(examples))
    print(f"{len(examples)} windows in all")


if __name__ == "__main__":
    main()
