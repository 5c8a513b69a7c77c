"""Fixtures for all tests: the language model is loaded once a run, and only where a test asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from onrecord.documents.text import read_text
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.records import Document


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


@pytest.fixture(scope="session")
def ordinary_user() -> Callable[[], AbstractContextManager[None]]:
    """Within it the superuser's rights, who may read everything, are set aside."""

    @contextmanager
    def aside() -> Iterator[None]:
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        yield
        os.seteuid(user)

    return aside
