"""A package's own codes in front of the goods' names."""

from __future__ import annotations

from pipeline.understand.table.leading_codes import leading_codes
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, column, invoice_in

LISTING = """
    No   Description                          Qty   Amount
    1    FD-28520 HPL DOOR 926MM X 2120MM     2     600.00
         LAM.CODE: LM7231
    2    FD-38471 HPL DOOR 813MM X 2032MM     6     900.00
         LAM.CODE: 9M-864
    3    FD-47337 HPL DOOR 800MM X 2100MM     1     200.00
         CORE: HONEYCOMB
    4    FD-40883 FLUSH DOOR 720MM X 2350MM   2     560.00
         LAM.CODE: 9M-864
"""


def test_codes_of_one_pattern_number_the_stock_where_laminates_have_a_label() -> None:
    invoice = invoice_in(TOP + LISTING)
    assert column(invoice, "laminate_code") == ["LM7231", "9M-864", None, "9M-864"]
    assert column(invoice, "other_words") == [None] * 4
    assert str(column(invoice, "description")[2]).startswith("FD-47337 HPL DOOR")


def test_such_codes_may_be_the_laminates_where_nothing_else_tells_these() -> None:
    texts = ["FD-28520 HPL DOOR", "FD-38471 HPL DOOR", "FD-47337 FLUSH DOOR"]
    assert not leading_codes(texts, VOCABULARY)
    told = leading_codes([f"{text}, LAMINATE 9M-864" for text in texts], VOCABULARY)
    assert told == {"FD-28520", "FD-38471", "FD-47337"}
    assert not leading_codes(["AB-285 DOOR, LAMINATE 9M-864", "FD-38471 DOOR", "9M-864 DOOR"], VOCABULARY)
