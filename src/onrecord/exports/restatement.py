"""One plain line for a statement: what is stated, by whom, when, how much, in whose voice.

Negation and modality come first and in capitals, so that nobody reads a denial as a plain statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Argument, ArgumentRole, Record, Statement

MODALITY_WORDS = {
    "planned": "PLANNED",
    "possible": "POSSIBLY",
    "required": "DEMANDED",
    "hypothetical": "ONLY IF",
}

_LEADS: dict[ArgumentRole, str] = {
    "organization": "at",
    "agent": "by",
    "place": "in",
    "seller": "from",
    "purpose": "for",
    "matter": "over",
    "penalty": "penalty:",
    "cause": "cause:",
    "venue": "in",
    "share": "share:",
}
_NOT_AFTER_TRIGGER: frozenset[ArgumentRole] = frozenset({"subject", "phase", "side", "kind"})


def restate(statement: Statement, trigger: str, filled: Sequence[tuple[ArgumentRole, str]]) -> str:
    """The line of a statement.

    Args:
        statement: for its polarity, modality and time.
        trigger: the words that state it.
        filled: of each argument its role, and the name or value that fills it.
    """
    marks = [MODALITY_WORDS.get(statement.modality, ""), "NOT" if statement.polarity == "negative" else ""]
    subjects = [words for role, words in filled if role == "subject"]
    rest = [f"{_LEADS.get(role, '')} {words}".strip() for role, words in filled if role not in _NOT_AFTER_TRIGGER]
    line = " ".join([" and ".join(subjects) or "somebody", f"“{trigger}”", *rest])
    if statement.time is not None:
        line += f" ({statement.time.value})"
    return ": ".join(part for part in (" ".join(mark for mark in marks if mark), line) if part)


class Restater:
    """Restates the statements of one record; holds the look-ups by id."""

    def __init__(self, record: Record) -> None:
        self._text = record.document.text
        self._names = {entity.id: entity.name for entity in record.entities}
        self._attributions = {attribution.id: attribution for attribution in record.attributions}

    def restate(self, statement: Statement) -> str:
        """The line. Names stand for pronouns; values stand as the record has them."""
        trigger = self.words(statement.trigger.start, statement.trigger.end)
        return restate(statement, trigger, [(a.role, self.argument(a)) for a in statement.arguments])

    def argument(self, argument: Argument) -> str:
        """The name or value that fills a role, as the record has it; else its words."""
        if argument.entity is not None:
            return self._names.get(argument.entity, self.words(argument.start, argument.end))
        return argument.value if argument.value is not None else self.words(argument.start, argument.end)

    def filling(self, statement: Statement, *roles: ArgumentRole) -> str:
        """What fills these roles of a statement, in order, parted by semicolons."""
        return "; ".join(self.argument(a) for a in statement.arguments if a.role in roles)

    def as_written(self, statement: Statement, *roles: ArgumentRole) -> str:
        """The words that fill these roles, to the letter."""
        return "; ".join(self.words(a.start, a.end) for a in statement.arguments if a.role in roles)

    def speaker(self, voice: str | None) -> str:
        """Whose word a statement is: the name of the source, or its words; nothing for the document's own voice."""
        attribution = self._attributions.get(voice or "")
        if attribution is None or attribution.source is None:
            return ""
        source = attribution.source
        return self._names.get(source.entity or "", self.words(source.start, source.end))

    def words(self, start: int, end: int) -> str:
        """The words of a run of the text on one line."""
        return " ".join(self._text[start:end].split())
