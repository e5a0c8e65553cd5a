"""A file as a sender names it: its name is a stranger's, and is shown to people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

LONGEST_NAME = 150
"""Characters that are kept of a name, from its end: that tells its kind."""


@dataclass(frozen=True)
class File:
    """A file as it came: its name and its bytes."""

    name: str
    data: bytes


def own_name(path: str) -> str:
    """The name alone: no folders, nothing that cannot be seen or turns the writing round; "" when nothing is left."""
    name = PurePosixPath(path.replace("\\", "/")).name
    return "".join(c for c in name if c.isprintable()).strip()[-LONGEST_NAME:].strip()
