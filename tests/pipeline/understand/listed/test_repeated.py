"""Items without a heading, known by what repeats."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import column, invoice_in, value

TOP = """
    # BUKIT CONTOH DOORS SDN BHD
                                  INVOICE
    Bill To : TIMUR CONTOH BUILDERS SDN BHD          Invoice No : KDI-2507-003

"""


def test_boxes_beside_each_other_under_their_marks_are_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    D1 – Flush door        Qty: 2 nos      D2 – Flush door        Qty: 5 nos
    Leaf size     900 x 2100 mm            Leaf size     800 x 2100 mm
    Laminate      6S-A057                  Laminate      6S-A058
    Core          Honeycomb                Core          Tubular

    D3 – Flush door        Qty: 1 no       D4 – Flush door        Qty: 3 nos
    Leaf size     700 x 2100 mm            Leaf size     915 x 2135 mm
    Laminate      6S-A059                  Laminate      6S-A060
    Core          Honeycomb                Core          Tubular
    """
    )
    assert column(invoice, "width_mm") == [900, 800, 700, 915]
    assert column(invoice, "quantity") == [2, 5, 1, 3]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A058", "6S-A059", "6S-A060"]
    assert not [item for item in invoice.items if item.other_words]


def test_an_order_line_whose_number_was_not_read_keeps_what_stands_below_it() -> None:
    invoice = invoice_in(
        TOP
        + """
        Laminate door          8 leaf      RM 278.00     RM 2,224.00
    Size                 Thickness         Door type
    900 x 2040 mm        43 mm             S/L
    Laminate code        Door core         Edging
    6S-A057              Honeycomb         ABS Edge

    2   Door frame             16 leaf     RM 128.50     RM 2,056.00
    Size                 Frame width       Rebated
    895 x 2163 mm        100mm             49mm

    3   Flush door             2 leaf      RM 278.00     RM 556.00
    Size                 Thickness         Door type
    900 x 2040 mm        43 mm             S/L
    Laminate code        Door core         Edging
    6S-A058              Honeycomb         ABS Edge
    """
    )
    assert column(invoice, "kind") == ["door", "frame", "door"]
    assert column(invoice, "quantity") == [8, 16, 2]
    assert column(invoice, "laminate_code") == ["6S-A057", None, "6S-A058"]
    assert column(invoice, "rebate_mm") == [None, 49, None]
    assert not any(item.laminate_code and item.laminate_code.doubts for item in invoice.items)


def test_a_card_whose_number_was_not_read_keeps_what_begins_left_of_its_name() -> None:
    invoice = invoice_in(
        TOP
        + """
      Wrapped frame
    Size: 5ft 3in x 6ft 7in     Frame width: 150mm          2 pcs x RM 118.00
    Surface: 6S-A174            Rebated: 46mm               RM 236.00

    2   Door
    Size: 3ft 2in x 7ft         Core: Solid tubular core    4 pcs x RM 310.50
    Thickness: 40 mm            Edge finish: ABS            RM 1,242.00

    3 Wrapped frame
    Size: 6ft 3in x 6ft 7in     Rebated: 38mm               3 pcs x RM 118.00
    Location: Bilik 3           Inner / outer: Inner        RM 354.00
    """
    )
    assert column(invoice, "kind") == ["frame", "door", "frame"]
    assert column(invoice, "quantity") == [2, 4, 3]
    assert column(invoice, "rebate_mm") == [46, None, 38]


@pytest.mark.parametrize("numbers", ["1 3", "2", ""])
def test_cards_keep_what_begins_left_of_their_heads_whichever_numbers_were_read(numbers: str) -> None:
    """The numbers stand far left in a dark bar, where OCR loses some of them or all."""
    drawing = """
1        LAMINATED DOOR            Qty : 2 SET     @ 345.50       RM 691.00
 Location     : BEDROOM 2         Core          : Honeycomb
 Size W x H   : 900 x 2100 mm     Edge Finish   : NA lipping
 Laminate Ref : LM-5936
2        LAMINATED DOOR FRAME      Qty : 1 SET     @ 210.00       RM 210.00
 Location     : BILIK AIR 1       Frame Width   : 125MM
 Frame Size   : 950 x 2040 mm     Rebated       : 40MM
3        FLUSH DOOR                Qty : 4 NOS     @ 798.00       RM 3,192.00
 Location     : YARD              Core          : Tubular
 Size W x H   : 813 x 2040 mm     Edge Finish   : ABS edging
"""
    lines = [" " + line[1:] if line[:1].isdigit() and line[0] not in numbers else line for line in drawing.split("\n")]
    invoice = invoice_in(TOP + "\n".join(f"    {line}" for line in lines))
    assert column(invoice, "quantity") == [2, 1, 4]
    assert column(invoice, "width_mm") == [900, 950, 813]
    assert column(invoice, "location") == ["BEDROOM 2", "BILIK AIR 1", "YARD"]
    assert column(invoice, "rebate_mm") == [None, 40, None]


