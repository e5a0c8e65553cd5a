"""Items outside tables: numbered paragraphs, bullet lists, cards."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import column, invoice_in, value

TOP = """
    # BUKIT CONTOH DOORS SDN BHD
                                  INVOICE
    Bill To : TIMUR CONTOH BUILDERS SDN BHD          Invoice No : KDI-2507-003

"""


def test_numbered_paragraphs_are_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    1. LAMINATED DOOR, 3FT X 7FT, LAMINATE 6S-A057
       Core: Honeycomb
       Qty: 4 nos @ RM 320.00 = RM 1,280.00

    2. DOOR FRAME, 3FT X 7FT
       Profile: CH2
       Qty: 2 sets @ RM 100.00 = RM 200.00

    Grand Total RM 1,480.00
    """
    )
    assert column(invoice, "kind") == ["door", "frame"]
    assert column(invoice, "quantity") == [4, 2]
    assert column(invoice, "unit_price") == ["320.00", "100.00"]
    assert column(invoice, "amount") == ["1280.00", "200.00"]
    assert column(invoice, "laminate_code") == ["6S-A057", None]
    assert value(invoice, "total") == "1480.00"
    assert not [item for item in invoice.items if item.other_words]


def test_bullets_that_count_goods_are_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    We are pleased to confirm:
    - 4 nos flush door 3ft x 7ft, honeycomb core
    - 2 sets door frame 900 x 2100
    """
    )
    assert column(invoice, "kind") == ["door", "frame"]
    assert column(invoice, "quantity") == [4, 2]
    assert column(invoice, "height_mm") == [2135, 2100]


def test_when_all_is_delivered_is_no_part_of_the_last_item() -> None:
    invoice = invoice_in(
        TOP
        + """
    1. LAMINATED DOOR, 3FT X 7FT, LAMINATE 6S-A057 = 4 nos
    2. DOOR FRAME, 3FT X 7FT, LOCATION STUDY = 2 sets
    a) Delivery date: 22 Oktober 2026
    b) Payment: 30 days from date of invoice.
    """
    )
    asked = invoice_in(TOP + "    1. LAMINATED DOOR, 3FT X 7FT = 4 nos\n    Please advise when can deliver.\n").items[0]
    assert not asked.other_words
    assert column(invoice, "quantity") == [4, 2]
    assert (value(invoice, "delivery_date"), column(invoice, "location")) == ("2026-10-22", [None, "STUDY"])


def test_a_sum_that_the_page_says_once_is_no_part_of_the_last_item() -> None:
    items = invoice_in(
        TOP
        + """
    1. LAMINATED DOOR 3FT X 7FT, LAMINATE 6S-A057
       4 NOS x 320.00                              1,280.00
    2. PVC SKIRTING 100MM X 2.9M
       9 LENGTH x 24.00                              216.00
    SUBTOTAL                                       1,496.00
    TOTAL DUE RM                                   1,496.00
    """
    ).items
    assert [(value(item, "kind"), value(item, "amount")) for item in items] == [
        ("door", "1280.00"),
        ("other", "216.00"),
    ]
    assert items[1].kind.doubts == ()


def test_cards_beside_each_other_are_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    ITEM 1                              ITEM 2
    LAMINATED DOOR                      LAMINATED FRAME
    Size: 900 x 2100                    Size: 915 x 2135
    Core: Honeycomb                     Profile: CH2
    Qty: 2                              Qty: 3
    """
    )
    assert column(invoice, "kind") == ["door", "frame"]
    assert column(invoice, "width_mm") == [900, 915]
    assert column(invoice, "quantity") == [2, 3]
    assert column(invoice, "frame_profile") == [None, "CH2"]


def test_a_letter_without_goods_has_no_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    1. Please see our new address.
    2. Thank you for your business.
    """
    )
    assert invoice.items == ()


def test_names_with_their_count_behind_them_are_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    Dear Sir, kindly find the doors ordered.

      Study door – 4 pcs
      Laminate 6S-A057, 900 x 2100 mm, 37mm, HC, no edging — RM 320.00/pc = RM 1,280.00
      Frame for study door – 2 sets
      Laminate 6S-145, 1000 x 2150 mm, rebate 48MM — RM 100.00/set = RM 200.00
      Delivery to site – 1 trip = RM 20.00

    Grand Total RM 1,500.00
    """
    )
    assert column(invoice, "kind") == ["door", "frame", "other"]
    assert column(invoice, "quantity") == [4, 2, 1]
    assert column(invoice, "unit") == ["pcs", "sets", "trip"]
    assert column(invoice, "amount") == ["1280.00", "200.00", "20.00"]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-145", None]
    assert column(invoice, "edging") == ["no_edging", None, None]
    assert not [item for item in invoice.items if item.other_words]


