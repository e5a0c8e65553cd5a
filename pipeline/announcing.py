"""What other systems are told, written down in the very transaction that made it true.

An event is fixed when it happens: its id, its body, and who is to get it. Sending comes after and may be repeated; the
event stays the same. Which event follows from where a job stands and what was told of its job orders before, so it
does not matter which step, person or program brought the job there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

import msgspec
import sqlalchemy as sa

from pipeline.identity import new_id
from pipeline.jobs import Job, JobState
from pipeline.orders import Decision
from pipeline.tables import job_orders
from pipeline.webhook_tables import webhook_deliveries, webhook_events
from pipeline.webhooks_out import SendState

LONGEST_WORDS = 500
"""Characters of a sentence or name in an event: with all of them it stays far below the standard's 20 kB."""


class EventType(StrEnum):
    """What can be told. The order of arrival is not promised: the highest ``job.version`` counts."""

    CREATED = "job_order.created"
    NEEDS_REVIEW = "job_order.needs_review"
    REVISED = "job_order.revised"
    FAILED = "job.failed"


@dataclass(frozen=True)
class JobLinks:
    """Where more is told about a job: for programs, and for people."""

    self: str
    page: str


@dataclass(frozen=True)
class JobTold:
    """The job as it stood when the event happened. ``version`` rises with every change."""

    id: str
    version: int
    state: JobState
    words: str
    code: str | None
    source: str
    file_name: str
    received_at: datetime
    links: JobLinks


@dataclass(frozen=True)
class OrderLinks:
    """Where a job order is got from."""

    self: str
    pdf: str
    json: str


@dataclass(frozen=True)
class OrderTold:
    """The job order of the event. ``revision`` is its letter, ``replaces`` the id of the one before it."""

    id: str
    number: str | None
    revision: str
    replaces: str | None
    draft: bool
    customer: str | None
    links: OrderLinks


@dataclass(frozen=True)
class EventData:
    """Ids and links, never a document. A failed job has no job order."""

    job: JobTold
    job_order: OrderTold | None = None


@dataclass(frozen=True)
class WebhookEvent:
    """An event as it is sent. ``schema`` is the version of this shape; ``id`` is also the header ``webhook-id``."""

    id: str
    type: EventType
    timestamp: datetime
    schema: int
    data: EventData


class Announces(Protocol):
    """Is told of every job that came to an end, inside the transaction that ended it."""

    def job_ended(self, connection: sa.Connection, job: Job) -> None: ...


class Nobody:
    """Nobody wants to know."""

    def job_ended(self, connection: sa.Connection, job: Job) -> None:
        """Nothing is written."""


@dataclass(frozen=True)
class Announcer:
    """Writes events for ``subscriptions`` (an endpoint's name and the types it wants). ``address`` is the portal's."""

    subscriptions: Mapping[str, frozenset[EventType]]
    address: str

    def job_ended(self, connection: sa.Connection, job: Job) -> None:
        """Write what is to be told of this job, and to whom. What a visitor of the demo tries is nobody's business."""
        if not self.subscriptions or job.owner:
            return
        if job.state is JobState.FAILED:
            newest = connection.execute(_told(webhook_events.c.job_id == job.id)).first()
            if newest is None or (newest.type, newest.about) != (EventType.FAILED, run_of(job)):
                self._write(connection, EventType.FAILED, job, None, run_of(job))
            return
        orders = sa.select(job_orders).where(job_orders.c.job_id == job.id).order_by(job_orders.c.position)
        for order in connection.execute(orders).all():
            if order.decision != Decision.REJECTED:
                self._order_ended(connection, job, order)

    def _order_ended(self, connection: sa.Connection, job: Job, order: sa.Row[Any]) -> None:
        told = connection.execute(_told(webhook_events.c.order_id == order.id)).all()
        if job.state is JobState.NEEDS_REVIEW and order.draft:
            kind, about = EventType.NEEDS_REVIEW, run_of(job)
        else:
            finished = any(event.type in FINISHED for event in told)
            kind = EventType.REVISED if order.replaces or finished else EventType.CREATED
            about = str(order.order_digest)
        newest = told[0] if told else None
        if newest is not None and _same_kind(newest.type, kind) and newest.about == about:
            return
        self._write(connection, kind, job, order, about)

    def _write(
        self, connection: sa.Connection, kind: EventType, job: Job, order: sa.Row[Any] | None, about: str
    ) -> None:
        at, name = job.updated_at, f"msg_{new_id()}"
        data = EventData(_job_told(job, self.address), _order_told(order, self.address) if order else None)
        body = msgspec.json.encode(WebhookEvent(name, kind, at, SCHEMA, data)).decode()
        values = {"id": name, "type": kind, "job_id": job.id, "order_id": order.id if order else None}
        connection.execute(webhook_events.insert().values(**values, about=about, body=body, created_at=at))
        wanted = [endpoint for endpoint, types in self.subscriptions.items() if kind in types]
        if wanted:
            connection.execute(webhook_deliveries.insert(), [_delivery(name, endpoint, at) for endpoint in wanted])


SCHEMA = 1
"""Raised when the shape of an event changes in a way that a receiver could stumble over."""
FINISHED = frozenset({EventType.CREATED, EventType.REVISED})


def run_of(job: Job) -> str:
    """What a job's present way through the service is called."""
    return f"run {job.run}"


def _same_kind(told: str, kind: EventType) -> bool:
    return (told in FINISHED) == (kind in FINISHED)


def _told(of: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """What was told, newest first."""
    columns = webhook_events.c.type, webhook_events.c.about
    return sa.select(*columns).where(of).order_by(webhook_events.c.created_at.desc())


def _delivery(event_id: str, endpoint: str, at: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "event_id": event_id,
        "endpoint": endpoint,
        "state": SendState.WAITING,
        "attempts": 0,
        "earlier": 0,
        "next_try_at": at,
        "words": "Not sent yet",
        "created_at": at,
        "updated_at": at,
    }


def _job_told(job: Job, address: str) -> JobTold:
    return JobTold(
        job.id,
        job.version,
        job.state,
        job.words[:LONGEST_WORDS],
        job.code,
        job.source,
        job.file_name[:LONGEST_WORDS],
        job.received_at,
        JobLinks(f"{address}/api/jobs/{job.id}", f"{address}/jobs/{job.id}"),
    )


def _order_told(order: sa.Row[Any], address: str) -> OrderTold:
    own = f"{address}/api/job-orders/{order.id}"
    customer = order.customer[:LONGEST_WORDS] if order.customer else None
    number = order.number[:LONGEST_WORDS] if order.number else None
    links = OrderLinks(own, f"{own}/pdf", f"{own}/json")
    return OrderTold(order.id, number, order.letter, order.replaces, order.draft, customer, links)
