"""A record as it is kept in the case: its JSON, compressed.

What is absent is kept as `null` here, unlike in the public form: leaving it out takes as long as all the rest
of adding a document, and compressed it is next to nothing.
"""

from __future__ import annotations

import zlib

import msgspec

from onrecord.errors import CaseError
from onrecord.records import Record, from_json

_LEVEL = 3  # twice as quick as the default for a twentieth more space


def pack(record: Record) -> bytes:
    """The bytes to keep."""
    return zlib.compress(msgspec.json.encode(record), _LEVEL)


def unpack(packed: bytes, document: str) -> Record:
    """The record of a document again.

    Raises:
        CaseError: what is kept is no record.
    """
    try:
        return from_json(zlib.decompress(packed))
    except (zlib.error, msgspec.DecodeError) as error:
        raise CaseError(f"{document}: its record is damaged ({error}); read its file again into a new case") from error
