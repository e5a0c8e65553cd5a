"""From a dropped document with a doubt to the factory's form, on the running service."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2

from samples.facts import INVOICE
from samples.printed import pdf
from tests.journeys.conftest import Start
from tests.journeys.running import RunningService, names
from tests.portal.review.conftest import DOUBTFUL, described
from tests.waiting import wait_for

REJECTED = replace(
    described(0, "SINGLE LEAF DOOR, 43MM X 2450MM X 2135MM, LAMINATE 6S-A057, HONEYCOMB, ABS EDGING"),
    header={**INVOICE.header, "Invoice No": "KDI-2611-002"},
)


def asked(service: RunningService, method: str, path: str, version: int, body: dict[str, Any]) -> dict[str, Any]:
    """One request of the review screen."""
    request = urllib.request.Request(  # noqa: S310 - our own address
        f"{service.address}{path}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "If-Match": f'"{version}"'},
        method=method,
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own address
        found: dict[str, Any] = json.load(answer)
    return found


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text: str = document[0].get_textpage().get_text_range()
    document.close()
    return text


def test_a_doubtful_document_is_corrected_approved_and_lies_where_it_belongs(start: Start) -> None:
    service = start()
    (service.data / "inbox/order.pdf").write_bytes(pdf(DOUBTFUL))
    (service.data / "inbox/other.pdf").write_bytes(pdf(REJECTED))
    wait_for(service.all_ended(2))
    wait_for(lambda: set(names(service.data / "needs-review")) >= {"order.pdf", "other.pdf"})
    jobs = service.jobs()
    (order,) = service.records.orders.of_job(jobs["order.pdf"].id)
    (output,) = (service.data / "outputs").rglob("KDI-2611-001.pdf")
    assert "DRAFT" in text_of(output)
    address = f"/api/job-orders/{order.id}"
    change = {"op": "set", "path": "doors[0].width_mm", "value": 915}
    state = asked(service, "PATCH", address, order.version, {"changes": [change]})
    left = [doubt["path"] for doubt in state["doubts"] if doubt["answered_by"] == "accept"]
    changes = [{"op": "accept", "path": path} for path in left]
    if changes:
        state = asked(service, "PATCH", address, state["version"], {"changes": changes})
    asked(service, "POST", f"{address}/approve", state["version"], {})
    wait_for(lambda: names(service.data / "processed") == ["order.pdf"])
    assert "DRAFT" not in text_of(output)
    assert "915 x 2135" in text_of(output)
    (rejected,) = service.records.orders.of_job(jobs["other.pdf"].id)
    reason = {"reason": "The customer withdrew this order."}
    asked(service, "POST", f"/api/job-orders/{rejected.id}/reject", rejected.version, reason)
    wait_for(lambda: {"other.pdf", "other.pdf.txt"} <= set(names(service.data / "failed")))
    assert "withdrew" in (service.data / "failed/other.pdf.txt").read_text()
    wait_for(lambda: names(service.data / "needs-review") == [])
