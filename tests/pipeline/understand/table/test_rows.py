"""An item is the stretch of lines that stands together around its number or count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.understand.page.layout import sheet_of
from pipeline.understand.table.rows import row_starts
from tests.pipeline.understand.laid_out import TOP, column, invoice_in, page_of, value


def test_the_room_between_items_parts_them_where_figures_stand_in_the_middle() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                        Qty    Unit    Amount

         FLUSH DOOR 900 x 2100, S/L,
    1    LAMINATE 6S-A057, HONEYCOMB,       4      NOS     400.00
         ABS EDGING

         FLUSH DOOR 800 x 2100, D/L,
    2    LAMINATE 6S-A190, SOLID TIMBER,    2      NOS     300.00
         NA LIPPING
    """
    )
    assert column(invoice, "width_mm") == [900, 800]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A190"]
    assert column(invoice, "edging") == ["abs_edging", "na_lipping"]


def test_the_rest_of_an_item_on_the_next_page_stays_with_it() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                        Qty    Unit    Amount
    1    FLUSH DOOR 900 x 2100              4      NOS     400.00
         LAMINATE 6S-A057
    """,
        """
    No   Description                        Qty    Unit    Amount
         HONEYCOMB CORE
         LOCATION: KITCHEN

         FLUSH DOOR 800 x 2100
    2    LAMINATE 6S-A190                   2      NOS     300.00
         NA LIPPING
    """,
    )
    assert column(invoice, "door_core") == ["honeycomb", None]
    assert column(invoice, "location") == ["KITCHEN", None]
    assert column(invoice, "width_mm") == [900, 800]


def test_below_the_rest_of_an_item_the_next_begins_at_its_number_though_a_gap_inside_the_last_is_as_wide() -> None:
    page = page_of("""
    Core : Tubular

    2   FLUSH DOOR         2   NOS   400.00

        Size : 802 x 2100

    3   FLUSH DOOR         3   NOS   400.00
        Size : 803 x 2100
    """)
    edge = next(word.box.y0 for word in page.words if word.text == "Size")
    down = 0.0001  # of the page's height: less than anybody sees
    words = [
        replace(word, box=replace(word.box, y0=word.box.y0 + down, y1=word.box.y1 + down))
        if word.box.y0 >= edge
        else word
        for word in page.words
    ]
    sheet = sheet_of(replace(page, words=tuple(words)))
    cells = [{"number": [line.ink[0]]} if line.text[0].isdigit() else {} for line in sheet.lines]
    assert row_starts(sheet.lines, cells, sheet) == [0, 3]


def test_text_below_an_items_line_that_reaches_over_all_columns_is_that_items_whatever_the_room() -> None:
    page = page_of("""
    A.  Flush door         2   NOS   400.00

    Size : 802 x 2100 / Core : Tubular / Edging : ABS / Lock : lever
    B.  Flush door         3   NOS   500.00

    Size : 803 x 2100 / Core : Tubular / Edging : ABS / Lock : lever
    C.  Delivery           1   LOT   100.00
    """)
    sheet = sheet_of(page)
    cells = [{"number": [line.ink[0]]} if line.text[1] == "." else {} for line in sheet.lines]
    assert row_starts(sheet.lines, cells, sheet) == [0, 2, 4]


def test_goods_named_apart_above_their_items_are_a_heading_wherever_it_begins() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                          Qty    Unit

         Type A: FLUSH DOOR, HONEYCOMB CORE, ABS EDGING

    1    900 x 2100, S/L,                                     4      NOS
         LOCATION: KITCHEN

    2    800 x 2100, S/L                                      2      NOS

         Type B: FLUSH DOOR, SOLID TIMBER, NA LIPPING

    3    900 x 2100, D/L                                      1      NOS
    """
    )
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb", "solid_timber"]
    assert column(invoice, "edging") == ["abs_edging", "abs_edging", "na_lipping"]


