"""The numbers page and ``/api/stats`` say what the records say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from litestar import Litestar
from litestar.testing import TestClient

from pipeline.jobs import Job, JobState
from pipeline.period import today
from pipeline.spending import Asker, Budget
from pipeline.usage import Call, Usage
from portal.app import create_portal
from portal.desk import Desk

Drop = Callable[..., Job]


def ended(desk: Desk, drop: Drop, name: str, *ends: JobState) -> Job:
    job = drop(f"%PDF-1.4\n{name}\n%%EOF".encode(), f"{name}.pdf")
    desk.records.add_event(job.id, JobState.READING, "Read 1 page", step="reading", seconds=1.5)
    for end in ends:
        desk.records.add_event(job.id, end, end.value)
    return job


def test_programs_get_the_figures_of_the_period(desk: Desk, client: TestClient[Litestar], drop: Drop) -> None:
    ended(desk, drop, "1", JobState.DONE)
    ended(desk, drop, "2", JobState.NEEDS_REVIEW, JobState.DONE)
    ended(desk, drop, "3")
    drop(b"no document")
    found = client.get("/api/stats?days=7").json()
    assert (found["received"], found["made"], found["made_without_a_person"]) == (4, 2, 1)
    assert found["straight_through"] == 0.5
    assert found["outcomes"] == {"done": 2, "needs-you": 0, "refused": 1, "failed": 0, "running": 1}
    assert found["sources"] == {"folder": 4}
    assert found["steps"] == [{"step": "reading", "count": 3, "p50": 1.5, "p95": 1.5}]
    assert [day["day"] for day in found["days"]][-1] == today().isoformat()
    assert len(found["days"]) == 7
    assert found["document_ai"] == []


def test_money_is_shown_against_its_budget(desk: Desk) -> None:
    usage = Usage(desk.records.engine, Budget(Decimal(5), Decimal(100), "MYR"))
    usage.count(Call("form-parser", 2, Decimal("0.13"), Asker.STAFF))
    with TestClient(create_portal(replace(desk, usage=usage)), base_url="http://127.0.0.1") as client:
        day, month = client.get("/api/stats").json()["document_ai"]
        page = client.get("/numbers").text
    assert (day["pages"], day["money"], day["budget"], month["budget"]) == (2, 0.13, 5.0, 100.0)
    assert "of 5.00 MYR" in page


def test_the_page_shows_the_same_as_chart_and_as_table(desk: Desk, client: TestClient[Litestar], drop: Drop) -> None:
    ended(desk, drop, "1", JobState.DONE)
    page = client.get("/numbers?days=30").text
    assert page.count('fill="url(#fill-done)"') == 2  # the legend and one block
    assert "1 of 1 without a person" in page
    assert page.count('<tr><th scope="row">') >= 30


def test_before_anything_came_the_page_says_so(client: TestClient[Litestar]) -> None:
    page = client.get("/numbers").text
    assert "No job order was made yet" in page
    assert "Nothing came in these days" in page
