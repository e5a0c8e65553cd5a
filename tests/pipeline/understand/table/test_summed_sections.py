"""Headings inside an item table that carry what the goods under them come to."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, value

HEADING = """
    Description                          Quantity      Unit Price    Amount
"""
STORE = """
    Location: STORE                                                  RM 1,200.00
    Flush Door 900 x 2100mm, S/L         2.00 Units    350.00        RM 700.00
    ABS edging
    Flush Door 800 x 2100mm, S/L         1.00 Units    500.00        RM 500.00
"""
OTHERS = """
    Others                                                           RM 120.00
    Door closer                          2.00 Units    60.00         RM 120.00
"""
TOTAL = """
                                                       Total         RM 1,320.00
"""


def test_a_place_with_the_sum_of_its_goods_is_a_heading_and_holds_for_them_only() -> None:
    invoice = invoice_in(TOP + HEADING + STORE + OTHERS + TOTAL)
    assert column(invoice, "kind") == ["door", "door", "other"]
    assert column(invoice, "location") == ["STORE", "STORE", None]
    assert value(invoice, "total") == "1320.00"


@pytest.mark.parametrize(
    ("first", "second", "places"),
    [
        ("Bilik Tidur Utama", "Dapur", ["Bilik Tidur Utama", "Bilik Tidur Utama", "Dapur"]),
        ("A. GROUND FLOOR", "B. FIRST FLOOR", ["GROUND FLOOR", "GROUND FLOOR", "FIRST FLOOR"]),
        ("Doors", "Doors again", [None, None, None]),
    ],
)
@pytest.mark.parametrize("counted", [True, False])
def test_sums_that_come_out_tell_a_heading_whatever_it_says(
    first: str, second: str, places: list[str | None], *, counted: bool
) -> None:  # fmt: skip
    """Of money, and of pieces where these stand there as well; nobody is asked what its money is for."""
    one, other = ("3.00 Units", "4.00 Units") if counted else ("", "")
    store = STORE.replace(f"{'Location: STORE':<37}{'':<10}", f"{first:<37}{one:<10}")
    more = OTHERS.replace(f"{'Others':<37}{'':<10}", f"{second:<37}{other:<10}")
    more = more.replace("Door closer ", "Flush Door, DL").replace("2.00 Units    60.00 ", "4.00 Units    30.00 ")
    invoice = invoice_in(TOP + HEADING + store + more + TOTAL)
    assert column(invoice, "quantity") == [2, 1, 4]
    assert column(invoice, "location") == places
    assert not invoice.doubts


def test_where_the_sum_does_not_come_out_only_a_label_makes_a_heading() -> None:
    """Else a line of words and money is a charge: it may cost what the line below costs."""
    invoice = invoice_in(TOP + HEADING + STORE.replace("1,200.00", "1,290.00") + OTHERS.replace("Others", "Fitting"))
    assert column(invoice, "kind") == ["door", "door", "other", "other"]
    assert column(invoice, "location") == ["STORE", "STORE", None, None]


@pytest.mark.parametrize("misread", ["first", "second"])
def test_a_sum_that_ocr_misread_is_no_part_of_the_place(misread: str) -> None:
    store = STORE.replace("1,200.00", "1,2OO.0O") if misread == "first" else STORE
    more = OTHERS.replace("Others         ", "Location: DAPUR").replace("Door closer ", "Flush Door, DL")
    more = more.replace("RM 120.00", "RM 12O.O0", 1) if misread == "second" else more
    invoice = invoice_in(TOP + HEADING + store + more, confidence=0.99)
    assert column(invoice, "location") == ["STORE", "STORE", "DAPUR"]
    assert column(invoice, "quantity") == [2, 1, 2]


def test_a_heading_holds_on_over_a_pages_end_until_its_sum_is_reached() -> None:
    first, second = STORE[: STORE.rindex("    Flush")], STORE[STORE.rindex("    Flush") :]
    invoice = invoice_in(TOP + HEADING + first, TOP + HEADING + second + OTHERS + TOTAL)
    assert column(invoice, "location") == ["STORE", "STORE", None]
    invoice = invoice_in(TOP + HEADING + first.replace("1,200.00", "700.00"), TOP + HEADING + second + TOTAL)
    assert column(invoice, "location") == ["STORE", None]


def test_a_charge_that_costs_what_stands_below_it_is_no_heading() -> None:
    charges = """
    Transport                                                        RM 100.00
    Fixing                               1.00 Lot      100.00        RM 100.00
    Site visit                                                       RM 50.00
    Hinge set                            1.00 Lot      50.00         RM 50.00
"""
    invoice = invoice_in(TOP + HEADING + STORE[STORE.index("\n", 1) :] + charges)
    assert column(invoice, "amount") == ["700.00", "500.00", "100.00", "100.00", "50.00", "50.00"]


@pytest.mark.parametrize("marks", [("A", "B"), ("1", "2")])
def test_a_heading_may_have_a_mark_where_items_have_theirs_and_a_discount_counts_in_its_sum(
    marks: tuple[str, str],
) -> None:
    table = f"""
    No   Description                     Qty      U/Price    Amount
    {marks[0]}    BEDROOM 1                                           1,100.00
    1    Flush Door 900 x 2100mm         2 NOS    350.00     700.00
    2    Flush Door 800 x 2100mm         1 NOS    500.00     500.00
         Less discount                                       -100.00
    {marks[1]}    STORE                                               400.00
    3    Flush Door 700 x 2100mm         1 NOS    400.00     400.00
    """
    invoice = invoice_in(TOP + table)
    assert column(invoice, "location") == ["BEDROOM 1", "BEDROOM 1", None, "STORE"]
    assert column(invoice, "quantity") == [2, 1, None, 1]
    assert column(invoice, "amount") == ["700.00", "500.00", "-100.00", "400.00"]
