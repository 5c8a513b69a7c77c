"""The commands that ask a case: show, people, timeline, quotes, statements, search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

import typer
from rich.markup import escape

from onrecord.case.rows import DocumentRow, QuoteRow, StatementRow
from onrecord.case.store import Case, open_case
from onrecord.cli.console import one_line, out, print_json, print_note, table
from onrecord.cli.options import CaseOption, JsonOption, case_path
from onrecord.exports.highlights import highlights
from onrecord.exports.restatement import Restater, restate
from onrecord.records import Entity, Record

_COUNTED = ("entities", "attributions", "statements", "findings")

_SHOWN_FROM = 200
"""Documents that the telling lines are chosen from: enough for a folder, and quick for a large case."""

DocumentOption = Annotated[
    str | None, typer.Option("--document", "-d", help="Of this document only: an id, its start, or a file name.")
]
SinceOption = Annotated[str | None, typer.Option("--since", help="From this date on: 2009, 2009-03, 2009-03-14.")]
UntilOption = Annotated[str | None, typer.Option("--until", help="Up to this date.")]


def show(
    document: Annotated[
        str | None, typer.Argument(help="An id, its start, or a file name.", show_default=False)
    ] = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> None:
    """Show what one document puts on record; with no document, the case and its ten most telling lines.

    Example: onrecord show investigation.md --case trust.case
    """
    with open_case(case_path(case), read_only=True) as opened:
        if document is not None:
            row = opened.find(document)
            record = opened.record(row.id)
            print_json(record) if json else _show_record(row, record)
        elif json:
            print_json(opened.documents())
        else:
            _show_case(opened)


def people(document: DocumentOption = None, case: CaseOption = None, json: JsonOption = False) -> None:
    """List the named people and organizations of each document, with every name they go by.

    Example: onrecord people --case trust.case
    """
    with open_case(case_path(case), read_only=True) as opened:
        rows = opened.people(document=document)
    if json:
        print_json(rows)
        return
    lines = [
        (row.entity.name, row.entity.type, _other_names(row.entity), str(len(row.entity.mentions)), row.title)
        for row in rows
    ]
    table(
        "People and organizations",
        ("name", "type", "other names", "places", "document"),
        lines,
        ("other names", "document"),
    )


def timeline(
    since: SinceOption = None,
    until: UntilOption = None,
    document: DocumentOption = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> None:
    """List what is stated with a time, by that time.

    Example: onrecord timeline --since 2009 --case trust.case
    """
    with open_case(case_path(case), read_only=True) as opened:
        _print_statements("Timeline", opened.timeline(since=since, until=until, document=document), as_json=json)


def quotes(
    by: Annotated[str | None, typer.Option("--by", help="Only what those who bear this name are said to say.")] = None,
    document: DocumentOption = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> None:
    """List who says what: quoted, in part quoted, or reported.

    Example: onrecord quotes --by Thornquist --case trust.case
    """
    with open_case(case_path(case), read_only=True) as opened:
        rows = opened.quotes(by=by, document=document)
    if json:
        print_json(rows)
        return
    lines = [(row.speaker or "(nobody named)", row.attribution.form, _said(row), row.title) for row in rows]
    table("Who says what", ("speaker", "form", "words", "document"), lines, ("words",))


def statements(
    about: Annotated[
        str | None, typer.Option("--about", help="Those in which somebody of this name takes part.")
    ] = None,
    type: Annotated[str | None, typer.Option("--type", help="One of the 16 types: role, payment, founding, …")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    document: DocumentOption = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> None:
    """List statements about a name, of a type, or of a document.

    Example: onrecord statements --about Ingleward --type role --since 2009 --case trust.case
    """
    with open_case(case_path(case), read_only=True) as opened:
        rows = opened.statements(about=about, type=type, since=since, until=until, document=document)
    _print_statements("Statements", rows, as_json=json)


def search(
    words: Annotated[list[str], typer.Argument(help="Words, all of which stand in a passage.", show_default=False)],
    document: DocumentOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Show at most so many passages.")] = 50,
    case: CaseOption = None,
    json: JsonOption = False,
) -> None:
    """Find the passages that hold the words.

    Example: onrecord search "Tallow House" valuation --case trust.case
    """
    with open_case(case_path(case), read_only=True) as opened:
        hits = opened.search(" ".join(map(_phrase, words)), document=document, limit=limit)
    if json:
        print_json(hits)
        return
    for hit in hits:
        out.print(f"[dim]{escape(one_line(hit.title))}[/]  {escape(one_line(hit.snippet('[', ']')))}")
    print_note(
        f"{len(hits)} passage(s)" + (f"; --limit {limit} reached, there may be more" if len(hits) == limit else "")
    )


COMMANDS: tuple[Callable[..., None], ...] = (show, people, timeline, quotes, statements, search)


def _show_case(case: Case) -> None:
    documents = [row for row in case.documents() if row.superseded_by is None]
    lines = [(row.name, row.title or "", *(str(row.counts[key]) for key in _COUNTED), row.id) for row in documents]
    table("On record", ("document", "title", *_COUNTED, "id"), lines, ("title",))
    telling = highlights([case.record(row.id) for row in documents[:_SHOWN_FROM]])
    out.print()
    table(
        "Ten telling lines",
        ("kind", "what is stated", "in these words", "whose word", "document"),
        [(h.kind, h.line, h.words, h.said_by or "the document’s own", h.document) for h in telling],
        ("what is stated", "in these words"),
    )


def _show_record(row: DocumentRow, record: Record) -> None:
    about = (
        record.document.title,
        ", ".join(record.document.authors),
        record.document.publisher,
        record.document.published,
    )
    out.print(escape(one_line(" · ".join(part for part in about if part))), style="bold")
    out.print(escape(", ".join(f"{row.counts[key]} {key}" for key in _COUNTED)))
    restater = Restater(record)
    lines = [
        (
            s.type,
            restater.restate(s),
            restater.speaker(s.voice) or "own",
            restater.words(s.evidence.start, s.evidence.end),
        )
        for s in record.statements
    ]
    table("Statements", ("type", "what is stated", "voice", "words"), lines, ("what is stated", "words"))
    for finding in record.findings:
        out.print(f"[bold]{finding.severity}[/] {escape(one_line(finding.message))} [dim]({finding.check})[/]")
    for skip in record.skipped:
        print_note(f"not read: {one_line(skip.reason)}")


def _print_statements(title: str, rows: Sequence[StatementRow], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    lines = [
        (
            row.statement.time.value if row.statement.time else "",
            row.statement.type,
            _restated(row),
            row.voice or "own",
            row.title,
        )
        for row in rows
    ]
    table(title, ("time", "type", "what is stated", "voice", "document"), lines, ("what is stated",))


def _restated(row: StatementRow) -> str:
    return restate(row.statement, row.trigger, [(a.role, a.name or a.value or a.words) for a in row.arguments])


def _said(row: QuoteRow) -> str:
    return " … ".join(row.content)


def _other_names(entity: Entity) -> str:
    return ", ".join(f"{name.text} ({name.kind})" for name in entity.names if name.text != entity.name)


def _phrase(words: str) -> str:
    """What the shell passed as one argument is looked for as it stands."""
    return f'"{words}"' if " " in words and '"' not in words else words
