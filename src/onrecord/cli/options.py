"""The options that several commands share, and where a case is looked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import UsageError
from onrecord.language.encoder import shipped_model
from onrecord.language.spacy import DEFAULT_MODEL

CASE_VARIABLE = "ONRECORD_CASE"

CaseOption = Annotated[
    Path | None,
    typer.Option("--case", help=f"The case file; else {CASE_VARIABLE}, else the only *.case here.", show_default=False),
]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="Documents read at the same time.")]
MetadataOption = Annotated[
    Path | None,
    typer.Option("--metadata", help="A CSV with the columns file, title, url, authors, publisher, published."),
]
ModelOption = Annotated[
    str, typer.Option("--language-model", help="A spaCy pipeline for English that is installed, or its folder.")
]
AttributionModelOption = Annotated[
    str | None,
    typer.Option(
        "--attribution-model",
        help="The folder of another trained reader of attributions, or `rules` to read them by rules alone.",
        show_default=False,
    ),
]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Let a URL lead to this machine or a private network.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]

DEFAULT_MODEL_NAME = DEFAULT_MODEL


def attribution_reader(option: str | None) -> Path | None:
    """The folder of the trained reader that is meant; None where it is to be rules alone."""
    if option is None:
        return shipped_model()
    return None if option == "rules" else Path(option)


def case_path(given: Path | None) -> Path:
    """The case file a command works on.

    Raises:
        UsageError: none is named, and there is not exactly one in this folder.
    """
    if given is not None:
        return given
    if os.environ.get(CASE_VARIABLE):
        return Path(os.environ[CASE_VARIABLE])
    here = sorted(Path.cwd().glob("*.case"))
    if len(here) == 1:
        return here[0]
    found = "there is no *.case in this folder" if not here else f"there are {len(here)} *.case files in this folder"
    raise UsageError(f"which case? {found}: name one with --case FILE or {CASE_VARIABLE}")
