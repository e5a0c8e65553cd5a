"""The same request is worked on once, on either database, however many ask at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from pipeline.database import open_database
from pipeline.idempotency import KEPT, UNFINISHED, Kept, OtherContent, StillRunning


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 27, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    engine = open_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def kept(engine: sa.Engine, clock: Clock) -> Kept:
    return Kept(engine, "token Accounting", clock)


def test_of_many_at_once_one_is_worked_on_and_the_others_wait(kept: Kept) -> None:
    def ask(_: int) -> str | None:
        try:
            return kept.begin("scan-1", "content")
        except StillRunning:
            return "still running"

    with ThreadPoolExecutor(12) as threads:
        told = list(threads.map(ask, range(12)))
    assert (told.count(None), told.count("still running")) == (1, 11)


def test_a_repeat_gets_the_first_answer_for_a_week_and_other_content_is_refused(kept: Kept, clock: Clock) -> None:
    assert kept.begin("scan-1", "content") is None
    kept.finish("scan-1", "the answer")
    clock.now += KEPT - timedelta(minutes=1)
    assert kept.begin("scan-1", "content") == "the answer"
    with pytest.raises(OtherContent):
        kept.begin("scan-1", "other content")
    clock.now += timedelta(minutes=2)
    assert kept.begin("scan-1", "other content") is None


def test_one_that_was_cut_short_is_worked_on_again_and_each_caller_has_keys_of_their_own(
    kept: Kept, engine: sa.Engine, clock: Clock
) -> None:
    assert kept.begin("scan-1", "content") is None
    assert Kept(engine, "token Scanner", clock).begin("scan-1", "other content") is None
    clock.now += UNFINISHED + timedelta(seconds=1)
    assert kept.begin("scan-1", "content") is None
    kept.forget("scan-1")
    assert kept.begin("scan-1", "something else") is None
