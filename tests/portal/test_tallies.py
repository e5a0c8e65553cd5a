"""Counts are kept as long as they are true."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.jobs import Job, JobFilters, JobState
from pipeline.records import Records
from portal.desk import Desk
from portal.tallies import KEPT_SECONDS, Tallies

ALL = JobFilters()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[JobFilters]:
    """Every time that the database was made to count."""
    asked: list[JobFilters] = []
    count = Records.counts

    def counts(self: Records, filters: JobFilters) -> dict[JobState, int]:
        asked.append(filters)
        return count(self, filters)

    monkeypatch.setattr(Records, "counts", counts)
    return asked


def test_the_same_question_is_counted_once_until_something_happens(
    desk: Desk, drop: Callable[..., Job], counted: list[JobFilters]
) -> None:
    tallies = Tallies()
    drop(b"%PDF-1.4\n1\n%%EOF")
    for _ in range(3):
        assert tallies.counts(desk.records, ALL)[JobState.RECEIVED] == 1
    assert len(counted) == 1
    drop(b"%PDF-1.4\n2\n%%EOF")
    assert tallies.counts(desk.records, ALL)[JobState.RECEIVED] == 2
    assert tallies.counts(desk.records, JobFilters(text="nobody"))[JobState.RECEIVED] == 0


def test_one_owner_is_never_told_anothers_counts(desk: Desk, drop: Callable[..., Job]) -> None:
    tallies = Tallies()
    drop(b"%PDF-1.4\n1\n%%EOF")
    assert tallies.counts(desk.records, ALL)[JobState.RECEIVED] == 1
    assert tallies.counts(desk.records.narrowed("visitor"), ALL)[JobState.RECEIVED] == 0


def test_after_a_while_they_are_counted_anyway(desk: Desk, counted: list[JobFilters]) -> None:
    now = [0.0]
    tallies = Tallies(lambda: now[0])
    tallies.counts(desk.records, ALL)
    now[0] = KEPT_SECONDS + 1
    tallies.counts(desk.records, ALL)
    assert len(counted) == 2
