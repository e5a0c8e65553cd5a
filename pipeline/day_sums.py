"""What came on each day and how it stands now, added up once: a day that is over changes seldom.

A day's sums are kept with the last event that they know of. Everything that happens to a job is an event with a higher
id, so a look asks which jobs had one since, and adds up again the days on which these came, and today. A year of
100,000 jobs then costs 365 small rows instead of looking at each job.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from pipeline.database import reading, writing
from pipeline.finding import RECEIVED, told
from pipeline.jobs import JobState
from pipeline.owners import COMPANY
from pipeline.period import Period, midnight
from pipeline.period import today as this_day
from pipeline.tables import day_sums, day_sums_known, events, jobs

log = logging.getLogger(__name__)

MANY_EVENTS = 1000
"""After so many events the mark moves on, also when no day that is over has changed: a look reads what came since."""


@dataclass(frozen=True)
class Sum:
    """So many jobs that came by ``source`` stand in ``state``.

    ``refused``: by the document's fault, not ours. ``alone``: so many of them are done and asked nobody.
    """

    source: str
    state: JobState
    refused: bool
    count: int
    alone: int = 0


Sums = tuple[Sum, ...]


class DaySums:
    """The sums of days. Safe to ask from any thread and any process."""

    def __init__(self, engine: sa.Engine, today: Callable[[], date] = this_day) -> None:
        self._engine, self._today = engine, today

    def of(self, period: Period) -> dict[date, Sums]:
        """What came on each day of the period and how it stands now."""
        with reading(self._engine) as connection:
            last = connection.execute(sa.select(sa.func.max(events.c.id))).scalar() or 0
            known = connection.execute(sa.select(day_sums_known.c.event)).scalar()
            changed = {day for day in _changed(connection, known) if day < self._today()}
            found = _kept(connection, period, changed)
            added = {day: _added_up(connection, day) for day in period.days if day not in found}
        over = {day: sums for day, sums in added.items() if day < self._today()}
        if over or changed or known is None or last - known > MANY_EVENTS:
            self._keep(over, changed, known, last)
        return {day: found.get(day, added.get(day, ())) for day in period.days}

    def _keep(self, over: dict[date, Sums], changed: set[date], known: int | None, last: int) -> None:
        """Keep what was added up, unless somebody else did meanwhile. Where nothing can be written, nothing is kept."""
        try:
            with writing(self._engine) as connection:
                if connection.execute(sa.select(day_sums_known.c.event)).scalar() != known:
                    return
                _forget(connection, changed | over.keys())
                if over:
                    connection.execute(day_sums.insert(), [_row(day, sums) for day, sums in over.items()])
                connection.execute(day_sums_known.delete())
                connection.execute(day_sums_known.insert().values(event=last))
        except SQLAlchemyError:
            log.warning("The sums of days could not be kept; they are added up again at the next look", exc_info=True)


def _changed(connection: sa.Connection, known: int | None) -> set[date]:
    """The days on which a job came that something has happened to since."""
    if known is None:
        return set()
    query = sa.select(jobs.c.received_at).join(events, events.c.job_id == jobs.c.id).where(events.c.id > known)
    return {moment.astimezone().date() for moment in connection.scalars(query.distinct())}


def _kept(connection: sa.Connection, period: Period, changed: set[date]) -> dict[date, Sums]:
    """By the moments at which a day begins and ends: days of another time zone are other days."""
    query = sa.select(day_sums).where(day_sums.c.since >= period.since, day_sums.c.until <= period.until)
    rows = {(row.since, row.until): row.sums for row in connection.execute(query)}
    days = {day: rows.get(_ends(day)) for day in period.days if day not in changed}
    return {day: msgspec.json.decode(sums, type=Sums) for day, sums in days.items() if sums is not None}


def _added_up(connection: sa.Connection, day: date) -> Sums:
    refused = jobs.c.code.is_not(None)
    asked = sa.exists().where(events.c.job_id == jobs.c.id, events.c.state == JobState.NEEDS_REVIEW)
    alone = sa.func.sum(sa.case((sa.and_(jobs.c.state == JobState.DONE, ~asked), 1), else_=0))
    query = sa.select(jobs.c.source, jobs.c.state, refused, sa.func.count(), alone).where(*came(*_ends(day)))
    rows = connection.execute(told(query, RECEIVED).group_by(jobs.c.source, jobs.c.state, refused))
    sums = (Sum(source, JobState(state), bool(by_document), *rest) for source, state, by_document, *rest in rows)
    return tuple(sorted(sums, key=lambda one: (one.source, one.state)))


def _forget(connection: sa.Connection, days: Iterable[date]) -> None:
    """Also where another time zone once cut the days at other hours."""
    ends = [{"begins": since, "ends": until} for since, until in map(_ends, days)]
    overlap = (day_sums.c.since < sa.bindparam("ends"), day_sums.c.until > sa.bindparam("begins"))
    if ends:
        connection.execute(day_sums.delete().where(*overlap), ends)


def _row(day: date, sums: Sums) -> dict[str, object]:
    since, until = _ends(day)
    return {"since": since, "until": until, "sums": msgspec.json.encode(sums).decode()}


def _ends(day: date) -> tuple[datetime, datetime]:
    return midnight(day), midnight(day + timedelta(days=1))


def came(since: datetime, until: datetime) -> Sequence[sa.ColumnElement[bool]]:
    """The company's jobs that came between two moments and were not deleted."""
    return (
        jobs.c.deleted_at.is_(None),
        jobs.c.owner == COMPANY,
        jobs.c.received_at >= since,
        jobs.c.received_at < until,
    )
