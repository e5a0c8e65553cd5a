"""A portal with accounts, and a clock that the tests move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from httpx import Client
from litestar import Litestar
from litestar.testing import TestClient

from portal.access.access import Access
from portal.access.caller import Role
from portal.access.passwords import hashed
from portal.app import create_portal
from portal.desk import Desk

PASSWORD = "walnut door seven hinges"  # noqa: S105 - the tests' own
PAGE = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}


class Clock:
    """The present, which passes when a test says so."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def kept() -> str:
    """What is kept of :data:`PASSWORD`: hashed once, since hashing is slow on purpose."""
    return hashed(PASSWORD, "nobody")


@pytest.fixture
def access(desk: Desk, clock: Clock, kept: str) -> Access:
    """A portal for other machines, with one account of each role."""
    access = replace(desk.access, loopback=False, now=clock)
    for role in reversed(Role):
        access.users.add(role.word, role, clock(), password_hash=kept)
    return access


@pytest.fixture
def portal(desk: Desk, access: Access) -> Litestar:
    return create_portal(replace(desk, access=access))


@pytest.fixture
def client(portal: Litestar) -> Iterator[TestClient[Litestar]]:
    """A browser of somebody who has not signed in."""
    with TestClient(portal, base_url="http://sendora.example") as client:
        yield client


def another(client: TestClient[Litestar], address: str = "http://sendora.example") -> Client:
    """Another browser at the same portal."""
    return Client(transport=client._transport, base_url=address)


@pytest.fixture
def signed_in(client: TestClient[Litestar], access: Access) -> Callable[[Role], Client]:
    """A browser of somebody with a role, another one at each call."""

    def enter(role: Role) -> Client:
        user = access.users.named(role.word)
        assert user is not None
        browser = another(client)
        browser.cookies.set("sendora", access.sessions.begin(user.id, "testclient", access.now()))
        browser.headers["Sec-Fetch-Site"] = "same-origin"
        return browser

    return enter


def sign_in(client: Client | TestClient[Litestar], name: str, password: str = PASSWORD, **more: str) -> int:
    """Fill in the form; gives the answer's status."""
    form = {"name": name, "password": password, **more}
    return client.post("/sign-in", data=form, headers=PAGE, follow_redirects=False).status_code
