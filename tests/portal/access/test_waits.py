"""Tries are counted before they are made, so that many at once are many."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from portal.access.access import Access
from portal.access.waits import FROM_AN_ADDRESS, WITH_AN_ACCOUNT, Patience, Subject

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (9, 480), (10, 900), (400, 900)]
)
def test_a_wait_doubles_up_to_a_quarter_of_an_hour(failures: int, seconds: int) -> None:
    assert WITH_AN_ACCOUNT.wait_after(failures) == timedelta(seconds=seconds)


def test_an_office_behind_one_address_has_more_tries() -> None:
    assert FROM_AN_ADDRESS.wait_after(19) == timedelta(0)
    assert FROM_AN_ADDRESS.wait_after(400) == timedelta(hours=1)


def test_forty_tries_at_the_same_moment_are_not_forty_guesses(access: Access) -> None:
    account, address = Subject.account("admin"), Subject.address("203.0.113.9")
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: access.waits.begin_try(account, address, NOON), range(40)))
    assert waits.count(timedelta(0)) == 5


def test_a_day_later_failures_are_forgotten(access: Access) -> None:
    account, address = Subject.account("admin"), Subject.address("203.0.113.9")
    for _ in range(5):
        access.waits.begin_try(account, address, NOON)
    later = NOON + timedelta(hours=25)
    assert [access.waits.begin_try(account, address, later) for _ in range(5)] == [timedelta(0)] * 5


def test_signing_in_gives_an_address_only_its_own_try_back(access: Access) -> None:
    address = Subject("address x", Patience(3, timedelta(seconds=30), timedelta(hours=1)))
    for number in range(2):
        access.waits.begin_try(Subject.account(f"guess {number}"), address, NOON)
    access.waits.begin_try(Subject.account("own"), address, NOON)
    access.waits.forgive(Subject.account("own"), address)
    assert access.waits.begin_try(Subject.account("guess 3"), address, NOON) == timedelta(0)
    assert access.waits.begin_try(Subject.account("guess 4"), address, NOON) == timedelta(seconds=30)


def test_capitals_and_spaces_make_no_other_account() -> None:
    assert Subject.account(" Admin") == Subject.account("admin")
