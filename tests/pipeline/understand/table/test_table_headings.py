"""Which lines head a table, and what their titles mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.understand.page.layout import sheet_of
from pipeline.understand.table.table_headings import headings_of
from pipeline.understand.table.titles import meanings_of_title
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, column, invoice_in, page_of, values


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


def test_the_upper_line_of_the_first_item_s_cells_is_no_line_of_titles() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Location     Item          Size          Lock hole       Remarks      Qty    Unit
                                                  DIGITAL LOCK    HINGES ON
    1    STORE        FLUSH DOOR    850 x 2150    YDM             LEFT         4      NOS

                                                  KNOB LOCK
    2    KITCHEN      FLUSH DOOR    800 x 2150    HOLE                         2      NOS
    """
    )
    assert column(invoice, "open_hole_type") == ["DIGITAL LOCK YDM", "KNOB LOCK HOLE"]
    assert column(invoice, "remark") == ["HINGES ON LEFT", None]


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


def test_how_many_pieces_there_are_is_a_count_in_either_language() -> None:
    for title in ("Jumlah keping", "Total pcs", "No. of pieces"):
        assert meanings_of_title(title, VOCABULARY) == {"quantity"}


@pytest.mark.parametrize("titles", [("Area (sqft)", ""), ("Area", "(sqft)"), ("Luas (kps)", ""), ("Weight (kg)", "")])
def test_an_area_or_a_weight_is_no_room(titles: tuple[str, str]) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    No   Description                        {titles[0]:13}  Pcs    Rate    Amount
                                            {titles[1]}
    1    Door 43mm 900 x 2100               20.34          4      9.83    800.00
    2    Door 43mm 750 x 2100               16.95          3      11.80   600.00
    """
    )
    assert column(invoice, "location") == [None, None]
    assert column(invoice, "other_words") == [None, None]
    assert column(invoice, "quantity") == [4, 3]


def test_a_title_of_two_words_is_one_though_its_boxes_are_drawn_lower_than_its_neighbours() -> None:
    page = page_of("    Sr   Item  No.   Item Description            Qty    Unit Price    Line Total")
    first, item, number, *others = page.words
    lower = (item.box.y1 - item.box.y0) / 5
    item = replace(item, box=replace(item.box, y0=item.box.y0 + lower))
    number = replace(number, box=replace(number.box, y0=number.box.y0 + lower, x0=number.box.x0 - 0.003))
    (heading,) = headings_of(sheet_of(replace(page, words=(first, item, number, *others))), VOCABULARY)
    assert heading.meanings == ("number", "stock_code", "description", "quantity", "unit_price", "amount")


def test_item_and_description_close_together_are_one_title_where_another_column_numbers_the_items() -> None:
    page = page_of("    Sr         Item No.    Item  Description            Qty    Unit Price    Line Total")
    words = tuple(
        replace(word, box=replace(word.box, x0=word.box.x0 - 0.002)) if word.text == "Description" else word
        for word in page.words
    )
    (heading,) = headings_of(sheet_of(replace(page, words=words)), VOCABULARY)
    assert heading.meanings == ("number", "stock_code", "description", "quantity", "unit_price", "amount")


def test_net_before_the_currency_is_the_line_s_amount() -> None:
    assert [meanings_of_title(title, VOCABULARY) for title in ("Net RM", "Nett (RM)")] == [{"amount"}] * 2


def test_the_unit_of_a_title_is_parted_from_the_next_title_that_stands_close_to_it() -> None:
    invoice = invoice_in(
        TOP
        + """
                                          Thk
    Item                 Size (W x H)     (mm) Laminate no.   Leaf   Qty
    Timber door leaf     900 x 2100       45   TX9415-SM      S/L    10
    Laminated door       800 x 2100       43   TX5540-GL      S/L    12
    """,
        confidence=0.97,
    )
    assert [values(item, "thickness_mm", "laminate_code", "quantity") for item in invoice.items] == [
        (45, "TX9415-SM", 10), (43, "TX5540-GL", 12),
    ]  # fmt: skip


def test_the_last_words_of_an_item_s_cells_are_no_heading_though_each_may_be_a_title() -> None:
    items = invoice_in(
        TOP
        + """
    NO   ITEM          SIZE          THK    LAMINATE   CORE             DESIGN   QTY   REMARK

    1    Timber door   900 x 2100    43MM   6S-A057    Metal skeleton   Aster    4     Match show
         leaf                                          core                            unit

    2    Timber door   800 x 2100    37MM   6S-A058    Solid timber     Dahlia   2
         leaf                                          core
    """
    ).items
    names = ("width_mm", "door_core", "quantity", "remark")
    assert [values(item, *names) for item in items] == [
        (900, "metal_skeleton", 4, "Match show unit"),
        (800, "solid_timber", 2, None),
    ]
