"""Where every item has two lines with titles of their own, each cell stands under the title of its line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.understand.page.layout import Line, segments_of, sheet_of
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.decks import with_decks_beside
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, column, invoice_in, page_of

MATERIALS = """
    Item    Material    Description
                        Order qty.   Unit     Price per unit    Net value
    00010   60011840    DOOR LAM SGL
                        20.000       PC       331.50 / 1 PC     6,630.00
                        W 900 / H 2100 MM / THK 43
                        LAMINATE: HF-3021-N
    00020   60011852    DOOR FRAME WRAPPED
                        4.000        SET      305.00 / 1 SET    1,220.00
                        W 1000 / H 2150 MM
                        LAMINATE: HF-3055-N
"""
LAMINATE_BELOW = """
    No    Product                Size            Qty      Price      Net RM
          Laminate    Core          Edging       Location
    1     Laminated door         900 x 2100      20 PC    331.50     6,630.00
          HF-3021-N   Honeycomb     ABS          SHOW A1
    2     Door frame             1000 x 2150     4 SET    305.00     1,220.00
          HF-3055-N                              SHOW A2
"""
WITHOUT_NUMBERS = """
    Code       Description                       Amount RM
               Size          Laminate     Qty    Price
    DR-0112    Laminated door                    6,630.00
               900 x 2100    HF-3021-N    20     331.50
    FR-0113    Door frame                        1,220.00
               1000 x 2150   HF-3055-N    4      305.00
"""
ONE_WITHOUT_A_SECOND_LINE = """
    Ln    Description            Qty     Rate       Amount
          Saiz         Laminat      Lokasi
    1     Pintu laminat          20      331.50     6,630.00
          900 x 2100   HF-3021-N    BILIK 1
    2     Bingkai pintu          4       305.00     1,220.00
          1000 x 2150  HF-3055-N    BILIK 2
    3     Engsel                 4       10.00      40.00
"""
CODES_OVER_COLOURS = """
    Product Code     Product Name                   Quantity
    Colour           Dimension        Location      Unit Price   Amount
    FD-850           Laminated door                 20 pcs
    HF-3021-N        900 x 2100       Bedroom 2     331.50       6,630.00
    FR-900           Door frame                     4 pcs
    HF-3055-N        1000 x 2150      Foyer         305.00       1,220.00
"""
NUMBERS_OVER_NAMES = """
    Item    Material/Description        Quantity    UM    Net Price    Net Amount
    00010   7000418821
            DOOR LEAF LAMINATED 900     20          PC    331.50       6,630.00
            Delivery date: 22.06.2026
            Size: 900 x 2100 mm
            Laminate: HF-3021-N
    00020   7000520014
            DOOR FRAME WRAPPED 1000     4           PC    305.00       1,220.00
            Size: 1000 x 2150 mm
            Laminate: HF-3055-N
"""


@pytest.mark.parametrize(
    "table",
    [MATERIALS, LAMINATE_BELOW, WITHOUT_NUMBERS, ONE_WITHOUT_A_SECOND_LINE, CODES_OVER_COLOURS, NUMBERS_OVER_NAMES],
)
def test_each_line_of_an_item_has_its_own_titles(table: str) -> None:
    invoice = invoice_in(TOP + table)
    assert column(invoice, "kind")[:2] == ["door", "frame"]
    assert column(invoice, "quantity")[:2] == [20, 4]
    assert column(invoice, "width_mm")[:2] == [900, 1000]
    assert column(invoice, "height_mm")[:2] == [2100, 2150]
    assert column(invoice, "laminate_code")[:2] == ["HF-3021-N", "HF-3055-N"]
    assert column(invoice, "amount")[:2] == ["6630.00", "1220.00"]
    assert not any(item.other_words and item.other_words.doubts for item in invoice.items)


def test_a_value_keeps_its_place_on_the_page() -> None:
    (door, _) = invoice_in(TOP + MATERIALS).items
    assert door.amount is not None
    assert door.amount.box is not None
    assert 0.5 < door.amount.box.x0 < door.amount.box.x1 < 0.9


def test_titles_that_wrap_are_one_line_of_titles() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item   Description                          Unit        Total
    No                                  Qty     Price       Amount
    1      DOOR 900 x 2100, 6S-A057     20      331.50      6,630.00
    2      DOOR 800 x 2100, 6S-A057     4       305.00      1,220.00
"""
    )
    assert column(invoice, "quantity") == [20, 4]
    assert column(invoice, "width_mm") == [900, 800]
    assert column(invoice, "unit_price") == ["331.50", "305.00"]


