"""Documents that other systems send: verified, unpacked, and taken in at the one door before the sender hears of it.

A delivery's arrival is named after its source and id and recorded in the job's own transaction: the same delivery
again, at the same time or days later, is the job that it became the first time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from intake.files import File
from intake.payload import Ignored, Link, read_payload
from intake.receive import Door, Receipt
from intake.signatures import Keys, verified_id
from pipeline.errors import Refused
from pipeline.jobs import Arrival
from pipeline.model import Source

Fetch = Callable[[str, int], bytes]
"""Gets the bytes at an address, at most so many; raises :class:`~pipeline.errors.DocumentError`."""


@dataclass(frozen=True)
class Sender:
    """A system that may send. ``shown_as`` is what people see, ``branch`` what its job orders are printed for."""

    name: str
    keys: Keys
    events: frozenset[str]
    fetch: bool
    shown_as: str
    branch: str | None = None


class WebhookIntake:
    """Takes deliveries. ``clock`` gives seconds since 1970."""

    def __init__(self, door: Door, senders: tuple[Sender, ...], fetch: Fetch, clock: Callable[[], float]) -> None:
        self.door = door
        self.senders = {sender.name: sender for sender in senders}
        self._fetch = fetch
        self._clock = clock

    def take(self, source: str, headers: Mapping[str, str], body: bytes) -> Receipt | Ignored:
        """Take in one delivery; ``headers`` have lower-case names.

        Raises :class:`KeyError` for an unknown source, :class:`~intake.signatures.Untrusted`,
        :class:`~pipeline.errors.Refused` when there is no document in it, and
        :class:`~pipeline.errors.Temporary` when it must be sent again.
        """
        sender = self.senders[source]
        origin = origin_of(sender.name, verified_id(sender.keys, headers, body, self._clock()))
        payload = read_payload(
            headers.get("content-type", ""), headers.get("content-disposition", ""), body, sender.events
        )
        if isinstance(payload, Ignored):
            return payload
        if isinstance(payload, File):
            return self._received(sender, origin, payload)
        if known := self.door.records.job_of_arrival(Source.WEBHOOK, origin):  # it is not fetched a second time
            return Receipt(known, new=False)
        return self._received(sender, origin, self._fetched(sender, payload))

    def _received(self, sender: Sender, origin: str, file: File) -> Receipt:
        return self.door.receive(
            file.data, Arrival(Source.WEBHOOK, origin, sender.shown_as, file.name, datetime.now(UTC))
        )

    def _fetched(self, sender: Sender, link: Link) -> File:
        if not sender.fetch:
            raise Refused(
                "fetch_not_allowed",
                f"Only an address came, and addresses are not fetched for {sender.name}. Send the document itself, "
                "or set fetch for this source.",
            )
        return File(link.name, self._fetch(link.url, self.door.limits.max_bytes))


def origin_of(source: str, delivery_id: str) -> str:
    """What names a delivery among all arrivals. A source's name has no space."""
    return f"{source} {delivery_id}"


def source_of(origin: str) -> str:
    """The source that an arrival by webhook came from."""
    return origin.partition(" ")[0]
