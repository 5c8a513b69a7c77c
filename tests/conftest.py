"""Fixtures for all tests: the language model is loaded once a run, and only where a test asks for it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from onrecord.documents.text import read_text
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.records import Document

NOBODY = 65534


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The default language model."""
    return SpacyParser()


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """Makes a document of a text as the text reader would."""

    def make(text: str, published: str | None = None) -> Document:
        extraction = read_text("test.txt", text.encode())
        return Document("d-test", extraction.text, published=published, language="en", blocks=extraction.blocks)

    return make


@pytest.fixture(scope="session")
def parse(parser: SpacyParser, document: Callable[..., Document]) -> Callable[[str], Parse]:
    """Parses a text with the default language model."""
    return lambda text: parser.parse(document(text))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine can reach, unlike the one that tests are given."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


@pytest.fixture(scope="session")
def ordinary_user() -> Callable[[], AbstractContextManager[None]]:
    """Within it the rights of the administrator, who may read everything, are set aside."""

    @contextmanager
    def aside() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        if not hasattr(os, "setresuid"):
            pytest.skip("this system cannot put the rights of its administrator aside")
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)

    return aside
