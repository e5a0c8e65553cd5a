"""A folder in memory, for what a disk would only make slow."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOM = 2**30
"""Bytes that must be free there; containers often have a few megabytes only."""


def in_memory() -> str | None:
    """Where temporary folders lie in memory; None where there is no room: take the usual place for them."""
    memory = Path("/dev/shm")  # noqa: S108 - temporary folders of our own are made in it
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free >= ROOM else None
