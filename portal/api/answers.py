"""What the API answers with. The descriptions of the fields are what its documentation shows."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.jobs import JobState


@dataclass(frozen=True)
class JobTaken:
    """A document that was taken in. ``new`` is false when it, or this very delivery, had come before."""

    job_id: str
    state: JobState
    new: bool
    url: str
    page: str


@dataclass(frozen=True)
class EventIgnored:
    """An event of a type that carries no document for us."""

    ignored: str
