"""The command line, run in this process, in a folder of its own with articles of invented people."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli.app import app

FUND = """Hale Fund founder quits

By Kit Hallow, 12 October 2013

Ada Marlowe, 54, founded the Hale Fund in 1998. The fund paid £412,500 for a warehouse in Leeds in 2011.

“We did not mislead donors,” Marlowe said on Friday. She has denied any wrongdoing.
"""
TRUST = """Trust opens office

The Venn Trust opened an office in Leeds on 3 May 2014. Its director, Jonas Reede, said the trust would hire ten people.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles, where the command is run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_CASE", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "clippings").mkdir()
    (tmp_path / "clippings" / "fund.txt").write_text(FUND, encoding="utf-8")
    (tmp_path / "clippings" / "trust.txt").write_text(TRUST, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Callable[..., Result]:  # noqa: ARG001  the command runs in it
    """Runs `onrecord` with these words."""
    return lambda *words: CliRunner().invoke(app, [os.fspath(word) for word in words])


@pytest.fixture
def case(run: Callable[..., Result], folder: Path) -> Path:
    """A case with both articles in it."""
    result = run("read", "clippings", "--case", "fund.case")
    assert result.exit_code == 0, result.output
    return folder / "fund.case"
