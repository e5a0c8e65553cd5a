"""What nobody waits for gives way to answers, and goes on all the same."""

from __future__ import annotations

import threading
import time

import pytest

import pipeline.rush
from pipeline.rush import LONGEST, Rush


def test_work_gives_way_until_the_last_answer_has_left() -> None:
    rush, went_on = Rush(), threading.Event()

    def work() -> None:
        rush.give_way()
        went_on.set()

    with rush.waiting():
        with rush.waiting():
            threading.Thread(target=work).start()
        assert not went_on.is_set()
    assert went_on.wait(LONGEST / 2)


def test_senders_that_come_again_as_soon_as_they_are_answered_are_still_the_same_rush(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline.rush, "QUIET", LONGEST * 0.8)  # a machine may stand still for longer than it is
    rush, over, went_on = Rush(), threading.Event(), []

    def work() -> None:
        rush.give_way()
        went_on.append(over.is_set())

    thread = threading.Thread(target=work)
    for turn in range(5):
        with rush.waiting():
            if not turn:
                thread.start()
    over.set()
    thread.join()
    assert went_on == [True]


def test_however_many_keep_coming_work_goes_on() -> None:
    rush, begun = Rush(), time.monotonic()
    with rush.waiting():
        rush.give_way()
    assert time.monotonic() - begun + 0.01 >= LONGEST


def test_when_nobody_waits_nothing_is_held_up() -> None:
    rush, begun = Rush(), time.monotonic()
    with rush.waiting():
        pass
    for _ in range(1000):
        rush.give_way()
    assert time.monotonic() - begun < LONGEST
