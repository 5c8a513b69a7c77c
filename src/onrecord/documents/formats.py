"""What format a file is in: by its first bytes, then by its name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from onrecord.errors import DocumentError

Format = Literal["html", "pdf", "docx", "text", "markdown", "mail", "transcript"]
FORMAT_BY_SUFFIX: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".eml": "mail",
    ".vtt": "transcript",
    ".srt": "transcript",
}

_OCR = "run OCR over it first (for example ocrmypdf) and read the result"
_EXPORT = "open it in its own program and save it as .docx, .pdf or .txt"
_TRANSCRIBE = "have it transcribed and read the .vtt or .srt"
_UNREADABLE: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\x89PNG", "an image (PNG)", _OCR),
    (0, b"\xff\xd8\xff", "an image (JPEG)", _OCR),
    (0, b"GIF8", "an image (GIF)", _OCR),
    (0, b"II*\x00", "an image (TIFF)", _OCR),
    (0, b"MM\x00*", "an image (TIFF)", _OCR),
    (8, b"WEBP", "an image (WebP)", _OCR),
    (4, b"ftypheic", "an image (HEIC)", _OCR),
    (4, b"ftypavif", "an image (AVIF)", _OCR),
    (4, b"ftyp", "a video or sound recording (MP4)", _TRANSCRIBE),
    (8, b"WAVE", "a sound recording (WAV)", _TRANSCRIBE),
    (0, b"ID3", "a sound recording (MP3)", _TRANSCRIBE),
    (0, b"OggS", "a sound recording (Ogg)", _TRANSCRIBE),
    (0, b"fLaC", "a sound recording (FLAC)", _TRANSCRIBE),
    (0, b"\x1aE\xdf\xa3", "a video (Matroska or WebM)", _TRANSCRIBE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .msg)", _EXPORT),
    (0, b"{\\rtf", "a rich text file (RTF)", _EXPORT),
    (0, b"%!PS", "a PostScript file", "convert it to PDF"),
    (0, b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (0, b"Rar!", "a RAR archive", "unpack it first"),
    (0, b"BZh", "a bzip2 archive", "unpack it first"),
    (0, b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (0, b"SQLite format 3\x00", "an SQLite file", "give it as --case if it is a case"),
    (0, b"\x7fELF", "a program", "name a document"),
)
_ZIPPED = (
    ("xl/", "a spreadsheet (.xlsx)"),
    ("ppt/", "slides (.pptx)"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
    ("content.xml", "an OpenDocument file"),
)
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_START = re.compile(
    rb"(?:From|Return-Path|Received|Message-ID|MIME-Version|Delivered-To|Date|Subject|To|X-[\w-]+):[^\n]*\n"
    rb"(?:[\w-]+:|[ \t])",
    re.IGNORECASE,
)
_CUE_START = re.compile(rb"\s*(?:\d+\s*\r?\n)?(?:\d+:)?\d\d:\d\d[.,]\d{3} -->")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b\x1a\x08"))
SAMPLE = 64 * 1024
CONTROL_SHARE = 0.05
FEW_CONTROLS = 8
"""A text may hold some stray control characters; bytes of another kind hold many."""


def format_of(name: str, data: bytes) -> Format:
    """The format of a file.

    Args:
        name: its name or URL, for its ending.
        data: all of its bytes.

    Raises:
        DocumentError: it is empty or no format that is read; says what it is, and what to do.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise DocumentError(name, "an empty file", "check that it was saved whole")
    suffix = suffix_of(name)
    by_name = FORMAT_BY_SUFFIX.get(suffix)
    _refuse_unreadable(name, data, suffix)
    if b"%PDF-" in data[:1024] and by_name in (None, "pdf"):
        return "pdf"
    if data.startswith(b"PK"):
        return _format_of_zip(name, data, by_name)
    if by_name in ("pdf", "docx"):
        return by_name  # its reader says what is wrong with it
    if _is_binary(data):
        raise DocumentError(name, f"no text, but data of an unknown kind{_named(suffix)}", "name a document")
    return _text_format(data[:SAMPLE], by_name)


def suffix_of(name: str) -> str:
    """The ending of a file name or of a URL's path, in lower case, with its dot."""
    try:
        path = urlsplit(name).path if "://" in name else name.replace("\\", "/")
    except ValueError:
        path = name
    return PurePosixPath(path).suffix.lower()


def _refuse_unreadable(name: str, data: bytes, suffix: str) -> None:
    for offset, magic, what, remedy in _UNREADABLE:
        if data.startswith(magic, offset):
            raise DocumentError(name, f"{what}{_named(suffix)}", remedy)


def _named(suffix: str) -> str:
    return f" named {suffix}" if suffix in FORMAT_BY_SUFFIX else ""


def _format_of_zip(name: str, data: bytes, by_name: Format | None) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
    except Exception:  # noqa: BLE001  zipfile fails in many ways on a truncated file
        members = []
    if by_name == "docx" or any(member.startswith("word/") for member in members):
        return "docx"
    for start, what in _ZIPPED:
        if any(member.startswith(start) for member in members):
            raise DocumentError(name, what, _EXPORT)
    raise DocumentError(name, f"a zip archive{_named(suffix_of(name))}", "unpack it first")


def _is_binary(data: bytes) -> bool:
    sample = data[:SAMPLE]
    if sample.startswith(_TEXT_MARKS):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    wide = max(sample[0::2].count(0), sample[1::2].count(0)) > 0.6 * (len(sample) // 2)  # UTF-16 without a mark
    return not wide and controls > max(FEW_CONTROLS, CONTROL_SHARE * len(sample))


def _text_format(start: bytes, by_name: Format | None) -> Format:
    if by_name == "transcript" or start.removeprefix(_TEXT_MARKS[0]).startswith(b"WEBVTT"):
        return "transcript"
    if by_name in (None, "text") and _HTML_START.match(start.removeprefix(_TEXT_MARKS[0])):
        return "html"
    if by_name is None and _CUE_START.match(start):
        return "transcript"
    if by_name is None and _MAIL_START.match(start):
        return "mail"
    return by_name or "text"
