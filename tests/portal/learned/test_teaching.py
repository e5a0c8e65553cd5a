"""A supplier whose words nobody knows: one corrected document teaches the service to read the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pipeline.jobs import Job, JobState
from portal.desk import Desk
from samples.facts import INVOICE, Item, Sample
from samples.printed import pdf
from tests.portal.review.conftest import Screen, described

Client = TestClient[Litestar]
WorkOff = Callable[[], None]
Drop = Callable[..., Job]

LINES = (
    ("SINGLE LEAF DOOR, 43MM, HONEYCOMB, ABS EDGING", "915", "2135", "6S-A05{n}"),
    ("DOUBLE LEAF DOOR, 43MM, SOLID TUBULAR CORE", "1830", "2440", "6S-A06{n}"),
)


def foreign(n: int) -> Sample:
    """An invoice with headings and a label in a language that is in no list."""
    items = tuple(
        Item(
            item.kind,
            item.quantity,
            item.price,
            {"Description": words, "Breite": width, "Hoehe": height, "Oberflaeche": code.format(n=n)},
        )
        for item, (words, width, height, code) in zip(INVOICE.items, LINES, strict=False)
    )
    header = {"Invoice No": f"KDI-2611-02{n}", "Date": "09/11/2026", "Auftrag": f"CRB-011{n}"}
    return replace(INVOICE, header=header, items=items)


def screen_of(client: Client, desk: Desk, job: Job) -> Screen:
    return Screen(client, desk.records.orders.of_job(job.id)[0].id)


def switch_on_all(client: Client) -> list[str]:
    """As an admin who tested each and found no harm."""
    sentences = []
    for lesson in client.get("/api/lessons").json():
        assert client.post(f"/api/lessons/{lesson['id']}/trial").json()["wrong"] == 0
        client.patch(f"/api/lessons/{lesson['id']}", json={"state": "on"})
        sentences.append(lesson["sentence"])
    return sorted(sentences)


def test_one_corrected_document_of_a_supplier_teaches_to_read_the_next(
    client: Client, desk: Desk, drop: Drop, work_off: WorkOff
) -> None:
    first = drop(pdf(foreign(1)))
    work_off()
    screen = screen_of(client, desk, first)
    assert screen.cell("doors[0].width_mm")["value"] is None
    changes: list[dict[str, Any]] = [{"op": "set", "path": "po_no", "value": "CRB-0111"}]
    for row, (_, width, height, code) in enumerate(LINES):
        values = {"width_mm": width, "height_mm": height, "laminate_code": code.format(n=1), "remark": None}
        changes += [{"op": "set", "path": f"doors[{row}].{name}", "value": value} for name, value in values.items()]
    screen.change(*changes)
    screen.send("approve")
    work_off()
    assert switch_on_all(client) == [
        "the column “Breite” is the width",
        "the column “Hoehe” is the height",
        "the column “Oberflaeche” is the laminate code",
        "“Auftrag” stands before the po no",
    ]
    second = drop(pdf(foreign(2)))
    work_off()
    screen = screen_of(client, desk, second)
    assert screen.cell("po_no")["value"] == "CRB-0112"
    names = ("width_mm", "height_mm", "laminate_code")
    rows = [[screen.cell(f"doors[{row}].{name}")["value"] for name in names] for row in (0, 1)]
    assert rows == [[915, 2135, "6S-A052"], [1830, 2440, "6S-A062"]]
    assert screen.cell("doors[0].width_mm")["rule"].startswith("learned “Breite”")
    job = desk.records.job(second.id)
    assert job
    assert (job.state, job.doubts) == (JobState.DONE, 0)


@pytest.mark.parametrize("words", ["DOOR SHOWROOM PANEL, 600MM X 2135MM"])
def test_a_line_that_is_no_door_stays_off_the_next_form(
    client: Client, desk: Desk, drop: Drop, work_off: WorkOff, words: str
) -> None:
    first = drop(pdf(described(0, words)))
    work_off()
    screen = screen_of(client, desk, first)
    assert len(screen.state["doors"]) == 2
    screen.change({"op": "not_a_door", "path": "doors[0]"})
    screen.send("approve", reason="The rest is right.")
    work_off()
    assert switch_on_all(client) == ["“DOOR SHOWROOM PANEL” is no door and no frame"]
    again = replace(described(0, words), header={**INVOICE.header, "Invoice No": "KDI-2611-030"})
    second = drop(pdf(again))
    work_off()
    assert len(screen_of(client, desk, second).state["doors"]) == 1
