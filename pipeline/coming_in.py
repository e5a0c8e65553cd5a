"""Records documents that arrive: their jobs, arrivals and first events, with a handful of statements for all of them.

Fifty that come at the same time cost hardly more than one: what is known already is asked for once, and what is new is
inserted at once (decision 20).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from pipeline.identity import new_id
from pipeline.jobs import JobState, NewJob
from pipeline.owners import COMPANY
from pipeline.tables import arrivals, events, jobs


@dataclass(frozen=True)
class Coming:
    """A document that is to be recorded, for ``owner``; None sees everybody's, and what it brings is the company's."""

    new: NewJob
    owner: str | None

    @property
    def named(self) -> tuple[str, str]:
        """What names the arrival."""
        return self.new.arrival.source, self.new.arrival.origin

    @property
    def bytes_of(self) -> tuple[str, str]:
        """Equal bytes of one owner are one job. Nobody learns that somebody else has them, too."""
        return self.new.sha256, self.owner or COMPANY

    def sees(self, owner: str) -> bool:
        return self.owner is None or self.owner == owner


@dataclass(frozen=True)
class Came:
    """What a document became."""

    job_id: str
    new: bool


@dataclass(frozen=True)
class _Known:
    job_id: str
    owner: str
    state: JobState
    live: bool = True


def record(connection: sa.Connection, coming: Sequence[Coming]) -> list[Came]:
    """Record all of them, or nothing when an error is raised.

    An arrival that is known gives the job that it became, whatever its bytes are this time; bytes that are known give
    their job, with one more arrival. Both also among those that come together.
    """
    book = _Book(_arrived(connection, coming), _of_bytes(connection, coming))
    came = [book.enter(one) for one in coming]
    for table, rows in ((jobs, book.jobs), (arrivals, book.arrivals), (events, book.events)):
        if rows:
            connection.execute(table.insert(), rows)
    return came


class _Book:
    """What is known, and the rows that follow from it."""

    def __init__(self, arrived: dict[tuple[str, str], _Known], of_bytes: dict[tuple[str, str], _Known]) -> None:
        self._arrived = arrived
        self._of_bytes = of_bytes
        self.jobs: list[dict[str, Any]] = []
        self.arrivals: list[dict[str, Any]] = []
        self.events: list[dict[str, Any]] = []

    def enter(self, one: Coming) -> Came:
        arrived = self._arrived.get(one.named)
        theirs = arrived if arrived and arrived.live and one.sees(arrived.owner) else None
        known = theirs or self._of_bytes.get(one.bytes_of)
        job = known or self._add_job(one)
        if arrived is None:
            self._add_arrival(one, job)
            if known:
                self._add_event(job, f"Came again by {one.new.arrival.source}")
        return Came(job.job_id, known is None)

    def _add_job(self, one: Coming) -> _Known:
        new, arrival, now = one.new, one.new.arrival, datetime.now(UTC)
        job = _Known(new_id(), one.owner or COMPANY, new.state)
        self.jobs.append(
            {
                "id": job.job_id,
                "sha256": new.sha256,
                "owner": job.owner,
                "file_name": arrival.file_name,
                "media_type": new.media_type,
                "size": new.size,
                "source": arrival.source,
                "sender": arrival.sender,
                "state": new.state,
                "words": new.words,
                "code": new.code,
                "run": 1,
                "version": 1,
                "received_at": arrival.at,
                "updated_at": now,
                "finished_at": now if new.state.final else None,
                "search_text": arrival.file_name.lower(),
            }
        )
        self._of_bytes[one.bytes_of] = job
        self._add_event(job, new.words)
        return job

    def _add_arrival(self, one: Coming, job: _Known) -> None:
        arrival = one.new.arrival
        self.arrivals.append(
            {
                "job_id": job.job_id,
                "source": arrival.source,
                "origin": arrival.origin,
                "sender": arrival.sender,
                "file_name": arrival.file_name,
                "at": arrival.at,
            }
        )
        self._arrived[one.named] = job

    def _add_event(self, job: _Known, words: str) -> None:
        self.events.append({"job_id": job.job_id, "at": datetime.now(UTC), "state": job.state, "words": words})


def _arrived(connection: sa.Connection, coming: Sequence[Coming]) -> dict[tuple[str, str], _Known]:
    """The arrivals among these that were recorded before, anybody's, by what names them."""
    sources, origins = ({one.named[part] for one in coming} for part in (0, 1))
    query = (
        sa.select(arrivals.c.source, arrivals.c.origin, jobs.c.id, jobs.c.owner, jobs.c.state, jobs.c.deleted_at)
        .join_from(arrivals, jobs)
        .where(arrivals.c.source.in_(sources), arrivals.c.origin.in_(origins))
    )
    return {
        (row.source, row.origin): _Known(row.id, row.owner, JobState(row.state), row.deleted_at is None)
        for row in connection.execute(query)
    }


def _of_bytes(connection: sa.Connection, coming: Sequence[Coming]) -> dict[tuple[str, str], _Known]:
    """The jobs, not deleted, of these bytes, by them and their owner."""
    digests, owners = ({one.bytes_of[part] for one in coming} for part in (0, 1))
    query = sa.select(jobs.c.sha256, jobs.c.owner, jobs.c.id, jobs.c.state).where(
        jobs.c.deleted_at.is_(None), jobs.c.sha256.in_(digests), jobs.c.owner.in_(owners)
    )
    return {
        (row.sha256, row.owner): _Known(row.id, row.owner, JobState(row.state)) for row in connection.execute(query)
    }
