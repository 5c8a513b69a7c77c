"""quote-without-speaker: three words or more in quotation marks, and nobody is said to have spoken or written them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.observation import Observation, words_of
from onrecord.checks.speakers import SEVERAL_WORDS, unspoken_quotations
from onrecord.records import Record


def find(record: Record) -> Iterator[Observation]:
    """The quotations of several words without a speaker."""
    for quotation in unspoken_quotations(record):
        if quotation.words >= SEVERAL_WORDS:
            message = f"{words_of(record, quotation.inner)} is quoted, and the text does not say whose words it is."
            yield Observation(quotation.start, quotation.end, message)
