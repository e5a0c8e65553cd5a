"""A charge between the goods' sum and the total is a part of it, by whatever name."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, invoice_in

GOODS = """    No   Description                     Qty    Price     Amount
    1    DOOR 900 x 2100                 10     100.00    1,000.00
"""


@pytest.mark.parametrize(("charge", "asked"), [("Freight   150.00", False), ("Freight   140.00", True), ("", True)])
def test_only_what_a_charge_does_not_explain_is_asked_about(charge: str, asked: bool) -> None:
    foot = f"""
                                 Sub Total   1,000.00
                                 {charge}
                                 Total       1,150.00
"""
    total = invoice_in(TOP + GOODS + foot).total
    assert total
    assert bool(total.doubts) is asked
