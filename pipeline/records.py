"""What is remembered of every document: its job, each way it came by, and everything that happened to it.

All methods are short transactions, safe to call from any thread. What a document became is in
:class:`pipeline.orders.OrderRecords`, reached as ``records.orders``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from pipeline.announcing import Announces, Nobody
from pipeline.coming_in import Coming, record
from pipeline.database import AWAY, reading, writing
from pipeline.finding import conditions, counted_by, listed_by, told
from pipeline.jobs import RUNNING, Arrival, Begins, Event, Findings, Job, JobFilters, JobPage, JobState, NewJob
from pipeline.model import Source
from pipeline.orders import OrderRecords
from pipeline.owners import COMPANY, of_owned_jobs, owned_jobs
from pipeline.tables import arrivals, events, job_orders, jobs
from pipeline.together import Together


class Records:
    """The jobs, their arrivals and their events: everybody's, or those of one owner (:meth:`narrowed`)."""

    def __init__(self, engine: sa.Engine, owner: str | None = None, announces: Announces | None = None) -> None:
        self.engine = engine
        self.owner = owner
        self._announces = announces or Nobody()
        self.orders = OrderRecords(engine, owner)
        self._listeners: list[Callable[[str], None]] = []
        self._together = Together(lambda: writing(engine), self._create_in, shared=AWAY)

    def narrowed(self, owner: str) -> Records:
        """The records as one owner may see them: nothing of anybody else, and new jobs are theirs."""
        narrow = Records(self.engine, owner, self._announces)
        narrow._listeners, narrow._together = self._listeners, self._together
        return narrow

    def listen(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Call ``listener`` with the job's id after each committed change made through this object.

        It is called in the thread that made the change and must return at once. Returns how to stop listening.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # -- coming in ----------------------------------------------------------------------------------------------

    def create_job(self, new: NewJob) -> tuple[Job, bool]:
        """Record a document that arrived: its job, this arrival and the first event, all of them or nothing.

        Returns the job and whether it is new. Bytes that are known already give their job, with one more arrival; an
        arrival that is known gives the job that it became, whatever its bytes are this time. Raises
        :class:`~pipeline.errors.Temporary` when the thread that wrote for several was ended.
        """
        job, is_new = self._together.do(Coming(new, self.owner))
        self.tell(job.id)
        return job, is_new

    def create_jobs(self, new: Sequence[NewJob]) -> list[tuple[Job, bool]]:
        """As :meth:`create_job`, for all of them in one transaction."""
        with writing(self.engine) as connection:
            made = self._create_in(connection, [Coming(one, self.owner) for one in new])
        for job, _ in made:
            self.tell(job.id)
        return made

    def _create_in(self, connection: sa.Connection, coming: Sequence[Coming]) -> list[tuple[Job, bool]]:
        came = record(connection, coming)
        query = sa.select(jobs).where(jobs.c.id.in_({one.job_id for one in came}))
        made = {row.id: _job(row) for row in connection.execute(query)}
        for one in came:
            if one.new:
                self._announce(connection, made[one.job_id])
        return [(made[one.job_id], one.new) for one in came]

    # -- what happens -------------------------------------------------------------------------------------------

    def add_event(  # noqa: PLR0913 - an event has these parts, and most calls name two
        self,
        job_id: str,
        state: JobState,
        words: str,
        *,
        step: str | None = None,
        seconds: float | None = None,
        actor: str | None = None,
        once: str | None = None,
        findings: Findings | None = None,
        code: str | None = None,
        run: int | None = None,
    ) -> bool:
        """Put the job into ``state`` and write down what happened, in one transaction; whether it was written.

        ``once`` names a thing that is written once only: with a name that is known nothing happens. What belongs to
        a ``run`` is written while that run lasts: one that was called off changes nothing any more.
        """
        with writing(self.engine) as connection:
            if once and connection.execute(self._known_event(job_id, once)).first():
                return True
            if run is not None and self.job_in(connection, job_id).run != run:
                return False
            said = {"step": step, "seconds": seconds, "actor": actor, "once": once}
            self.add_event_in(connection, job_id, state, words, said, findings, code=code)
        self.tell(job_id)
        return True

    def add_event_in(  # noqa: PLR0913, PLR0917 - as add_event
        self,
        connection: sa.Connection,
        job_id: str,
        state: JobState,
        words: str,
        said: Mapping[str, str | float | None],
        findings: Findings | None = None,
        **changes: object,
    ) -> None:
        """As :meth:`add_event`, in a transaction that does more; :meth:`tell` afterwards. ``changes`` are the job's."""
        now = datetime.now(UTC)
        self._insert_event(connection, job_id, state, words, **said)
        connection.execute(
            jobs.update()
            .where(jobs.c.id == job_id)
            .values(
                state=state,
                words=words,
                version=jobs.c.version + 1,
                updated_at=now,
                finished_at=now if state.final else None,
                **(_present(findings) if findings else {}),
                **changes,
            )
        )
        if state.final:
            self._announce(connection, self.job_in(connection, job_id))

    def retry(self, job_id: str, words: str, actor: str | None = None) -> Job:
        """Send an ended job through all steps again as its next run. A running job is left as it is."""
        with writing(self.engine) as connection:
            job = self.job_in(connection, job_id)
            if not job.state.final:
                return job
            job = self.run_again_in(connection, job_id, words, actor, Begins.READ)
        self.tell(job_id)
        return job

    def run_again_in(  # noqa: PLR0913, PLR0917 - what an event has, and where the run begins
        self,
        connection: sa.Connection,
        job_id: str,
        words: str,
        actor: str | None,
        begins: Begins,
        findings: Findings | None = None,
    ) -> Job:
        """The job's next run, which begins at a certain step; in a transaction that does more."""
        state = JobState.RENDERING if begins is Begins.RENDER else JobState.RECEIVED
        run = jobs.c.run + 1
        changes = {"code": None, "run": run, "begins": begins}
        self.add_event_in(connection, job_id, state, words, {"actor": actor}, findings, **changes)
        return self.job_in(connection, job_id)

    def opened(self, job_id: str, digest: str, actor: str | None = None) -> Job:
        """A locked file's copy without its lock is kept under ``digest``: read that from now on, in a further run.

        A job that runs already, since somebody else was quicker, is left as it is.
        """
        with writing(self.engine) as connection:
            if not (job := self.job_in(connection, job_id)).state.final:
                return job
            connection.execute(jobs.update().where(jobs.c.id == job_id).values(opened_sha256=digest))
            job = self.run_again_in(connection, job_id, "Opened with its password", actor, Begins.READ)
        self.tell(job_id)
        return job

    def delete(self, job_id: str, actor: str | None = None) -> None:
        """Take the job out of all lists; the same document may then come in anew. Its history stays in the tables."""
        with writing(self.engine) as connection:
            job = self.job_in(connection, job_id)  # and no other owner's
            self._insert_event(connection, job_id, job.state, "Deleted", actor=actor)
            connection.execute(jobs.update().where(jobs.c.id == job.id).values(deleted_at=datetime.now(UTC)))
            connection.execute(job_orders.update().where(job_orders.c.job_id == job_id).values(number_key=None))
            freed = arrivals.c.origin + f" (deleted {job_id})"
            connection.execute(arrivals.update().where(arrivals.c.job_id == job_id).values(origin=freed))
        self.tell(job_id)

    # -- questions ----------------------------------------------------------------------------------------------

    def job(self, job_id: str) -> Job | None:
        """The job, or None when there is none or it was deleted."""
        with reading(self.engine) as connection:
            return self.live_job_in(connection, job_id)

    def job_of_bytes(self, sha256: str) -> Job | None:
        """The job of a document with exactly these bytes."""
        with reading(self.engine) as connection:
            return self._live_job(connection, sha256)

    def job_of_arrival(self, source: Source, origin: str) -> Job | None:
        """The job that this arrival belongs to, if it was ever recorded."""
        with reading(self.engine) as connection:
            return _first(connection, self._arrived(source, origin))

    def list_jobs(self, filters: JobFilters, cursor: str | None = None, limit: int = 50) -> JobPage:
        """Jobs that pass the filters, newest first, ``limit`` at a time."""
        wanted = self._ids(filters, cursor, limit + 1)
        query = sa.select(jobs).where(jobs.c.id.in_(wanted)).order_by(jobs.c.id.desc())
        with reading(self.engine) as connection:
            found = [_job(row) for row in connection.execute(query)]
        more = len(found) > limit
        return JobPage(tuple(found[:limit]), found[limit - 1].id if more else None)

    def job_ids(self, filters: JobFilters, limit: int) -> tuple[str, ...]:
        """The newest ``limit`` jobs that pass the filters, newest first."""
        with reading(self.engine) as connection:
            return tuple(connection.scalars(self._ids(filters, None, limit)))

    def counts(self, filters: JobFilters | None = None) -> dict[JobState, int]:
        """How many jobs stand in each state."""
        query = sa.select(jobs.c.state, sa.func.count()).where(jobs.c.deleted_at.is_(None), *conditions(filters))
        query = told(query.where(*owned_jobs(self.owner)), counted_by(filters, self.owner))
        with reading(self.engine) as connection:
            rows = connection.execute(query.group_by(jobs.c.state)).all()
        return dict.fromkeys(JobState, 0) | {JobState(state): count for state, count in rows}

    def unfinished(self) -> tuple[Job, ...]:
        """Every job that has not come to an end, oldest first."""
        query = self._live().where(jobs.c.state.in_(RUNNING)).order_by(jobs.c.id)
        with reading(self.engine) as connection:
            return tuple(_job(row) for row in connection.execute(query))

    def arrivals(self, job_id: str) -> tuple[Arrival, ...]:
        """Each way the document came by, first one first."""
        query = sa.select(arrivals).where(arrivals.c.job_id == job_id, *of_owned_jobs(arrivals.c.job_id, self.owner))
        with reading(self.engine) as connection:
            return tuple(
                Arrival(Source(row.source), row.origin, row.sender, row.file_name, row.at)
                for row in connection.execute(query.order_by(arrivals.c.id))
            )

    def events(self, job_id: str) -> tuple[Event, ...]:
        """The job's history, first event first."""
        return self._events(sa.select(events).where(events.c.job_id == job_id))

    def events_after(self, event_id: int, limit: int = 500) -> tuple[Event, ...]:
        """What happened to any job after the event with this id: for a reader that goes on where it was."""
        return self._events(sa.select(events).where(events.c.id > event_id).limit(limit))

    def last_event_id(self) -> int:
        """The id of the newest event, 0 when there is none."""
        with reading(self.engine) as connection:
            mine = of_owned_jobs(events.c.job_id, self.owner)
            return connection.execute(sa.select(sa.func.max(events.c.id)).where(*mine)).scalar() or 0

    # -- inside a transaction -----------------------------------------------------------------------------------

    def _events(self, query: sa.Select[Any]) -> tuple[Event, ...]:
        mine = query.where(*of_owned_jobs(events.c.job_id, self.owner)).order_by(events.c.id)
        with reading(self.engine) as connection:
            return tuple(_event(row) for row in connection.execute(mine))

    def _ids(self, filters: JobFilters, cursor: str | None, limit: int) -> sa.Select[tuple[str]]:
        """Asked for alone, so that an index can answer; the jobs themselves are then fetched."""
        query = sa.select(jobs.c.id).where(jobs.c.deleted_at.is_(None), *owned_jobs(self.owner), *conditions(filters))
        if cursor:
            query = query.where(jobs.c.id < cursor)
        return told(query, listed_by(filters)).order_by(jobs.c.id.desc()).limit(limit)

    def _live(self) -> sa.Select[Any]:
        return sa.select(jobs).where(jobs.c.deleted_at.is_(None), *owned_jobs(self.owner))

    def _arrived(self, source: Source, origin: str) -> sa.Select[Any]:
        return self._live().join(arrivals).where(arrivals.c.source == source, arrivals.c.origin == origin)

    def job_in(self, connection: sa.Connection, job_id: str) -> Job:
        """The job, in a transaction that does more."""
        return _job(connection.execute(sa.select(jobs).where(jobs.c.id == job_id, *owned_jobs(self.owner))).one())

    def live_job_in(self, connection: sa.Connection, job_id: str) -> Job | None:
        """As :meth:`job`, in a transaction that does more."""
        return _first(connection, self._live().where(jobs.c.id == job_id))

    def _live_job(self, connection: sa.Connection, sha256: str) -> Job | None:
        """The same bytes of another owner are another job: nobody learns that somebody else has them, too."""
        return _first(connection, self._live().where(jobs.c.sha256 == sha256, jobs.c.owner == (self.owner or COMPANY)))

    def _known_event(self, job_id: str, once: str) -> sa.Select[tuple[int]]:
        return sa.select(events.c.id).where(events.c.job_id == job_id, events.c.once == once)

    def _insert_event(
        self, connection: sa.Connection, job_id: str, state: JobState, words: str, **rest: str | float | None
    ) -> None:
        connection.execute(
            events.insert().values(job_id=job_id, at=datetime.now(UTC), state=state, words=words, **rest)
        )

    def _announce(self, connection: sa.Connection, job: Job) -> None:
        """Nobody is told of a visitor's job."""
        if job.state.final and job.owner == COMPANY:
            self._announces.job_ended(connection, job)

    def tell(self, job_id: str) -> None:
        """Call everybody who listens: something about this job was committed."""
        for listener in tuple(self._listeners):
            listener(job_id)


def _present(findings: Findings) -> dict[str, object]:
    values = {f.name: getattr(findings, f.name) for f in fields(findings)}
    return {name: None if value == "" else value for name, value in values.items() if value is not None}


def _first(connection: sa.Connection, query: sa.Select[Any]) -> Job | None:
    row = connection.execute(query).first()
    return _job(row) if row else None


def _job(row: sa.Row[Any]) -> Job:
    values = {f.name: getattr(row, f.name) for f in fields(Job)}
    return Job(**(values | {"state": JobState(row.state), "source": Source(row.source), "begins": Begins(row.begins)}))


def _event(row: sa.Row[Any]) -> Event:
    values = {f.name: getattr(row, f.name) for f in fields(Event)}
    return Event(**(values | {"state": JobState(row.state)}))
