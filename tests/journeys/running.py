"""The real service as a process: started as a person starts it, watched from outside."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.database import open_engine
from pipeline.jobs import Job, JobFilters
from pipeline.records import Records
from tests.forked import Forked, command
from tests.waiting import wait_for

SENDORA = Path(sys.executable).with_name("sendora")


class RunningService:
    """``sendora run`` on a data folder; its address is read from what it prints.

    ``within`` is a shell command that mounts something first, seen by this service alone: it runs in name spaces of
    its own, as any user may on Debian. ``data`` is then the way into them from outside, for files only: SQLite would
    follow it back to this side. Such a service is started by its script, as the demo's is; the others are forked.
    """

    def __init__(self, data: Path, within: str = "", **environment: str) -> None:
        self.log = data.parent.parent / f"{data.name}.log" if within else data.parent / f"{data.name}.log"
        self.log.touch()
        start = self.log.stat().st_size
        given = {**os.environ, "SENDORA_MIN_FREE_MB": "0", **environment}
        run = ("run", "--data", str(data), "--port", "0")
        self.process = (
            self._in_own_spaces(within, run, given)
            if within
            else Forked(command, "sendora", *run, environment=given, log=self.log)
        )
        self.address = self._address(start)
        self.data = Path(f"/proc/{self.process.pid}/root{data}") if within else data
        self.records = Records(open_engine(f"sqlite:///{self.data / 'sendora.db'}"))

    def _in_own_spaces(self, mount: str, run: tuple[str, ...], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        spaces = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", f'{mount} && exec "$@"', "sh"]
        with self.log.open("ab") as log:
            return subprocess.Popen([*spaces, SENDORA, *run], stdout=log, stderr=log, env=environment)  # noqa: S603 - our own command

    def _address(self, start: int) -> str:
        found: list[str] = []

        def printed() -> bool:
            assert self.process.poll() is None, self.log.read_text()
            found[:] = re.findall(r"runs at (http://\S+)", self.log.read_bytes()[start:].decode())
            return bool(found)

        wait_for(printed, 60)
        return found[0]

    def inside(self, *command: str) -> None:
        """Run a command in the service's own name spaces."""
        enter = ["nsenter", "--target", str(self.process.pid), "--user", "--mount", "--preserve-credentials", *command]
        subprocess.run(enter, check=True)  # noqa: S603 - our own command

    def kill(self) -> None:
        """As a power cut: no chance to tidy up."""
        self.records.engine.dispose()
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """As the system asks a service to stop; gives the exit code."""
        self.records.engine.dispose()
        self.process.terminate()
        return self.process.wait(30)

    def end(self) -> None:
        """After a test, whatever became of it."""
        if self.process.poll() is None:
            self.kill()

    def jobs(self) -> dict[str, Job]:
        """Every job by its file's name."""
        return {job.file_name: job for job in self.records.list_jobs(JobFilters(), limit=1000).jobs}

    def all_ended(self, count: int) -> Callable[[], bool]:
        """Whether ``count`` jobs are there and each has come to its end."""
        return lambda: len(self.jobs()) == count and not self.records.unfinished()

    def words(self, file_name: str) -> list[str]:
        """The history of a document, in its words."""
        return [event.words for event in self.records.events(self.jobs()[file_name].id)]


def names(folder: Path) -> list[str]:
    """What a person sees in a folder."""
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.name for path in inside if not any(part.startswith(".") for part in path.parts))


def claimed(inbox: Path) -> list[str]:
    """What the service holds in an inbox's hidden folder."""
    return sorted(path.name for path in inbox.glob(".sendora/*/claimed/*/*"))
