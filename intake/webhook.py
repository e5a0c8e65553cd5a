"""Documents that other systems send: verified, unpacked, and taken in at the one door before the sender hears of it.

A delivery's arrival is named after its source and id and recorded in the job's own transaction: the same delivery
again, at the same time or days later, is the job that it became the first time. Another document under a known id is
no repeat: it would be lost with an answer that says it was kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from intake.files import File
from intake.payload import Ignored, Link, read_payload
from intake.receive import Door, Offered, Receipt
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


@dataclass(frozen=True)
class Delivery:
    """What came for a source; ``headers`` have lower-case names."""

    source: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Linked:
    """A delivery that is proven to be its sender's and says only where its document lies."""

    sender: Sender
    origin: str
    link: Link


class WebhookIntake:
    """Takes deliveries. ``clock`` gives seconds since 1970."""

    def __init__(self, door: Door, senders: tuple[Sender, ...], fetch: Fetch, clock: Callable[[], float]) -> None:
        self.door = door
        self.senders = {sender.name: sender for sender in senders}
        self._fetch = fetch
        self._clock = clock

    def take_all(self, deliveries: Sequence[Delivery]) -> list[Receipt | Ignored | Linked | Exception]:
        """Take in deliveries that come at the same time, each as if it came alone.

        In place of one that is not taken in stands its error: :class:`KeyError` for an unknown source,
        :class:`~intake.signatures.Untrusted`, :class:`~pipeline.errors.Refused` when there is no document in it, and
        :class:`~pipeline.errors.Temporary` when it must be sent again. One that is only linked to is still to be
        fetched, so that the others need not wait for it.
        """
        opened = [self._opened(delivery) for delivery in deliveries]
        receipts = iter(self._kept([one for one in opened if isinstance(one, Offered)]))
        return [next(receipts) if isinstance(one, Offered) else one for one in opened]

    def _kept(self, brought: Sequence[Offered]) -> list[Receipt | Exception]:
        """Under their ids; a document whose id stands for another one is kept all the same, under its digest, too."""
        if not brought:
            return []
        receipts = self.door.receive_all(brought)
        others = {n: apart for n, one in enumerate(brought) if (apart := _apart(one, receipts[n]))}
        kept = self.door.receive_all([*others.values()]) if others else []
        for n, receipt in zip(others, kept, strict=True):
            receipts[n] = receipt
        return receipts

    def take(self, delivery: Delivery) -> Receipt | Ignored:
        """Take in one delivery, and fetch its document where it is only linked to. Raises the errors of take_all."""
        (taken,) = self.take_all([delivery])
        if isinstance(taken, Exception):
            raise taken
        return self.fetch(taken) if isinstance(taken, Linked) else taken

    def fetch(self, linked: Linked) -> Receipt:
        """Fetch the document and take it in. Raises the errors of :meth:`take_all`."""
        if known := self.door.records.job_of_arrival(Source.WEBHOOK, linked.origin):  # not a second time
            return Receipt(known, new=False)
        file = self._fetched(linked.sender, linked.link)
        return self.door.receive(file.data, _arrival(linked.sender, linked.origin, file))

    def _opened(self, delivery: Delivery) -> Offered | Ignored | Linked | Exception:
        try:
            return self._verified(delivery)
        except Exception as error:  # noqa: BLE001 - given to whom it belongs, whatever a body does to its parser
            return error

    def _verified(self, delivery: Delivery) -> Offered | Ignored | Linked:
        sender, headers, body = self.senders[delivery.source], delivery.headers, delivery.body
        origin = origin_of(sender.name, verified_id(sender.keys, headers, body, self._clock()))
        payload = read_payload(
            headers.get("content-type", ""), headers.get("content-disposition", ""), body, sender.events
        )
        if isinstance(payload, Link):
            return Linked(sender, origin, payload)
        return payload if isinstance(payload, Ignored) else Offered.of(payload.data, _arrival(sender, origin, payload))

    def _fetched(self, sender: Sender, link: Link) -> File:
        if not sender.fetch:
            raise Refused(
                "fetch_not_allowed",
                f"Only an address came, and addresses are not fetched for {sender.name}. Send the document itself, "
                "or set fetch for this source.",
            )
        return File(link.name, self._fetch(link.url, self.door.limits.max_bytes))


def _arrival(sender: Sender, origin: str, file: File) -> Arrival:
    return Arrival(Source.WEBHOOK, origin, sender.shown_as, file.name, datetime.now(UTC))


def _apart(one: Offered, receipt: Receipt | Exception) -> Offered | None:
    """The document as a delivery of its own, when its id is known for other bytes: some senders count from 1 again."""
    if isinstance(receipt, Exception) or receipt.new or receipt.job.sha256 == one.digest:
        return None
    return replace(one, arrival=replace(one.arrival, origin=f"{one.arrival.origin} {one.digest}"))


def origin_of(source: str, delivery_id: str) -> str:
    """What names a delivery among all arrivals. A source's name has no space."""
    return f"{source} {delivery_id}"


def source_of(origin: str) -> str:
    """The source that an arrival by webhook came from."""
    return origin.partition(" ")[0]
