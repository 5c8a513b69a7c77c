"""What a statement or an attribution needs beside it to be read: the text, names of entities, the speakers."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.case.rows import ArgumentRow
from onrecord.records import Argument, Source, Span


@dataclass(frozen=True, slots=True)
class Background:
    """One document's text, its entities' names by their ids, and the speakers by their attributions' ids."""

    text: str
    names: dict[str, str]
    speakers: dict[str, str]

    def words(self, span: Span) -> str:
        """The text of a span, to the letter."""
        return self.text[span.start : span.end]

    def speaker(self, source: Source | None) -> str | None:
        """The name of the source's entity, or the source's words where none is known."""
        if source is None:
            return None
        return self.names.get(source.entity or "") or self.words(source)

    def argument(self, argument: Argument) -> ArgumentRow:
        """An argument with its words and its entity's name."""
        name = self.names.get(argument.entity or "")
        return ArgumentRow(argument.role, self.words(argument), name, argument.value)


class Backgrounds(dict[int, Background]):
    """The backgrounds of documents by their numbers, each looked up once, when it is first asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__()
        self._db = db

    def __missing__(self, number: int) -> Background:
        self[number] = background = _look_up(self._db, number)
        return background


def _look_up(db: sqlite3.Connection, number: int) -> Background:
    (text,) = db.execute("SELECT text FROM flat_texts WHERE document = ?", (number,)).fetchone()
    names = dict(db.execute("SELECT id, name FROM flat_entities WHERE document = ?", (number,)).fetchall())
    background = Background(text, names, {})
    sources = db.execute(
        """SELECT id, source_start, source_end, source_entity FROM flat_attributions
        WHERE document = ? AND source_start IS NOT NULL""",
        (number,),
    )
    for attribution, start, end, entity in sources:
        background.speakers[attribution] = background.speaker(Source(start, end, entity)) or text[start:end]
    return background