def test_cards_without_prices_count_behind_their_names() -> None:
    invoice = invoice_in(
        TOP
        + """
    1   Laminate door          8 leaf
    Size                 Thickness         Door type
    900 x 2040 mm        43 mm             S/L

    2   Door frame             16 leaf
    Size                 Frame width       Rebated
    895 x 2163 mm        100mm             49mm

    3   Mortise lockset c/w lever handle    4 set
    """
    )
    assert column(invoice, "kind") == ["door", "frame", "other"]
    assert column(invoice, "quantity") == [8, 16, 4]
    assert not [item for item in invoice.items if item.quantity and item.quantity.doubts]


def test_strips_of_pieces_are_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    Door      Qty 4      Size 900 x 2100      Laminate LK 7471      Core: Tubular
    Door      Qty 2      Size 800 x 2100      Laminate LK 7472      Core: Tubular
    Frame     Qty 6      Size 900 x 2100      Laminate LK 7473      Rebate: 40mm
    """
    )
    assert column(invoice, "kind") == ["door", "door", "frame"]
    assert column(invoice, "quantity") == [4, 2, 6]
    assert column(invoice, "rebate_mm") == [None, None, 40]


def test_blocks_of_label_and_value_are_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    PRODUCT    : LAMINATED DOOR
    WIDTH      : 900 MM
    HEIGHT     : 2100 MM
    QTY        : 2 PCS
    PRICE      : RM 260.00
    AMOUNT     : RM 520.00

    PRODUCT    : DOOR CLOSER
    QTY        : 1 PC
    PRICE      : RM 75.00
    AMOUNT     : RM 75.00

    PRODUCT    : DOOR FRAME
    SIZE       : 900 X 2100 MM
    QTY        : 2 SETS
    PRICE      : RM 130.00
    AMOUNT     : RM 260.00

    TOTAL      : RM 855.00
    """
    )
    assert column(invoice, "kind") == ["door", "other", "frame"]
    assert column(invoice, "width_mm") == [900, None, 900]
    assert column(invoice, "quantity") == [2, 1, 2]
    assert column(invoice, "amount") == ["520.00", "75.00", "260.00"]
    assert value(invoice, "total") == "855.00"


def test_lines_of_a_shop_s_order_are_items_with_their_count_behind_the_price() -> None:
    invoice = invoice_in(
        TOP
        + """
    Laminated Flush Door                   RM 385.00 × 2     RM 770.00
    Size: 900 x 2100 mm
    Laminate: 6S-A044

    Door Frame                             RM 180.00 × 3     RM 540.00
    Size: 900 x 2100 mm
    Laminate: 6S-A045

    Lever handle                           RM 65.00 × 3      RM 195.00

                                           Total: RM 1,505.00
    """
    )
    assert column(invoice, "kind") == ["door", "frame", "other"]
    assert column(invoice, "quantity") == [2, 3, 3]
    assert column(invoice, "unit_price") == ["385.00", "180.00", "65.00"]
    assert column(invoice, "laminate_code") == ["6S-A044", "6S-A045", None]


