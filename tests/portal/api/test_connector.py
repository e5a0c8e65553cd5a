"""What Power Automate makes a custom connector from is what it takes, and says the same as the description."""

from __future__ import annotations

import base64
import json
import re
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft4Validator

from portal.api.connector import OFFERED
from tests.portal.api.conftest import Client
from tests.portal.api.described import Described

LARGEST = 2**20
"""Bytes (learn.microsoft.com/connectors/custom-connectors/define-openapi-definition)."""


@pytest.fixture
def definition(client: Client) -> Described:
    told: Described = client.get("/api/connector.json").json()
    return told


def operations(definition: Described) -> dict[str, tuple[str, str, Described]]:
    return {
        told["operationId"]: (method.upper(), path, told)
        for path, item in definition["paths"].items()
        for method, told in item.items()
    }


def test_it_is_valid_openapi_2_and_small_enough(definition: Described) -> None:
    schema = files("openapi_spec_validator").joinpath("resources/schemas/v2.0/schema.json").read_text()
    assert [error.message for error in Draft4Validator(json.loads(schema)).iter_errors(definition)] == []
    assert set(re.findall(r'"#/definitions/([^"]+)"', json.dumps(definition))) == set(definition["definitions"])
    assert len(json.dumps(definition)) < LARGEST


def test_every_operation_is_named_and_told_as_flows_show_it(definition: Described) -> None:
    found = operations(definition)
    assert set(found) == {name[:1].upper() + name[1:] for name in OFFERED}
    for name, (_, _, told) in found.items():
        assert told["summary"], name
        assert len(told["summary"]) <= 80, name
        assert told["description"].endswith("."), name


def test_nothing_of_later_versions_is_left(definition: Described) -> None:
    text = json.dumps(definition)
    assert [word for word in ("anyOf", "oneOf", "#/components", '"const"', '"null"') if word in text] == []


def test_a_flow_that_follows_it_brings_a_document_and_asks_for_its_job(
    client: Client, definition: Described, invoice: bytes
) -> None:
    """As the connector's runtime does: method, path and body from the definition alone."""
    found = operations(definition)
    body = {"file_name": "KDI-2507-003.pdf", "base64": base64.b64encode(invoice).decode()}
    taken = call(client, found["SubmitDocument"], body=body)
    assert taken["new"]
    job = call(client, found["GetJob"], job_id=taken["job_id"])
    assert (job["id"], job["file_name"]) == (taken["job_id"], "KDI-2507-003.pdf")
    listed = call(client, found["ListJobs"])
    assert [one["id"] for one in listed["jobs"]] == [taken["job_id"]]


def call(client: Client, operation: tuple[str, str, Described], body: object = None, **path: str) -> Any:
    method, template, told = operation
    content = json.dumps(body) if any(one["in"] == "body" for one in told["parameters"]) else None
    headers = {"Content-Type": "application/json"} if content else {}
    answer = client.request(method, template.format(**path), content=content, headers=headers)
    assert str(answer.status_code) in told["responses"]
    assert answer.is_success, answer.text
    return answer.json()
