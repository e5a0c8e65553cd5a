"""The description is one that others can use, and it describes everything."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from pipeline.announcing import Announcer, EventType
from pipeline.database import open_database, reading
from pipeline.jobs import JobState
from pipeline.records import Records
from pipeline.webhook_tables import webhook_events
from portal.app import HANDLERS, WITH_BODIES
from tests.pipeline.conftest import a_document
from tests.portal.api.conftest import Client
from tests.portal.api.described import Described, conforms


def operations(description: Described) -> dict[str, Described]:
    return {told["operationId"]: told for item in description["paths"].values() for told in item.values()}


def test_it_is_valid_openapi_3_1(client: Client, description: Described) -> None:
    validate(description)
    assert description["openapi"].startswith("3.1")
    assert client.get("/api/openapi.json").headers["content-type"].startswith("application/vnd.oai.openapi+json")


def test_every_operation_says_what_it_does_who_may_call_it_and_what_can_go_wrong(description: Described) -> None:
    for name, told in operations(description).items():
        assert told["summary"].endswith((".", "?")), name
        assert "Needs" in told["description"], name
        assert "security" in told, name
        assert len(told["responses"]) > 1 or name == "live", name


def test_no_answer_is_described_as_anything(description: Described) -> None:
    for name, told in operations(description).items():
        for status, answer in told["responses"].items():
            for kind, content in answer.get("content", {}).items():
                assert content["schema"], f"{name} {status} {kind}: give the handler a typed answer"


def test_every_address_for_programs_is_described(description: Described) -> None:
    ours = {path for handler in (*HANDLERS, *WITH_BODIES) for path in getattr(handler, "paths", ())}
    api = {path for path in ours if path.startswith(("/api/", "/webhooks/{")) and not path.startswith(FOR_PEOPLE)}
    assert {_plain(path) for path in api} <= set(description["paths"])


FOR_PEOPLE = ("/api/docs", "/api/openapi.json", "/api/connector.json", "/api/problems")
"""What explains the API."""


def _plain(path: str) -> str:
    return path.replace(":str}", "}").replace(":int}", "}")


def test_the_events_that_are_sent_are_described(tmp_path: Path, description: Described) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'told.db'}")
    records = Records(engine, announces=Announcer({"planner": frozenset(EventType)}, "https://orders.example"))
    for content, draft, state in (
        (b"a", False, JobState.DONE),
        (b"b", True, JobState.NEEDS_REVIEW),
        (b"c", False, JobState.FAILED),
    ):
        job, _ = records.create_job(a_document(content, content.decode()))
        order = records.orders.claim(job.id, 1, "KDI-1", "KDI1", "0")
        records.orders.save(order.id, customer=None, draft=draft, order_digest="0", pdf_digest=None)
        records.add_event(job.id, state, "Ended")
    with reading(engine) as connection:
        sent = [json.loads(row.body) for row in connection.execute(webhook_events.select())]
    engine.dispose()
    assert {event["type"] for event in sent} == {"job_order.created", "job_order.needs_review", "job.failed"}
    for event in sent:
        told = description["webhooks"][event["type"]]["post"]
        conforms(description, told["requestBody"]["content"]["application/json"]["schema"], event)
        assert datetime.fromisoformat(event["timestamp"]).tzinfo == UTC


@pytest.mark.parametrize("kind", list(EventType))
def test_every_sort_of_event_is_described(kind: EventType, description: Described) -> None:
    told = description["webhooks"][kind.value]["post"]
    assert [header["name"] for header in told["parameters"]] == [
        "webhook-id",
        "webhook-timestamp",
        "webhook-signature",
    ]
