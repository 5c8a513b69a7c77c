"""Bytes to text: which encoding a file is in, and what of it could not be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from onrecord.documents.limits import BAD_BYTES_NAMED
from onrecord.records import Skipped

BYTE_ORDER_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 200_000
"""Bytes that are looked at to guess an encoding."""
WESTERN_SHARE = 0.08
"""English in an 8-bit encoding has fewer bytes than this beyond ASCII: only quotation marks, dashes and names."""
UTF8_VALID_PER_BAD = 1
_BAD = re.compile("\ufffd+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was in, and notes on what was lost; offsets are into `text`."""

    text: str
    encoding: str
    skipped: tuple[Skipped, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a file, whatever it holds; only CRLF becomes LF and a byte order mark is left out, with a note.

    In order: byte order mark, the encoding the file declares, UTF-8, UTF-16 without a mark, UTF-8 with a few bad
    bytes, Windows-1252, and what charset-normalizer makes of it.

    Args:
        data: the bytes of the file.
        declared: the encoding the file or its envelope names, if any.
    """
    notes: list[Skipped] = []
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            notes.append(Skipped(0, 0, "documents", "byte order mark left out"))
            return _decoded(data[len(mark) :], name, notes)
    if declared is not None and _decodes(data, declared):
        return _decoded(data, declared, notes)
    return _decoded(data, _guess(data), notes)


def _guess(data: bytes) -> str:
    if _decodes(data, "utf-8"):
        return _utf16_without_mark(data) or "utf-8"
    wide = _utf16_without_mark(data)
    if wide is not None:
        return wide
    sample = data[:SAMPLE]
    if _is_damaged_utf8(sample):
        return "utf-8"
    beyond_ascii = sum(byte > 0x7F for byte in sample)
    if beyond_ascii < WESTERN_SHARE * len(sample):
        return "cp1252"
    best = from_bytes(sample).best()
    return best.encoding if best is not None and _is_known(best.encoding) else "cp1252"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return False
    return _is_known(encoding)


def _is_known(encoding: str) -> bool:
    """Is this an encoding of text? Python also has codecs such as "hex", which decode to bytes."""
    try:
        return codecs.lookup(encoding)._is_text_encoding  # noqa: SLF001  the only place where Python says so
    except LookupError:
        return False


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of a mainly Latin text: every other byte is NUL."""
    sample = data[:4096]
    if len(sample) < 8:
        return None
    half = len(sample) // 2
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > 0.6 * half and first < 0.1 * half:
        return "utf-16-le"
    if first > 0.6 * half and second < 0.1 * half:
        return "utf-16-be"
    return None


def _is_damaged_utf8(sample: bytes) -> bool:
    """UTF-8 with some bad bytes: more characters of several bytes than bytes that fit nowhere."""
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    return good > UTF8_VALID_PER_BAD * bad


def _decoded(data: bytes, encoding: str, notes: list[Skipped]) -> Decoded:
    if _decodes(data, encoding):
        text = data.decode(encoding).replace("\r\n", "\n")
    else:
        text = data.decode(encoding, "replace").replace("\r\n", "\n")
        notes += _bad_runs(text)
    return Decoded(text, encoding, tuple(notes))


def _bad_runs(text: str) -> list[Skipped]:
    runs = list(_BAD.finditer(text))
    notes = [
        Skipped(run.start(), run.end(), "documents", "bytes that are no character of the file's encoding")
        for run in runs[:BAD_BYTES_NAMED]
    ]
    if len(runs) > BAD_BYTES_NAMED:
        at = runs[BAD_BYTES_NAMED].start()
        left = len(runs) - BAD_BYTES_NAMED
        notes.append(Skipped(at, at, "documents", f"{left} more runs of bytes that are no character"))
    return notes
