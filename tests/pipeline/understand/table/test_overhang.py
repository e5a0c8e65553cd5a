"""Lines that begin under the code and run on over the descriptions are text of their item, as line printers set it."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, values

SPACED = """
    NO   STOCK CODE   DESCRIPTION               QTY   UOM    PRICE      AMOUNT
    1    FRM.5595     TIMBER DOOR FRAME         10    SET    119.00     1,190.00
         FRAME SIZE 800 x 2100 / JAMB 150~175MM / INNER FRAME
         ROOM: T-03

    2    ACC.8772     LORRY TRANSPORT TO SITE   2     TRIP   260.00     520.00

    3    DRL.6124     LAMINATED DOOR            8     SET    424.70     3,397.60
         SIZE 900 x 2100 / 48MM THK / LAMINATE CODE D-9203 / S/L /
         Solid Timber Core
         ABS Edging

    4    DRL.5136     LAMINATED DOOR            5     SET    424.70     2,123.50
         SIZE 800 x 2100 / 48MM THK / LAMINATE CODE D-7985 / Honeycomb

                                                       Total            7,231.10
"""
CLOSE = """
    NO   STOCK CODE   DESCRIPTION               QTY   UOM    PRICE      AMOUNT
    1    FRM.5595     TIMBER DOOR FRAME         10    SET    119.00     1,190.00
         FRAME SIZE 800 x 2100 / JAMB 150~175MM / INNER FRAME
    2    DRL.6124     LAMINATED DOOR            8     SET    424.70     3,397.60
         SIZE 900 x 2100 / 48MM THK / S/L / Solid Timber Core
"""
HEADED = """
    NO   STOCK CODE   DESCRIPTION               QTY   UOM    PRICE      AMOUNT
         43MM FLUSH DOOR, HONEYCOMB, ABS EDGING
    1    DRL.6123     900 x 2100                10    SET    119.00     1,190.00
    2    DRL.6124     800 x 2100                8     SET    424.70     3,397.60
         48MM FLUSH DOOR, SOLID TIMBER, NA LIPPING
    3    DRL.6125     700 x 2100                8     SET    424.70     3,397.60
"""


def test_such_lines_belong_to_the_item_above_them() -> None:
    invoice = invoice_in(TOP + SPACED)
    assert column(invoice, "kind") == ["frame", "other", "door", "door"]
    assert column(invoice, "location") == ["T-03", None, None, None]
    assert values(invoice.items[0], "width_mm", "frame_width", "inner_outer") == (800, "150~175MM", "inner")
    assert [values(item, "width_mm", "thickness_mm", "door_core", "edging") for item in invoice.items[2:]] == [
        (900, 48, "solid_timber", "abs_edging"),
        (800, 48, "honeycomb", None),
    ]


def test_without_room_between_items_it_is_the_sizes_that_tell() -> None:
    invoice = invoice_in(TOP + CLOSE)
    assert column(invoice, "width_mm") == [800, 900]
    assert column(invoice, "door_core") == [None, "solid_timber"]


def test_a_heading_of_the_items_below_it_stays_one() -> None:
    invoice = invoice_in(TOP + HEADED)
    assert column(invoice, "thickness_mm") == [43, 43, 48]
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb", "solid_timber"]


def test_sizes_tell_also_where_the_lines_stand_closer_to_the_item_below() -> None:
    invoice = invoice_in(
        TOP
        + """
    NO   STOCK CODE   DESCRIPTION               QTY   UOM    PRICE      AMOUNT
    1    LD5408       LAMINATED FLUSH DOOR      12    NOS    335.50     4,026.00

         Size: 926(W) x 2070(H) mm | Thk: 48mm | Core: HONEYCOMB | Lock Prep:
         MORTISE LOCK HOLE
    2    LD5724       INTERNAL DOOR             1     NOS    528.00     528.00

         Size: 800(W) x 2135(H) mm | Thk: 43mm | Core: SOLID TIMBER
    3    HW6871       DOOR CLOSER               1     UNIT   85.00      85.00
    """
    )
    assert column(invoice, "kind") == ["door", "door", "other"]
    assert column(invoice, "width_mm") == [926, 800, None]
    assert column(invoice, "thickness_mm") == [48, 43, None]


LISTED = """
    Item    Material   Description                                    Order qty   Net price   Net value
    Carried forward from previous page                                                        5,040.00
    00010   DR-2225    LAMINATED DOOR                                 6.00 UNIT   520.40      3,122.40
            Laminate code .. 5T-F175            Core .... Solid Tubular Core
            Door size ..... 950 x 2400 mm       Hole type ... Mortise
                            43 mm thk                         lock hole
    00020   FR-2279    WRAPPED FRAME                                  24.00 UNIT  210.00      5,040.00
            Laminate code ..5T-E348             Inner/Outer ... OUTER
            Rebate ........ 46MM                Profile ....... P1
    00030   HW-2003    TRANSPORT TO SITE                              1.00 TRIP   180.00      180.00
                                                                      Total                   13,382.40
