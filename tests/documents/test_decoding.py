"""Bytes to text: encodings are told apart, and what is lost is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.decoding import decode
from onrecord.documents.limits import BAD_BYTES_NAMED
from onrecord.records import Skipped

SENTENCE = "The café’s owner said “nothing was wrong” – and paid £40."
RUSSIAN = "Совет гавани сообщил в понедельник, что вернёт весь грант городу до конца июня этого года."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    """English text is decoded to the letter, with or without a byte order mark."""
    assert decode(SENTENCE.encode(encoding)).text == SENTENCE


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_other_scripts_in_eight_bits(encoding: str) -> None:
    """Where many bytes are beyond ASCII, the encoding is guessed from what they spell."""
    assert decode((RUSSIAN * 5).encode(encoding)).text == RUSSIAN * 5


def test_byte_order_mark_is_named() -> None:
    """A byte order mark is left out of the text, and that is said."""
    assert decode(b"\xef\xbb\xbfHello").skipped == (Skipped(0, 0, "documents", "byte order mark left out"),)


def test_bad_bytes_are_skipped_where_they_stand() -> None:
    """A bad byte becomes U+FFFD, and each run of them one entry with its span."""
    made = decode("The café".encode() + b"\xff\xfe was \r\n" + "shut – “now”".encode() + b"\xfe.")
    assert [made.text[each.start : each.end] for each in made.skipped] == ["\ufffd\ufffd", "\ufffd"]


def test_many_bad_bytes_are_counted() -> None:
    """Past a limit the runs of bad bytes are counted, not listed."""
    made = decode(("é" * 400).encode() + b"\xff " * 150)
    assert len(made.skipped) == BAD_BYTES_NAMED + 1
    assert made.skipped[-1].reason.startswith("50 more runs")


def test_a_declared_encoding_that_fits_is_used() -> None:
    """What the file declares goes before guessing; an unknown or unfitting name is passed over."""
    data = "Žižkov said so".encode("iso8859-2")
    assert decode(data, "iso-8859-2").text == "Žižkov said so"
    for wrong in ("klingon", "hex", "ascii", "\0"):
        assert decode("café".encode(), wrong).text == "café"


@given(st.binary(), st.sampled_from([None, "utf-8", "utf-16", "rot13", "idna", "cp1252", ""]))
def test_never_raises(data: bytes, declared: str | None) -> None:
    """Any bytes with any declaration make a text without CRLF."""
    made = decode(data, declared)
    assert "\r\n" not in made.text or "\r\r\n" in data.decode(made.encoding, "replace")
