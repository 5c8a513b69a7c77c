"""What the user names on the command line, as documents to read: files, folders and URLs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.batch import Input
from onrecord.documents.extraction import Metadata
from onrecord.documents.fetch import fetch
from onrecord.documents.limits import LIMIT_BY_SUFFIX, read_bytes
from onrecord.documents.metadata_table import MetadataTable, read_metadata
from onrecord.errors import UsageError

_URL_STARTS = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents named: paths and URLs in order, and the files of folders that are of no kind we read."""

    names: tuple[str, ...]
    left_aside: tuple[str, ...] = ()


def is_url(name: str) -> bool:
    """Is it a URL rather than a path? Only http and https are."""
    return name.lower().startswith(_URL_STARTS)


def find_sources(given: Sequence[str], apart: Path | None = None) -> Sources:
    """The documents that the arguments name; folders are walked in order of names, links in them not followed.

    Args:
        given: paths of files and folders, and URLs.
        apart: a file that is no document, as the table of metadata that lies among them.
    """
    names: dict[str, None] = {}
    aside: list[str] = []
    for name in given:
        if is_url(name) or not Path(name).is_dir():
            names[name] = None
            continue
        for path in _walk(Path(name)):
            if path.suffix.lower() in LIMIT_BY_SUFFIX:
                names[str(path)] = None
            elif apart is None or path.resolve() != apart.resolve():
                aside.append(str(path))
    return Sources(tuple(names), tuple(aside))


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path


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
    """What a document's output file is called, without its suffix."""
    return Path(name.rstrip("/").rsplit("/", 1)[-1] if is_url(name) else name).stem or "document"


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
