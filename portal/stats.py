"""The figures of the numbers page and of ``/api/stats``: what came, what became of it, in what time, at what price."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

import sqlalchemy as sa

from pipeline.day_sums import DaySums, Sum, Sums
from pipeline.jobs import JobState
from pipeline.numbers import Numbers, StepTime, through
from pipeline.period import Period, today
from pipeline.usage import Usage
from portal.worklist import Standing

KEPT_SECONDS = 30.0
"""So long a report is shown before it is added up again."""
STEPS = ("reading", "extracting", "building", "rendering", "store")
"""The steps that every document goes through, in their order; deliveries follow."""


class Span(IntEnum):
    """The days that can be asked for, today among them."""

    WEEK = 7
    MONTH = 30
    QUARTER = 90
    YEAR = 365


@dataclass(frozen=True)
class DayStats:
    """What came on a day, by how it stands now and by the way it came."""

    day: date
    outcomes: dict[str, int]
    sources: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.outcomes.values())


@dataclass(frozen=True)
class StepStats:
    """Seconds that a step took: of half of all, and of nineteen in twenty."""

    step: str
    count: int
    p50: float
    p95: float


@dataclass(frozen=True)
class FieldStats:
    """How often a person set a cell of the form."""

    field: str
    count: int


@dataclass(frozen=True)
class Spending:
    """Pages sent to Document AI in a day or month and their price; ``budget`` None is no limit."""

    when: str
    pages: int
    money: float
    budget: float | None
    currency: str


@dataclass(frozen=True)
class Stats:
    """All figures of a period. ``straight_through`` is a share of 1, None when nothing became a job order."""

    first: date
    last: date
    received: int
    outcomes: dict[str, int]
    sources: dict[str, int]
    straight_through: float | None
    made_without_a_person: int
    made: int
    work: StepStats
    days: tuple[DayStats, ...]
    steps: tuple[StepStats, ...]
    corrections: tuple[FieldStats, ...]
    corrected_cells: int
    document_ai: tuple[Spending, ...]


class StatsDesk:
    """Adds the figures up, at most every :data:`KEPT_SECONDS`. Safe to ask from any thread."""

    def __init__(self, engine: sa.Engine, usage: Usage) -> None:
        self._numbers, self._usage, self._day_sums = Numbers(engine), usage, DaySums(engine)
        self._lock = threading.Lock()
        self._kept: dict[Period, tuple[float, Stats]] = {}

    def stats(self, span: Span) -> Stats:
        """The last ``span`` days, today among them."""
        period = Period(today() - timedelta(days=int(span) - 1), today())
        with self._lock:
            made, kept = self._kept.get(period, (0.0, None))
            if kept is None or time.monotonic() - made > KEPT_SECONDS:
                kept = self._added_up(period)
                self._kept = {p: k for p, k in self._kept.items() if p.last == period.last}
                self._kept[period] = (time.monotonic(), kept)
            return kept

    def ahead(self) -> None:
        """Add up all days that can be asked for, as far as they are not kept; then what each span is asked for."""
        self._day_sums.of(Period(today() - timedelta(days=max(Span) - 1), today()))  # nobody waits for this long one
        for span in Span:
            self.stats(span)

    def _added_up(self, period: Period) -> Stats:
        numbers = self._numbers
        found = numbers.days(period)
        days = tuple(_day(day, sums) for day, sums in found.items())
        straight = through(found.values())
        work, steps = numbers.times(period)
        corrected = tuple(FieldStats(name, count) for name, count in numbers.corrections(period))
        return Stats(
            first=period.first,
            last=period.last,
            received=sum(day.total for day in days),
            outcomes=_added([day.outcomes for day in days]),
            sources=_added([day.sources for day in days]),
            straight_through=straight.share,
            made_without_a_person=straight.count,
            made=straight.of,
            work=_step(work),
            days=days,
            steps=_in_order(steps),
            corrections=corrected,
            corrected_cells=sum(field.count for field in corrected),
            document_ai=self._spent(),
        )

    def _spent(self) -> tuple[Spending, ...]:
        """Nothing where Document AI is not set up and never was."""
        figures, budget = self._usage.figures(), self._usage.budget
        if budget is None and not self._usage.months():
            return ()
        most = (budget.per_day, budget.per_month) if budget else (None, None)
        currency = budget.currency if budget else ""
        return tuple(
            Spending(
                row.when, row.spent.pages, float(row.spent.money), None if limit is None else float(limit), currency
            )
            for row, limit in zip((figures.day, figures.month), most, strict=True)
        )


def outcome(found: Sum) -> Standing:
    """What a state means to a person (see :func:`portal.worklist.standing`)."""
    if found.state is JobState.DONE:
        return Standing.DONE
    if found.state is JobState.NEEDS_REVIEW:
        return Standing.NEEDS_YOU
    if found.state is JobState.FAILED:
        return Standing.REFUSED if found.refused else Standing.FAILED
    return Standing.RUNNING


OUTCOMES = (Standing.DONE, Standing.NEEDS_YOU, Standing.REFUSED, Standing.FAILED, Standing.RUNNING)
"""From the foot of a column upwards."""


def _day(day: date, sums: Sums) -> DayStats:
    outcomes = {one.value: sum(found.count for found in sums if outcome(found) is one) for one in OUTCOMES}
    sources: dict[str, int] = {}
    for found in sums:
        sources[found.source] = sources.get(found.source, 0) + found.count
    return DayStats(day, outcomes, sources)


def by_week(days: Sequence[DayStats]) -> tuple[DayStats, ...]:
    """The days of each week together, under the first of them; weeks begin on Monday."""
    weeks: dict[date, list[DayStats]] = {}
    for one in days:
        weeks.setdefault(one.day - timedelta(days=one.day.weekday()), []).append(one)
    return tuple(
        DayStats(week[0].day, _added([day.outcomes for day in week]), _added([day.sources for day in week]))
        for week in weeks.values()
    )


def _added(counts: list[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in counts:
        for name, count in one.items():
            total[name] = total.get(name, 0) + count
    return total


def _in_order(steps: tuple[StepTime, ...]) -> tuple[StepStats, ...]:
    place = {name: number for number, name in enumerate(STEPS)}
    return tuple(_step(step) for step in sorted(steps, key=lambda step: (place.get(step.step, 99), step.step)))


def _step(step: StepTime) -> StepStats:
    return StepStats(step.step, step.count, round(step.p50, 3), round(step.p95, 3))
