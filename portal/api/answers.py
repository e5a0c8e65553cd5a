"""What the API answers with. These types are the description of it, so they say what each member means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.jobs import Arrival, Event, Job, JobState
from pipeline.model import Source
from pipeline.orders import Decision, Delivery, DeliveryState, OrderRecord
from portal.languages import said
from portal.worklist import Standing, standing, step_number


@dataclass(frozen=True)
class JobTaken:
    """A document that was taken in. ``new`` is false when the same bytes, or this very delivery, had come before."""

    job_id: str
    state: JobState
    new: bool
    url: str
    page: str

    @classmethod
    def of(cls, job: Job, *, new: bool) -> JobTaken:
        return cls(job.id, job.state, new, api_address(job.id), page_address(job.id))


@dataclass(frozen=True)
class EventIgnored:
    """An event of a type that carries no document for us."""

    ignored: str


@dataclass(frozen=True)
class JobAnswer:
    """A job.

    ``words`` says in a sentence where it stands, ``code`` is set when it failed. ``version`` rises with every change.
    ``standing`` is the state as people see it, ``step`` counts its steps from 1 to 5, ``doubts`` what waits for a
    person.
    """

    id: str
    state: JobState
    standing: Standing
    step: int
    words: str
    code: str | None
    version: int
    run: int
    file_name: str
    media_type: str
    size: int
    sha256: str
    source: Source
    sender: str | None
    received_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    pages: int | None
    job_order_no: str | None
    customer: str | None
    doors: int
    frames: int
    doubts: int
    url: str
    document: str

    @classmethod
    def of(cls, job: Job) -> JobAnswer:
        return cls(
            id=job.id,
            state=job.state,
            standing=standing(job),
            step=step_number(job),
            words=said(job.words),
            code=job.code,
            version=job.version,
            run=job.run,
            file_name=job.file_name,
            media_type=job.media_type,
            size=job.size,
            sha256=job.sha256,
            source=job.source,
            sender=job.sender,
            received_at=job.received_at,
            updated_at=job.updated_at,
            finished_at=job.finished_at,
            pages=job.pages,
            job_order_no=job.title,
            customer=job.customer,
            doors=job.doors,
            frames=job.frames,
            doubts=job.doubts,
            url=page_address(job.id),
            document=f"{api_address(job.id)}/document",
        )


@dataclass(frozen=True)
class JobListAnswer:
    """Jobs, newest first. ``next_cursor`` gets the following ones, null at the end."""

    jobs: tuple[JobAnswer, ...]
    next_cursor: str | None


@dataclass(frozen=True)
class OrderAnswer:
    """A job order of a document.

    ``revision`` is its letter, ``replaces`` the id of the one before it, ``draft`` whether a person must look first.
    ``pdf`` is null until it is printed. ``version`` is what ``If-Match`` asks for.
    """

    id: str
    job_id: str
    position: int
    number: str | None
    customer: str | None
    revision: str
    replaces: str | None
    draft: bool
    decision: Decision | None
    version: int
    created_at: datetime
    updated_at: datetime
    url: str
    json: str
    pdf: str | None

    @classmethod
    def of(cls, order: OrderRecord) -> OrderAnswer:
        own = f"/api/job-orders/{order.id}"
        return cls(
            id=order.id,
            job_id=order.job_id,
            position=order.position,
            number=order.number,
            customer=order.customer,
            revision=order.letter,
            replaces=order.replaces,
            draft=order.draft,
            decision=order.decision,
            version=order.version,
            created_at=order.created_at,
            updated_at=order.updated_at,
            url=own,
            json=f"{own}/json",
            pdf=f"{own}/pdf" if order.pdf_digest else None,
        )


@dataclass(frozen=True)
class ArrivalAnswer:
    """A way in which the document came by."""

    source: Source
    sender: str | None
    file_name: str
    at: datetime

    @classmethod
    def of(cls, arrival: Arrival) -> ArrivalAnswer:
        return cls(arrival.source, arrival.sender, arrival.file_name, arrival.at)


@dataclass(frozen=True)
class HistoryAnswer:
    """Something that happened to the job. ``actor`` is the person who did it, ``seconds`` how long a step took."""

    at: datetime
    state: JobState
    words: str
    step: str | None
    seconds: float | None
    actor: str | None

    @classmethod
    def of(cls, event: Event) -> HistoryAnswer:
        return cls(event.at, event.state, said(event.words), event.step, event.seconds, event.actor)


@dataclass(frozen=True)
class DeliveredAnswer:
    """Where a job order was put or sent."""

    order_id: str
    destination: str
    state: DeliveryState
    target: str | None
    error: str | None
    at: datetime

    @classmethod
    def of(cls, delivery: Delivery) -> DeliveredAnswer:
        return cls(
            delivery.order_id, delivery.destination, delivery.state, delivery.target, delivery.error, delivery.at
        )


@dataclass(frozen=True)
class JobDetails:
    """A job with its job orders, the ways it came by, its history, and where its job orders went."""

    job: JobAnswer
    job_orders: tuple[OrderAnswer, ...]
    arrivals: tuple[ArrivalAnswer, ...]
    history: tuple[HistoryAnswer, ...]
    deliveries: tuple[DeliveredAnswer, ...]


def api_address(job_id: str) -> str:
    """Where a program asks about the job."""
    return f"/api/jobs/{job_id}"


def page_address(job_id: str) -> str:
    """Where a person looks at it."""
    return f"/jobs/{job_id}"
