"""Prometheus gets what the service counts."""

from __future__ import annotations

from collections.abc import Callable

from litestar import Litestar
from litestar.testing import TestClient
from prometheus_client.parser import text_string_to_metric_families

from pipeline.jobs import Job, JobState
from portal.app import create_portal
from portal.desk import Desk
from tests.portal.conftest import elsewhere

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def scraped(client: TestClient[Litestar]) -> Samples:
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_jobs_steps_and_parts_are_counted(desk: Desk, client: TestClient[Litestar], drop: Callable[..., Job]) -> None:
    job = drop(b"%PDF-1.4\n1\n%%EOF")
    desk.records.add_event(job.id, JobState.READING, "Read 1 page", step="reading", seconds=0.7)
    desk.records.add_event(job.id, JobState.DONE, "Done")
    found = scraped(client)
    assert found["sendora_jobs", (("source", "folder"), ("state", "done"))] == 1
    assert found["sendora_step_seconds_bucket", (("le", "0.5"), ("step", "reading"))] == 0
    assert found["sendora_step_seconds_bucket", (("le", "1.0"), ("step", "reading"))] == 1
    assert found["sendora_ends_total", (("state", "done"),)] == 1
    assert found["sendora_part_state", (("part", "database"),)] == 0
    assert found["sendora_info", (("version", "0"),)] == 1


def test_an_event_is_counted_once_however_often_it_is_asked(
    desk: Desk, client: TestClient[Litestar], drop: Callable[..., Job]
) -> None:
    job = drop(b"%PDF-1.4\n1\n%%EOF")
    for seconds in (1.0, 2.0):
        desk.records.add_event(job.id, JobState.READING, "Read 1 page", step="reading", seconds=seconds)
        scraped(client)
    assert scraped(client)["sendora_step_seconds_sum", (("step", "reading"),)] == 3.0


def test_strangers_learn_nothing(desk: Desk) -> None:
    with TestClient(create_portal(elsewhere(desk)), base_url="http://portal.example") as client:
        assert client.get("/metrics").status_code == 401
