"""The child's side of :mod:`pipeline.contained`: takes a task, does it within its limits, answers.

The child ends when its parent does, even by kill -9: a thread waits until nobody holds the other end of the pipe and
then kills the child's own process group. (PR_SET_PDEATHSIG fires when the *thread* that started the child ends, which
is not the same.)
"""

from __future__ import annotations

import contextlib
import os
import resource
import select
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pipeline.confined import keep_out_of
from pipeline.errors import DocumentError

_CORES_AT_MOST = 4  # a task's processor seconds are its wall-clock seconds times this


@dataclass(frozen=True)
class Setup:
    """Said once to a new child: bytes of address space, and what it must never read."""

    memory: int
    secrets: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Task:
    """A call and its limit in wall-clock seconds."""

    function: Callable[..., Any]
    arguments: tuple[object, ...]
    seconds: float


@dataclass(frozen=True)
class Failure:
    """The answer when a call failed: the error about the document, or None and the trace of any other."""

    error: DocumentError | None
    trace: str


def main() -> None:
    """Answer tasks from the pipe whose number is the first argument, until the parent is gone."""
    pipe = Connection(int(sys.argv[1]))
    with contextlib.suppress(EOFError):
        setup: Setup = pipe.recv()
        keep_out_of(setup.secrets)  # before the first thread, which would keep its rights
        threading.Thread(target=_end_with_parent, args=(pipe.fileno(),), daemon=True).start()
        resource.setrlimit(resource.RLIMIT_AS, (setup.memory, setup.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        while True:
            task: Task = pipe.recv()
            pipe.send(_answer(task))


def _answer(task: Task) -> Any:
    _limit_processor_time(task.seconds)
    try:
        return task.function(*task.arguments)
    except DocumentError as error:
        return Failure(error, "")
    except Exception:  # noqa: BLE001 - the boundary: any bug costs this document only, and its trace is reported
        return Failure(None, traceback.format_exc())


def _limit_processor_time(seconds: float) -> None:
    """From now on; the kernel ends the process (SIGXCPU) when it spins past that and nobody is there to stop it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime + seconds * _CORES_AT_MOST) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))


def _end_with_parent(pipe: int) -> None:
    watch = select.poll()
    watch.register(pipe, 0)  # a closed other end is reported whatever is asked for
    watch.poll()
    os.killpg(os.getpgid(0), signal.SIGKILL)
