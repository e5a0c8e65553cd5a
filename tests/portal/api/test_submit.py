"""Submitting over the API: once, however often it is asked."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pipeline.idempotency import Kept, StillRunning
from pipeline.jobs import JobFilters
from portal.desk import Desk
from tests.portal.conftest import MOST

Ask = Callable[..., Any]
PDF = {"Content-Type": "application/pdf"}


def submit(ask: Ask, body: bytes, **headers: str) -> Any:
    return ask("POST", "/api/jobs", content=body, headers=PDF | headers)


def test_a_document_is_answered_201_with_its_job(ask: Ask, desk: Desk, invoice: bytes) -> None:
    named = {"Content-Disposition": 'attachment; filename="KDI 1.pdf"'}
    answer = ask("POST", "/api/jobs", content=invoice, headers=PDF | named)
    told = answer.json()
    assert (answer.status_code, told["new"]) == (201, True)
    assert answer.headers["location"] == told["url"]
    job = desk.records.job(told["job_id"])
    assert job
    assert (job.file_name, job.source) == ("KDI 1.pdf", "upload")
    again = submit(ask, invoice)
    assert (again.status_code, again.json()["job_id"], again.json()["new"]) == (200, job.id, False)


def test_a_form_and_json_bring_the_same_document(ask: Ask, invoice: bytes) -> None:
    form = ask("POST", "/api/jobs", files={"file": ("a.pdf", invoice, "application/pdf")}).json()
    inside = {"file_name": "a.pdf", "base64": base64.b64encode(invoice).decode()}
    assert ask("POST", "/api/jobs", json=inside).json()["job_id"] == form["job_id"]


@pytest.mark.parametrize(
    ("status", "code", "body", "kind"),
    [
        (415, "unsupported_type", b"hello", "text/plain"),
        (415, "not_a_document", b"hello", "application/pdf"),
        (413, "too_large", b"%PDF-" + b"x" * MOST, "application/pdf"),
        (413, "too_large", b"%PDF-" + b"x" * 2 * MOST, "application/pdf"),
        (422, "empty", b"", "application/pdf"),
        (422, "no_document", b"{}", "application/json"),
        (422, "no_document", b'{"url": "https://a.example/"}', "application/json"),
        (422, "no_document", b'{"type": "order.shipped"}', "application/json"),
    ],
)
def test_what_is_refused_is_told_as_a_problem(ask: Ask, status: int, code: str, body: bytes, kind: str) -> None:
    answer = ask("POST", "/api/jobs", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


# -- Idempotency-Key -----------------------------------------------------------------------------------------------


def test_the_same_key_with_the_same_document_gets_the_stored_answer(ask: Ask, desk: Desk, invoice: bytes) -> None:
    first = submit(ask, invoice, **{"Idempotency-Key": '"k-1"'})
    again = submit(ask, invoice, **{"Idempotency-Key": "k-1"})
    assert (again.status_code, again.json()) == (first.status_code, first.json()) == (201, first.json())
    assert len(desk.records.arrivals(first.json()["job_id"])) == 1


def test_a_refusal_is_stored_too(ask: Ask) -> None:
    first, again = (submit(ask, b"hello", **{"Idempotency-Key": "k-1"}) for _ in range(2))
    assert (again.status_code, again.json()) == (first.status_code, first.json())


def test_the_same_key_with_another_document_is_refused(ask: Ask, desk: Desk, invoice: bytes) -> None:
    submit(ask, invoice, **{"Idempotency-Key": "k-1"})
    answer = submit(ask, b"%PDF-1.4 other", **{"Idempotency-Key": "k-1"})
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert len(desk.records.list_jobs(JobFilters()).jobs) == 1


def test_while_the_first_is_being_worked_on_the_second_is_told_to_wait(ask: Ask, desk: Desk) -> None:
    class Slow:
        def __init__(self) -> None:
            self.second: Any = None

    slow, receive = Slow(), desk.door.receive

    def second_meanwhile(*given: Any) -> Any:
        object.__setattr__(desk.door, "receive", receive)
        slow.second = submit(ask, b"%PDF-1.4 a", **{"Idempotency-Key": "k-1"})
        return receive(*given)

    object.__setattr__(desk.door, "receive", second_meanwhile)
    first = submit(ask, b"%PDF-1.4 a", **{"Idempotency-Key": "k-1"})
    assert first.status_code == 201
    assert (slow.second.status_code, slow.second.json()["code"]) == (409, "still_running")


@pytest.mark.parametrize("key", ["", '""', "x" * 300])
def test_a_key_that_is_none_is_told_so(ask: Ask, invoice: bytes, key: str) -> None:
    assert submit(ask, invoice, **{"Idempotency-Key": key}).json()["code"] == "bad_key"


def test_keys_are_kept_for_a_week_and_a_request_that_was_cut_short_does_not_block(desk: Desk) -> None:
    now = [datetime.now(UTC)]
    kept = Kept(desk.records.engine, "token books", lambda: now[0])
    other = Kept(desk.records.engine, "token shop", lambda: now[0])
    assert kept.begin("k", "1") is None
    with pytest.raises(StillRunning):
        kept.begin("k", "1")
    assert other.begin("k", "2") is None
    now[0] += timedelta(minutes=3)
    assert kept.begin("k", "1") is None
    kept.finish("k", "answered")
    now[0] += timedelta(days=6, hours=23)
    assert kept.begin("k", "1") == "answered"
    now[0] += timedelta(hours=2)
    assert kept.begin("k", "other") is None
