"""Columns lie where the cells read as titled, wherever the titles stand over them."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in


def test_figures_far_right_of_their_titles_belong_to_them() -> None:
    invoice = invoice_in(
        TOP
        + """
    Line    Item Name                   QTY               U/Price       Total
    00010   DR-4410                           2.000 Pcs         300.00        600.00
            FLUSH DOOR
            Size : 900 x 2100
    00020   DR-4420                          14.000 Pcs         150.00      2,100.00
            FLUSH DOOR
            Size : 800 x 2100
    """
    )
    assert column(invoice, "quantity") == [2, 14]
    assert column(invoice, "unit") == ["Pcs", "Pcs"]
    assert column(invoice, "unit_price") == ["300.00", "150.00"]
    assert column(invoice, "amount") == ["600.00", "2100.00"]


def test_an_empty_cell_shifts_no_other() -> None:
    invoice = invoice_in(
        TOP
        + """
    Particulars                    Quantity       Unit Price      Disc %      Line Total
    FLUSH DOOR 900 x 2100                  12.00           600.00                   7,200.00
    DOOR FRAME 900 x 2100                   2.00           100.00         5%          190.00
    TRANSPORT TO SITE                       1.00           150.00        10%          135.00
    """
    )
    assert column(invoice, "quantity") == [12, 2, 1]
    assert column(invoice, "unit_price") == ["600.00", "100.00", "150.00"]
    assert column(invoice, "amount") == ["7200.00", "190.00", "135.00"]


def test_a_count_without_a_title_is_known_by_what_it_comes_to() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                              U/Price     Amount
    1    FLUSH DOOR 900 x 2100       4 NOS        320.00    1,280.00
    2    DOOR FRAME 900 x 2100       2 SET        150.00      300.00
    """
    )
    assert column(invoice, "quantity") == [4, 2]
    assert column(invoice, "unit") == ["NOS", "SET"]


def test_text_that_runs_below_several_columns_is_the_items() -> None:
    invoice = invoice_in(
        TOP
        + """
    Sr.   Goods                         QTY     UoM     Price       Total
    1     FLUSH DOOR                    4       NOS     320.00    1,280.00
          Size 900 x 2100 / Laminate 6S-A057 / Core HONEYCOMB / Edge ABS EDGING
    2     FLUSH DOOR                    2       NOS     150.00      300.00
          Size 800 x 2100 / Laminate 6S-A145 / Core HONEYCOMB / Edge ABS EDGING
    """
    )
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A145"]
    assert column(invoice, "edging") == ["abs_edging", "abs_edging"]
    assert column(invoice, "unit") == ["NOS", "NOS"]


def test_words_that_reach_over_a_length_s_title_stay_with_the_description() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                    Width   Height   Qty   Unit
    1    FLUSH DOOR, LK 9482, SOLID TIMBER, D/L,   5'      8'       2     nos
         Lock Hole: LEVER MORTISE 55MM
    """
    )
    assert column(invoice, "door_type") == ["D/L"]
    assert column(invoice, "width_mm") == [1525]


def test_a_second_line_of_titles_is_no_heading_of_its_own() -> None:
    invoice = invoice_in(
        TOP
        + """
    Product / Produk     Goods Description / Keterangan       Total Qty /  Unit / Unit  Rate / Harga   Amount (RM) /
                                                              Kuant.       Ukuran       (RM)           Amaun
    Flush door           900W x 2100H mm, 43mm thick          5            pair         100.00         500.00
    Flush door           700W x 2100H mm, 35mm thick          2            set          405.00         810.00
    """
    )
    assert column(invoice, "quantity") == [5, 2]
    assert column(invoice, "width_mm") == [900, 700]


def test_the_name_of_the_next_table_is_no_part_of_the_last_item() -> None:
    invoice = invoice_in(
        TOP
        + """
    Frame No.    Location         Description      Size         Qty
    D-01         STORE ROOM       FLUSH DOOR       900 x 2100   4
    D-02         BEDROOM 2        FLUSH DOOR       800 x 2100   2
                 FRAMES
    Frame No.    Location         Description      Size         Qty
    F1           STORE ROOM       DOOR FRAME       900 x 2100   4
    """
    )
    assert column(invoice, "location") == ["STORE ROOM", "BEDROOM 2", "STORE ROOM"]
    assert not any(item.other_words for item in invoice.items)


@pytest.mark.parametrize(
    ("titles", "cells"),
    [
        ("No   What We Offer                     Qty     U. Price     Total", "250.00       500.00"),
        ("No   We Offer                          Qty     Size            Thickness", "900 x 2100      43MM"),
    ],
)
def test_a_title_that_nobody_knows_heads_the_goods_beside_counts_and_prices_or_over_their_names(
    titles: str, cells: str
) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    {titles}
    1    Flush Door, honeycomb             2 pcs   {cells}
         Laminate 6S-A057
    2    Flush Door, solid timber          2 pcs   {cells}
         Laminate 6S-A057
    """
    )
    assert column(invoice, "door_core") == ["honeycomb", "solid_timber"]
    assert column(invoice, "quantity") == [2, 2]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A057"]


def test_cells_set_closely_do_not_hide_where_the_others_of_their_line_end() -> None:
    invoice = invoice_in(
        TOP
        + """
    No  Location        Size W x H      Thk    Type     Laminate     Qty       @ RM       RM
    1   Riser L5         838mm x 2085mm 40mm Double     PL-63.783    5 Nos     436.50   2,182.50
    2   Guest Suite 12   762mm x 2200mm 43mm Double     PL-30.774    10 Nos    318.00   3,180.00
    """
    )
    assert column(invoice, "location") == ["Riser L5", "Guest Suite 12"]
    assert column(invoice, "width_mm") == [838, 762]


def test_what_an_item_is_made_of_may_stand_in_columns_of_its_own_below_its_line() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                     Qty    Unit    U. Price    Total
    1    DOOR LEAF                       2      UNIT    468.00      936.00
         SIZE: 600 x 2100          LAMINATE: GRY-756
         EDGING: NATURAL LIPPING   CORE: SOLID TUBULAR
    2    DOOR LEAF                       4      UNIT    529.90      2,119.60
         SIZE: 900 x 2100          LAMINATE: GRY-757
         EDGING: ABS EDGING        CORE: SOLID TIMBER CORE
    """
    )
    assert column(invoice, "quantity") == [2, 4]
    assert column(invoice, "laminate_code") == ["GRY-756", "GRY-757"]
    assert column(invoice, "door_core") == ["solid_tubular", "solid_timber"]
