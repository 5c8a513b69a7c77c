"""The first person inside quotation marks and on speakers' lines: "I" and "we" are whoever is said to speak."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from onrecord.language.parse import Parse
from onrecord.reading.cast import Cast
from onrecord.records import Attribution, Entity, Mention


def resolve_speakers(parse: Parse, cast: Cast, attributions: tuple[Attribution, ...]) -> Cast:
    """Give each "I", "my" and "we" of a quotation to the source of the innermost attribution that it stands in.

    Without quotation marks so are the words of a speaker behind a colon, as in an interview; in other reported speech
    "I" is whoever writes. "We" stands for the source too: whom else the speaker means the text seldom tells. A
    quotation whose source is no known entity stays open.
    """
    lines = tuple(said for said in attributions if said.cue is not None and parse.words(said.cue) == ":")
    speakers = _speakers(cast.first_person, attributions) | _speakers(cast.unmarked, lines)
    spoken: dict[str, list[Mention]] = defaultdict(list)
    for index, entity in speakers.items():
        spoken[entity].append(cast.first_person.get(index) or cast.unmarked[index])
    heads = dict(sorted({**cast.heads, **speakers}.items()))
    entities = tuple(_with_mentions(entity, spoken.get(entity.id, [])) for entity in cast.entities)
    return replace(cast, entities=entities, heads=MappingProxyType(heads))


def _speakers(places: Mapping[int, Mention], attributions: tuple[Attribution, ...]) -> dict[int, str]:
    """Of each first person's token the entity that speaks; inner contents are the shorter ones and come last."""
    indices = sorted(places)
    starts = [places[index].start for index in indices]
    found: dict[int, str] = {}
    for _, start, end, entity in sorted(_contents(attributions), reverse=True):
        for at in range(bisect_left(starts, start), bisect_right(starts, end - 1)):
            found[indices[at]] = entity
    return found


def _contents(attributions: tuple[Attribution, ...]) -> Iterator[tuple[int, int, int, str]]:
    """The pieces of content with a known speaker: length, start, end, entity."""
    for attribution in attributions:
        if attribution.source is not None and attribution.source.entity is not None:
            for span in attribution.content:
                yield span.end - span.start, span.start, span.end, attribution.source.entity


def _with_mentions(entity: Entity, more: list[Mention]) -> Entity:
    if not more:
        return entity
    mentions = sorted((*entity.mentions, *more), key=lambda mention: (mention.start, mention.end))
    return replace(entity, mentions=tuple(mentions))
