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
from pipeline.archive import digest_of
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


@dataclass(frozen=True)
class _Brought:
    """A delivery that is proven to be its sender's, with its document."""

    sender: Sender
    origin: str
    file: File

    @property
    def offered(self) -> Offered:
        """As the door takes it."""
        name, shown_as = self.file.name, self.sender.shown_as
        return self.file.data, Arrival(Source.WEBHOOK, self.origin, shown_as, name, datetime.now(UTC))


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
        receipts = iter(self._received([one for one in opened if isinstance(one, _Brought)]))
        return [next(receipts) if isinstance(one, _Brought) else one for one in opened]

    def take(self, delivery: Delivery) -> Receipt | Ignored:
        """Take in one delivery, and fetch its document where it is only linked to. Raises the errors of take_all."""
        (taken,) = self.take_all([delivery])
        if isinstance(taken, Exception):
            raise taken
        return self.fetch(taken) if isinstance(taken, Linked) else taken

    def _received(self, brought: Sequence[_Brought]) -> list[Receipt | Exception]:
        """Under their ids; a document whose id stands for another one is kept all the same, under its digest, too."""
        receipts = self.door.receive_all([one.offered for one in brought])
        others = {n: apart for n, one in enumerate(brought) if (apart := _apart(one, receipts[n]))}
        kept = self.door.receive_all([one.offered for one in others.values()]) if others else []
        for n, receipt in zip(others, kept, strict=True):
            receipts[n] = receipt
        return receipts

    def fetch(self, linked: Linked) -> Receipt:
        """Fetch the document and take it in. Raises the errors of :meth:`take_all`."""
        if known := self.door.records.job_of_arrival(Source.WEBHOOK, linked.origin):  # not a second time
            return Receipt(known, new=False)
        file = self._fetched(linked.sender, linked.link)
        return self.door.receive(*_Brought(linked.sender, linked.origin, file).offered)

    def _opened(self, delivery: Delivery) -> _Brought | Ignored | Linked | Exception:
        """What a delivery brings, or why it is not taken in."""
        try:
            return self._verified(delivery)
        except Exception as error:  # noqa: BLE001 - given to whom it belongs, whatever a body does to its parser
            return error

    def _verified(self, delivery: Delivery) -> _Brought | Ignored | Linked:
        sender, headers, body = self.senders[delivery.source], delivery.headers, delivery.body
        origin = origin_of(sender.name, verified_id(sender.keys, headers, body, self._clock()))
        payload = read_payload(
            headers.get("content-type", ""), headers.get("content-disposition", ""), body, sender.events
        )
        if isinstance(payload, Link):
            return Linked(sender, origin, payload)
        return _Brought(sender, origin, payload) if isinstance(payload, File) else payload

    def _fetched(self, sender: Sender, link: Link) -> File:
        if not sender.fetch:
            raise Refused(
                "fetch_not_allowed",
                f"Only an address came, and addresses are not fetched for {sender.name}. Send the document itself, "
                "or set fetch for this source.",
            )
        return File(link.name, self._fetch(link.url, self.door.limits.max_bytes))


def _apart(one: _Brought, receipt: Receipt | Exception) -> _Brought | None:
    """The delivery as one of its own, when its id is known for other bytes: some senders count from 1 again."""
    if isinstance(receipt, Exception) or receipt.new or receipt.job.sha256 == (digest := digest_of(one.file.data)):
        return None
    return replace(one, origin=f"{one.origin} {digest}")


def origin_of(source: str, delivery_id: str) -> str:
    """What names a delivery among all arrivals. A source's name has no space."""
    return f"{source} {delivery_id}"


def source_of(origin: str) -> str:
    """The source that an arrival by webhook came from."""
    return origin.partition(" ")[0]
