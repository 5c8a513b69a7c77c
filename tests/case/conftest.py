"""A case for each test, and the invented article to put into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.case.store import Case, open_case


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the case of the test lies."""
    return tmp_path / "test.case"


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    """An empty case, open for writing."""
    with open_case(path, create=True) as opened:
        yield opened
