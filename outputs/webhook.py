"""Tells other systems: signs an event as Standard Webhooks 1.0 says, sends it, and decides what comes next.

Each try is a durable errand of the workflow engine, which does it once and takes it up again after a crash. When a try
is due stands in the delivery's row.
"""

from __future__ import annotations

import base64
import hmac
import logging
import random
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from outputs.webhook_schedule import GONE, SLOW_DOWN, retry_after, spared_for, succeeded, wait_after
from pipeline.database import AWAY
from pipeline.outward import Answer, NotAllowed, Request, Unreachable, ask
from pipeline.webhooks_out import Attempt, WebhookDelivery, WebhooksOut

log = logging.getLogger(__name__)

SECONDS = 20.0
"""For a whole try (Standard Webhooks asks for 15 to 30)."""
SHOWN = 500
"""Characters of an answer that the log keeps."""
LONGEST_REST = 5.0
"""Seconds between two looks when nobody calls."""

AT_ONCE = 4
"""Tries to one endpoint at a time: after an answer that asks for fewer, no more than these follow."""

HandOver = Callable[[str, int], None]
"""Has a try made durably: the delivery's id and the try's number."""
Tell = Callable[[str, str], None]
"""Tells the one who runs this: what it is about, and the words."""


@dataclass(frozen=True)
class Endpoint:
    """Where events go. ``keys``: all that are valid, two while one is replaced. ``private`` allows the own network."""

    name: str
    url: str
    keys: tuple[bytes, ...]
    private: bool = False
    tls: ssl.SSLContext | None = None


def signature(keys: tuple[bytes, ...], event_id: str, timestamp: int, body: bytes) -> str:
    """The value of ``webhook-signature``: one for each key."""
    signed = f"{event_id}.{timestamp}.".encode() + body
    digests = (hmac.digest(key, signed, "sha256") for key in keys)
    return " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in digests)


class WebhookSender:
    """Makes one try. ``agent`` is what we call ourselves, ``tell`` reaches the one who runs this."""

    def __init__(
        self, out: WebhooksOut, endpoints: Mapping[str, Endpoint], agent: str, tell: Tell = lambda _about, _words: None
    ) -> None:
        self.out = out
        self.endpoints = endpoints
        self._agent = agent
        self._tell = tell

    def attempt(self, delivery_id: str, number: int) -> None:
        """Make try ``number``, unless it was made or is no longer wanted."""
        known = self.out.delivery(delivery_id)
        endpoint = self.endpoints.get(known.endpoint) if known else None
        delivery = self.out.begin(delivery_id, number) if endpoint else None
        if delivery is None or endpoint is None:
            return
        at, started = self.out.clock(), time.monotonic()
        try:
            answer = ask(self._request(endpoint, delivery, at), private=endpoint.private, tls=endpoint.tls)
        except (Unreachable, NotAllowed) as error:
            attempt = Attempt(number, at, time.monotonic() - started, None, str(error)[:SHOWN])
            self._failed(delivery, attempt, str(error), None)
            return
        attempt = Attempt(number, at, time.monotonic() - started, answer.status, _shown(answer))
        if succeeded(answer.status):
            self.out.delivered(delivery, attempt)
        else:
            self._refused(delivery, attempt, answer)

    def _request(self, endpoint: Endpoint, delivery: WebhookDelivery, at: datetime) -> Request:
        body, stamp = delivery.body.encode(), int(at.timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": self._agent,
            "webhook-id": delivery.event_id,
            "webhook-timestamp": str(stamp),
            "webhook-signature": signature(endpoint.keys, delivery.event_id, stamp, body),
        }
        return Request(endpoint.url, "POST", headers, body, most=4 * SHOWN, seconds=SECONDS)

    def _refused(self, delivery: WebhookDelivery, attempt: Attempt, answer: Answer) -> None:
        words = f"The receiver answered {answer.status}"
        if answer.status == GONE:
            self.out.failed(delivery, attempt, words, None)
            self._disable(delivery.endpoint, "The receiver answered 410: it wants no more events")
            return
        wish = retry_after(answer.headers, attempt.at)
        if answer.status in SLOW_DOWN:
            slow = self.out.standing(delivery.endpoint).slow_answers + 1
            self.out.spare(delivery.endpoint, self.out.clock() + timedelta(seconds=spared_for(slow, wish)))
        self._failed(delivery, attempt, words, wish)

    def _failed(self, delivery: WebhookDelivery, attempt: Attempt, words: str, wish: float | None) -> None:
        wait = wait_after(delivery.tries, wish, random.random())  # noqa: S311 - jitter
        again_at = self.out.clock() + timedelta(seconds=wait) if wait is not None else None
        log.warning("Event %s did not reach %s: %s", delivery.event_id, delivery.endpoint, words)
        self.out.failed(delivery, attempt, words, again_at)
        if again_at is None:
            self._given_up(delivery, words)

    def _given_up(self, delivery: WebhookDelivery, words: str) -> None:
        if self.out.reached_since(delivery.endpoint, delivery.created_at):
            self._tell(f"webhook {delivery.id}", GIVEN_UP.format(words=words, endpoint=delivery.endpoint))
        else:
            self._disable(delivery.endpoint, f"Nothing has reached it for days. {words}".rstrip("."))

    def _disable(self, endpoint: str, reason: str) -> None:
        self.out.disable(endpoint, reason)
        self._tell(
            f"webhook endpoint {endpoint} {self.out.clock():%Y-%m-%d}",
            DISABLED.format(endpoint=endpoint, reason=reason),
        )


