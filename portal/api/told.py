"""What other systems were told: the log, sending again, and the endpoints. For administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter

from config.webhooks import WebhookEndpoint
from pipeline.announcing import WebhookEvent
from pipeline.webhooks_out import Attempt, Counts, SendState, Standing, WebhookDelivery
from portal.access.caller import Role
from portal.access.guards import requires
from portal.api.answers import api_address
from portal.api.jobs import ID, Limit
from portal.desk import Desk
from portal.languages import said
from portal.problems import Problem

Before = Annotated[str | None, QueryParameter(name="cursor", pattern=ID, description="The log before's next_cursor.")]
Where = Annotated[SendState | None, QueryParameter(name="state", description="Only deliveries in this state.")]
To = Annotated[str, QueryParameter(name="endpoint", max_length=40, description="Only deliveries to this endpoint.")]


@dataclass(frozen=True)
class AttemptAnswer:
    """A try: the answer's status (null when there was none) and its beginning, or why there was none."""

    number: int
    at: datetime
    seconds: float
    status: int | None
    answer: str

    @classmethod
    def of(cls, attempt: Attempt) -> AttemptAnswer:
        return cls(attempt.number, attempt.at, attempt.seconds, attempt.status, attempt.answer)


@dataclass(frozen=True)
class WebhookDeliveryAnswer:
    """An event on its way to an endpoint. ``dead`` was given up and waits to be sent again by hand.

    ``about`` is the job order's number, or the document's file name where there is none.
    """

    id: str
    event_id: str
    type: str
    about: str
    endpoint: str
    state: SendState
    words: str
    job: str
    next_try_at: datetime | None
    created_at: datetime
    attempts: tuple[AttemptAnswer, ...]

    @classmethod
    def of(cls, delivery: WebhookDelivery, attempts: tuple[Attempt, ...]) -> WebhookDeliveryAnswer:
        waits = delivery.state is SendState.WAITING
        return cls(
            id=delivery.id,
            event_id=delivery.event_id,
            type=delivery.type,
            about=about(delivery),
            endpoint=delivery.endpoint,
            state=delivery.state,
            words=said(delivery.words),
            job=api_address(delivery.job_id),
            next_try_at=delivery.next_try_at if waits else None,
            created_at=delivery.created_at,
            attempts=tuple(AttemptAnswer.of(attempt) for attempt in attempts),
        )


@dataclass(frozen=True)
class WebhookLog:
    """Deliveries, newest first."""

    deliveries: tuple[WebhookDeliveryAnswer, ...]
    next_cursor: str | None


@dataclass(frozen=True)
class EndpointAnswer:
    """An endpoint of the settings and how it does. ``disabled_at`` is set when nothing is sent there any more."""

    name: str
    url: str
    events: tuple[str, ...]
    disabled_at: datetime | None
    reason: str | None
    reached_at: datetime | None
    waiting: int
    delivered: int
    dead: int

    @classmethod
    def of(cls, given: WebhookEndpoint, standing: Standing, counts: Counts) -> EndpointAnswer:
        return cls(
            name=given.name,
            url=given.url,
            events=given.events,
            disabled_at=standing.disabled_at,
            reason=said(standing.reason) if standing.reason else None,
            reached_at=standing.reached_at,
            waiting=counts.waiting,
            delivered=counts.delivered,
            dead=counts.dead,
        )


@dataclass(frozen=True)
class SentAgain:
    """How many deliveries are sent again."""

    deliveries: int


@get(
    "/api/webhook-deliveries",
    operation_id="listWebhookDeliveries",
    tags=["webhooks out"],
    sync_to_thread=True,
    guards=[requires(Role.ADMIN)],
)
def list_deliveries(
    desk: NamedDependency[Desk],
    endpoint: To = "",
    where: Where = None,
    cursor: Before = None,
    limit: Limit = 50,
) -> WebhookLog:
    """What was told to whom, with every try and its answer; newest first."""
    found = desk.hooks.out.newest(endpoint=endpoint, state=where, before=cursor or "", limit=limit + 1)
    shown = answers(desk, found[:limit])
    return WebhookLog(shown, shown[-1].id if len(found) > limit else None)


