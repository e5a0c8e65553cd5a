"""What counts as the same document come again, and what is said to differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.model import Choice, DoorRow, Field, JobOrder
from pipeline.orders import OrderRecord
from pipeline.revision import changed_cells, flagged_fields, revised, revision_key

NOON = datetime(2026, 11, 9, 12, tzinfo=UTC)


def field(value: str | int, *doubts: str) -> Field:
    return Field("any", str(value), value, 1, 1, None, "test", doubts)


def door(width: int, core: str = "Honeycomb") -> DoorRow:
    return DoorRow(
        1, None, None, field(width), None, None, field(2), None, Choice(core, None, field(core)), None, None, None,
        None, None,
    )  # fmt: skip


def order(number: str | None = "K-1", doors: tuple[DoorRow, ...] = (), **header: Field) -> JobOrder:
    made = JobOrder(field(number) if number else None, None, None, None, None, None, doors)
    return replace(made, **header)  # type: ignore[arg-type] # header fields only


def record(letter: str) -> OrderRecord:
    return OrderRecord(letter, letter, 1, "K-1", None, letter, None, True, "", None, 1, NOON, NOON)


@pytest.mark.parametrize("number", ["K-1", "k 1", "K/1"])
def test_our_own_number_is_the_same_however_it_is_written(number: str) -> None:
    assert revision_key(order(number)) == "K1"


def test_a_purchase_order_is_the_same_only_from_the_same_customer() -> None:
    def key(customer: str) -> str | None:
        return revision_key(order(None, po_no=field("PO-7"), customer_name=field(customer)))

    assert key("Contoh Sdn Bhd") == key("CONTOH SDN. BHD.")
    assert key("Contoh Sdn Bhd") != key("Misal Sdn Bhd")


def test_without_a_number_nothing_is_a_revision() -> None:
    assert revision_key(order(None)) is None
    assert revision_key(order(None, po_no=field("PO-7"))) is None


def test_each_cell_that_differs_is_named_and_no_other() -> None:
    before = order(doors=(door(915), door(815)), po_no=field("A"))
    after = order(doors=(door(915, "Solid Timber"), door(825)), customer_name=field("Contoh"))
    assert set(changed_cells(before, after)) == {
        "po_no",
        "customer_name",
        "doors[0].door_core",
        "doors[1].width_mm",
    }
    assert changed_cells(before, before) == ()


def test_a_row_that_is_gone_is_a_change() -> None:
    assert "doors[1].width_mm" in changed_cells(order(doors=(door(915), door(815))), order(doors=(door(915),)))


def test_a_revision_asks_a_person_and_says_what_it_replaces() -> None:
    later = revised(order(doors=(door(915),)), record("B"), order(doors=(door(815),)), record("A"))
    assert later.draft
    assert later.revision is not None
    assert (later.revision.letter, later.revision.replaces, later.revision.changed) == (
        "B",
        "A",
        ("doors[0].width_mm",),
    )
    assert "1 cell differs" in later.issues[-1].message


def test_the_same_content_again_is_said_to_be_the_same() -> None:
    same = revised(order(), record("B"), order(), record("A"))
    assert "with the same content" in same.issues[-1].message


def test_flagged_cells_are_found_in_header_rows_and_boxes() -> None:
    doubted = replace(door(915), width_mm=field(915, "?"), door_core=Choice("Honeycomb", None, field("Honeycomb", "?")))
    found = dict(flagged_fields(order(doors=(doubted,), po_no=field("A", "?"))))
    assert set(found) == {"po_no", "doors[0].width_mm", "doors[0].door_core"}
