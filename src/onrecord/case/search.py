"""Full-text search: what a person types, as a query that SQLite's FTS5 understands, and what it finds."""

from __future__ import annotations

import re
import sqlite3

from onrecord.case.index import within
from onrecord.case.rows import Hit
from onrecord.records import Span

MOST_WORDS = 32
"""More words than a person types; FTS5 refuses expressions that are nested too deep."""

_QUOTED_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTATION_MARKS = str.maketrans("“”„«»", '"""""')

# Noncharacters of Unicode, which no text has; should one have them all the same, its hits go unmarked.
_BEGIN, _END = "\ufdd0", "\ufdd1"


def to_query(typed: str) -> str:
    """The FTS5 query: all the words, in any order; quoted words as they follow each other; `word*` for a start.

    Whatever else is typed (AND, NOT, hyphens, stray marks) counts as a word or as nothing, so that no input
    is an error. Gives the empty string where there is no word.
    """
    plain = typed.encode("utf-8", "ignore").decode().replace("\0", " ").translate(_QUOTATION_MARKS)
    terms: dict[str, None] = {}
    for match in _QUOTED_OR_WORD.finditer(plain):
        phrase = match[1] if match[2] is None else match[2]
        if any(char.isalnum() for char in phrase):
            starts = "*" if match[2] is not None and phrase.endswith("*") else ""
            terms[f'"{phrase}"{starts}'] = None
    return " ".join(list(terms)[:MOST_WORDS])


def search(db: sqlite3.Connection, typed: str, document: int | None, limit: int | None) -> list[Hit]:
    """The passages that hold the words, in the order of documents and text."""
    query = to_query(typed)
    if not query:
        return []
    rows = db.execute(
        f"""
        SELECT flat_documents.id, flat_documents.title, flat_passages."start", flat_words.words,
               highlight(flat_words, 0, '{_BEGIN}', '{_END}')
        FROM flat_words
        JOIN flat_passages ON flat_passages.number = flat_words.rowid
        JOIN flat_documents ON flat_documents.document = flat_passages.document
        WHERE flat_words MATCH :query AND {within(document)}
        ORDER BY flat_passages.document, flat_passages."start" LIMIT :limit""",  # noqa: S608  our own marks and conditions
        {"query": query, "document": document, "limit": -1 if limit is None else limit},
    )
    return [_hit(*row) for row in rows]


def _hit(document: str, title: str, start: int, words: str, marked: str) -> Hit:
    pieces = re.split(f"[{_BEGIN}{_END}]", marked)
    marks, at = [], start
    if "".join(pieces) == words:
        for nth, piece in enumerate(pieces):
            if nth % 2:
                marks.append(Span(at, at + len(piece)))
            at += len(piece)
    return Hit(document, title, Span(start, start + len(words)), words, tuple(marks))
