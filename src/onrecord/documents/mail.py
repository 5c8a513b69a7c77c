"""Mail (EML): the subject as headline, then the body; attachments are named, not read."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from onrecord.documents.decoding import Decoded, decode
from onrecord.documents.extraction import Extraction, Layout, Metadata
from onrecord.documents.html import read_html_fragment
from onrecord.documents.text import blocks_of, metadata_of
from onrecord.errors import DocumentError
from onrecord.records import Block

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_REPLY_INTRODUCTION = re.compile(r"(?:On\b.{5,200}\bwrote:|-{2,} ?(?:Original|Forwarded) [Mm]essage ?-{2,})", re.DOTALL)


def read_mail(name: str, data: bytes) -> Extraction:
    """Read one mail.

    Raises:
        DocumentError: it is no mail at all.
    """
    # the parser takes a byte order mark for a body
    message = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"), policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise DocumentError(name, "no mail: it has no header", "export the mail again as .eml")
    layout = Layout()
    subject = _header(message, "Subject")
    layout.add(subject, "headline")
    body, others = _parts(message)
    read = Extraction("") if body is None else _read_body(name, body)
    layout.append(read)
    for part in others:
        layout.skip("documents", f"attachment {_name_of(part)} not read: save it and read it by itself")
    metadata = Metadata(
        title=subject or None,
        # a newsroom's sender is often a desk, and the byline says who wrote it
        authors=read.metadata.authors or _authors(_header(message, "From")),
        published=_day(_header(message, "Date")),
    )
    return layout.extraction(metadata)


def _header(message: EmailMessage, key: str) -> str:
    """A header's words; nothing where it is missing or beyond repair."""
    try:
        return " ".join(str(message.get(key, "")).split())
    except Exception:  # noqa: BLE001  the header parser fails in many ways on odd headers
        return ""


def _authors(sender: str) -> tuple[str, ...]:
    found = getaddresses([sender])
    return tuple(name for display, address in found if (name := display.strip() or address))


def _day(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _parts(message: EmailMessage) -> tuple[EmailMessage | None, list[EmailMessage]]:
    """The part that is read, plain text rather than HTML, and the parts that are not."""
    leaves = list(_leaves(message))
    texts = [part for part in leaves if part.get_content_maintype() == "text" and not part.is_attachment()]
    body = next((part for part in texts if part.get_content_type() == "text/plain"), None)
    body = body or next((part for part in texts if part.get_content_type() == "text/html"), None)
    alternative = "text/html" if body is not None and body.get_content_type() == "text/plain" else ""
    others = [
        part
        for part in leaves
        if part is not body and not (part.get_content_type() == alternative and not part.get_filename())
    ]
    return body, others


def _leaves(message: EmailMessage) -> list[EmailMessage]:
    """The parts of a message in order; a message within the message is one part, named and not read."""
    found: list[EmailMessage] = []
    open_ = [message]
    while open_:
        part = open_.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            open_ += [each for each in reversed(list(part.iter_parts())) if isinstance(each, EmailMessage)]
        else:
            found.append(part)
    return found


def _name_of(part: EmailMessage) -> str:
    try:
        named = part.get_filename()
    except Exception:  # noqa: BLE001  as for headers
        named = None
    return " ".join(named.split()) if named else f"without a name ({part.get_content_type()})"


def _read_body(name: str, part: EmailMessage) -> Extraction:
    decoded = _decoded(part)
    if part.get_content_type() == "text/html":
        return read_html_fragment(name, decoded.text)
    blocks = _blocks(decoded.text)
    return Extraction(decoded.text, blocks, skipped=decoded.skipped, metadata=metadata_of(decoded.text, blocks))


def _decoded(part: EmailMessage) -> Decoded:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        charset = part.get_content_charset()
    except Exception:  # noqa: BLE001  as for headers
        charset = None
    return decode(data, charset)


def _blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain body, with a signature and what introduces a quoted reply as notes."""
    found = [match.start() for match in _SIGNATURE.finditer(text)]
    signature = found[-1] if found else len(text)
    blocks = []
    for block in blocks_of(text):
        words = text[block.start : block.end]
        if block.start >= signature or _REPLY_INTRODUCTION.fullmatch(words):
            blocks.append(replace(block, kind="note"))
        else:
            # the mail has its subject for a headline
            blocks.append(replace(block, kind="subhead") if block.kind == "headline" else block)
    return tuple(blocks)
