"""Words over several columns are the item's own text."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, invoice_in, values

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
