"""Events on their way to other systems: what is due, how each try went, and how each endpoint does.

A try is named by its delivery and its number. Beginning it again is the same try, whoever begins it: that, and the
engine doing each named thing once, take the place of a lease.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from pipeline.database import reading, writing
from pipeline.webhook_tables import webhook_attempts, webhook_deliveries, webhook_endpoints, webhook_events

ABANDONED = timedelta(minutes=15)
"""After so long a try that was begun counts as lost (its program was replaced by a newer one): the next may begin."""


NOT_SENT = "Not sent: the endpoint is disabled or no longer set up"


class SendState(StrEnum):
    """``dead`` waits for a person: it is not tried again by itself."""

    WAITING = "waiting"
    SENDING = "sending"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True)
class WebhookDelivery:
    """An event on its way to an endpoint. ``words`` says how the last try went."""

    id: str
    event_id: str
    type: str
    job_id: str
    body: str
    endpoint: str
    state: SendState
    attempts: int
    earlier: int
    next_try_at: datetime
    words: str
    created_at: datetime
    updated_at: datetime

    @property
    def next_number(self) -> int:
        return self.attempts + 1

    @property
    def tries(self) -> int:
        """How many were made in this round; a round begins when a person sends it again."""
        return self.attempts - self.earlier


@dataclass(frozen=True)
class Attempt:
    """A try: the answer's status (None when there was none) and its beginning, or why there was none."""

    number: int
    at: datetime
    seconds: float
    status: int | None
    answer: str


@dataclass(frozen=True)
class Standing:
    """How an endpoint does. ``slow_answers`` counts the answers in a row that asked for fewer requests."""

    name: str
    disabled_at: datetime | None = None
    reason: str | None = None
    slow_until: datetime | None = None
    slow_answers: int = 0
    reached_at: datetime | None = None


@dataclass(frozen=True)
class Counts:
    """How many deliveries to an endpoint stand in each state."""

    waiting: int = 0
    delivered: int = 0
    dead: int = 0


