"""What the records come to, added up by the database itself: how much waits, how much came, how long steps take.

Nothing here fetches a job or its events, so that a hundred thousand jobs cost little more than a hundred. The demo's
visitors are left out: their documents are not the company's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

import msgspec
import sqlalchemy as sa

from pipeline.database import reading
from pipeline.day_sums import DaySums, Sums
from pipeline.finding import COUNTED, told
from pipeline.jobs import RUNNING, JobState
from pipeline.period import Period
from pipeline.tables import corrections, events, jobs

SAMPLE = 12_000
"""Times are those of the newest so many steps of a period, some two thousand documents: more would not change them."""


@dataclass(frozen=True)
class Backlog:
    """What is in work: how many jobs, since when the oldest has not moved, since when the oldest waits untouched."""

    count: int
    unmoved_since: datetime | None
    untouched_since: datetime | None


@dataclass(frozen=True)
class Through:
    """Of the jobs that became job orders, so many got there without a person having been asked."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.of else None


@dataclass(frozen=True)
class StepTime:
    """How long a step took, in seconds: half of all were done after ``p50``, nineteen of twenty after ``p95``."""

    step: str
    count: int
    p50: float
    p95: float


class Numbers:
    """The sums. Safe to ask from any thread."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._day_sums = DaySums(engine)

    def backlog(self) -> Backlog:
        """What is in work just now, visitors' documents among it."""
        moment = jobs.c.updated_at.type
        untouched = sa.case((jobs.c.state == JobState.RECEIVED, jobs.c.updated_at))
        query = sa.select(
            sa.func.count(),
            sa.type_coerce(sa.func.min(jobs.c.updated_at), moment),
            sa.type_coerce(sa.func.min(untouched), moment),
        ).where(jobs.c.state.in_(RUNNING), jobs.c.deleted_at.is_(None))
        with reading(self._engine) as connection:
            count, unmoved, waiting = connection.execute(query).one()
        return Backlog(count, unmoved, waiting)

    def standings(self) -> dict[tuple[JobState, str], int]:
        """How many jobs there are in each state, by the way they came."""
        query = sa.select(jobs.c.state, jobs.c.source, sa.func.count()).where(jobs.c.deleted_at.is_(None))
        with reading(self._engine) as connection:
            rows = connection.execute(told(query.group_by(jobs.c.state, jobs.c.source), COUNTED)).all()
        return {(JobState(state), source): count for state, source, count in rows}

    def days(self, period: Period) -> dict[date, Sums]:
        """What came on each day of the period and how it stands now."""
        return self._day_sums.of(period)

    def times(self, period: Period) -> tuple[StepTime, tuple[StepTime, ...]]:
        """How long all steps of a job took together, and how long each took, in the order of the names."""
        took = sa.select(events.c.step, events.c.seconds, events.c.job_id)
        within = (events.c.seconds.is_not(None), events.c.at >= period.since, events.c.at < period.until)
        with reading(self._engine) as connection:
            rows = connection.execute(took.where(*within).order_by(events.c.at.desc()).limit(SAMPLE)).all()
        by_step: defaultdict[str, list[float]] = defaultdict(list)
        by_job: defaultdict[str, float] = defaultdict(float)
        for step, seconds, job_id in rows:
            by_step[step].append(seconds)
            by_job[job_id] += seconds
        return _time("all", [*by_job.values()]), tuple(_time(step, by_step[step]) for step in sorted(by_step))

    def corrections(self, period: Period) -> tuple[tuple[str, int], ...]:
        """How often a person set each cell in the period, most often first."""
        query = sa.select(corrections.c.operation).where(
            corrections.c.at >= period.since, corrections.c.at < period.until
        )
        with reading(self._engine) as connection:
            done = [msgspec.json.decode(text, type=_Operation) for text in connection.scalars(query)]
        counted = Counter(operation.name for operation in done if operation.type == "set")
        return tuple(counted.most_common())


class _Operation(msgspec.Struct):
    """As much of a recorded operation (pipeline/review/operations.py) as is counted."""

    type: str
    name: str = ""


def through(days: Iterable[Sums]) -> Through:
    """Of what came on these days: how much became a job order without a person."""
    made = [one for sums in days for one in sums if one.state in (JobState.DONE, JobState.NEEDS_REVIEW)]
    return Through(sum(one.alone for one in made), sum(one.count for one in made))


def _time(step: str, seconds: list[float]) -> StepTime:
    ranked = sorted(seconds)
    middle, slow = (ranked[ceil(len(ranked) * share) - 1] if ranked else 0.0 for share in (0.5, 0.95))
    return StepTime(step, len(ranked), middle, slow)
