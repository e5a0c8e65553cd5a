"""A rule under a group's name tells which columns it names, where no rules stand between the columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.understand.page.layout import sheet_of
from pipeline.understand.table.table_headings import headings_of
from tests.pipeline.understand.laid_out import VOCABULARY, values
from tests.pipeline.understand.table.test_storeys import drawn, items_on

SCHEDULE = """
                    Leaf            Size             Finish
  Location                                                            Qty
               S/L       D/L     W      H       Code      Colour
  BEDROOM 1    ✓                 860    2110    6S-A057   TEAK        12
  STORE                  ✓       1600   2350    6S-A190   ASH GREY    6
"""
EDGES = "|" + " " * 75 + "|"
GROUPS = tuple(" " * start + "-" * length for start, length in ((14, 15), (31, 14), (47, 18)))


def test_ticks_sizes_and_codes_are_read_under_the_names_of_their_groups() -> None:
    items = items_on(drawn(SCHEDULE, EDGES, storeys=GROUPS, titles=3))
    assert [values(item, "location", "width_mm", "height_mm", "quantity") for item in items] == [
        ("BEDROOM 1", 860, 2110, 12),
        ("STORE", 1600, 2350, 6),
    ]
    assert [values(item, "door_type", "laminate_code") for item in items] == [("S/L", "6S-A057"), ("D/L", "6S-A190")]


def test_a_colour_s_name_beside_its_code_goes_to_the_remark_without_a_question() -> None:
    items = items_on(drawn(SCHEDULE, EDGES, storeys=GROUPS, titles=3))
    assert [item.other_words and item.other_words.value for item in items] == [
        "Finish Colour: TEAK",
        "Finish Colour: ASH GREY",
    ]
    assert [
        item.other_words and (item.other_words.raw, item.other_words.page, item.other_words.confidence)
        for item in items
    ] == [("TEAK", 1, 1.0), ("ASH GREY", 1, 1.0)]


@pytest.mark.parametrize("askew", [0.0, 0.4])
def test_borders_that_each_cell_has_are_one_rule_and_name_no_group(askew: float) -> None:
    page = """
  No   Description              Qty   Unit    Price     Amount
       LAMINATE FLUSH DOOR
  A    Size: 813 x 2135         24    SETS    489.00    11,736.00
"""
    cells = ("-" * 6, " " * 6 + "-" * 24, " " * 30 + "-" * 22, " " * 52 + "-" * 24)
    sheet = sheet_of(drawn(page, EDGES, storeys=cells, titles=2))
    last = max(x0 for _, x0, _ in sheet.horizontal_rules)
    rules = tuple((y + askew * (x0 < last), x0, x1) for y, x0, x1 in sheet.horizontal_rules)
    (heading,) = headings_of(replace(sheet, horizontal_rules=rules), VOCABULARY)
    assert [text for text, _ in heading.titles] == ["No", "Description", "Qty", "Unit", "Price", "Amount"]


def test_facts_of_the_head_with_rules_among_them_are_no_heading() -> None:
    page = """
  Item         Date : 12/08/2026     Quantity     Price
  Flush Door   4 nos                 2            600.00
"""
    items = items_on(drawn(page, EDGES, storeys=(" " * 14 + "-" * 20,), titles=1))
    assert [item.quantity.value for item in items if item.quantity] in ([], [2], [4])
