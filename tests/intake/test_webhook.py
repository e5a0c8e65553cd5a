"""Deliveries of other systems: one job each, however often and however many at once they come."""

from __future__ import annotations

import base64
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from standardwebhooks.webhooks import Webhook

from intake.payload import Ignored
from intake.receive import Door, Receipt
from intake.signatures import Keys, Profile, Untrusted
from intake.webhook import Delivery, Linked, Sender, WebhookIntake
from pipeline.archive import digest_of
from pipeline.errors import Refused
from pipeline.jobs import Arrival, Job, JobFilters, JobState
from pipeline.model import Source
from tests.intake.conftest import pdf

SECRET = "whsec_" + base64.b64encode(b"first secret of thirty-two bytes").decode()
FETCHED: list[str] = []


def fetch(url: str, _most: int) -> bytes:
    FETCHED.append(url)
    return pdf("fetched")


def intake(door: Door, *, may_fetch: bool = False) -> WebhookIntake:
    keys = Keys.of(Profile.STANDARD, (SECRET,))
    events = frozenset({"invoice.received"})
    senders = tuple(Sender(name, keys, events, may_fetch, name.title()) for name in ("books", "shop"))
    return WebhookIntake(door, senders, fetch, time.time)


def headers(body: bytes, name: str, kind: str = "application/pdf") -> dict[str, str]:
    now = datetime.now(UTC)
    signature = Webhook(SECRET).sign(name, now, body.decode())
    stamp = str(int(now.timestamp()))
    return {"webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": signature, "content-type": kind}


def take(door: Door, body: bytes, name: str = "msg_1", source: str = "books") -> Receipt:
    taken = intake(door).take(Delivery(source, headers(body, name), body))
    assert isinstance(taken, Receipt)
    return taken


def all_jobs(door: Door) -> tuple[Job, ...]:
    return door.records.list_jobs(JobFilters(), limit=500).jobs


def test_a_delivery_is_kept_and_recorded_before_it_is_answered(door: Door) -> None:
    job = take(door, pdf("a")).job
    assert door.archive.get(job.sha256) == pdf("a")
    (arrival,) = door.records.arrivals(job.id)
    assert (arrival.source, arrival.origin, arrival.sender) == (Source.WEBHOOK, "books msg_1", "Books")


def test_fifty_copies_of_a_delivery_at_once_are_one_job(door: Door) -> None:
    with ThreadPoolExecutor(50) as pool:
        receipts = list(pool.map(lambda _: take(door, pdf("a")), range(50)))
    assert {receipt.job.id for receipt in receipts} == {all_jobs(door)[0].id}
    assert [receipt.new for receipt in receipts].count(True) == 1
    assert len(door.records.arrivals(receipts[0].job.id)) == 1


def test_a_replay_of_a_delivery_whose_job_failed_does_not_do_the_work_again(door: Door, handed_over: list[Job]) -> None:
    job = take(door, pdf("a")).job
    door.records.add_event(job.id, JobState.FAILED, "It gave up.", code="gave_up")
    again = take(door, pdf("a"))
    assert (again.job.id, again.new, again.job.run) == (job.id, False, 1)
    assert len(handed_over) == 1


def test_another_document_under_a_known_id_is_kept_and_each_repeat_is_its_own_job(door: Door) -> None:
    """A sender that counts from 1 again must not hear 202 for what is thrown away."""
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda n: take(door, pdf(str(n % 4))), range(16)))
    assert [receipt.job.sha256 for receipt in receipts] == [digest_of(pdf(str(n % 4))) for n in range(16)]
    assert len(all_jobs(door)) == 4


def test_the_same_id_of_another_source_is_another_delivery(door: Door) -> None:
    assert take(door, pdf("a")).job.id != take(door, pdf("b"), source="shop").job.id


def test_the_same_document_by_webhook_and_by_folder_is_one_job_with_two_arrivals(door: Door) -> None:
    first = door.receive(pdf("a"), Arrival(Source.FOLDER, "x", None, "a.pdf", datetime.now(UTC))).job
    assert take(door, pdf("a")).job.id == first.id
    assert len(door.records.arrivals(first.id)) == 2


def test_a_changed_id_over_the_same_body_fails_the_signature_and_leaves_no_trace(door: Door) -> None:
    with pytest.raises(Untrusted):
        intake(door).take(Delivery("books", headers(pdf("a"), "msg_1") | {"webhook-id": "msg_2"}, pdf("a")))
    assert all_jobs(door) == ()


def test_deliveries_that_come_at_the_same_time_each_have_the_outcome_they_would_have_alone(door: Door) -> None:
    bodies = {"pdf": (pdf("a"), "application/pdf"), "none": (b"[]", "application/json"), "text": (b"a", "text/plain")}
    linked = b'{"type": "invoice.received", "data": {"url": "https://files.example/1.pdf"}}'
    bodies |= {"link": (linked, "application/json"), "event": (b'{"type": "order.shipped"}', "application/json")}
    given = [Delivery("books", headers(body, name, kind), body) for name, (body, kind) in bodies.items()]
    forged = Delivery("books", given[0].headers, pdf("b"))
    FETCHED.clear()
    outcomes = intake(door, may_fetch=True).take_all([forged, *given, Delivery("nobody", {}, b"")])
    assert [type(one) for one in outcomes] == [Untrusted, Receipt, Refused, Refused, Linked, Ignored, KeyError]
    assert (len(all_jobs(door)), FETCHED) == (1, [])


def test_an_event_without_a_document_is_ignored_and_leaves_no_trace(door: Door) -> None:
    body = b'{"type": "order.shipped"}'
    delivery = Delivery("books", headers(body, "msg_1", "application/json"), body)
    assert intake(door).take(delivery) == Ignored("order.shipped")
    assert all_jobs(door) == ()


def test_an_address_is_fetched_only_where_the_source_allows_it(door: Door) -> None:
    body = b'{"type": "invoice.received", "data": {"url": "https://files.example/1.pdf"}}'
    delivery = Delivery("books", headers(body, "msg_1", "application/json"), body)
    FETCHED.clear()
    with pytest.raises(Refused) as raised:
        intake(door).take(delivery)
    assert (raised.value.code, FETCHED) == ("fetch_not_allowed", [])
    taken = intake(door, may_fetch=True).take(delivery)
    assert isinstance(taken, Receipt)
    assert FETCHED == ["https://files.example/1.pdf"]
    assert door.archive.get(taken.job.sha256) == pdf("fetched")
