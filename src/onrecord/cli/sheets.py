"""`onrecord sheet`: the line-by-line sheet, from files or from documents of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from onrecord.batch import Models, read_all
from onrecord.case.decisions import Review
from onrecord.case.shelf import is_url
from onrecord.case.store import open_case
from onrecord.cli.closing import close
from onrecord.cli.console import print_note
from onrecord.cli.options import (
    DEFAULT_MODEL_NAME,
    AttributionModelOption,
    CaseOption,
    JobsOption,
    MetadataOption,
    ModelOption,
    PrivateOption,
    attribution_reader,
    case_path,
)
from onrecord.cli.output import write_file
from onrecord.cli.sources import Sources, find_sources, load_all, metadata_table
from onrecord.errors import UsageError
from onrecord.exports.sheet import Row, rows_of_all
from onrecord.exports.sheet_csv import sheet_csv
from onrecord.exports.sheet_html import sheet_html
from onrecord.exports.sheet_xlsx import sheet_xlsx
from onrecord.records import Record

Reviews = Sequence[Mapping[str, Review]]
FORMATS: dict[str, Callable[[Sequence[Record], Reviews], bytes]] = {
    ".csv": lambda records, reviews: sheet_csv(_rows(records, reviews)),
    ".xlsx": lambda records, reviews: sheet_xlsx(_rows(records, reviews)),
    ".html": sheet_html,
}


def sheet(
    documents: Annotated[list[str], typer.Argument(help="Files, URLs, or documents of the case.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="A .xlsx, .csv or .html file.", show_default=False)],
    case: CaseOption = None,
    metadata: MetadataOption = None,
    jobs: JobsOption = 1,
    language_model: ModelOption = DEFAULT_MODEL_NAME,
    attribution_model: AttributionModelOption = None,
    allow_private: PrivateOption = False,
) -> None:
    """Make the line-by-line sheet: a row a statement, and a row for each sentence in which nothing was read.

    Example: onrecord sheet article.html -o sheet.html
    """
    maker = FORMATS.get(output.suffix.lower())
    if maker is None:
        raise UsageError(f"{output}: a sheet is written as {', '.join(FORMATS)}; end its name with one of these")
    files = [name for name in documents if is_url(name) or Path(name).exists()]
    sources = find_sources(files, apart=(metadata,)) if files else Sources(())
    failed = [*sources.closed]
    inputs = load_all(sources.names, metadata_table(metadata), failed, allow_private=allow_private)
    kept = _from_case([name for name in documents if name not in files], case)
    records: list[Record] = []
    for result in read_all(
        inputs, Models(language_model, attribution_reader(attribution_model)), min(jobs, max(len(sources.names), 1))
    ):
        if result.record is not None:
            records.append(result.record)
        elif result.error is not None:
            failed.append(result.error)
    reviews = [*({} for _ in records), *(standing for _, standing in kept)]
    records += [record for record, _ in kept]
    if records:
        write_file(output, maker(records, reviews))
        print_note(f"{output}: {len(_rows(records, reviews))} rows of {len(records)} document(s)")
    close(sources, failed)


def _from_case(documents: Sequence[str], case: Path | None) -> list[tuple[Record, Mapping[str, Review]]]:
    """The records of documents of a case, and where what they hold stands."""
    if not documents:
        return []
    try:
        path = case_path(case)
    except UsageError as error:
        remedy = "check the name; if it is a document of a case, name the case with --case FILE"
        raise UsageError(f"{documents[0]}: no such file; {remedy}") from error
    with open_case(path, read_only=True) as opened:
        found = [opened.reviewed(name) for name in documents]
        return [(one.record, one.carried.reviews) for one in found]


def _rows(records: Sequence[Record], reviews: Reviews) -> list[Row]:
    return [row for rows in rows_of_all(records, reviews) for row in rows]
