"""Writing a result to a file: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

from onrecord.errors import OutputError


def write_file(path: Path, data: bytes) -> None:
    """Write beside the target first, then put it in place, so that a full disk leaves the old file as it was.

    Raises:
        OutputError: it cannot be written; says why.
    """
    beside = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        with beside.open("xb") as file:
            file.write(data)
        os.replace(beside, path)  # noqa: PTH105  the name says that it replaces
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(str(path), error.strerror or str(error)) from error
