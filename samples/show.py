"""A service of its own for a demo or for pictures: started, fed through its watched folder, followed, stopped."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pipeline.database import open_engine
from pipeline.jobs import Job
from pipeline.records import Records

T = TypeVar("T")

STARTED_WITHIN = 60.0  # seconds; a first start also makes the database
ENDED_WITHIN = 300.0  # seconds; a scan and a photo take some four seconds each on an idle machine
LOOK_EVERY = 0.1  # seconds
MARKER = ".demo"  # stands in a data folder that a demo made and the next one may remove


class DemoFailed(Exception):
    """The demo cannot go on. ``str(error)`` says why and what to do."""


@dataclass(frozen=True)
class Show:
    """A running service: its data folder, the address of its portal, its process."""

    data: Path
    address: str
    process: subprocess.Popen[bytes]

    @property
    def inbox(self) -> Path:
        return self.data / "inbox"

    @property
    def log(self) -> Path:
        return log_of(self.data)

    @cached_property
    def records(self) -> Records:
        return Records(open_engine(f"sqlite:///{self.data.resolve() / 'sendora.db'}"))

    def wait_until_it_answers(self) -> None:
        """Return when every part of the service has started. Raises :class:`DemoFailed`."""
        self._until(self._answers, STARTED_WITHIN, "The service did not start.")

    def drop(self, documents: list[Path]) -> set[str]:
        """Put documents into the watched folder; gives the digests by which the records know them."""
        for document in documents:
            shutil.copyfile(document, self.inbox / document.name)
        return {hashlib.sha256(document.read_bytes()).hexdigest() for document in documents}

    def follow(self, digests: set[str]) -> Iterator[Job]:
        """Each document's job when it has come to its end, first come first. Raises :class:`DemoFailed`."""
        waiting = set(digests)
        while waiting:
            job = self._until(lambda: self._ended(waiting), ENDED_WITHIN, "A document did not come to its end.")
            waiting.discard(job.sha256)
            yield job

    def places(self, job: Job) -> list[Path]:
        """The job orders of a job as files."""
        delivered = self.records.orders.deliveries(job.id)
        return [self.data / "outputs" / delivery.target for delivery in delivered if delivery.target]

    def _ended(self, digests: set[str]) -> Job | None:
        jobs = (self.records.job_of_bytes(digest) for digest in digests)
        ended = [job for job in jobs if job and job.state.final]
        return min(ended, key=lambda job: job.updated_at, default=None)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=5) as answer:  # noqa: S310 - our own address
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _until(self, look: Callable[[], T | None], limit: float, otherwise: str) -> T:
        """The first answer of ``look`` that is something, within ``limit`` seconds and while the service runs."""
        end = time.monotonic() + limit
        while time.monotonic() < end and self.process.poll() is None:
            if found := look():
                return found
            time.sleep(LOOK_EVERY)
        raise DemoFailed(f"{otherwise} The last lines of its log {self.log}:\n{_last_lines(self.log)}")


@contextmanager
def running_service(data: Path, port: int) -> Iterator[Show]:
    """The service as ``sendora run`` starts it; stopped by SIGTERM at the end."""
    port = free_port(port)
    command = [str(Path(sys.executable).with_name("sendora")), "run", "--data", str(data), "--port", str(port)]
    with log_of(data).open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=_environment(data))  # noqa: S603 - our own command
    show = Show(data, f"http://127.0.0.1:{port}", process)
    try:
        yield show
    finally:
        process.terminate()
        process.wait()


def _environment(data: Path) -> dict[str, str]:
    """Without this machine's own settings of the service: the demo is the same everywhere and touches nothing else."""
    (data / "demo.toml").touch()
    others = {name: value for name, value in os.environ.items() if not name.startswith("SENDORA_")}
    return others | {"SENDORA_CONFIG": str(data / "demo.toml")}


def fresh_folder(data: Path) -> None:
    """An empty data folder. Raises :class:`DemoFailed` rather than remove one that no demo made."""
    if data.exists() and any(data.iterdir()):
        if not (data / MARKER).exists():
            raise DemoFailed(f"{data} holds files that no demo made; they are left alone. Name another: DEMO_DATA=…")
        shutil.rmtree(data)
    data.mkdir(parents=True, exist_ok=True)
    (data / MARKER).touch()


def free_port(wanted: int) -> int:
    """``wanted`` when nobody listens there, otherwise one that the system gives."""
    for port in (wanted, 0):
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise DemoFailed("No port on 127.0.0.1 is free. Stop a program that listens there.")


def log_of(data: Path) -> Path:
    """Where the service's output goes."""
    return data / "service.log"


def _last_lines(log: Path, count: int = 15) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