def test_a_place_below_a_heading_for_goods_leaves_that_standing() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description              Qty    Unit
    43MM FLUSH DOOR, HONEYCOMB CORE, ABS EDGING
    LOCATION : BLOCK A
    1    900 x 2100               4      NOS
    LOCATION : BLOCK B
    2    800 x 2100               2      NOS
    """
    )
    assert column(invoice, "location") == ["BLOCK A", "BLOCK B"]
    assert column(invoice, "thickness_mm") == [43, 43]
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb"]


def test_a_label_below_a_description_heads_no_group_because_the_title_stands_in_the_middle() -> None:
    invoice = invoice_in(
        TOP
        + """
    No              Description                 Unit     Qty
    1    FLUSH DOOR 900 x 2100                  unit     6
         Location: Kitchen
    2    FLUSH DOOR 800 x 2100                  unit     2
    """
    )
    assert column(invoice, "location") == ["Kitchen", None]
    assert value(invoice.items[1], "width_mm") == 800


def test_what_a_section_says_of_its_doors_holds_for_no_other_section() -> None:
    invoice = invoice_in(
        TOP
        + """
    Description                      Qty     Unit     Amount
    Location : BLOCK A
    ALL DOORS IN THIS SECTION: thickness 43mm, solid timber, ABS edging
    FLUSH DOOR 900 x 2100            4       NOS      400.00
    Location : BLOCK B
    ALL DOORS IN THIS SECTION: thickness 48mm, honeycomb
    FLUSH DOOR 800 x 2100            2       NOS      200.00
    """
    )
    assert column(invoice, "thickness_mm") == [43, 48]
    assert column(invoice, "door_core") == ["solid_timber", "honeycomb"]
    assert column(invoice, "edging") == ["abs_edging", None]


def test_a_box_of_notes_beside_the_table_is_no_items_remark() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description              Qty    Unit     Amount     NOTES
                                                             Please check all
                                                             sizes on site.
    1    FLUSH DOOR 900 x 2100    4      NOS      400.00     Colour may differ
         LAMINATE 6S-A057                                    from the sample.
    2    FLUSH DOOR 800 x 2100    2      NOS      200.00
    """
    )
    assert column(invoice, "remark") == [None, None]
    assert column(invoice, "laminate_code") == ["6S-A057", None]


