"""What documents became: job orders, which one replaces which, and where each was delivered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from pipeline.database import reading, writing
from pipeline.identity import new_id
from pipeline.jobs import JobState
from pipeline.owners import COMPANY, of_owned_jobs, owned_key
from pipeline.tables import deliveries, job_orders, jobs


class Decision(StrEnum):
    """What a person decided about a job order."""

    APPROVED = "approved"
    REJECTED = "rejected"


class DeliveryState(StrEnum):
    """``sending`` is written before a delivery begins, so that a crash leaves a trace."""

    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True)
class OrderRecord:
    """A job order of a document. ``position`` counts from 1 within its document.

    ``letter`` is the revision of its number: A for the first document with that number, B for the one that replaces
    it. ``order_digest`` and ``pdf_digest`` are places in the archive, ``built_digest`` that of the order before it was
    corrected. ``version`` rises with every change.
    """

    id: str
    job_id: str
    position: int
    number: str | None
    customer: str | None
    letter: str
    replaces: str | None
    draft: bool
    order_digest: str
    pdf_digest: str | None
    version: int
    created_at: datetime
    updated_at: datetime
    built_digest: str | None = None
    decision: Decision | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    decided_reason: str | None = None

    def revised(self, name: str) -> str:
        """``name`` with the letter behind it from B on, as files and mails call a revision: ``KDI-2507-003 rev B``."""
        return name if self.letter == "A" else f"{name} rev {self.letter}"


@dataclass(frozen=True)
class Delivery:
    """Where a job order went: ``target`` is a path or an address, ``error`` why it did not arrive."""

    id: int
    order_id: str
    destination: str
    state: DeliveryState
    target: str | None
    error: str | None
    attempts: int
    at: datetime


class OrderRecords:
    """The job orders and their deliveries: everybody's, or those of one owner."""

    def __init__(self, engine: sa.Engine, owner: str | None = None) -> None:
        self.engine = engine
        self.owner = owner

    def claim(self, job_id: str, position: int, number: str | None, key: str | None, order_digest: str) -> OrderRecord:
        """The record of this job's order at ``position``, made when there is none yet, with its revision letter.

        Orders with the same ``key`` (see :func:`number_key`) are revisions of one another; without a key there are
        none. The letter is taken in the same transaction, so two documents with one number never get the same.
        """
        with writing(self.engine) as connection:
            return self.claim_in(connection, (job_id, position), number, key, order_digest)

    def claim_in(
        self, connection: sa.Connection, place: tuple[str, int], number: str | None, key: str | None, digest: str
    ) -> OrderRecord:
        """As :meth:`claim`, in a transaction that does more. ``place`` is the job and the position."""
        key = owned_key(key, connection.execute(sa.select(jobs.c.owner).where(jobs.c.id == place[0])).scalar_one())
        found = connection.execute(_at(*place)).first()
        if found is None:
            self._insert(connection, *place, (number, key), digest)
        elif found.number_key != key:  # the letter belongs to the number, so it is taken anew
            self._rename(connection, found.id, number, key)
        return _order(connection.execute(_at(*place)).one())

    def _rename(self, connection: sa.Connection, order_id: str, number: str | None, key: str | None) -> None:
        """Give a job order another number, and with it the letter that comes next there."""
        followers = job_orders.update().where(job_orders.c.replaces == order_id)
        connection.execute(followers.values(replaces=None))
        earlier = self._newest(connection, key)
        connection.execute(
            job_orders.update()
            .where(job_orders.c.id == order_id)
            .values(
                number=number,
                number_key=key,
                letter=next_letter(earlier.letter) if earlier else "A",
                replaces=earlier.id if earlier else None,
            )
        )

    def _insert(
        self, connection: sa.Connection, job_id: str, position: int, named: tuple[str | None, str | None], digest: str
    ) -> None:
        number, key = named
        earlier = self._newest(connection, key)
        now = datetime.now(UTC)
        connection.execute(
            job_orders.insert().values(
                id=new_id(),
                job_id=job_id,
                position=position,
                number=number,
                number_key=key,
                letter=next_letter(earlier.letter) if earlier else "A",
                replaces=earlier.id if earlier else None,
                draft=True,
                order_digest=digest,
                version=1,
                created_at=now,
                updated_at=now,
            )
        )

    def _newest(self, connection: sa.Connection, key: str | None) -> OrderRecord | None:
        if key is None:
            return None
        # By its letter: two ids of one millisecond say nothing of their order.
        latest = sa.func.length(job_orders.c.letter).desc(), job_orders.c.letter.desc()
        query = sa.select(job_orders).where(job_orders.c.number_key == key).order_by(*latest)
        row = connection.execute(query).first()
        return _order(row) if row else None

    def save(
        self, order_id: str, *, customer: str | None, draft: bool, order_digest: str, pdf_digest: str | None
    ) -> OrderRecord:
        """Keep the newest content of a job order."""
        with writing(self.engine) as connection:
            values = {"customer": customer, "draft": draft, "order_digest": order_digest, "pdf_digest": pdf_digest}
            return self.save_in(connection, order_id, **values)

    def save_in(self, connection: sa.Connection, order_id: str, **values: object) -> OrderRecord:
        """Change columns of a job order, in a transaction that does more; its version rises."""
        connection.execute(
            job_orders.update()
            .where(job_orders.c.id == order_id)
            .values(**values, version=job_orders.c.version + 1, updated_at=datetime.now(UTC))
        )
        return _order(connection.execute(sa.select(job_orders).where(job_orders.c.id == order_id)).one())

    def printed(self, order_id: str, order_digest: str, pdf_digest: str) -> None:
        """Keep the print of a content of the job order, if it still has that content."""
        where = (job_orders.c.id == order_id, job_orders.c.order_digest == order_digest)
        with writing(self.engine) as connection:
            connection.execute(job_orders.update().where(*where).values(pdf_digest=pdf_digest))

    def order_in(self, connection: sa.Connection, order_id: str) -> OrderRecord | None:
        """As :meth:`order`, in a transaction that does more."""
        row = connection.execute(self._mine().where(job_orders.c.id == order_id)).first()
        return _order(row) if row else None

    def of_job_in(self, connection: sa.Connection, job_id: str) -> tuple[OrderRecord, ...]:
        """As :meth:`of_job`, in a transaction that does more."""
        query = self._mine().where(job_orders.c.job_id == job_id).order_by(job_orders.c.position)
        return tuple(_order(row) for row in connection.execute(query))

    def keep_first_in(self, connection: sa.Connection, job_id: str, count: int) -> None:
        """Forget the job's orders beyond its first ``count``: their documents were joined with others."""
        connection.execute(job_orders.delete().where(job_orders.c.job_id == job_id, job_orders.c.position > count))

    def order(self, order_id: str) -> OrderRecord | None:
        """The job order with this id."""
        with reading(self.engine) as connection:
            return self.order_in(connection, order_id)

    def has_pdf(self, pdf_digest: str) -> bool:
        """Whether these are the bytes of a job order that we printed."""
        query = sa.select(job_orders.c.id).where(job_orders.c.pdf_digest == pdf_digest).limit(1)
        with reading(self.engine) as connection:
            return connection.execute(query).first() is not None

    def of_job(self, job_id: str) -> tuple[OrderRecord, ...]:
        """The job orders of a document, in the document's order."""
        return self._orders(job_orders.c.job_id == job_id)

    def of_jobs(self, job_ids: Collection[str]) -> dict[str, tuple[OrderRecord, ...]]:
        """The job orders of many documents at once, by the document's job; for lists."""
        query = self._mine().where(job_orders.c.job_id.in_(job_ids))
        found: dict[str, list[OrderRecord]] = {}
        with reading(self.engine) as connection:
            for row in connection.execute(query.order_by(job_orders.c.position)):
                found.setdefault(row.job_id, []).append(_order(row))
        return {job_id: tuple(orders) for job_id, orders in found.items()}

    def with_number(self, number: str) -> tuple[OrderRecord, ...]:
        """Every job order of this number whose document was not deleted: its revisions, first one first."""
        # Asked of each order by itself: a list of all live jobs would be made first otherwise.
        live = sa.exists().where(jobs.c.id == job_orders.c.job_id, jobs.c.deleted_at.is_(None))
        key = owned_key(number_key(number), self.owner or COMPANY)
        return self._orders(job_orders.c.number_key == key, live)

    def _mine(self) -> sa.Select[Any]:
        return sa.select(job_orders).where(*of_owned_jobs(job_orders.c.job_id, self.owner))

    def newest(self, most: int) -> tuple[OrderRecord, ...]:
        """The newest job orders of documents that were not deleted, at most so many."""
        live = sa.exists().where(jobs.c.id == job_orders.c.job_id, jobs.c.deleted_at.is_(None))  # one look each
        query = self._mine().where(live).order_by(job_orders.c.id.desc()).limit(most)
        with reading(self.engine) as connection:
            return tuple(_order(row) for row in connection.execute(query))

    def waiting(self) -> tuple[OrderRecord, ...]:
        """The job orders that wait for a person, longest first."""
        live = sa.select(jobs.c.id).where(jobs.c.deleted_at.is_(None), jobs.c.state == JobState.NEEDS_REVIEW)
        undecided = (job_orders.c.draft, job_orders.c.decision.is_(None), job_orders.c.job_id.in_(live))
        query = self._mine().where(*undecided).order_by(job_orders.c.id)
        with reading(self.engine) as connection:
            return tuple(_order(row) for row in connection.execute(query))

    def _orders(self, *conditions: sa.ColumnElement[bool]) -> tuple[OrderRecord, ...]:
        query = self._mine().where(*conditions).order_by(job_orders.c.created_at, job_orders.c.position)
        with reading(self.engine) as connection:
            return tuple(_order(row) for row in connection.execute(query))

    # -- deliveries ---------------------------------------------------------------------------------------------

    def begin_delivery(self, order_id: str, destination: str) -> Delivery:
        """Write down that a delivery is about to be made. ``target`` still holds where an earlier one went."""
        with writing(self.engine) as connection:
            where = _delivery_of(order_id, destination)
            changed = connection.execute(
                deliveries.update()
                .where(*where)
                .values(state=DeliveryState.SENDING, attempts=deliveries.c.attempts + 1, at=datetime.now(UTC))
            )
            if not changed.rowcount:
                connection.execute(
                    deliveries.insert().values(
                        order_id=order_id,
                        destination=destination,
                        state=DeliveryState.SENDING,
                        attempts=1,
                        at=datetime.now(UTC),
                    )
                )
            return _delivery(connection.execute(sa.select(deliveries).where(*where)).one())

    def end_delivery(self, delivery: Delivery, *, target: str | None = None, error: str | None = None) -> None:
        """Write down how it went: with an ``error`` it failed, without one it arrived at ``target``."""
        state = DeliveryState.FAILED if error else DeliveryState.DELIVERED
        with writing(self.engine) as connection:
            connection.execute(
                deliveries.update()
                .where(deliveries.c.id == delivery.id)
                .values(state=state, target=target or delivery.target, error=error, at=datetime.now(UTC))
            )

    def deliveries(self, job_id: str) -> tuple[Delivery, ...]:
        """Every delivery of the document's job orders."""
        query = sa.select(deliveries).join(job_orders).where(job_orders.c.job_id == job_id)
        query = query.where(*of_owned_jobs(job_orders.c.job_id, self.owner)).order_by(deliveries.c.id)
        with reading(self.engine) as connection:
            return tuple(_delivery(row) for row in connection.execute(query))


