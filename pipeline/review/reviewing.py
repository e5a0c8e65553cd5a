"""A person at work on a job order: look, change, undo, approve, reject. Each is one transaction with one event."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from pipeline.checks import CheckRules
from pipeline.database import reading, writing
from pipeline.errors import Refused
from pipeline.findings import findings_of
from pipeline.form import FormOptions
from pipeline.jobs import Begins, Job, JobState
from pipeline.model import Document as Read
from pipeline.model import Issue, JobOrder, from_json, to_json
from pipeline.orders import Decision, OrderRecord
from pipeline.review.cells import path_of
from pipeline.review.changes import Asked, Change, accepted_cell, operations_of
from pipeline.review.corrections import Corrected, corrected
from pipeline.review.documents import Concerning, concerning
from pipeline.review.ledger import Document
from pipeline.review.making import Making, Recorded, answered_by_approval
from pipeline.review.operations import (
    CHANGES,
    Approve,
    Correction,
    Operation,
    Regroup,
    Reject,
    Undo,
    depending,
    standing,
)
from pipeline.review.words import told

log = logging.getLogger(__name__)

REJECTED = "rejected"
"""The code of a job whose documents a reviewer rejected."""


class NoSuchOrder(LookupError):
    """There is no such job order, or its document was deleted."""


class Stale(Exception):
    """Somebody changed the job order meanwhile. ``version`` is the one that it has now."""

    def __init__(self, version: int) -> None:
        super().__init__(f"The job order is at version {version} by now.")
        self.version = version


class NotNow(Exception):
    """What is asked for does not fit how the job order stands. ``str(error)`` says what to do, ``code`` is stable."""

    def __init__(self, code: str, sentence: str, issues: Sequence[Issue] = ()) -> None:
        super().__init__(sentence)
        self.code = code
        self.issues = tuple(issues)


@dataclass(frozen=True)
class Reviewed:
    """A job order as a reviewer sees it; ``decisions`` are all that were ever made about its file."""

    job: Job
    record: OrderRecord
    built: JobOrder
    order: JobOrder
    under_review: Corrected
    concerning: Concerning
    decisions: tuple[Correction, ...]


def _nobody(_: Job) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Reviews:
    """What reviewers do.

    ``enqueue`` hands a job's new run to the workflow; when that fails a sweep does. ``failed`` is told of a job that
    ends without a job order, as the steps tell it.
    """

    making: Making
    options: FormOptions
    enqueue: Callable[[Job], object]
    failed: Callable[[Job], object] = _nobody

    @property
    def rules(self) -> CheckRules:
        return self.making.rules

    # -- looking ------------------------------------------------------------------------------------------------

    def look(self, order_id: str) -> Reviewed:
        """The job order as it stands. Raises :class:`NoSuchOrder`."""
        with reading(self.making.records.engine) as connection:
            return self._seen(connection, order_id)

    def _seen(self, connection: sa.Connection, order_id: str) -> Reviewed:
        records, archive = self.making.records, self.making.archive
        record = records.orders.order_in(connection, order_id)
        job = records.live_job_in(connection, record.job_id) if record else None
        if record is None or job is None:
            raise NoSuchOrder(order_id)
        order = from_json(archive.get(record.order_digest), JobOrder)
        built = from_json(archive.get(record.built_digest), JobOrder) if record.built_digest else order
        decisions = self.making.ledger.of_job_in(connection, job.id)
        decided = concerning(decisions, record.position, built.pages)
        return Reviewed(job, record, built, order, corrected(built, decided, self.rules), decided, decisions)

    # -- changing -----------------------------------------------------------------------------------------------

    def change(self, order_id: str, version: int, changes: Sequence[Change], by: str) -> Reviewed:
        """Record the changes and make the job order anew. Raises :class:`Stale`, :class:`NotNow`, Refused."""
        with writing(self.making.records.engine) as connection:
            seen = self._open(connection, order_id, version)
            asked = Asked(by, self.options, self.rules)
            document, made = _document(seen), list[Correction]()
            for change in changes:
                now = self._now(seen, [*seen.decisions, *made])
                made += self.making.ledger.add_in(connection, document, operations_of(change, now, asked), by)
            job = self._changed(connection, seen, told(made), by)
            after = self._seen(connection, order_id)
        self._told(job)
        return after

    def _told(self, job: Job) -> None:
        self.making.records.tell(job.id)
        if not job.state.final:
            self.enqueue(job)

    def _changed(self, connection: sa.Connection, seen: Reviewed, words: str, by: str) -> Job:
        """The job order made anew. Its job waits for a person, or is printed again when nothing is left to ask."""
        recorded = self._remade(connection, seen)
        if not seen.job.state.final:
            self._event(connection, seen.job, seen.job.state, words, by)
        elif recorded.order.draft:
            self._event(connection, seen.job, JobState.NEEDS_REVIEW, words, by)
        else:
            self._run(connection, seen.job, words, by)
        return self.making.records.job_in(connection, seen.job.id)

    def _now(self, seen: Reviewed, decisions: Sequence[Correction]) -> Corrected:
        """The job order with decisions that are not recorded yet; the questions of the recorded one are kept."""
        decided = concerning(decisions, seen.record.position, seen.built.pages)
        return corrected(seen.built, decided, self.rules)

    def undo(self, order_id: str, version: int, of: str | None, by: str) -> Reviewed:
        """Undo the operation ``of``, or the last one that holds, and what was done to rows that it made."""
        with writing(self.making.records.engine) as connection:
            seen = self._seen(connection, order_id)
            _refuse_stale(seen, version)
            target = _target(seen, of)
            undone = [target, *depending(seen.decisions, target.id)]
            operations: list[tuple[Operation, str | None]] = [(Undo(each.id), None) for each in reversed(undone)]
            made = self.making.ledger.add_in(connection, _document(seen), operations, by)
            job = self._changed(connection, seen, told(made, undone), by)
            after = self._seen(connection, order_id)
        self._told(job)
        return after

    # -- deciding -----------------------------------------------------------------------------------------------

    def approve(self, order_id: str, version: int, by: str, reason: str | None = None) -> Reviewed:
        """The job order may be built from: it is printed without DRAFT and delivered.

        Open questions refuse it, unless a ``reason`` overrules them all. Raises :class:`Stale`, :class:`NotNow`.
        """
        with writing(self.making.records.engine) as connection:
            seen = self._idle(connection, order_id, version)
            if not seen.order.draft and seen.job.state is JobState.DONE:
                raise NotNow("nothing_to_approve", "Nothing was doubtful here: it was printed and delivered already.")
            still_open = [issue for issue in seen.order.issues if not answered_by_approval(seen.order, issue)]
            if still_open and not reason:
                words = "Accept or correct what is still doubtful first, or approve with a reason."
                raise NotNow("doubts_open", words, still_open)
            document, ledger = _document(seen), self.making.ledger
            ledger.add_in(connection, document, [(each, reason) for each in self._overruling(seen, still_open, by)], by)
            accepted = self._remade(connection, seen)
            approval = Approve(self.making.archive.put(to_json(accepted.order)), _messages(accepted.order))
            ledger.add_in(connection, document, [(approval, reason)], by)
            self._remade(connection, seen)
            self._tell_replaced(connection, seen, by)
            job = self._run(connection, seen.job, "Approved", by)
            after = self._seen(connection, order_id)
        self.making.records.tell(job.id)
        self.enqueue(job)
        return after

    def _overruling(self, seen: Reviewed, still_open: Sequence[Issue], by: str) -> list[Operation]:
        cells = dict.fromkeys(issue.path for issue in still_open if issue.path)
        return [accepted_cell(path_of(path), seen.under_review, by) for path in cells]

    def _run(self, connection: sa.Connection, job: Job, words: str, by: str) -> Job:
        """The run that prints and delivers."""
        records = self.making.records
        orders = [from_json(self.making.archive.get(r.order_digest), JobOrder) for r in self._left(connection, job.id)]
        found = findings_of(job, orders)
        return records.run_again_in(connection, job.id, words, by, Begins.RENDER, found)

    def _left(self, connection: sa.Connection, job_id: str) -> list[OrderRecord]:
        every = self.making.records.orders.of_job_in(connection, job_id)
        return [record for record in every if record.decision is not Decision.REJECTED]

    def reject(self, order_id: str, version: int, by: str, reason: str) -> Reviewed:
        """No job order is made of the document; its sender is told why. Its revision letter is free again."""
        with writing(self.making.records.engine) as connection:
            seen = self._idle(connection, order_id, version)
            self.making.ledger.add_in(connection, _document(seen), [(Reject(), reason)], by)
            self._remade(connection, seen)
            self._end_rejected(connection, seen.job, by, reason)
            after = self._seen(connection, order_id)
        self.making.records.tell(seen.job.id)
        if after.job.state is JobState.FAILED:
            self._put_aside(after.job)
        return after

    def _put_aside(self, job: Job) -> None:
        try:
            self.failed(job)
        except OSError:  # the rejection holds: a full disk is told on the health page
            log.warning("Job %s: its document could not be put among the failed", job.id, exc_info=True)

    def _end_rejected(self, connection: sa.Connection, job: Job, by: str, reason: str) -> None:
        left = self._left(connection, job.id)
        if not left:
            self._event(connection, job, JobState.FAILED, reason, by, code=REJECTED)
        elif any(record.draft for record in left):
            self._event(connection, job, JobState.NEEDS_REVIEW, f"One document rejected: {reason}", by)
        else:
            self._event(connection, job, JobState.DONE, f"Done; one document rejected: {reason}", by)

    # -- the file's documents -----------------------------------------------------------------------------------

    def regroup(self, job_id: str, documents: Sequence[Sequence[int]] | None, by: str) -> Job:
        """Say which pages of the file make up each document; None leaves it to the reading again.

        The file is understood anew, without being read again. Raises :class:`NoSuchOrder`, :class:`NotNow`, Refused.
        """
        with writing(self.making.records.engine) as connection:
            job = self.making.records.live_job_in(connection, job_id)
            if job is None:
                raise NoSuchOrder(job_id)
            if not job.state.final or job.document_digest is None:
                raise NotNow(
                    "running", "This document is being worked on, or was not read: try again when it has ended."
                )
            operation = self._grouping(connection, job, documents)
            (made,) = self.making.ledger.add_in(connection, Document(job_id), [(operation, None)], by)
            job = self.making.records.run_again_in(connection, job_id, told([made]), by, Begins.EXTRACT)
        self._told(job)
        return job

    def _grouping(
        self, connection: sa.Connection, job: Job, documents: Sequence[Sequence[int]] | None
    ) -> Regroup | Undo:
        if documents is None:
            held = [c for c in standing(self.making.ledger.of_job_in(connection, job.id)) if _regroups(c)]
            if not held:
                raise Refused("nothing_to_undo", "The pages are grouped as they were read already.")
            return Undo(held[-1].id)
        read = from_json(self.making.archive.get(str(job.document_digest)), Read)
        pages, named = sorted(page.number for page in read.pages), sorted(n for group in documents for n in group)
        if pages != named or not all(documents):
            listed = ", ".join(map(str, pages)) or "none"
            raise Refused("pages_differ", f"Every page belongs to one document. The pages of this file: {listed}.")
        was = [self._pages(record) for record in self.making.records.orders.of_job_in(connection, job.id)]
        return Regroup(tuple(tuple(sorted(group)) for group in documents), tuple(was))

    def _pages(self, record: OrderRecord) -> tuple[int, ...]:
        return from_json(self.making.archive.get(record.order_digest), JobOrder).pages

    # -- inside a transaction -----------------------------------------------------------------------------------

    def _open(self, connection: sa.Connection, order_id: str, version: int) -> Reviewed:
        """The job order, when it may be changed."""
        seen = self._seen(connection, order_id)
        _refuse_stale(seen, version)
        if seen.record.decision:
            words = f"{seen.record.decided_by} {seen.record.decision} this job order: undo that first to change it."
            raise NotNow("decided", words)
        return seen

    def _idle(self, connection: sa.Connection, order_id: str, version: int) -> Reviewed:
        """The job order, when it may be changed and its job is not just being worked on."""
        seen = self._open(connection, order_id, version)
        if not seen.job.state.final:
            raise NotNow("running", "This document is being worked on just now: try again in a moment.")
        return seen

    def _remade(self, connection: sa.Connection, seen: Reviewed) -> Recorded:
        return self.making.made_in(connection, seen.job.id, seen.record.position, seen.built)

    def _event(  # noqa: PLR0913, PLR0917 - an event has these parts
        self, connection: sa.Connection, job: Job, state: JobState, words: str, by: str, code: str | None = None
    ) -> None:
        """One event, and the job as lists show it."""
        orders = [from_json(self.making.archive.get(r.order_digest), JobOrder) for r in self._left(connection, job.id)]
        found = findings_of(job, orders)
        self.making.records.add_event_in(connection, job.id, state, words, {"actor": by}, found, code=code)

    def _tell_replaced(self, connection: sa.Connection, seen: Reviewed, by: str) -> None:
        """The history of the replaced job order names the one that replaces it."""
        records = self.making.records
        earlier = seen.record.replaces and records.orders.order_in(connection, seen.record.replaces)
        job = records.live_job_in(connection, earlier.job_id) if earlier else None
        if earlier and job and job.id != seen.job.id:
            words = f"Replaced by revision {seen.record.letter}, approved {datetime.now(UTC).astimezone():%d %b %Y}"
            records.add_event_in(connection, job.id, job.state, words, {"actor": by}, code=job.code)


def _refuse_stale(seen: Reviewed, version: int) -> None:
    if seen.record.version != version:
        raise Stale(seen.record.version)


def _document(seen: Reviewed) -> Document:
    return Document(seen.job.id, seen.record.position, seen.built.pages[0] if seen.built.pages else 0)


def _regroups(correction: Correction) -> bool:
    return isinstance(correction.operation, Regroup)


def _messages(order: JobOrder) -> tuple[str, ...]:
    return tuple(issue.message for issue in order.issues)


def _is_decision(correction: Correction) -> bool:
    return isinstance(correction.operation, Approve | Reject)


def _target(seen: Reviewed, of: str | None) -> Correction:
    """What is to be undone: an operation about this document that holds."""
    mine = [c for c in seen.concerning.own if isinstance(c.operation, (*CHANGES, Approve, Reject))]
    if seen.record.decision and mine and not _is_decision(mine[-1]):
        mine = [c for c in mine if _is_decision(c)]
    chosen = [c for c in mine if of in (None, c.id)]
    if not chosen:
        raise Refused(
            "nothing_to_undo", "There is nothing to undo: it was undone already, or is about another document."
        )
    if seen.record.decision and not _is_decision(chosen[-1]):
        raise NotNow("decided", f"{seen.record.decided_by} {seen.record.decision} this job order: undo that first.")
    return chosen[-1]