@post(
    "/api/webhook-deliveries/{delivery_id:str}/redeliver",
    operation_id="redeliverWebhook",
    tags=["webhooks out"],
    status_code=202,
    sync_to_thread=True,
    guards=[requires(Role.ADMIN)],
)
def redeliver(delivery_id: FromPath[str], desk: NamedDependency[Desk]) -> WebhookDeliveryAnswer:
    """Send an event once more under the same id. 409 while its endpoint is disabled."""
    return sent_again(desk, delivery_id)


@get(
    "/api/webhook-endpoints",
    operation_id="listWebhookEndpoints",
    tags=["webhooks out"],
    sync_to_thread=True,
    guards=[requires(Role.ADMIN)],
)
def list_endpoints(desk: NamedDependency[Desk]) -> tuple[EndpointAnswer, ...]:
    """Who is told, and how each endpoint does."""
    return tuple(endpoint_answer(desk, one.name) for one in desk.hooks.endpoints)


@post(
    "/api/webhook-endpoints/{name:str}/enable",
    operation_id="enableWebhookEndpoint",
    tags=["webhooks out"],
    status_code=200,
    sync_to_thread=True,
    guards=[requires(Role.ADMIN)],
)
def enable(name: FromPath[str], desk: NamedDependency[Desk]) -> EndpointAnswer:
    """Send to an endpoint again that was disabled. What was given up meanwhile is not sent by this."""
    return enabled(desk, name)


@post(
    "/api/webhook-endpoints/{name:str}/redeliver",
    operation_id="redeliverDead",
    tags=["webhooks out"],
    status_code=202,
    sync_to_thread=True,
    guards=[requires(Role.ADMIN)],
)
def redeliver_dead(name: FromPath[str], desk: NamedDependency[Desk]) -> SentAgain:
    """Send everything once more that was given up for this endpoint. 409 while it is disabled."""
    return dead_sent_again(desk, name)


def sent_again(desk: Desk, delivery_id: str) -> WebhookDeliveryAnswer:
    """Send it once more. Raises 404 and 409."""
    delivery = desk.hooks.out.delivery(delivery_id)
    if delivery is None:
        raise NotFoundException(f"There is no delivery {delivery_id}.")
    check_sending(desk, delivery.endpoint)
    again = desk.hooks.out.redeliver(delivery_id) or delivery
    desk.hooks.wake()
    return answers(desk, (again,))[0]


def enabled(desk: Desk, name: str) -> EndpointAnswer:
    """Send there again. Raises 404."""
    endpoint_answer(desk, name)
    desk.hooks.out.enable(name)
    desk.hooks.wake()
    return endpoint_answer(desk, name)


def dead_sent_again(desk: Desk, name: str) -> SentAgain:
    """Send once more what was given up. Raises 404 and 409."""
    endpoint_answer(desk, name)
    check_sending(desk, name)
    count = desk.hooks.out.redeliver_dead(name)
    desk.hooks.wake()
    return SentAgain(count)


def answers(desk: Desk, deliveries: tuple[WebhookDelivery, ...]) -> tuple[WebhookDeliveryAnswer, ...]:
    """The deliveries with their tries."""
    attempts = desk.hooks.out.attempts([delivery.id for delivery in deliveries])
    return tuple(WebhookDeliveryAnswer.of(one, attempts.get(one.id, ())) for one in deliveries)


def about(delivery: WebhookDelivery) -> str:
    """Which document an event is about, as people name it."""
    data = msgspec.json.decode(delivery.body, type=WebhookEvent).data
    return (data.job_order and data.job_order.number) or data.job.file_name


def endpoint_answer(desk: Desk, name: str) -> EndpointAnswer:
    """The endpoint. Raises 404."""
    given = next((one for one in desk.hooks.endpoints if one.name == name), None)
    if given is None:
        raise NotFoundException(f"There is no endpoint {name}.")
    return EndpointAnswer.of(given, desk.hooks.out.standing(name), desk.hooks.out.counts(name))


def check_sending(desk: Desk, endpoint: str) -> None:
    """Raise a problem when nothing is sent there."""
    if all(one.name != endpoint for one in desk.hooks.endpoints):
        raise Problem(409, "no_endpoint", f"{endpoint} is no longer set up. Name it in the setting webhook_endpoints.")
    if desk.hooks.out.standing(endpoint).disabled_at:
        raise Problem(409, "endpoint_disabled", f"{endpoint} is disabled. Mend the receiver and enable it first.")


HANDLERS = (list_deliveries, redeliver, list_endpoints, enable, redeliver_dead)
