"""The JSON that scripts and measurements build on."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from outputs.extraction import extraction, refusal
from pipeline.errors import Refused
from pipeline.model import Field, Invoice, LineItem


def field(name: str, value: str | int | None, *doubts: str) -> Field:
    return Field(name, str(value), value, 0.987654, 1, None, "test", doubts)


ITEM = LineItem(
    kind=field("kind", "door"),
    description=field("description", "DOOR 3FT X 7FT"),
    page=1,
    box=None,
    quantity=field("quantity", "2"),
    width_mm=field("width_mm", 915),
    amount=field("amount", "1199.10"),
    laminate_code=field("laminate_code", None, "The code cannot be read."),
)


def item_in_json(item: LineItem) -> dict[str, Any]:
    report = json.loads(json.dumps(extraction("dev-1", (Invoice((1,), items=(item,)),), [()])))
    (found,) = report["documents"][0]["items"]
    return dict(found)


def test_absent_is_null_unread_is_flagged_null_and_numbers_are_numbers() -> None:
    report = extraction("dev-1", (Invoice((1,), job_order_no=field("job_order_no", "K-1"), items=(ITEM,)),), [()])
    (document,) = json.loads(json.dumps(report))["documents"]
    assert document["job_order_no"] == {"value": "K-1", "confidence": 0.9877, "flagged": False}
    assert document["po_no"] is None
    (item,) = document["items"]
    assert item["quantity"]["value"] == 2
    assert item["width_mm"]["value"] == 915
    assert item["amount"]["value"] == 1199.1
    assert item["laminate_code"] == {"value": None, "confidence": 0.9877, "flagged": True}
    assert item["height_mm"] is None
    assert "flagged" not in document
    assert "needs_review" not in report


def test_a_doubt_about_the_whole_document_flags_it_and_is_said_in_words() -> None:
    report = extraction("dev-1", (Invoice((1,)),), [["Two totals differ."]])
    assert report["needs_review"] == ["Two totals differ."]
    assert json.loads(json.dumps(report))["documents"][0]["flagged"] is True


WHOLE = replace(ITEM, height_mm=field("height_mm", 2135))


@pytest.mark.parametrize(
    "line",
    [
        replace(WHOLE, quantity=None),
        replace(WHOLE, height_mm=field("height_mm", None, "no height was found for this line")),
        replace(WHOLE, kind=field("kind", "other", "it is the size of a door")),
    ],
)
def test_a_line_that_may_have_been_cut_wrongly_is_flagged_as_a_whole(line: LineItem) -> None:
    (item,) = json.loads(json.dumps(extraction("dev-1", (Invoice((1,), items=(line,)),), [()])))["documents"][0][
        "items"
    ]
    assert item["flagged"] is True


def test_an_accessory_needs_no_size() -> None:
    hinge = replace(ITEM, kind=field("kind", "other"), width_mm=None)
    assert "flagged" not in item_in_json(hinge)


def test_a_line_with_unknown_words_is_flagged_as_a_whole() -> None:
    line = replace(WHOLE, other_words=field("other_words", "kalis api", "These words are not known."))
    report = extraction("dev-1", (Invoice((1,), items=(WHOLE, line)),), [()])
    known, unknown = json.loads(json.dumps(report))["documents"][0]["items"]
    assert "flagged" not in known
    assert unknown["flagged"] is True
    assert unknown["other_words"]["value"] == "kalis api"


@pytest.mark.parametrize("words", ["NaN", "sNaN", "Infinity", "-inf", "1_000", "1e999999999"])
def test_words_that_are_no_plain_number_stay_words(words: str) -> None:
    line = replace(ITEM, quantity=field("quantity", words))
    report = extraction("dev-1", (Invoice((1,), items=(line,)),), [()])
    assert json.loads(json.dumps(report, allow_nan=False))["documents"][0]["items"][0]["quantity"]["value"] == words


def test_a_refused_file_says_its_code_and_reason() -> None:
    assert refusal("x", Refused("empty", "It is empty.")) == {
        "case": "x",
        "rejected": {"code": "empty", "reason": "It is empty."},
    }
