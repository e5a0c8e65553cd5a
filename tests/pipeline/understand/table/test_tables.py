"""Every line item counts: rows are found whole, and what is no item stays off."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, value, values


def test_a_row_takes_all_its_lines() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                              Qty    Unit   U/Price     Amount
    1    FLUSH DOOR 43MM X 3FT X 7FT              4      NOS     320.00    1,280.00
         LAMINATE 6S-A057, HONEYCOMB, S/L
    2    DOOR FRAME 900 x 2100, LAMINATE 6S-145   2      SETS    150.00      300.00
         WIDTH 130~150MM, REBATED 49MM
    3    TRANSPORT TO SITE                        1      TRIP    100.00      100.00
                                                  Total                    1,680.00
    """
    )
    assert column(invoice, "kind") == ["door", "frame", "other"]
    assert column(invoice, "quantity") == [4, 2, 1]
    assert column(invoice, "unit") == ["NOS", "SETS", "TRIP"]
    assert column(invoice, "amount") == ["1280.00", "300.00", "100.00"]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-145", None]
    assert values(invoice.items[0], "thickness_mm", "width_mm", "height_mm") == (43, 915, 2135)
    assert values(invoice.items[1], "frame_width", "rebate_mm") == ("130~150MM", 49)


def test_columns_are_known_by_what_their_titles_mean() -> None:
    invoice = invoice_in(
        TOP
        + """
    Bil   Keterangan            Lebar (mm)   Tinggi (mm)   Kuantiti   Harga Seunit   Jumlah (RM)
    1     Pintu Laminate        900          2100          2          100.00         200.00
    2     Bingkai Pintu         915          2135          1          50.00          50.00
    Jumlah Besar                                                                     250.00
    """
    )
    assert column(invoice, "kind") == ["door", "frame"]
    assert column(invoice, "width_mm") == [900, 915]
    assert column(invoice, "height_mm") == [2100, 2135]
    assert column(invoice, "unit_price") == ["100.00", "50.00"]


def test_the_order_of_columns_does_not_matter() -> None:
    invoice = invoice_in(
        TOP
        + """
    Qty   Unit   Laminate   Door Size       Description          Amount
    2     NOS    6S-A057    900 x 2100      LAMINATED DOOR       200.00
    3     SET    6S-145     915 x 2135      LAMINATED FRAME      150.00
    """
    )
    assert column(invoice, "quantity") == [2, 3]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-145"]
    assert column(invoice, "width_mm") == [900, 915]


def test_goods_that_are_neither_door_nor_frame_carry_no_size() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item   Description                          Door Size        Laminate    Qty
    1      LAMINATED DOOR                       900 x 2100       6S-A057     2
    2      HINGES 4" x 3"                       -                -           12
    3      SKIRTING 100MM                       -                -           8
    """
    )
    assert column(invoice, "kind") == ["door", "other", "other"]
    assert column(invoice, "width_mm") == [900, None, None]


@pytest.mark.parametrize(
    "accessory", ["C/W LOCKSET AND HINGES", "C/W DOOR CLOSER", "WITH HANDLE", "COMPLETE WITH FRAME"]
)
def test_accessories_do_not_make_a_door_something_else(accessory: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    No   Description                                    Qty    Amount
    1    FLUSH DOOR 3FT X 7FT {accessory:<26}   4      1,280.00
    """
    )
    assert column(invoice, "kind") == ["door"]
    assert column(invoice, "width_mm") == [915]


@pytest.mark.parametrize(
    "title",
    [
        "LOCKSET FOR DOOR",
        "DOOR CLOSER",
        "DOOR STOPPER",
        "ENGSEL PINTU",
        "UPAH PASANG PINTU",
        "FRAME SEAL",
        "GETAH BINGKAI",
    ],
)
def test_hardware_and_labour_for_doors_are_no_doors(title: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    No   Description                                    Qty    Amount
    1    {title:<46} 4      1,280.00
    2    FLUSH DOOR 3FT X 7FT                           1      100.00
    """
    )
    assert column(invoice, "kind") == ["other", "door"]


def test_sums_and_repeated_headings_are_no_items() -> None:
    """Two pages; the head of the table stands on both, and a sum is carried over."""
    heading = "    No   Description                       Qty   U/Price    Amount\n"
    first = (
        TOP
        + heading
        + """
    1    DOOR 3' X 7'                      1     100.00     100.00
    2    DOOR 2'8" X 7'                    2     75.00      150.00
         C/F                                                250.00
    """.removeprefix("\n")
    )
    second = (
        heading
        + """
         B/F                                                250.00
    3    FRAME 3' X 7'                     1     90.00      90.00
         Grand Total                                        340.00
    """.removeprefix("\n")
    )
    invoice = invoice_in(first, second)
    assert column(invoice, "quantity") == [1, 2, 1]
    assert value(invoice, "total") == "340.00"


def test_the_last_line_of_an_item_is_no_name_of_the_table_below_it() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item        Frame size     Frame width   Qty   Unit   Amount
    Door        950 x 2150     120~140MM     3     NOS    300.00
    frame


    Item                                     Qty   Unit   Amount
    Transport                                1     TRIP   90.00
    """
    )
    assert column(invoice, "kind") == ["frame", "other"]
    assert column(invoice, "frame_width") == ["120~140MM", None]


