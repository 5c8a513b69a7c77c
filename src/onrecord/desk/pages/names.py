"""People and organisations: their names with times, their posts, what is said of them and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from onrecord.case.folding import fold
from onrecord.case.namings import Party, parties
from onrecord.case.rows import StatementRow
from onrecord.case.store import Case
from onrecord.desk.labels import LabelLine, labels_of
from onrecord.desk.lines import Line, line_of
from onrecord.desk.render import page
from onrecord.desk.serving import both, case_of, current
from onrecord.errors import UsageError
from onrecord.exports.restatement import Restater
from onrecord.records import Record

_SHOWN = frozenset({"Person", "Organization"})
_MOST = 500
"""How many names one page lists, and how many statements about one."""


@dataclass(frozen=True, slots=True)
class NameLine:
    """A person or body of one document in the list."""

    document: str
    title: str
    id: str
    name: str
    type: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The list; `left_out` counts what one page does not hold."""

    about: str
    lines: tuple[NameLine, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody is said to say, in the document's words."""

    cue: str
    words: str
    quoted: bool
    start: int


@dataclass(frozen=True, slots=True)
class PartyPage:
    """All that one document has of a person or body. `posts` are in the order of time.

    `left_out` counts the statements that one page does not hold.
    """

    document: str
    title: str
    party: Party
    rivals: tuple[tuple[str, str], ...]
    posts: tuple[Line, ...]
    about: tuple[Line, ...]
    perhaps: tuple[Line, ...]
    says: tuple[Said, ...]
    labels: tuple[LabelLine, ...]
    left_out: int


def names(case: Case, about: str = "") -> Names:
    """The named persons and bodies of all documents, or those with a name that has these letters."""
    folded = fold(about)
    found = [
        _line(row.id, row.title or row.name, party)
        for row in current(case)
        for party in parties(case.record(row.id), case.history(row.id))
        if party.named and party.type in _SHOWN and any(folded in fold(name.text) for name in party.names)
    ]
    found.sort(key=lambda line: (fold(line.name), line.document))
    return Names(about, tuple(found[:_MOST]), max(0, len(found) - _MOST))


def _line(document: str, title: str, party: Party) -> NameLine:
    others = tuple(name.text for name in party.names if name.text != party.name)
    return NameLine(document, title, party.id, party.name, party.type, others)


def party_page(case: Case, document: str, id_: str) -> PartyPage:
    """What a document has of one person or body.

    Raises:
        UsageError: the document has nobody of this id.
    """
    record = case.record(document)
    everyone = parties(record, case.history(document))
    party = next((one for one in everyone if one.id == id_ or id_ in one.entities), None)
    if party is None:
        raise UsageError(f"{id_}: nobody of this id is in the document any more; look in its list of names")
    rows = [row for row in case.statements(document=document) if _is_about(row, party)]
    lines = [(row, line_of(row)) for row in rows[:_MOST]]
    posts = [row for row, line in lines if row.statement.type == "role" and not line.perhaps]
    posts.sort(key=lambda row: (row.earliest or "9999", row.latest or "9999"))
    return PartyPage(
        record.document.id,
        record.document.title or record.document.id,
        party,
        tuple((one.id, one.name) for one in everyone if one.named and one.type == party.type and one.id != party.id),
        tuple(line_of(row) for row in posts),
        tuple(line for row, line in lines if row.statement.type != "role" and not line.perhaps),
        tuple(line for _, line in lines if line.perhaps),
        tuple(_said(record, party)),
        tuple(labels_of(record, party.entities)),
        max(0, len(rows) - _MOST),
    )


def _is_about(row: StatementRow, party: Party) -> bool:
    return any(one.entity in party.entities for one in row.statement.arguments)


def _said(record: Record, party: Party) -> Iterator[Said]:
    restater = Restater(record)
    for one in record.attributions:
        if one.source is not None and one.source.entity in party.entities:
            words = " … ".join(restater.words(span.start, span.end) for span in one.content)
            cue = restater.words(one.cue.start, one.cue.end) if one.cue is not None else ""
            yield Said(cue, words, one.form != "indirect", min(span.start for span in one.content))


def _list(request: Request) -> Response:
    with case_of(request) as case:
        shown = names(case, request.query_params.get("about", "").strip())
    return page(request, "names.html", shown, title="People and organisations")


def _one(request: Request) -> Response:
    with case_of(request) as case:
        shown = party_page(case, request.path_params["doc"], request.path_params["id"])
    return page(request, "party.html", shown, title=shown.party.name, script="names")


ROUTES: tuple[BaseRoute, ...] = (*both("/names", _list), *both("/documents/{doc}/names/{id:path}", _one))
