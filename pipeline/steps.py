"""The steps of a document's way: read, extract, build, render, store, deliver.

Each step takes what the one before left in the archive and leaves its own result there; what it returns is small
(digests and ids), so that the workflow can record it. Running a step twice gives the same result: only the records
of when it began are doubled.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pipeline.archive import Archive
from pipeline.delivery import Destination, Finished
from pipeline.errors import Temporary
from pipeline.jobs import Findings, Job, JobState
from pipeline.model import Document, DoorRow, FrameRow, Invoice, JobOrder, from_json, to_json
from pipeline.orders import OrderRecord
from pipeline.records import Records
from pipeline.retry import RetryPolicy, patiently
from pipeline.revision import revised, revision_key, shown_number

T = TypeVar("T")

OrderIds = list[str]
"""The ids of the job orders that a document became."""


@dataclass(frozen=True)
class Parts:
    """What the steps are done with.

    ``render`` is also given the records that the foot of the page names. ``failed`` is told of each job that ended
    without a job order, so that its original can be put where a person finds it.
    """

    archive: Archive
    records: Records
    read: Callable[[Job], Document]
    extract: Callable[[Document], tuple[Invoice, ...]]
    build: Callable[[Invoice], JobOrder]
    render: Callable[[JobOrder, Job, OrderRecord], bytes]
    destinations: tuple[Destination, ...]
    failed: Callable[[Job], None]
    policy: RetryPolicy


@dataclass(frozen=True)
class Told:
    """What a step's end is written down as."""

    words: str
    findings: Findings | None = None


