"""What a destination is: somewhere a finished job order is put or sent. The workflow is handed its destinations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pipeline.jobs import Job
from pipeline.model import JobOrder
from pipeline.orders import OrderRecord


@dataclass(frozen=True)
class Finished:
    """A job order ready to leave: its records, its content, and its PDF."""

    job: Job
    record: OrderRecord
    job_order: JobOrder
    pdf: bytes


class Destination(Protocol):
    """Somewhere job orders go. Delivering the same one again must leave one copy: a crash may repeat it."""

    @property
    def name(self) -> str:
        """Stable, for records and settings."""
        ...

    def deliver(self, finished: Finished, previous: str | None) -> str:
        """Put or send it and return where it went; ``previous`` is where this job order went before, if it did.

        Raises :class:`~pipeline.errors.Temporary` when it is worth trying again.
        """
        ...
