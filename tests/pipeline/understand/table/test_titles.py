"""Which words of a heading are one title."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in


def test_titles_a_word_space_apart_are_two_where_a_cell_begins_under_each() -> None:
    invoice = invoice_in(
        TOP
        + """
        No    Description      Width    Height   Thickness Door Type   Laminate    Core          Qty
        1     Flush Door       926      2050     43mm      S/L         KLM-88A     Honeycomb     4
        2     Laminated Door   1600     2135     37mm      D/L         KLM-91A     Honeycomb     2
        """
    )
    assert column(invoice, "thickness_mm") == [43, 37]
    assert column(invoice, "door_type") == ["S/L", "D/L"]
    assert column(invoice, "laminate_code") == ["KLM-88A", "KLM-91A"]


def test_a_title_of_two_words_over_one_cell_stays_one() -> None:
    invoice = invoice_in(
        TOP
        + """
        No    Description      Width    Height   Leaf Design Name   Laminate    Core          Qty
        1     Flush Door       926      2050     OSAKA 3            KLM-88A     Honeycomb     4
        """
    )
    assert column(invoice, "design_name") == ["OSAKA 3"]
    assert column(invoice, "door_type") == [None]
