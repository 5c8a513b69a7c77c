"""The order of the stages, and nothing else."""

from __future__ import annotations
