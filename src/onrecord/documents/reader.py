"""Bytes of any format to a document: the one door into this package."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from onrecord.documents.docx.reader import read_docx
from onrecord.documents.extraction import Extraction, Metadata
from onrecord.documents.formats import Format, format_of
from onrecord.documents.html import read_html
from onrecord.documents.language import language_of_document, skip_foreign
from onrecord.documents.limits import LIMITS, check_length, check_size
from onrecord.documents.mail import read_mail
from onrecord.documents.markdown import read_markdown
from onrecord.documents.pdf.reader import read_pdf
from onrecord.documents.text import read_text
from onrecord.documents.transcripts import read_transcript
from onrecord.errors import DocumentError
from onrecord.records import Document, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

READERS: Mapping[Format, Callable[[str, bytes], Extraction]] = {
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
    "text": read_text,
    "markdown": read_markdown,
    "mail": read_mail,
    "transcript": read_transcript,
}


def read_document(name: str, data: bytes, metadata: Metadata = Metadata()) -> tuple[Document, tuple[Skipped, ...]]:
    """Read one document.

    Args:
        name: its file name or URL, for its ending and for messages.
        data: its bytes.
        metadata: what the user knows of it; goes before what the file says.

    Returns:
        The document, and what was left out of it or is not English, in text order.

    Raises:
        DocumentError: empty, of a format that is not read, over its limit, damaged, or without words.
    """
    kind = format_of(name, data)
    check_size(name, len(data), LIMITS[kind])
    made = READERS[kind](name, data)
    check_length(name, len(made.text))
    if not made.blocks:
        raise DocumentError(name, "no words in it", "check that it is the right file and was saved whole")
    known = metadata.over(made.metadata)
    document = Document(
        id=document_id(data),
        text=made.text,
        title=known.title,
        url=known.url,
        authors=known.authors,
        publisher=known.publisher,
        published=known.published,
        language=language_of_document(made.text, made.blocks),
        blocks=made.blocks,
        links=made.links,
        pages=made.pages,
        cues=made.cues,
    )
    skipped = sorted((*made.skipped, *skip_foreign(document)), key=lambda entry: (entry.start, entry.end))
    return document, tuple(skipped)


def document_id(data: bytes) -> str:
    """The id of a document: of its bytes alone, so that the same bytes are the same document."""
    return f"d-{hashlib.sha256(data).hexdigest()[:16]}"
