"""A small grid under an item: titles over what they are of, in drawn cells."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

GRIDS = (
    TOP
    + """
    Item 1  FLUSH DOOR                           Qty 4 NO   Unit price 100.00   400.00
    ¦---------¦-----------¦----------¦--------¦---------¦-----------------¦----------¦
    ¦ Size    ¦ Thickness ¦ Laminate ¦ Core   ¦ Edging  ¦ Lock hole       ¦ Location ¦
    ¦         ¦           ¦ code     ¦        ¦         ¦                 ¦          ¦
    ¦---------¦-----------¦----------¦--------¦---------¦-----------------¦----------¦
    ¦ 900 X   ¦ 43MM      ¦ 6S-A057  ¦ SOLID  ¦ NATURAL ¦ MORTISE LOCK 55 ¦ GUEST    ¦
    ¦ 2100    ¦           ¦          ¦ TIMBER ¦ LIPPING ¦ MM BACKSET      ¦ ROOM 2   ¦
    ¦---------¦-----------¦----------¦--------¦---------¦-----------------¦----------¦
    Remark: top sealed

    Item 2  DOOR FRAME                           Qty 3      Unit price 50.00    150.00
    ¦-------------¦-------------¦--------¦---------¦
    ¦ Size        ¦ Frame width ¦ Rebate ¦ Profile ¦
    ¦-------------¦-------------¦--------¦---------¦
    ¦ 950 X 2150  ¦ 130-150MM   ¦ 49MM   ¦ CH2     ¦
    ¦-------------¦-------------¦--------¦---------¦

    Item 3  DOOR CLOSER                          Qty 2 PCS  Unit price 20.00     40.00

                                                            Total               590.00
    """
)


def test_each_items_grid_has_titles_of_its_own() -> None:
    invoice = invoice_in(GRIDS)
    assert column(invoice, "kind") == ["door", "frame", "other"]
    assert column(invoice, "width_mm") == [900, 950, None]
    assert column(invoice, "height_mm") == [2100, 2150, None]
    assert column(invoice, "thickness_mm") == [43, None, None]
    assert column(invoice, "frame_width") == [None, "130-150MM", None]
    assert column(invoice, "rebate_mm") == [None, 49, None]
    assert column(invoice, "frame_profile") == [None, "CH2", None]


def test_a_cell_is_read_whole_whatever_stands_close_beside_it() -> None:
    invoice = invoice_in(GRIDS)
    assert column(invoice, "laminate_code") == ["6S-A057", None, None]
    assert column(invoice, "door_core") == ["solid_timber", None, None]
    assert column(invoice, "edging") == ["na_lipping", None, None]
    assert column(invoice, "open_hole_type") == ["MORTISE LOCK 55 MM BACKSET", None, None]
    assert column(invoice, "location") == ["GUEST ROOM 2", None, None]
    assert column(invoice, "remark") == ["top sealed", None, None]


def test_counts_and_prices_stand_in_the_items_own_line() -> None:
    invoice = invoice_in(GRIDS)
    assert column(invoice, "quantity") == [4, 3, 2]
    assert column(invoice, "unit") == ["NO", None, "PCS"]
    assert [str(price) for price in column(invoice, "unit_price")] == ["100.00", "50.00", "20.00"]


def test_a_title_that_is_not_known_asks() -> None:
    invoice = invoice_in(GRIDS.replace("Edging ", "Grommet"))
    assert invoice.items[0].other_words is not None
    assert invoice.items[0].edging is None


def test_a_size_for_each_of_several_lines_in_a_cell_asks() -> None:
    invoice = invoice_in(GRIDS.replace("¦ 900 X   ¦", "¦ 900X2100¦").replace("¦ 2100    ¦", "¦ 800X2100¦"))
    assert any(field.doubts for field in (invoice.items[0].width_mm, invoice.items[0].height_mm) if field)
