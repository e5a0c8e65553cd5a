"""A table ends where its goods end, and a section's sum is no end of them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, value, values


def test_notes_that_are_numbered_anew_below_counted_goods_are_no_goods() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item   Description                                                     Quantity
    1      Laminated door, 0.81m x 2.03m, design VD-310                    25 pcs
    2      Stainless steel hinge                                           24 pcs
    1.     Delivery Date: 04-11-2026. Please call our site supervisor.
    2.     Payment: 60 days from the date of invoice.
    """
    )
    assert [values(item, "kind", "quantity") for item in invoice.items] == [("door", 25), ("other", 24)]
    assert values(invoice, "delivery_date") == ("2026-11-04",)


def test_a_line_that_runs_from_the_margin_into_the_descriptions_is_no_rest_of_the_last_item() -> None:
    invoice = invoice_in(
        TOP
        + """
    Bil      Description                       Qty   Price    Amount
    1        Flush door 900 x 2100             2     50.00    100.00
             Remark: site fix
    2        Flush door 800 x 2100             2     50.00    100.00
             Remark: site fix

    Last delivery on Tuesday by lorry 3, twelve doors returned
                                               Total          200.00
    """
    )
    assert [values(item, "remark") for item in invoice.items] == [("site fix",)] * 2


def test_what_a_frame_s_rebate_measures_is_no_discount() -> None:
    invoice = invoice_in(
        TOP
        + """
    Product         Description               Qty   UoM   Price     Amount
    Door frame      910mm x 2110mm            2     pc    124.50    249.00
                    rebate depth 52mm
                    inside
    Jamb            710mm x 2110mm            1     pc    100.00    100.00
                                              Total                 349.00
    """
    )
    assert [values(item, "kind", "rebate_mm") for item in invoice.items] == [("frame", 52), ("frame", None)]


@pytest.mark.parametrize(
    "name", ["Sub-total", "Section total", "Total for Section A", "TOTAL (A)", "Jumlah Bahagian A"]
)
@pytest.mark.parametrize("place", [5, 42])
def test_goods_go_on_below_the_sum_of_a_section(name: str, place: int) -> None:
    sums = [f"{'':{place}}{name}".ljust(60) + amount for amount in ("1380.00", " 400.00")]
    drawing = f"""
No   Description                          Qty   Unit Price   Amount

A. DOORS
1    Laminated door 900 x 2100 x 43mm     2     345.00       690.00
2    Laminated door 800 x 2100 x 43mm     2     345.00       690.00
{sums[0]}
B. FRAMES
3    Door frame 900 x 2100                3     100.00       300.00
4    Door frame 800 x 2100                1     100.00       100.00
{sums[1]}
                                          GRAND TOTAL       1780.00
"""
    invoice = invoice_in(dedent(TOP) + drawing)
    assert [values(item, "kind", "quantity", "amount") for item in invoice.items] == [
        ("door", 2, "690.00"), ("door", 2, "690.00"), ("frame", 3, "300.00"), ("frame", 1, "100.00"),
    ]  # fmt: skip
    assert values(invoice, "sub_total", "total") == (None, "1780.00")
    assert invoice.total is not None
    assert not invoice.total.doubts


def test_the_sum_of_a_section_is_no_item_where_no_column_describes_goods() -> None:
    invoice = invoice_in(
        TOP
        + """
    A. DOORS
    Ref   Location    Size         Laminate   Leaf   Qty   Unit RM   Total RM
    A1    Bedroom 2   900 x 2100   9M-661     S/L    9     455.00    4,095.00
                                                     All these RM    4,095.00
"""
    )
    assert [values(item, "kind", "quantity", "location") for item in invoice.items] == [("door", 9, "Bedroom 2")]


def test_notes_beside_a_sum_are_no_part_of_the_last_item() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                          Qty   Unit Price   Amount
    1    Laminated door 900 x 2100 x 43mm     2     345.00       690.00
         Location: Store
    Notes: 1. Goods sold are final.           Sub Total          690.00
    2. Cheques payable to the company.
                                              TOTAL              690.00
"""
    )
    assert [values(item, "quantity", "location", "remark") for item in invoice.items] == [(2, "Store", None)]
    assert values(invoice, "total") == ("690.00",)


def test_a_page_with_nothing_but_the_rest_of_an_item_ends_at_a_wide_gap_as_well() -> None:
    heading = "    No   Qty   Unit   Description\n"
    first = TOP + heading + "    1    2     pcs    Laminated door 900 x 2100 x 43mm\n"
    rest = "                      Edging: ABS\n                      Remark: urgent\n"
    (item,) = invoice_in(first, heading + rest + "\n\n\n    Pickings of laminated doors stay here.\n").items
    assert values(item, "quantity", "edging", "remark") == (2, "abs_edging", "urgent")


def test_a_fact_of_the_document_below_the_last_item_is_no_part_of_its_remark() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                          Qty   Unit Price   Amount
    1    Laminated door 900 x 2100 x 43mm     2     345.00       690.00
         Remark: match sample
    Driver : lorry 1188
"""
    )
    assert [values(item, "quantity", "remark") for item in invoice.items] == [(2, "match sample")]


