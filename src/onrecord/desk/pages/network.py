"""Who is connected with whom by what: each edge opens the words that say so.

Names of several documents are not joined here: an edge stands between two names of one document, and the same
name in another document is drawn apart until a person says that it is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from onrecord.case.rows import StatementRow
from onrecord.case.store import Case
from onrecord.desk.lines import Line, as_decided, line_of
from onrecord.desk.render import page
from onrecord.desk.serving import both, case_of, choices, current
from onrecord.records import ArgumentRole, StatementType

_TYPES: tuple[StatementType, ...] = ("role", "ownership", "founding", "family", "payment", "contact")
"""What connects two parties. Accusations and convictions (`legal`) and sides taken (`stance`) never do."""
_PARTIES: tuple[ArgumentRole, ...] = ("subject", "object", "agent", "organization", "seller")


@dataclass(frozen=True, slots=True)
class Node:
    """A named person or body of one document."""

    id: str
    name: str
    document: str


@dataclass(frozen=True, slots=True)
class Edge:
    """What connects two nodes, in a word or two, and the statement that says so."""

    source: str
    target: str
    label: str
    line: Line


@dataclass(frozen=True, slots=True)
class Network:
    """What the page shows. Only `plain` edges (own voice, positive, actual) are drawn at first; unsure ones never."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    documents: tuple[tuple[str, str], ...]
    document: str


def network(case: Case, document: str = "") -> Network:
    """The connections that the documents of a case state, or one of them.

    Raises:
        UsageError: there is no such document.
    """
    shown = (case.find(document),) if document else current(case)
    edges: list[Edge] = []
    nodes: dict[str, Node] = {}
    for row in shown:
        named = {one.id: one.name for one in case.record(row.id).entities if one.named}
        for edge, parties in _edges(as_decided(case, case.statements(document=row.id)), named):
            edges.append(edge)
            nodes |= {node.id: node for node in parties}
    return Network(tuple(nodes.values()), tuple(edges), choices(case), document)


def _edges(rows: Iterable[StatementRow], named: Mapping[str, str]) -> Iterator[tuple[Edge, tuple[Node, Node]]]:
    for row in rows:
        line = line_of(row)
        if row.statement.type not in _TYPES or line.perhaps:
            continue
        parties = [
            Node(f"{row.document} {one.entity}", named[one.entity], row.document)
            for one in row.statement.arguments
            if one.role in _PARTIES and one.entity is not None and one.entity in named
        ]
        label = next(
            (one.value for one in row.arguments if one.role in ("value", "relation") and one.value), row.trigger
        )
        for other in parties[1:]:
            if other.id != parties[0].id and not _is_kept_out(other.name, label):
                yield Edge(parties[0].id, other.id, label, line), (parties[0], other)


def _is_kept_out(body: str, label: str) -> bool:
    words = _kept_out()
    return bool(words["bodies"] & _words(body) or words["posts"] & _words(label))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


@cache
def _kept_out() -> Mapping[str, frozenset[str]]:
    raw = yaml.safe_load((Path(__file__).parents[1] / "kept_out.yaml").read_text(encoding="utf-8"))
    return {key: frozenset(" ".join(lines).split()) for key, lines in raw.items()}


def _page(request: Request) -> Response:
    with case_of(request) as case:
        shown = network(case, request.query_params.get("document", ""))
    return page(request, "network.html", shown, title="Network", script="network")


ROUTES: tuple[BaseRoute, ...] = both("/network", _page)
