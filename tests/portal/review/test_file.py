"""The documents of one file, split and joined by hand; and a file that is locked."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped] # it has no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped] # it has no types

from pipeline.jobs import Job, JobState
from portal.desk import Desk
from samples.facts import INVOICE
from samples.printed import pdf
from tests.portal.review.conftest import DOUBTFUL, Client, Screen

WorkOff = Callable[[], None]
Drop = Callable[..., Job]

SECOND = replace(DOUBTFUL, header={**INVOICE.header, "Invoice No": "KDI-2611-002"})


@pytest.fixture(scope="session")
def two_invoices(doubtful: bytes) -> bytes:
    """One file with two invoices, a page each."""
    both, copy = pypdfium2.PdfDocument.new(), io.BytesIO()
    for each in (doubtful, pdf(SECOND)):
        one = pypdfium2.PdfDocument(each)
        both.import_pages(one)
        one.close()
    both.save(copy)
    both.close()
    return copy.getvalue()


@pytest.fixture
def both(drop: Drop, work_off: WorkOff, two_invoices: bytes) -> Job:
    job = drop(two_invoices)
    work_off()
    return job


def test_documents_are_joined_and_corrections_stay_with_their_rows(
    client: Client, desk: Desk, both: Job, work_off: WorkOff
) -> None:
    first, second = desk.records.orders.of_job(both.id)
    screen = Screen(client, second.id)
    screen.change({"op": "set", "path": "doors[0].width_mm", "value": 815})
    screen.change({"op": "set", "path": "customer_name", "value": "CONTOH LAIN SDN BHD"})
    answer = client.post(f"/api/jobs/{both.id}/documents", json={"documents": [[1, 2]]})
    assert (answer.status_code, answer.json()["run"]) == (202, 2)
    work_off()
    (joined,) = desk.records.orders.of_job(both.id)
    assert joined.id == first.id
    screen = Screen(client, joined.id)
    widths = [row["cells"][2]["value"] for row in screen.state["doors"]]
    assert (len(widths), widths[2]) == (4, 815)
    asked = [doubt["message"] for doubt in screen.state["doubts"] if not doubt["path"]]
    assert any("the customer of a document to “CONTOH LAIN SDN BHD”" in message for message in asked)
    assert screen.cell("customer_name")["value"] == "CONTOH RIDGE BUILDERS SDN BHD"


def test_joined_documents_are_split_again_as_they_were_read(
    client: Client, desk: Desk, both: Job, work_off: WorkOff
) -> None:
    before = [screen_doors(client, record.id) for record in desk.records.orders.of_job(both.id)]
    client.post(f"/api/jobs/{both.id}/documents", json={"documents": [[1, 2]]})
    work_off()
    client.post(f"/api/jobs/{both.id}/documents", json={"documents": None})
    work_off()
    assert [screen_doors(client, record.id) for record in desk.records.orders.of_job(both.id)] == before


def screen_doors(client: Client, order_id: str) -> object:
    return Screen(client, order_id).state["doors"]


@pytest.mark.parametrize("documents", [[[1]], [[1, 2], [2]], [[1], [2, 3]], [[1, 2], []]])
def test_every_page_belongs_to_one_document(client: Client, both: Job, documents: list[list[int]]) -> None:
    answer = client.post(f"/api/jobs/{both.id}/documents", json={"documents": documents})
    assert (answer.status_code, answer.json()["code"]) == (422, "pages_differ")


def test_a_locked_file_is_read_once_its_password_is_given(
    client: Client, desk: Desk, drop: Drop, work_off: WorkOff
) -> None:
    copy = io.BytesIO()
    canvas = Canvas(copy, encrypt=StandardEncryption("rahsia", ownerPassword="owner"))
    canvas.drawString(72, 720, "INVOICE")
    canvas.drawString(72, 700, "Invoice No: KDI-2611-009")
    canvas.save()
    job = drop(copy.getvalue())
    work_off()
    wrong = client.post(f"/api/jobs/{job.id}/password", json={"password": "salah"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "encrypted")
    right = client.post(f"/api/jobs/{job.id}/password", json={"password": "rahsia"})
    assert right.status_code == 202
    work_off()
    ended = desk.records.job(job.id)
    assert ended is not None
    assert (ended.state, ended.title) == (JobState.NEEDS_REVIEW, "KDI-2611-009")
    assert client.get(f"/jobs/{job.id}/pages/1").headers["content-type"] == "image/webp"
    assert client.get(f"/jobs/{job.id}/original").content == copy.getvalue()