def test_a_table_goes_on_over_the_page_without_its_heading() -> None:
    first = (
        TOP
        + """
    No   Description                       Qty   U/Price    Amount
    1    DOOR 3' X 7'                      1     100.00     100.00
    2    DOOR 2'8" X 7'                    2     75.00      150.00
    """
    )
    second = """
    3    FRAME 3' X 7'                     1     90.00      90.00
    4    TRANSPORT                         1     50.00      50.00
         Total                                              390.00
    """
    invoice = invoice_in(first, second)
    assert column(invoice, "kind") == ["door", "door", "frame", "other"]
    assert [item.page for item in invoice.items] == [1, 1, 2, 2]


def test_a_count_beside_the_total_makes_it_no_item() -> None:
    invoice = invoice_in(
        TOP
        + """
    Description                              Qty    Amount
    FLUSH DOOR 43MM X 3FT X 7FT              6      900.00

    Total                                    6      900.00
    """
    )
    assert column(invoice, "quantity") == [6]
    assert value(invoice, "total") == "900.00"


def test_drawn_rules_part_columns_that_stand_close() -> None:
    invoice = invoice_in(
        TOP
        + """
    ----------------------------------------------------
    ¦No¦Description                  ¦ Qty ¦ Amount   ¦
    ----------------------------------------------------
    ¦1 ¦FLUSH DOOR 900 x 2100 S/L    ¦ 4   ¦ 1,280.00 ¦
    ----------------------------------------------------
    ¦2 ¦DOOR FRAME 900 x 2100        ¦ 2   ¦ 300.00   ¦
    ----------------------------------------------------
    """
    )
    assert column(invoice, "quantity") == [4, 2]
    assert column(invoice, "amount") == ["1280.00", "300.00"]


def test_what_stands_below_the_last_rule_of_a_table_is_no_rest_of_its_last_row() -> None:
    invoice = invoice_in(
        TOP
        + """
    Line   Location   Leaf   Width   Height   Qty
    ----------------------------------------------
    1      Lobby      S/L    915     2135     10
    ----------------------------------------------
    2      Office     D/L    1830    2135     4
    ----------------------------------------------
           Checked in the presence of the driver
    """
    )
    assert column(invoice, "location") == ["Lobby", "Office"]


def test_a_column_with_an_unknown_title_is_shown_to_a_person() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description              Zirkonia   Qty   Amount
    1    DOOR 3' X 7'             blue       1     100.00
    """
    )
    words = invoice.items[0].other_words
    assert words
    assert "blue" in str(words.value)
    assert words.doubts


def test_on_which_pallet_goods_come_is_asked_of_nobody() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description     Size          Qty   Pallet
    1    FLUSH DOOR      900 x 2100    4     P1
    2    FLUSH DOOR      800 x 2100    2     P2
    """
    )
    assert column(invoice, "other_words") == ["Pallet: P1", "Pallet: P2"]
    assert not any(item.other_words.doubts for item in invoice.items if item.other_words)


