"""Many documents, in one process or several: all in order, and none that costs the others."""

from __future__ import annotations

import os
from typing import Any, cast

import pytest

from onrecord.batch import Input, Models, read_all
from onrecord.errors import UsageError

GOOD = b"Fund closes\n\nThe Hale Fund closed in 2012.\n"


class Deadly:
    """Bytes that end the process they are sent to, as the system does with one that wants too much memory."""

    def __reduce__(self) -> tuple[Any, tuple[int]]:
        """What the other process runs to have the bytes."""
        return os._exit, (9,)


@pytest.mark.model
def test_a_document_that_kills_its_process_is_named_and_the_others_are_read() -> None:
    """In the order in which they came."""
    deadly = Input("deadly.txt", cast("bytes", Deadly()))
    given = [Input("a.txt", GOOD), deadly, Input("b.txt", GOOD + b"\nIt reopened.\n"), Input("empty.txt", b"")]
    outputs = list(read_all(given, Models(), jobs=2))
    assert [output.input.name for output in outputs] == ["a.txt", "deadly.txt", "b.txt", "empty.txt"]
    assert [output.record is not None for output in outputs] == [True, False, True, False]
    assert str(outputs[1].error).startswith("deadly.txt: the process that read it was killed")
    assert str(outputs[3].error).startswith("empty.txt: an empty file")


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_unknown_model_is_wrong_use_whichever_process_finds_out(jobs: int) -> None:
    """It is no document's fault."""
    with pytest.raises(UsageError, match="no such spaCy pipeline"):
        list(read_all([Input("a.txt", GOOD)], Models("no-such-model"), jobs))
