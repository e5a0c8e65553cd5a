"""Child processes that handle untrusted bytes, each with a limit on time, processor and memory.

A document that makes a parser hang, crash or eat memory costs that document only: its child is killed with everything
it started, and another takes its place. Models are loaded once a child, not once a document. The other end of the pipe
is :mod:`pipeline.contained_child`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from pipeline.contained_answer import LONGEST, read_answer
from pipeline.contained_child import Failure, Setup, Task
from pipeline.errors import Refused, Temporary
from pipeline.reading.limits import ReadingLimits

R = TypeVar("R")

log = logging.getLogger(__name__)

_CHILD = "from pipeline.contained_child import main; main()"
_CALLS_PER_CHILD = 500  # then a fresh one: what libraries leak does not add up
# glibc gives every thread a 64 MB arena of address space, which would count against the memory limit.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "1"}
_PASSED_ON = re.compile(
    r"PATH|HOME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|LD_LIBRARY_PATH|VIRTUAL_ENV|PYTHON\w+|FONTCONFIG_\w+|COVERAGE_\w+"
)


def passed_on(environment: Mapping[str, str]) -> dict[str, str]:
    """What a child is told of the service's environment: not its settings, passwords and credentials."""
    return {name: value for name, value in environment.items() if _PASSED_ON.fullmatch(name)}


class _ChildLost(Exception):
    """The child ended, or was ended at its time limit (``slow``)."""

    def __init__(self, slow: bool) -> None:
        super().__init__("took too long" if slow else "ended unexpectedly")
        self.slow = slow


class Workers:
    """A pool of ``count`` children. Thread-safe; a child is started when first needed, and kept."""

    def __init__(self, count: int, limits: ReadingLimits, secrets: tuple[Path, ...] = ()) -> None:
        """``secrets`` are files and folders that no child can read, where the kernel can see to that."""
        self._count = count
        self._limits = limits
        self._secrets = secrets
        self._closed = threading.Event()
        # A place is a child, or None where one has yet to be started; the last used is the warmest.
        self._places: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(count):
            self._places.put(None)

    def start(self) -> None:
        """Start all children now, so that the first documents need not wait for that."""
        children = [self._take() for _ in range(self._count)]
        for child in children:
            self._put_back(child)

    def call(self, function: Callable[..., R], *args: object, timeout: float | None = None) -> R:
        """What ``function(*args)`` returns, run in a child for at most ``timeout`` seconds (default: the limits').

        ``function`` and its arguments must be picklable, its result of types that hold data only. Raises the
        DocumentError that the function raised, or Refused: took_too_long when it was stopped at the time limit,
        reading_failed when it crashed, ran out of memory or raised anything else; Temporary when this machine can
        start no process just now.
        """
        seconds = self._limits.seconds if timeout is None else timeout
        child = self._take()
        try:
            answer = child.ask(Task(function, args, seconds))
        except _ChildLost as lost:
            raise _too_long(seconds) if lost.slow else _failed() from lost
        else:
            if isinstance(answer, Failure) and answer.error is None:
                child.kill()  # after a bug or want of memory nobody knows what state it is in
        finally:
            self._put_back(child)
        if isinstance(answer, Failure):
            raise _error_of(answer)
        result: R = answer
        return result

    def close(self) -> None:
        """End all children at once; calls still running fail with Refused (reading_failed)."""
        self._closed.set()
        for child in list(_Child.living):
            if child.owner is self:
                child.kill()

    @property
    def count(self) -> int:
        """How many documents can be handled at once."""
        return self._count

    @property
    def free(self) -> int:
        """How many places have nothing to do just now."""
        return self._places.qsize()

    @property
    def closed(self) -> bool:
        return self._closed.is_set()

    def _take(self) -> _Child:
        child = self._places.get()
        if self._closed.is_set():
            self._places.put(None)
            raise RuntimeError("These workers are closed.")
        if child is not None and child.gone:  # ended by somebody else while it had nothing to do
            child.kill()
            child = None
        if child is not None:
            return child
        try:
            return _Child(self, Setup(self._limits.memory, self._secrets))
        except OSError as error:
            self._places.put(None)
            raise Temporary(f"No process could be started to read it: {error.strerror}.") from error

    def _put_back(self, child: _Child) -> None:
        if child.dead or child.calls >= _CALLS_PER_CHILD or self._closed.is_set():
            child.kill()
            self._places.put(None)
        else:
            self._places.put(child)


class _Child:
    """One child process, seen from its parent."""

    living: set[_Child] = set()  # noqa: RUF012 - shared on purpose: close() must find children that are busy

    def __init__(self, owner: Workers, setup: Setup) -> None:
        self.owner = owner
        self.calls = 0
        self.dead = False
        self._was_cut = False
        self._lock = threading.Lock()
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
                [sys.executable, "-c", _CHILD, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # what native libraries print there is of no use to anybody
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
                env={**passed_on(os.environ), **_ENVIRONMENT, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            self._pipe = Connection(ours.detach())
        _Child.living.add(self)
        with contextlib.suppress(OSError):
            self._pipe.send(setup)

    @property
    def gone(self) -> bool:
        """Whether the process has ended by itself, or was ended."""
        return self.dead or self._process.poll() is not None

    def ask(self, task: Task) -> Any:
        """The child's answer. Raises _ChildLost, and the child is dead then."""
        self.calls += 1
        try:
            return self._exchange(task)
        except (OSError, EOFError) as error:
            raise _ChildLost(slow=self._ended_by(signal.SIGXCPU) or self._was_cut) from error
        except BaseException:
            self.kill()
            raise

    def _exchange(self, task: Task) -> Any:
        """The whole of it within the time limit: a child may also stop in the middle of its answer."""
        too_late = threading.Timer(task.seconds, self._cut)
        too_late.start()
        try:
            self._pipe.send(task)
            answer = self._pipe.recv_bytes(LONGEST)
        finally:
            too_late.cancel()
        try:
            return read_answer(answer)
        except Exception as error:  # whatever broken bytes make Python raise: they are a stranger's
            log.exception("What a child answered was not taken")
            raise _ChildLost(slow=False) from error

    def _cut(self) -> None:
        self._was_cut = True
        self.kill()

    def kill(self) -> None:
        """End the child and everything it started. May be called twice, from any thread."""
        with self._lock:
            if self.dead:
                return
            self.dead = True
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            _Child.living.discard(self)

    def _ended_by(self, number: signal.Signals) -> bool:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        code = self._process.returncode
        self.kill()
        return code == -number


def _error_of(failure: Failure) -> Exception:
    if failure.error is not None:
        return failure.error
    log.error("Reading failed in a child process.\n%s", failure.trace)
    return _failed()


def _too_long(seconds: float) -> Refused:
    return Refused(
        "took_too_long",
        f"Reading this file was stopped after {seconds:.0f} seconds. Please send fewer pages, or a plainer scan.",
    )


def _failed() -> Refused:
    return Refused(
        "reading_failed",
        "This file made the reader fail, and was set aside. Please print it to a new PDF, or scan it, and send that.",
    )
