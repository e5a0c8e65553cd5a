"""When something outside a document fails, the same step is tried again: how long to wait, and when to stop.

This is the only place where anything is repeated. Adapters mark what is worth repeating by raising
:class:`~pipeline.errors.Temporary`; every other error ends the step at once.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import tenacity

from pipeline.errors import Temporary

T = TypeVar("T")


@dataclass(frozen=True)
class RetryPolicy:
    """Waits grow from ``first`` by ``factor`` up to ``longest``, all in seconds; after ``total`` no more is begun.

    ``jitter`` is the share of a wait that is left to chance, so that many documents do not come back at once.
    """

    first: float = 1.0
    factor: float = 2.0
    longest: float = 60.0
    total: float = 600.0
    jitter: float = 0.25


def wait_before(policy: RetryPolicy, error: Temporary, attempt: int, elapsed: float, chance: float) -> float | None:
    """Seconds to wait before the next try, or None to give up.

    ``attempt`` tries were made (from 1) in ``elapsed`` seconds. ``chance`` is a random number from 0 to 1. When the
    other side said how long to wait, it is believed.
    """
    planned = min(policy.longest, policy.first * policy.factor ** min(attempt - 1, 32))
    wait = planned * (1 + policy.jitter * (chance - 0.5) * 2)
    if error.retry_after is not None:
        wait = max(wait, error.retry_after)
    return wait if elapsed + wait <= policy.total else None


Told = Callable[[Temporary, float], None]
"""Is told why a step waits, and for how many seconds."""


def patiently(
    step: Callable[[], T], policy: RetryPolicy, told: Told, sleep: Callable[[float], None] = tenacity.nap.sleep
) -> T:
    """Run ``step`` and repeat it while it raises :class:`Temporary` and the policy allows; then that error leaves."""
    planned: list[float | None] = []

    def plan(state: tenacity.RetryCallState) -> float:
        error, elapsed = _temporary(state), state.seconds_since_start or 0.0
        planned.append(wait_before(policy, error, state.attempt_number, elapsed, random.random()))  # noqa: S311 - jitter
        return planned[-1] or 0.0

    return tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(Temporary),
        wait=plan,
        stop=lambda _: planned[-1] is None,  # tenacity asks for the wait first
        before_sleep=lambda state: told(_temporary(state), state.upcoming_sleep),
        sleep=sleep,
        reraise=True,
    )(step)


def _temporary(state: tenacity.RetryCallState) -> Temporary:
    error = state.outcome.exception() if state.outcome else None
    if not isinstance(error, Temporary):
        raise TypeError(f"only Temporary is waited for, not {error!r}")
    return error