class Steps:
    """The steps, each written into the job's history when it begins and when it ends."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def read(self, job_id: str, run: int) -> str:
        """Read the original; gives the digest of its :class:`Document`."""

        def work() -> tuple[str, Told]:
            document = self.parts.read(self._job(job_id))
            digest = self.parts.archive.put(to_json(document))
            engine = document.pages[0].engine if document.pages else "e-invoice"
            findings = Findings(document_digest=digest, pages=len(document.pages), engine=engine)
            return digest, Told(_read_words(document), findings)

        return self._step((job_id, run), JobState.READING, "Reading its pages", work)

    def extract(self, job_id: str, run: int, document_digest: str) -> str:
        """Find what the document says; gives the digest of its invoices."""

        def work() -> tuple[str, Told]:
            document = from_json(self.parts.archive.get(document_digest), Document)
            invoices = self.parts.extract(document)
            digest = self.parts.archive.put(to_json(invoices))
            lines = sum(len(invoice.items) for invoice in invoices)
            return digest, Told(f"Found {_count(lines, 'line')}", Findings(invoices_digest=digest))

        return self._step((job_id, run), JobState.EXTRACTING, "Looking for what it says", work)

    def build(self, job_id: str, run: int, invoices_digest: str) -> OrderIds:
        """Make and review the job orders and record them; gives their ids."""

        def work() -> tuple[OrderIds, Told]:
            invoices = from_json(self.parts.archive.get(invoices_digest), tuple[Invoice, ...])
            built = [self._recorded(job_id, n, self.parts.build(invoice)) for n, invoice in enumerate(invoices, 1)]
            orders = [order for _, order in built]
            return [record.id for record, _ in built], Told(
                _built_words(orders), _built_findings(self._job(job_id), orders)
            )

        return self._step((job_id, run), JobState.BUILDING, "Filling in the job order", work)

    def _recorded(self, job_id: str, position: int, order: JobOrder) -> tuple[OrderRecord, JobOrder]:
        """The order with its revision, and its record."""
        archive, orders = self.parts.archive, self.parts.records.orders
        digest = archive.put(to_json(order))
        record = orders.claim(job_id, position, shown_number(order), revision_key(order), digest)
        if earlier := record.replaces and orders.order(record.replaces):
            content = from_json(archive.get(earlier.order_digest), JobOrder)
            order = revised(order, record, content, earlier)
            digest = archive.put(to_json(order))
        customer = str(order.customer_name.value or "") if order.customer_name else None
        record = orders.save(record.id, customer=customer, draft=order.draft, order_digest=digest, pdf_digest=None)
        return record, order

    def render(self, job_id: str, run: int, order_ids: OrderIds) -> list[str]:
        """Print each job order; gives the digests of the PDFs."""

        def work() -> tuple[list[str], Told]:
            job = self._job(job_id)
            digests = [self._rendered(job, order_id) for order_id in order_ids]
            return digests, Told(f"Printed {_count(len(digests), 'job order')}")

        return self._step((job_id, run), JobState.RENDERING, "Printing the job order", work)

    def _rendered(self, job: Job, order_id: str) -> str:
        record = self._order(order_id)
        order = from_json(self.parts.archive.get(record.order_digest), JobOrder)
        return self.parts.archive.put(self.parts.render(order, job, record))

    def store(self, job_id: str, run: int, order_ids: OrderIds, pdf_digests: list[str]) -> None:
        """Record which PDF belongs to which job order."""

        def work() -> tuple[None, Told]:
            for order_id, pdf_digest in zip(order_ids, pdf_digests, strict=True):
                r = self._order(order_id)
                self.parts.records.orders.save(
                    r.id, customer=r.customer, draft=r.draft, order_digest=r.order_digest, pdf_digest=pdf_digest
                )
            return None, Told("Stored")

        self._step((job_id, run), JobState.RENDERING, "Storing the job order", work, name="store")

    def deliver(self, job_id: str, run: int, order_ids: OrderIds, destination: str) -> None:
        """Put or send each job order to one destination."""

        def work() -> tuple[None, Told]:
            chosen = next(d for d in self.parts.destinations if d.name == destination)
            targets = [self._delivered(job_id, order_id, chosen) for order_id in order_ids]
            return None, Told(f"Delivered to {', '.join(targets)}")

        self._step(
            (job_id, run), JobState.DELIVERING, f"Delivering to {destination}", work, name=f"deliver {destination}"
        )

    def _delivered(self, job_id: str, order_id: str, destination: Destination) -> str:
        records, record = self.parts.records, self._order(order_id)
        delivery = records.orders.begin_delivery(order_id, destination.name)
        content = from_json(self.parts.archive.get(record.order_digest), JobOrder)
        pdf = self.parts.archive.get(str(record.pdf_digest))
        try:
            target = destination.deliver(Finished(self._job(job_id), record, content, pdf), delivery.target)
        except Temporary as error:
            records.orders.end_delivery(delivery, error=error.reason)
            raise
        records.orders.end_delivery(delivery, target=target)
        return target

    def finish(self, job_id: str, run: int, order_ids: OrderIds) -> None:
        """The job's end: done, or a person is asked."""
        orders = [self._order(order_id) for order_id in order_ids]
        job = self._job(job_id)
        state = JobState.NEEDS_REVIEW if any(order.draft for order in orders) else JobState.DONE
        words = f"Needs you: {_count(job.doubts, 'doubt')}" if state is JobState.NEEDS_REVIEW else "Done"
        self.parts.records.add_event(job_id, state, words, once=f"{run} end")

    def fail(self, job_id: str, run: int, code: str, reason: str) -> None:
        """The job's end without a job order: ``reason`` says why and what to do."""
        self.parts.records.add_event(job_id, JobState.FAILED, reason, once=f"{run} end", code=code)
        job = self.parts.records.job(job_id)
        if job and job.state is JobState.FAILED:
            self.parts.failed(job)

    # -- around each step ---------------------------------------------------------------------------------------

    def _step(
        self, this: tuple[str, int], state: JobState, words: str, work: Callable[[], tuple[T, Told]], *, name: str = ""
    ) -> T:
        job_id, run = this
        records, step = self.parts.records, name or state.value
        records.add_event(job_id, state, words, step=step)
        started = time.monotonic()
        result, told = patiently(work, self.parts.policy, lambda error, wait: self._waits(job_id, state, error, wait))
        seconds = time.monotonic() - started
        records.add_event(
            job_id, state, told.words, step=step, seconds=seconds, once=f"{run} {step}", findings=told.findings
        )
        return result

    def _waits(self, job_id: str, state: JobState, error: Temporary, wait: float) -> None:
        self.parts.records.add_event(job_id, state, f"{error.reason} Trying again in {wait:.0f} s.")

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
    """The job was deleted while it was being worked on."""


def _read_words(document: Document) -> str:
    engines = sorted({f"{page.engine} {page.engine_version}".strip() for page in document.pages})
    return f"Read {_count(len(document.pages), 'page')}" + (f" with {', '.join(engines)}" if engines else "")


def _built_words(orders: list[JobOrder]) -> str:
    doors, frames = sum(len(o.doors) for o in orders), sum(len(o.frames) for o in orders)
    return f"{_count(doors, 'door row')}, {_count(frames, 'frame row')}"


def _built_findings(job: Job, orders: list[JobOrder]) -> Findings:
    numbers = [number for order in orders if (number := shown_number(order))]
    customers = [str(o.customer_name.value) for o in orders if o.customer_name and o.customer_name.value]
    rows: list[DoorRow | FrameRow] = []
    for order in orders:
        rows += [*order.doors, *order.frames]
    codes = [str(row.laminate_code.value) for row in rows if row.laminate_code]
    heads = [f for o in orders for f in (o.po_no, o.job_order_date, o.delivery_date) if f and f.value]
    return Findings(
        title=", ".join(numbers) or None,
        customer=customers[0] if customers else None,
        doors=sum(len(order.doors) for order in orders),
        frames=sum(len(order.frames) for order in orders),
        doubts=sum(len(order.issues) for order in orders),
        search_text=" ".join(
            dict.fromkeys([*numbers, *customers, *codes, *(str(head.value) for head in heads), job.file_name])
        ).lower(),
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
