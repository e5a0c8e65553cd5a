"""Guessing passwords is slowed down: after some failures each further try has to wait, longer every time.

Both the account and the address that asks are counted, whether the account exists or not, so that an answer says
nothing about it. A try is counted as failed before the password is looked at and forgiven when it was right: a hundred
tries at the same moment are a hundred tries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from pipeline.access_tables import sign_in_waits as waits
from pipeline.database import writing
from portal.access.secret import digest
from portal.access.users import name_key


@dataclass(frozen=True)
class Patience:
    """The first ``free`` failures cost nothing; then ``first``, doubled each time, up to ``longest``."""

    free: int
    first: timedelta
    longest: timedelta

    def wait_after(self, failures: int) -> timedelta:
        """How long the next try has to wait after so many failures in a row."""
        if failures < self.free:
            return timedelta(0)
        return min(self.first * (1 << min(failures - self.free, 20)), self.longest)


WITH_AN_ACCOUNT = Patience(5, timedelta(seconds=30), timedelta(minutes=15))
FROM_AN_ADDRESS = Patience(20, timedelta(seconds=30), timedelta(hours=1))
"""A whole office may share an address."""
FORGOTTEN_AFTER = timedelta(hours=24)
"""Failures older than this count no more."""


@dataclass(frozen=True)
class Subject:
    """What is counted: an account by its name, or an address. What is kept of a name is its SHA-256."""

    key: str
    patience: Patience

    @classmethod
    def account(cls, name: str) -> Subject:
        return cls(f"account {digest(name_key(name))}", WITH_AN_ACCOUNT)

    @classmethod
    def address(cls, address: str) -> Subject:
        return cls(f"address {address}", FROM_AN_ADDRESS)


class Waits:
    """The failed tries. All methods are short transactions, safe to call from any thread."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def begin_try(self, account: Subject, address: Subject, now: datetime) -> timedelta:
        """Count a try as failed; or, when one has to wait, how long: it is then neither counted nor made."""
        with writing(self.engine) as connection:
            connection.execute(waits.delete().where(waits.c.last_at < now - FORGOTTEN_AFTER))
            wait = max(self._left(connection, subject, now) for subject in (account, address))
            if not wait:
                for subject in (account, address):
                    self._count(connection, subject, now)
        return wait

    def forgive(self, account: Subject, address: Subject) -> None:
        """The password was right: the account begins anew, the address gets this one try back."""
        with writing(self.engine) as connection:
            connection.execute(waits.delete().where(waits.c.subject == account.key))
            one_less = {"failures": waits.c.failures - 1, "until": None}
            connection.execute(
                waits.update().where(waits.c.subject == address.key, waits.c.failures > 0).values(**one_less)
            )

    def _left(self, connection: sa.Connection, subject: Subject, now: datetime) -> timedelta:
        until = connection.execute(sa.select(waits.c.until).where(waits.c.subject == subject.key)).scalar()
        return max(until - now, timedelta(0)) if until else timedelta(0)

    def _count(self, connection: sa.Connection, subject: Subject, now: datetime) -> None:
        query = sa.select(waits.c.failures).where(waits.c.subject == subject.key)
        before = connection.execute(query).scalar()
        failures = (before or 0) + 1
        wait = subject.patience.wait_after(failures)
        values = {"failures": failures, "last_at": now, "until": now + wait if wait else None}
        if before is None:
            connection.execute(waits.insert().values(subject=subject.key, **values))
        else:
            connection.execute(waits.update().where(waits.c.subject == subject.key).values(**values))
