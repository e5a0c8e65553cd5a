"""Which lines head a table, and what their titles mean."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, values


@pytest.mark.parametrize("unit", ["S$/unit", "Unit S$"])
def test_a_currency_heads_a_column_of_amounts_and_a_currency_for_each_unit_one_of_prices(unit: str) -> None:
    invoice = invoice_in(
        TOP
        + """
    Pos   Article                        Dimensions      Qty       S$/unit    S$
    1     Single leaf door               900 x 2100      3 sets    410.00     1,230.00
    """.replace("S$/unit", unit)
    )
    assert values(invoice.items[0], "quantity", "unit_price", "amount") == (3, "410.00", "1230.00")
    assert column(invoice, "other_words") == [None]


def test_a_frame_s_width_and_height_in_columns_of_their_own_are_its_size_beside_the_wall_s_width() -> None:
    invoice = invoice_in(
        TOP
        + """
    FRAME SCHEDULE
    No   Description    Frame W   Frame H   Frame Width   Rebated   Qty   Ext. RM
                        (mm)      (mm)
    7    DOOR FRAME     1280      2448      110MM         49MM      8     1,640.00
    """
    )
    names = ("width_mm", "height_mm", "frame_width", "rebate_mm", "amount", "other_words")
    assert values(invoice.items[0], *names) == (1280, 2448, "110MM", 49, "1640.00", None)


def test_a_price_each_that_goes_on_in_the_next_line_is_one_title() -> None:
    invoice = invoice_in(
        TOP
        + """
    Quantity   Description                               @ Unit         Amount
                                                         Price (RM)     (RM)
    3 SET      FLUSH DOOR 43MM X 900MM X 2100MM          410.00         1,230.00
    """
    )
    assert values(invoice.items[0], "quantity", "unit", "unit_price", "amount") == (3, "SET", "410.00", "1230.00")


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


def test_the_last_word_of_a_title_alone_on_its_line_is_no_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    Mark /    Size /        Design Name /    Core /     Qty /
    Tanda     Saiz          Nama Reka        Teras      Bil
                            Bentuk
    D1        850 x 2150    ASPEN 04         HC         2
    D2        800 x 2150    ARCA 2           HC         4
    """
    )
    assert column(invoice, "design_name") == ["ASPEN 04", "ARCA 2"]


def test_titles_that_a_rule_parts_are_two_however_close_they_stand() -> None:
    invoice = invoice_in(
        TOP
        + """
                         ¦Thk¦      ¦
    No  Item   Laminate  ¦(mm)W(mm) ¦ H(mm)   Qty   Amount
    1   Door   6S-A057   ¦43 ¦900   ¦ 2100    2     600.00
    2   Door   6S-A058   ¦37 ¦800   ¦ 2150    1     300.00
    """.replace("(mm)W", "(mm)¦W")
    )
    assert column(invoice, "thickness_mm") == [43, 37]
    assert column(invoice, "width_mm") == [900, 800]


def test_titles_joined_by_an_and_head_one_column() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Location    Size          Description & Finish             Qty       Price     Amount
    1    D5A         900 x 2100    Single leaf HPL DOOR; LAM.       3 sets    410.00     1,230.00
                                   6S-A105; ABS EDGING; DESIGN
                                   DS-18 LISBON; T BAR
    2    D6          800 x 2100    DL FLUSH DOOR; LAM. PLM-456;     2 sets    400.00     800.00
                                   Metal skeleton core; No edging
    """
    )
    assert column(invoice, "laminate_code") == ["6S-A105", "PLM-456"]
    assert values(invoice.items[0], "design_name", "decorative_line") == ("DS-18 LISBON", "t_bar")


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


def test_the_name_of_a_part_heads_its_goods_where_only_figures_have_titles() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Location     Frame W   Frame H   Wall / jamb width   Rebate   Qty
    1    Bedroom 1    926       2125      140mm               50mm     2
    2    Study        826       2100      110mm               47mm     6

    Others
                                          Qty       Price     Amount
    Lorry charges (Klang Valley)          1 trip    350.00    350.00
    Solid wood skirting 100mm x 12mm      12        10.00     120.00
    """
    )
    assert column(invoice, "kind") == ["frame", "frame", "other", "other"]
    assert values(invoice.items[0], "width_mm", "height_mm", "frame_width") == (926, 2125, "140mm")
    assert column(invoice, "quantity") == [2, 6, 1, 12]
    assert column(invoice, "amount") == [None, None, "350.00", "120.00"]


def test_a_width_s_and_a_height_s_letter_behind_the_size_part_it_in_two() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Size W    Size H    Qty    Type    Laminate code
    1    2'6"      6'10"     14     S/L     NV 2310
    """
    )
    assert values(invoice.items[0], "width_mm", "height_mm", "quantity") == (760, 2085, 14)


def test_a_slash_between_a_hole_and_a_note_heads_one_column_for_both() -> None:
    invoice = invoice_in(
        TOP
        + """
    Area         Door                W x H         Hole / note            Qty
    Pantry       Single leaf door    926 x 2150    Mortise lock hole      8
    Bedroom 1    Laminated door      750 x 2080    Note: C/W air grille   6
    """
    )
    assert column(invoice, "open_hole_type") == ["Mortise lock hole", None]
    assert column(invoice, "remark") == [None, "C/W air grille"]
    nameless = invoice_in(
        TOP
        + """
    Area         W x H         Hole / note            Rebate    Qty
    Pantry       926 x 2150    Mortise lock hole      50mm      8
    """
    )
    assert column(nameless, "kind") == ["frame"]


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
