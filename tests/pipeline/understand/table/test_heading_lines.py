"""What stands close to titles and is none belongs to no heading."""

from __future__ import annotations

import pytest

from pipeline.understand.page.layout import sheet_of
from pipeline.understand.table.table_headings import headings_of
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, column, invoice_in, page_of, value, values


def test_titles_that_end_with_a_slash_go_on_in_the_next_line() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item /   Material /         Order Qty /   OUn /   Net Price /      Net Value /
    Bil,     Keterangan         Kuantiti      Unit    Harga Seunit     Jumlah
    00010    LAMINATE DOOR      1             SET     335.50           335.50
             Size : 813 x 2110
    """
    )
    assert values(invoice.items[0], "quantity", "unit", "amount") == (1, "SET", "335.50")


def test_the_rest_of_an_item_and_the_name_of_the_next_table_are_in_no_heading() -> None:
    """The rule below the item's cell looks like one under a group's name."""
    invoice = invoice_in(
        TOP
        + """
    Tag   Size         Core        Lock Hole          Qty   Price     Amount
    D1    900 x 2100   Honeycomb   KUNCI BILIK        2     100.00    200.00
                                   AIR
                                   ----------------
    FRAME SCHEDULE
    Tag   Size         Laminate       Profile Code    Qty   Price    Amount
    F1    900 x 2100   6S-A057        CH2             2     90.00    180.00
    """
    )
    assert column(invoice, "open_hole_type") == ["KUNCI BILIK AIR", None]
    assert column(invoice, "kind") == ["door", "frame"]


def test_a_first_item_of_one_piece_is_no_second_line_of_the_heading() -> None:
    """Its count of 1 stands like a slash that OCR read as a figure."""
    invoice = invoice_in(
        TOP
        + """
    No.   Qty.   Product                          Unit
    A     1      Laminate flush door              nos
                 Door Leaf Size: 850 x 2150
    B     8      Plywood flush door               unit
                 Door Leaf Size: 915 x 2100
    """
    )
    assert column(invoice, "quantity") == [1, 8]
    assert column(invoice, "width_mm") == [850, 915]


def test_a_title_s_translation_alone_on_its_line_is_no_items_though_it_names_goods() -> None:
    invoice = invoice_in(
        TOP
        + """
    Qty      Description     Door Size      Thickness     Location
    Kuant.   Nama Barang     Saiz           Tebal         Lokasi
                                            Tebal Pintu
    2        Flush Door      850 x 2150     46MM          LOBBY
    4        Flush Door      800 x 2150     37MM          GYM
    """
    )
    assert column(invoice, "thickness_mm") == [46, 37]
    assert column(invoice, "other_words") == [None, None]


def test_no_heading_goes_on_over_the_name_of_its_table() -> None:
    """The last line of the item above would be titles of it: ``Room`` of a ``Prayer Room``."""
    invoice = invoice_in(
        TOP
        + """
    DOORS
    Line   Description    Finished Size    Area      Notes                     Qty    Unit
    1      Flush door     900 x 2100       Prayer    -                         8      nos
                                           Room
    FRAMES
    Line   Description    Finished Size    Area      Notes                     Qty    Unit
    -----  -------------  ---------------  --------  ------------------------  -----  -----
    2      Timber frame   850 x 2100       -         match kitchen cabinet     5      nos
    3      Timber frame   900 x 2100       -         hole position by site     2      nos
    """
    )
    assert column(invoice, "location") == ["Prayer Room", None, None]
    assert column(invoice, "remark") == [None, "match kitchen cabinet", "hole position by site"]


def test_a_sentence_over_the_titles_is_none_of_them() -> None:
    invoice = invoice_in(
        TOP
        + """
    SCHEDULE OF DOORS
    All dimensions in mm unless stated
    Location         Mark    Qty    Leaf type      Size W x H x thk      Core
    Main Door        D1      14     double leaf    1800 x 2300 x 35      honeycomb core
    Block C Store    D2      5      single leaf    900 x 2100 x 35       honeycomb core
    """
    )
    assert column(invoice, "location") == ["Main Door", "Block C Store"]
    assert column(invoice, "width_mm") == [1800, 900]


def test_words_below_a_heading_s_lower_rule_are_the_first_item_s() -> None:
    """In a cell that is centred between its rules they stand above the item's own line."""
    invoice = invoice_in(
        TOP
        + """
    ------------------------------------------------------------------------
    No   Description       Size         Lock hole       Remarks        Qty
    ------------------------------------------------------------------------
                                        Deadbolt and    Primer on
    1    Flush door        900 x 2100   lever           top edge       4
    ------------------------------------------------------------------------
    2    Flush door        800 x 2100   Knob lock                      2
    ------------------------------------------------------------------------
    """
    )
    assert column(invoice, "open_hole_type") == ["Deadbolt and lever", "Knob lock"]
    assert column(invoice, "remark") == ["Primer on top edge", None]


