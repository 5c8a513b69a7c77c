"""The package of a DOCX file, checked before anything in it is trusted: a zip of XML parts, and not a hostile one."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.part import Part
from lxml import etree

from onrecord.errors import DocumentError

MOST_BYTES = 100_000_000  # of the file, and of all its parts unpacked
MOST_RATIO = 200  # unpacked to packed, of a part larger than _RATIO_FROM; ordinary parts reach 20
MOST_PARTS = 10_000
_RATIO_FROM = 5_000_000
_CHUNK = 1 << 20
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# Office writes no document types; they are only wanted for entities, which may grow without end or name other files.
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_SAVE_AGAIN = "open it in a word processor and save it as .docx again"


def open_package(name: str, data: bytes) -> WordDocument:
    """Open a DOCX file once it is known to be one that does no harm. Nothing outside it is ever fetched.

    Raises:
        DocumentError: no DOCX, damaged, locked, too large, or built to harm.
    """
    _check_signature(name, data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _check_parts(name, package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise _damaged(name) from None
    try:
        document = Document(BytesIO(data))
        if document.element.body is None:
            raise _damaged(name)
    # What python-docx meets in a broken package is not wrapped by it.
    except (LookupError, ValueError, TypeError, AttributeError, OSError, etree.LxmlError, RecursionError):
        raise DocumentError(name, "a Word document whose parts do not fit together", _SAVE_AGAIN) from None
    return document


def part_xml(part: Part) -> etree._Element | None:
    """The root of an XML part; nothing when it is not well-formed."""
    element = getattr(part, "element", None)
    if element is not None:
        return element
    try:
        return etree.fromstring(part.blob, _PARSER)
    except etree.XMLSyntaxError:
        return None


def _check_signature(name: str, data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise _too_large(name, f"{len(data) / 1e6:.0f} MB")
    if data.startswith(_OLE_SIGNATURE):
        if _ENCRYPTED_STREAM in data:
            raise _locked(name)
        raise DocumentError(name, "an older Word file (.doc), not a DOCX", "save it as .docx")
    if not data.startswith(b"PK"):
        raise DocumentError(name, "not a Word document, whatever its name says", "give it the ending of what it is")


def _check_parts(name: str, package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise DocumentError(name, f"{len(parts):,} parts in the file, not a plausible document", _SAVE_AGAIN)
    if any(part.flag_bits & 1 for part in parts):
        raise _locked(name)
    declared = sum(part.file_size for part in parts)
    if declared > MOST_BYTES:
        raise _too_large(name, f"unpacked {declared / 1e6:,.0f} MB")
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(each.startswith("word/") for each in names):
        raise DocumentError(name, "a zip file with no Word document in it", "save it as .docx, or unpack it")
    total = 0
    for part in parts:
        total += _check_part(name, package, part, MOST_BYTES - total)


def _check_part(name: str, package: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Read one part through, counting what really comes out; gives its size."""
    size = 0
    before = b""
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            ratio = size / max(part.compress_size, 1)
            if size > left or (size > _RATIO_FROM and ratio > MOST_RATIO):
                raise _too_large(name, "unpacked far larger than it is")
            if is_xml and _DOCTYPE.search(before + chunk):
                reason = f"{part.filename} declares a document type, which no word processor writes"
                raise DocumentError(name, reason, _SAVE_AGAIN)
            before = chunk[-32:]
    return size


def _damaged(name: str) -> DocumentError:
    return DocumentError(name, "the Word document is damaged or cut short", "get the file again")


def _locked(name: str) -> DocumentError:
    return DocumentError(name, "the Word document is locked and needs a password", "save an unlocked copy")


def _too_large(name: str, what: str) -> DocumentError:
    reason = f"{what}: more than the {MOST_BYTES // 10**6} MB or {MOST_RATIO} times its size that are read"
    return DocumentError(name, reason, "check where the file comes from; split it if it is sound")
