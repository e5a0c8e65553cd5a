"""The one door: every document, however it comes, is taken in here or refused here with a sentence.

What is taken is kept on disk and recorded before the sender hears of it. Handing it to the workflow comes after and
may fail: the workflow looks for jobs that were not handed over.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from intake.plain_files import open_plain
from pipeline.archive import Archive, digest_of
from pipeline.away import why_away
from pipeline.database import AWAY
from pipeline.errors import Refused, Temporary
from pipeline.jobs import TRY_AGAIN, Arrival, Job, JobState, NewJob
from pipeline.model import Source
from pipeline.owners import COMPANY
from pipeline.records import Records
from pipeline.rush import Rush
from pipeline.sniff import media_type

log = logging.getLogger(__name__)

UNKNOWN = "application/octet-stream"
END_BYTES = 2**20
"""A file over the limit is known by its size, its start and so much of its end: to read a terabyte takes an hour."""


@dataclass(frozen=True)
class Offered:
    """A document, how it came, and its digest."""

    data: bytes
    arrival: Arrival
    digest: str

    @classmethod
    def of(cls, data: bytes, arrival: Arrival) -> Offered:
        """The digest is made here: whoever offers many need not do it while the door is busy."""
        return cls(data, arrival, digest_of(data))


@dataclass(frozen=True)
class DoorLimits:
    """``max_bytes`` is the largest file taken; intake pauses below ``min_free_bytes`` of room for the archive."""

    max_bytes: int
    min_free_bytes: int


@dataclass(frozen=True)
class Receipt:
    """What became of a document at the door. ``new`` is False when the same bytes had come before."""

    job: Job
    new: bool

    @property
    def refused(self) -> bool:
        return self.job.state is JobState.FAILED


class Door:
    """Takes documents in.

    ``hand_over`` gives a recorded job to the workflow, ``rush`` is told who waits for an answer.
    """

    def __init__(
        self,
        archive: Archive,
        records: Records,
        limits: DoorLimits,
        hand_over: Callable[[Job], object],
        rush: Rush | None = None,
    ) -> None:
        self.archive = archive
        self.records = records
        self.limits = limits
        self.rush = rush or Rush()
        self._hand_over = hand_over

    def narrowed(self, records: Records, max_bytes: int) -> Door:
        """The same door for whoever sees only ``records``: what they bring is theirs, and smaller."""
        limits = replace(self.limits, max_bytes=min(max_bytes, self.limits.max_bytes))
        return Door(self.archive, records, limits, self._hand_over, self.rush)

    def paused(self) -> str | None:
        """Why nothing is taken in just now, in a sentence; None when the door is open."""
        free = self.archive.free_bytes()
        if free >= self.limits.min_free_bytes:
            return None
        return (
            f"Intake is paused: only {free // 1_000_000} MB are free where {self.archive.folder} lies, "
            f"{self.limits.min_free_bytes // 1_000_000} MB are needed. It goes on by itself when there is room."
        )

    def receive(self, data: bytes, arrival: Arrival) -> Receipt:
        """Take in a document, or record its refusal.

        Raises :class:`Temporary` when it can be neither kept nor recorded now; the sender must offer it again.
        """
        if reason := self.paused():
            raise Temporary(reason)
        refusal, kind = self._judge(data, arrival.file_name)
        with self.archive.keeping_for(self.records.owner or COMPANY):
            digest = self.archive.take_in(data) if self._fits(data) else digest_of(data)
        return self._record(NewJob(digest, kind, len(data), arrival), refusal)

    def receive_all(self, offered: Sequence[Offered]) -> list[Receipt | Exception]:
        """As :meth:`receive`, for documents that come at the same time: one flush and one transaction keep them all.

        In place of each that cannot be taken in stands its error.
        """
        try:
            return [*self._receive_together(offered)]
        except Temporary as error:
            return [error] * len(offered)
        except Exception:  # noqa: BLE001 - of one of them: only whose error it is hears of it
            return [self._receive_alone(one) for one in offered]

    def _receive_together(self, offered: Sequence[Offered]) -> list[Receipt]:
        if reason := self.paused():
            raise Temporary(reason)
        with self.archive.keeping_for(self.records.owner or COMPANY):
            self.archive.take_in_all({one.digest: one.data for one in offered if self._fits(one.data)})
        new = [self._new(one) for one in offered]
        with _or_temporary():
            made = self.records.create_jobs(new)
            return [self._settled(*job, one.arrival) for job, one in zip(made, offered, strict=True)]

    def _fits(self, data: bytes) -> bool:
        return len(data) <= self.limits.max_bytes

    def _new(self, one: Offered) -> NewJob:
        refusal, kind = self._judge(one.data, one.arrival.file_name)
        return _new(NewJob(one.digest, kind, len(one.data), one.arrival), refusal)

    def _receive_alone(self, one: Offered) -> Receipt | Exception:
        try:
            return self.receive(one.data, one.arrival)
        except Exception as error:  # noqa: BLE001 - given to whom it belongs
            return error

    def receive_file(self, path: Path, arrival: Arrival) -> Receipt:
        """As :meth:`receive`, for a plain file; one over the limit is not read into memory. Raises :class:`OSError`."""
        most = self.limits.max_bytes
        with open_plain(path) as file:
            size = os.fstat(file.fileno()).st_size
            start = file.read(most + 1)
            if len(start) <= most:
                return self.receive(start, arrival)
            size = max(size, len(start))
            file.seek(max(0, size - END_BYTES))
            digest = digest_of(b"%d %b %b" % (size, start, file.read(END_BYTES)))
        return self._record(NewJob(digest, UNKNOWN, size, arrival), self._too_large(size, arrival.file_name))

    def _judge(self, data: bytes, name: str) -> tuple[Refused | None, str]:
        """Why this is no document (None when it is one), and its media type by content."""
        if not data:
            return Refused("empty", f"{name} is empty. Save or scan it again and send it once more."), UNKNOWN
        if not self._fits(data):
            return self._too_large(len(data), name), UNKNOWN
        if kind := media_type(data):
            return None, kind
        return Refused("not_a_document", NOT_A_DOCUMENT.format(name=name)), UNKNOWN

    def _too_large(self, size: int, name: str) -> Refused:
        allowed = self.limits.max_bytes // 2**20
        return Refused(
            "too_large",
            f"{name} has {size / 2**20:.1f} MB, at most {allowed} MB are taken. "
            "Scan it with a lower resolution (300 dpi, grey) or split it.",
        )

    def _record(self, new: NewJob, refusal: Refused | None) -> Receipt:
        with _or_temporary():
            return self._settled(*self.records.create_job(_new(new, refusal)), new.arrival)

    def _settled(self, job: Job, is_new: bool, arrival: Arrival) -> Receipt:
        """What is recorded goes on to the workflow, if there is something to do."""
        if not is_new and job.code in TRY_AGAIN and self._begins_anew(job, arrival):
            job = self.records.retry(job.id, "The same document came again: another try")
        if not job.state.final:
            self._hand_on(job)
        return Receipt(job, is_new)

    def _begins_anew(self, job: Job, arrival: Arrival) -> bool:
        """Whether the work begins again: not for a delivery that its sender only repeats, whenever it comes.

        A file that lies in the inbox once more, or a mail that is looked at again, was cut short by a crash.
        """
        return arrival.source is not Source.WEBHOOK or arrival in self.records.arrivals(job.id)

    def _hand_on(self, job: Job) -> None:
        try:
            self._hand_over(job)
        except (Temporary, *AWAY):
            log.warning("Job %s is recorded; it is handed to the workflow later", job.id, exc_info=True)


def _new(new: NewJob, refusal: Refused | None) -> NewJob:
    """What is recorded of a document: that it is refused, if it is."""
    if refusal is None:
        return new
    return replace(new, state=JobState.FAILED, words=refusal.reason, code=refusal.code)


@contextmanager
def _or_temporary() -> Iterator[None]:
    """A database that is away is no fault of whoever sends."""
    try:
        yield
    except AWAY as error:
        raise Temporary(why_away(error)) from error


NOT_A_DOCUMENT = (
    "{name} is not a document that can be read. "
    "Send the invoice as PDF, JPG, PNG, TIFF or HEIC, or as an e-invoice (XML or JSON)."
)
