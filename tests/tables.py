"""Databases with all their tables and nothing in them: copied, since the migrations take longer than most tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.database import open_database


def with_tables(file: Path) -> str:
    """The address of an SQLite database in ``file``, as the migrations leave one that was not there before."""
    file.write_bytes(_migrated())
    return f"sqlite:///{file}"


@cache
def _migrated() -> bytes:
    """A file that the real migrations made, once in this process."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "migrated.db"
        open_database(f"sqlite:///{file}").dispose()
        return file.read_bytes()
