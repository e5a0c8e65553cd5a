"""Who is signed in where. A browser holds a random key; its SHA-256 is kept here, with what ends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from pipeline.access_tables import sessions, users
from pipeline.database import reading, writing
from portal.access.caller import Role
from portal.access.secret import digest, new_secret

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is remembered when a session was last used: not every picture of a page needs a write."""


@dataclass(frozen=True)
class Lifetime:
    """A session ends when it was not used for ``idle``, and ``longest`` after it began."""

    idle: timedelta = timedelta(hours=12)
    longest: timedelta = timedelta(days=7)


@dataclass(frozen=True)
class SignedIn:
    """Whose session it is, and the user's role as it is now."""

    user_id: str
    name: str
    role: Role


class Sessions:
    """The sessions. All methods are short transactions, safe to call from any thread."""

    def __init__(self, engine: sa.Engine, lifetime: Lifetime) -> None:
        self.engine = engine
        self.lifetime = lifetime

    def begin(self, user_id: str, address: str, now: datetime) -> str:
        """A new session; gives the key that the browser keeps. Those that have ended are cleared away."""
        key = new_secret()
        with writing(self.engine) as connection:
            connection.execute(sessions.delete().where(sa.not_(sa.and_(*self._alive(now)))))
            connection.execute(
                sessions.insert().values(
                    key_hash=digest(key), user_id=user_id, address=address, started_at=now, seen_at=now
                )
            )
        return key

    def signed_in(self, key: str, now: datetime) -> SignedIn | None:
        """Whose session it is; None when it has ended or its user was disabled."""
        query = (
            sa.select(users.c.id, users.c.name, users.c.role, sessions.c.seen_at)
            .join(users)
            .where(sessions.c.key_hash == digest(key), users.c.disabled_at.is_(None), *self._alive(now))
        )
        with reading(self.engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        if now - row.seen_at >= SEEN_EVERY:
            with writing(self.engine) as connection:
                connection.execute(sessions.update().where(sessions.c.key_hash == digest(key)).values(seen_at=now))
        return SignedIn(row.id, row.name, Role.of(row.role))

    def end(self, key: str) -> None:
        """Sign out here."""
        with writing(self.engine) as connection:
            connection.execute(sessions.delete().where(sessions.c.key_hash == digest(key)))

    def end_all(self, user_id: str) -> None:
        """Sign the user out everywhere."""
        with writing(self.engine) as connection:
            connection.execute(sessions.delete().where(sessions.c.user_id == user_id))

    def count(self, user_id: str, now: datetime) -> int:
        """In how many places the user is signed in."""
        query = sa.select(sa.func.count()).where(sessions.c.user_id == user_id, *self._alive(now))
        with reading(self.engine) as connection:
            return connection.execute(query).scalar_one()

    def _alive(self, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
        return sessions.c.seen_at > now - self.lifetime.idle, sessions.c.started_at > now - self.lifetime.longest
