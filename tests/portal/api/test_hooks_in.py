"""The address that other systems send to: what each delivery is answered, and that nothing else opens the door."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from standardwebhooks.webhooks import Webhook

from config.settings import Settings
from config.webhooks import WebhookSource
from intake.receive import Door
from pipeline.jobs import JobFilters
from portal.app import create_portal
from portal.desk import Desk
from portal.hooking import webhook_branch, webhook_intake
from portal.problems import PROBLEM_JSON
from tests.portal.conftest import MOST

SECRET = "whsec_" + base64.b64encode(b"first secret of thirty-two bytes").decode()
WORD = "a long enough word for a sender"
Client = TestClient[Litestar]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    sources = (
        WebhookSource.model_validate({"name": "books", "secrets": [SECRET], "branch": "Kota Damansara"}),
        WebhookSource.model_validate(
            {"name": "scanner", "profile": "body-hmac", "secrets": [WORD], "customer": "Front desk"}
        ),
    )
    return settings.model_copy(update={"webhooks": sources})


@pytest.fixture
def client(desk: Desk, settings: Settings) -> Iterator[Client]:
    with TestClient(
        create_portal(replace(desk, webhooks=webhook_intake(settings, desk.door))), base_url="http://127.0.0.1"
    ) as client:
        yield client


def send(client: Client, body: bytes, kind: str = "application/pdf", name: str = "msg_1", **more: str) -> Any:
    now = datetime.now(UTC)
    headers = {
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(SECRET).sign(name, now, body.decode("latin-1"))
        if body.isascii()
        else signature(body, name, int(now.timestamp())),
        "content-type": kind,
    }
    return client.post("/webhooks/books", content=body, headers=headers | more)


def signature(body: bytes, name: str, at: int) -> str:
    """For bytes that are no text, which the reference implementation does not sign."""
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.digest(key, f"{name}.{at}.".encode() + body, "sha256")).decode()


def test_a_document_is_answered_202_with_the_address_of_its_job(client: Client, desk: Desk, invoice: bytes) -> None:
    answer = send(client, invoice)
    assert answer.status_code == 202
    told = answer.json()
    assert answer.headers["location"] == told["url"] == f"/api/jobs/{told['job_id']}"
    assert client.get(told["url"]).json()["id"] == told["job_id"]
    job = desk.records.job(told["job_id"])
    assert job
    assert desk.archive.get(job.sha256) == invoice


def test_the_same_delivery_again_is_answered_with_the_same_job(client: Client, invoice: bytes) -> None:
    first, again = send(client, invoice).json(), send(client, invoice).json()
    assert again["job_id"] == first["job_id"]
    assert (first["new"], again["new"]) == (True, False)


def test_a_form_and_json_bring_the_same_document(client: Client, invoice: bytes) -> None:
    encoded = json.dumps(
        {"type": "invoice.received", "data": {"file_name": "a.pdf", "base64": base64.b64encode(invoice).decode()}}
    ).encode()
    form = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.pdf"\r\n\r\n' + invoice + b"\r\n--b--\r\n"
    answers = [
        send(client, encoded, "application/json", "1").json(),
        send(client, form, "multipart/form-data; boundary=b", "2").json(),
        send(client, invoice, "application/octet-stream", "3").json(),
    ]
    assert len({answer["job_id"] for answer in answers}) == 1


def test_a_simple_sender_signs_the_body_alone(client: Client, desk: Desk, invoice: bytes) -> None:
    value = hmac.new(WORD.encode(), invoice, hashlib.sha256).hexdigest()
    headers = {"x-hub-signature-256": f"sha256={value}", "content-type": "application/pdf"}
    answer = client.post("/webhooks/scanner", content=invoice, headers=headers)
    job = desk.records.job(answer.json()["job_id"])
    assert job
    assert (answer.status_code, job.sender) == (202, "Front desk")


def test_an_event_of_another_type_is_answered_200_and_does_nothing(client: Client, desk: Desk) -> None:
    answer = send(client, b'{"type": "order.shipped"}', "application/json")
    assert (answer.status_code, answer.json()) == (200, {"ignored": "order.shipped"})
    assert desk.records.list_jobs(JobFilters()).jobs == ()


@pytest.mark.parametrize(
    ("status", "code", "body", "kind", "more"),
    [
        (401, "bad_signature", b"%PDF-1", "application/pdf", {"webhook-id": "msg_2"}),
        (401, "unsigned", b"%PDF-1", "application/pdf", {"webhook-timestamp": "soon"}),
        (401, "stale", b"%PDF-1", "application/pdf", {"webhook-timestamp": str(int(time.time()) - 999)}),
        (415, "unsupported_type", b"hello", "text/plain", {}),
        (415, "not_a_document", b"hello", "application/pdf", {}),
        (413, "too_large", b"%PDF-" + b"x" * MOST, "application/pdf", {}),
        (413, "too_large", b"%PDF-" + b"x" * 2 * MOST, "application/pdf", {}),
        (422, "empty", b"", "application/pdf", {}),
        (422, "no_document", b"{}", "application/json", {}),
        (422, "fetch_not_allowed", b'{"url": "https://a.example/1.pdf"}', "application/json", {}),
    ],
)
def test_what_is_not_taken_is_told_as_a_problem(  # noqa: PLR0917 - a case has these parts
    client: Client, status: int, code: str, body: bytes, kind: str, more: dict[str, str]
) -> None:
    answer = send(client, body, kind, **more)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (status, code)
    assert answer.headers["content-type"].startswith(PROBLEM_JSON)
    assert told["detail"].endswith(".")


def test_a_refused_document_is_the_same_job_when_it_comes_again(client: Client) -> None:
    first, again = (send(client, b"hello").json() for _ in range(2))
    assert first["job_id"] == again["job_id"]


def test_an_unknown_source_is_404(client: Client) -> None:
    assert client.post("/webhooks/nobody", content=b"x").status_code == 404


def test_a_full_disk_is_told_as_503_so_that_it_is_sent_again(desk: Desk, settings: Settings, invoice: bytes) -> None:
    limits = replace(desk.door.limits, min_free_bytes=2**62)
    full = Door(desk.archive, desk.records, limits, lambda _: None)
    with TestClient(create_portal(replace(desk, webhooks=webhook_intake(settings, full)))) as client:
        answer = send(client, invoice)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")


def test_a_source_prints_its_branch(client: Client, desk: Desk, settings: Settings, invoice: bytes) -> None:
    job_id = send(client, invoice).json()["job_id"]
    assert webhook_branch(settings, desk.records.arrivals(job_id)[0]) == "Kota Damansara"


def test_a_wrong_secret_is_named_at_start_without_showing_it(desk: Desk, settings: Settings) -> None:
    source = WebhookSource.model_validate({"name": "books", "secrets": ["whsec_abc"]})
    with pytest.raises(ValueError, match="webhooks books: a secret") as raised:
        webhook_intake(settings.model_copy(update={"webhooks": (source,)}), desk.door)
    assert "whsec_abc" not in str(raised.value)