def test_a_sentence_that_begins_under_the_counts_and_runs_on_is_no_row_s_rest() -> None:
    invoice = invoice_in(
        TOP
        + """
    QTY UOM   SIZE            PARTICULARS
    15 NOS    900 x 2100      FLUSH DOOR 43MM HONEYCOMB
    1 TRIP                    LORRY CHARGES

    OUR STOREMAN WAITS UNTIL FIVE OCLOCK
    """
    )
    assert column(invoice, "unit") == ["NOS", "TRIP"]
    wrapped = """
    NO   PARTICULARS              SIZE         QTY
    1    FLUSH DOOR               900 x 2100   2
    laminate 6S-A057 with honeycomb core
    2    FLUSH DOOR               800 x 2100   3
    laminate 6S-A058 with honeycomb core
    """
    assert column(invoice_in(TOP + wrapped), "laminate_code") == ["6S-A057", "6S-A058"]


def test_a_frame_s_rebate_in_a_line_of_its_own_is_no_discount() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Item         Size         Frame width / rebate / profile   Qty
    1    DOOR FRAME   926 x 2040   100~130MM,                       8
                                   rebate 42mm, P2
    2    DOOR FRAME   838 x 2135   130~150MM                        3
    """
    )
    assert [values(item, "frame_width", "rebate_mm", "frame_profile") for item in invoice.items] == [
        ("100~130MM", 42, "P2"),
        ("130~150MM", None, None),
    ]


def test_that_the_page_goes_on_is_said_of_no_item() -> None:
    heading = "    No   Description                          Qty   Unit\n"
    invoice = invoice_in(
        TOP
        + heading
        + "    1    Laminated door 900 x 2100 x 43mm     2     NOS\n\n"
        + " " * 38
        + "CONTINUE ON NEXT PAGE\n",
        heading + "    2    Laminated door 800 x 2100 x 43mm     1     NOS\n",
    )
    assert [values(item, "quantity", "unit") for item in invoice.items] == [(2, "NOS"), (1, "NOS")]


def test_a_request_between_two_items_ends_no_table() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                     Qty    Unit
    1    Laminated door 900 x 2100       2      nos
    ** Please confirm colour before production **
    2    Laminated door 800 x 2100       3      nos
    Please confirm by return email.
    """
    )
    assert [values(item, "width_mm", "quantity", "remark") for item in invoice.items] == [
        (900, 2, None),
        (800, 3, None),
    ]  # fmt: skip