def test_units_below_titles_head_no_second_line_of_the_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Item    Room        Laminate   Thk    Width    Height   Leaf      Qty   Rate     Total
                                        (mm)                                     (RM)     (RM)
    1    Door    Level 3     TW-837     48     900      2100     Unequal   8     515.00   4,120.00
                 Corridor                                        D/L
    2    Door    Yard        TW-237     43     800      2100     S/L       2     300.00   600.00
"""
    )
    assert column(invoice, "location") == ["Level 3 Corridor", "Yard"]
    assert column(invoice, "door_type") == ["Unequal D/L", "S/L"]


def test_titles_a_little_lower_in_the_same_line_are_no_second_line() -> None:
    """In a tilted scan, titles that are centred in their cells stand in lines that overlap."""
    sheet = sheet_of(page_of(LAMINATE_BELOW))
    place = next(n for n, line in enumerate(sheet.lines) if line.text.startswith("Laminate"))
    raised = [Ink(i.word, i.page, i.x0, i.y0 - 12, i.x1, i.y1 - 12) for i in sheet.lines[place].ink]
    line = Line(tuple(segments_of(raised)))
    level = replace(sheet, lines=(*sheet.lines[:place], line, *sheet.lines[place + 1 :]))
    assert with_decks_beside([sheet], VOCABULARY) is not None
    assert with_decks_beside([level], VOCABULARY) is None


@pytest.mark.parametrize(
    ("top", "end"), [("Rate     Amount", "RM       RM    "), ("Unit     Total ", "Price    Amount")]
)
def test_the_ends_of_titles_over_several_lines_head_no_second_line_of_the_items(top: str, end: str) -> None:
    drawing = f"""
                                   Finished                                {top}
    No   Particulars   Location    Size         Core        Design   Qty
                                                                           {end}
    1    Flush door    POWDER      800 x 2100   HONEYCOMB   LINEA    2     400.00   800.00
         laminated     ROOM                                 V3
    2    Flush door    STORE       900 x 2100   HONEYCOMB   ARIA     1     400.00   400.00
         laminated     2                        PAPER
    """
    assert with_decks_beside([sheet_of(page_of(TOP + drawing))], VOCABULARY) is None
    assert column(invoice_in(TOP + drawing), "location") == ["POWDER ROOM", "STORE 2"]


def test_second_lines_that_stand_under_their_titles_are_read_though_others_have_text_or_wrap() -> None:
    invoice = invoice_in(
        TOP
        + """
    Line     Material                          Size (W x H)    Quantity        Unit Price Net Value (RM)
             Thickness    Leaf    Laminate     Core            Edging Design   Lock Hole         Location
    00010    Laminated Door                    840 x           10 NOS          331.50            3,315.00
                                               2100
             38mm         S/L     KX-2201      Honeycomb       ABS    RIVAL    Knob lock 65mm    Unit 5
                                                                      FIVE     backset
             Remark: match sample
    00020    Door Frame                        945 x 2130      4 SET           142.50            570.00
             Laminate: KX-2207; Jamb Width: 120MM; Location: Surau
    00030    Steel hinge                                       7 PAIR          18.50             129.50
                                                               Total (RM)                        4,014.50
"""
    )
    assert column(invoice, "kind") == ["door", "frame", "other"]
    assert column(invoice, "quantity") == [10, 4, 7]
    assert column(invoice, "height_mm") == [2100, 2130, None]
    assert column(invoice, "laminate_code") == ["KX-2201", "KX-2207", None]
    assert column(invoice, "door_core") == ["honeycomb", None, None]
    assert column(invoice, "design_name") == ["RIVAL FIVE", None, None]
    assert column(invoice, "open_hole_type") == ["Knob lock 65mm backset", None, None]
    assert column(invoice, "location") == ["Unit 5", "Surau", None]
    assert column(invoice, "remark") == ["match sample", None, None]
