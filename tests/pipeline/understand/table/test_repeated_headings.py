"""What stands under a repeated heading is the rest of an item, though its words are titles elsewhere."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

TITLES = """
    No    Description                   Qty    Unit    Price      Amount
    Bil   Keterangan                    Kty    Unit    Harga      Jumlah
"""


def test_a_title_s_word_below_a_repeated_heading_is_the_rest_of_the_item_before() -> None:
    first = f"""{TOP}{TITLES}
    1     SINGLE LEAF FLUSH DOOR        3      UNIT    846.00     2538.00
          2'2" x 6'10" x 44mm
          W/O EDGING
"""
    second = f"""{TITLES.strip(chr(10))}
          T BAR
          NOTE: MATCH SAMPLE
    2     FLUSH DOOR 3' x 7'            1      UNIT    500.00     500.00
                                               TOTAL              3038.00
"""
    invoice = invoice_in(first, second)
    assert column(invoice, "decorative_line") == ["t_bar", None]
    assert column(invoice, "remark") == ["MATCH SAMPLE", None]
