"""The record's dataclasses: what OnRecord makes of one document.

The meaning of every field is fixed by the record format (docs/record.md). Offsets are half-open
`[start, end)` counts of Unicode code points into `Document.text`. Everything here is frozen; every stage
makes new records. Ids are hashes of content, not of offsets, so that a statement keeps its id in the next
draft of its document.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

BlockKind = Literal["headline", "subhead", "paragraph", "quote", "item", "caption", "table", "note", "byline"]
EntityType = Literal["Person", "Organization", "Place", "Work", "Event", "Group"]
NameKind = Literal["full", "short", "acronym", "alias", "former", "registered", "description"]
MentionKind = Literal["name", "nominal", "pronoun"]
Form = Literal["direct", "mixed", "indirect"]
Act = Literal["statement", "question", "demand", "belief", "feeling"]
Polarity = Literal["positive", "negative"]
Modality = Literal["actual", "planned", "possible", "required", "hypothetical"]
Severity = Literal["must", "should", "note"]
StatementType = Literal[
    "name", "role", "founding", "ending", "ownership", "payment", "quantity", "legal", "vital", "contact",
    "travel", "publication", "family", "location", "stance", "event",
]  # fmt: skip
ArgumentRole = Literal[
    "subject", "object", "agent", "organization", "place", "seller", "amount", "value", "kind", "phase",
    "purpose", "share", "matter", "penalty", "cause", "venue", "relation", "side",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A run of `Document.text`, half-open, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block(Span):
    """A part of the document as it was laid out."""

    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Link(Span):
    """The words of a hyperlink and where it leads."""

    url: str


@dataclass(frozen=True, slots=True)
class Page(Span):
    """A page of a paginated source; `number` counts from 1 in the file's own order."""

    number: int


@dataclass(frozen=True, slots=True)
class TranscriptCue(Span):
    """A cue of a transcript: when its words are spoken, in seconds, and by whom where the file says so."""

    begins: float
    ends: float
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read, before anything is understood of it. `text` never changes once made.

    `published` is an EDTF date; `language` an ISO 639-1 code of the larger part of the text.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    pages: tuple[Page, ...] = ()
    cues: tuple[TranscriptCue, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped(Span):
    """What a stage did not read, and why. An empty span marks where something was left out of the text."""

    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Name(Span):
    """One name of an entity, where it first stands; `time` (EDTF) where the text says when it was borne."""

    text: str
    kind: NameKind
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """One place where an entity is spoken of."""

    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body, place, work, event or group, with every name it goes by in the document.

    `named` is false for a thing the text only describes; its `name` is then its first description.
    `members` are the entity ids of a set ("the two men").
    """

    id: str
    type: EntityType
    name: str
    named: bool
    names: tuple[Name, ...]
    mentions: tuple[Mention, ...]
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source(Span):
    """The words that name who is said to speak, and the entity they stand for."""

    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody other than the document's own voice is said to say, write, think, want or feel something.

    `within` is the id of the attribution in whose content this one stands.
    """

    id: str
    content: tuple[Span, ...]
    form: Form
    act: Act
    source: Source | None = None
    cue: Span | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Argument(Span):
    """What fills a role of a statement: an `entity` id or a `value`, and the words that say so."""

    role: ArgumentRole
    entity: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Time(Span):
    """The time of a statement as an EDTF value, with the words it was worked out from."""

    value: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said to be or to have happened, which a checker could check by itself.

    `voice` is the id of the innermost attribution with a source that it stands in; none: the document's own.
    `made_by` names the rule or model head; `sure` (0-1) is that maker's confidence of having read the text
    rightly, never of the thing being true.
    """

    id: str
    type: StatementType
    trigger: Span
    evidence: Span
    arguments: tuple[Argument, ...]
    made_by: str
    sure: float
    time: Time | None = None
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    voice: str | None = None
    repeats: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression(Span):
    """A time expression with its EDTF value.

    `anchor` is what a relative one was worked out from: "publication", the offset of another time, or nothing.
    """

    value: str
    anchor: Literal["publication"] | int | None = None


@dataclass(frozen=True, slots=True)
class Amount(Span):
    """An amount with exact decimal `value` and its unit; a range has `min` and `max` and no `value`."""

    unit: str
    value: str | None = None
    min: str | None = None
    max: str | None = None
    approximate: bool | None = None


@dataclass(frozen=True, slots=True)
class Label(Span):
    """A word that judges or classes somebody; a fact about the text, never a property of the person."""

    id: str
    target: str
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Finding(Span):
    """Something for the person who checks the document: one plain sentence that names the words."""

    id: str
    check: str
    severity: Severity
    message: str
    statements: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything one document puts on record. `sentences` are the units a checker walks through."""

    document: Document
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    amounts: tuple[Amount, ...] = ()
    labels: tuple[Label, ...] = ()
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def content_id(prefix: str, *words: str, nth: int = 0) -> str:
    """An id that depends on content and on which occurrence this is, never on offsets.

    Args:
        prefix: one letter for the kind of record: e, a, s, l, f.
        words: what makes the record the one it is: its type and its words.
        nth: how many records of the same content stand before it in the document.
    """
    content = "\x1f".join((*words, str(nth)))
    return f"{prefix}-{hashlib.blake2b(content.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


class Ids:
    """Gives out the ids of one kind of record, in text order, counting occurrences of the same content."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._seen: Counter[tuple[str, ...]] = Counter()

    def next(self, *words: str) -> str:
        """The id of the next record with these words."""
        nth = self._seen[words]
        self._seen[words] += 1
        return content_id(self._prefix, *words, nth=nth)


def to_builtins(record: Any) -> Any:
    """A record, or any part of one, as plain dicts and lists in field order; what is absent is left out."""
    return _without_absent(msgspec.to_builtins(record))


def to_json(record: Record) -> bytes:
    """The record as one line of UTF-8 JSON; the same record always gives the same bytes."""
    return msgspec.json.encode(to_builtins(record))


def from_json(data: bytes | str) -> Record:
    """Read a record back.

    Raises:
        msgspec.ValidationError: the data does not fit the schema; the message names the place.
    """
    return msgspec.json.decode(data, type=Record)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record, generated from the dataclasses."""
    schema = msgspec.json.schema(Record)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "OnRecord record"
    return schema


def _without_absent(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_absent(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_without_absent(item) for item in value]
    return value
