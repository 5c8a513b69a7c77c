"""Record classes as table columns, and back: the columns derive from the fields of the dataclasses.

A plain field is a column; a record within a record gives its own columns under a joint name
(`trigger_start`, `source_entity`); a list is kept as JSON.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Sequence
from typing import Any, Literal, TypeVar

import msgspec

T = TypeVar("T")

_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "BOOLEAN"}


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """One column: the way to its value through the fields, and how it is kept."""

    path: tuple[str, ...]
    kind: str

    @property
    def name(self) -> str:
        """The column's name, quoted for SQL (`end` is one of its words)."""
        return f'"{"_".join(self.path)}"'


@functools.cache
def columns_of(cls: type, without: frozenset[str] = frozenset()) -> tuple[Column, ...]:
    """The columns of a record class, in the order of its fields; top fields in `without` are left out."""
    return tuple(column for column in _columns(cls, ()) if column.path[0] not in without)


def _columns(cls: type, path: tuple[str, ...]) -> list[Column]:
    hints = typing.get_type_hints(cls)
    found: list[Column] = []
    for field in dataclasses.fields(cls):
        here = (*path, field.name)
        kind = _without_none(hints[field.name])
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            found += _columns(kind, here)
        else:
            found.append(Column(here, _kind_of_column(kind)))
    return found


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        rest = [arm for arm in typing.get_args(hint) if arm is not types.NoneType]
        return rest[0] if len(rest) == 1 else hint
    return hint


def _kind_of_column(kind: Any) -> str:
    if typing.get_origin(kind) is tuple:
        return "JSON"
    if typing.get_origin(kind) is Literal:
        return "TEXT"
    return _TYPES[kind]


def to_row(record: Any, columns: Sequence[Column]) -> list[Any]:
    """The values of a record in the order of the columns."""
    return [_value(record, column) for column in columns]


def _value(record: Any, column: Column) -> Any:
    for step in column.path:
        if record is None:
            return None
        record = getattr(record, step)
    return msgspec.json.encode(record).decode() if column.kind == "JSON" else record


def from_row(cls: type[T], row: Sequence[Any], columns: Sequence[Column]) -> T:
    """The record whose values these are, in the order of the columns."""
    tree: dict[str, Any] = {}
    for column, value in zip(columns, row, strict=True):
        if value is None:
            continue
        branch = tree
        for step in column.path[:-1]:
            branch = branch.setdefault(step, {})
        branch[column.path[-1]] = _read(value, column.kind)
    kind: type = cls
    # An attribution's source may be absent and yet has no default.
    return msgspec.convert(dict.fromkeys(_required(kind)) | tree, cls)


@functools.cache
def _required(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls) if field.default is dataclasses.MISSING)


def _read(value: Any, kind: str) -> Any:
    if kind == "JSON":
        return msgspec.json.decode(value)
    return bool(value) if kind == "BOOLEAN" else value
