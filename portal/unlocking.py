"""A locked document is opened with the password that a person gives, and goes its way.

The password opens the document once, in the contained child, and is then forgotten: it is in no record, event, log or
command line. What stays is a copy that opens without it, in the archive beside the original (docs/decisions/0014).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.archive import Archive
from pipeline.contained import Workers
from pipeline.jobs import Job
from pipeline.reading import ReadingLimits
from pipeline.reading.unlocking import unlocked
from pipeline.records import Records

LOCKED = "encrypted"
"""The code of a job that waits for a password."""
OPENED = "Opened with its password"


class NotLocked(Exception):
    """The job does not wait for a password. ``str(error)`` says so."""


@dataclass(frozen=True)
class Unlocking:
    """Gives passwords to jobs that wait for one. ``enqueue`` hands a job over to the workflow."""

    workers: Workers
    limits: ReadingLimits
    archive: Archive
    enqueue: Callable[[Job], object]

    def unlock(self, records: Records, job: Job, password: str, actor: str) -> Job:
        """Open the job's document and send it through all steps.

        Raises :class:`NotLocked`, NeedsPassword for a wrong password, Refused and Temporary.
        """
        if not waits_for_password(job):
            raise NotLocked(f"{job.file_name} does not wait for a password.")
        copy = self.workers.call(unlocked, self.archive.path(job.sha256), self.limits, password)
        opened = records.retry(job.id, OPENED, actor, opened_sha256=self.archive.put(copy))
        self.enqueue(opened)
        return opened


def waits_for_password(job: Job) -> bool:
    """Whether a password is what the job lacks."""
    return job.state.final and job.code == LOCKED
