"""One plain line for a statement: what is stated, by whom, when, how much, in whose voice.

Negation and modality come first and in capitals, so that nobody reads a denial as a plain statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.records import Argument, ArgumentRole, Record, Statement, StatementType

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
    "penalty": "with",
    "cause": "through",
    "venue": "in",
    "share": "a share of",
}
_NOT_AFTER_TRIGGER: frozenset[ArgumentRole] = frozenset({"subject", "phase", "side", "kind"})

_AFFIRMED = {
    "no one": "anybody", "no-one": "anybody", "nobody": "anybody", "nothing": "anything", "none": "any", "no": "any",
}  # fmt: skip
_PHASES = {"holds": "is", "starts": "becomes", "ends": "stops being", "former": "was once"}
_NAME_KINDS = {"former": "was once called", "registered": "is registered as"}

Filled = Sequence[tuple[ArgumentRole, str]]


def restate(statement: Statement, trigger: str, filled: Filled) -> str:
    """The line of a statement.

    Args:
        statement: for its type, polarity, modality and time.
        trigger: the words that state it.
        filled: of each argument its role, and the name or value that fills it.
    """
    denied = statement.polarity == "negative"
    subjects = [_affirmed(words) if denied else words for role, words in filled if role == "subject"]
    verb, told = _verb(statement.type, trigger, dict(filled))
    left_out = _NOT_AFTER_TRIGGER | told
    rest = [f"{_LEADS.get(role, '')} {words}".strip() for role, words in filled if role not in left_out]
    line = " ".join([" and ".join(subjects) or "somebody", verb, *rest])
    if statement.time is not None:
        line += f" ({statement.time.value})"
    return ": ".join(part for part in (head(statement.polarity, statement.modality), line) if part)


def head(polarity: str, modality: str) -> str:
    """What stands before a line in capitals, where it is denied or not actual."""
    return f"{MODALITY_WORDS.get(modality, '')} {'NOT' if polarity == 'negative' else ''}".strip()


def marks(statement: Statement) -> tuple[str, ...]:
    """What is to be said of a statement that is denied or not actual, in the record's own terms."""
    return tuple(mark for mark in (statement.polarity, statement.modality) if mark not in ("positive", "actual"))


def _affirmed(subject: str) -> str:
    """Of a denial, "No trustee" as "any trustee": with NOT before the line it would be denied twice."""
    for denied, affirmed in _AFFIRMED.items():
        if f"{subject.lower()} ".startswith(f"{denied} "):
            return affirmed + subject[len(denied) :]
    return subject


def _verb(kind: StatementType, trigger: str, filled: Mapping[ArgumentRole, str]) -> tuple[str, frozenset[ArgumentRole]]:
    """What stands after the subject, and the roles it tells already; most triggers speak for themselves."""
    value = filled.get("value", "")
    if kind == "role" and value:
        return f"{_PHASES.get(filled.get('phase', 'holds'), 'is')} {value}", frozenset({"value"})
    if kind == "name" and value:
        return f"{_NAME_KINDS.get(filled.get('kind', ''), 'is also called')} {value}", frozenset({"value"})
    if kind == "family" and (relation := filled.get("relation") or value):
        return f"has as {relation}", frozenset({"relation", "value"})
    if kind == "location" and "place" in filled:
        return f"is in {filled['place']}", frozenset({"place"})
    return f"“{trigger}”", frozenset()


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
