"""What leads up to the items of a bill is their heading, and no item's own text."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

BILL = """
    Item   Description                                        Qty   Unit   Rate     Amount
         JOINERY
{lead}
    A      Single leaf door 900 x 2100mm, laminate 6S-A057    4     nr     200.00   800.00
           Location: Bedroom 1
    B      Single leaf door 800 x 2100mm, laminate 6S-A057    2     nr     200.00   400.00
           Location: Bath 1

           FRAMES
           Frames rebated 45mm, profile CH2 to the following:
    C      Frame 950 x 2150mm, laminate 6S-A057               2     set    100.00   200.00
           Location: Bath 1
                                                              Total                  1,400.00
"""


@pytest.mark.parametrize(("lead", "thickness", "core"), [
    ("           Supply and deliver the following doors to site:-", None, None),
    ("           Solid timber flush doors 43mm thick\n           to the following sizes:", 43, "solid_timber"),
    ("           Membekal pintu 43mm tebal, teras honeycomb seperti berikut:", 43, "honeycomb"),
])  # fmt: skip
def test_what_leads_up_to_items_holds_for_those_below_it(lead: str, thickness: int | None, core: str | None) -> None:
    invoice = invoice_in(TOP + BILL.format(lead=lead))
    assert column(invoice, "kind") == ["door", "door", "frame"]
    assert column(invoice, "thickness_mm") == [thickness, thickness, None]
    assert column(invoice, "door_core") == [core, core, None]
    assert column(invoice, "frame_profile") == [None, None, "CH2"]
    assert column(invoice, "other_words") == [None, None, None]


def test_a_place_below_an_item_is_its_own_though_the_bill_begins_with_a_section() -> None:
    invoice = invoice_in(TOP + BILL.format(lead="           DOORS"))
    assert column(invoice, "location") == ["Bedroom 1", "Bath 1", "Bath 1"]
