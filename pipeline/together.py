"""What many threads ask for at the same time, done for all of them at once: the disk is flushed once for all.

Who comes while nobody is at it begins at once. Who comes meanwhile waits, and the first of those then does it for all
of them. Nobody hears that it is done before it is done.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Generic, TypeVar

from pipeline.errors import Temporary

A = TypeVar("A")
R = TypeVar("R")
P = TypeVar("P")

AT_MOST = 50
"""Done at once: what comes after them need not wait for more."""


class _Asked(Generic[A, R]):
    """Something that a thread waits for. Once ``called``, it either has its outcome or is to lead the next ones."""

    def __init__(self, given: A) -> None:
        self.given = given
        self.called = threading.Event()
        self.done = False
        self.results: list[R] = []
        self.error: Exception | None = None

    def end(self, error: Exception | None = None) -> None:
        self.done, self.error = True, error

    def outcome(self) -> R:
        if self.error is not None:
            raise self.error
        if not self.done:  # the thread that did it for others was ended: what it did was rolled back
            raise Temporary("It was given up half-way, and nothing of it was kept. Send it again.")
        return self.results[-1]


class Together(Generic[A, R, P]):
    """Safe to call from any thread.

    ``turn`` is entered before anything is begun, and gives the place to ``work`` at: a transaction. What is asked for
    until then is done together. ``work`` gives one result for each, or raises. After an error of ``shared`` everybody
    hears of it; after another each is done once more, alone, so that only whose error it was hears of it.
    """

    def __init__(
        self,
        turn: Callable[[], AbstractContextManager[P]],
        work: Callable[[P, Sequence[A]], Sequence[R]],
        *,
        shared: tuple[type[Exception], ...],
    ) -> None:
        self._turn = turn
        self._work = work
        self._shared = shared
        self._changing = threading.Lock()
        self._led = False
        self._waiting: list[_Asked[A, R]] = []

    @property
    def waiting(self) -> int:
        """How much is asked for that nobody has begun."""
        return len(self._waiting)

    def do(self, given: A) -> R:
        """What the work gives for ``given`` when it is done, or the error that it raises.

        Raises :class:`~pipeline.errors.Temporary` when the thread that did it for others was ended.
        """
        mine: _Asked[A, R] = _Asked(given)
        if not self._leads(mine):
            mine.called.wait()
        if not mine.done:
            self._lead()
        return mine.outcome()

    def _leads(self, mine: _Asked[A, R]) -> bool:
        with self._changing:
            self._waiting.append(mine)
            leads, self._led = not self._led, True
            return leads

    def _lead(self) -> None:
        """Do it for everybody who waits by the time that it is our turn; then call them and the next to lead."""
        asked: list[_Asked[A, R]] = []
        try:
            with self._turn() as place:
                asked = self._next()
                self._do(place, asked)
            for one in asked:
                one.end()
        except Exception as error:  # noqa: BLE001 - raised in the thread whose work it came from
            asked = self._failed(asked, error)
        finally:
            self._call(asked)

    def _do(self, place: P, asked: Sequence[_Asked[A, R]]) -> None:
        results = self._work(place, [one.given for one in asked])
        for one, result in zip(asked, results, strict=True):
            one.results.append(result)

    def _next(self) -> list[_Asked[A, R]]:
        with self._changing:
            asked, self._waiting = self._waiting[:AT_MOST], self._waiting[AT_MOST:]
            return asked

    def _failed(self, asked: list[_Asked[A, R]], error: Exception) -> list[_Asked[A, R]]:
        """Whose error it is hears of it: everybody when nothing can be done, else the one whose it was."""
        nobody_began = not asked
        asked = asked or self._next()
        if nobody_began or len(asked) == 1 or isinstance(error, self._shared):
            for one in asked:
                one.end(error)
        else:
            for one in asked:
                self._alone(one)
        return asked

    def _alone(self, one: _Asked[A, R]) -> None:
        try:
            with self._turn() as place:
                self._do(place, [one])
            one.end()
        except Exception as error:  # noqa: BLE001 - as above
            one.end(error)

    def _call(self, asked: list[_Asked[A, R]]) -> None:
        with self._changing:
            leader = self._waiting[0] if self._waiting else None
            self._led = leader is not None
        for one in asked:
            one.called.set()
        if leader is not None:
            leader.called.set()
