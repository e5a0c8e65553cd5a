"""What is done with many jobs at once reaches those that were meant, and no others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pipeline.archive import digest_of
from pipeline.jobs import Findings, Job, JobFilters, JobState
from pipeline.model import to_json
from portal.desk import Desk
from portal.pages import many
from tests.outputs.sample_orders import sample_order

Finished = Callable[[str], Job]


@pytest.fixture
def finished(desk: Desk, drop: Callable[..., Job]) -> Finished:
    """Brings a document in and ends it with a job order, as the steps would, under a number."""

    def end(number: str) -> Job:
        job = drop(f"%PDF-1.4\n{number}\n%%EOF".encode(), f"{number}.pdf")
        order_digest, pdf = desk.archive.put(to_json(sample_order(2, 1))), desk.archive.put(f"%PDF {number}".encode())
        order = desk.records.orders.claim(job.id, 1, number, number, order_digest)
        desk.records.orders.save(
            order.id, customer="CONTOH", draft=number.endswith("draft"), order_digest=order_digest, pdf_digest=pdf
        )
        found = Findings(title=number, search_text=number.lower())
        desk.records.add_event(job.id, JobState.DONE, "Done", findings=found)
        return job

    return end


def names(answer: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(answer)).namelist()


def test_the_ticked_jobs_come_as_one_zip(client: TestClient[Litestar], finished: Finished) -> None:
    first, _, third = finished("KDI-1"), finished("KDI-2"), finished("KDI-3-draft")
    answer = client.get("/jobs.zip", params={"job": [first.id, third.id]})
    assert names(answer.content) == ["KDI-1.pdf", "DRAFT/KDI-3-draft.pdf"]
    assert "job-orders-" in answer.headers["content-disposition"]


def test_without_ticks_all_of_the_list_is_meant(client: TestClient[Litestar], finished: Finished) -> None:
    for number in ("KDI-1", "KDI-2", "XYZ-3"):
        finished(number)
    assert names(client.get("/jobs.zip?q=kdi").content) == ["KDI-2.pdf", "KDI-1.pdf"]


def test_a_pdf_that_is_gone_does_not_keep_back_the_others(
    desk: Desk, client: TestClient[Litestar], finished: Finished
) -> None:
    for number in ("KDI-1", "KDI-2"):
        finished(number)
    desk.archive.path(digest_of(b"%PDF KDI-1")).unlink()
    assert names(client.get("/jobs.zip").content) == ["KDI-2.pdf"]


def test_doors_and_frames_come_as_a_sheet(client: TestClient[Litestar], finished: Finished) -> None:
    finished("KDI-1")
    answer = client.get("/jobs.xlsx")
    sheet = zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 1 + 2 + 1
    assert answer.headers["content-type"] == many.XLSX


def test_more_than_a_file_can_hold_is_said_before_any_work(
    client: TestClient[Litestar], finished: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "MOST", 1)
    for number in ("KDI-1", "KDI-2"):
        finished(number)
    answer = client.get("/jobs.zip")
    assert answer.status_code == 400
    assert "Choose fewer" in answer.json()["detail"]


def test_ticked_jobs_are_retried_and_the_list_stays_as_it_was(
    desk: Desk, client: TestClient[Litestar], finished: Finished
) -> None:
    one, other = finished("KDI-1"), finished("KDI-2")
    answer = client.post(
        "/jobs/retry", data={"job": one.id}, headers={"Referer": "http://127.0.0.1/?q=kdi"}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/?q=kdi")
    runs = {job.id: job.run for job in desk.records.list_jobs(JobFilters()).jobs}
    assert runs == {one.id: 2, other.id: 1}


def test_retrying_a_whole_list_leaves_alone_what_is_done(
    desk: Desk, client: TestClient[Litestar], finished: Finished, drop: Callable[..., Job]
) -> None:
    done, refused = finished("KDI-1"), drop(b"no document")
    client.post("/jobs/retry")
    assert [getattr(desk.records.job(job.id), "run", 0) for job in (done, refused)] == [1, 2]
