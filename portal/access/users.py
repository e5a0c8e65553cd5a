"""The people with an account: their names, roles, and what proves that it is them."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from pipeline.access_tables import sessions, users
from pipeline.database import reading, writing
from pipeline.identity import new_id
from portal.access.caller import Role
from portal.access.secret import digest, new_secret

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,59}")
INVITED_FOR = timedelta(days=3)
"""How long the link to choose a password holds."""


class UserProblem(ValueError):
    """The account cannot be changed so. ``str(error)`` says why and what to do."""


@dataclass(frozen=True)
class User:
    """A person with an account. ``outside`` ones sign in with the company's own login, and have no password here."""

    id: str
    name: str
    role: Role
    outside: bool
    has_password: bool
    invited_until: datetime | None
    created_at: datetime
    disabled_at: datetime | None
    last_sign_in_at: datetime | None


class Users:
    """The accounts. All methods are short transactions, safe to call from any thread."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._seen = False

    def any(self) -> bool:
        """Whether an account was ever made; disabled ones count. Accounts are never removed, so yes stays yes."""
        if not self._seen:
            with reading(self.engine) as connection:
                self._seen = connection.execute(sa.select(users.c.id).limit(1)).first() is not None
        return self._seen

    def all(self) -> tuple[User, ...]:
        """Every account, by name; disabled ones last."""
        query = sa.select(users).order_by(users.c.disabled_at.is_not(None), users.c.name_key)
        with reading(self.engine) as connection:
            return tuple(_user(row) for row in connection.execute(query))

    def user(self, user_id: str) -> User | None:
        return self._one(users.c.id == user_id)

    def named(self, name: str) -> User | None:
        """The account of this name, whatever its capitals."""
        return self._one(users.c.name_key == name_key(name))

    def password_hash(self, user_id: str) -> str | None:
        """What is kept of the password."""
        with reading(self.engine) as connection:
            return connection.execute(sa.select(users.c.password_hash).where(users.c.id == user_id)).scalar()

    # -- changes ------------------------------------------------------------------------------------------------

    def add(self, name: str, role: Role, now: datetime, **kept: str | None) -> User:
        """Make an account. ``kept`` is its ``password_hash`` or ``subject``. Raises :class:`UserProblem`."""
        if not NAME.fullmatch(name):
            raise UserProblem(
                f"{name!r} cannot be a user name. Use letters, digits and . _ @ + -, at most 60, without spaces."
            )
        if role is not Role.ADMIN and not kept.get("subject") and not self.any():
            raise UserProblem("The first user must be an administrator: nobody else could add the others.")
        with writing(self.engine) as connection:
            if connection.execute(sa.select(users.c.id).where(users.c.name_key == name_key(name))).first():
                raise UserProblem(f"There is a user {name} already. Choose another name.")
            values = {"id": new_id(), "name": name, "name_key": name_key(name), "role": role.word, "created_at": now}
            connection.execute(users.insert().values(**values, **kept))
            return _user(connection.execute(sa.select(users).where(users.c.id == values["id"])).one())

    def set_password(self, user_id: str, password_hash: str) -> None:
        """Another password: whoever is signed in with the old one is signed out, and the invitation is used up."""
        values = {"password_hash": password_hash, "invite_hash": None, "invited_until": None}
        with writing(self.engine) as connection:
            connection.execute(users.update().where(users.c.id == user_id).values(**values))
            connection.execute(sessions.delete().where(sessions.c.user_id == user_id))

    def renew_hash(self, user_id: str, password_hash: str) -> None:
        """The same password, hashed with today's effort."""
        with writing(self.engine) as connection:
            connection.execute(users.update().where(users.c.id == user_id).values(password_hash=password_hash))

    def set_role(self, user_id: str, role: Role) -> None:
        """Another role, from the next request on. Raises :class:`UserProblem` for the last admin."""
        with writing(self.engine) as connection:
            if role is not Role.ADMIN:
                _leave_an_admin(connection, user_id)
            connection.execute(users.update().where(users.c.id == user_id).values(role=role.word))

    def disable(self, user_id: str, now: datetime) -> None:
        """Nobody signs in with it any more, and who is signed in is out. Raises :class:`UserProblem`."""
        gone = {"disabled_at": now, "invite_hash": None, "invited_until": None}
        with writing(self.engine) as connection:
            _leave_an_admin(connection, user_id)
            connection.execute(users.update().where(users.c.id == user_id).values(**gone))
            connection.execute(sessions.delete().where(sessions.c.user_id == user_id))

    def enable(self, user_id: str) -> None:
        """It may be used again."""
        with writing(self.engine) as connection:
            connection.execute(users.update().where(users.c.id == user_id).values(disabled_at=None))

    def signed_in(self, user_id: str, now: datetime) -> None:
        """Remember when."""
        with writing(self.engine) as connection:
            connection.execute(users.update().where(users.c.id == user_id).values(last_sign_in_at=now))

    # -- choosing a password by a link --------------------------------------------------------------------------

    def invite(self, user_id: str, now: datetime) -> str:
        """The secret of a link with which the person chooses a password, once; an earlier link is void."""
        secret = new_secret()
        values = {"invite_hash": digest(secret), "invited_until": now + INVITED_FOR}
        with writing(self.engine) as connection:
            connection.execute(users.update().where(users.c.id == user_id).values(**values))
        return secret

    def invited(self, secret: str, now: datetime) -> User | None:
        """Whose link it is, if it still holds."""
        return self._one(
            users.c.invite_hash == digest(secret), users.c.invited_until > now, users.c.disabled_at.is_(None)
        )

    # -- the company's own login --------------------------------------------------------------------------------

    def from_outside(self, subject: str, name: str, role: Role, now: datetime) -> User:
        """The account of this subject, made at the first sign-in, with the role that the login says today.

        Raises :class:`UserProblem` when another account has the name: it is never taken over.
        """
        known = self._one(users.c.subject == subject)
        if known is None:
            return self.add(_as_name(name), role, now, subject=subject)
        if known.role is not role:
            with writing(self.engine) as connection:
                connection.execute(users.update().where(users.c.id == known.id).values(role=role.word))
        return self._one(users.c.subject == subject) or known

    def _one(self, *conditions: sa.ColumnElement[bool]) -> User | None:
        with reading(self.engine) as connection:
            row = connection.execute(sa.select(users).where(*conditions)).first()
        return _user(row) if row else None


def name_key(name: str) -> str:
    """A user name as it is compared."""
    return name.strip().casefold()


def _as_name(outside: str) -> str:
    """The name that the company's login gives, as one of ours."""
    name = re.sub(r"[^A-Za-z0-9._@+-]+", ".", outside).strip(".-_@+")[:60]
    return name or f"user-{secrets.token_hex(3)}"


def _leave_an_admin(connection: sa.Connection, user_id: str) -> None:
    active = users.c.role == Role.ADMIN.word, users.c.disabled_at.is_(None)
    admins = {row.id for row in connection.execute(sa.select(users.c.id).where(*active))}
    if admins == {user_id}:
        raise UserProblem("This is the last administrator. Make another one first.")


def _user(row: sa.Row[Any]) -> User:
    return User(
        id=row.id,
        name=row.name,
        role=Role.of(row.role),
        outside=row.subject is not None,
        has_password=row.password_hash is not None,
        invited_until=row.invited_until,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        last_sign_in_at=row.last_sign_in_at,
    )
