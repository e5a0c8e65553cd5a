"""Processes that begin at once: forked from one that has imported the service already, and killed as any other.

Importing takes most of the service's start, and the drills start it a hundred times.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(
    ["pytest", "portal.serving", "portal.commands", "tests.intake.mailbox_process", "tests.pipeline.workflow_process"]
)

_PR_SET_PDEATHSIG = 1
"""linux/prctl.h: the signal that this process gets when the one that forked it ends."""


class Forked:
    """``work(*given)`` in a process of its own, seen from outside as a subprocess.Popen.

    ``environment`` replaces this process's own, and what it prints goes to the end of ``log``, when they are given.
    """

    def __init__(
        self,
        work: Callable[..., None],
        *given: object,
        environment: Mapping[str, str] | None = None,
        log: Path | None = None,
    ) -> None:
        self._process = _SERVER.Process(target=_begin, args=(work, given, environment, log))
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.exitcode

    def wait(self, seconds: float = 60) -> int:
        """Until it has ended; gives how: a negative number is the signal that ended it."""
        self._process.join(seconds)
        ended = self._process.exitcode
        assert ended is not None, f"process {self.pid} did not end within {seconds} s"
        return ended

    def terminate(self) -> None:
        """Ask it to stop."""
        os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would; again is the same as once."""
        self._process.kill()
        self._process.join()


def _begin(
    work: Callable[..., None], given: tuple[object, ...], environment: Mapping[str, str] | None, log: Path | None
) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # tests that are killed leave nothing behind
    if environment is not None:
        os.environ.clear()
        os.environ.update(environment)
        time.tzset()  # a new program would look at TZ at its start
    if log is not None:
        with log.open("ab") as end:
            os.dup2(end.fileno(), 1)
            os.dup2(end.fileno(), 2)
    work(*given)


def command(name: str, *arguments: str) -> None:
    """The project's own command line, as its script begins it."""
    from portal.commands import main  # noqa: PLC0415 - in the process that is begun, not in every test

    sys.argv = [name, *arguments]
    main()