def test_a_blank_line_inside_an_item_gives_its_rest_to_no_other() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                     Qty   Amount (RM)
    1    LAMINATED DOOR 900 x 2100mm     2     900.00
         Thickness: 43mm


         Laminate: 6S-A101

    2    LAMINATED DOOR 800 x 2100mm     4     1,700.00


         Laminate: 6S-B202
         Door Type: double leaf

    3    LAMINATED DOOR 700 x 2100mm     1     300.00
    """
    )
    assert column(invoice, "laminate_code") == ["6S-A101", "6S-B202", None]
    assert column(invoice, "door_type") == [None, "D/L", None]


def test_an_item_whose_count_was_not_read_is_no_part_of_the_one_above() -> None:
    invoice = invoice_in(
        TOP
        + """
    Description             Size             Core             Qty
    LAMINATED DOOR          900 x 2100mm     Honeycomb        2
    Thickness: 43mm

    LAMINATED DOOR          800 x 2100mm     Tubular
    Thickness: 44mm

    LAMINATED DOOR          700 x 2100mm     Honeycomb        1
    Thickness: 45mm
    """
    )
    assert column(invoice, "width_mm") == [900, 800, 700]
    assert column(invoice, "quantity") == [2, None, 1]


def test_items_do_not_end_with_their_own_numbers() -> None:
    page = page_of(
        """
    A.  Door          8    Pcs    900.00

    Type: single leaf
    B.  Door          2    Pcs    500.00

    Type: double leaf
    C.  Transport     1    Lot    100.00
    """
    )
    lines = sheet_of(page).lines
    cells = [{"number": [line.ink[0]]} if line.text[1] == "." else {"description": list(line.ink)} for line in lines]
    assert row_starts(lines, cells, sheet_of(page)) == [0, 2, 4]


def test_a_drawn_row_is_one_item_however_a_scan_tears_the_cells_that_stand_in_its_middle() -> None:
    rule = "    ------------------------------------------------------------------------------------\n"
    lines = [
        "    DOOR SCHEDULE\n",
        "    No   Location    Description     Door Core    Width   Height   Qty   Unit   Amount\n",
        "                     LAMINATED       METAL\n"
        "                                                  915     2260     6     UNIT   1,908.00\n"
        "    2    BATH 2      DOOR            SKELETON\n",
        "         PRAYER                      SOLID\n"
        "                     HPL DOOR                     815     2134     1     UNIT     520.40\n"
        "    3    ROOM                        TIMBER\n",
        "    FRAME SCHEDULE\n",
        "    No   Location    Description     Rebate       Width   Height   Qty   Unit   Amount\n",
        "                     LAMINATED DOOR\n"
        "    4                                40MM         820     2428     8     UNIT   1,680.00\n"
        "                     FRAME\n",
        "    No   Sundries                                                  Qty   Unit   Amount\n",
        "    5    TRANSPORT TO SITE                                         1     TRIP     180.00\n",
    ]
    drawing = rule.join(["", *lines, ""]).replace("FRAME\n" + rule, "FRAME\n" + rule + rule)
    invoice = invoice_in(TOP + drawing, confidence=0.97)
    assert column(invoice, "kind") == ["door", "door", "frame", "other"]
    assert column(invoice, "quantity") == [6, 1, 8, 1]
    assert column(invoice, "location") == ["BATH 2", "PRAYER ROOM", None, None]
    assert column(invoice, "door_core") == ["metal_skeleton", "solid_timber", None, None]


def test_a_drawn_row_is_one_item_though_its_doors_go_by_marks_and_no_number_is_there() -> None:
    rule = "    --------------------------------------------------------------------------\n"
    lines = [
        "    Door Mark   Location    Width   Height   Door Core     Design      Qty   Unit\n",
        "    D-01        STORE       915     2260     METAL         PLAIN       6     SET\n"
        "                                             SKELETON\n",
        "                GENERAL                      METAL\n\n"
        "    D-02                    815     2134                   MODENA      12    SET\n\n"
        "                OFFICE                       SKELETON\n",
    ]
    invoice = invoice_in(TOP + rule.join(["", *lines, ""]), confidence=0.97)
    assert column(invoice, "location") == ["STORE", "GENERAL OFFICE"]
    assert column(invoice, "door_core") == ["metal_skeleton"] * 2
    assert column(invoice, "quantity") == [6, 12]


def test_on_ruled_paper_an_item_begins_at_its_number_and_what_a_page_brings_forward_is_none() -> None:
    rule = "    ----------------------------------------------------------------\n"
    lines = [
        "    No   Keterangan                         Kuantiti       Jumlah\n",
        "         B/F DARI MUKA SEBELUM                            9,069.00\n",
        "    8    PINTU 3 kaki x 7 kaki,             1 KEPING       320.00\n",
        "\n         37MM, NO EDGING\n",
        "    9    BINGKAI 3 kaki x 8 kaki, REBATE    4 SET          729.60\n",
        "\n         40MM, PROFILE CH2\n",
        "    10   UPAH PASANG PINTU                  1 LOT          900.00\n",
    ]
    invoice = invoice_in(TOP + rule.join(["", *lines, ""]))
    assert column(invoice, "kind") == ["door", "frame", "other"]
    assert column(invoice, "edging") == ["no_edging", None, None]
    assert column(invoice, "rebate_mm") == [None, 40, None]


def test_the_rest_of_a_heading_above_the_first_item_does_not_move_what_the_items_say() -> None:
    """Text below an item's own line stays with it, though figures' titles or a ruled-off line stand over the first."""
    rule = "    -------------------------------------------\n"
    items = (
        "    1    FLUSH DOOR              4       100.00\n"
        + f"{rule}         Size 900 x 2100, honeycomb core,\n         location: Pantry\n{rule}"
        + "    2    FLUSH DOOR              2       150.00\n"
        + f"{rule}         Size 800 x 2000, solid timber,\n         location: Store\n{rule}"
        + "    3    TRANSPORT TO SITE       1       150.00\n"
    )
    for above in ("                                 Ords    Sell\n", f"         of every kind\n{rule}"):
        sheet = sheet_of(page_of(above + items))
        cells = [
            {"number": [line.ink[0]]} if line.text[0].isdigit() else {"description": list(line.ink)}
            for line in sheet.lines
        ]
        cells[0] = {"quantity": list(sheet.lines[0].ink)} if "Ords" in above else cells[0]
        assert row_starts(sheet.lines, cells, sheet) == [0, 4, 7]


@pytest.mark.parametrize("below", ["", "   ¦----------------------------------------------------------------------¦\n"])
def test_a_note_over_the_whole_width_is_the_item_s_above_it_though_the_rule_below_it_is_not_seen(below: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
   ¦----------------------------------------------------------------------¦
   ¦ No  ¦ Item                 ¦ Location      ¦ Size          ¦ Qty      ¦
   ¦----------------------------------------------------------------------¦
   ¦ 1   ¦ Flush door           ¦ Pantry        ¦ 685 x 1985    ¦ 9 pcs    ¦
   ¦----------------------------------------------------------------------¦
   ¦       Remark: Hinge on right hand side of leaf                       ¦
{below}   ¦ 2   ¦ Door frame           ¦ Staircase     ¦ 990 x 2190    ¦ 7 pcs    ¦
   ¦----------------------------------------------------------------------¦
   ¦ 3   ¦ Flush door           ¦ Store         ¦ 780 x 2100    ¦ 8 pcs    ¦
   ¦----------------------------------------------------------------------¦
    """
    )
    assert column(invoice, "remark") == ["Hinge on right hand side of leaf", None, None]
    assert column(invoice, "kind") == ["door", "frame", "door"]
    assert column(invoice, "quantity") == [9, 7, 8]
