"""A specification below an item is that item's own; where it could be the next one's as well, a person is asked."""

from __future__ import annotations

import pytest

from pipeline.model import Invoice
from tests.pipeline.understand.laid_out import TOP, column, invoice_in

HEADING = """
    No   Description                                   Qty      Rate       Amount
"""
RULE = "    -------------------------------------------------------------------------\n"


def _cores(invoice: Invoice) -> list[tuple[object, object]]:
    return list(zip(column(invoice, "thickness_mm"), column(invoice, "door_core"), strict=True))


@pytest.mark.parametrize("head", ["Spec", "Technical Specification", "Door spec", "Spesifikasi"])
def test_a_specification_below_each_item_is_its_own(head: str) -> None:
    invoice = invoice_in(
        TOP
        + HEADING
        + f"""\
    1    Laminated door                                2 pcs    100.00     200.00
         {head}: 850mm x 2100mm; 48mm thick; honeycomb core
    2    Laminated door                                3 pcs    100.00     300.00
         {head}: 750mm x 2050mm; 37mm thick; solid timber core
    3    Transport                                     1 trip   100.00     100.00
    """
    )
    assert column(invoice, "width_mm")[:2] == [850, 750]
    assert column(invoice, "height_mm")[:2] == [2100, 2050]
    assert _cores(invoice)[:2] == [(48, "honeycomb"), (37, "solid_timber")]
    assert column(invoice, "other_words") == [None, None, None]
    assert not invoice.doubts


def test_a_specification_above_all_items_holds_for_all() -> None:
    invoice = invoice_in(
        TOP
        + HEADING
        + """\
         Spec: 48mm thick; honeycomb core
    1    Laminated door 850mm x 2100mm                 2 pcs    100.00     200.00
    2    Laminated door 750mm x 2100mm                 3 pcs    100.00     300.00
    """
    )
    assert _cores(invoice) == [(48, "honeycomb"), (48, "honeycomb")]
    assert not invoice.doubts


def test_it_is_asked_whether_one_specification_below_the_last_item_holds_for_all() -> None:
    invoice = invoice_in(
        TOP
        + HEADING
        + """\
    1    Laminated door 850mm x 2100mm                 2 pcs    100.00     200.00
    2    Laminated door 750mm x 2100mm                 3 pcs    100.00     300.00
         Spec: 48mm thick; honeycomb core
    """
    )
    assert invoice.doubts == ("“Spec: 48mm thick; honeycomb core” tells how goods are made: of which lines?",)


def test_one_that_stands_apart_from_the_last_item_holds_for_all() -> None:
    invoice = invoice_in(
        TOP
        + HEADING
        + """\
    1    Laminated door 850mm x 2100mm                 2 pcs    100.00     200.00
    2    Laminated door 750mm x 2100mm                 3 pcs    100.00     300.00

         Spec: 48mm thick; honeycomb core

                                                       Total               500.00
    """
    )
    assert _cores(invoice) == [(48, "honeycomb"), (48, "honeycomb")]
    assert not invoice.doubts


def test_a_strip_drawn_below_each_item_is_its_own() -> None:
    rows = (
        "    ¦No ¦Description                        ¦Qty    ¦Rate     ¦Amount   ¦\n",
        "    ¦1  ¦Main entrance 850mm x 2100mm       ¦2 pcs  ¦100.00   ¦200.00   ¦\n",
        "    ¦Door leaf 48mm honeycomb core, ABS edging                          ¦\n",
        "    ¦2  ¦Bedroom 750mm x 2100mm             ¦3 pcs  ¦100.00   ¦300.00   ¦\n",
        "    ¦Door leaf 37mm solid timber core, no edging                        ¦\n",
    )
    invoice = invoice_in(TOP + "\n" + RULE + RULE.join(rows) + RULE)
    assert _cores(invoice) == [(48, "honeycomb"), (37, "solid_timber")]


def test_lines_left_of_the_descriptions_are_told_of_the_items_above_where_none_is_left_below() -> None:
    invoice = invoice_in(
        TOP
        + HEADING
        + """\
    1    Main entrance 850mm x 2100mm                  2 pcs    100.00     200.00
    48mm honeycomb door, ABS edging
    2    Bedroom 750mm x 2100mm                        3 pcs    100.00     300.00
    37mm solid timber door, no edging
    3    Transport                                     1 trip   100.00     100.00
    """
    )
    assert _cores(invoice) == [(48, "honeycomb"), (37, "solid_timber"), (None, None)]


def test_a_line_between_two_doors_that_both_need_it_is_asked_about() -> None:
    invoice = invoice_in(
        TOP
        + HEADING
        + """\
    1    Main entrance 850mm x 2100mm                  2 pcs    100.00     200.00
    48mm honeycomb door, ABS edging
    2    Bedroom 750mm x 2100mm                        3 pcs    100.00     300.00
    """
    )
    second = invoice.items[1]
    assert second.thickness_mm is not None
    assert second.thickness_mm.doubts == (
        "this stands between two lines: is it told of the one above or of those below?",
    )


