"""What a reader of attributions hands on: words of the parse, before quotation marks and entities come in."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import Act


@dataclass(frozen=True, slots=True)
class Speaker:
    """The tokens that name a source here, and the one that stands for its entity (of "who", what it refers to)."""

    tokens: tuple[int, ...] = ()
    head: int | None = None


NOBODY = Speaker()


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before it is put together: token indices, not yet offsets.

    `cue` and `clause` are half-open runs of tokens; the clause is that of the source and the cue word, beside
    which a quotation may stand. `content` may be empty where only such a quotation holds it; `quotes` says
    whether the cue takes one.
    """

    cue: tuple[int, int] | None
    act: Act
    speaker: Speaker = NOBODY
    content: tuple[int, ...] = ()
    quotes: bool = False
    clause: tuple[int, int] | None = None
