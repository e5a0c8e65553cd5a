"""A room's name above the lines of its doors."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

HEADING = "\n    No   Description                        Size            Qty\n"
FIRST = """\
    1    Flush Door                         900 x 2100mm    2 pcs
    2    Flush Door                         800 x 2100mm    1 pcs
"""
THIRD = "    3    Flush Door                         700 x 2100mm    2 pcs\n"
FOURTH = THIRD.replace("3 ", "4 ", 1)


@pytest.mark.parametrize("indented", [0, 5])
@pytest.mark.parametrize("places", [("TOILET", "STORE"), ("LEVEL 4", "LEVEL 5"), ("Bilik Tidur 1", "Dapur")])
def test_a_room_named_above_lines_of_goods_holds_down_to_the_next(places: tuple[str, str], indented: int) -> None:
    one, two = (" " * (4 + indented) + place + "\n" for place in places)
    invoice = invoice_in(TOP + HEADING + one + FIRST + two + THIRD)
    assert column(invoice, "location") == [places[0], places[0], places[1]]
    invoice = invoice_in(TOP + HEADING + one + FIRST, HEADING + THIRD + two + FOURTH)
    assert column(invoice, "location")[:2] == [places[0], places[0]]
    assert column(invoice, "location")[3:] == [places[1]]


def test_a_room_named_below_the_first_line_of_goods_is_where_these_go() -> None:
    place = "         STORE\n"
    invoice = invoice_in(TOP + HEADING + FIRST + place + THIRD)
    assert column(invoice, "location") == [None, "STORE", None]


def test_a_room_among_other_lines_of_the_descriptions_is_that_of_its_own_item() -> None:
    made, place = "         Solid timber core, laminate 6S-A057\n", "         STORE\n"
    invoice = invoice_in(TOP + HEADING + FIRST + place + made + THIRD)
    assert column(invoice, "location") == [None, "STORE", None]


LEVEL = """
    No   Description                        Size            Qty
    LEVEL 4
    1    Flush Door                         900 x 2100mm    2 pcs
    2    Flush Door                         800 x 2100mm    1 pcs
"""


def test_whether_a_place_named_on_the_page_before_holds_for_the_goods_on_this_one_is_asked() -> None:
    second = """
    No   Description                        Size            Qty
    3    Flush Door                         700 x 2100mm    2 pcs
    LEVEL 5
    4    Flush Door                         900 x 2100mm    1 pcs
    """
    invoice = invoice_in(TOP + LEVEL, second)
    assert column(invoice, "location") == ["LEVEL 4", "LEVEL 4", "LEVEL 4", "LEVEL 5"]
    places = [item.location for item in invoice.items]
    asked = "the heading with this stands on the page before: does it hold on this page too?"
    assert [place.doubts if place else None for place in places] == [(), (), (asked,), ()]


def test_a_place_repeated_on_the_next_page_is_asked_of_nobody() -> None:
    second = """
    No   Description                        Size            Qty
    LEVEL 4 (CONT'D)
    3    Flush Door                         700 x 2100mm    2 pcs
    """
    places = [item.location for item in invoice_in(TOP + LEVEL, second).items]
    assert all(place and not place.doubts for place in places)
