"""A design under a title that names it among other things."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, invoice_in, values

NAMES = ("design_name", "decorative_line", "decorative_line_count", "other_words")


def test_a_design_beside_lines_is_the_part_of_the_cell_that_says_nothing_else() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Item          Size         Design / line              Qty
    1    FLUSH DOOR    926 x 2040   PX-16 SIENA                8
    2    FLUSH DOOR    838 x 2135   2 groove lines             3
    3    FLUSH DOOR    838 x 2135   VOGUE-02/4 GROOVE LINES    3
    4    FLUSH DOOR    838 x 2135   SHAKER 3P / 2              3
                                    groove lines
    5    FLUSH DOOR    838 x 2135   LINEA 4                    3
    6    FLUSH DOOR    838 x 2135   T-bar; Classic 5 Panel     3
    7    FLUSH DOOR    838 x 2135   -                          3
    """
    )
    assert [values(item, *NAMES) for item in invoice.items] == [
        ("PX-16 SIENA", None, None, None),
        (None, "groove_line", 2, None),
        ("VOGUE-02", "groove_line", 4, None),
        ("SHAKER 3P", "groove_line", 2, None),
        ("LINEA 4", None, None, None),
        ("Classic 5 Panel", "t_bar", None, None),
        (None, None, None, None),
    ]
    assert not any(item.design_name.doubts for item in invoice.items if item.design_name)


def test_such_a_title_over_two_lines_is_one_title() -> None:
    invoice = invoice_in(
        TOP
        + """
                               Reka bentuk /
    Bil  Barang        Saiz         garis             Kuantiti
    1    PINTU LAMINA  926 x 2040   RG-08 TIOMAN      8
    2    PINTU LAMINA  838 x 2135   4 groove lines    3
    """.replace("                               Reka", "                                    Reka")
    )
    assert [values(item, *NAMES) for item in invoice.items] == [
        ("RG-08 TIOMAN", None, None, None),
        (None, "groove_line", 4, None),
    ]


def test_two_names_or_what_the_title_does_not_promise_are_asked_about() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Item          Size         Design / line                  Qty
    1    FLUSH DOOR    926 x 2040   AURA 9 / SIENA PLAIN           8
    2    FLUSH DOOR    838 x 2135   KENARI 2 / Mortise lock hole   3
    """
    )
    assert [item.design_name for item in invoice.items] == [None, None]
