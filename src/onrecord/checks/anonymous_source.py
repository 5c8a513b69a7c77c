"""anonymous-source: what is said rests on somebody whom the text describes and does not name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from onrecord.checks.observation import Observation, words_of
from onrecord.checks.spans import Parts, Spans, paragraphs
from onrecord.checks.wordings import load_wordings, match_wordings
from onrecord.reading.attributions.quotations import find_quotations
from onrecord.records import Attribution, Entity, Record, Span

_SPEAKS_FOR = re.compile(r"\bspokes(?:man|woman|person|people|men|women)\b", re.IGNORECASE)
_ALONE = re.compile(r"(?:an?|the|one|its|their) \w+", re.IGNORECASE)


def find(record: Record) -> Iterator[Observation]:
    """One observation for each unnamed source, at its first words; and where a name is said to be held back."""
    sentences = Parts.of(record.sentences)
    held_back = match_wordings(record.document.text, load_wordings("anonymity"), record.sentences)
    told: list[Span] = []
    found: list[Observation] = []
    for entity, attributions in _cited(record):
        first = attributions[0].source
        if first is None:
            continue
        around = sentences.around(first) or first
        hidden = any(around.start <= span.start < around.end for span in held_back)
        if (hidden or _is_anonymous(entity)) and not _speaks_for_named_body(record, entity, first):
            told += [sentences.around(each.source) or each.source for each in attributions if each.source]
            found.append(_observation(record, entity, attributions))
    covered = Spans.of(told)
    for span in held_back:
        if not covered.meet(span):
            message = f"{words_of(record, span)} says that a source's name is held back."
            found.append(Observation(span.start, span.end, message))
    yield from sorted(found, key=lambda each: (each.start, each.end))


def _cited(record: Record) -> Iterator[tuple[Entity, list[Attribution]]]:
    """The persons and groups without a name whose words the document itself reports, with what it reports of them."""
    people = {each.id: each for each in record.entities if not each.named and each.type in ("Person", "Group")}
    quoted = Spans.of(find_quotations(record.document))
    cited: defaultdict[str, list[Attribution]] = defaultdict(list)
    for attribution in record.attributions:
        source = attribution.source
        if source and source.entity in people and attribution.within is None and not quoted.hold(source):
            cited[source.entity].append(attribution)
    for key, attributions in cited.items():
        if any(each.act == "statement" and each.content for each in attributions):
            yield people[key], sorted(attributions, key=lambda each: each.source.start if each.source else 0)


def _is_anonymous(entity: Entity) -> bool:
    """Does the description bring in somebody new ("a former employee", "officials")?

    "The chief executive" or "his wife" is somebody in particular, whom a reader can find.
    """
    return bool(match_wordings(entity.name, load_wordings("unnamed_sources")))


def _speaks_for_named_body(record: Record, entity: Entity, source: Span) -> bool:
    """Is it a spokesman of a body that is named with him, or else in his paragraph? The body answers for him."""
    if not _SPEAKS_FOR.search(entity.name):
        return False
    if not _ALONE.fullmatch(entity.name):
        return True
    around = Parts.of(paragraphs(record.document)).around(source) or source
    bodies = (each for each in record.entities if each.named and each.type == "Organization")
    return any(around.start <= mention.start < around.end for body in bodies for mention in body.mentions)


def _observation(record: Record, entity: Entity, attributions: list[Attribution]) -> Observation:
    first = attributions[0].source or attributions[0].content[0]
    voices = {attribution.id for attribution in attributions}
    statements = tuple(statement.id for statement in record.statements if statement.voice in voices)
    name = next((name for name in entity.names if name.text == entity.name), None)
    described = words_of(record, name) if name else f"“{entity.name}”"
    often = f", cited {len(attributions)} times," if len(attributions) > 1 else ""
    message = f"This rests on a source who is not named{often or ' and is'} described as {described}."
    return Observation(first.start, first.end, message, statements, (entity.id,))
