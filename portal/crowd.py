"""What many requests ask for at the same time, done for all of them in one go by one thread.

A thread for each request would cost more than the work: each has to be called, to get hold of the interpreter and to
call its request again. Here one thread is called by whoever comes first; those who come while it works wait, and are
done together when it looks again (decision 20).
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Generic, TypeVar

A = TypeVar("A")
R = TypeVar("R")

AT_MOST = 50
"""Done in one go: who comes after them need not wait for more."""

Asked = tuple[A, "asyncio.Future[R]"]


class Crowd(Generic[A, R]):
    """``work`` gives for each that is asked for its result, or the error that it is answered with.

    What it raises goes to everybody. Its thread is started when first needed, and called ``name``.
    """

    def __init__(self, work: Callable[[Sequence[A]], Sequence[R | Exception]], name: str) -> None:
        self._work = work
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._changing = threading.Lock()
        self._working = False
        self._waiting: list[Asked[A, R]] = []

    async def do(self, given: A) -> R:
        """What the work gives for ``given``, or raises."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        with self._changing:
            self._waiting.append((given, future))
            begins, self._working = not self._working, True
        if begins:
            self._thread.submit(self._work_off)
        return await future

    def _work_off(self) -> None:
        """In the thread: until nobody waits."""
        while asked := self._next():
            try:
                results = self._work([given for given, _ in asked])
            except Exception as error:  # noqa: BLE001 - raised in the requests that it was done for
                results = [error] * len(asked)
            futures = [future for _, future in asked]
            with suppress(RuntimeError):  # the loop was closed: nobody waits any more
                futures[0].get_loop().call_soon_threadsafe(_answer, futures, results)

    def _next(self) -> list[Asked[A, R]]:
        with self._changing:
            asked, self._waiting = self._waiting[:AT_MOST], self._waiting[AT_MOST:]
            self._working = bool(asked)
            return asked


def _answer(futures: Sequence[asyncio.Future[R]], results: Sequence[R | Exception]) -> None:
    for future, result in zip(futures, results, strict=True):
        if future.done():  # whoever asked was called off
            continue
        if isinstance(result, Exception):
            future.set_exception(result)
        else:
            future.set_result(result)
