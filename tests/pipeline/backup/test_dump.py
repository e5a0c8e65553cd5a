"""The database's own programs: what they are told, and what they are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.backup.dump import copy_database


@pytest.mark.parametrize(
    "url", ["postgresql://sendora:4c1d@db:5433/sendora", "postgresql://sendora@db:5433/sendora?password=4c1d"]
)
def test_a_password_goes_to_the_program_and_never_onto_its_command_line(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command line is there for everybody on the machine to read."""
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "$@" > "$TOLD/arguments"\necho "$PGPASSWORD" > "$TOLD/password"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("TOLD", str(tmp_path))
    copy_database(url, tmp_path)
    assert (tmp_path / "arguments").read_text().startswith("--dbname postgresql://sendora@db:5433/sendora --format")
    assert (tmp_path / "password").read_text() == "4c1d\n"
