"""What the user names on the command line, as documents to read: files, folders and URLs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.batch import Input
from onrecord.case.shelf import is_url
from onrecord.documents.extraction import Metadata
from onrecord.documents.fetch import fetch
from onrecord.documents.limits import LIMIT_BY_SUFFIX, read_bytes
from onrecord.documents.metadata_table import MetadataTable, read_metadata
from onrecord.errors import DocumentError, UsageError

_NOT_IN_FILE_NAMES = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents named: paths and URLs in order; what was passed over in folders; and folders that are closed."""

    names: tuple[str, ...]
    left_aside: tuple[str, ...] = ()
    closed: tuple[DocumentError, ...] = ()


def find_sources(given: Sequence[str], apart: Iterable[Path | None] = ()) -> Sources:
    """The documents that the arguments name; folders are walked in order of names, links in them not followed.

    Args:
        given: paths of files and folders, and URLs.
        apart: files that are no documents, as the table of metadata that lies among them.

    Raises:
        UsageError: there is nothing to read.
    """
    names: dict[str, None] = {}
    aside: list[str] = []
    closed: list[DocumentError] = []
    ours = {path.resolve() for path in apart if path is not None}
    for name in given:
        if is_url(name) or not Path(name).is_dir():
            names[name] = None
            continue
        for path in _walk(Path(name), closed):
            if path.suffix.lower() in LIMIT_BY_SUFFIX and not path.is_symlink():
                names[str(path)] = None
            elif path.resolve() not in ours:
                aside.append(str(path))
    if not names and not closed:
        raise UsageError(f"nothing to read in {', '.join(given)}: no file there is of a kind OnRecord reads")
    return Sources(tuple(names), tuple(aside), tuple(closed))


def _walk(folder: Path, closed: list[DocumentError]) -> Iterator[Path]:
    """The files and links below a folder; a folder that may not be looked into goes to `closed`."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        closed.append(DocumentError(str(folder), f"cannot be looked into ({error.strerror})", "check its permissions"))
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_symlink() or path.is_file():
            yield path
        elif path.is_dir():
            yield from _walk(path, closed)


def load_all(
    names: Iterable[str], table: MetadataTable | None, failed: list[DocumentError], *, allow_private: bool
) -> Iterator[Input]:
    """The documents that can be opened; the others go to `failed`."""
    for name in names:
        try:
            yield load(name, table, allow_private=allow_private)
        except DocumentError as error:
            failed.append(error)


def load(name: str, table: MetadataTable | None, *, allow_private: bool) -> Input:
    """One document's bytes and what is known of it.

    Raises:
        DocumentError: it cannot be opened or fetched.
    """
    if is_url(name):
        data, url = fetch(name, allow_private=allow_private)
        return Input(name, data, Metadata(url=url))
    path = Path(name)
    return Input(name, read_bytes(path), table.of(path) if table is not None else Metadata())


def metadata_table(path: Path | None) -> MetadataTable | None:
    """The table the user gave, read whole before any work starts.

    Raises:
        UsageError: it cannot be read as one; names the line.
    """
    return read_metadata(path) if path is not None else None


def stem(name: str) -> str:
    """What a document's output file is called, without its suffix; of a URL, in characters every system allows."""
    if not is_url(name):
        return Path(name).stem or "document"
    last = name.rstrip("/").rsplit("/", 1)[-1]
    return Path(_NOT_IN_FILE_NAMES.sub("_", last).strip("_")).stem or "document"


def refuse_same_stems(names: Iterable[str]) -> None:
    """Two documents must not be written to one file.

    Raises:
        UsageError: names both.
    """
    by_stem: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_stem[stem(name).casefold()].append(name)
    for clashing in by_stem.values():
        if len(clashing) > 1:
            raise UsageError(
                f"{clashing[0]} and {clashing[1]} would both be written to {stem(clashing[0])}.json: rename one, or "
                "write them to different folders"
            )
