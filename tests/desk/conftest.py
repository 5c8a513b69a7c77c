"""A desk over a case that holds the invented article, asked in this process without a browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.case.store import Case, open_case
from onrecord.desk.app import create_app

sys.path.insert(0, str(Path(__file__).parents[1] / "case"))

from case_builder import RUN, Article, article


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the case lies."""
    return tmp_path / "test.case"


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    """The case, open for writing."""
    with open_case(path, create=True) as opened:
        yield opened


@pytest.fixture
def larkfield(case: Case) -> Article:
    """The article about the trust, in the case."""
    made = article()
    case.add(made.name, made.data, made.record, RUN)
    return made


class Browser(TestClient):
    """A client that sends the token of its cookie with what it changes, as the desk's pages do."""

    def send_json(self, address: str, data: object) -> tuple[int, dict]:
        """Post JSON; returns the status and the answer."""
        token = self.cookies.get("onrecord-token") or ""
        answer = self.post(address, json=data, headers={"x-onrecord-token": token})
        return answer.status_code, answer.json()


@pytest.fixture
def browser(path: Path, case: Case) -> Browser:  # noqa: ARG001  the case must be there
    """Someone called Ada at the desk, who has loaded its first page."""
    client = Browser(create_app(path, "Ada"), base_url="http://127.0.0.1:8470")
    assert client.get("/").status_code == 200
    return client
