"""The steps of a document's way: read, extract, build, render, store, deliver.

Each step takes what the one before left in the archive and leaves its own result there; what it returns is small
(digests and ids), so that the workflow can record it. Running a step twice gives the same result: only the records
of when it began are doubled.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.archive import Archive
from pipeline.checks import CheckRules
from pipeline.database import writing
from pipeline.delivery import Destination, Finished
from pipeline.errors import Temporary
from pipeline.expected_customer import asked_about_customer
from pipeline.findings import findings_of
from pipeline.jobs import Findings, Job, JobState
from pipeline.model import Document, Invoice, JobOrder, from_json, to_json
from pipeline.orders import Decision, OrderRecord
from pipeline.owners import COMPANY
from pipeline.records import Records
from pipeline.retry import RetryPolicy
from pipeline.review.documents import groups_of
from pipeline.review.making import Making

T = TypeVar("T")

Groups = tuple[tuple[int, ...], ...]
"""The pages of each document in a file, as a person grouped them."""

OrderIds = list[str]
"""The ids of the job orders that a document became."""


@dataclass(frozen=True)
class Parts:
    """What the steps are done with.

    ``extract`` is also given how a person grouped the file's pages, if one did. ``render`` is also given the records
    that the foot of the page names. ``failed`` is told of each job that ended without a job order, so that its original
    can be put where a person finds it. By ``rules`` what people typed is checked. ``expected_customer`` is whose
    document it should be by the folder it came in.
    """

    archive: Archive
    records: Records
    read: Callable[[Job], Document]
    extract: Callable[[Document, Groups | None], tuple[Invoice, ...]]
    build: Callable[[Invoice], JobOrder]
    render: Callable[[JobOrder, Job, OrderRecord], bytes]
    destinations: tuple[Destination, ...]
    failed: Callable[[Job], None]
    policy: RetryPolicy
    rules: CheckRules = field(default_factory=CheckRules)
    expected_customer: Callable[[Job], str | None] = lambda _job: None


@dataclass(frozen=True)
class Told:
    """What a step's end is written down as."""

    words: str
    findings: Findings | None = None


