"""Files that survive a power cut: bytes are flushed before they get their name, and the folder after that."""

from __future__ import annotations

import os
from pathlib import Path


def write_durably(temporary: Path, data: bytes, place: Path) -> None:
    """Write ``data`` to ``temporary`` (same file system), flush it, and rename it to ``place``.

    After a crash ``place`` holds either what it held before or all of ``data``.
    """
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(place)
    flush_folder(place.parent)


def make_folder(folder: Path) -> None:
    """Make a folder, and those it lies in, so that a power cut leaves them there."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename inside ``folder`` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
