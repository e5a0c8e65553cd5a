"""Sentences that hold for all doors or frames."""

from __future__ import annotations

import pytest

from pipeline.understand.general import general_meanings
from tests.pipeline.understand.laid_out import TRADE, column, invoice_in


@pytest.mark.parametrize(
    ("sentence", "meanings"),
    [
        ("All doors are 43 mm thick with honeycomb core.", {"all_doors"}),
        ("pintu laminate semua 6S-A077, 43mm, honeycomb", {"all_doors"}),
        ("All doors and frames in laminate 6S-A057", {"all_doors", "all_frames"}),
        ("Please make these doors, honeycomb core:", {"all_doors"}),
        ("All prices are in Ringgit Malaysia.", set()),
        ("All 4 nos doors 900 x 2100", set()),
        ("All doors RM 1,200.00", set()),
    ],
)
def test_a_sentence_about_all_goods_is_known_by_its_words(sentence: str, meanings: set[str]) -> None:
    assert general_meanings(sentence, TRADE.vocabulary) == meanings


def test_a_line_above_a_list_holds_for_each_of_its_doors() -> None:
    invoice = invoice_in(
        """
    # INVOICE
    Invoice No : KDI-2507-003

    pintu laminate semua 6S-A077, 43mm, honeycomb

    1) 3' x 7' - 4 pcs - bilik tidur
    2) 2'8" x 7' - 2 pcs - bilik air

    bingkai 3' x 7' 4 set
    """
    )
    assert column(invoice, "laminate_code") == ["6S-A077", "6S-A077", None]
    assert column(invoice, "thickness_mm") == [43, 43, None]
    assert column(invoice, "width_mm") == [915, 815, 915]
    assert column(invoice, "height_mm") == [2135, 2135, 2135]
    assert column(invoice, "quantity") == [4, 2, 4]


def test_a_heading_without_a_colon_speaks_for_all_frames_below_it() -> None:
    invoice = invoice_in(
        """
    # SENDORA GROUP SDN BHD
                                  QUOTATION
    To : TIMUR CONTOH BUILDERS SDN BHD          Our Ref : KDI-2507-003

    GENERAL SPECIFICATION - ALL DOORS
       a) Thickness : 35mm
       b) Laminate : LK-05-106
    ALL FRAMES
       a) Frame Width : 160MM
       b) Rebate : 44mm

    No    Description                    Qty
    1     FLUSH DOOR 900 x 2100mm        5 pcs
    2     DOOR FRAME 900 x 2100mm        5 pcs
    """
    )
    assert column(invoice, "laminate_code") == ["LK-05-106", None]
    assert column(invoice, "rebate_mm") == [None, 44]


@pytest.mark.parametrize("exception", ["Unless noted, all doors: ", "All doors below: "])
def test_an_exception_takes_nothing_from_what_is_said_of_all(exception: str) -> None:
    invoice = invoice_in(
        f"""
    # INVOICE
    Invoice No : KDI-2507-003

    {exception}48mm thick, metal skeleton core, open hole: Lever lock hole.

    No   Description                                  Qty     Amount
    LOCATION - WET KITCHEN
    1    Single leaf door, 900 x 2100                 2       500.00
    """
    )
    assert column(invoice, "thickness_mm") == [48]
    assert column(invoice, "open_hole_type") == ["Lever lock hole"]
    assert column(invoice, "location") == ["WET KITCHEN"]
