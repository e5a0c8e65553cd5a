"""A database that takes nothing in is told in words that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.away import BUSY, FULL, READ_ONLY, SILENT, why_away
from pipeline.database import open_engine, writing


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with writing(engine) as connection:
        connection.execute(sa.text("CREATE TABLE t (words TEXT)"))
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "sentence"),
    [("query_only=ON", READ_ONLY), ("max_page_count=2", FULL)],
    ids=["write-protected", "a full disk"],
)
def test_what_sqlite_says_is_told_with_its_cure(engine: sa.Engine, pragma: str, sentence: str) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA {pragma}")
        with pytest.raises(sa.exc.OperationalError) as told:
            connection.execute(sa.text("INSERT INTO t VALUES (:words)"), [{"words": "x" * 20_000}] * 10)
    assert why_away(told.value) == sentence


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("database is locked", BUSY),
        ("could not extend file: No space left on device", FULL),
        ("cannot execute INSERT in a read-only transaction", READ_ONLY),
        ("connection refused", SILENT),
    ],
)
def test_others_too(words: str, sentence: str) -> None:
    assert why_away(sa.exc.OperationalError("INSERT", None, Exception(words))) == sentence
