"""A table on its side: one item in each column."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import column, invoice_in, value

SIDEWAYS = """
    # BUKIT CONTOH JOINERY SDN BHD
                                  INVOICE
    Bill To : TIMUR CONTOH BUILDERS SDN BHD          Invoice No : KDI-2507-003

                   Item 1         Item 2         Item 3
    Description    DOOR           DOOR           FRAME
    Size           900 x 2100     800 x 2100     900 x 2100
    Laminate       6S-A057        6S-A058        6S-145
    Core           HONEYCOMB      TUBULAR        -
    Quantity       2              3              1
"""


def test_each_column_is_an_item() -> None:
    invoice = invoice_in(SIDEWAYS)
    assert column(invoice, "kind") == ["door", "door", "frame"]
    assert column(invoice, "width_mm") == [900, 800, 900]
    assert column(invoice, "quantity") == [2, 3, 1]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A058", "6S-145"]
    assert column(invoice, "door_core") == ["honeycomb", "solid_tubular", None]


def test_what_is_counted_stands_in_the_brackets_of_the_row_s_name() -> None:
    invoice = invoice_in(SIDEWAYS.replace("Quantity      ", "Quantity (nos)"))
    assert column(invoice, "quantity") == [2, 3, 1]
    assert column(invoice, "unit") == ["nos"] * 3
    assert column(invoice_in(SIDEWAYS), "unit") == [None] * 3


def test_a_malay_table_on_its_side_reads_the_same() -> None:
    malay = SIDEWAYS
    for english, word in {"Description": "Keterangan ", "DOOR ": "PINTU", "FRAME": "BINGKAI", "Size": "Saiz"}.items():
        malay = malay.replace(english, word)
    for english, word in {"Core ": "Teras", "Quantity": "Kuantiti"}.items():
        malay = malay.replace(english, word)
    assert column(invoice_in(malay), "kind") == ["door", "door", "frame"]
    assert column(invoice_in(malay), "quantity") == [2, 3, 1]


def test_rows_between_that_are_not_known_do_not_end_the_table() -> None:
    invoice = invoice_in(
        """
    # INVOICE
    Invoice No : KDI-2507-003

    Door Mark        D1              D2              D3
    Elevation
    Location         Entrance        Bedroom 1       Bedroom 2
    Leaf size        1800 x 2100     900 x 2100      800 x 2100
    Core             Honeycomb       Tubular         Honeycomb
    Grommets         Chrome          Chrome          Black
    Laminate         6S-A057         6S-A058         6S-A059
    Quantity         1               2               4
    """
    )
    assert column(invoice, "width_mm") == [1800, 900, 800]
    assert column(invoice, "quantity") == [1, 2, 4]
    assert [item.other_words is not None for item in invoice.items] == [True] * 3


def test_a_cell_over_several_columns_holds_for_each_of_them() -> None:
    invoice = invoice_in(
        """
    # INVOICE
    Invoice No : KDI-2507-003

    ¦ Location   ¦   Entrance   ¦   Bedroom 1  ¦   Bedroom 2  ¦
    ¦ Leaf size  ¦  1800 x 2100 ¦  900 x 2100  ¦  800 x 2100  ¦
    ¦ Laminate   ¦    6S-A057   ¦           6S-A112           ¦
    ¦ Core       ¦                 Honeycomb                  ¦
    ¦ Qty        ¦      1       ¦       2      ¦      4       ¦
    """
    )
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A112", "6S-A112"]
    assert column(invoice, "door_core") == ["honeycomb"] * 3
    assert column(invoice, "quantity") == [1, 2, 4]


def test_bands_under_each_other_are_tables_of_their_own_and_charges_below_are_items() -> None:
    invoice = invoice_in(
        """
    # INVOICE
    Invoice No : KDI-2507-003

    Item             1               2
    Product          Flush Door      Flush Door
    Size             900 x 2100      800 x 2100
    Laminate         6S-A057         6S-A058
    Qty              2               3

    Item             3
    Product          Door Frame
    Size             900 x 2100
    Laminate         6S-A059
    Qty              5

    Other charges
    4   Mortise lockset        4 set     118.00     472.00
    5   Transport              1 trip    220.00     220.00    Total Due    RM 692.00
    """
    )
    assert column(invoice, "kind") == ["door", "door", "frame", "other", "other"]
    assert column(invoice, "quantity") == [2, 3, 5, 4, 1]
    assert column(invoice, "amount")[3:] == ["472.00", "220.00"]
    assert invoice.total is not None
    assert invoice.total.value == "692.00"


def test_names_that_stand_again_in_the_other_language_at_the_right_are_no_item() -> None:
    invoice = invoice_in(
        """
    # INVOICE
    Invoice No : KDI-2507-003

    Location         Entrance        Bedroom 1       Lokasi
    DIMENSIONS
    Leaf size        1800 x 2100     900 x 2100      Saiz
    Laminate         6S-A057         6S-A058         Laminat
    Core             Honeycomb       Tubular         Teras
    Quantity         1               2               Kuantiti
    """
    )
    assert column(invoice, "width_mm") == [1800, 900]
    assert column(invoice, "location") == ["Entrance", "Bedroom 1"]
    assert column(invoice, "quantity") == [1, 2]


def test_goods_whose_names_could_be_labels_are_values() -> None:
    invoice = invoice_in(
        """
    # INVOIS
    No. Invois : KDI-2507-003

    Produk           Pintu Laminate      Pintu Laminate      Pintu Panel
    Saiz             900 x 2100          800 x 2100          700 x 2100
    Laminat          6S-A057             6S-A058             6S-A059
    Teras            Tubular             Honeycomb           Tubular
    Kuantiti         6                   3                   2
    """
    )
    assert column(invoice, "width_mm") == [900, 800, 700]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A058", "6S-A059"]
    assert column(invoice, "kind") == ["door"] * 3


def test_sundries_in_a_table_of_their_own_below_are_items_too() -> None:
    invoice = invoice_in(
        """
    # INVOICE
    Invoice No : KDI-2507-003

    Description      Flush Door      Door Frame      Keterangan
    Width (mm)       900             930             Lebar (mm)
    Height (mm)      2100            2130            Tinggi (mm)
    Laminate         6S-A057         6S-A058         Laminat
    Quantity         4               2               Kuantiti

    Sundries / Barang lain            Quantity     Unit     Amount
    Removal of existing doors         1            LOT      380.00
    Door stopper                      10           PCS       68.00
    """
    )
    assert column(invoice, "kind") == ["door", "frame", "other", "other"]
    assert column(invoice, "quantity") == [4, 2, 1, 10]
    assert column(invoice, "width_mm") == [900, 930, None, None]


def test_the_labels_of_the_head_above_a_table_on_its_side_are_none_of_its_rows() -> None:
    invoice = invoice_in(
        """
    # BUKIT CONTOH DOORS SDN BHD
                                  INVOICE
    Ref. No.            Date Issued         Project Title           PO Reference
    QU/SG/26/352        5 Apr 2026          Menara Contoh           LPO-44410

    Description         FLUSH DOOR          FLUSH DOOR
    Size (W x H)        850 x 2150mm        965 x 2000mm
    Laminate            P6654               P6783
    Core                SOLID TIMBER        HONEYCOMB
    Quantity            1 UNIT              4 UNIT
    """
    )
    assert column(invoice, "laminate_code") == ["P6654", "P6783"]
    assert column(invoice, "quantity") == [1, 4]
    assert value(invoice, "po_no") == "LPO-44410"


def test_the_items_marks_and_the_sum_below_are_no_goods() -> None:
    invoice = invoice_in(
        """
    # BUKIT CONTOH JOINERY SDN BHD
                                  QUOTATION
    Bill To : TIMUR CONTOH BUILDERS SDN BHD          Quotation No : KDI-2507-003

    Particulars       P1             P2             P3
    Type              Pintu / Door   Pintu / Door   Pintu / Door
    Size              900 x 2100     800 x 2100     700 x 2100
    Laminate          6S-A057        6S-A058        6S-A058
    Core              HONEYCOMB      TUBULAR        TUBULAR
    Quantity (pcs)    2              3              1
    Unit price (RM)   520.00         330.00         310.00
    Amount (RM)       1,040.00       990.00         310.00
                                     Grand Total    RM 2,340.00
