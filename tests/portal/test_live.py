"""What happens is told as it happens, to our own pages only, and nothing is left out after a cut."""

import threading
import time
from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.exceptions import WebSocketDisconnect
from litestar.testing import TestClient

from pipeline.jobs import Job, JobState
from portal.desk import Desk

Client = TestClient[Litestar]
Drop = Callable[..., Job]


def test_an_event_reaches_an_open_page(client: Client, desk: Desk, drop: Drop, invoice: bytes) -> None:
    with client.websocket_connect("/ws") as socket:
        job = drop(invoice)
        desk.records.add_event(job.id, JobState.READING, "Reading its pages")
        told = [socket.receive_json(timeout=10) for _ in range(2)]
    assert [(event["job"], event["state"]) for event in told] == [(job.id, "received"), (job.id, "reading")]
    assert told[1]["words"] == "Reading its pages"


def test_a_page_that_was_cut_off_goes_on_where_it_was(client: Client, desk: Desk, drop: Drop, invoice: bytes) -> None:
    with client.websocket_connect("/ws") as socket:
        job = drop(invoice)
        seen = socket.receive_json(timeout=10)["id"]
    desk.records.add_event(job.id, JobState.READING, "while nobody listened")
    with client.websocket_connect(f"/ws?after={seen}") as socket:
        assert socket.receive_json(timeout=10)["words"] == "while nobody listened"


def test_a_page_of_another_site_is_told_nothing(client: Client) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/ws", headers={"Origin": "https://elsewhere.example"}),
    ):
        pass


def test_a_page_that_left_is_forgotten(client: Client, desk: Desk) -> None:
    with client.websocket_connect("/ws?after=nonsense"):
        assert _listeners_become(desk, 1)
    assert _listeners_become(desk, 0)


def _listeners_become(desk: Desk, count: int) -> bool:
    deadline = time.monotonic() + 10
    while len(desk.records._listeners) != count and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    return len(desk.records._listeners) == count
