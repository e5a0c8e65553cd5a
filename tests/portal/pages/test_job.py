"""A job's page: what may be done with it, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pipeline.jobs import Job, JobState
from pipeline.model import to_json
from portal.desk import Desk
from tests.outputs.sample_orders import a_field, sample_order
from tests.portal.accounts import PAGE, PASSWORD, access, clock, kept, portal

__all__ = ["access", "clock", "kept", "portal"]

Drop = Callable[..., Job]
PDF = b"%PDF-1.4\n1\n%%EOF"


def signed_in(client: TestClient[Litestar], name: str) -> TestClient[Litestar]:
    answer = client.post("/sign-in", data={"name": name, "password": PASSWORD}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return client


def ended(desk: Desk, drop: Drop) -> Job:
    job = drop(PDF)
    desk.records.add_event(job.id, JobState.DONE, "Done")
    return job


def test_a_deleted_job_leaves_the_lists_and_its_document_may_come_again(
    desk: Desk, client: TestClient[Litestar], drop: Drop
) -> None:
    job = ended(desk, drop)
    answer = signed_in(client, "admin").post(f"/jobs/{job.id}/delete", headers=PAGE, follow_redirects=False)
    assert (answer.status_code, answer.headers.get("location")) == (303, "/"), answer.text
    assert desk.records.job(job.id) is None
    assert desk.records.events(job.id)[-1].actor == "admin"
    assert drop(PDF).id != job.id


def test_a_running_job_is_not_deleted(desk: Desk, client: TestClient[Litestar], drop: Drop) -> None:
    job = drop(PDF)
    signed_in(client, "admin").post(f"/jobs/{job.id}/delete", headers=PAGE)
    assert desk.records.job(job.id)


@pytest.mark.parametrize(
    ("name", "offered"), [("viewer", set()), ("reviewer", {"retry"}), ("admin", {"retry", "delete"})]
)
def test_nobody_is_offered_what_would_be_refused(
    desk: Desk, client: TestClient[Litestar], drop: Drop, name: str, offered: set[str]
) -> None:
    job = ended(desk, drop)
    page = signed_in(client, name).get(f"/jobs/{job.id}").text
    assert {act for act in ("retry", "delete") if f'action="/jobs/{job.id}/{act}"' in page} == offered
    for act in {"retry", "delete"} - offered:
        assert client.post(f"/jobs/{job.id}/{act}", headers=PAGE).status_code == 403


def test_a_revision_shows_what_changed_and_leads_to_the_other_one(
    desk: Desk, client: TestClient[Litestar], drop: Drop
) -> None:
    first = sample_order(1, 0)
    later = replace(first, doors=(replace(first.doors[0], width_mm=a_field(1234, "1234")),))
    made = []
    for number, order in enumerate((first, later)):
        job = drop(PDF + str(number).encode(), f"{number}.pdf")
        digest = desk.archive.put(to_json(order))
        record = desk.records.orders.claim(job.id, 1, "KDI-1", "KDI1", digest)
        desk.records.orders.save(record.id, customer=None, draft=False, order_digest=digest, pdf_digest=None)
        desk.records.add_event(job.id, JobState.DONE, "Done")
        made.append(job)
    page = signed_in(client, "viewer").get(f"/jobs/{made[1].id}").text
    assert "Revisions of KDI-1" in page
    assert f'href="/jobs/{made[0].id}"' in page
    assert "1234 mm" in page
    assert "1 value changed" in page


def test_a_job_that_is_being_worked_on_is_called_off_and_taken_up_again(
    desk: Desk, client: TestClient[Litestar], drop: Drop, invoice: bytes
) -> None:
    job, page = drop(invoice), PAGE
    signed_in(client, "reviewer")
    assert "Call it off now" in client.get(f"/jobs/{job.id}", headers=page).text
    shown = client.post(f"/jobs/{job.id}/cancel", headers=page).text
    assert "Cancelled" in shown
    assert "Call it off now" not in shown
    client.post(f"/jobs/{job.id}/cancel", headers=page)
    client.post(f"/jobs/{job.id}/retry", headers=page)
    again = desk.records.job(job.id)
    assert again is not None
    assert (again.state, again.run) == (JobState.RECEIVED, 3)
