"""Plugs webhooks together, from their part of the settings."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from config.settings import Settings
from config.webhooks import WebhookEndpoint, WebhookSource
from intake.receive import Door
from intake.signatures import Keys, Profile
from intake.webhook import Sender, WebhookIntake, source_of
from outputs.webhook import Endpoint, Tell, WebhookOutbox, WebhookSender
from pipeline.announcing import Announcer, EventType
from pipeline.errors import Refused, Temporary
from pipeline.jobs import Arrival
from pipeline.outward import NotAllowed, Request, Unreachable, ask
from pipeline.records import Records
from pipeline.webhooks_out import WebhooksOut
from pipeline.workflow import Workflow
from portal.health import Finding, Part, PartState

FETCH_SECONDS = 10.0
"""For a document that only its address came for: decision 8."""


def webhook_intake(settings: Settings, door: Door, clock: Callable[[], float] = time.time) -> WebhookIntake:
    """The way in for other systems. Raises :class:`OSError` and :class:`ValueError` for a wrong secret."""
    return WebhookIntake(door, tuple(_sender(source) for source in settings.webhooks), fetch_document, clock)


def webhook_branch(settings: Settings, arrival: Arrival) -> str | None:
    """The branch that the source of this arrival stands for; None is the form's own."""
    name = source_of(arrival.origin)
    return next((source.branch for source in settings.webhooks if source.name == name), "") or None


def fetch_document(url: str, most: int) -> bytes:
    """The document at an address on the open internet. Raises :class:`Refused` and :class:`Temporary`."""
    try:
        answer = ask(Request(url, most=most, seconds=FETCH_SECONDS, headers={"Accept": "application/pdf, */*;q=0.5"}))
    except NotAllowed as error:
        raise Refused("fetch_not_allowed", f"The document was not fetched. {error}") from error
    except Unreachable as error:
        raise Temporary(f"The document was not fetched. {error} Send the event again.") from error
    if answer.status in BUSY:
        raise Temporary(f"The document was not fetched: its server answered {answer.status}. Send the event again.")
    if answer.status != 200:
        raise Refused("not_fetched", f"The document was not fetched: its server answered {answer.status}.")
    if not answer.complete:
        raise Refused("too_large", f"The document is larger than {most // 2**20} MB. Send a smaller one.")
    return answer.body


BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers of a server that may give the document later (RFC 9110, 15)."""


def _sender(source: WebhookSource) -> Sender:
    profile = Profile(source.profile)
    try:
        keys = Keys.of(profile, source.all_secrets())
    except ValueError as error:
        raise ValueError(f"webhooks {source.name}: {error}") from None
    return Sender(
        source.name, keys, frozenset(source.events), source.fetch, source.customer or source.name, source.branch or None
    )


# -- telling other systems -----------------------------------------------------------------------------------------

ERRAND = "webhook"
AGENT = "Sendora-Webhooks/1"


@dataclass(frozen=True)
class HooksOut:
    """What is told, to whom, and who sends it. Without an endpoint nothing runs."""

    out: WebhooksOut
    endpoints: tuple[WebhookEndpoint, ...] = ()
    outbox: WebhookOutbox | None = None

    def start(self) -> None:
        """Send what is due, then what comes."""
        if self.outbox:
            self.outbox.start()

    def stop(self) -> None:
        """Hand over nothing more; what is due goes on at the next start."""
        if self.outbox:
            self.outbox.stop()

    def wake(self) -> None:
        """Look at once what is due."""
        if self.outbox:
            self.outbox.wake()


def announcer(settings: Settings) -> Announcer:
    """Who is told what."""
    wanted = {one.name: frozenset(EventType(event) for event in one.events) for one in settings.webhook_endpoints}
    return Announcer(wanted, settings.portal_address)


def hooks_out(settings: Settings, records: Records, workflow: Workflow, tell: Tell) -> HooksOut:
    """The way to other systems, not started yet. Raises :class:`OSError` and :class:`ValueError` for a wrong secret."""
    out = WebhooksOut(records.engine, lambda: datetime.now(UTC))
    if not settings.webhook_endpoints:
        return HooksOut(out)
    endpoints = {one.name: _endpoint(one) for one in settings.webhook_endpoints}
    outbox = WebhookOutbox(
        WebhookSender(out, endpoints, AGENT, tell), lambda name, number: workflow.run_errand(ERRAND, name, number)
    )
    workflow.errands[ERRAND] = outbox.attempt
    records.listen(lambda _job_id: outbox.wake())
    return HooksOut(out, settings.webhook_endpoints, outbox)


def hook_parts(hooks: HooksOut) -> Iterator[Part]:
    """The endpoints as the health page asks them."""
    if hooks.outbox:
        yield Part("webhooks", lambda: look_at_hooks(hooks), every=10)


def look_at_hooks(hooks: HooksOut) -> Finding:
    """Does everything arrive?"""
    if hooks.outbox is None or not hooks.outbox.alive:
        return Finding(PartState.BROKEN, "Nothing is sent to other systems.", "Restart the service.")
    names = [one.name for one in hooks.endpoints]
    if disabled := [name for name in names if hooks.out.standing(name).disabled_at]:
        return Finding(
            PartState.ATTENTION,
            f"Disabled: {', '.join(disabled)}. {hooks.out.standing(disabled[0]).reason}.",
            "Mend the receiver, then enable it under Webhooks and send again what was given up.",
        )
    counts = [hooks.out.counts(name) for name in names]
    if dead := sum(count.dead for count in counts):
        return Finding(PartState.ATTENTION, f"{dead} events were given up.", "Send them again under Webhooks.")
    waiting = sum(count.waiting for count in counts)
    return Finding(PartState.OK, f"{len(names)} told; {waiting} events wait.")


def _endpoint(given: WebhookEndpoint) -> Endpoint:
    try:
        keys = Keys.of(Profile.STANDARD, given.all_secrets()).keys
    except ValueError as error:
        raise ValueError(f"webhook_endpoints {given.name}: {error}") from None
    tls = ssl.create_default_context(cafile=str(given.ca_file)) if given.ca_file else None
    return Endpoint(given.name, given.url, keys, given.private, tls)
