"""What a check sees: a place in the text, one sentence about it, and the records it concerns."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import Record, Span

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Observation(Span):
    """A place that is worth a look. The catalogue makes a `Finding` of it: adds id, check and severity.

    `message` is one plain sentence that names the words and blames nobody.
    """

    message: str
    statements: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()


def words_of(record: Record, span: Span) -> str:
    """The words of a span for a message: on one line, in quotation marks, cut after 80 characters at a word."""
    words = " ".join(record.document.text[span.start : span.end].split())
    if len(words) > _LONGEST:
        words = words[: words.rfind(" ", 0, _LONGEST) if " " in words[:_LONGEST] else _LONGEST].rstrip(" ,;:") + " …"
    return f"“{words}”"
