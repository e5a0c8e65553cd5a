"""Tables and annexes that tell how the lines of an item table are made, by their numbers."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

GOODS = TOP + """
    No   Description              Qty     Price      Amount
    1    Flush door 900 x 2100    4       376.00     1,504.00
    2    Flush door 860 x 2100    4       370.00     1,480.00
    3    Flush door 1820 x 2400   2       1,880.00   3,760.00
    4    Delivery                 1       100.00     100.00
                                  Total              6,844.00

"""  # fmt: skip
DETAILS = """
    DOOR DETAILS
    Item no.    Thickness    Type    Core            Laminate code    Location
    1           43mm         S/L     Honeycomb       6S-A057          Office 1
    2           43mm         S/L     Honeycomb       6S-A057          Office 2
    3           48mm         D/L     Solid timber    6S-A099          Lobby
"""
ANNEX = """
    ANNEX: DOOR SPECIFICATION
    Items      Specification
    1 to 2     Single leaf, 43mm thick, honeycomb core,
               laminate 6S-A057
    3          Double leaf, 48mm thick, solid timber, laminate 6S-A099
"""
RANGES = """
    Item      Thickness     Type    Core             Laminate code
    1 - 2     43mm          S/L     Honeycomb        6S-A057
    3         48mm          D/L     Solid timber     6S-A099
"""
APART = """
    Line No.     Make-up
    1, 2         S/L, 43mm thick, honeycomb, laminate 6S-A057
    3            D/L, 48mm thick, solid timber, laminate 6S-A099
"""


@pytest.mark.parametrize("told", [DETAILS, ANNEX, RANGES, APART])
def test_lines_are_made_as_the_details_of_their_number_say(told: str) -> None:
    invoice = invoice_in(GOODS + told)
    assert column(invoice, "kind") == ["door", "door", "door", "other"]
    assert column(invoice, "thickness_mm") == [43, 43, 48, None]
    assert column(invoice, "door_type") == ["S/L", "S/L", "D/L", None]
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb", "solid_timber", None]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A057", "6S-A099", None]
    assert not any(found.doubts for item in invoice.items for found in (item.kind, item.thickness_mm) if found)


def test_a_table_on_the_next_page_tells_more_of_the_lines_before() -> None:
    invoice = invoice_in(GOODS, DETAILS)
    assert column(invoice, "location") == ["Office 1", "Office 2", "Lobby", None]


def test_where_details_say_otherwise_than_the_line_it_is_asked_about() -> None:
    invoice = invoice_in(GOODS.replace("Flush door 860 x 2100    ", "37mm door 860 x 2100     ") + DETAILS)
    thickness = invoice.items[1].thickness_mm
    assert thickness is not None
    assert thickness.doubts


ALSO = "    2 & 3      Single leaf, 37mm thick, honeycomb core\n"
EXCEPTION = "\n    All doors 37mm thick, except item 3: 43mm thick.\n"


@pytest.mark.parametrize("told", [ANNEX + ALSO, ANNEX + EXCEPTION])
def test_what_two_texts_say_otherwise_of_one_line_is_asked_about(told: str) -> None:
    thickness = invoice_in(GOODS + told).items[2].thickness_mm
    assert thickness is not None
    assert thickness.doubts
