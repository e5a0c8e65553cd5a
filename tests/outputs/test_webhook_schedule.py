"""When a delivery is tried again: the standard's own table, and what the receiver wishes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from outputs.webhook_schedule import SLOW_DOWN, retry_after, spared_for, succeeded, wait_after

NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
TABLE = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]


def test_the_waits_are_the_standards_and_then_it_is_given_up() -> None:
    assert [wait_after(tries, None, 0.0) for tries in range(1, 12)] == [*TABLE, None, None]


def test_chance_only_lengthens_a_wait_and_by_a_tenth_at_most() -> None:
    assert [wait_after(tries, None, 1.0) for tries in range(1, 10)] == pytest.approx([wait * 1.1 for wait in TABLE])


@pytest.mark.parametrize(("wish", "wait"), [(1.0, 5), (60.0, 60), (10**9, 86_400)])
def test_a_longer_wait_is_granted_to_the_receiver_up_to_a_day(wish: float, wait: float) -> None:
    assert wait_after(1, wish, 0.0) == wait


def test_these_answers_ask_for_fewer() -> None:
    assert {429, 502, 504} == SLOW_DOWN


@pytest.mark.parametrize(("answers", "seconds"), [(1, 30), (2, 60), (3, 120), (6, 900), (100, 900)])
def test_an_endpoint_that_asks_for_fewer_is_spared_longer_each_time(answers: int, seconds: float) -> None:
    assert spared_for(answers, None) == seconds
    assert spared_for(answers, 3600.0) == 3600


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Fri, 27 Nov 2026 08:01:30 GMT", 90.0),
        ("Fri, 27 Nov 2026 07:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("٣", None),
        ("9" * 40, None),
    ],
)
def test_a_wish_is_understood_in_seconds_and_as_a_date(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}, NOW) == seconds


@pytest.mark.parametrize(("status", "success"), [(200, True), (204, True), (299, True), (302, False), (404, False)])
def test_only_2xx_is_success(status: int, success: bool) -> None:
    assert succeeded(status) is success
