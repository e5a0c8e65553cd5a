"""Which words of a heading are one title."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, values


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


@pytest.mark.parametrize("titles", ["L        T     ", "L (cm)   T (cm)", "T        L     "])
def test_l_and_t_over_columns_of_their_own_are_lebar_and_tinggi(titles: str) -> None:
    width, height = ("80", "210") if "cm" in titles else ("800", "2100")
    first, second = (height, width) if titles.startswith("T") else (width, height)
    invoice = invoice_in(
        TOP
        + f"""
    Bil   Keterangan                               {titles}   Tebal   Kuantiti
    1     Pintu laminat, teras honeycomb           {first:<6}   {second:<6}   43mm    4
    """
    )
    assert values(invoice.items[0], "width_mm", "height_mm", "thickness_mm") == (800, 2100, 43)


def test_a_t_beside_an_l_and_the_heights_stays_a_thickness() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                  L      H       T    Qty
    1    Laminated door, honeycomb    800    2100    43   4
    """
    )
    assert values(invoice.items[0], "width_mm", "height_mm", "thickness_mm") == (800, 2100, 43)


def test_a_currency_apart_from_the_title_of_amounts_heads_them() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item   Description              Quantity   Price     Value   MYR
    1      Flush door 900 x 2100    2 PC       50.00             100.00
    2      Flush door 800 x 2100    4 PC       50.00             200.00
    """,
        confidence=0.97,
    )
    assert [values(item, "amount", "other_words") for item in invoice.items] == [("100.00", None), ("200.00", None)]


@pytest.mark.parametrize("first", ["Size W x", "Size W x H x"])
def test_axes_that_go_on_on_the_line_below_are_one_title(first: str) -> None:
    last = "H" if first.endswith("W x") else "Thk"
    invoice = invoice_in(
        TOP
        + f"""
        No    Description      {first:12}       Laminate    Core          Qty
                               {last:12}
        1     Flush Door       926 x 2050         KLM-88A     Honeycomb     4
        """
    )
    assert values(invoice.items[0], "width_mm", "height_mm", "laminate_code") == (926, 2050, "KLM-88A")
