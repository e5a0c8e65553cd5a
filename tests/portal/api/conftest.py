"""A program that asks the API, and holds each answer against the description."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pipeline.jobs import Job
from tests.portal.api.described import Described, check

Client = TestClient[Litestar]


@pytest.fixture
def description(client: Client) -> Described:
    """As it is served."""
    told: Described = client.get("/api/openapi.json").json()
    return told


@pytest.fixture
def ask(client: Client, description: Described) -> Callable[..., Any]:
    """Asks, and fails when the answer is not as described."""

    def ask(method: str, path: str, **more: Any) -> Any:
        answer = client.request(method, path, **more)
        check(description, answer)
        return answer

    return ask


@pytest.fixture
def done(drop: Callable[..., Job], work_off: Callable[[], None], invoice: bytes) -> Job:
    """A document that became a job order without a doubt."""
    job = drop(invoice)
    work_off()
    return job
