"""The statements of the texts of `own/`: reading their lists and finding them in the text.

python training/statements.py [FILE ...]         lists the faults, and how many statements each text has
python training/statements.py --text own/FILE    prints the texts that have no list yet, without their marks
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from corpora import unmarked

from onrecord.records import Modality, StatementType

HERE = Path(__file__).parent
LISTS = HERE / "statements"
TYPES = frozenset(get_args(StatementType))
MODALITIES = frozenset(get_args(Modality)) - {"actual"}
PHASES = frozenset({"starts", "ends", "former"})
SIDES = frozenset({"for", "against"})
ROLES = frozenset({"subject", "object", "agent", "organization", "place", "seller", "time", "amount", "target"})
_HEADER = re.compile(r"^=== (.+)\n", re.MULTILINE)
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ListedStatement:
    """A statement or label (`type` "label") with the places of its words in the text, and its signs."""

    type: str
    trigger: Place
    quote: Place
    arguments: dict[str, list[Place]]
    value: str | None
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class StatedText:
    """A text with its statements, and what is wrong with its list."""

    name: str
    text: str
    statements: list[ListedStatement] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_stated(folder: Path = LISTS) -> Iterator[StatedText]:
    """Every text that has a list, in the order of the files."""
    articles = articles_of(HERE / "own")
    for path in sorted(folder.glob("*.txt")):
        yield from read_file(path, articles)


def articles_of(folder: Path) -> dict[str, str]:
    """The texts of a folder by their headers, without marks."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.txt")):
        parts = _HEADER.split(path.read_text(encoding="utf-8"))
        for header, article in zip(parts[1::2], parts[2::2], strict=True):
            found[header] = unmarked(article.strip("\n"), header)[0]
    return found


def read_file(path: Path, articles: dict[str, str]) -> Iterator[StatedText]:
    """The texts of one file of lists."""
    parts = _HEADER.split(path.read_text(encoding="utf-8"))
    for header, body in zip(parts[1::2], parts[2::2], strict=True):
        if header not in articles:
            yield StatedText(header, "", faults=[f"no text is called {header!r}"])
            continue
        stated = StatedText(header, articles[header])
        for line in body.splitlines():
            if line.strip():
                _read_line(line.strip(), stated)
        yield stated


def _read_line(line: str, stated: StatedText) -> None:
    cells = [cell.strip() for cell in line.split(" | ")]
    if len(cells) < 3 or cells[0] not in TYPES | {"label"}:
        stated.faults.append(f"no `type | trigger | quote`: {line}")
        return
    quote = _find(cells[2], stated.text)
    trigger = _find(cells[1], stated.text, quote) if quote else None
    if quote is None or trigger is None:
        stated.faults.append(f"{'quote not in the text' if quote is None else 'trigger not in the quote'}: {line}")
        return
    arguments: dict[str, list[Place]] = {}
    signs: set[str] = set()
    value = None
    for cell in cells[3:]:
        key, colon, words = cell.partition(":")
        if colon and key == "value":
            value = words.strip()
        elif colon and key in ROLES:
            for one in filter(None, (part.strip() for part in words.split("; "))):
                place = nearest(one, stated.text, quote, trigger)
                if place is None:
                    stated.faults.append(f"{key} not in the text: {one!r} of {line}")
                else:
                    arguments.setdefault(key, []).append(place)
        elif cell in MODALITIES | PHASES | SIDES | {"not"}:
            signs.add(cell)
        elif cell and cell not in {"actual", "holds"}:
            stated.faults.append(f"what is {cell!r}? {line}")
    stated.statements.append(ListedStatement(cells[0], trigger, quote, arguments, value, frozenset(signs)))


def _pattern(words: str) -> re.Pattern[str]:
    body = r"\s+".join(map(re.escape, words.split()))
    return re.compile(re.sub(r"['’‘]", "['’‘]", re.sub(r'["“”]', '["“”]', body)))


def _find(words: str, text: str, within: Place | None = None) -> Place | None:
    """The first place of the words, whole words if there is one."""
    start, end = within or (0, len(text))
    found = [match.span() for match in _pattern(words).finditer(text, start, end)]
    return next((span for span in found if _is_whole(text, span)), found[0] if found else None)


def nearest(words: str, text: str, quote: Place, trigger: Place) -> Place | None:
    """The place of the words nearest to the trigger, those within the quote before all others."""
    found = [match.span() for match in _pattern(words).finditer(text)]
    whole = [span for span in found if _is_whole(text, span)]
    return min(
        whole or found,
        key=lambda span: (not quote[0] <= span[0] < quote[1], abs(span[0] - trigger[0]), span),
        default=None,
    )


def _is_whole(text: str, span: Place) -> bool:
    before, after = text[span[0] - 1 : span[0]], text[span[1] : span[1] + 1]
    return not (before.isalnum() and text[span[0]].isalnum()) and not (after.isalnum() and text[span[1] - 1].isalnum())


def _print_texts(path: Path) -> None:
    """The texts of a file of `own` that have no list."""
    done = {stated.name for stated in read_stated()}
    parts = _HEADER.split(path.read_text(encoding="utf-8"))
    for header, article in zip(parts[1::2], parts[2::2], strict=True):
        if header not in done:
            print(f"=== {header}\n{unmarked(article.strip(chr(10)), header)[0]}\n")


def main() -> None:
    """Print faults and counts, or texts."""
    if sys.argv[1:2] == ["--text"]:
        _print_texts(Path(sys.argv[2]))
        return
    articles = articles_of(HERE / "own")
    total = words = 0
    for path in [Path(name) for name in sys.argv[1:]] or sorted(LISTS.glob("*.txt")):
        for stated in read_file(path, articles):
            count = sum(one.type != "label" for one in stated.statements)
            size = len(stated.text.split())
            total, words = total + count, words + size
            print(f"{stated.name}: {count} statements in {size} words")
            for fault in stated.faults:
                print(f"  {fault}")
    print(f"{total} statements in {words} words")


if __name__ == "__main__":
    main()
