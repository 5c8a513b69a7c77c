"""Which document a person means: by its id, the start of one, or the name of its file."""

from __future__ import annotations

import difflib
import re
import sqlite3

from onrecord.errors import UsageError

SHORTEST_START = 3
"""Characters of an id, without its `d-`."""

_LISTED = 5

_BY_ID = "SELECT number, id FROM documents WHERE id IN (:doc, 'd-' || :doc)"
_BY_NAME = """
    SELECT documents.number, documents.id FROM sources
    JOIN versions ON versions.source = sources.number
    JOIN documents ON documents.number = versions.document
    WHERE sources.{column} = :doc
      AND versions.nth = (SELECT max(nth) FROM versions AS others WHERE others.source = sources.number)"""
_BY_START = "SELECT number, id FROM documents WHERE length(:start) >= :least AND substr(id, 3, length(:start)) = :start"
_WAYS = (
    _BY_ID,
    _BY_NAME.format(column="name"),
    f"{_BY_NAME.format(column='base')} UNION {_BY_START}",
)
"""A whole id or name goes before a part of one."""


def storable(name: str) -> str:
    """The name in characters that a database holds: bytes of a file name that are no text are written out."""
    return name.encode("utf-8", "backslashreplace").decode()


def base_name(name: str) -> str:
    """The last part of a path of any system, or of a URL; the whole name where it has no parts."""
    parts = [part for part in re.split(r"[/\\]", name) if part]
    return parts[-1] if parts else name


def find_document(db: sqlite3.Connection, doc: str) -> int:
    """The number of the document; of a name, its newest version.

    Raises:
        UsageError: none is meant, with the nearest names; or several are, and they are named.
    """
    doc = storable(doc)
    meant = {"doc": doc, "start": doc.lower().removeprefix("d-"), "least": SHORTEST_START}
    for way in _WAYS:
        found = dict(db.execute(way, meant).fetchall())
        if len(found) == 1:
            return int(next(iter(found)))
        if found:
            raise UsageError(f"{doc!r} means {_list(_labels(db, found))}; give the whole name, or more of the id")
    raise UsageError(_none_found(db, doc))


def _labels(db: sqlite3.Connection, found: dict[int, str]) -> list[str]:
    return [f"{found[number]} ({_first_name(db, number)})" for number in sorted(found)]


def _first_name(db: sqlite3.Connection, number: int) -> str:
    row = db.execute(
        """SELECT name FROM sources JOIN versions ON versions.source = sources.number
        WHERE versions.document = ? ORDER BY sources.number LIMIT 1""",
        (number,),
    ).fetchone()
    return str(row[0])


def _none_found(db: sqlite3.Connection, doc: str) -> str:
    names = [name for (name,) in db.execute("SELECT base FROM sources UNION SELECT id FROM documents")]
    if not names:
        return f"no document {doc!r}: the case is empty; read some into it first"
    near = difflib.get_close_matches(doc, names, _LISTED, 0.5)
    remedy = f"near it: {_list(near)}" if near else "give its id or its file name"
    return f"no document {doc!r} in the case; {remedy}"


def _list(names: list[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")
