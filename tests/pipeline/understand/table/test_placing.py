"""Columns lie where the cells read as titled, wherever the titles stand over them."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, values


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


def test_a_column_that_nobody_titled_so_is_known_by_its_cells() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description      Size         Zzyzx         Qty    OUn
    1    FLUSH DOOR       900 x 2100   HONEYCOMB     4      EA
    2    FLUSH DOOR       800 x 2100   SOLID TIMBER  2      SET
    """
    )
    assert column(invoice, "door_core") == ["honeycomb", "solid_timber"]
    assert column(invoice, "unit") == ["EA", "SET"]


def test_a_doors_mark_is_no_place() -> None:
    invoice = invoice_in(
        TOP
        + """
    Door No.   Description      Size         Qty
    D1         FLUSH DOOR       900 x 2100   4
    SD-03      FLUSH DOOR       800 x 2100   2
    """
    )
    assert column(invoice, "location") == [None, None]
    assert column(invoice, "quantity") == [4, 2]


def test_marks_under_a_title_that_but_names_the_goods_are_no_unknown_words() -> None:
    invoice = invoice_in(
        TOP
        + """
    DOOR     DESCRIPTION    SIZE          LOCATION        QTY
    DR1      FLUSH DOOR     900 x 2100    SERVER ROOM     1
    DR2A     D/L DOOR       1200 x 2100   MAIN DOOR       2
    """
    )
    assert column(invoice, "other_words") == [None, None]
    assert column(invoice, "location") == ["SERVER ROOM", "MAIN DOOR"]


@pytest.mark.parametrize(("cells", "unit"), [(("EA", "SET"), "EA"), (("NOTE", "SET"), None)])
def test_a_column_of_units_needs_no_known_title(cells: tuple[str, str], unit: str | None) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    Item     Material / Long Text           Order Qty     Zzyzx
    00010    FLUSH DOOR                     10            {cells[0]}
             Size : 900 x 2100
    00020    FLUSH DOOR                     2             {cells[1]}
             Size : 800 x 2100
    """
    )
    assert column(invoice, "quantity") == [10, 2]
    assert column(invoice, "unit")[0] == unit


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


def test_a_unit_that_nobody_knows_is_kept_and_asked_about() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description    Size         Qty   Unit
    1    FLUSH DOOR     900 x 2100   5     FLURBS
    2    FLUSH DOOR     800 x 2100   2     SET
    """
    )
    assert column(invoice, "unit") == ["FLURBS", "SET"]
    assert [bool(item.unit and item.unit.doubts) for item in invoice.items] == [True, False]


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


def test_marks_beside_places_are_no_places() -> None:
    invoice = invoice_in(
        TOP
        + """
    Mark     Location       Description      Size         Qty
    D-01     STORE ROOM     FLUSH DOOR       900 x 2100   4
    D-02     BATH 2 & 3     FLUSH DOOR       800 x 2100   2
    """
    )
    assert column(invoice, "location") == ["STORE ROOM", "BATH 2 & 3"]


@pytest.mark.parametrize(("code", "laminate"), [("Finish Code", "FD-01"), ("Item Code", "NATURAL OAK")])
def test_the_goods_own_code_beside_a_colour_is_not_taken_for_the_laminate_s(code: str, laminate: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    {code}    Colour          Description      Size         Qty
    FD-01          NATURAL OAK     FLUSH DOOR       900 x 2100   4
    FD-02          NATURAL OAK     FLUSH DOOR       800 x 2100   2
    """
    )
    assert column(invoice, "laminate_code")[0] == laminate


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
    ("group", "code", "asked"),
    [
        ("", "Finish Code    Finish Colour", False),
        ("", "Code           Colour       ", True),
        ("Laminate / Kemasan", "Code           Colour       ", False),
        ("     Item details  ", "Code           Colour       ", True),
        ("  Laminate         ", "Code           Colour       ", False),
    ],
)
def test_a_code_beside_a_colour_is_asked_about_unless_a_group_says_whose_it_is(
    group: str, code: str, asked: bool
) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    {group}
    {code}    Description      Size         Qty
    FD-01          NATURAL OAK      FLUSH DOOR       900 x 2100   4
    FD-02          NATURAL OAK      FLUSH DOOR       800 x 2100   2
    """
    )
    assert column(invoice, "laminate_code") == ["FD-01", "FD-02"]
    assert [bool(item.laminate_code and item.laminate_code.doubts) for item in invoice.items] == [asked, asked]


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


def test_marks_under_a_unit_s_title_are_none_where_units_have_a_column() -> None:
    invoice = invoice_in(
        TOP
        + """
    Pack     Goods                    Size             Qty   Unit
    P-01     Door, single leaf        900 x 2100       5     LEAF
    P-02     Door, single leaf        800 x 2100       11    SET
    """
    )
    assert column(invoice, "unit") == ["LEAF", "SET"]
    assert column(invoice, "quantity") == [5, 11]


def test_a_column_of_labelled_statements_is_text_whatever_its_title_says_and_units_with_sen_are_prices() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description     Size         Core                       Qty   Unit      Unit     Total
    1    Flush Door      900 x 2100   Core: Honeycomb            4     PCS       250.00   1,000.00
                                      Edging: ABS Edging
    2    Flush Door      800 x 2100   Core: Tubular              2     PCS       240.00   480.00
                                      Door Type: Double Leaf
    """
    )
    assert column(invoice, "door_core") == ["honeycomb", "solid_tubular"]
    assert column(invoice, "edging") == ["abs_edging", None]
    assert column(invoice, "door_type") == [None, "D/L"]
    assert column(invoice, "unit") == ["PCS", "PCS"]
    assert column(invoice, "unit_price") == ["250.00", "240.00"]


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


def test_goods_under_a_title_of_their_finish_are_described_there() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Item & Finish                        Width (mm)   Height (mm)   Qty       Rate       Amount
    1    FLUSH DOOR, LAMINATE 8S-B207         750          2400          2 NOS     612.80     1,225.60
         DESIGN RH-12 AUSTIN
    2    HPL DOOR, LAMINATE EDL-1416          800          2100          3 NOS     612.80     1,838.40
    """
    )
    assert [values(item, "laminate_code", "design_name", "width_mm", "quantity") for item in invoice.items] == [
        ("8S-B207", "RH-12 AUSTIN", 750, 2),
        ("EDL-1416", None, 800, 3),
    ]


def test_goods_under_a_title_of_their_type_are_described_there_and_their_leaves_beside_them() -> None:
    """A type that says more than what the goods are stays a type."""
    table = """
    No   Type                   Leaf           Size W x H    Qty    Unit
    1    HPL DOOR               DOUBLE LEAF    1200 x 2440   10     NOS
    2    LAMINATED DOOR         UNEQUAL D/L    1200 x 2150   5      NOS
    3    LAMINATED DOOR FRAME   -              1200 x 2150   5      SET
    """
    items = invoice_in(TOP + table).items
    assert [values(item, "kind", "description", "door_type") for item in items] == [
        ("door", "HPL DOOR", "D/L"),
        ("door", "LAMINATED DOOR", "Unequal D/L"),
        ("frame", "LAMINATED DOOR FRAME", None),
    ]
    assert not any(field.doubts for item in items for field in (item.kind, item.description))
    typed = invoice_in(TOP + table.replace("HPL DOOR       ", "SINGLE LEAF DOOR").replace("Leaf  ", "Remark"))
    assert column(typed, "door_type")[:1] == ["S/L"]
