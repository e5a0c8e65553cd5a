"""Jobs over the API: everything the portal can do with one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pipeline.jobs import Job, JobState
from portal.desk import Desk

Ask = Callable[..., Any]
Drop = Callable[..., Job]
WorkOff = Callable[[], None]


def test_a_job_tells_where_it_stands_and_where_its_document_lies(ask: Ask, done: Job, invoice: bytes) -> None:
    told = ask("GET", f"/api/jobs/{done.id}").json()
    assert (told["id"], told["state"], told["job_order_no"]) == (done.id, "done", "KDI-2611-001")
    document = ask("GET", told["document"])
    assert document.content == invoice
    assert document.headers["content-disposition"].startswith("attachment")


def test_its_details_name_its_job_orders_arrivals_and_history(ask: Ask, done: Job) -> None:
    told = ask("GET", f"/api/jobs/{done.id}/details").json()
    assert [order["number"] for order in told["job_orders"]] == ["KDI-2611-001"]
    assert [arrival["source"] for arrival in told["arrivals"]] == ["folder"]
    assert told["history"][-1]["words"] == "Done"


def test_the_list_goes_on_where_it_ended_and_misses_none(ask: Ask, drop: Drop) -> None:
    jobs = [drop(b"%PDF-1.4 " + bytes([n])) for n in range(5)]
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = ask("GET", "/api/jobs", params={"limit": 2, **cursor}).json()
        seen += [job["id"] for job in page["jobs"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert seen == [job.id for job in reversed(jobs)]


def test_a_receiver_catches_up_on_what_changed_since(ask: Ask, drop: Drop, desk: Desk) -> None:
    old, new = drop(b"%PDF-1.4 old"), drop(b"%PDF-1.4 new")
    between = datetime.now(UTC)
    desk.records.add_event(old.id, JobState.DONE, "Done")
    found = ask("GET", "/api/jobs", params={"updated_since": between.isoformat()}).json()["jobs"]
    assert [job["id"] for job in found] == [old.id]
    later = ask("GET", "/api/jobs", params={"updated_since": (between + timedelta(hours=1)).isoformat()}).json()["jobs"]
    assert later == []
    assert new.id


def test_the_list_is_narrowed_by_state_source_and_words(ask: Ask, done: Job, drop: Drop) -> None:
    drop(b"hello", "note.txt")

    def ids(**asked: Any) -> list[str]:
        return [job["id"] for job in ask("GET", "/api/jobs", params=asked).json()["jobs"]]

    assert ids(state="done") == [done.id]
    assert len(ids(state=["done", "failed"])) == 2
    assert ids(q="kdi-2611") == [done.id]
    assert ids(source="mail") == []


@pytest.mark.parametrize(
    "asked",
    [
        {"state": "finished"},
        {"source": "pigeon"},
        {"limit": 0},
        {"limit": 1000},
        {"cursor": "x"},
        {"updated_since": "yesterday"},
        {"updated_since": "2026-11-27T08:00:00"},
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(ask: Ask, asked: dict[str, Any]) -> None:
    assert ask("GET", "/api/jobs", params=asked).status_code == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/jobs/none"),
        ("GET", "/api/jobs/none/details"),
        ("GET", "/api/jobs/none/document"),
        ("POST", "/api/jobs/none/retry"),
        ("POST", "/api/jobs/none/cancel"),
    ],
)
def test_a_job_that_is_not_there_is_404(ask: Ask, method: str, path: str) -> None:
    more: dict[str, Any] = {"json": {}} if path.endswith("cancel") else {}
    assert ask(method, path, **more).status_code == 404


def test_a_failed_job_is_retried_and_a_running_one_left_alone(ask: Ask, drop: Drop, desk: Desk) -> None:
    job = drop(b"%PDF-1.4 a")
    desk.records.add_event(job.id, JobState.FAILED, "It gave up.", code="gave_up")
    first = ask("POST", f"/api/jobs/{job.id}/retry")
    again = ask("POST", f"/api/jobs/{job.id}/retry")
    assert (first.status_code, first.json()["run"], again.json()["run"]) == (202, 2, 2)


# -- calling off ---------------------------------------------------------------------------------------------------


def test_a_job_that_is_worked_on_is_called_off_and_stays_so(
    ask: Ask, drop: Drop, desk: Desk, work_off: WorkOff, invoice: bytes
) -> None:
    job = drop(invoice)
    told = ask("POST", f"/api/jobs/{job.id}/cancel", json={"reason": "Sent by mistake"}).json()
    assert (told["state"], told["code"], told["words"]) == ("failed", "cancelled", "Sent by mistake")
    # The run that was under way finds out at its next step, and changes nothing any more.
    assert not desk.records.add_event(job.id, JobState.READING, "Reading its pages", run=job.run)
    work_off()
    after = desk.records.job(job.id)
    assert after
    assert after.state is JobState.FAILED
    (end,) = [event for event in desk.records.events(job.id) if event.state.final]
    assert end.actor == "this machine"


def test_a_draft_that_waits_is_called_off_by_rejecting_its_job_orders(
    ask: Ask, drop: Drop, desk: Desk, work_off: WorkOff
) -> None:
    from samples.printed import pdf  # noqa: PLC0415 - one test's document
    from tests.portal.review.conftest import DOUBTFUL  # noqa: PLC0415 - see above

    job = drop(pdf(DOUBTFUL))
    work_off()
    told = ask("POST", f"/api/jobs/{job.id}/cancel", json={"reason": "The customer withdrew it"}).json()
    assert (told["state"], told["words"]) == ("failed", "The customer withdrew it")
    assert [order.decision for order in desk.records.orders.of_job(job.id)] == ["rejected"]


def test_what_has_ended_cannot_be_called_off(ask: Ask, done: Job) -> None:
    answer = ask("POST", f"/api/jobs/{done.id}/cancel", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "ended")


def test_a_cancelled_job_can_be_retried(ask: Ask, drop: Drop, work_off: WorkOff, invoice: bytes) -> None:
    job = drop(invoice)
    ask("POST", f"/api/jobs/{job.id}/cancel", json={})
    ask("POST", f"/api/jobs/{job.id}/retry")
    work_off()
    assert ask("GET", f"/api/jobs/{job.id}").json()["state"] == "done"


def test_a_wrong_question_names_the_part_that_is_wrong(ask: Ask) -> None:
    told = ask("GET", "/api/jobs", params={"limit": 0}).json()
    assert [error["pointer"] for error in told["errors"]] == ["/limit"]
