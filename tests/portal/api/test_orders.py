"""Job orders over the API: the print, the content, and many as one sheet."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from typing import Any

from pipeline.jobs import Job
from portal.desk import Desk

Ask = Callable[..., Any]


def test_a_job_order_is_got_as_pdf_and_json(ask: Ask, desk: Desk, done: Job) -> None:
    (order,) = desk.records.orders.of_job(done.id)
    told = ask("GET", f"/api/job-orders/{order.id}").json()
    assert (told["number"], told["revision"], told["draft"]) == ("KDI-2611-001", "A", False)
    pdf = ask("GET", told["pdf"])
    assert pdf.content.startswith(b"%PDF")
    assert "KDI-2611-001.pdf" in pdf.headers["content-disposition"]
    assert ask("GET", told["json"]).json()["job_order_no"]["value"] == "KDI-2611-001"


def test_what_is_not_printed_yet_is_404(ask: Ask, desk: Desk, done: Job) -> None:
    (order,) = desk.records.orders.of_job(done.id)
    desk.records.orders.save(order.id, customer=None, draft=True, order_digest=order.order_digest, pdf_digest=None)
    assert ask("GET", f"/api/job-orders/{order.id}").json()["pdf"] is None
    assert ask("GET", f"/api/job-orders/{order.id}/pdf").status_code == 404


def test_a_job_order_that_is_not_there_is_404(ask: Ask) -> None:
    for path in ("", "/pdf", "/json"):
        assert ask("GET", f"/api/job-orders/none{path}").status_code == 404


def test_many_job_orders_are_one_sheet(ask: Ask, done: Job) -> None:
    sheet = ask("GET", "/api/export", params={"format": "csv"})
    lines = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert {line["Job Order No"] for line in lines} == {"KDI-2611-001"}
    assert len(lines) > 1
    book = ask("GET", "/api/export")
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(book.content)).namelist()
    nothing = ask("GET", "/api/export", params={"format": "csv", "state": "failed"})
    assert len(nothing.text.splitlines()) == 1
    assert done.id
