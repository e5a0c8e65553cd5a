"""Words over several columns are the item's own text."""

from __future__ import annotations

import pytest

from pipeline.understand.page.layout import sheet_of
from pipeline.understand.table.columns import Column, laid
from pipeline.understand.table.spanning import begun_under, spanning
from tests.pipeline.understand.laid_out import TOP, column, invoice_in, page_of, values

SCHEDULE = """
    ---------------------------------------------------------------------------------
    ¦No¦Leaf ¦W (mm)¦H (mm)¦Core     ¦Edging   ¦Open Hole      ¦Qty¦RM/PC   ¦RM       ¦
    ---------------------------------------------------------------------------------
    ¦AREA : Guest Room                                                              ¦
    ¦1 ¦D/L  ¦ 1500 ¦ 2100 ¦Tubular  ¦ABS      ¦Lever lock hole¦ 4 ¦ 530.00 ¦ 2,120.00¦
    ¦2 ¦     ¦ 750  ¦ 2032 ¦Tubular  ¦ABS      ¦Lever lock hole¦ 4 ¦ 530.00 ¦ 2,120.00¦
    ¦AREA : Linen Store                                                             ¦
    ¦3 ¦S/L  ¦ 930  ¦ 2100 ¦HC       ¦ABS      ¦               ¦ 2 ¦ 400.00 ¦ 800.00  ¦
    ¦GENERAL / OTHERS                                                               ¦
    ¦4 ¦Stainless steel hinges 4" x 3" x 3mm                  ¦ 12¦ 13.50  ¦ 162.00  ¦
    ---------------------------------------------------------------------------------
"""


def test_a_row_whose_cells_were_made_one_names_its_goods_there_though_sections_break_the_rules() -> None:
    items = invoice_in(TOP + SCHEDULE).items
    assert [values(item, "kind", "quantity", "unit_price", "location") for item in items] == [
        ("door", 4, "530.00", "Guest Room"), ("door", 4, "530.00", "Guest Room"),
        ("door", 2, "400.00", "Linen Store"), ("other", 12, "13.50", None),
    ]  # fmt: skip
    assert not any(item.kind.doubts for item in items)


def test_cells_that_leave_but_a_word_space_between_them_are_told_by_the_titles_they_begin_under() -> None:
    invoice = invoice_in(
        TOP
        + """
    S/N   Finish     Dimensions    Goods & Specification             Location   Qty
    1     KD-1704    H2400 x W915  Laminated timber door             Study      5 NOS
                                   48mm thk, SL, N.A. Lipping
    2     PL-2523-WG H2100 x W1000 Laminated timber door             Study      2 NOS
                                   43mm thk, SL, ABS Edging
    """,
        confidence=0.97,
    )
    names = ("laminate_code", "width_mm", "height_mm", "thickness_mm", "other_words")
    assert [values(item, *names) for item in invoice.items] == [
        ("KD-1704", 915, 2400, 48, None), ("PL-2523-WG", 1000, 2100, 43, None),
    ]  # fmt: skip


def test_a_count_set_to_the_right_under_its_title_stands_in_its_column() -> None:
    invoice = invoice_in(
        TOP
        + """
      Qty UOM    Stock Code   Particulars                  U.Price (RM)   Net Amt (RM)
        6 UNIT   HD436        FLUSH DOOR 762mm x 2250mm           40.00         240.00
    12.00 LENGTH MS344        MDF SKIRTING 90MM X 12MM            21.00         252.00
    """
    )
    assert [values(item, "quantity", "unit", "description") for item in invoice.items] == [
        (6, "UNIT", "FLUSH DOOR 762mm x 2250mm"), (12, "LENGTH", "MDF SKIRTING 90MM X 12MM"),
    ]  # fmt: skip


