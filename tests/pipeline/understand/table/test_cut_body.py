"""Each row has the headings and the statements that hold for it, and no other."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in


def test_a_specification_for_all_doors_reaches_every_door_and_no_frame() -> None:
    invoice = invoice_in(
        TOP
        + """
    SPECIFICATION (ALL DOORS BELOW): 43MM THK, HONEYCOMB, ABS EDGING
    No   Description                       Qty   Amount
    1    DOOR 3' X 7'                      1     100.00
    2    DOOR 2'8" X 7', SOLID TIMBER      2     150.00
    3    FRAME 3' X 7'                     1     90.00
    """
    )
    assert column(invoice, "thickness_mm") == [43, 43, None]
    assert column(invoice, "door_core") == ["honeycomb", "solid_timber", None]


def test_a_group_heading_gives_the_lines_under_it_their_place() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                       Qty   Amount
    LOCATION : D2
    1    DOOR 3' X 7'                      1     100.00
    2    DOOR 2'8" X 7'                    2     150.00
    LOCATION : D3
    3    FRAME 3' X 7'                     1     90.00
    GENERAL / OTHERS
    4    TRANSPORT                         1     50.00
         Total                                   390.00
    """
    )
    assert column(invoice, "location") == ["D2", "D2", "D3", None]
    assert column(invoice, "kind") == ["door", "door", "frame", "other"]


@pytest.mark.parametrize(
    "marks", [("1.", "2.", "1.1", "2.1"), ("A.", "B.", "A1", "B1"), ("SECTION 1 -", "SECTION 2 -", "1", "2")]
)
def test_a_section_named_after_a_place_gives_it_without_its_mark(marks: tuple[str, ...]) -> None:
    first, second, one, two = marks
    invoice = invoice_in(
        TOP
        + f"""
    No        Description                       Qty   Amount
    {first}   GROUND FLOOR
    {one}       DOOR 3' X 7'                      1     100.00
              Laminate: 6S-A057
    {second}   ROOF LEVEL
    {two}       FRAME 3' X 7'                     1     90.00
    {second}   HARDWARE & OTHERS
    4         TRANSPORT                         1     50.00
         Total                                   240.00
    """
    )
    assert column(invoice, "location") == ["GROUND FLOOR", "ROOF LEVEL", None]
    assert column(invoice, "laminate_code") == ["6S-A057", None, None]


def test_a_block_whose_heading_has_no_colon_holds_for_all_doors() -> None:
    invoice = invoice_in(
        TOP
        + """
    ALL DOORS UNLESS OTHERWISE STATED
    (a) Door Thickness: 43MM      (b) Laminate: PL/1442/G

    No   Description                              Qty    Unit   U/Price     Amount
    1    FLUSH DOOR 900 x 2100                    4      NOS     320.00    1,280.00
    2    FLUSH DOOR 48MM X 800 x 2100             2      NOS     310.00      620.00
    """
    )
    assert column(invoice, "thickness_mm") == [43, 48]
    assert column(invoice, "laminate_code") == ["PL/1442/G", "PL/1442/G"]


def test_a_section_whose_name_is_as_short_as_a_letter_is_no_item() -> None:
    invoice = invoice_in(
        TOP
        + """
    No.   Keterangan         Saiz          Kuantiti   Unit
    TEMPAT : STOR ARAS 2
    1     Pintu Laminate     900 x 2100    26         PCS
    AM / LAIN-LAIN
    2     Pintu Flush        800 x 2100    18         PCS
    """
    )
    assert column(invoice, "quantity") == [26, 18]
    assert column(invoice, "location") == ["STOR ARAS 2", None]


def test_a_discount_named_without_a_sum_is_no_part_of_the_item_above() -> None:
    drawing = """
    Description                                               Quantity
    1 LEAF FLUSH DOOR, 37MM THK, 800MM X 2040MM, HONEYCOMB    3 nos
    1 LEAF FLUSH DOOR, 43MM THK, 860MM X 2340MM, HONEYCOMB    1 nos
    LOCATION: BATH 1
    LESS: SPECIAL DISCOUNT
    """
    invoice = invoice_in(TOP + drawing)
    assert column(invoice, "kind") == ["door", "door", "other"]
    assert column(invoice, "other_words") == [None, None, None]