def test_a_heading_of_doors_below_a_frame_holds_for_the_doors_under_it() -> None:
    invoice = invoice_in(
        TOP
        + HEADING
        + """\
    1    Door frame 900mm x 2150mm                     2 pcs    100.00     200.00
    48mm honeycomb door, ABS edging
    2    Bedroom 750mm x 2100mm                        3 pcs    100.00     300.00
    """
    )
    assert column(invoice, "kind") == ["frame", "door"]
    assert _cores(invoice)[1] == (48, "honeycomb")
    assert not any(found.doubts for found in (invoice.items[1].thickness_mm, invoice.items[1].door_core) if found)


def test_places_below_the_items_are_theirs() -> None:
    invoice = invoice_in(
        TOP
        + HEADING
        + """\
    1    Laminated door 850mm x 2100mm                 2 pcs    100.00     200.00
    Location: Kitchen
    2    Laminated door 750mm x 2100mm                 3 pcs    100.00     300.00
    Location: Bath 2
    3    Transport                                     1 trip   100.00     100.00
    """
    )
    assert column(invoice, "location") == ["Kitchen", "Bath 2", None]


def test_a_heading_at_the_end_of_a_page_holds_for_the_items_on_the_next() -> None:
    first = (
        TOP
        + HEADING
        + """\
    37mm solid timber door, no edging
    1    Main entrance 850mm x 2100mm                  2 pcs    100.00     200.00
    48mm honeycomb door, ABS edging
    """
    )
    second = (
        HEADING
        + """\
    2    Bedroom 750mm x 2100mm                        3 pcs    100.00     300.00
    """
    )
    assert _cores(invoice_in(first, second)) == [(37, "solid_timber"), (48, "honeycomb")]


LINES = {
    "door": "Lam. code: {code}; Thk: {thick}mm; Core: Honeycomb; Edge: ABS edging",
    "frame": "Lam. code: {code}; Wall width: 110 - 130mm; Rebate: 45mm; Side: Inner",
}
SHEET = """\
    ¦No ¦Item                  ¦Size (W x H)     ¦Qty    ¦Rate     ¦Amount   ¦
    ¦1  ¦Flush Door            ¦850 x 2100       ¦2 pcs  ¦100.00   ¦200.00   ¦
    ¦   ¦{}
    ¦2  ¦{}¦900 x 2150       ¦3 pcs  ¦100.00   ¦300.00   ¦
    ¦   ¦{}
    ¦3  ¦{}¦10 pcs ¦10.00    ¦100.00   ¦
"""


def _sheet(*cells: str) -> Invoice:
    widths = (67, 22, 67, 40)
    filled = (f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
    lines = SHEET.format(*filled).splitlines()
    ends = [line + "¦" if line.count("¦") == 2 else line for line in lines]
    return invoice_in(TOP + "\n" + RULE + "".join(f"{line}\n{RULE}" for line in ends))


def test_a_merged_row_below_each_item_is_its_own_though_hinges_with_measures_follow() -> None:
    invoice = _sheet(
        LINES["door"].format(code="6S-A057", thick=38),
        "Flush Door",
        LINES["door"].format(code="6S-A099", thick=48),
        'Hinges 4" x 3" x 3mm',
    )
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A099", None]
    assert column(invoice, "thickness_mm") == [38, 48, None]
    assert not invoice.doubts


def test_what_only_doors_have_below_a_door_and_above_a_frame_is_the_door_s() -> None:
    invoice = _sheet(
        LINES["door"].format(code="6S-A057", thick=38),
        "Door Frame",
        LINES["frame"].format(code="6S-A099"),
        "Flush Door            ¦850 x 2100",
    )
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A099", None]
    assert column(invoice, "rebate_mm") == [None, 45, None]


def test_where_items_without_one_stand_on_both_sides_it_is_asked_whose_it_is() -> None:
    invoice = invoice_in(
        TOP
        + HEADING
        + """\
    1    Main entrance 850mm x 2100mm                  2 pcs    100.00     200.00
    2    Store 800mm x 2100mm                          1 pcs    100.00     100.00
    48mm honeycomb door, ABS edging
    3    Bedroom 750mm x 2100mm                        3 pcs    100.00     300.00
    """
    )
    third = invoice.items[2]
    assert third.thickness_mm is not None
    assert third.thickness_mm.doubts


def test_hinges_between_two_items_are_none_of_those_that_need_a_specification() -> None:
    invoice = invoice_in(
        TOP
        + HEADING
        + """\
    1    Main entrance 850mm x 2100mm                  2 pcs    100.00     200.00
    48mm honeycomb door, ABS edging
    2    Hinges 4" x 3"                                6 pcs      1.00       6.00
    3    Bedroom 750mm x 2100mm                        3 pcs    100.00     300.00
    37mm solid timber door, no edging
    """
    )
    assert _cores(invoice) == [(48, "honeycomb"), (None, None), (37, "solid_timber")]
