"""A total without sen is one: by its sign, or by the lines that come to it; never a bare figure."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import invoice_in, value, values

TOP = """
    # BUKIT CONTOH DOORS SDN BHD
                    INVOICE
    Invoice No : KDI-1                          Date : 12/08/2026

    No   Description                     Qty    Price     Amount
    1    DOOR 900 x 2100                 10     285       2,850
    2    DOOR 750 x 2100                 6      250       1500
"""


@pytest.mark.parametrize(
    "foot",
    ["TOTAL : RM4350/-", "Grand Total   RM 4,350", "Total     4,350", "JUMLAH (RM)      4350", "TOTAL RM 4,350.-"],
)
def test_a_total_needs_no_sen(foot: str) -> None:
    assert value(invoice_in(f"{TOP}\n                              {foot}\n"), "total") == "4350.00"


def test_a_bare_figure_that_the_lines_do_not_come_to_is_no_total() -> None:
    assert value(invoice_in(f"{TOP}\n                              Total    16\n"), "total") is None


def test_price_and_amount_in_whole_ringgit_are_known_by_the_count() -> None:
    first, _ = invoice_in(TOP).items
    assert values(first, "quantity", "unit_price", "amount") == (10, "285.00", "2850.00")


def test_where_sums_have_sen_no_other_figure_is_one() -> None:
    foot = "\n                  Sub Total    4,350.00\n                  Total Due    4,785.00\n    Total RM 9,000\n"
    assert value(invoice_in(TOP + foot), "total") == "4785.00"