"""
    )
    assert column(invoice, "unit") == ["pcs", "pcs", "pcs"]
    assert column(invoice, "amount") == ["1040.00", "990.00", "310.00"]
    assert value(invoice, "total") == "2340.00"
    assert not any(item.other_words for item in invoice.items)
    assert invoice.total is not None
    assert not invoice.total.doubts


DOORS_OVER_A_FRAME = """
    # BUKIT CONTOH DOORS SDN BHD
                                  INVOICE
    Bill To : TIMUR CONTOH BUILDERS SDN BHD          Invoice No : KDI-2507-003

    ¦ DOOR                  ¦ A1          ¦ A2          ¦ A3          ¦
    ¦ Description           ¦ Flush door  ¦ Flush door  ¦ Flush door  ¦
    ¦ Leaf size W × H (mm)  ¦ 900 × 2100  ¦ 800 × 2100  ¦ 700 × 2100  ¦
    ¦ Laminate code         ¦ 6S-A057     ¦ 6S-A058     ¦ 6S-A058     ¦
    ¦ Core                  ¦ Honeycomb   ¦ Tubular     ¦ Tubular     ¦
    ¦ Quantity              ¦ 2 nos       ¦ 3 nos       ¦ 1 nos       ¦
    ¦ Rate (RM)             ¦ 520.00      ¦ 330.00      ¦ 310.00      ¦
    ¦ Amount (RM)           ¦ 1,040.00    ¦ 990.00      ¦ 310.00      ¦

    ¦ FRAME                 ¦ B1                    ¦    SUNDRIES         Quantity    Rate (RM)   Amount (RM)
    ¦ Description           ¦ Door frame            ¦    Floor stopper    10 PCS      6.00        60.00
    ¦ Frame size W × H      ¦ 950 × 2150            ¦    Closer, heavy    4 UNIT      90.00       360.00
    ¦ Laminate code         ¦ 6S-A057               ¦    duty
    ¦ Profile               ¦ CH4                   ¦
    ¦ Quantity              ¦ 5 nos                 ¦                                 Sub Total   3,260.00
    ¦ Rate (RM)             ¦ 100.00                ¦                                 SST 5%      163.00
    ¦ Amount (RM)           ¦ 500.00                ¦                                 Total RM    3,423.00
"""


def test_a_headed_table_beside_one_on_its_side_is_none_of_its_columns() -> None:
    invoice = invoice_in(DOORS_OVER_A_FRAME)
    assert column(invoice, "kind") == ["door", "door", "door", "frame", "other", "other"]
    assert column(invoice, "quantity") == [2, 3, 1, 5, 10, 4]
    assert column(invoice, "width_mm") == [900, 800, 700, 950, None, None]
    assert column(invoice, "amount") == ["1040.00", "990.00", "310.00", "500.00", "60.00", "360.00"]
    assert value(invoice, "total") == "3423.00"
    assert not invoice.doubts
    assert invoice.total is not None
    assert not invoice.total.doubts


def test_the_order_of_two_lengths_is_no_part_of_a_row_s_name_and_is_kept() -> None:
    invoice = invoice_in(
        """
    # INVOICE
    Invoice No : KDI-2507-003

    Description         Flush Door      Flush Door
    Leaf size H × W     2100 × 900      2400 × 1800
    Laminate code       6S-A057         6S-A058
    Leaf                Single leaf     Double leaf
    Quantity            4               2
    """
    )
    assert column(invoice, "width_mm") == [900, 1800]
    assert column(invoice, "height_mm") == [2100, 2400]
