"""`onrecord sheet`: the line-by-line sheet, from files or from documents of a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Annotated

import typer

from onrecord.batch import read_all
from onrecord.case.store import open_case
from onrecord.cli.console import print_note
from onrecord.cli.options import (
    DEFAULT_MODEL_NAME,
    CaseOption,
    JobsOption,
    MetadataOption,
    ModelOption,
    PrivateOption,
    case_path,
)
from onrecord.cli.output import write_file
from onrecord.cli.sources import find_sources, is_url, load, metadata_table
from onrecord.errors import UsageError
from onrecord.exports.sheet import Row, sheet_rows
from onrecord.exports.sheet_csv import sheet_csv
from onrecord.exports.sheet_html import sheet_html
from onrecord.exports.sheet_xlsx import sheet_xlsx
from onrecord.records import Record

FORMATS: dict[str, Callable[[Sequence[Record]], bytes]] = {
    ".csv": lambda records: sheet_csv(_rows(records)),
    ".xlsx": lambda records: sheet_xlsx(_rows(records)),
    ".html": sheet_html,
}


def sheet(
    documents: Annotated[list[str], typer.Argument(help="Files, URLs, or documents of the case.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="A .xlsx, .csv or .html file.", show_default=False)],
    case: CaseOption = None,
    metadata: MetadataOption = None,
    jobs: JobsOption = 1,
    language_model: ModelOption = DEFAULT_MODEL_NAME,
    allow_private: PrivateOption = False,
) -> None:
    """Make the line-by-line sheet: a row a statement, and a row for each sentence in which nothing was read.

    Example: onrecord sheet article.html -o sheet.html
    """
    maker = FORMATS.get(output.suffix.lower())
    if maker is None:
        raise UsageError(f"{output}: a sheet is written as {', '.join(FORMATS)}; end its name with one of these")
    files = [name for name in documents if is_url(name) or Path(name).exists()]
    names = find_sources(files).names
    table = metadata_table(metadata)
    inputs = [load(name, table, allow_private=allow_private) for name in names]
    records: list[Record] = []
    for result in read_all(inputs, language_model, min(jobs, max(len(inputs), 1))):
        if result.error is not None:
            raise result.error
        if result.record is not None:
            records.append(result.record)
    records += _from_case([name for name in documents if name not in files], case)
    write_file(output, maker(records))
    print_note(f"{output}: {sum(len(rows) for rows in _rows_of(records))} rows of {len(records)} document(s)")


def _from_case(documents: Sequence[str], case: Path | None) -> list[Record]:
    if not documents:
        return []
    with open_case(case_path(case), read_only=True) as opened:
        return [opened.record(opened.find(name).id) for name in documents]


def _rows_of(records: Sequence[Record]) -> list[tuple[Row, ...]]:
    """The rows of each record, numbered on from one to the next."""
    counts = [len(sheet_rows(record)) for record in records]
    firsts = accumulate(counts, initial=1)
    return [sheet_rows(record, first) for record, first in zip(records, firsts, strict=False)]


def _rows(records: Sequence[Record]) -> list[Row]:
    return [row for rows in _rows_of(records) for row in rows]
