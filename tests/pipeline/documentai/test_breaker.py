"""A service that keeps failing is left alone for a while, and tried by one call only when that is over."""

from __future__ import annotations

from pipeline.documentai.breaker import Breaker


class Clock:
    """Stands still until a test moves it."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_calls_pause_after_failures_in_a_row_and_one_tries_again() -> None:
    clock = Clock()
    breaker = Breaker(2, 60, clock)
    breaker.failed()
    breaker.worked()
    breaker.failed()
    assert breaker.lets_through()
    breaker.failed()
    assert not breaker.lets_through()
    assert breaker.seconds_left == 60
    clock.now = 61
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]
    breaker.worked()
    assert breaker.lets_through()


def test_the_service_s_own_word_on_how_long_to_wait_is_kept_to() -> None:
    clock = Clock()
    breaker = Breaker(5, 60, clock)
    breaker.failed(retry_after=10)
    assert not breaker.lets_through()
    clock.now = 11
    assert breaker.lets_through()


def test_refused_credentials_pause_at_once() -> None:
    breaker = Breaker(5, 60, Clock())
    breaker.failed(at_once=True)
    assert not breaker.lets_through()