def test_a_count_goes_on_with_no_numbering() -> None:
    invoice = invoice_in(
        """
    TAX INVOICE
    1. HPL Door Leaf                       2. Timber Door Frame
    Panel Size         870W x 2275H        Frame Size         872W x 2348H
    Laminate Code      EVO-80A             Inner / Outer      INNER
    Core               Honeycomb           Profile            CH4B
    16 PC × RM512.30   RM8,196.80          3 UNIT × RM248.90  RM746.70
    """
    )
    assert column(invoice, "kind") == ["door", "frame"]
    assert column(invoice, "quantity") == [16, 3]
    assert column(invoice, "frame_profile") == [None, "CH4B"]
    assert column(invoice, "inner_outer") == [None, "inner"]
    assert invoice.items[1].inner_outer is not None
    assert not invoice.items[1].inner_outer.doubts


def test_other_things_among_bullets_of_goods_are_items_of_their_own() -> None:
    invoice = invoice_in(
        TOP
        + """
    • Flush door
      Size: 900 x 2100
      Qty: 4 nos
    • Flush bolt 6"
      Qty: 12 nos
    • Door frame
      Size: 900 x 2100
      Qty: 2 sets
    """
    )
    assert column(invoice, "kind") == ["door", "other", "frame"]
    assert column(invoice, "quantity") == [4, 12, 2]


def test_paragraphs_counted_by_the_last_part_of_their_number_are_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    1.1   FLUSH DOOR; 2'9" x 6'9"; METAL FRAME SKELETON;     2 UNIT   @ RM400.00   RM800.00
          STYLE: SHAKER 2P; NOTE: RUSH ORDER
    1.2   FLUSH BOLT 8" STAINLESS STEEL                      1 PAIR   @ RM49.00    RM49.00
    1.3   DOOR FRAME ONLY; 3'4" x 7'2"; PROFILE NO.: TYPE B  1 UNIT   @ RM212.00   RM212.00
    """
    )
    assert column(invoice, "kind") == ["door", "other", "frame"]
    assert column(invoice, "door_core") == ["metal_skeleton", None, None]
    assert column(invoice, "quantity") == [2, 1, 1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sub-total RM 326.00. The total order sum is RM 326.00.",
        "Sub-total RM 326.00, plus rounding RM 0.00. The total order sum is\n    RM 326.00.",
        "The total contract sum for the above is RM 326.00 only.",
        "Jumlah kecil RM 336.00, kurang diskaun RM 10.00. Jumlah keseluruhan\n    pesanan RM 326.00.",
        "Grand total RM 326.00 nett, inclusive of transport to site.",
    ],
)
def test_a_sentence_that_sums_up_ends_the_last_item(sentence: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    1)  2 nos flush door, size 900 x 2100mm, 40mm thick, honeycomb core. @ RM 100.00 = RM 200.00
    2)  6 LENGTH MDF SKIRTING 90MM X 12MM. @ RM 21.00 = RM 126.00
    {sentence}
    """
    )
    assert column(invoice, "amount") == ["200.00", "126.00"]
    assert value(invoice, "total") == "326.00"
    assert not any(item.kind.doubts for item in invoice.items)
    assert not invoice.doubts


def test_a_count_beside_the_first_item_is_not_the_number_of_the_second() -> None:
    invoice = invoice_in(
        TOP
        + """
    01   BATHROOM DOOR                                    2 nos
         Size        650 x 2000       Core   HONEYCOMB    x 634.00
         Thickness   48MM                                 1,268.00

    02   DOOR FRAME                                       2 nos
         Size        1800 x 2040      Profile   CH2       x 128.00
         Laminate    PX6811                               256.00

    03   FLUSH DOOR                                       24 nos
         Size        826 x 2040       Core   HONEYCOMB    x 438.00
         Thickness   43mm                                 10,512.00
    """
    )
    assert column(invoice, "kind") == ["door", "frame", "door"]
    assert column(invoice, "quantity") == [2, 2, 24]
    assert column(invoice, "width_mm") == [650, 1800, 826]
    assert column(invoice, "amount") == ["1268.00", "256.00", "10512.00"]
