"""The page of webhooks: what was told is seen, and sent again with a button."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from config.settings import Settings
from config.webhooks import WebhookEndpoint
from outputs.webhook import Endpoint, WebhookSender
from pipeline.jobs import JobState
from pipeline.records import Records
from pipeline.webhooks_out import SendState
from portal.app import create_portal
from portal.desk import Desk
from portal.hooking import HooksOut, announcer
from tests.pipeline.conftest import a_document
from tests.portal.api.described import check
from tests.receiver import Receiver, receiving

Client = TestClient[Litestar]
SECRET = "whsec_" + base64.b64encode(b"first secret of thirty-two bytes").decode()


class Told:
    """An endpoint that was told of a failed job; tries are made when a test says so."""

    def __init__(self, desk: Desk, settings: Settings, receiver: Receiver) -> None:
        given = {"name": "planner", "url": receiver.address, "secrets": [SECRET], "private": True}
        endpoint = WebhookEndpoint.model_validate(given)
        settings = settings.model_copy(update={"webhook_endpoints": (endpoint,)})
        self.out = desk.hooks.out
        self.desk = replace(desk, hooks=HooksOut(self.out, (endpoint,)))
        records = Records(desk.records.engine, announces=announcer(settings))
        self.job = records.create_job(a_document(b"a"))[0].id
        records.add_event(self.job, JobState.FAILED, "It cannot be read.", code="unreadable")
        self.sender = WebhookSender(
            self.out, {"planner": Endpoint("planner", receiver.address, (b"k" * 32,), private=True)}, "Test"
        )

    def try_it(self) -> None:
        (delivery,) = self.out.of_job(self.job)
        self.sender.attempt(delivery.id, delivery.next_number)

    def state(self) -> SendState:
        return self.out.of_job(self.job)[0].state


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def told(desk: Desk, settings: Settings, receiver: Receiver) -> Told:
    return Told(desk, settings, receiver)


@pytest.fixture
def client(told: Told) -> Iterator[Client]:
    with TestClient(create_portal(told.desk), base_url="http://127.0.0.1") as client:
        yield client


def test_a_delivery_shows_its_answer_and_is_sent_again_with_a_button(
    client: Client, told: Told, receiver: Receiver
) -> None:
    told.try_it()
    page = client.get("/webhooks").text
    assert all(words in page for words in ("planner", "job.failed", "delivered", "204", "Send again"))
    (delivery,) = told.out.of_job(told.job)
    referer = {"Referer": f"http://127.0.0.1/jobs/{told.job}"}
    answer = client.post(f"/webhooks/out/deliveries/{delivery.id}/redeliver", headers=referer, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/jobs/{told.job}")
    told.try_it()
    assert [got.id for got in receiver.taken] == [delivery.event_id] * 2


def test_a_jobs_page_names_what_was_told_of_it(client: Client, told: Told) -> None:
    told.try_it()
    page = client.get(f"/jobs/{told.job}").text
    assert "Other systems were told" in page
    assert "job.failed" in page


def test_a_disabled_endpoint_is_enabled_and_what_was_given_up_sent_again(
    client: Client, told: Told, receiver: Receiver
) -> None:
    receiver.answer = (410, {})
    told.try_it()
    assert told.state() is SendState.DEAD
    assert "it wants no more events" in client.get("/webhooks").text
    assert client.post("/webhooks/out/endpoints/planner/redeliver").status_code == 409
    client.post("/webhooks/out/endpoints/planner/enable")
    client.post("/webhooks/out/endpoints/planner/redeliver")
    receiver.answer = (200, {})
    told.try_it()
    assert told.state() is SendState.DELIVERED


def test_the_api_tells_and_does_the_same(client: Client, told: Told, receiver: Receiver) -> None:
    description = client.get("/api/openapi.json").json()
    receiver.answer = (410, {})
    told.try_it()
    answers = [
        client.get("/api/webhook-deliveries", params={"state": "dead", "endpoint": "planner"}),
        client.get("/api/webhook-endpoints"),
        client.post("/api/webhook-endpoints/planner/redeliver"),
        client.post("/api/webhook-endpoints/planner/enable"),
        client.post("/api/webhook-endpoints/planner/redeliver"),
        client.post(f"/api/webhook-deliveries/{told.out.of_job(told.job)[0].id}/redeliver"),
        client.post("/api/webhook-deliveries/none/redeliver"),
        client.post("/api/webhook-endpoints/none/enable"),
    ]
    for answer in answers:
        check(description, answer)
    assert [answer.status_code for answer in answers] == [200, 200, 409, 200, 202, 202, 404, 404]
    (delivery,) = answers[0].json()["deliveries"]
    assert [attempt["status"] for attempt in delivery["attempts"]] == [410]
    assert answers[1].json()[0]["dead"] == 1


def test_another_sites_page_cannot_send_anything_again(client: Client, told: Told) -> None:
    told.try_it()
    (delivery,) = told.out.of_job(told.job)
    there = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert client.post(f"/webhooks/out/deliveries/{delivery.id}/redeliver", headers=there).status_code == 403