def test_the_same_words_are_never_two_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    1)   2 unit x WRAPPED DOOR FRAME - 900 x 2100, LAMINATE LK 9482,       RM 410.00
         FRAME WIDTH 140MM
         @ RM 205.00
    2)   15 unit x SL LAMINATED FLUSH DOOR - 800 x 2200, LAMINATE LK 9483,  RM 7,575.00
         HONEYCOMB
         @ RM 505.00
    3)   4 unit x HPL DOOR - 660 x 2285, SOLID TUBULAR,                    RM 2,112.00
         Remark: C/W DOOR VIEWER HOLE
         @ RM 528.00
    """,
        confidence=0.98,
    )
    assert column(invoice, "quantity") == [2, 15, 4]
    assert column(invoice, "height_mm") == [2100, 2200, 2285]


def test_no_word_makes_two_items() -> None:
    invoice = invoice_in(
        """
    # ONG & SONS CARPENTRY
    PURCHASE ORDER
    PO No : PB 2025/164

    1)   2 unit x WRAPPED DOOR FRAME - 3' x 6'9", LAMINATE NW.1188, FRAME WIDTH           RM 410.00
         120-140MM, REBATE 42MM, OUTER, PROFILE CH4, LOCATION: BEDROOM 2
         @ RM 205.00

    2)   15 unit x SL LAMINATED FLUSH DO0R - 38MM THK, 2'8" x 7'6", LAMINATE              RM 7,575.00
         RB4471HG, HONEY COMB, DESIGN ARIA 3, LOCATION: BEDROOM 2
         Remark: AS PER DRAWING A-504
         @ RM 505.00

    3)   8 unit x WRAPPED DO0R FRAME - 2'2" x 7', FRAME WIDTH 140MM, REBATE 49MM,         RM 896.00
         OUTER, PROFILE P2
         @ RM 112.00
                                                         Total                            RM 8,881.00
    """,
        confidence=0.9,
    )
    assert column(invoice, "quantity") == [2, 15, 8]
    assert column(invoice, "width_mm") == [915, 815, 660]


def test_terms_below_sums_at_the_far_right_are_no_part_of_the_lowest_card() -> None:
    invoice = invoice_in(
        TOP
        + """
    1. HPL Door Leaf                 2. Timber Flush Door
    Panel Size    870W x 2275H       Panel Size    800W x 2275H
    Laminate      EVO-80A            Laminate      EVO-81A
    16 PC x RM10.00    RM160.00      30 PC x RM10.00    RM300.00

    3. HPL Door Leaf                 4. Laminate Skirting 90MM
    Panel Size    900W x 2100H
    Laminate      EVO-82A
    10 UNIT x RM10.00  RM100.00      15 LENGTH x RM2.00  RM30.00
                                     Total Excl. Tax     RM590.00
                                     Rounding            RM(0.01)
                                     NET TOTAL           RM589.99
    Terms: C.O.D. | Pay online by FPX or QR. Made-to-measure goods are not returnable.
    """
    )
    assert column(invoice, "width_mm") == [870, 800, 900, None]
    assert not [item for item in invoice.items if item.other_words]
    assert value(invoice, "total") == "589.99"


def test_what_stands_below_a_sum_is_a_part_of_the_next_one_and_no_item() -> None:
    invoice = invoice_in(
        TOP
        + """
    Laminated Door – Single Leaf                       2 × RM 429.00     RM 858.00
    Size (W × H): 0.9 m × 2.1 m
    Laminate: E5040

    Laminated Door – Double Leaf                       1 × RM 838.00     RM 838.00
    Size (W × H): 1.5 m × 2.1 m
    Laminate: E5040

    Magnetic Door Stopper                              4 × RM 18.90      RM 75.60

    Items subtotal                                                    RM 1,771.60
    Shipping (lorry to site)                                            RM 180.00
    Order total                                                       RM 1,951.60
    """
    )
    assert column(invoice, "kind") == ["door", "door", "other"]
    assert column(invoice, "quantity") == [2, 1, 4]


def test_leaves_that_are_counted_are_no_double_leaf_and_the_discount_is_no_line() -> None:
    invoice = invoice_in(
        TOP
        + """
    1. Laminated door               2 leaf              365.00  =    730.00
    Size (W x H)     Thickness      Laminate code       Leaf
    610 x 2440 mm    43 mm          WG 537M             Single Leaf

    2. Laminate door                1 leaf              545.00  =    545.00
    Size (W x H)     Thickness      Laminate code       Leaf
    1830 x 2440 mm   43 mm          WG 537M             Double Leaf

    3. Laminate door                4 leaf              412.50  =  1,650.00
    Size (W x H)     Thickness      Laminate code       Leaf
    610 x 2135 mm    40 mm          WG 319M             S/L

                                                  Net                 2,925.00
                                                  Discount             (87.75)
                                                  GRAND TOTAL RM      2,837.25
    """
    )
    assert column(invoice, "quantity") == [2, 1, 4]
    assert column(invoice, "door_type") == ["S/L", "D/L", "S/L"]
    assert not any(item.door_type and item.door_type.doubts for item in invoice.items)


def test_a_label_with_the_goods_name_in_it_begins_no_item() -> None:
    """What would stand below it would belong to no item, and nobody would ask."""
    invoice = invoice_in(
        TOP
        + """
    Jenang                         Kuant.: 12 set
    3 ft 2 in X 7 ft 3 in
    kemasan laminat E89.855
    rebat pintu 49mm
    profil: CH2

    Pintu rata sebelah             Kuant.: 3 helai
    2 ft 9 in X 6 ft 8 in
    kemasan laminat E89.856
    teras chipboard tubular
    corak: KV 19

    Pintu rata sebelah             Kuant.: 5 helai
    2 ft 6 in X 6 ft 8 in
    kemasan laminat E89.857
    corak: KV 20
    """
    )
    assert column(invoice, "frame_profile") == ["CH2", None, None]
    assert column(invoice, "design_name") == [None, "KV 19", "KV 20"]


def test_leaves_that_frames_are_counted_in_are_no_double_leaf() -> None:
    invoice = invoice_in(
        TOP
        + """
    a)   2 leaf    Laminated door (Single Leaf) 930MM(W) X 2250MM(H), 43mm thk
                   laminate KD3787-SM / ABS EDGE
    b)   2 leaf    Laminated door frame 1060MM(W) X 2130MM(H)
                   laminate KD6609-SM / frame width 110~130MM / rebated 45mm
    """
    )
    assert column(invoice, "kind") == ["door", "frame"]
    assert column(invoice, "quantity") == [2, 2]
    assert not any(item.other_words for item in invoice.items)


def test_a_sentence_set_off_from_the_last_item_is_none_of_its_words() -> None:
    invoice = invoice_in(
        TOP
        + """
    01 Interior door
    Door size   900 x 2100 mm     Core      Honeycomb
    Laminate    6S-A057           Qty       2 no

    02 Interior door
    Door size   800 x 2100 mm     Core      Honeycomb
    Laminate    6S-A058           Qty       5 no
    Edge        ABS edging        Design    Aspen 3
    Remarks     sample first


    Half to be paid when ordering
    """
    )
    assert [item.remark.value for item in invoice.items if item.remark] == ["sample first"]
