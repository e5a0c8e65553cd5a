"""Cells drawn over several rows: what stands in one holds for each of them."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

RULED = """
-----------------------------------------------------------
¦Room        ¦No ¦Item                       ¦Qty  ¦Amount  ¦
-----------------------------------------------------------
¦            ¦1  ¦Laminated door, 900 x 2100 ¦2    ¦600.00  ¦
¦            ¦-----------------------------------------------
¦Bedroom 3   ¦2  ¦Flush door, 800 x 2100     ¦1    ¦400.00  ¦
-----------------------------------------------------------
¦            ¦3  ¦Flush door, 700 x 2100     ¦1    ¦300.00  ¦
-----------------------------------------------------------
¦Store       ¦4  ¦Door frame, 850 x 2150     ¦1    ¦200.00  ¦
¦            ¦-----------------------------------------------
¦            ¦5  ¦Door frame, 850 x 2150     ¦3    ¦600.00  ¦
-----------------------------------------------------------
"""


@pytest.mark.parametrize("confidence", [1.0, 0.97])
def test_a_room_beside_several_doors_is_that_of_each(confidence: float) -> None:
    invoice = invoice_in(TOP + RULED, confidence=confidence)
    assert column(invoice, "location") == ["Bedroom 3", "Bedroom 3", None, "Store", "Store"]


def test_rows_that_no_rule_parts_share_no_cell() -> None:
    lines = [line for line in RULED.splitlines() if "¦--" not in line]
    unruled = "\n".join(line for n, line in enumerate(lines) if "--" not in line or n in (1, 3, len(lines) - 1))
    invoice = invoice_in(TOP + unruled)
    assert column(invoice, "location") == [None, "Bedroom 3", None, "Store", None]


def test_rooms_of_their_own_are_not_joined_where_a_scan_lost_the_rule_between_them() -> None:
    lost = RULED.replace("¦            ¦5  ", "¦Yard        ¦5  ")
    invoice = invoice_in(TOP + lost, confidence=0.97)
    assert column(invoice, "location")[3:] == ["Store", "Yard"]


def test_a_rule_of_which_only_a_piece_is_seen_parts_cells_all_the_same() -> None:
    gap = RULED.replace("¦            ¦-------", "¦      -------------", 1)
    assert column(invoice_in(TOP + gap, confidence=0.97), "location") == [None, "Bedroom 3", None, "Store", "Store"]


@pytest.mark.parametrize("confidence", [1.0, 0.97])
def test_a_rule_that_ends_beside_the_next_cell_has_lost_a_piece_and_joins_no_cells(confidence: float) -> None:
    lost = RULED.replace("¦            ¦---", "¦            ¦ --", 1)
    assert column(invoice_in(TOP + lost, confidence=confidence), "location")[:2] == [None, "Bedroom 3"]


@pytest.mark.parametrize("confidence", [1.0, 0.97])
def test_a_size_beside_several_counts_is_that_of_each_of_them(confidence: float) -> None:
    invoice = invoice_in(
        TOP
        + """
-----------------------------------------------------------
¦Size             ¦Thk     ¦Laminate code   ¦Location  ¦Qty  ¦
-----------------------------------------------------------
¦                 ¦        ¦6S-A057         ¦Unit 1A   ¦1    ¦
¦900 x 2100       ¦43mm    ----------------------------------
¦                 ¦        ¦6S-A057         ¦Unit 2A   ¦3    ¦
-----------------------------------------------------------
¦800 x 2100       ¦37mm    ¦6S-A099         ¦Unit 2A   ¦2    ¦
-----------------------------------------------------------
""",
        confidence=confidence,
    )
    assert column(invoice, "width_mm") == [900, 900, 800]
    assert column(invoice, "thickness_mm") == [43, 43, 37]
