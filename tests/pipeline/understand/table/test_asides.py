"""Specifications for all doors or frames above a table."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, values


def test_a_place_below_a_label_that_ends_its_line_heads_no_part_of_the_list() -> None:
    invoice = invoice_in(
        TOP
        + """
    Qty   Unit   Description                                    Price     Amount
    5     SET    1-leaf door, 700 x 2100, T bar, location:      815.50    4077.50
                 M. Bath
    2     SET    Flush door, 700 x 2100                         100.00    200.00
                                                 Total                    4277.50
    """
    )
    assert column(invoice, "location") == ["M. Bath", None]


def test_a_list_for_all_frames_follows_the_one_for_all_doors_under_a_bare_heading() -> None:
    invoice = invoice_in(
        """
    # PROFORMA INVOICE
    GENERAL SPECIFICATION - ALL DOORS
    a) Thickness : 35mm
    b) Lock Hole : CYLINDRICAL 65MM BACKSET
    ALL FRAMES
    a) Rebate : 42mm
    b) Profile : S1

    No.   Description                  Quantity    Price (RM)    Total (RM)
    1)    LAMINATED DOOR, 700 x 2150   1 pcs       528.00        528.00
    2)    DOOR FRAME, 1200 x 2440      15 pcs      112.00        1,680.00
    """
    )
    assert column(invoice, "open_hole_type") == ["CYLINDRICAL 65MM BACKSET", None]
    assert column(invoice, "thickness_mm") == [35, None]
    assert column(invoice, "rebate_mm") == [None, 42]
    assert column(invoice, "frame_profile") == [None, "S1"]


def test_a_line_between_two_labels_signs_is_no_remark_about_nothing() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                              Size            Qty
    1    Laminate Door                            900 x 2100      2 pcs
         Core = Honeycomb | Edging
         = NATURAL LIPPING | Lock Hole =
         CYLINDRICAL 70MM
         == SUPPLY ONLY ==
    """
    )
    assert column(invoice, "edging") == ["na_lipping"]
    assert column(invoice, "open_hole_type") == ["CYLINDRICAL 70MM"]
    assert column(invoice, "other_words") == [None]


def test_one_line_may_say_what_holds_for_all_doors_and_then_for_all_frames() -> None:
    invoice = invoice_in(
        TOP
        + """
    GENERAL SPECIFICATION All dimensions in mm. All doors: solid timber core. All frames: inner type, rebated 45mm.

    No   Description                              Size            Qty
    1    Laminate Door                            900 x 2100      2 pcs
    2    Door Frame                               900 x 2100      2 pcs
    """
    )
    assert column(invoice, "door_core") == ["solid_timber", None]
    assert column(invoice, "rebate_mm") == [None, 45]
    assert column(invoice, "inner_outer") == [None, "inner"]


def test_sentences_below_the_last_line_are_no_part_of_it() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                              Size            Qty
    1    Laminate Door                            900 x 2100      2 pcs
    2    Flush Door, honeycomb core, 35mm thick   900 x 2100      2 pcs
    3    Door Frame                               900 x 2100      2 pcs

    All doors 40mm thick, solid tubular core unless stated, ABS edging, laminate LX-6083.
    Frames rebated 45mm, width 125mm.
    """
    )
    assert column(invoice, "thickness_mm") == [40, 35, None]
    assert column(invoice, "door_core") == ["solid_tubular", "honeycomb", None]
    assert column(invoice, "edging") == ["abs_edging", "abs_edging", None]
    assert column(invoice, "laminate_code") == ["LX-6083", "LX-6083", None]
    assert column(invoice, "rebate_mm") == [None, None, 45]


def test_blocks_that_differ_are_asked_about() -> None:
    invoice = invoice_in(
        TOP
        + """
    All doors 40mm thick, laminate LX-6083.

    All doors laminate LX-7001, ABS edging.

    No   Description                              Size            Qty
    1    Laminate Door                            900 x 2100      2 pcs
    """
    )
    (door,) = invoice.items
    assert door.laminate_code is not None
    assert door.laminate_code.doubts
    assert door.thickness_mm is not None
    assert not door.thickness_mm.doubts


def test_a_parts_name_on_top_makes_no_heading_of_a_wrapped_place() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item   Description                                  Unit   Qty   Rate       Amount
    1.0    TIMBER DOORS
    A      Door, size 813 x 2200 mm; design LINEA 3;    No.    1     742.30     742.30
           location: Powder Room
    B      Door, size 1000 x 2150 mm; ABS edging;       No.    2     400.00     800.00
           location: Yard
    """
    )
    assert column(invoice, "location") == ["Powder Room", "Yard"]


def test_a_colon_behind_a_values_own_label_ends_no_blocks_label() -> None:
    def rebates(note: str) -> list[object]:
        invoice = invoice_in(
            TOP
            + f"""
    No   Description                                Qty       Price     Amount
    1    DOOR FRAME 900 x 2100, LAM. 6S-A105        3 sets    410.00     1,230.00
                                                    Total                1,230.00

    Notes
    ALL FRAMES - {note}
    """
        )
        return [column(invoice, name) for name in ("rebate_mm", "frame_profile")]

    assert rebates("Rebated: 38MM; Frame Profile: CH2") == [[38], ["CH2"]]
    assert rebates("Rebated 38MM; Frame Profile: CH2") == [[38], ["CH2"]]