def test_numbered_terms_that_run_over_the_columns_are_no_words_of_the_last_item() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Item Code   Description                     Qty
    1    DR-1184     FLUSH DOOR 900 x 2100           4 NOS
    2    DR-1185     FLUSH DOOR 800 x 2100           2 NOS
                     LOC: STUDY

    1. Goods sold are neither returnable nor refundable once they have left our store.
    2. All cheques should be crossed and made payable to the company.
    """
    )
    assert column(invoice, "other_words") == [None, None]
    assert column(invoice, "location") == [None, "STUDY"]


def test_counted_goods_without_numbers_and_money_go_on_behind_a_section_s_sum() -> None:
    invoice = invoice_in(
        TOP
        + """
    Description                                        Quantity  Unit
    Site location: BLOCK A
    Door leaf 43 x 860 x 2090 mm, SL, HC               14        PCS
    Laminate code KR-7712, ABS Edging
    Sub-total BLOCK A                                  14
    Site location: BLOCK B
    Door leaf 43 x 860 x 2090 mm, SL, HC               9         PCS
    Laminate code KR-7712, ABS Edging
    Total pieces                                       23
    """
    )
    assert column(invoice, "quantity") == [14, 9]
    assert column(invoice, "location") == ["BLOCK A", "BLOCK B"]


def test_notes_below_a_schedule_without_rules_are_no_words_of_its_last_item() -> None:
    invoice = invoice_in(
        TOP
        + """
    Mark   Location    Width   Height   Leaf   Core        Remarks          Nos   Rate RM
    D01    DRY YARD    900     2100     S/L    HONEYCOMB                    4     395.00
    D02    STUDY       800     2100     S/L    HONEYCOMB   C/W PEEPHOLE     5     395.00
    NOTES:
    1. ALL DOORS: THICKNESS 40MM, EDGING NA LIPPING.
    2. VERIFY ALL DIMENSIONS ON SITE.
    """,
        confidence=0.97,
    )
    names = ("location", "width_mm", "thickness_mm", "edging", "remark", "other_words")
    assert [values(item, *names) for item in invoice.items] == [
        ("DRY YARD", 900, 40, "na_lipping", None, None),
        ("STUDY", 800, 40, "na_lipping", "C/W PEEPHOLE", None),
    ]


def test_the_last_item_goes_on_between_the_rules_of_an_order_pad() -> None:
    invoice = invoice_in(
        TOP
        + """
    --------------------------------------------------------------
    Bil   Ktt      Butir-butir                           Harga RM
    --------------------------------------------------------------
    1     3 NOS    FLUSH DOOR S/L 900 x 2100, T40MM,
    --------------------------------------------------------------
                   HONEYCOMB CORE, NO EDGING
    --------------------------------------------------------------
    2     2 NOS    FLUSH DOOR S/L 800 x 2100, T45MM,
    --------------------------------------------------------------
                   SOLID TUBULAR, ABS EDGING, OPEN HOLE MORTISE
    --------------------------------------------------------------
                   LOCK
    --------------------------------------------------------------
    """
    )
    names = ("thickness_mm", "door_core", "edging", "open_hole_type", "other_words")
    assert [values(item, *names) for item in invoice.items] == [
        (40, "honeycomb", "no_edging", None, None),
        (45, "solid_tubular", "abs_edging", "MORTISE LOCK", None),
    ]


def test_how_many_doors_and_frames_there_are_together_is_no_part_of_the_last_one() -> None:
    items = invoice_in(
        TOP
        + """
    No   Item           Qty   Unit   Laminate   Size (mm)
    1    Flush door     4     PCS    6S-A057    900 x 2100
    2    Door frame     1     SET    6S-A059    1600 x 2150

    Jumlah pintu      4 PCS      Jumlah bingkai      1 SET
    """
    ).items
    assert [values(item, "kind", "quantity", "laminate_code", "other_words") for item in items] == [
        ("door", 4, "6S-A057", None),
        ("frame", 1, "6S-A059", None),
    ]


def test_a_sum_above_a_page_s_first_item_ends_no_table_whatever_it_is_called() -> None:
    heading = "No   Description                                    Qty   Unit   Price     Amount"
    invoice = invoice_in(
        f"""{TOP}
    {heading}
    1    Flush door 900 x 2100, HONEYCOMB               2     SET    400.00    800.00
    2    Flush door 850 x 2100, HONEYCOMB               1     SET    300.00    300.00
    3    Flush door 750 x 2100, HONEYCOMB               1     SET    300.00    300.00
                                                        All on this page     1,400.00
    """,
        f"""{TOP}
    {heading}
                                                        All on those         1,400.00
    4    Flush door 800 x 2100, HONEYCOMB               1     SET    300.00    300.00
    5    Door frame 870 x 2150                          4     SET    100.00    400.00
                                                        Total     2,100.00
    """,
    )
    assert column(invoice, "width_mm") == [900, 850, 750, 800, 870]


@pytest.mark.parametrize(
    "name",
    [
        "TOTAL PACKAGES LOADED", "JUMLAH BUNGKUSAN", "Total pcs", "Total Cartons", "Jumlah bungkusan dimuat",
        "Total no. of pallets", "No. of packages",
    ],
)  # fmt: skip
def test_how_many_packages_a_lorry_carries_is_no_part_of_the_last_line_s_count(name: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    NO.  DESCRIPTION OF GOODS                            QTY  UNIT
     1.  FLUSH DOOR                                        7  LEAF
         SIZE 880 X 2110 MM
     2.  DOOR FRAME                                        4  SET
         FRAME SIZE 960 X 2160 MM

         {name:47s}  11
    """
    )
    assert [values(item, "kind", "quantity", "other_words") for item in invoice.items] == [
        ("door", 7, None),
        ("frame", 4, None),
    ]


@pytest.mark.parametrize("name", ["A + B", "(A) + (B)", "A+B", "I + II"])
def test_the_letters_of_all_sections_added_are_a_sum_and_no_line(name: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    A. DOORS
    Ref   Item                   Size          Qty      Rate      RM
    A1    FLUSH DOOR             900 x 2100    2 pcs    300.00    600.00

    B. ACCESSORIES
    Ref   Item                                 Qty      Rate      RM
    B1    Door closer                          3 unit   100.00    300.00
                                               {name:17s}  900.00
                                               SST 8%              72.00
                                               TOTAL RM           972.00
    """
    )
    assert column(invoice, "quantity") == [2, 3]
    assert value(invoice, "total") == "972.00"
    assert not invoice.doubts