def number_key(number: str | None) -> str | None:
    """A document's number as it is compared: letters and digits only, upper case; None when nothing is left."""
    kept = "".join(c for c in (number or "").upper() if c.isalnum())
    return kept or None


def next_letter(letter: str) -> str:
    """The revision letter after this one: A → B, Z → AA, AZ → BA (as spreadsheet columns)."""
    if not letter:
        return "A"
    head, last = letter[:-1], letter[-1]
    return head + chr(ord(last) + 1) if last != "Z" else next_letter(head) + "A"


def _at(job_id: str, position: int) -> sa.Select[Any]:
    return sa.select(job_orders).where(job_orders.c.job_id == job_id, job_orders.c.position == position)


def _delivery_of(order_id: str, destination: str) -> tuple[sa.ColumnElement[bool], ...]:
    return deliveries.c.order_id == order_id, deliveries.c.destination == destination


def _order(row: sa.Row[Any]) -> OrderRecord:
    values = {f.name: getattr(row, f.name) for f in fields(OrderRecord)}
    return OrderRecord(**(values | {"decision": Decision(row.decision) if row.decision else None}))


def _delivery(row: sa.Row[Any]) -> Delivery:
    values = {f.name: getattr(row, f.name) for f in fields(Delivery)}
    return Delivery(**(values | {"state": DeliveryState(row.state)}))