class Steps:
    """The steps, each written into the job's history when it begins and when it ends."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.making = Making(parts.records, parts.archive, parts.rules)

    def begun(self, job_id: str) -> str:
        """What a run that does not begin with reading goes on from: the digest of what was read."""
        digest = self._job(job_id).document_digest
        if digest is None:
            raise JobGone(job_id)
        return digest

    def to_print(self, job_id: str) -> OrderIds:
        """The job orders that may be built from and are not printed so yet."""
        orders = self.parts.records.orders.of_job(job_id)
        return [o.id for o in orders if not o.draft and o.decision is not Decision.REJECTED and not o.pdf_digest]

    def read(self, job_id: str, run: int) -> str:
        """Read the original; gives the digest of its :class:`Document`."""

        def work() -> tuple[str, Told]:
            document = self.parts.read(self._job(job_id))
            digest = self.parts.archive.put(to_json(document))
            engine = ", ".join(dict.fromkeys(page.engine for page in document.pages)) or "e-invoice"
            findings = Findings(document_digest=digest, pages=len(document.pages), engine=engine)
            return digest, Told(_read_words(document), findings)

        return self._step((job_id, run), JobState.READING, "Reading its pages", work)

    def extract(self, job_id: str, run: int, document_digest: str) -> str:
        """Find what the document says; gives the digest of its invoices."""

        def work() -> tuple[str, Told]:
            document = from_json(self.parts.archive.get(document_digest), Document)
            invoices = self.parts.extract(document, groups_of(self.making.ledger.of_job(job_id)))
            digest = self.parts.archive.put(to_json(invoices))
            lines = sum(len(invoice.items) for invoice in invoices)
            return digest, Told(f"Found {_count(lines, 'line')}", Findings(invoices_digest=digest))

        return self._step((job_id, run), JobState.EXTRACTING, "Looking for what it says", work)

    def build(self, job_id: str, run: int, invoices_digest: str) -> OrderIds:
        """Make and review the job orders and record them; gives their ids."""

        def work() -> tuple[OrderIds, Told]:
            invoices = from_json(self.parts.archive.get(invoices_digest), tuple[Invoice, ...])
            expected = self.parts.expected_customer(self._job(job_id))
            built = [asked_about_customer(self.parts.build(invoice), expected) for invoice in invoices]
            made = self._made(job_id, built)
            orders = [order for _, order in made]
            return [record.id for record, _ in made], Told(_built_words(orders), findings_of(self._job(job_id), orders))

        return self._step((job_id, run), JobState.BUILDING, "Filling in the job order", work)

    def _made(self, job_id: str, built: list[JobOrder]) -> list[tuple[OrderRecord, JobOrder]]:
        """The orders with what people decided about them, and their records; what else the job had is gone."""
        with writing(self.parts.records.engine) as connection:
            self.making.reopened_in(connection, job_id)
            made = [self.making.made_in(connection, job_id, position, order) for position, order in enumerate(built, 1)]
            self.parts.records.orders.keep_first_in(connection, job_id, len(built))
        return [(each.record, each.order) for each in made]

    def render(self, job_id: str, run: int, order_ids: OrderIds) -> list[str]:
        """Print each job order; gives the digests of the PDFs, each followed by that of the content it shows."""

        def work() -> tuple[list[str], Told]:
            job = self._job(job_id)
            digests = [self._rendered(job, order_id) for order_id in order_ids]
            return digests, Told(f"Printed {_count(len(digests), 'job order')}")

        return self._step((job_id, run), JobState.RENDERING, "Printing the job order", work)

    def _rendered(self, job: Job, order_id: str) -> str:
        record = self._order(order_id)
        order = from_json(self.parts.archive.get(record.order_digest), JobOrder)
        return f"{self.parts.archive.put(self.parts.render(order, job, record))} {record.order_digest}"

    def print_again(self, order_id: str, version: int) -> None:
        """Print a job order that a person changed, unless it was changed once more since ``version``."""
        record = self.parts.records.orders.order(order_id)
        job = self.parts.records.job(record.job_id) if record else None
        if record and job and record.version == version:
            with self.parts.archive.keeping_for(job.owner):
                pdf_digest, _, content = self._rendered(job, order_id).partition(" ")
            self.parts.records.orders.printed(order_id, content, pdf_digest)
            self.parts.records.tell(job.id)

    def store(self, job_id: str, run: int, order_ids: OrderIds, pdf_digests: list[str]) -> None:
        """Record which PDF belongs to which job order; one whose content was changed meanwhile gets none."""

        def work() -> tuple[None, Told]:
            for order_id, printed in zip(order_ids, pdf_digests, strict=True):
                pdf_digest, _, content = printed.partition(" ")
                content = content or self._order(order_id).order_digest  # printed before a content was named
                self.parts.records.orders.printed(order_id, content, pdf_digest)
            return None, Told("Stored")

        self._step((job_id, run), JobState.RENDERING, "Storing the job order", work, name="store")

    def deliver(self, job_id: str, run: int, order_ids: OrderIds, destination: str) -> None:
        """Put or send each job order to one destination."""

        def work() -> tuple[None, Told]:
            if self._job(job_id).owner != COMPANY:
                return None, Told("Kept for its visitor alone")
            chosen = next(d for d in self.parts.destinations if d.name == destination)
            targets = [self._delivered(job_id, order_id, chosen) for order_id in order_ids]
            return None, Told(f"Delivered to {', '.join(targets)}")

        self._step(
            (job_id, run), JobState.DELIVERING, f"Delivering to {destination}", work, name=f"deliver {destination}"
        )

    def _delivered(self, job_id: str, order_id: str, destination: Destination) -> str:
        records, record = self.parts.records, self._order(order_id)
        if record.pdf_digest is None:
            return "nobody: it was changed while it was printed"
        delivery = records.orders.begin_delivery(order_id, destination.name)
        content = from_json(self.parts.archive.get(record.order_digest), JobOrder)
        pdf = self.parts.archive.get(record.pdf_digest)
        try:
            target = destination.deliver(Finished(self._job(job_id), record, content, pdf), delivery.target)
        except Temporary as error:
            records.orders.end_delivery(delivery, error=error.reason)
            raise
        records.orders.end_delivery(delivery, target=target)
        return target

    def finish(self, job_id: str, run: int, order_ids: OrderIds) -> None:  # noqa: ARG002 - recorded so since the first version
        """The job's end: done, or a person is asked about one of its job orders."""
        every = self.parts.records.orders.of_job(job_id)
        orders = [order for order in every if order.decision is not Decision.REJECTED]
        job = self._job(job_id)
        state = JobState.NEEDS_REVIEW if any(order.draft for order in orders) else JobState.DONE
        words = f"Needs you: {_count(job.doubts, 'doubt')}" if state is JobState.NEEDS_REVIEW else "Done"
        self.parts.records.add_event(job_id, state, words, once=f"{run} end", run=run)

    def fail(self, job_id: str, run: int, code: str, reason: str) -> None:
        """The job's end without a job order: ``reason`` says why and what to do."""
        if self.parts.records.job(job_id) is None:
            return
        if not self.parts.records.add_event(job_id, JobState.FAILED, reason, once=f"{run} end", code=code, run=run):
            return
        job = self.parts.records.job(job_id)
        if job and job.state is JobState.FAILED and job.owner == COMPANY:
            self.parts.failed(job)

    def waits(self, job_id: str, run: int, error: Temporary, wait: float) -> None:
        """Why a step is tried again only in ``wait`` seconds."""
        words = f"{error.reason} Trying again in {wait:.0f} s."
        if not self.parts.records.add_event(job_id, self._job(job_id).state, words, run=run):
            raise JobGone(job_id)

    # -- around each step ---------------------------------------------------------------------------------------

    def _step(
        self, this: tuple[str, int], state: JobState, words: str, work: Callable[[], tuple[T, Told]], *, name: str = ""
    ) -> T:
        job_id, run = this
        records, step, owner = self.parts.records, name or state.value, self._job(job_id).owner
        if not records.add_event(job_id, state, words, step=step, run=run):
            raise JobGone(job_id)
        started = time.monotonic()
        with self.parts.archive.keeping_for(owner):
            result, told = work()
        seconds = time.monotonic() - started
        records.add_event(
            job_id, state, told.words, step=step, seconds=seconds, once=f"{run} {step}", findings=told.findings, run=run
        )
        return result

    def _job(self, job_id: str) -> Job:
        job = self.parts.records.job(job_id)
        if job is None:
            raise JobGone(job_id)
        return job

    def _order(self, order_id: str) -> OrderRecord:
        order = self.parts.records.orders.order(order_id)
        if order is None:
            raise JobGone(order_id)
        return order


class JobGone(Exception):
    """The job was deleted, or this run of it called off, while it was being worked on."""


def _read_words(document: Document) -> str:
    engines = sorted({f"{page.engine} {page.engine_version}".strip() for page in document.pages})
    read = f"Read {_count(len(document.pages), 'page')}" + (f" with {', '.join(engines)}" if engines else "")
    if not document.notes:
        return read
    return " ".join((f"{read}.", *document.notes) if document.pages else document.notes)


def _built_words(orders: list[JobOrder]) -> str:
    doors, frames = sum(len(o.doors) for o in orders), sum(len(o.frames) for o in orders)
    return f"{_count(doors, 'door row')}, {_count(frames, 'frame row')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