def test_a_place_on_top_of_the_next_page_heads_the_goods_below_it_only_where_places_do() -> None:
    heading = "    Description                       Qty   Amount\n"
    goods = [
        "    DOOR 900 x 2100                   1     100.00\n",
        "    DOOR 800 x 2100                   2     150.00\n",
    ]
    places = ["    Room: Store\n", "    Room: Kitchen\n"]
    behind = invoice_in(TOP + heading + goods[0], heading + places[0] + goods[1] + places[1])
    assert column(behind, "location") == ["Store", "Kitchen"]
    before = invoice_in(TOP + heading + places[0] + goods[0], heading + places[1] + goods[1])
    assert column(before, "location") == ["Store", "Kitchen"]


def test_a_specification_wraps_where_its_next_word_would_not_fit_beside_the_cell_s_rule() -> None:
    invoice = invoice_in(
        TOP
        + """
    -------------------------------------------------------------------------
    ¦Item¦ Description                                    ¦ Unit ¦ Qty ¦
    -------------------------------------------------------------------------
    ¦    ¦ GENERAL SPECIFICATION: all doors - core        ¦      ¦     ¦
    ¦    ¦ Honeycomb; edging NA lipping.                  ¦      ¦     ¦
    ¦    ¦ LOCATION : GUEST ROOM                          ¦      ¦     ¦
    ¦ A  ¦ Single leaf flush door, size 900 x 2100mm      ¦ nos  ¦ 12  ¦
    ¦ B  ¦ Single leaf flush door, size 800 x 2100mm      ¦ nos  ¦ 1   ¦
    ¦    ¦ LOCATION : SURAU                               ¦      ¦     ¦
    ¦ C  ¦ Single leaf flush door, size 750 x 2100mm      ¦ nos  ¦ 8   ¦
    -------------------------------------------------------------------------
    """
    )
    assert [values(item, "location", "door_core", "edging") for item in invoice.items] == [
        ("GUEST ROOM", "honeycomb", "na_lipping"), ("GUEST ROOM", "honeycomb", "na_lipping"),
        ("SURAU", "honeycomb", "na_lipping"),
    ]  # fmt: skip


def test_a_place_beside_a_unit_is_that_of_the_item_above() -> None:
    invoice = invoice_in(
        TOP
        + """
    Qty    Description                                               Rate      Total
    2      Flush door, size 37 x 900 x 2100mm, laminate 6S-A057,     310.00    620.00
    NOS    Location: Bedroom 2
    1      Flush door, size 43 x 800 x 2100mm, laminate 6S-A058      320.00    320.00
    NOS
    """
    )
    assert column(invoice, "location") == ["Bedroom 2", None]
    assert column(invoice, "unit") == ["NOS", "NOS"]


def test_the_end_of_a_place_beside_labels_of_the_item_heads_no_part_of_the_list() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Location   Description                         Size            Qty   Unit   Amount
    1    LEVEL 3    Door                                1500 x 2100mm   2     nos    1,560.00
         LOBBY      Design: ALPA 3
    2    POWDER     Frame                               776 x 2080mm    1     set    176.00
         ROOM       Type: INNER; Remarks: DELIVER LOOSE
    3    STORE      Door                                800 x 2050mm    2     nos    1,560.00
    """
    )
    assert column(invoice, "location") == ["LEVEL 3 LOBBY", "POWDER ROOM", "STORE"]
    assert column(invoice, "inner_outer") == [None, "inner", None]
    assert column(invoice, "remark") == [None, "DELIVER LOOSE", None]


@pytest.mark.parametrize("slogan", ["Doors & Frames", "Pintu & Bingkai - Doors & Frames"])
def test_what_a_firm_makes_is_no_specification_and_its_address_no_place_of_doors(slogan: str) -> None:
    invoice = invoice_in(f"""
    # BUKIT CONTOH DOORS SDN BHD
    {slogan}
    Lot 5, Jalan Rekaan 2, 40200 Shah Alam
                                  CASH SALE
    Bill No : CS4711        Date : 12/08/2026

    1. Flush Door
       4' x 6'10", 43mm, D/L
       2 pcs x 475.00                                    950.00
    2. Flush Door
       3' x 6'10", 43mm, S/L
       1 pcs x 400.00                                    400.00
                                     TOTAL             1,350.00
    """)
    assert column(invoice, "location") == [None, None]


def test_a_place_between_marks_heads_the_items_below_it_until_others_are_headed() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                              Size            Qty
    ** LOCATION : TASKA **
    1    Laminate Door                            900 x 2100      2 pcs
    2    Flush Door                               800 x 2100      2 pcs
    ** LOCATION : BILIK KEBAL **
    3    Laminate Door                            750 x 2100      1 pcs
    ** GENERAL / OTHERS **
    4    Door Frame                               900 x 2100      2 pcs
    """
    )
    assert column(invoice, "location") == ["TASKA", "TASKA", "BILIK KEBAL", None]
    assert column(invoice, "other_words") == [None] * 4


def test_a_place_between_marks_that_were_read_as_other_signs_heads_its_items_too() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                              Size            Qty
    大★ LOKASI : TASKA ★大
    1    Laminate Door                            900 x 2100      2 pcs
    ** LOKASI : BILIK KEBAL **
    2    Laminate Door                            750 x 2100      1 pcs
    """,
        confidence=0.99,
    )
    assert column(invoice, "location") == ["TASKA", "BILIK KEBAL"]