def test_a_slash_alone_under_a_title_is_no_title_and_ends_no_heading() -> None:
    """The slash before a translation goes with the unit over it onto a line of its own."""
    page = page_of("""
    Sr. /   Details / Butiran                      Quantity      Price       Nett
    Bil.                                           Supplied /    (RM) /      / Amaun
                                                   Kuantiti      Harga
    1.      Door leaf 900 x 2100                   5 unit        410.00      2,050.00
    """)
    (heading,) = headings_of(sheet_of(page), VOCABULARY)
    assert (heading.first, heading.last) == (0, 2)
    assert heading.meanings == ("number", "description", "quantity", "unit_price", "amount")


@pytest.mark.parametrize(
    "fact", ["Disediakan oleh / Prepared by              Puan Contoh", "Terms        COD    Salesman   Contoh"]
)
def test_a_label_of_the_document_with_its_value_right_above_the_titles_is_none(fact: str) -> None:
    sheet = sheet_of(
        page_of(
            f"""
    {fact}
    Bil  Barang                      Saiz          Teras        Ktt
    No   Item                        Size          Core         Qty
    1    LAMINATE DOOR, TEBAL 43MM   900 x 2100    HONEYCOMB    4
    """
        )
    )
    (heading,) = headings_of(sheet, VOCABULARY)
    assert (heading.first, heading.last, len(heading.titles)) == (1, 2, 5)


def test_a_short_last_line_of_a_sentence_on_all_doors_belongs_to_it() -> None:
    invoice = invoice_in(
        TOP
        + """
    Thank you for your enquiry, we are pleased to quote. All doors below are 48mm thick with
    natural lipping.
         Description                                     Qty      Price      Amount
    1    Flush door 900 x 2100, honeycomb core           3 set    310.00     930.00
    2    Flush door 800 x 2100, honeycomb core           1 set    290.00     290.00
    """
    )
    assert column(invoice, "thickness_mm") == [48, 48]
    assert column(invoice, "edging") == ["na_lipping", "na_lipping"]


def test_what_a_paper_says_below_its_goods_heads_no_table_beside_the_name_of_their_sum() -> None:
    sheet = sheet_of(
        page_of(
            """
    Goods sold are not returnable             TOTAL      RM
    Barang dijual tidak boleh dikembalikan    JUMLAH
    """
        )
    )
    assert not headings_of(sheet, VOCABULARY)


def test_counts_are_titled_quantity_over_bil() -> None:
    invoice = invoice_in(
        """
    SENDORA GROUP SDN BHD
    CASH BILL / BIL TUNAI                            No. C 28344

    Qty        Description / Butiran                 Price      RM
    Bil.                                             Harga
    2          Pintu 1185 x 2150 mm, honeycomb       500.00     1,000.00
               Groove line x 4
    1          Bingkai 842 x 2090 mm, profile K1     118.00     118.00

    Goods sold are not returnable                    TOTAL
                                                                1,118.00
    Barang tidak boleh dikembalikan                  JUMLAH
    """
    )
    assert column(invoice, "kind") == ["door", "frame"]
    assert column(invoice, "quantity") == [2, 1]
    assert value(invoice, "total") == "1118.00"
