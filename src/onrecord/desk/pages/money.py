"""Who pays whom how much, when and for what: each payment with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from onrecord.case.rows import StatementRow
from onrecord.case.store import Case
from onrecord.desk.lines import Line, as_decided, line_of
from onrecord.desk.render import page
from onrecord.desk.serving import both, case_of, number
from onrecord.records import ArgumentRole

_MONEY = re.compile(r" [A-Z]{3}$")
"""An amount whose unit is a currency; "9 rooms" are none of what is paid."""
MOST = 1000
"""How many payments of each kind one page holds."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment as it is stated; what the words do not say is empty.

    `about` is the statement's subject: who paid, or who was paid, as the sentence has it.
    """

    line: Line
    about: str
    paid_by: str
    to: str
    amounts: tuple[str, ...]
    amounts_as_written: tuple[str, ...]
    purpose: str


@dataclass(frozen=True, slots=True)
class Money:
    """Payments that stand in the documents' own voice, positive and actual; then the rest; then what is unsure.

    Of each kind the page holds `MOST` from its `first` on, of `found` in all; `more` is where the next page begins.
    """

    plain: tuple[Payment, ...]
    others: tuple[Payment, ...]
    perhaps: tuple[Payment, ...]
    found: int
    first: int
    more: int | None


def money(case: Case, first: int = 0) -> Money:
    """The payments of the case in the order of documents and text."""
    rows = as_decided(case, case.statements(type="payment"))
    found = [_payment(row) for row in rows if row.statement.type == "payment"]
    sure = [payment for payment in found if not payment.line.perhaps]
    kinds = (
        [payment for payment in sure if payment.line.plain],
        [payment for payment in sure if not payment.line.plain],
        [payment for payment in found if payment.line.perhaps],
    )
    last = first + MOST
    more = last if any(len(kind) > last for kind in kinds) else None
    plain, others, perhaps = (tuple(kind[first:last]) for kind in kinds)
    return Money(plain, others, perhaps, len(found), first, more)


def _payment(row: StatementRow) -> Payment:
    amounts = [one for one in row.arguments if one.role == "amount" and _MONEY.search(one.value or "")]
    return Payment(
        line_of(row),
        about=_filling(row, "subject"),
        paid_by=_filling(row, "agent"),
        to=_filling(row, "object", "organization", "seller"),
        amounts=tuple(one.value or one.words for one in amounts),
        amounts_as_written=tuple(one.words for one in amounts),
        purpose=_filling(row, "purpose", "cause", "matter"),
    )


def _filling(row: StatementRow, *roles: ArgumentRole) -> str:
    return "; ".join(one.name or one.value or one.words for one in row.arguments if one.role in roles)


def _page(request: Request) -> Response:
    with case_of(request) as case:
        shown = money(case, number(request.query_params.get("first", "")))
    return page(request, "money.html", shown, title="Money")


ROUTES: tuple[BaseRoute, ...] = both("/money", _page)
