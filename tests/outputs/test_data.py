"""The job order as data: stable keys, the same content as on paper, a schema that is kept in docs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from outputs.data import JobOrderData, json_schema, render_json
from pipeline.build import build
from pipeline.model import Issue, Revision, from_json
from tests.outputs.sample_orders import a_door, a_field, an_invoice, sample_order, shipped_options

SCHEMA = Path(__file__).parents[2] / "docs" / "job-order.schema.json"


def test_the_data_follow_their_own_description() -> None:
    order = replace(sample_order(doors=2, frames=2), revision=Revision("B", "A", "2025-03-12", ("po_no",)))
    read = from_json(render_json(order), JobOrderData)
    assert len(read.doors) == 2
    assert read.revision is not None
    assert read.revision.text == "Rev. B, replaces Rev. A of 12/03"


def test_the_schema_in_docs_is_current() -> None:
    """After a change: python -c 'from outputs.data import *; ...' as docs/form.md says."""
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema()


def test_a_value_is_given_as_printed_and_as_read() -> None:
    data = json.loads(render_json(sample_order()))
    date = data["job_order_date"]
    assert (date["text"], date["value"], date["raw"]) == ("14/07/2025", "2025-07-14", "14/07/2025")
    width = data["doors"][0]["width_mm"]
    assert (width["text"], width["value"], width["source"]["page"]) == ("700", 700, 1)
    assert data["frames"][0]["rebated"]["text"] == "49MM"


def test_a_ticked_box_is_given_with_what_stands_beside_it() -> None:
    order = build(an_invoice(a_door(thickness_mm=a_field(40))), shipped_options())
    door = json.loads(render_json(order))["doors"][0]
    assert (door["door_thickness"]["option"], door["door_thickness"]["other"]) == (None, "40mm")
    assert door["door_thickness"]["doubts"] != []
    assert (door["decorative_line"]["text"], door["decorative_line"]["blank"]) == ("Groove Line 3", "3")


def test_absent_is_null_and_a_draft_is_one() -> None:
    order = build(an_invoice(a_door(location=None), po_no=None), shipped_options())
    data = json.loads(render_json(replace(order, issues=(Issue("po_no", "There is no order number."),))))
    assert (data["po_no"], data["doors"][0]["location"]) == (None, None)
    assert (data["draft"], data["issues"]) == (True, [{"path": "po_no", "message": "There is no order number."}])


def test_the_same_order_gives_the_same_bytes() -> None:
    assert render_json(sample_order()) == render_json(sample_order())
