"""Writers take turns: nobody is overtaken, nobody waits for ever."""

from __future__ import annotations

import threading

import pytest

from pipeline.turns import TooLong, Turns
from tests.waiting import wait_for


def test_one_at_a_time_in_the_order_in_which_they_came() -> None:
    turns, order, now = Turns(), [], []

    def take(number: int) -> None:
        with turns.taken(10):
            now.append(number)
            assert len(now) == 1
            order.append(number)
            now.clear()

    threads = [threading.Thread(target=take, args=(number,)) for number in range(20)]
    with turns.taken(10):
        for waiting, thread in enumerate(threads, 1):
            thread.start()
            wait_for(lambda waiting=waiting: turns.waiting == waiting)  # type: ignore[misc] # bound at once
    for thread in threads:
        thread.join()
    assert order == list(range(20))


def test_who_waits_too_long_is_told_and_keeps_nobody_waiting() -> None:
    turns = Turns()
    with turns.taken(10), pytest.raises(TooLong), turns.taken(0.01):
        pass
    with turns.taken(0):
        assert turns.waiting == 0


def test_an_error_passes_the_turn_on() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="mine"), turns.taken(1):
        raise ValueError("mine")
    with turns.taken(0):
        pass
