"""Tokens for programs: shown once, kept as their SHA-256, with scopes, an end, and when they were last used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from pipeline.access_tables import api_tokens as table
from pipeline.database import reading, writing
from pipeline.identity import new_id
from portal.access.caller import Scope
from portal.access.secret import digest, new_secret

BEGINS = "sendora_"
"""Programs that look for leaked secrets find ours by it."""
USED_EVERY = timedelta(minutes=1)
"""How exactly the last use is remembered."""


class TokenProblem(ValueError):
    """The token cannot be made so. ``str(error)`` says why and what to do."""


@dataclass(frozen=True)
class Token:
    """A token as it may be shown: ``hint`` is its beginning."""

    id: str
    name: str
    hint: str
    scopes: frozenset[Scope]
    made_by: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether it may be used."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)


class Tokens:
    """The tokens. All methods are short transactions, safe to call from any thread."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def make(
        self, name: str, scopes: Iterable[Scope], made_by: str, now: datetime, days: int | None = None
    ) -> tuple[Token, str]:
        """A new token and its secret, which is shown once and never again. Raises :class:`TokenProblem`."""
        named, given = " ".join(name.split())[:60], frozenset(scopes)
        if not named:
            raise TokenProblem("A token needs a name: what will use it, such as Accounting.")
        if not given:
            raise TokenProblem("A token needs at least one scope: submit, read, review or admin.")
        secret = BEGINS + new_secret()
        values = {
            "id": new_id(),
            "name": named,
            "token_hash": digest(secret),
            "hint": secret[: len(BEGINS) + 4],
            "scopes": " ".join(sorted(given)),
            "made_by": made_by,
            "created_at": now,
            "expires_at": now + timedelta(days=days) if days else None,
        }
        with writing(self.engine) as connection:
            connection.execute(table.insert().values(**values))
            made = connection.execute(sa.select(table).where(table.c.id == values["id"])).one()
        return _token(made), secret

    def all(self) -> tuple[Token, ...]:
        """Every token, newest first; revoked ones last."""
        query = sa.select(table).order_by(table.c.revoked_at.is_not(None), table.c.id.desc())
        with reading(self.engine) as connection:
            return tuple(_token(row) for row in connection.execute(query))

    def of_secret(self, secret: str, now: datetime) -> Token | None:
        """The token that a program shows, if it may be used; its use is remembered."""
        with reading(self.engine) as connection:
            row = connection.execute(sa.select(table).where(table.c.token_hash == digest(secret))).first()
        token = _token(row) if row else None
        if token is None or not token.holds(now):
            return None
        if token.last_used_at is None or now - token.last_used_at >= USED_EVERY:
            with writing(self.engine) as connection:
                connection.execute(table.update().where(table.c.id == token.id).values(last_used_at=now))
        return token

    def revoke(self, token_id: str, now: datetime) -> Token | None:
        """It holds no more, from the next request on. None when there is no such token that holds."""
        with writing(self.engine) as connection:
            here = table.c.id == token_id, table.c.revoked_at.is_(None)
            if not connection.execute(table.update().where(*here).values(revoked_at=now)).rowcount:
                return None
            return _token(connection.execute(sa.select(table).where(table.c.id == token_id)).one())


def _token(row: sa.Row[Any]) -> Token:
    return Token(
        id=row.id,
        name=row.name,
        hint=row.hint,
        scopes=frozenset(Scope(scope) for scope in row.scopes.split()),
        made_by=row.made_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )
