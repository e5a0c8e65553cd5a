"""Small writes of many threads in one transaction: the disk is flushed once for all who come at the same time.

Who comes while nobody writes begins at once. Who comes meanwhile waits, and the first of those then writes for all of
them. Nobody hears of a write before it is committed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from pipeline.database import writing

T = TypeVar("T")

AT_MOST = 50
"""Writes in one transaction: what comes after them need not wait for more."""


class _Asked(Generic[T]):
    """A write that a thread waits for. Once ``called``, it either has its outcome or is to lead the next ones."""

    def __init__(self, work: Callable[[sa.Connection], T]) -> None:
        self.work = work
        self.called = threading.Event()
        self.done = False
        self.results: list[T] = []
        self.error: Exception | None = None

    def end(self, error: Exception | None = None) -> None:
        self.done, self.error = True, error

    def outcome(self) -> T:
        if self.error is not None:
            raise self.error
        if not self.done:  # the thread that wrote for others was ended: what it did was rolled back
            raise OperationalError("COMMIT", None, RuntimeError("the transaction was given up"))
        return self.results[-1]


class Together:
    """Writes to one database. Safe to call from any thread."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._changing = threading.Lock()
        self._led = False
        self._waiting: list[_Asked[Any]] = []

    @property
    def waiting(self) -> int:
        """How many writes are asked for that nobody has begun."""
        return len(self._waiting)

    def write(self, work: Callable[[sa.Connection], T]) -> T:
        """What ``work`` returns when its changes are committed, or the error that it raises.

        ``work`` only reads and writes through the connection. It is called again when another thread's work spoiled
        the transaction that both were in.
        """
        mine = _Asked(work)
        if not self._leads(mine):
            mine.called.wait()
        if not mine.done:
            self._lead()
        return mine.outcome()

    def _leads(self, mine: _Asked[Any]) -> bool:
        with self._changing:
            self._waiting.append(mine)
            leads, self._led = not self._led, True
            return leads

    def _lead(self) -> None:
        """Write for everybody who waits by the time that it is our turn; then call them and the next to lead."""
        asked: list[_Asked[Any]] = []
        try:
            with writing(self._engine) as connection:
                asked = self._next()
                for one in asked:
                    one.results.append(one.work(connection))
            for one in asked:
                one.end()
        except Exception as error:  # noqa: BLE001 - raised in the thread whose work it came from
            asked = self._failed(asked, error)
        finally:
            self._call(asked)

    def _next(self) -> list[_Asked[Any]]:
        with self._changing:
            asked, self._waiting = self._waiting[:AT_MOST], self._waiting[AT_MOST:]
            return asked

    def _failed(self, asked: list[_Asked[Any]], error: Exception) -> list[_Asked[Any]]:
        """Whose error it is hears of it: everybody when nothing can be written, else the one whose work it was."""
        nobody_began = not asked
        asked = asked or self._next()
        if nobody_began or len(asked) == 1 or isinstance(error, OperationalError):
            for one in asked:
                one.end(error)
        else:
            for one in asked:
                self._alone(one)
        return asked

    def _alone(self, one: _Asked[Any]) -> None:
        try:
            with writing(self._engine) as connection:
                one.results.append(one.work(connection))
            one.end()
        except Exception as error:  # noqa: BLE001 - as above
            one.end(error)

    def _call(self, asked: list[_Asked[Any]]) -> None:
        with self._changing:
            leader = self._waiting[0] if self._waiting else None
            self._led = leader is not None
        for one in asked:
            one.called.set()
        if leader is not None:
            leader.called.set()
