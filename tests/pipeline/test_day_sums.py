"""Days are added up once, and again when something happens to what came on them; on both kinds of database."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from pipeline.database import reading
from pipeline.day_sums import DaySums, Sum
from pipeline.jobs import JobState
from pipeline.model import Source
from pipeline.period import Period, midnight, today
from pipeline.records import Records
from pipeline.tables import day_sums
from tests.pipeline.test_numbers import DAY, PERIOD, came

BEFORE = DAY - timedelta(days=1)
NOON = midnight(DAY) + timedelta(hours=12)


@pytest.fixture
def sums(records: Records) -> DaySums:
    return DaySums(records.engine)


@pytest.fixture
def far_east() -> Iterator[Callable[[], None]]:
    """Moves this machine to where days begin first; back at the end."""
    before = os.environ.get("TZ")

    def be(zone: str | None) -> None:
        os.environ.pop("TZ", None)
        if zone is not None:
            os.environ["TZ"] = zone
        time.tzset()

    yield lambda: be("Pacific/Kiritimati")
    be(before)


def kept(records: Records) -> int:
    with reading(records.engine) as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(day_sums)).scalar_one()


def test_each_day_is_counted_by_way_in_and_outcome_from_midnight_to_midnight(records: Records, sums: DaySums) -> None:
    start = midnight(DAY)
    came(records, "1", start, JobState.DONE)
    came(records, "2", start + timedelta(hours=23, minutes=59), JobState.NEEDS_REVIEW, JobState.DONE)
    came(records, "3", start, JobState.FAILED, source=Source.FOLDER)
    came(records, "4", start - timedelta(seconds=1), JobState.NEEDS_REVIEW)
    came(records, "5", start + timedelta(days=1), JobState.DONE)
    came(records.narrowed("visitor"), "6", start, JobState.DONE)
    once = {
        BEFORE: (Sum("mail", JobState.NEEDS_REVIEW, False, 1),),
        DAY: (Sum("folder", JobState.FAILED, True, 1), Sum("mail", JobState.DONE, False, 2, alone=1)),
    }
    assert sums.of(PERIOD) == once
    assert kept(records) == 2
    assert sums.of(PERIOD) == once


def test_what_happens_to_an_old_job_shows_at_the_next_look(records: Records, sums: DaySums) -> None:
    job_id = came(records, "1", NOON, JobState.NEEDS_REVIEW)
    came(records, "2", NOON - timedelta(days=1), JobState.DONE)
    sums.of(PERIOD)
    records.add_event(job_id, JobState.DONE, "Approved")
    assert sums.of(PERIOD)[DAY] == (Sum("mail", JobState.DONE, False, 1),)
    records.delete(job_id)
    assert DaySums(records.engine).of(PERIOD) == {BEFORE: (Sum("mail", JobState.DONE, False, 1, alone=1),), DAY: ()}


def test_a_day_that_was_not_asked_for_is_not_believed_later_either(records: Records, sums: DaySums) -> None:
    job_id = came(records, "1", NOON, JobState.NEEDS_REVIEW)
    sums.of(PERIOD)
    records.add_event(job_id, JobState.DONE, "Approved")
    sums.of(Period(BEFORE, BEFORE))
    assert sums.of(PERIOD)[DAY] == (Sum("mail", JobState.DONE, False, 1),)


def test_today_is_never_kept(records: Records) -> None:
    day = today()
    came(records, "1", midnight(day), JobState.DONE)
    sums, period = DaySums(records.engine), Period(day, day)
    assert sum(one.count for one in sums.of(period)[day]) == 1
    came(records, "2", midnight(day), JobState.DONE)
    assert sum(one.count for one in sums.of(period)[day]) == 2
    assert kept(records) == 0


def test_a_day_of_another_time_zone_is_another_day(
    records: Records, sums: DaySums, far_east: Callable[[], None]
) -> None:
    came(records, "1", NOON, JobState.DONE)
    sums.of(PERIOD)
    assert kept(records) == 2
    far_east()
    assert sums.of(Period(DAY, DAY + timedelta(days=1)))[DAY + timedelta(days=1)] != ()


def test_sums_that_cannot_be_kept_are_told_all_the_same(records: Records, sums: DaySums) -> None:
    came(records, "1", NOON, JobState.DONE)
    with records.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE day_sums_known"))
        connection.execute(sa.text("CREATE VIEW day_sums_known AS SELECT 1 AS event WHERE 1 = 0"))
    assert sums.of(Period(DAY, DAY))[date(2026, 3, 12)] == (Sum("mail", JobState.DONE, False, 1, alone=1),)
    assert kept(records) == 0
