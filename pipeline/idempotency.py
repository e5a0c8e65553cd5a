"""The same request twice is done once: what an ``Idempotency-Key`` was answered, kept for a week.

After the draft of the IETF (draft-ietf-httpapi-idempotency-key-header-07): the same key with the same content gets the
stored answer, with other content a refusal, and while the first one is still being worked on it is told to wait.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from pipeline.database import writing
from pipeline.schema import Moment, metadata

KEPT = timedelta(days=7)
UNFINISHED = timedelta(minutes=2)
"""After so long a request that was never answered counts as cut short: its repeat is worked on."""

idempotency_keys = sa.Table(
    "idempotency_keys",
    metadata,
    sa.Column("caller", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("answer", sa.Text),
    sa.Column("created_at", Moment, nullable=False, index=True),
)


class StillRunning(Exception):
    """The first request with this key has not been answered yet."""


class OtherContent(Exception):
    """The key was used for something else."""


@dataclass(frozen=True)
class Kept:
    """The keys of one caller: two callers may choose the same."""

    engine: sa.Engine
    caller: str
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def begin(self, key: str, fingerprint: str) -> str | None:
        """The answer that this request had already; None when it is to be worked on now, until :meth:`finish`.

        Raises :class:`StillRunning` and :class:`OtherContent`.
        """
        now, ours = self.clock(), self._ours(key)
        with writing(self.engine) as connection:
            old = idempotency_keys.c.created_at < now - KEPT
            connection.execute(idempotency_keys.delete().where(old))
            row = connection.execute(sa.select(idempotency_keys).where(ours)).first()
            if row is None:
                values = {"caller": self.caller, "key": key, "fingerprint": fingerprint, "created_at": now}
                connection.execute(idempotency_keys.insert().values(**values))
                return None
            if row.fingerprint != fingerprint:
                raise OtherContent
            if row.answer is None and row.created_at > now - UNFINISHED:
                raise StillRunning
            if row.answer is None:
                connection.execute(idempotency_keys.update().where(ours).values(created_at=now))
            answer: str | None = row.answer
            return answer

    def finish(self, key: str, answer: str) -> None:
        """Keep what was answered."""
        with writing(self.engine) as connection:
            connection.execute(idempotency_keys.update().where(self._ours(key)).values(answer=answer))

    def forget(self, key: str) -> None:
        """It came to nothing: the next request with this key is worked on as if it were the first."""
        with writing(self.engine) as connection:
            connection.execute(idempotency_keys.delete().where(self._ours(key)))

    def _ours(self, key: str) -> sa.ColumnElement[bool]:
        return sa.and_(idempotency_keys.c.caller == self.caller, idempotency_keys.c.key == key)
