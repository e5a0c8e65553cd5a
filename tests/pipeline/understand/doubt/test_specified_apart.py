"""What is specified beside several lines, and may be meant for all of them or for one, is asked about."""

from tests.pipeline.understand.laid_out import TOP, invoice_in

TABLE = """
    No     Description                 Size            Qty     Price      Total RM
{}    1      LAMINATE DOOR, S/L          840 x 2100      2       400.00       800.00
{}    2      LAMINATE DOOR, D/L          1560 x 2100     1       700.00       700.00
{}                                                       TOTAL RM          1,500.00
"""
OWN = "           Spec: 38mm, honeycomb core\n"


def test_what_stands_over_the_first_item_alone_is_asked_about() -> None:
    (doubt,) = invoice_in(TOP + TABLE.format("           Thickness: 38mm; Core: HONEYCOMB\n", "", "")).doubts
    assert doubt == "“Thickness: 38mm; Core: HONEYCOMB” tells how goods are made: of which lines?"


def test_a_specification_below_the_last_of_several_doors_alone_is_asked_about() -> None:
    (doubt,) = invoice_in(TOP + TABLE.format("", "", OWN)).doubts
    assert doubt == "“Spec: 38mm, honeycomb core” tells how goods are made: of which lines?"
    assert invoice_in(TOP + TABLE.format("", OWN, OWN)).doubts == ()


def test_what_stands_above_figures_in_the_middle_of_items_is_asked_of_nobody() -> None:
    heading = "    No     Qty     Description                   Unit\n"
    rows = """
                   LAMINATE DOOR
                   Core: HONEYCOMB
    {}      2       Size: 840 x 2100              SET
                   Thickness: 38mm
                   Edging: ABS
"""
    transport = "\n    4      1       TRANSPORT                     TRIP\n"
    doubts = invoice_in(TOP + heading + rows.format(1) + rows.format(2), heading + rows.format(3) + transport).doubts
    assert doubts == ()


def test_what_stands_apart_below_the_last_of_several_items_is_asked_about() -> None:
    rows = TABLE[: TABLE.index("{}          ")].replace("{}", "")
    (doubt,) = invoice_in(TOP + rows + "\n           Thickness 38mm\n").doubts
    assert doubt == "“Thickness 38mm” tells how goods are made: of which lines?"


def test_one_option_alone_over_the_first_of_numbered_items_that_name_their_goods_is_asked_about() -> None:
    (doubt,) = invoice_in(TOP + TABLE.format("           With T-bar\n", "           Without T-bar\n", "")).doubts
    assert doubt == "“With T-bar” tells how goods are made: of which lines?"
