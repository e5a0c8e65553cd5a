"""Documents that a person is asked about, taken through the real steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pipeline.jobs import Job
from portal.desk import Desk
from samples.facts import INVOICE, Sample
from samples.printed import pdf

Client = TestClient[Litestar]


def described(number: int, words: str, sample: Sample = INVOICE) -> Sample:
    """The sample with other words in one line."""
    items = list(sample.items)
    items[number] = replace(items[number], printed={"Description": words})
    return replace(sample, items=tuple(items))


DOUBTFUL = described(
    0, "SINGLE LEAF DOOR, 43MM X 2500MM X 2135MM, LAMINATE 6S-A057, HONEYCOMB, ABS EDGING, LOCATION: BEDROOM 1"
)
"""A door too wide to be one: a person must look."""


@pytest.fixture(scope="session")
def doubtful() -> bytes:
    return pdf(DOUBTFUL)


@pytest.fixture
def waiting(desk: Desk, drop: Callable[..., Job], work_off: Callable[[], None], doubtful: bytes) -> str:
    """The id of a job order that waits for a person."""
    job = drop(doubtful)
    work_off()
    return desk.records.orders.of_job(job.id)[0].id


class Screen:
    """What the review screen does over HTTP."""

    def __init__(self, client: Client, order_id: str) -> None:
        self.client = client
        self.address = f"/api/job-orders/{order_id}"
        self.state = self.look()

    def look(self) -> dict[str, Any]:
        answer = self.client.get(f"{self.address}/review")
        assert answer.status_code == 200, answer.text
        self.state = answer.json()
        return self.state

    @property
    def version(self) -> dict[str, str]:
        return {"If-Match": f'"{self.state["version"]}"'}

    def change(self, *changes: dict[str, Any], status: int = 200) -> dict[str, Any]:
        return self._sent(
            self.client.patch(self.address, json={"changes": list(changes)}, headers=self.version), status
        )

    def send(self, what: str, status: int = 200, **body: Any) -> dict[str, Any]:
        return self._sent(self.client.post(f"{self.address}/{what}", json=body, headers=self.version), status)

    def _sent(self, answer: Any, status: int) -> dict[str, Any]:
        assert answer.status_code == status, answer.text
        body: dict[str, Any] = answer.json()
        if status == 200:
            self.state = body
        return body

    def cell(self, path: str) -> dict[str, Any]:
        cells = [*self.state["header"]]
        for row in (*self.state["doors"], *self.state["frames"]):
            cells += row["cells"]
        return next(cell for cell in cells if cell["path"] == path)


@pytest.fixture
def screen(client: Client, waiting: str) -> Screen:
    return Screen(client, waiting)