def _shown(answer: Answer) -> str:
    text = answer.body.decode("utf-8", errors="replace")
    return "".join(c if c.isprintable() else " " for c in text)[:SHOWN].strip()


GIVEN_UP = (
    "An event was given up after ten tries to reach the webhook endpoint {endpoint}: {words} "
    "Send it again in the portal, under Webhooks."
)
DISABLED = (
    "The webhook endpoint {endpoint} is disabled. {reason}. When it is in order, enable it in the portal, under "
    "Webhooks, and send again what was given up."
)


class WebhookOutbox:
    """Hands over what is due, in a thread of its own."""

    def __init__(self, sender: WebhookSender, hand_over: HandOver) -> None:
        self.sender = sender
        self._hand_over = hand_over
        self._handed: set[tuple[str, int]] = set()
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webhook outbox", daemon=True)

    def start(self) -> None:
        """Begin; what a killed process left is due as it was."""
        self._thread.start()

    def stop(self) -> None:
        """Hand over nothing more."""
        self._stopping.set()
        self.wake()
        if self._thread.is_alive():
            self._thread.join()

    def wake(self) -> None:
        """Look now."""
        self._bell.set()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def look(self) -> int:
        """Hand over each delivery that is due; gives how many there were."""
        out, endpoints = self.sender.out, self.sender.endpoints
        out.bury(endpoints)
        due = [delivery for endpoint in endpoints for delivery in out.due(endpoint, AT_ONCE)]
        for delivery in due:
            if (delivery.id, delivery.next_number) not in self._handed:
                self._hand_over(delivery.id, delivery.next_number)
        self._handed = {(delivery.id, delivery.next_number) for delivery in due}
        return len(due)

    def attempt(self, delivery_id: str, number: int) -> None:
        """A try, as the engine makes it; what comes after it is looked for at once."""
        self.sender.attempt(delivery_id, number)
        self.wake()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.look()
            except Exception:  # the boundary of this thread: nothing would leave any more
                log.warning(
                    "What other systems are to be told could not be handed over; it is tried again", exc_info=True
                )
            self._bell.wait(self._rest())
            self._bell.clear()

    def _rest(self) -> float:
        """Until the next one is due, at most :data:`LONGEST_REST`."""
        try:
            due = self.sender.out.next_due()
        except AWAY:
            return LONGEST_REST
        left = (due - self.sender.out.clock()).total_seconds() if due else LONGEST_REST
        return min(max(left, 0.5), LONGEST_REST)
