"""A row's cells become the fields of one line item, and no word of them is lost."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, values


def test_words_that_run_over_into_the_cell_of_a_size_are_not_lost() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description    Size          Qty
    1    Flush door     950 x 2150    4
         Laminate 6S-A058, honeycomb,
         ABS edging
    2    Flush door     850 x 2150    2
    3    Flush door     750 x 2150    1
                        QX varnish
    """
    )
    assert column(invoice, "laminate_code") == ["6S-A058", None, None]
    assert column(invoice, "door_core") == ["honeycomb", None, None]
    assert invoice.items[2].other_words
    assert invoice.items[2].other_words.doubts


def test_a_count_among_the_words_that_is_not_the_column_s_is_asked_about() -> None:
    invoice = invoice_in(
        TOP
        + """
    Description                         Qty          Amount
    Flush door 950 x 2150               290.00       870.00
    3 units
    Flush door 850 x 2150               2            560.00
    2 units
    Door closer                         4            352.00
    60KG
    """
    )
    assert [bool(item.quantity and item.quantity.doubts) for item in invoice.items] == [True, False, False]


def test_what_stands_beside_an_option_in_its_cell_is_not_lost() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description    Size          Leaf                             Core               Qty
    1    Flush door     950 x 2150    Single leaf Zyxwv 70mm           Honeycomb          4
    2    Flush door     850 x 2150    Single leaf with vision panel    Honeycomb core     2
    3    Flush door     750 x 2150    Single leaf                      Honeycomb          1
    """
    )
    assert column(invoice, "door_type") == ["S/L"] * 3
    asked = [bool(item.other_words and item.other_words.doubts) for item in invoice.items]
    assert asked == [True, False, False]
    assert "vision panel" in str(column(invoice, "other_words")[1])


def test_what_a_scan_parted_or_misread_in_a_cell_of_figures_is_put_right_where_one_reading_is_left() -> None:
    (item,) = invoice_in(
        TOP
        + """
    No   Description    W         H          Qty     Rate      Amount
    1    Flush door     3FT       6FT 81N    6       24.00     14 4.00
    """,
        confidence=0.99,
    ).items
    assert values(item, "height_mm", "amount", "other_words") == (2030, "144.00", None)


def test_a_remark_that_counts_something_is_whole_where_a_column_counts_the_goods() -> None:
    (item,) = invoice_in(
        TOP
        + """
    No  Description                      Qty  Unit
    1   Laminated door 900 x 2100        4    nos
        Remark: hinge prep 3 nos
    """
    ).items
    assert item.remark
    assert (item.remark.value, item.remark.doubts) == ("hinge prep 3 nos", ())


def test_a_count_s_label_that_a_speck_parted_from_it_is_no_unknown_word() -> None:
    (item,) = invoice_in(
        TOP
        + """
    Flush door 900 x 2100   Qty,   8 no
    """
    ).items
    assert item.quantity
    assert (item.quantity.value, item.other_words) == (8, None)


def test_words_behind_an_option_that_change_nothing_about_it_are_asked_about_in_no_cell() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description    Size          Edging                   Core               Qty
    1    Flush door     950 x 2150    N.A. lipping 4 sides     Honeycomb          4
    2    Flush door     850 x 2150    N.A. lipping 4 zyxwv     Honeycomb          2
    """
    )
    assert column(invoice, "edging") == ["na_lipping"] * 2
    assert [bool(item.other_words) for item in invoice.items] == [False, True]


def test_two_leaves_that_are_called_unequal_are_so_though_ocr_read_the_slash_as_a_letter() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description    Size                 Leaf          Qty
    1    Flush door     4ft Oin x 7ft 2in    UNEQUAL DIL   4
    2    Flush door     2ft 8in x 7ft Oin    S/L           2
    """,
        confidence=0.97,
    )
    assert column(invoice, "door_type") == ["Unequal D/L", "S/L"]
    assert column(invoice, "width_mm") == [1220, 815]
    assert column(invoice, "other_words") == [None] * 2
