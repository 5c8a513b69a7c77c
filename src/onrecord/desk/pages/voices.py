"""Who speaks in a document, how much, in their own words or another's; and who is spoken about and never speaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from onrecord.desk.render import page
from onrecord.desk.serving import both, case_of
from onrecord.exports.restatement import Restater
from onrecord.records import Attribution, Entity, Record


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is said to speak; `quoted` and `reported` count the words between and without quotation marks.

    `named` is false where the text gives no name: such a source is nobody in particular here.
    """

    name: str
    named: bool
    times: int
    quoted: int
    reported: int
    first: int


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody of whom something is stated, and who is never said to speak."""

    name: str
    type: str
    statements: int
    first: int


@dataclass(frozen=True, slots=True)
class Voices:
    """What the page shows; `own` counts the words of the document's own voice, of `words` in all."""

    document: str
    speakers: tuple[Speaker, ...]
    unsourced: int
    silent: tuple[Silent, ...]
    own: int
    words: int


def voices(record: Record) -> Voices:
    """The voices of a document, who speaks most first."""
    restater, entities = Restater(record), {entity.id: entity for entity in record.entities}
    outer = [one for one in record.attributions if one.within is None]
    spoken: dict[tuple[str, bool], list[Attribution]] = defaultdict(list)
    for attribution in record.attributions:
        if attribution.source is not None:
            entity = entities.get(attribution.source.entity or "")
            name = restater.speaker(attribution.id), entity is not None and entity.named
            spoken[name].append(attribution)
    speakers = [_of(name, named, said, record) for (name, named), said in spoken.items()]
    words = _count(record.document.text)
    return Voices(
        record.document.id,
        tuple(sorted(speakers, key=lambda one: (-(one.quoted + one.reported), one.first))),
        sum(1 for one in record.attributions if one.source is None),
        tuple(_silent(record, entities)),
        own=max(0, words - sum(_words(one, record) for one in outer)),
        words=words,
    )


def _of(name: str, named: bool, said: Sequence[Attribution], record: Record) -> Speaker:  # noqa: FBT001  as in Speaker
    counts = Counter[str]()
    for one in said:
        counts["reported" if one.form == "indirect" else "quoted"] += _words(one, record)
    first = min(span.start for one in said for span in one.content)
    return Speaker(name, named, len(said), counts["quoted"], counts["reported"], first)


def _silent(record: Record, entities: dict[str, Entity]) -> Iterable[Silent]:
    """Named persons and bodies that are the subject of a statement and no source, most spoken of first."""
    speaking = {one.source.entity for one in record.attributions if one.source is not None}
    about: dict[str, list[int]] = defaultdict(list)
    for statement in record.statements:
        for argument in statement.arguments:
            if argument.role == "subject" and argument.entity is not None:
                about[argument.entity].append(statement.evidence.start)
    found = [
        Silent(entity.name, entity.type, len(about[entity.id]), min(about[entity.id]))
        for entity in entities.values()
        if entity.named and entity.type in ("Person", "Organization") and about[entity.id] and entity.id not in speaking
    ]
    return sorted(found, key=lambda one: (-one.statements, one.first))


def _words(attribution: Attribution, record: Record) -> int:
    return sum(_count(record.document.text[span.start : span.end]) for span in attribution.content)


def _count(text: str) -> int:
    return len(text.split())


def _page(request: Request) -> Response:
    with case_of(request) as case:
        record = case.record(request.path_params["doc"])
    return page(request, "voices.html", voices(record), title=f"Voices: {record.document.title or record.document.id}")


ROUTES: tuple[BaseRoute, ...] = both("/documents/{doc}/voices", _page)