class WebhooksOut:
    """The deliveries. ``clock`` gives the time."""

    def __init__(self, engine: sa.Engine, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self.clock = clock

    # -- sending ------------------------------------------------------------------------------------------------

    def due(self, endpoint: str, at_once: int) -> tuple[WebhookDelivery, ...]:
        """What is to be tried there now, oldest first, so that at most ``at_once`` are under way.

        Nothing when the endpoint is disabled or asked to be spared.
        """
        now = self.clock()
        begun = sa.and_(*_of(endpoint, SendState.SENDING), webhook_deliveries.c.updated_at > now - ABANDONED)
        lost = sa.and_(*_of(endpoint, SendState.SENDING), webhook_deliveries.c.updated_at <= now - ABANDONED)
        ready = sa.and_(*_of(endpoint, SendState.WAITING), webhook_deliveries.c.next_try_at <= now)
        with reading(self.engine) as connection:
            standing = self._standing(connection, endpoint)
            if standing.disabled_at or (standing.slow_until and standing.slow_until > now):
                return ()
            under_way = connection.execute(sa.select(sa.func.count()).where(begun)).scalar_one()
            query = _joined().where(ready | lost).order_by(webhook_deliveries.c.id)
            return tuple(_delivery(row) for row in connection.execute(query.limit(max(at_once - under_way, 0))))

    def next_due(self) -> datetime | None:
        """When the next one that waits is to be tried."""
        query = sa.select(sa.func.min(webhook_deliveries.c.next_try_at))
        with reading(self.engine) as connection:
            return connection.execute(query.where(webhook_deliveries.c.state == SendState.WAITING)).scalar()

    def begin(self, delivery_id: str, number: int) -> WebhookDelivery | None:
        """Write down that try ``number`` is made now; None when it was made already or is not wanted any more."""
        with writing(self.engine) as connection:
            row = connection.execute(_joined().where(webhook_deliveries.c.id == delivery_id)).first()
            if row is None or row.state in {SendState.DELIVERED, SendState.DEAD}:
                return None
            again = row.state == SendState.SENDING and row.attempts == number
            if not again and row.attempts != number - 1:
                return None
            if self._standing(connection, row.endpoint).disabled_at:
                return None
            self._change(connection, delivery_id, state=SendState.SENDING, attempts=number)
            return _delivery(connection.execute(_joined().where(webhook_deliveries.c.id == delivery_id)).one())

    def delivered(self, delivery: WebhookDelivery, attempt: Attempt) -> None:
        """The receiver took it."""
        with writing(self.engine) as connection:
            self._log(connection, delivery, attempt)
            words = f"Delivered: {attempt.status}"
            self._change(connection, delivery.id, state=SendState.DELIVERED, words=words)
            self._set(connection, delivery.endpoint, reached_at=self.clock(), slow_answers=0, slow_until=None)

    def failed(self, delivery: WebhookDelivery, attempt: Attempt, words: str, again_at: datetime | None) -> None:
        """The try failed; ``again_at`` is when the next one is due, None gives it up."""
        with writing(self.engine) as connection:
            self._log(connection, delivery, attempt)
            again = {"state": SendState.WAITING, "next_try_at": again_at} if again_at else {"state": SendState.DEAD}
            self._change(connection, delivery.id, words=words, **again)

    def spare(self, endpoint: str, until: datetime) -> None:
        """The receiver asked for fewer requests: none before ``until``."""
        with writing(self.engine) as connection:
            slow = self._standing(connection, endpoint).slow_answers + 1
            self._set(connection, endpoint, slow_until=until, slow_answers=slow)

    def disable(self, endpoint: str, reason: str) -> None:
        """Send nothing more there until a person enables it; what waits becomes dead."""
        with writing(self.engine) as connection:
            self._set(connection, endpoint, disabled_at=self.clock(), reason=reason)
            connection.execute(
                webhook_deliveries.update()
                .where(*_of(endpoint, SendState.WAITING))
                .values(state=SendState.DEAD, words=reason, updated_at=self.clock())
            )

    def bury(self, endpoints: Iterable[str]) -> int:
        """Give up what waits for endpoints that are disabled or no longer set up; gives how many that were."""
        query = sa.select(webhook_endpoints.c.name).where(webhook_endpoints.c.disabled_at.is_not(None))
        unwanted = webhook_deliveries.c.endpoint.in_(query) | webhook_deliveries.c.endpoint.not_in(list(endpoints))
        lost = sa.and_(
            webhook_deliveries.c.state == SendState.SENDING, webhook_deliveries.c.updated_at <= self.clock() - ABANDONED
        )
        which = sa.and_(sa.or_(webhook_deliveries.c.state == SendState.WAITING, lost), unwanted)
        with reading(self.engine) as connection:
            if connection.execute(sa.select(webhook_deliveries.c.id).where(which).limit(1)).first() is None:
                return 0
        with writing(self.engine) as connection:
            return connection.execute(
                webhook_deliveries.update()
                .where(which)
                .values(state=SendState.DEAD, words=NOT_SENT, updated_at=self.clock())
            ).rowcount

    # -- a person's doing ---------------------------------------------------------------------------------------

    def enable(self, endpoint: str) -> None:
        """Send there again; what died meanwhile waits for :meth:`redeliver`."""
        with writing(self.engine) as connection:
            self._set(connection, endpoint, disabled_at=None, reason=None, slow_until=None, slow_answers=0)

    def redeliver(self, delivery_id: str) -> WebhookDelivery | None:
        """Send it once more, with the whole schedule before it; None when there is no such delivery.

        The event keeps its id, so a receiver that has it already sees that. One that is on its way is left alone.
        """
        with writing(self.engine) as connection:
            ended = webhook_deliveries.c.state.in_((SendState.DELIVERED, SendState.DEAD))
            self._again(connection, webhook_deliveries.c.id == delivery_id, ended)
            row = connection.execute(_joined().where(webhook_deliveries.c.id == delivery_id)).first()
            return _delivery(row) if row else None

    def redeliver_dead(self, endpoint: str) -> int:
        """Send all that was given up once more; gives how many that are."""
        with writing(self.engine) as connection:
            return self._again(connection, *_of(endpoint, SendState.DEAD))

    # -- questions ----------------------------------------------------------------------------------------------

    def delivery(self, delivery_id: str) -> WebhookDelivery | None:
        """The delivery with this id."""
        return next(iter(self._found(_joined().where(webhook_deliveries.c.id == delivery_id))), None)

    def of_job(self, job_id: str) -> tuple[WebhookDelivery, ...]:
        """What was told of a job, oldest first."""
        return self._found(_joined().where(webhook_events.c.job_id == job_id).order_by(webhook_deliveries.c.id))

    def newest(
        self, *, endpoint: str = "", state: SendState | None = None, before: str = "", limit: int = 50
    ) -> tuple[WebhookDelivery, ...]:
        """The log, newest first; ``before`` is the id of the last one that was seen."""
        query = _joined().order_by(webhook_deliveries.c.id.desc()).limit(limit)
        if endpoint:
            query = query.where(webhook_deliveries.c.endpoint == endpoint)
        if state:
            query = query.where(webhook_deliveries.c.state == state)
        if before:
            query = query.where(webhook_deliveries.c.id < before)
        return self._found(query)

    def attempts(self, delivery_ids: Collection[str]) -> dict[str, tuple[Attempt, ...]]:
        """The tries of each of these deliveries, first one first."""
        query = sa.select(webhook_attempts).where(webhook_attempts.c.delivery_id.in_(delivery_ids))
        found: dict[str, list[Attempt]] = {}
        with reading(self.engine) as connection:
            for row in connection.execute(query.order_by(webhook_attempts.c.number)):
                attempt = Attempt(**{f.name: getattr(row, f.name) for f in fields(Attempt)})
                found.setdefault(row.delivery_id, []).append(attempt)
        return {name: tuple(attempts) for name, attempts in found.items()}

    def standing(self, endpoint: str) -> Standing:
        """How an endpoint does."""
        with reading(self.engine) as connection:
            return self._standing(connection, endpoint)

    def counts(self, endpoint: str) -> Counts:
        """How many deliveries to it stand where."""
        query = sa.select(webhook_deliveries.c.state, sa.func.count()).where(webhook_deliveries.c.endpoint == endpoint)
        with reading(self.engine) as connection:
            rows = connection.execute(query.group_by(webhook_deliveries.c.state)).all()
        found = {SendState(state): int(count) for state, count in rows}
        waiting = found.get(SendState.WAITING, 0) + found.get(SendState.SENDING, 0)
        return Counts(waiting, found.get(SendState.DELIVERED, 0), found.get(SendState.DEAD, 0))

    def reached_since(self, endpoint: str, moment: datetime) -> bool:
        """Whether it took anything since then."""
        reached = self.standing(endpoint).reached_at
        return reached is not None and reached >= moment

    # -- the rows -----------------------------------------------------------------------------------------------

    def _found(self, query: sa.Select[Any]) -> tuple[WebhookDelivery, ...]:
        with reading(self.engine) as connection:
            return tuple(_delivery(row) for row in connection.execute(query))

    def _again(self, connection: sa.Connection, *which: sa.ColumnElement[bool]) -> int:
        """One number is left out: the engine may know a try by it that was called off."""
        now, used = self.clock(), webhook_deliveries.c.attempts + 1
        return connection.execute(
            webhook_deliveries.update()
            .where(*which)
            .values(
                state=SendState.WAITING,
                attempts=used,
                earlier=used,
                next_try_at=now,
                words="Sent again by hand",
                updated_at=now,
            )
        ).rowcount

    def _standing(self, connection: sa.Connection, endpoint: str) -> Standing:
        query = sa.select(webhook_endpoints).where(webhook_endpoints.c.name == endpoint)
        row = connection.execute(query).first()
        return Standing(**{f.name: getattr(row, f.name) for f in fields(Standing)}) if row else Standing(endpoint)

    def _set(self, connection: sa.Connection, endpoint: str, **values: object) -> None:
        ours = webhook_endpoints.c.name == endpoint
        if not connection.execute(webhook_endpoints.update().where(ours).values(**values)).rowcount:
            connection.execute(webhook_endpoints.insert().values(name=endpoint, **({"slow_answers": 0} | values)))

    def _change(self, connection: sa.Connection, delivery_id: str, **values: object) -> None:
        connection.execute(
            webhook_deliveries.update()
            .where(webhook_deliveries.c.id == delivery_id)
            .values(**values, updated_at=self.clock())
        )

    def _log(self, connection: sa.Connection, delivery: WebhookDelivery, attempt: Attempt) -> None:
        known = sa.select(webhook_attempts.c.id).where(
            webhook_attempts.c.delivery_id == delivery.id, webhook_attempts.c.number == attempt.number
        )
        if connection.execute(known).first():  # the same try, made again after a crash
            return
        values = {f.name: getattr(attempt, f.name) for f in fields(Attempt)}
        connection.execute(webhook_attempts.insert().values(delivery_id=delivery.id, **values))


def _of(endpoint: str, state: SendState) -> tuple[sa.ColumnElement[bool], ...]:
    return webhook_deliveries.c.endpoint == endpoint, webhook_deliveries.c.state == state


def _joined() -> sa.Select[Any]:
    told = webhook_events.c.type, webhook_events.c.job_id, webhook_events.c.body
    return sa.select(webhook_deliveries, *told).join(webhook_events)


def _delivery(row: sa.Row[Any]) -> WebhookDelivery:
    values = {f.name: getattr(row, f.name) for f in fields(WebhookDelivery)}
    return WebhookDelivery(**(values | {"state": SendState(row.state)}))
