"""The recorded decisions, and who has a job order open: two tables, and nothing else of the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from pipeline.database import reading, writing
from pipeline.identity import new_id
from pipeline.review.operations import Correction, Operation, decode, encode
from pipeline.tables import corrections, review_locks

LOCK_SECONDS = 90
"""A page that is open renews its lock three times in this span; a closed one is forgotten after it."""


@dataclass(frozen=True)
class Document:
    """A document in its file: the job, the position from 1 (0: the file as a whole), the first page (0: e-invoice)."""

    job_id: str
    position: int = 0
    first_page: int = 0


@dataclass(frozen=True)
class Lock:
    """Who has a job order open. It keeps nobody from saving: that is what versions are for."""

    holder: str
    session: str
    since: datetime
    until: datetime


class Ledger:
    """What people decided. Rows are only ever added."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def of_job(self, job_id: str) -> tuple[Correction, ...]:
        """Every decision about the job's documents, first one first."""
        with reading(self.engine) as connection:
            return self.of_job_in(connection, job_id)

    def of_job_in(self, connection: sa.Connection, job_id: str) -> tuple[Correction, ...]:
        """As :meth:`of_job`, in a transaction that does more."""
        query = sa.select(corrections).where(corrections.c.job_id == job_id).order_by(corrections.c.sequence)
        return tuple(_correction(row) for row in connection.execute(query))

    def add_in(
        self,
        connection: sa.Connection,
        document: Document,
        operations: Sequence[tuple[Operation, str | None]],
        by: str,
    ) -> tuple[Correction, ...]:
        """Record operations, each with its reason, in a transaction that does more."""
        last = sa.select(sa.func.max(corrections.c.sequence)).where(corrections.c.job_id == document.job_id)
        start = (connection.execute(last).scalar() or 0) + 1
        made = tuple(
            Correction(
                new_id(),
                document.job_id,
                document.position,
                document.first_page,
                sequence,
                operation,
                by,
                datetime.now(UTC),
                reason,
            )
            for sequence, (operation, reason) in enumerate(operations, start)
        )
        if made:
            connection.execute(corrections.insert(), [_row(correction) for correction in made])
        return made

    # -- who has it open ----------------------------------------------------------------------------------------

    def lock(self, order_id: str, holder: str, session: str, *, take_over: bool = False) -> Lock:
        """Take or renew the lock; gives whose it is now. Another's is left to them unless it is taken over."""
        now = datetime.now(UTC)
        with writing(self.engine) as connection:
            found = self._lock(connection, order_id, now)
            ours = found is not None and (found.holder, found.session) == (holder, session)
            if found and not ours and not take_over:
                return found
            since = found.since if found and ours else now
            new = Lock(holder, session, since, now + timedelta(seconds=LOCK_SECONDS))
            connection.execute(review_locks.delete().where(review_locks.c.order_id == order_id))
            connection.execute(
                review_locks.insert().values(
                    order_id=order_id, holder=holder, session=session, since=since, until=new.until
                )
            )
            return new

    def unlock(self, order_id: str, holder: str, session: str) -> None:
        """Give the lock back, if it is this session's."""
        mine = (review_locks.c.holder == holder, review_locks.c.session == session)
        with writing(self.engine) as connection:
            connection.execute(review_locks.delete().where(review_locks.c.order_id == order_id, *mine))

    def lock_of(self, order_id: str) -> Lock | None:
        """Who has the job order open just now."""
        with reading(self.engine) as connection:
            return self._lock(connection, order_id, datetime.now(UTC))

    def locks_of(self, order_ids: Sequence[str]) -> dict[str, Lock]:
        """Who has which of these job orders open just now; for lists."""
        query = sa.select(review_locks).where(review_locks.c.order_id.in_(order_ids))
        with reading(self.engine) as connection:
            found = connection.execute(query.where(review_locks.c.until > datetime.now(UTC))).all()
        return {row.order_id: Lock(row.holder, row.session, row.since, row.until) for row in found}

    def _lock(self, connection: sa.Connection, order_id: str, now: datetime) -> Lock | None:
        query = sa.select(review_locks).where(review_locks.c.order_id == order_id, review_locks.c.until > now)
        row = connection.execute(query).first()
        return Lock(row.holder, row.session, row.since, row.until) if row else None


def _row(correction: Correction) -> dict[str, object]:
    return {
        "id": correction.id,
        "job_id": correction.job_id,
        "position": correction.position,
        "first_page": correction.first_page,
        "sequence": correction.sequence,
        "operation": encode(correction.operation),
        "by": correction.by,
        "at": correction.at,
        "reason": correction.reason,
    }


def _correction(row: sa.Row[Any]) -> Correction:
    return Correction(
        row.id,
        row.job_id,
        row.position,
        row.first_page,
        row.sequence,
        decode(row.operation),
        row.by,
        row.at,
        row.reason,
    )