def test_the_words_of_a_cell_that_reaches_beyond_its_title_stay_in_it_up_to_where_the_next_one_begins() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Location      Size            Thk  Leaf        Laminate   Core      Qty
    1    Riser L5      900W x 2100H    40mm S/L         TW387/GL   Tubular   8
    2    Unit 12-3A    915W x 2200H    43mm Single leaf TW212/SU   Tubular   2
    """,
        confidence=0.97,
    )
    names = ("thickness_mm", "door_type", "laminate_code")
    assert [values(item, *names) for item in invoice.items] == [(40, "S/L", "TW387/GL"), (43, "S/L", "TW212/SU")]


def test_text_that_runs_on_below_the_counts_on_a_typewriter_is_still_the_item_s() -> None:
    invoice = invoice_in(
        TOP
        + """
    Pos    Material                          Qty   UoM    Net price   Value
    0010   Timber door leaf S/L               6    EA        310.00    1,860.00
           Dimension 750 x 2150 mm / thickness 48mm
           Lock prep: Cylindrical 60mm backset
    0020   Flush door S/L                     2    EA        612.00    1,224.00
           Dimension 1000 x 2150 mm
           Core: Chipboard tubular; Edge: ABS edging
           Design PX-16 SIENA; Lock prep: Push-pull lock
    """
    )
    names = ("quantity", "thickness_mm", "edging", "design_name", "open_hole_type", "other_words")
    assert [values(item, *names) for item in invoice.items] == [
        (6, 48, None, None, "Cylindrical 60mm backset", None),
        (2, None, "abs_edging", "PX-16 SIENA", "Push-pull lock", None),
    ]


def test_a_value_that_runs_on_below_the_counts_though_its_label_stands_apart_is_still_the_item_s() -> None:
    (line,) = sheet_of(page_of("Remarks         : GRAIN DIRECTION VERTICAL")).lines
    label, told = line.segments
    edge = told.ink[-1].x0 - 2.0
    described = Column("Description", "description", 0.0, edge, label.x0, label.x1)
    counted = Column("Qty", "quantity", edge, 600.0, edge + 4.0, edge + 24.0)
    assert spanning(line, (described, counted)) == [told]


def test_a_count_that_ends_with_its_title_keeps_its_column_though_it_begins_behind_it() -> None:
    (line,) = sheet_of(page_of("16 LEAF Flush door")).lines
    count, unit, name, _ = line.ink
    counted = Column("Count", "quantity", 0.0, unit.x0 - 2.0, count.x0 - 12.0, count.x1)
    units = Column("UOM", "unit", unit.x0 - 2.0, name.x0 - 2.0, unit.x0, unit.x1)
    described = Column("Description", "description", name.x0 - 2.0, 600.0, name.x0, name.x1)
    assert [column for column, _ in begun_under(line.segments[0], laid((counted, units, described)))][:3] == [
        counted, units, described,
    ]  # fmt: skip


def test_the_value_apart_from_its_label_is_the_item_s_text_though_it_stands_below_the_counts() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item    Material    Description        Order qty.  Unit      Price       Value
    00010   DR00118     FLUSH DOOR                 12  LEAF      10.00      120.00
                        SIZE           : 760MM (W) X 2140MM (H)
                        THICKNESS      : 43MM
                        LAMINATE       : EX 5117 NT
                        DESIGN NAME    : SHAKER 2
    00020   DR00119     DOOR LEAF                   3  LEAF      10.00       30.00
                        SIZE           : 1760MM (W) X 2140MM (H)
                        LAMINATE       : EX 5118 NT
                        OPEN HOLE      : ROLLER LATCH
    """
    )
    names = ("quantity", "width_mm", "height_mm", "laminate_code", "design_name", "open_hole_type", "other_words")
    assert [values(item, *names) for item in invoice.items] == [
        (12, 760, 2140, "EX 5117 NT", "SHAKER 2", None, None),
        (3, 1760, 2140, "EX 5118 NT", None, "ROLLER LATCH", None),
    ]
    assert not any(found.doubts for item in invoice.items for found in (item.laminate_code, item.quantity) if found)


@pytest.mark.parametrize(
    ("note", "remark"),
    [
        ("Remark: Pack two per crate", "Pack two per crate"),
        ("Catatan: Hantar ke tapak dahulu", "Hantar ke tapak dahulu"),
    ],
)
def test_a_labelled_note_that_begins_under_a_room_and_runs_on_below_the_count_is_the_item_s(
    note: str, remark: str
) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    No   Specification            Location       Qty      Unit RM     Amount RM

    1    Door leaf - laminated    Dry Kitchen    5 leaf    590.00      2,950.00
         Size 885 x 2210 mm       {note}
         Thickness 46mm

    2    Door leaf - laminated    Store          2 leaf    590.00      1,180.00
         Size 810 x 2210 mm
    """
    )
    assert column(invoice, "remark") == [remark, None]
    assert column(invoice, "location") == ["Dry Kitchen", "Store"]
    assert not any(item.unit and item.unit.doubts for item in invoice.items)
    assert column(invoice, "other_words") == [None, None]


def test_a_place_that_runs_on_below_the_count_is_asked_about() -> None:
    first = invoice_in(
        TOP
        + """
    No   Specification            Location       Qty      Unit RM     Amount RM

    1    Door leaf - laminated    Tower B        5 leaf    590.00      2,950.00
         Size 885 x 2210 mm       North wing: corridor beside lift

    2    Door leaf - laminated    Store          2 leaf    590.00      1,180.00
         Size 810 x 2210 mm
    """
    ).items[0]
    assert first.other_words or (first.location and first.location.doubts)
