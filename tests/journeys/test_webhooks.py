"""Other systems: a document comes in by webhook, and what became of it goes out, through the real service."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from standardwebhooks.webhooks import Webhook

from tests.journeys.conftest import Start
from tests.receiver import Receiver, receiving
from tests.waiting import wait_for

SECRET = "whsec_" + base64.b64encode(b"first secret of thirty-two bytes").decode()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def systems(receiver: Receiver, tmp_path: Path) -> dict[str, str]:
    """One that sends and one that is told, as settings."""
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    told = {"name": "planner", "url": receiver.address, "secret_files": [str(secret)], "private": True}
    return {
        "SENDORA_WEBHOOKS": json.dumps([{"name": "books", "secret_files": [str(secret)]}]),
        "SENDORA_WEBHOOK_ENDPOINTS": json.dumps([told]),
    }


def send(address: str, document: bytes, name: str = "msg_1") -> httpx.Response:
    body = json.dumps(
        {"type": "invoice.received", "data": {"file_name": "a.pdf", "base64": base64.b64encode(document).decode()}}
    )
    now = datetime.now(UTC)
    headers = {
        "content-type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(SECRET).sign(name, now, body),
    }
    return httpx.post(f"{address}/webhooks/books", content=body, headers=headers)


def test_what_became_of_a_document_is_told_once_though_the_service_is_killed_while_it_tells(
    start: Start, systems: dict[str, str], receiver: Receiver, sample_files: dict[str, bytes]
) -> None:
    receiver.answer = None
    service = start(**systems)
    answers = [send(service.address, sample_files["invoice.pdf"]) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202] * 3
    (job_id,) = {answer.json()["job_id"] for answer in answers}
    wait_for(lambda: len(receiver.got) == 1)
    service.kill()

    receiver.let_go.set()
    receiver.answer = (200, {})
    service = start(**systems)
    wait_for(lambda: len(receiver.taken) >= 1)
    event = receiver.taken[0].verified(SECRET)
    assert event["type"] in {"job_order.created", "job_order.needs_review"}
    assert event["data"]["job"]["id"] == job_id
    assert event["data"]["job"]["links"]["self"].endswith(f"/api/jobs/{job_id}")
    parts = {part["name"]: part for part in httpx.get(f"{service.address}/health").json()["parts"]}
    assert parts["webhooks"]["state"] == "ok"
    assert service.stop() == 0
    assert [got.id for got in receiver.got] == [receiver.taken[0].id] * 2
    assert len(receiver.taken) == 1
