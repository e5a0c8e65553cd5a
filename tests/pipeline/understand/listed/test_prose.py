"""Items told in sentences."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import column, invoice_in, value

TOP = """
    # BUKIT CONTOH DOORS SDN BHD
                                  QUOTATION
    To : TIMUR CONTOH BUILDERS SDN BHD          Our Ref : SQ/2026/207

"""


def test_a_paragraph_for_each_item_and_a_sentence_for_all() -> None:
    invoice = invoice_in(
        TOP
        + """
    We are pleased to quote as follows. All doors are 43 mm thick with honeycomb
    core, ABS edging and laminate 6S-A088 unless stated otherwise.

    Eight (8) nos. single leaf doors, size 2'10" x 7'0", with lever lock hole,
    at RM 395.00 each. Location: Bedrooms.

    Two (2) nos. double leaf doors, size 5'0" x 7'0", solid tubular core, in
    laminate 6S-A120, at RM 1,020.00 each. Location: Main Entrance.

    Ten (10) sets door frames, size 2'10" x 7'0", profile CH2, at RM 165.00 per set.
    """
    )
    assert column(invoice, "kind") == ["door", "door", "frame"]
    assert column(invoice, "quantity") == [8, 2, 10]
    assert column(invoice, "width_mm") == [865, 1525, 865]
    assert column(invoice, "laminate_code") == ["6S-A088", "6S-A120", None]
    assert column(invoice, "door_core") == ["honeycomb", "solid_tubular", None]
    assert column(invoice, "thickness_mm") == [43, 43, None]
    assert column(invoice, "location") == ["Bedrooms", "Main Entrance", None]
    assert column(invoice, "unit_price") == ["395.00", "1020.00", "165.00"]


def test_several_items_in_one_paragraph() -> None:
    invoice = invoice_in(
        TOP
        + """
    Kindly supply the following: 6 nos. of single leaf door 900 x 2100 x 43mm in
    laminate 6S-A014 with honeycomb core for the bedrooms; 2 nos. of double leaf
    door 1800 x 2100 x 48mm in laminate 6S-A015 with solid timber core for the
    kitchen; and 3 nos. of single leaf door 750 x 2100 x 43mm in laminate 6S-A016
    with honeycomb core. All doors shall have NA lipping.
    """
    )
    assert column(invoice, "quantity") == [6, 2, 3]
    assert column(invoice, "width_mm") == [900, 1800, 750]
    assert column(invoice, "laminate_code") == ["6S-A014", "6S-A015", "6S-A016"]
    assert column(invoice, "door_core") == ["honeycomb", "solid_timber", "honeycomb"]
    assert column(invoice, "location") == ["bedrooms", "kitchen", None]
    assert column(invoice, "edging") == ["na_lipping"] * 3


def test_a_letter_that_counts_days_has_no_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    Our doors are delivered within fourteen (14) days. Prices hold for 30 days.
    """
    )
    assert invoice.items == ()


def test_goods_of_other_kinds_counted_in_figures_and_words_are_items() -> None:
    invoice = invoice_in(
        """
    PURCHASE ORDER FOR DOORS AND FRAMES

    Kindly make 16 (sixteen) nos of laminate door, each 1500mm by 2180mm and 48mm thick, with solid
    timber core. Both faces in laminate code MZ-A38.

    Also 9 (sembilan) set bingkai pintu, 972mm x 2128mm, rebate 42mm, laminate MZ-A20.

    Lastly, 3 (three) units of Hydraulic Door Closer 65KG.

    Tambahan: 1 (satu) trip Kos Pengangkutan Lori.

    Thank you.
    """
    )
    assert column(invoice, "kind") == ["door", "frame", "other", "other"]
    assert column(invoice, "quantity") == [16, 9, 3, 1]


def test_lines_below_an_item_say_more_of_it_though_they_stand_apart() -> None:
    invoice = invoice_in(
        """
    PURCHASE ORDER NO. TKH 1207

    - 5 NOS DOOR 3' X 7' 43MM S/L LAMINATE VJ 6102 SOLID TUBULAR

      ABS EDGING LEVER LOCK HOLE

    - 1 NO DOOR 6' X 8' 48MM D/L LAMINATE VJ 6140 SOLID TIMBER

      NA LIPPING DESIGN PANEL 6H

    - 5 SET FRAME 3'3" X 7'2" LAMINATE VJ 6102 WIDTH 140MM REBATED 49MM

      INNER

    Edging to match the laminate.

    Delivery date : 5 January 2026 SEND TO SHOP
    """
    )
    assert value(invoice, "delivery_date") == "2026-01-05"
    assert column(invoice, "edging") == ["abs_edging", "na_lipping", None]
    assert column(invoice, "open_hole_type") == ["LEVER LOCK HOLE", None, None]
    assert column(invoice, "design_name") == [None, "PANEL 6H", None]
    assert column(invoice, "inner_outer") == [None, None, "inner"]


def test_rooms_that_no_list_has_are_places_behind_what_the_doors_are_for() -> None:
    invoice = invoice_in(
        TOP
        + """
    1. Three (3) nos. single leaf doors for LINEN STORE, size 765mm x 2030mm, honeycomb core.

    2. Two (2) nos. single leaf doors for Level 3 nurse station, size 765mm x 2030mm, honeycomb core,
    mortise lock hole to be opened.

    3. 8 keping pintu sebelah untuk BILIK ASRAMA, saiz 720mm x 2080mm, berketebalan 37mm, lubang kunci
    jenis knob lock hole;

    4. Two (2) nos. single leaf doors for painting, size 765mm x 2030mm, honeycomb core.
    """
    )
    assert column(invoice, "location") == ["LINEN STORE", "Level 3 nurse station", "BILIK ASRAMA", None]
    assert column(invoice, "open_hole_type") == [None, "mortise lock hole", "knob lock hole", None]
    assert column(invoice, "thickness_mm") == [None, None, 37, None]


def test_a_mails_lines_that_count_other_things_are_items_and_a_louvres_size_is_no_count() -> None:
    invoice = invoice_in(
        """
    PURCHASE ORDER NO. TSR-0642

    6 pcs - 2'8" x 6'8", 37mm, laminate OK-3390, single leaf, HC core, ABS edging
    3 pcs - 2'4" x 6'8", 37mm, laminate OK-3390, single leaf, HC core. Remark: cut for
    louvre 300 x 300
    2 pcs - door closer, medium duty
    """
    )
    assert column(invoice, "quantity") == [6, 3, 2]
    assert column(invoice, "remark") == [None, "cut for louvre 300 x 300", None]
