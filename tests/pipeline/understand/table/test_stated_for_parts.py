"""What is said of all doors of one part of a table."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

PARTS = TOP + """
    No   Description                     Qty     Price      Amount
    {first}
    1    Door 900 x 2100                 4       376.00     1,504.00
    2    Door 860 x 2100                 4       370.00     1,480.00
    {second}
    3    Door 1820 x 2400                2       1,880.00   3,760.00
"""  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("SECTION 1 - TOWER A: all doors in this section 43mm, honeycomb core",
         "SECTION 2 - TOWER B: all doors in this section 48mm, solid timber core, 2 groove lines"),
        ("TOWER A - all doors 43mm, honeycomb core", "TOWER B - all doors 48mm, solid timber core, 2 groove lines"),
        ("TOWER A (all doors 43mm, honeycomb core)", "TOWER B (all doors 48mm, solid timber core, 2 groove lines)"),
        ("BAHAGIAN A: semua pintu 43mm, honeycomb", "BAHAGIAN B: semua pintu 48mm, solid timber, 2 groove lines"),
        ("All doors on this floor: 43mm, honeycomb core",
         "All doors on this floor: 48mm, solid timber core, 2 groove lines"),
    ],
)  # fmt: skip
def test_what_is_said_of_all_doors_of_a_part_holds_for_its_lines_alone(first: str, second: str) -> None:
    invoice = invoice_in(PARTS.format(first=first, second=second))
    assert column(invoice, "thickness_mm") == [43, 43, 48]
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb", "solid_timber"]
    assert column(invoice, "decorative_line") == [None, None, "groove_line"]
    if "TOWER" in first:
        assert column(invoice, "location") == ["TOWER A", "TOWER A", "TOWER B"]
    assert not any(field.doubts for item in invoice.items for field in (item.thickness_mm, item.door_core) if field)


def test_where_the_same_goods_are_made_otherwise_elsewhere_nothing_is_said_unasked() -> None:
    text = (
        PARTS.format(first="", second="")
        + "    All doors 43mm, honeycomb.\n\n\n    All doors 48mm, solid timber, 2 groove lines.\n"
    )
    items = invoice_in(text).items
    told = [found for item in items for found in (item.thickness_mm, item.decorative_line) if found]
    assert told
    assert all(found.doubts for found in told)
