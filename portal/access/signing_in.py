"""Signing in with name and password. An answer says nothing about whether the account exists, not even by its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from portal.access.access import Access
from portal.access.audit import UNKNOWN, What
from portal.access.passwords import fits, hashed, outdated
from portal.access.users import User
from portal.access.waits import Subject


@dataclass(frozen=True)
class Entered:
    """Signed in; ``key`` is for the browser's cookie."""

    user: User
    key: str


@dataclass(frozen=True)
class TurnedAway:
    """Not signed in. ``wait`` is how long the next try has to wait; none when only name or password are wrong."""

    wait: timedelta = timedelta(0)


def sign_in(access: Access, name: str, password: str, address: str) -> Entered | TurnedAway:
    """Try it. The account and the address are counted either way."""
    outcome = prove(access, name, password, address)
    return outcome if isinstance(outcome, TurnedAway) else enter(access, outcome, address)


def prove(access: Access, name: str, password: str, address: str) -> User | TurnedAway:
    """Whether the password is that of the account ``name``, with all that slows guessing down."""
    account, place = Subject.account(name), Subject.address(address)
    known = access.users.named(name)
    shown = known.name if known else UNKNOWN
    if wait := access.waits.begin_try(account, place, access.now()):
        access.note(What.WAITS, shown, address)
        return TurnedAway(wait)
    if not _proves(access, known, password) or known is None:
        access.note(What.WRONG, shown, address)
        return TurnedAway()
    access.waits.forgive(account, place)
    return known


def _proves(access: Access, user: User | None, password: str) -> bool:
    """Whether it is the user's password. As much work is done when there is no such user."""
    kept = access.users.password_hash(user.id) if user and user.disabled_at is None else None
    right = fits(kept, password)
    if right and user and kept and outdated(kept):
        access.users.renew_hash(user.id, hashed(password, user.name))
    return right


def enter(access: Access, user: User, address: str, words: str = "") -> Entered:
    """Begin a session for one who has proved who they are."""
    now = access.now()
    key = access.sessions.begin(user.id, address, now)
    access.users.signed_in(user.id, now)
    access.note(What.SIGNED_IN, user.name, address, words=words)
    return Entered(user, key)