"""


def test_labels_that_begin_there_in_two_lists_tell_it_whatever_titles_they_run_on_under() -> None:
    invoice = invoice_in(TOP + LISTED)
    assert column(invoice, "quantity") == [6, 24, 1]
    assert column(invoice, "laminate_code") == ["5T-F175", "5T-E348", None]
    assert values(invoice.items[0], "thickness_mm", "door_core") == (43, "solid_tubular")
    assert values(invoice.items[0], "open_hole_type", "width_mm") == ("Mortise lock hole", 950)
    assert values(invoice.items[1], "rebate_mm", "inner_outer", "frame_profile") == (46, "outer", "P1")
    wide = invoice_in(TOP + LISTED.replace("Laminate code ..", "Laminate ref code"))
    assert [str(text).split("\n")[0].split()[0] for text in column(wide, "description")] == [
        "LAMINATED", "WRAPPED", "TRANSPORT",
    ]  # fmt: skip


def test_so_do_those_of_an_only_item_of_one_that_goes_on_overleaf_and_under_the_descriptions_themselves() -> None:
    heading, *rows = LISTED.strip("\n").split("\n")
    only = invoice_in(TOP + "\n".join([heading, *rows[1:5]]))
    assert [values(item, "quantity", "door_core", "width_mm") for item in only.items] == [(6, "solid_tubular", 950)]
    overleaf = invoice_in(TOP + "\n".join([heading, *rows[1:6]]), "\n".join([heading, rows[0], *rows[6:8], *rows[1:5]]))
    assert column(overleaf, "quantity") == [6, 24, 6]
    assert values(overleaf.items[1], "rebate_mm", "inner_outer", "door_core") == (46, "outer", None)
    assert not overleaf.doubts
    plain = [line.replace("Material   ", "").replace("Net value", "Net value           ") for line in [heading, *rows]]
    plain = [line[:12] + line[23:] if line[12:15] in ("DR-", "FR-", "HW-") else line for line in plain]
    under = invoice_in(TOP + "\n".join(plain))
    assert column(under, "quantity") == [6, 24, 1]
    assert values(under.items[0], "door_core", "open_hole_type") == ("solid_tubular", "Mortise lock hole")


def test_an_item_whose_number_was_not_read_is_no_text_of_the_one_above_it() -> None:
    bare = [line[:82].rstrip() for line in LISTED.replace("00020", "     ").strip("\n").split("\n")]
    invoice = invoice_in(TOP + "\n".join([*bare[:1], *bare[2:-1]]), confidence=0.99)
    assert column(invoice, "quantity") == [6, 24, 1]


def test_a_word_that_ends_the_goods_name_on_the_next_line_hides_no_label() -> None:
    """Where a fax lost the leaders, labels stand apart from their values, under the code's title."""
    drawing = """
    Item    Material   Description                    Qty     Price       Value
    00010   30071225   LAMINATED DOOR, Single         6 EA    520.40      3,122.40
                       leaf
            Laminate         5T-F175
            Core construction .: Solid tubular core
            Lock hole .......: Lever lock hole
            Location         STORE 2
    00020   30071226   TRANSPORT TO SITE              1 LOT   180.00      180.00
    Carry over to page 2                                                  3,302.40
    """
    door, transport = invoice_in(TOP + drawing).items
    assert values(door, "door_type", "laminate_code", "door_core", "open_hole_type", "location") == (
        "S/L", "5T-F175", "solid_tubular", "Lever lock hole", "STORE 2",
    )  # fmt: skip
    assert values(transport, "kind", "quantity") == ("other", 1)


def test_a_unit_below_its_count_is_no_beginning_of_the_text_beside_it() -> None:
    invoice = invoice_in(
        TOP
        + """
    Qty    Description                                                     Rate      Total
    2      Flush door / Size: 37 x 900 x 2100mm / Laminate: 6S-A057 /      310.00    620.00
    NOS    Open hole: lever lock
    1      Flush door / Size: 43 x 800 x 2100mm / Laminate: 6S-A058 /      320.00    320.00
    NOS    Core: honeycomb
    """
    )
    assert column(invoice, "unit") == ["NOS", "NOS"]
    assert values(invoice.items[0], "open_hole_type", "other_words") == ("lever lock", None)


def test_labels_apart_below_an_item_run_on_under_its_measures_as_under_its_count() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description       Width mm     Height mm    Thick mm   Qty   Unit    Price     Amount
    1    FLUSH DOOR        860          2130         40         3     NOS     500.00    1,500.00
         Laminate: HX-4471   Type: DOUBLE LEAF   Core: METAL SKELETON   Design: RIA 3   Location: KLINIK UTAMA
    2    DOOR FRAME        920          2160                    7     SET     210.00    1,470.00
         Laminate: HX-4471   Rebated: 45MM   Inner/Outer: OUTER   Profile: K7   Location: KLINIK 2
    3    DELIVERY                                               1     TRIP    180.00    180.00
    """
    )
    door, frame, delivery = invoice.items
    assert values(door, "width_mm", "door_type", "door_core", "quantity") == (860, "D/L", "metal_skeleton", 3)
    assert values(door, "design_name", "location", "unit") == ("RIA 3", "KLINIK UTAMA", "NOS")
    assert values(frame, "width_mm", "rebate_mm", "inner_outer", "frame_profile") == (920, 45, "outer", "K7")
    assert column(invoice, "other_words") == [None, None, None]
    assert values(delivery, "kind", "quantity") == ("other", 1)


def test_so_do_the_labels_of_an_only_item() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description       Width mm     Height mm    Thick mm   Qty   Unit    Price     Amount
    1    FLUSH DOOR        860          2130         40         3     NOS     500.00    1,500.00
         Laminate: HX-4471   Type: DOUBLE LEAF   Core: METAL SKELETON   Design: RIA 3   Location: KLINIK UTAMA
    """
    )
    assert values(invoice.items[0], "width_mm", "door_type", "door_core") == (860, "D/L", "metal_skeleton")
    assert column(invoice, "other_words") == [None]
