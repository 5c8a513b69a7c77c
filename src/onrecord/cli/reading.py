"""`onrecord record` and `onrecord read`: documents to records, with or without a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from onrecord.batch import Input, Models, Output, read_all
from onrecord.case.opening import case_files
from onrecord.case.rows import Outcome
from onrecord.case.shelf import Shelf, run_of
from onrecord.case.store import open_case
from onrecord.cli.closing import close
from onrecord.cli.console import print_bytes, progress, table
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
from onrecord.cli.sources import Sources, find_sources, load_all, metadata_table, refuse_same_stems, stem
from onrecord.errors import DocumentError, UsageError
from onrecord.records import to_json

FileArguments = Annotated[list[str], typer.Argument(help="Files, folders or http(s) URLs.", show_default=False)]


def record(
    files: FileArguments,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write DIR/STEM.json, a file a document.")
    ] = None,
    metadata: MetadataOption = None,
    jobs: JobsOption = 1,
    language_model: ModelOption = DEFAULT_MODEL_NAME,
    attribution_model: AttributionModelOption = None,
    allow_private: PrivateOption = False,
) -> None:
    """Put documents on record as JSON, without a case: to files, or as JSON lines on standard output.

    Example: onrecord record article.html report.pdf -o records/
    """
    sources = find_sources(files, apart=(metadata,))
    if output is not None:
        refuse_same_stems(sources.names)
        _make_folder(output)
    table_ = metadata_table(metadata)
    failed = [*sources.closed]
    inputs = load_all(sources.names, table_, failed, allow_private=allow_private)
    with progress() as bar:
        task = bar.add_task("reading", total=len(sources.names))
        for result in read_all(inputs, Models(language_model, attribution_reader(attribution_model)), jobs):
            if result.record is not None:
                _write(to_json(result.record), result.input.name, output)
            elif result.error is not None:
                failed.append(result.error)
            bar.advance(task)
    close(sources, failed)


def read(
    files: FileArguments,
    case: CaseOption = None,
    metadata: MetadataOption = None,
    jobs: JobsOption = 1,
    language_model: ModelOption = DEFAULT_MODEL_NAME,
    attribution_model: AttributionModelOption = None,
    allow_private: PrivateOption = False,
) -> None:
    """Read documents into a case. What is in it already is not read again; a changed file becomes a new version.

    Example: onrecord read clippings/ --case trust.case --jobs 2
    """
    path = case_path(case)
    sources = find_sources(files, apart=(metadata, *case_files(path)))
    table_ = metadata_table(metadata)
    models = Models(language_model, attribution_reader(attribution_model))
    run = run_of(models)
    tally = _Tally(failed=[*sources.closed])
    with open_case(path, create=True) as opened, progress() as bar:
        task = bar.add_task("reading", total=len(sources.names))
        shelf = _Shelf(Shelf(opened, path.resolve().parent, run), tally)
        loaded = load_all(sources.names, table_, tally.failed, allow_private=allow_private)
        for result in read_all(shelf.new_only(loaded), models, jobs):
            shelf.put(result)
            bar.update(task, completed=tally.done)
    _print_tally(tally, sources)
    close(sources, tally.failed)


@dataclass(slots=True)
class _Tally:
    """What became of the documents of one `read`."""

    outcomes: dict[Outcome, int] = field(default_factory=dict)
    failed: list[DocumentError] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

    @property
    def done(self) -> int:
        return sum(self.outcomes.values()) + len(self.failed)


class _Shelf:
    """A case that the documents of one command are put into, each counted."""

    def __init__(self, shelf: Shelf, tally: _Tally) -> None:
        self._shelf, self._tally = shelf, tally

    def new_only(self, inputs: Iterator[Input]) -> Iterator[Input]:
        """The documents that this run has not read before: what is in the case is not worked out twice."""
        for item in inputs:
            if self._shelf.holds(item):
                self._tally.count(Outcome.ALREADY_THERE)
            else:
                yield item

    def put(self, result: Output) -> None:
        """Put a record into the case, or count its document among the failed."""
        if result.record is None:
            self._tally.failed += [result.error] if result.error is not None else []
            return
        try:
            added = self._shelf.put(result.input, result.record)
        except DocumentError as error:
            self._tally.failed.append(error)
        else:
            self._tally.count(added.outcome)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made a folder to write to ({error.strerror}); name another") from error


def _write(data: bytes, name: str, folder: Path | None) -> None:
    if folder is None:
        print_bytes(data + b"\n")
        return
    write_file(folder / f"{stem(name)}.json", data + b"\n")


def _print_tally(tally: _Tally, sources: Sources) -> None:
    rows = [(outcome.value, str(tally.outcomes[outcome])) for outcome in Outcome if outcome in tally.outcomes]
    rows += [("could not be read", str(len(tally.failed)))] if tally.failed else []
    rows += [("left aside", str(len(sources.left_aside)))] if sources.left_aside else []
    table("Documents", ("what became of them", "count"), rows)
