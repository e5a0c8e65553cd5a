"""What leads up to the items of a bill is their heading, and no item's own text."""

from __future__ import annotations

import pytest

from pipeline.understand.page.layout import sheet_of
from pipeline.understand.table.introductions import introductions
from pipeline.understand.table.tables import tables_of
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, column, invoice_in, page_of

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


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("Flush doors as described:", True),
        ("FLUSH DOOR / 900 x 2100mm / LOCK HOLE:", False),
        ("FLUSH DOOR / HONEYCOMB / LOCK HOLE:", False),
    ],
)
def test_an_item_s_line_that_a_label_ends_leads_up_to_nothing(line: str, leads: bool) -> None:
    sheet = sheet_of(page_of(BILL.format(lead=f"           {line}")))
    (table,) = tables_of([sheet], VOCABULARY)
    found = introductions(sheet.lines, table.columns, VOCABULARY)
    assert any(line in passage.text for passage in found.values()) is leads
