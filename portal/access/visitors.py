"""The demo for visitors without an account: who they are, how much they may upload, and when it is deleted.

A visitor is known by a random cookie; its SHA-256 is the owner of their jobs. There is nothing else about them.
"""

from __future__ import annotations

import ipaddress
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from limits import RateLimitItem, RateLimitItemPerHour
from limits.strategies import MovingWindowRateLimiter
from litestar.datastructures import Cookie

from pipeline.database import reading, writing
from portal.access.caller import Caller, Kind, Role
from portal.access.guards import Connection
from portal.access.secret import digest, new_secret
from portal.access.visitor_counts import VisitorCounts, forget_counts

COOKIE = "sendora_visitor"
SECURE_COOKIE = "__Host-sendora_visitor"
NAME = "a visitor"
SESSION_HOURS = 24
"""A visitor's files are counted for so long; their cookie is forgotten with the browser anyway."""
V6_NETWORK = 64
"""A household has a network of IPv6 addresses, not one."""


_Limit = tuple[RateLimitItem, str, str]
"""What may come in which time, and what is counted by which name."""


@dataclass(frozen=True)
class TooMany:
    """No more files just now: ``sentence`` says why, ``wait`` how long until there may be one."""

    sentence: str
    wait: timedelta


@dataclass(frozen=True)
class Rules:
    """What the demo promises, as the settings say."""

    files_per_session: int = 5
    files_per_hour: int = 10
    keep: timedelta = timedelta(hours=2)
    max_bytes: int = 10 * 2**20

    @property
    def session(self) -> RateLimitItem:
        return RateLimitItemPerHour(self.files_per_session, SESSION_HOURS)

    @property
    def hour(self) -> RateLimitItem:
        return RateLimitItemPerHour(self.files_per_hour)


@dataclass(frozen=True)
class Measured:
    """How right documents were read, as ``sendora evaluate`` measured it."""

    right: float
    documents: int
    on: date


class Quota:
    """How many files came from whom."""

    def __init__(self, rules: Rules, engine: sa.Engine) -> None:
        self.rules = rules
        self._engine = engine

    def admit(self, owner: str, address: str, files: int) -> TooMany | None:
        """Count ``files`` of a visitor, or say why they may not come: then none is counted."""
        with writing(self._engine) as connection:
            limiter = MovingWindowRateLimiter(VisitorCounts(connection))
            for limit, sentence in self._limits(owner, address):
                if not limiter.test(*limit, cost=files):
                    reset = limiter.get_window_stats(*limit).reset_time
                    return TooMany(sentence, timedelta(seconds=max(1.0, reset - time.time())))
            for limit, _ in self._limits(owner, address):
                limiter.hit(*limit, cost=files)
        return None

    def left(self, owner: str, address: str) -> int:
        """How many files the visitor may still upload just now."""
        with reading(self._engine) as connection:
            limiter = MovingWindowRateLimiter(VisitorCounts(connection))
            stats = [limiter.get_window_stats(*limit) for limit, _ in self._limits(owner, address)]
        return max(0, min(each.remaining for each in stats))

    def forget(self, now: datetime) -> None:
        """Delete what counts no more."""
        with writing(self._engine) as connection:
            forget_counts(connection, now)

    def _limits(self, owner: str, address: str) -> tuple[tuple[_Limit, str], ...]:
        rules = self.rules
        return (
            ((rules.session, "visitor", owner), _OF_SESSION.format(most=rules.files_per_session)),
            ((rules.hour, "address", place(address)), _OF_ADDRESS.format(most=rules.files_per_hour)),
        )


class Demo:
    """The demo: its rules, what was measured, and what came from whom."""

    def __init__(self, rules: Rules, engine: sa.Engine, measured: Measured | None = None) -> None:
        self.rules = rules
        self.measured = measured
        self.quota = Quota(rules, engine)


_OF_SESSION = "A visitor may upload {most} files. To go on, ask the company for an account."
_OF_ADDRESS = "{most} files an hour may come from one address. Wait a little and send it again."


def place(address: str) -> str:
    """What is counted as one address: an IPv4 address, or a household's IPv6 network."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6 and (mapped := known.ipv4_mapped):
        return str(mapped)
    return str(ipaddress.ip_network((known, V6_NETWORK), strict=False)) if known.version == 6 else str(known)


def visitor_key(connection: Connection) -> str | None:
    """What the browser holds, if it is one of our keys."""
    found = connection.cookies.get(SECURE_COOKIE) or connection.cookies.get(COOKIE) or ""
    return found if len(found) == len(new_secret()) else None


def visitor(key: str) -> Caller:
    """The visitor who holds this key."""
    return Caller(NAME, Role.VIEWER, Kind.VISITOR, owner=digest(key)[:32])


def visitor_cookie(key: str, *, secure: bool) -> Cookie:
    """The cookie by which a visitor finds their files again, until the browser is closed."""
    name = SECURE_COOKIE if secure else COOKIE
    return Cookie(key=name, value=key, path="/", httponly=True, secure=secure, samesite="lax")
