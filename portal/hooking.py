"""Plugs webhooks together, from their part of the settings."""

from __future__ import annotations

import time
from collections.abc import Callable

from config.settings import Settings
from config.webhooks import WebhookSource
from intake.receive import Door
from intake.signatures import Keys, Profile
from intake.webhook import Sender, WebhookIntake, source_of
from pipeline.errors import Refused, Temporary
from pipeline.jobs import Arrival
from pipeline.outward import NotAllowed, Request, Unreachable, ask

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
