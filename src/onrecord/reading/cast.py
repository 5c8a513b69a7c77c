"""Who and what a document speaks of, and which words stand for which of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from onrecord.language.parse import Parse
from onrecord.records import Entity, Mention


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of a document, and of each mention's head token the entity it stands for.

    Coreference puts every noun phrase in, also those that no statement will need; the pipeline keeps those
    that are named or used. `heads` maps the index of a mention's head token to an entity id. `first_person`
    maps the token index of each "I", "my", "we" inside quotation marks to its place, `unmarked` that of each other:
    whom it stands for is known only once the speakers are.
    """

    entities: tuple[Entity, ...] = ()
    heads: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    first_person: Mapping[int, Mention] = field(default_factory=lambda: MappingProxyType({}))
    unmarked: Mapping[int, Mention] = field(default_factory=lambda: MappingProxyType({}))

    def at(self, index: int) -> str | None:
        """The id of the entity whose mention has this token as its head."""
        return self.heads.get(index)

    def within(self, parse: Parse, start: int, end: int) -> str | None:
        """The id of the entity that a run of text stands for: that of its head token, else of the first in it."""
        run = parse.tokens_in(start, end)
        if not run:
            return None
        head = self.heads.get(parse.head_of(run.start, run.stop))
        return head or next((self.heads[index] for index in run if index in self.heads), None)

    def by_id(self) -> dict[str, Entity]:
        """The entities by their ids."""
        return {entity.id: entity for entity in self.entities}
