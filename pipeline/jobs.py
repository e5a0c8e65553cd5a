"""A job in the words of the records: one document's way through the service, and what can be asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.model import Source


class JobState(StrEnum):
    """Where a job stands. The last three are ends: nothing more happens by itself."""

    RECEIVED = "received"
    READING = "reading"
    EXTRACTING = "extracting"
    BUILDING = "building"
    RENDERING = "rendering"
    DELIVERING = "delivering"
    DONE = "done"
    NEEDS_REVIEW = "needs_review"
    FAILED = "failed"

    @property
    def final(self) -> bool:
        return self in ENDS


ENDS = frozenset({JobState.DONE, JobState.NEEDS_REVIEW, JobState.FAILED})
RUNNING = frozenset(JobState) - ENDS
TRY_AGAIN = frozenset({"gave_up", "unexpected"})
"""Codes of failures that were not the document's fault: the same bytes again get another try."""


class Begins(StrEnum):
    """The step at which a run begins: a correction of the pages needs no new reading, an approval only the print."""

    READ = "read"
    EXTRACT = "extract"
    RENDER = "render"


@dataclass(frozen=True)
class Arrival:
    """One way a document came by.

    ``origin`` names the very thing that arrived (a claimed file, a mail's part, a webhook's id, an upload): the same
    ``source`` and ``origin`` again is the same arrival.
    """

    source: Source
    origin: str
    sender: str | None
    file_name: str
    at: datetime


@dataclass(frozen=True)
class Job:
    """A document and where it stands. ``words`` says so in a sentence; ``code`` is set when it was refused.

    ``run`` counts from 1 and rises with every retry; ``version`` rises with every change. ``doubts`` is the number of
    issues that wait for a person. The digests are places in the archive. ``begins`` is where the present run begins.
    ``owner`` is "" for the company's own, else it marks the demo's visitor who uploaded it. ``opened_sha256`` is the
    copy of a locked PDF without its password.
    """

    id: str
    sha256: str
    opened_sha256: str | None
    owner: str
    file_name: str
    media_type: str
    size: int
    source: Source
    sender: str | None
    state: JobState
    words: str
    code: str | None
    run: int
    version: int
    received_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    document_digest: str | None
    invoices_digest: str | None
    pages: int | None
    engine: str | None
    title: str | None
    customer: str | None
    doors: int
    frames: int
    doubts: int
    begins: Begins = Begins.READ

    @property
    def readable_sha256(self) -> str:
        """The bytes that are read and shown: the original, or its copy without a password."""
        return self.opened_sha256 or self.sha256


@dataclass(frozen=True)
class Event:
    """Something that happened. ``seconds`` is how long the step took, ``actor`` the person who did it, if one did."""

    id: int
    job_id: str
    at: datetime
    state: JobState
    words: str
    step: str | None
    seconds: float | None
    actor: str | None


@dataclass(frozen=True)
class NewJob:
    """What the door knows of a document that it takes, or refuses (``code`` and ``words``)."""

    sha256: str
    media_type: str
    size: int
    arrival: Arrival
    state: JobState = JobState.RECEIVED
    words: str = "Received"
    code: str | None = None


@dataclass(frozen=True)
class OnDate:
    """A day or a month that somebody looks for.

    As documents' dates are kept (``2026-03-12``, ``2026-03``), and as the time in which it passed here.
    """

    written: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class JobFilters:
    """Which jobs to list. Empty means all.

    Each word of ``text`` is looked for in number, customer, codes, dates and file name. When the text is a date,
    ``dated`` says which: then also what came on it is meant.
    """

    states: frozenset[JobState] = frozenset()
    source: Source | None = None
    text: str = ""
    dated: OnDate | None = None
    received_from: datetime | None = None
    received_until: datetime | None = None
    updated_since: datetime | None = None


@dataclass(frozen=True)
class JobPage:
    """Jobs, newest first; ``next_cursor`` gets the following ones, None at the end."""

    jobs: tuple[Job, ...]
    next_cursor: str | None


@dataclass(frozen=True)
class Findings:
    """What a step learnt about a job, to be shown in lists. None leaves a value as it is, "" takes it away."""

    document_digest: str | None = None
    invoices_digest: str | None = None
    pages: int | None = None
    engine: str | None = None
    title: str | None = None
    customer: str | None = None
    doors: int | None = None
    frames: int | None = None
    doubts: int | None = None
    search_text: str | None = None
