"""What is kept for visitors of the demo, so that all of it can be deleted in time: rows, and bytes in the archive.

Every digest that is kept for a visitor is written down. Bytes that somebody else has, too, stay: the archive keeps the
same bytes once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from pipeline.access_tables import visitor_blobs
from pipeline.archive import Archive
from pipeline.database import reading, writing
from pipeline.owners import COMPANY, of_owned_jobs, owned_jobs
from pipeline.tables import job_orders, jobs, metadata

UNTOUCHED = timedelta(minutes=1)
"""Bytes that were kept once more within this time may be about to be recorded as somebody else's: they wait."""

_kept: ContextVar[list[str] | None] = ContextVar("kept", default=None)
"""The digests that were kept for a visitor so far; None while nothing is kept for one."""


class VisitorArchive(Archive):
    """An archive that remembers what it keeps for visitors."""

    def __init__(self, folder: Path, engine: sa.Engine) -> None:
        super().__init__(folder)
        self.engine = engine

    @contextmanager
    def keeping_for(self, owner: str) -> Iterator[None]:
        """Write down, at the end, what was kept for ``owner`` meanwhile, also by a step that failed.

        After a crash in between the step is done again, keeps the same bytes again and writes them down then.
        """
        if owner == COMPANY:
            yield
            return
        kept: list[str] = []
        token = _kept.set(kept)
        try:
            yield
        finally:
            _kept.reset(token)
            self.note(kept)

    def note(self, digests: Iterable[str]) -> None:
        """Write down that these are kept for a visitor."""
        with writing(self.engine) as connection:
            for digest in digests:
                _note(connection, digest, datetime.now(UTC))

    def put(self, data: bytes) -> str:
        digest = super().put(data)
        kept = _kept.get()
        if kept is not None:
            kept.append(digest)
        return digest

    def take_in(self, data: bytes) -> str:
        """What is a visitor's goes to its own place at once: a tray is kept in backups, and theirs is not."""
        return super().take_in(data) if _kept.get() is None else self.put(data)

    def take_in_all(self, blobs: Mapping[str, bytes]) -> None:
        if _kept.get() is None:
            super().take_in_all(blobs)
            return
        for data in blobs.values():
            self.put(data)


class VisitorFiles:
    """Deletes what visitors left."""

    def __init__(self, engine: sa.Engine, archive: Archive) -> None:
        self.engine = engine
        self.archive = archive

    def expire(self, before: datetime) -> tuple[str, ...]:
        """Delete every visitor's job that came before, and the bytes that were kept before for visitors alone.

        Returns the ids of the deleted jobs. What could not be deleted yet is tried again by the next call.
        """
        gone = tuple(self._forget_jobs(before))
        for digest in self._noted(before):
            self._forget_bytes(digest)
        return gone

    def _forget_jobs(self, before: datetime) -> Iterator[str]:
        query = sa.select(jobs.c.id).where(jobs.c.owner != COMPANY, jobs.c.received_at < before)
        with reading(self.engine) as connection:
            due = [row.id for row in connection.execute(query)]
        for job_id in due:
            with writing(self.engine) as connection:
                for digest in _digests_of(connection, job_id):
                    _note(connection, digest, before - UNTOUCHED)
                connection.execute(jobs.delete().where(jobs.c.id == job_id))  # all that belongs to it goes with it
            yield job_id

    def _noted(self, before: datetime) -> list[str]:
        with reading(self.engine) as connection:
            query = sa.select(visitor_blobs.c.digest).where(visitor_blobs.c.at < before)
            return [row.digest for row in connection.execute(query)]

    def _forget_bytes(self, digest: str) -> None:
        """Nobody records anything while this looks who else has the bytes (writers wait for one another)."""
        with writing(self.engine) as connection:
            here = visitor_blobs.c.digest == digest
            if _is_named(connection, digest) or self.archive.forget(digest, UNTOUCHED):
                connection.execute(visitor_blobs.delete().where(here))


def kept_for_visitors(engine: sa.Engine) -> frozenset[str]:
    """Every digest that was kept for a visitor, whoever else has the same bytes."""
    with reading(engine) as connection:
        noted = {row.digest for row in connection.execute(sa.select(visitor_blobs.c.digest))}
        theirs = [row.id for row in connection.execute(sa.select(jobs.c.id).where(jobs.c.owner != COMPANY))]
        return frozenset(noted.union(*(_digests_of(connection, job_id) for job_id in theirs)))


def of_visitors_alone(engine: sa.Engine, digests: Iterable[str]) -> frozenset[str]:
    """Those that no record of the company names."""
    with reading(engine) as connection:
        return frozenset(digest for digest in digests if not _is_named(connection, digest, by_company=True))


def _note(connection: sa.Connection, digest: str, at: datetime) -> None:
    here = visitor_blobs.c.digest == digest
    if not connection.execute(visitor_blobs.update().where(here).values(at=at)).rowcount:
        connection.execute(visitor_blobs.insert().values(digest=digest, at=at))


def _digests_of(connection: sa.Connection, job_id: str) -> Iterator[str]:
    """Every digest that the job and its job orders name."""
    for table, key in ((jobs, jobs.c.id), (job_orders, job_orders.c.job_id)):
        columns = _digest_columns(table)
        for row in connection.execute(sa.select(*columns).where(key == job_id)):
            yield from (digest for digest in row if digest)


def _is_named(connection: sa.Connection, digest: str, *, by_company: bool = False) -> bool:
    """Whether any row of any table names these bytes; columns for digests are known by their names."""
    for table in metadata.tables.values():
        columns = [] if table is visitor_blobs else _digest_columns(table)
        if columns:
            named = sa.or_(*(column == digest for column in columns))
            whose = _of_company(table) if by_company else ()
            if connection.execute(sa.select(sa.literal(1)).select_from(table).where(named, *whose).limit(1)).first():
                return True
    return False


def _of_company(table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    """What narrows a table's rows to the company's own; nothing where visitors have none."""
    if table is jobs:
        return owned_jobs(COMPANY)
    return of_owned_jobs(table.c.job_id, COMPANY) if table is job_orders else ()


def _digest_columns(table: sa.Table) -> list[sa.Column[str]]:
    return [column for column in table.columns if column.name.endswith(("digest", "sha256"))]
