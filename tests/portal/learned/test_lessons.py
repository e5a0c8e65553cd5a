"""From a correction to a lesson that an admin tests and switches on, over HTTP on a real service's parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pipeline.jobs import Job, JobState
from pipeline.learned.lessons import from_toml
from portal.app import create_portal
from portal.desk import Desk
from samples.facts import INVOICE, Sample
from samples.printed import pdf
from tests.portal.conftest import elsewhere
from tests.portal.review.conftest import Screen, described

Client = TestClient[Litestar]
WorkOff = Callable[[], None]
LINE = "SINGLE LEAF DOOR, 43MM X 3FT X 7FT, LAMINATE 6S-A057, {core}, ABS EDGING, LOCATION: BEDROOM {room}"


def invoice_no(number: str, core: str) -> Sample:
    sample = described(0, LINE.format(core=core, room=number[-1]))
    return replace(sample, header={**INVOICE.header, "Invoice No": number})


@pytest.fixture
def order_id(desk: Desk, drop: Callable[..., Job], work_off: WorkOff) -> str:
    """A job order with a core whose name nobody knows."""
    job = drop(pdf(invoice_no("KDI-2611-011", "BEEHIVE PAPER")))
    work_off()
    return desk.records.orders.of_job(job.id)[0].id


@pytest.fixture
def approved(client: Client, order_id: str, work_off: WorkOff) -> Screen:
    """A reviewer said what the word means, and approved."""
    screen = Screen(client, order_id)
    screen.change(
        {"op": "set", "path": "doors[0].door_core", "value": "Honeycomb"},
        {"op": "set", "path": "doors[0].remark", "value": None},
    )
    screen.send("approve")
    work_off()
    return screen


def lessons(client: Client, **wanted: str) -> list[dict[str, Any]]:
    answer = client.get("/api/lessons", params=wanted)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


@pytest.mark.usefixtures("approved")
def test_an_approved_correction_is_proposed_and_holds_only_when_it_is_switched_on(
    client: Client, desk: Desk, drop: Callable[..., Job], work_off: WorkOff
) -> None:
    (proposed,) = lessons(client)
    assert (proposed["sentence"], proposed["state"]) == ("“BEEHIVE PAPER” means door core honeycomb", "proposed")
    before = drop(pdf(invoice_no("KDI-2611-012", "BEEHIVE PAPER")))
    work_off()
    asked = desk.records.job(before.id)
    assert asked
    assert asked.state is JobState.NEEDS_REVIEW
    trial = client.post(f"/api/lessons/{proposed['id']}/trial").json()
    assert (trial["right"], trial["wrong"], trial["documents"]) == (2, 0, 2)
    assert client.patch(f"/api/lessons/{proposed['id']}", json={"state": "on"}).json()["state"] == "on"
    after = drop(pdf(invoice_no("KDI-2611-013", "BEEHIVE PAPER")))
    work_off()
    known = desk.records.job(after.id)
    assert known
    assert (known.state, known.doubts) == (JobState.DONE, 0)
    screen = Screen(client, desk.records.orders.of_job(after.id)[0].id)
    core = screen.cell("doors[0].door_core")
    assert (core["option"], core["rule"], core["page"]) == (
        "Honeycomb",
        "learned “BEEHIVE PAPER” (option word)",
        1,
    )


@pytest.mark.usefixtures("approved")
def test_a_learned_value_below_its_fields_threshold_is_asked_about(
    client: Client, desk: Desk, drop: Callable[..., Job], work_off: WorkOff
) -> None:
    (proposed,) = lessons(client)
    client.patch(f"/api/lessons/{proposed['id']}", json={"state": "on", "certainty": 0.9})
    job = drop(pdf(invoice_no("KDI-2611-014", "BEEHIVE PAPER")))
    work_off()
    screen = Screen(client, desk.records.orders.of_job(job.id)[0].id)
    assert [d["message"] for d in screen.state["doubts"]] == ["it was read with 90% certainty only"]
    client.put("/api/thresholds/door_core", json={"threshold": 0.85})
    desk.retry(job.id, "admin")
    work_off()
    assert screen.look()["doubts"] == []


@pytest.mark.usefixtures("approved")
def test_what_is_on_is_exported_and_taken_in_again(client: Client) -> None:
    (proposed,) = lessons(client)
    client.patch(f"/api/lessons/{proposed['id']}", json={"state": "on"})
    text = client.get("/api/lessons/export").text
    (lesson,) = from_toml(text)
    assert (lesson.subject, lesson.meaning) == ("BEEHIVE PAPER", "door_core=honeycomb")
    taken = client.post("/api/lessons/import", json={"toml": text, "state": "off"}).json()
    assert [(one["id"], one["state"]) for one in taken] == [(proposed["id"], "off")]
    assert client.post("/api/lessons/import", json={"toml": "lesson = 3"}).status_code == 422


def test_a_lesson_that_means_nothing_is_refused(client: Client) -> None:
    for wrong in (
        {"kind": "option", "subject": "BEEHIVE", "meaning": "door_core=straw"},
        {"kind": "column", "subject": "Breite", "meaning": "colour"},
        {"kind": "words", "subject": "---"},
    ):
        assert client.post("/api/lessons", json=wrong).status_code == 422


def test_thresholds_show_what_they_would_have_meant(client: Client, approved: Screen) -> None:
    assert approved.state["decided_by"]
    fields = {each["field"]: each for each in client.get("/api/thresholds").json()}
    width = fields["width_mm"]
    assert (width["threshold"], width["own"]) == (0.95, False)
    assert "too few to rely on" in width["consequences"][3]["words"]
    assert client.put("/api/thresholds/width_mm", json={"threshold": 0.97}).json()["own"] is True
    assert client.put("/api/thresholds/colour", json={"threshold": 0.97}).status_code == 422


@pytest.fixture
def stranger(desk: Desk) -> Iterator[Client]:
    """Asks from another machine, without an account."""
    with TestClient(create_portal(elsewhere(desk)), base_url="http://portal.example") as client:
        yield client


def test_nobody_without_an_account_sees_or_teaches_anything(stranger: Client, order_id: str) -> None:
    for method, address in (
        ("GET", f"/api/job-orders/{order_id}/review"),
        ("PATCH", f"/api/job-orders/{order_id}"),
        ("POST", f"/api/job-orders/{order_id}/approve"),
        ("GET", "/api/lessons"),
        ("POST", "/api/lessons"),
        ("GET", "/api/thresholds"),
    ):
        assert stranger.request(method, address, json={}).status_code == 401, address
