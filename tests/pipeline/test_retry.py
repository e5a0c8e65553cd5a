"""What is tried again, how long it waits, and when it stops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Refused, Temporary
from pipeline.retry import RetryPolicy, patiently, wait_before

POLICY = RetryPolicy(first=1, factor=2, longest=60, total=600, jitter=0.25)


@given(attempt=st.integers(1, 10_000), elapsed=st.floats(0, 10_000), chance=st.floats(0, 1))
def test_no_wait_is_longer_than_the_longest_with_its_jitter_and_none_ends_after_the_total(
    attempt: int, elapsed: float, chance: float
) -> None:
    wait = wait_before(POLICY, Temporary("busy"), attempt, elapsed, chance)
    assert wait is None or (0 < wait <= 75 and elapsed + wait <= 600)


def test_what_the_other_side_asks_for_is_waited_for() -> None:
    assert wait_before(POLICY, Temporary("busy", retry_after=120), 1, 0, 0.5) == 120


def test_waits_double_from_the_first() -> None:
    assert [wait_before(POLICY, Temporary("busy"), n, 0, 0.5) for n in (1, 2, 3, 20)] == [1, 2, 4, 60]


def test_a_temporary_failure_is_repeated_until_it_works_and_each_wait_is_told() -> None:
    failures = [Temporary("one"), Temporary("two")]
    told: list[str] = []
    slept: list[float] = []

    def step() -> str:
        if failures:
            raise failures.pop(0)
        return "done"

    assert patiently(step, POLICY, lambda error, _: told.append(error.reason), slept.append) == "done"
    assert told == ["one", "two"]
    assert len(slept) == 2


def test_after_the_total_the_last_error_leaves() -> None:
    def step() -> None:
        raise Temporary("the disk is full")

    with pytest.raises(Temporary, match="the disk is full"):
        patiently(step, RetryPolicy(total=0), lambda *_: None, lambda _: None)


def test_a_refusal_is_never_repeated() -> None:
    tries: list[int] = []

    def step() -> None:
        tries.append(1)
        raise Refused("empty", "The file is empty.")

    with pytest.raises(Refused):
        patiently(step, POLICY, lambda *_: None, lambda _: None)
    assert len(tries) == 1
