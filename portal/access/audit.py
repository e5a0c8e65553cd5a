"""What happened around accounts and tokens: who signed in, who failed to, who changed what. Shown to admins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa

from pipeline.access_tables import access_events as table
from pipeline.database import reading, writing

KEPT_FOR = timedelta(days=180)
UNKNOWN = "an unknown name"
"""What stands for a name that is no account: people type passwords into the wrong field."""


class What(StrEnum):
    """What happened; pages have the words for it."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    WRONG = "wrong"
    WAITS = "waits"
    OUTSIDE_REFUSED = "outside_refused"
    USER_ADDED = "user_added"
    USER_DISABLED = "user_disabled"
    USER_ENABLED = "user_enabled"
    ROLE_CHANGED = "role_changed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    INVITED = "invited"
    TOKEN_MADE = "token_made"  # noqa: S105 - the name of an event
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - the name of an event


FAILURES = frozenset({What.WRONG, What.WAITS, What.OUTSIDE_REFUSED})


@dataclass(frozen=True)
class AccessEvent:
    """Something that happened to the account or token ``name``; ``actor`` did it when that is somebody else."""

    at: datetime
    what: What
    name: str
    actor: str | None
    address: str
    words: str

    @property
    def failed(self) -> bool:
        return self.what in FAILURES


class Audit:
    """The record of it. Entries go after half a year."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def note(self, event: AccessEvent) -> None:
        """Write it down."""
        with writing(self.engine) as connection:
            connection.execute(table.delete().where(table.c.at < event.at - KEPT_FOR))
            connection.execute(
                table.insert().values(
                    at=event.at,
                    what=event.what,
                    name=event.name,
                    actor=event.actor,
                    address=event.address,
                    words=event.words,
                )
            )

    def newest(self, limit: int = 50) -> tuple[AccessEvent, ...]:
        """The last ones, newest first."""
        with reading(self.engine) as connection:
            rows = connection.execute(sa.select(table).order_by(table.c.id.desc()).limit(limit)).all()
        return tuple(AccessEvent(r.at, What(r.what), r.name, r.actor, r.address, r.words) for r in rows)