def test_what_stands_in_brackets_behind_a_code_in_its_column_is_no_part_of_it() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description        Laminate             Size            Qty
    1    FLUSH DOOR         6S-A057 (TOILET)     900 x 2100      2
    2    FLUSH DOOR         6S-145 (ZIRCON)      900 x 2100      2
    """
    )
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-145"]
    assert column(invoice, "location") == ["TOILET", None]
    assert column(invoice, "other_words") == [None, "(ZIRCON)"]


def test_articles_are_described_where_nothing_else_describes_them() -> None:
    invoice = invoice_in(
        TOP
        + """
    Pos   Article                                      Dimensions    Qty
    1     Single leaf door                             900 (W)       2
          Laminate 6S-A057 · metal skeleton core       2100 (H)
                                                       43 (T)
    """
    )
    assert values(invoice.items[0], "laminate_code", "door_core", "door_type", "thickness_mm") == (
        "6S-A057", "metal_skeleton", "S/L", 43,
    )  # fmt: skip
    coded = invoice_in(
        TOP
        + """
    Article    Description                      Size            Qty
    FD-100     Flush door, honeycomb            900 x 2100      2
    """
    )
    assert values(coded.items[0], "description", "other_words") == ("Flush door, honeycomb", None)


def test_a_running_number_without_a_title_is_no_count() -> None:
    invoice = invoice_in(
        TOP
        + """
    Quantity           Particulars          Size           Rate      Total RM
    1.   11   UNIT     Laminated Door       800 x 2100     529.90    5,828.90
    2.   4    SET      Laminated Door       900 x 2100     100.00      400.00
    """
    )
    assert column(invoice, "quantity") == [11, 4]


def test_an_articles_number_is_no_part_of_its_name() -> None:
    drawing = """
    Sr        Item No.     Item Description                                 Qty     Amount
    1         FG-100214    HPL FLUSH DOOR, SINGLE LEAF                      14      1,400.00
                           43 x 915 x 2135 mm (T x W x H), Lam. LK-4471
    2         FR-200118    WRAPPED DOOR FRAME                               20      2,000.00
                           Frame size 985 x 2170 mm (W x H), Lam. LK-4471
    """
    invoice = invoice_in(TOP + drawing)
    assert column(invoice, "other_words") == [None, None]
    assert column(invoice, "laminate_code") == ["LK-4471", "LK-4471"]
    assert column(invoice, "height_mm") == [2135, 2170]


def test_rows_above_the_next_table_s_heading_go_on_with_the_table_on_the_page_before() -> None:
    invoice = invoice_in(
        """
    # SENDORA GROUP SDN BHD
                                  INVOICE
    Bill To : TIMUR CONTOH BUILDERS SDN BHD          Invoice No : KDI-2507-003

    Location        Width    Height   Core         Qty    Total (RM)
    STORE ROOM      900      2100     HONEYCOMB    4      400.00
    BEDROOM 2       800      2100     HONEYCOMB    2      200.00
    """,
        """
    YARD            750      2100     HONEYCOMB    3      300.00
    SURAU           860      2100     HONEYCOMB    1      100.00
    2.0 FRAMES
    Location        Width    Height   Rebate       Qty
    STORE ROOM      900      2100     42mm         4
    """,
    )
    assert column(invoice, "location") == ["STORE ROOM", "BEDROOM 2", "YARD", "SURAU", "STORE ROOM"]
    assert column(invoice, "quantity") == [4, 2, 3, 1, 4]


def test_item_heads_the_goods_where_they_stand_under_it() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item                              Location       Spec.        Qty   Unit   Amount
    Laminated door 830 x 2080 mm      Dormitory A    Honeycomb    11    pcs    3,542.00
    Laminated door 730 x 2080 mm      Sick bay       Tubular      5     pcs    1,735.00
                                                     Total                     5,277.00
    """
    )
    assert column(invoice, "location") == ["Dormitory A", "Sick bay"]
    assert column(invoice, "door_core") == ["honeycomb", "solid_tubular"]
    assert column(invoice, "width_mm") == [830, 730]


def test_text_above_the_figures_of_a_page_s_first_item_is_its_own_where_they_stand_in_the_middle() -> None:
    heading = "    No   Description                       Qty   U/Price    Amount\n"
    rule = "    ----------------------------------------------------------------\n"
    first = f"""{TOP}{heading}{rule}
         FLUSH DOOR
    1    900 x 2100                        4     100.00     400.00
         honeycomb core
    {rule.strip()}
    2    LEVER LOCKSET                     6     50.00      300.00
    {rule.strip()}
    """
    second = f"""{heading}{rule}
         FLUSH DOOR
    3    800 x 2000                        2     75.00      150.00
         solid timber core
    {rule.strip()}
    """
    invoice = invoice_in(first, second)
    assert column(invoice, "kind") == ["door", "other", "door"]
    assert column(invoice, "quantity") == [4, 6, 2]
    assert column(invoice, "width_mm") == [900, None, 800]


def test_item_heads_the_goods_where_their_details_are_stacked_beside_them() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item                   Size              Details            Quantity   Amount
    LOCATION : STUDY
    Laminate Door Leaf     830 x 2080 mm     41mm thick         11 leaf    3,542.00
                                             Honeycomb
                                             Lock hole: KNOB
    Wrapped Frame          930 x 2130 mm     Rebate 42mm        5 set      735.00
                                             Profile QX4
    OTHER CHARGES
    Transport to site                                           1 trip     200.00
                                             Total                         4,477.00
    """
    )
    assert column(invoice, "kind") == ["door", "frame", "other"]
    assert column(invoice, "location") == ["STUDY", "STUDY", None]
    assert not any(item.kind.doubts for item in invoice.items)
