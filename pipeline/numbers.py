"""What the records come to, added up by the database itself: how much waits, how much came, how long steps take.

Nothing here fetches a job or its events, so that a hundred thousand jobs cost little more than a hundred. The demo's
visitors are left out: their documents are not the company's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import msgspec
import sqlalchemy as sa

from pipeline.database import reading
from pipeline.finding import COUNTED, RECEIVED, told
from pipeline.jobs import RUNNING, JobState
from pipeline.owners import COMPANY
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
class Sum:
    """So many jobs that came by ``source`` stand in ``state``. ``refused``: by the document's fault, not ours."""

    source: str
    state: JobState
    refused: bool
    count: int


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


@dataclass(frozen=True)
class Period:
    """From the beginning of ``first`` to the end of ``last``, by this machine's clock."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    @property
    def since(self) -> datetime:
        return midnight(self.first)

    @property
    def until(self) -> datetime:
        return midnight(self.last + timedelta(days=1))


def midnight(day: date) -> datetime:
    """When ``day`` began, in the machine's own time zone."""
    return datetime.combine(day, time()).astimezone()


class Numbers:
    """The sums. Safe to ask from any thread."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

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

    def days(self, period: Period) -> dict[date, tuple[Sum, ...]]:
        """What came on each day of the period and how it stands now."""
        refused = jobs.c.code.is_not(None)
        by_day = [
            told(
                sa.select(sa.literal(n), jobs.c.source, jobs.c.state, refused, sa.func.count()).where(
                    *_came(midnight(day), midnight(day + timedelta(days=1)))
                ),
                RECEIVED,
            ).group_by(jobs.c.source, jobs.c.state, refused)
            for n, day in enumerate(period.days)
        ]
        found: dict[date, list[Sum]] = {day: [] for day in period.days}
        with reading(self._engine) as connection:
            for n, source, state, no_fault_of_ours, count in connection.execute(sa.union_all(*by_day)):
                found[period.days[n]].append(Sum(source, JobState(state), bool(no_fault_of_ours), count))
        return {day: tuple(sorted(sums, key=lambda one: (one.source, one.state))) for day, sums in found.items()}

    def straight_through(self, period: Period) -> Through:
        """Of what came in the period: how much became a job order without a person."""
        asked = sa.exists().where(events.c.job_id == jobs.c.id, events.c.state == JobState.NEEDS_REVIEW)
        made = jobs.c.state.in_((JobState.DONE, JobState.NEEDS_REVIEW))
        alone = sa.case((sa.and_(jobs.c.state == JobState.DONE, ~asked), 1), else_=0)
        query = sa.select(sa.func.coalesce(sa.func.sum(alone), 0), sa.func.count()).where(
            made, *_came(period.since, period.until)
        )
        with reading(self._engine) as connection:
            count, of = connection.execute(told(query, RECEIVED)).one()
        return Through(count, of)

    def step_times(self, period: Period) -> tuple[StepTime, ...]:
        """How long each step took in the period, in the order of the names."""
        return self._times(_timed(period))

    def work_time(self, period: Period) -> StepTime:
        """How long all steps of a job took together."""
        each = _timed(period)
        took = sa.select(sa.literal("all").label("step"), sa.func.sum(each.c.seconds).label("seconds"))
        found = self._times(took.group_by(each.c.job_id).subquery())
        return found[0] if found else StepTime("all", 0, 0.0, 0.0)

    def _times(self, took: sa.Subquery) -> tuple[StepTime, ...]:
        rank = sa.func.row_number().over(partition_by=took.c.step, order_by=took.c.seconds).label("rank")
        count = sa.func.count().over(partition_by=took.c.step).label("n")
        ranked = sa.select(took.c.step, took.c.seconds, rank, count).subquery()

        def at_rank(share: float) -> sa.ColumnElement[float]:
            return sa.func.min(sa.case((ranked.c.rank >= ranked.c.n * share, ranked.c.seconds)))

        query = sa.select(ranked.c.step, sa.func.count(), at_rank(0.5), at_rank(0.95)).group_by(ranked.c.step)
        with reading(self._engine) as connection:
            return tuple(StepTime(*row) for row in connection.execute(query.order_by(ranked.c.step)))

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


def _timed(period: Period) -> sa.Subquery:
    """The newest steps of the period with how long they took."""
    query = sa.select(events.c.step, events.c.seconds, events.c.job_id)
    within = (events.c.seconds.is_not(None), events.c.at >= period.since, events.c.at < period.until)
    return query.where(*within).order_by(events.c.at.desc()).limit(SAMPLE).subquery()


def _came(since: datetime, until: datetime) -> Sequence[sa.ColumnElement[bool]]:
    return (
        jobs.c.deleted_at.is_(None),
        jobs.c.owner == COMPANY,
        jobs.c.received_at >= since,
        jobs.c.received_at < until,
    )
