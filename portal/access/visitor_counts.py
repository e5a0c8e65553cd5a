"""How many files visitors sent, in the database: all processes of the service count the same, a restart forgets none.

A storage for the moving windows of the library ``limits``, bound to a transaction: looking and counting are one.
What is counted is named by a digest, so that no address is kept.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from limits.storage import MovingWindowSupport, Storage

from pipeline.access_tables import visitor_counts as counts
from portal.access.secret import digest


class VisitorCounts(Storage, MovingWindowSupport):
    """The counts, in one transaction. What the library's other strategies would need is answered from the same rows."""

    STORAGE_SCHEME = None

    def __init__(self, connection: sa.Connection) -> None:
        super().__init__()
        self._connection = connection

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        """What the library may wrap: a database's own errors."""
        return sa.exc.SQLAlchemyError

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count ``amount`` more under ``key``, unless ``expiry`` seconds would then hold more than ``limit``."""
        now = datetime.now(UTC)
        if self._within(key, expiry, now)[1] + amount > limit:
            return False
        counted = {"counted": digest(key), "at": now, "until": now + timedelta(seconds=expiry)}
        self._connection.execute(counts.insert(), [counted] * amount)
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:  # noqa: ARG002 - the library's
        """When the oldest that counts came, in seconds of the clock, and how many count."""
        now = datetime.now(UTC)
        oldest, count = self._within(key, expiry, now)
        return (oldest or now).timestamp(), count

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count without a limit."""
        self.acquire_entry(key, 2**31, expiry, amount)
        return self.get(key)

    def get(self, key: str) -> int:
        """How many are counted."""
        here = sa.select(sa.func.count()).where(counts.c.counted == digest(key), counts.c.until > datetime.now(UTC))
        return self._connection.execute(here).scalar_one()

    def get_expiry(self, key: str) -> float:
        """When the last of them is forgotten."""
        last = sa.select(counts.c.until).where(counts.c.counted == digest(key)).order_by(counts.c.until.desc()).limit(1)
        return (self._connection.execute(last).scalar() or datetime.now(UTC)).timestamp()

    def check(self) -> bool:
        """Whether the database answers."""
        return bool(self._connection.execute(sa.select(sa.literal(1))).scalar())

    def reset(self) -> int:
        """Forget all."""
        return self._connection.execute(counts.delete()).rowcount

    def clear(self, key: str) -> None:
        """Forget what is counted under ``key``."""
        self._connection.execute(counts.delete().where(counts.c.counted == digest(key)))

    def _within(self, key: str, expiry: int, now: datetime) -> tuple[datetime | None, int]:
        oldest = sa.type_coerce(sa.func.min(counts.c.at), counts.c.at.type)
        here = (counts.c.counted == digest(key), counts.c.at > now - timedelta(seconds=expiry))
        first, count = self._connection.execute(sa.select(oldest, sa.func.count()).where(*here)).one()
        return first, count


def forget_counts(connection: sa.Connection, now: datetime) -> None:
    """Delete what counts no more."""
    connection.execute(counts.delete().where(counts.c.until < now))
