"""Counts of visitors' files are the same in every process, outlive a restart, and are deleted in time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from limits import RateLimitItemPerMinute

from pipeline.access_tables import visitor_counts
from pipeline.database import open_database, reading, writing
from portal.access.visitor_counts import VisitorCounts
from portal.access.visitors import Quota, Rules

ADDRESS = "203.0.113.9"


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    engine = open_database(database_url)
    yield engine
    engine.dispose()


def rows(engine: sa.Engine) -> list[tuple[str, datetime]]:
    with reading(engine) as connection:
        return [(row.counted, row.until) for row in connection.execute(sa.select(visitor_counts))]


def test_another_process_and_the_next_start_count_on(engine: sa.Engine, database_url: str) -> None:
    rules = Rules(files_per_session=3, files_per_hour=4)
    assert Quota(rules, engine).admit("a", ADDRESS, 2) is None
    other = open_database(database_url)
    again = Quota(rules, other)
    assert again.left("a", ADDRESS) == 1
    too_many = again.admit("a", ADDRESS, 2)
    assert too_many is not None
    assert timedelta(hours=23) < too_many.wait <= timedelta(hours=24)
    of_address = again.admit("b", ADDRESS, 3)
    assert of_address is not None
    assert of_address.wait <= timedelta(hours=1)
    assert again.left("b", ADDRESS) == 2
    other.dispose()


def test_of_many_at_the_same_moment_no_more_get_in_than_may(engine: sa.Engine) -> None:
    quota = Quota(Rules(files_per_session=5, files_per_hour=100), engine)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: quota.admit("a", ADDRESS, 1), range(16)))
    assert answers.count(None) == 5


def test_no_address_is_kept_and_what_counts_no_more_is_deleted(engine: sa.Engine) -> None:
    quota = Quota(Rules(), engine)
    quota.admit("owner", ADDRESS, 1)
    assert len(rows(engine)) == 2
    assert not any(part in counted for counted, _ in rows(engine) for part in (ADDRESS, "owner"))
    quota.forget(datetime.now(UTC) + timedelta(minutes=61))
    assert len(rows(engine)) == 1
    quota.forget(datetime.now(UTC) + timedelta(hours=25))
    assert rows(engine) == []


def test_the_librarys_other_questions_are_answered_from_the_same_rows(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        counts = VisitorCounts(connection)
        key = RateLimitItemPerMinute(5).key_for("a")
        assert counts.check()
        assert counts.incr(key, 60, 2) == 2
        assert counts.get_expiry(key) > datetime.now(UTC).timestamp() + 50
        counts.clear(key)
        assert counts.get(key) == 0
        counts.incr(key, 60)
        assert counts.reset() == 1
