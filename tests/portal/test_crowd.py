"""Requests that come at the same time are worked off together, and each hears of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from portal.crowd import AT_MOST, Crowd


def doubled(given: Sequence[int]) -> list[int | Exception]:
    """What is odd cannot be."""
    return [ValueError(f"{one} is odd") if one % 2 else 2 * one for one in given]


def test_those_who_come_while_it_works_are_done_together_and_no_more_than_it_takes_at_once() -> None:
    done: list[list[int]] = []
    all_there = threading.Event()

    def work(given: Sequence[int]) -> list[int | Exception]:
        all_there.wait()
        done.append(list(given))
        return doubled(given)

    async def ask() -> list[int]:
        crowd = Crowd(work, "crowd")
        asking = [asyncio.ensure_future(crowd.do(2 * n)) for n in range(AT_MOST + 20)]
        await asyncio.sleep(0)  # each has asked by then
        all_there.set()
        return await asyncio.gather(*asking)

    assert asyncio.run(ask()) == [4 * n for n in range(AT_MOST + 20)]
    assert [one for given in done for one in given] == [2 * n for n in range(AT_MOST + 20)]
    assert len(done) <= 3  # who came first, perhaps alone; AT_MOST; the rest
    assert max(map(len, done)) == AT_MOST


def test_only_whose_error_it_is_hears_of_it_and_of_the_work_s_own_everybody() -> None:
    def work(given: Sequence[int]) -> list[int | Exception]:
        if 0 in given:
            raise OSError("no room")
        return doubled(given)

    async def ask(*given: int) -> list[int | BaseException]:
        crowd = Crowd(work, "crowd")
        return await asyncio.gather(*(crowd.do(one) for one in given), return_exceptions=True)

    assert [str(one) for one in asyncio.run(ask(2, 3, 4))] == ["4", "3 is odd", "8"]
    assert [str(one) for one in asyncio.run(ask(0))] == ["no room"]


def test_who_is_called_off_is_left_alone_and_the_next_is_served() -> None:
    let_go = threading.Event()

    def work(given: Sequence[int]) -> list[int | Exception]:
        let_go.wait()
        return doubled(given)

    async def ask() -> int:
        crowd = Crowd(work, "crowd")
        gone = asyncio.ensure_future(crowd.do(2))
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        let_go.set()
        return await crowd.do(4)

    assert asyncio.run(ask()) == 8
