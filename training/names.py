"""The names of the texts of `own/`: reading their lists, finding them in the text, and what a list forgot.

python training/names.py [FILE ...]     lists each name that its text lacks, and capitals that no name covers
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from corpora import unmarked

from onrecord.records import EntityType

HERE = Path(__file__).parent
TYPES = frozenset(get_args(EntityType))
_HEADER = re.compile(r"^=== (.+)\n", re.MULTILINE)
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")


@dataclass(frozen=True, slots=True)
class Listed:
    """One entity of a text: its type, and the forms of its name."""

    type: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A place where a form stands; `entity` is the index of the line that lists it."""

    start: int
    end: int
    entity: int


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text with its entities and the places of their names, in text order, none within another."""

    name: str
    text: str
    entities: tuple[Listed, ...]
    standings: tuple[Standing, ...]


def read_named(lists: Path = HERE / "names", texts: Path = HERE / "own") -> Iterator[NamedText]:
    """Every text of `texts` that has a list in `lists`.

    Raises:
        ValueError: a line is no list of names; says which.
    """
    for path in sorted(lists.glob("*.txt")):
        yield from read_file(path, texts)


def read_file(path: Path, texts: Path = HERE / "own") -> Iterator[NamedText]:
    """The texts of one file of lists."""
    articles = dict(_articles(texts))
    parts = _HEADER.split(path.read_text(encoding="utf-8"))
    for header, body in zip(parts[1::2], parts[2::2], strict=True):
        if header not in articles:
            raise ValueError(f"{path.name}: no text is called {header!r}")
        entities = tuple(_listed(line, f"{path.name}: {header}") for line in body.splitlines() if line.strip())
        text = articles[header]
        yield NamedText(header, text, entities, tuple(standings(text, entities)))


def read_renamed(folder: Path = HERE / "renamed") -> Iterator[NamedText]:
    """The short texts of things with several names; below each, after a line `--`, its list."""
    for path in sorted(folder.glob("*.txt")):
        parts = _HEADER.split(path.read_text(encoding="utf-8"))
        for header, body in zip(parts[1::2], parts[2::2], strict=True):
            text, _, lines = body.strip("\n").partition("\n--\n")
            where = f"{path.name}: {header}"
            entities = tuple(_listed(line, where) for line in lines.splitlines() if line.strip())
            yield NamedText(f"{path.stem}-{header}", text, entities, tuple(standings(text, entities)))


def _articles(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.txt")):
        parts = _HEADER.split(path.read_text(encoding="utf-8"))
        for header, article in zip(parts[1::2], parts[2::2], strict=True):
            yield header, unmarked(article.strip("\n"), header)[0]


def _listed(line: str, where: str) -> Listed:
    kind, _, forms = line.partition(":")
    names = tuple(form.strip() for form in forms.split(" | ") if form.strip())
    if kind.strip() not in TYPES or not names:
        raise ValueError(f"{where}: {line!r} is no `Type: name | name`")
    return Listed(kind.strip(), names)


def standings(text: str, entities: tuple[Listed, ...]) -> Iterator[Standing]:
    """Longest forms first; a form of several entities counts for the one named last before it by another form."""
    owners: dict[str, list[int]] = {}
    for index, entity in enumerate(entities):
        for form in entity.forms:
            owners.setdefault(form, []).append(index)
    taken = bytearray(len(text))
    found: list[tuple[int, int, str]] = []
    for form in sorted(owners, key=lambda form: (-len(form), form)):
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, form.split())) + r"(?!\w)"
        for match in re.finditer(pattern, text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append((match.start(), match.end(), form))
    last: dict[int, int] = {}
    for start, end, form in sorted(found):
        owner = max(owners[form], key=lambda index: last.get(index, -1))
        last[owner] = start
        yield Standing(start, end, owner)


def doubts(named: NamedText) -> Iterator[str]:
    """Names that the text lacks, and runs of capitals within sentences that no name covers."""
    seen = {re.sub(r"\s+", " ", named.text[s.start : s.end]) for s in named.standings}
    for entity in named.entities:
        for form in entity.forms:
            if form not in seen and not any(form in other for other in seen):
                yield f"not in the text: {form}"
    covered = bytearray(len(named.text))
    for standing in named.standings:
        covered[standing.start : standing.end] = b"\1" * (standing.end - standing.start)
    for match in _CAPITAL.finditer(named.text):
        if not any(covered[match.start() : match.end()]):
            yield f"not listed: {match[0]}"


def main() -> None:
    """Print what is doubtful in the lists."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted((HERE / "names").glob("*.txt"))
    for named in (named for path in paths for named in read_file(path)):
        _print_doubts(named)
    for named in read_renamed() if len(sys.argv) < 2 else ():
        _print_doubts(named)


def _print_doubts(named: NamedText) -> None:
    lines = list(dict.fromkeys(doubts(named)))
    if lines:
        print(f"{named.name}: " + "; ".join(lines))


if __name__ == "__main__":
    main()
