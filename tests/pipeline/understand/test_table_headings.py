"""Which lines head a table, and what their titles mean."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, invoice_in, value, values


def test_a_currency_heads_a_column_of_amounts_and_a_currency_for_each_unit_one_of_prices() -> None:
    invoice = invoice_in(
        TOP
        + """
    Pos   Article                        Dimensions      Qty       S$/unit    S$
    1     Single leaf door               900 x 2100      3 sets    410.00     1,230.00
    """
    )
    assert values(invoice.items[0], "unit_price", "amount", "other_words") == ("410.00", "1230.00", None)


def test_titles_that_end_with_a_slash_go_on_in_the_next_line() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item /   Material /         Order Qty /   OUn /   Net Price /      Net Value /
    Bil,     Keterangan         Kuantiti      Unit    Harga Seunit     Jumlah
    00010    LAMINATE DOOR      1             SET     335.50           335.50
             Size : 813 x 2110
    """
    )
    assert values(invoice.items[0], "quantity", "unit", "amount") == (1, "SET", "335.50")


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
    assert [value(item, "design_name") for item in invoice.items] == ["ASPEN 04", "ARCA 2"]
