"""The money handed over less the change is what a receipt came to, whatever is left of its total's label."""

from __future__ import annotations

import pytest

from pipeline.model import Field
from tests.pipeline.understand.laid_out import invoice_in

TOP = """
    # KEDAI CONTOH SDN BHD
    12, JALAN CONTOH
    Date : 12/08/2026

    LAMP                       55.90
"""


def total(foot: str) -> tuple[object, bool] | None:
    found: Field | None = invoice_in(TOP + foot).total
    return (found.value, bool(found.doubts)) if found else None


@pytest.mark.parametrize(
    "foot",
    [
        "    TOTAL AMT..   60.31\n    ROUNDING   -0.01\n    RM   60.30\n    CASH   70.30\n    CHANGE   10.00\n",
        "    TOTAL   60.31\n    Rounding Adj   -.01\n    Rounding   60.30\n    CREDIT   60.30\n    CHANGE   .00\n",
        "    Rounding Adj   0.00\n    Bue   60.30\n    Pay   70.00\n    Change   9.70\n",
        "    Tota1 (6M)   60.30\n    Voucher   5.00\n    Tunai   100.00\n    Baki   39.70\n",
        "    TOTAL   60.30\n    VISA   50.30\n    CASH   20.00\n    CHANGE   10.00\n",
    ],
)
def test_the_total_is_what_was_paid_less_the_change(foot: str) -> None:
    assert total(foot) == ("60.30", False)


def test_a_total_that_is_not_what_was_paid_is_asked_about() -> None:
    assert total("    TOTAL   80.30\n    CASH   70.30\n    CHANGE   10.00\n") == ("80.30", True)


def test_a_sum_that_only_a_card_payment_names_is_asked_about() -> None:
    assert total("    Rounding Adj   0.00\n    Bue   60.30\n    VISA   60.30\n") == ("60.30", True)


def test_a_deposit_and_a_balance_are_no_change() -> None:
    assert total("    TOTAL   900.00\n    Cash   600.00\n    Balance   300.00\n") == ("900.00", False)
