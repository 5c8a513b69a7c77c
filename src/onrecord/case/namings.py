"""Names as persons have put them right: entities of a document joined, names taken apart, and called otherwise.

A decision `same` on an entity joins it to the entity that is its value; `apart` takes the names in its value out of it;
`called` gives it another main name. All within one document: what several documents name is joined elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.case.decisions import Decided
from onrecord.records import Entity, EntityType, Name, Record


@dataclass(frozen=True, slots=True)
class Party:
    """One person, body or thing as it stands after all decisions: the entities of the record that it is made of.

    `id` is that of the first of them, or of a name taken apart the entity's with the name behind it.
    """

    id: str
    type: EntityType
    name: str
    named: bool
    names: tuple[Name, ...]
    entities: tuple[str, ...]


def parties(record: Record, decided: Iterable[Decided]) -> tuple[Party, ...]:
    """The entities of a record in their order, as decided; what is decided of others is passed over."""
    counted = [one for one in decided if not one.undone]
    known = {entity.id: entity for entity in record.entities}
    joined = _joined(known, counted)
    called = {one.decision.target: str(one.decision.value) for one in counted if one.decision.field == "called"}
    taken: dict[str, set[str]] = {}
    for one in counted:
        if one.decision.field == "apart":
            taken.setdefault(one.decision.target, set()).update(one.decision.value)
    found: list[Party] = []
    for first, members in joined.items():
        entities = [known[id_] for id_ in members]
        texts = set[str]().union(*(taken.get(id_, ()) for id_ in members))
        found.append(_party(known[first], entities, called.get(first), texts))
        found += [part for entity in entities for part in _taken_apart(entity, texts)]
    return tuple(party for party in found if party.names or not party.named)


def _joined(known: Mapping[str, Entity], decided: Iterable[Decided]) -> dict[str, list[str]]:
    """Of the first entity of each party all of it, in the record's order."""
    first = {id_: id_ for id_ in known}
    for one in decided:
        target, value = one.decision.target, one.decision.value
        if one.decision.field == "same" and target in known and value in known:
            kept, gone = first[str(value)], first[target]
            first |= {id_: kept for id_, other in first.items() if other == gone}
    joined: dict[str, list[str]] = {}
    for id_ in known:
        joined.setdefault(first[id_], []).append(id_)
    return joined


def _party(main: Entity, entities: Sequence[Entity], called: str | None, apart: set[str]) -> Party:
    names = [name for entity in entities for name in entity.names if name.text not in apart]
    unique = tuple({name.text: name for name in reversed(names)}.values())[::-1]
    kept = not unique or any(name.text == main.name for name in unique)
    own = called or (main.name if kept else unique[0].text)
    ids = tuple(entity.id for entity in entities)
    return Party(main.id, main.type, own, any(entity.named for entity in entities), unique, ids)


def _taken_apart(entity: Entity, texts: set[str]) -> Iterable[Party]:
    for name in entity.names:
        if name.text in texts:
            yield Party(f"{entity.id}/{name.text}", entity.type, name.text, entity.named, (name,), ())
