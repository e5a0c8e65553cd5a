"""What the seller calls the customer's order is his own paper where he is us, and a question where he is not."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import invoice_in, value, values

GOODS = """
    No   Description                         Qty   Amount
    1    DOOR 43MM X 900MM X 2100MM          2     600.00
                                   TOTAL           600.00
"""


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("SALES ORDER", "S/O No."),
        ("ORDER CONFIRMATION", "Order number"),
        ("PENGESAHAN PESANAN", "No. Pesanan Jualan"),
    ],
)
def test_our_sales_order_is_a_proforma_under_its_own_number(title: str, number: str) -> None:
    invoice = invoice_in(
        f"""
    # SENDORA GROUP SDN BHD
    No. 8, Jalan Contoh, 48020 Rawang
                                  {title}
    Customer : TIMUR CONTOH BUILDERS SDN BHD         {number} : SO-04412
    Customer P/O : TCB-0098                          Date : 12/08/2026
    {GOODS}"""
    )
    assert values(invoice, "kind", "job_order_no", "po_no") == ("proforma", "SO-04412", "TCB-0098")
    assert invoice.kind
    assert not invoice.kind.doubts


def test_another_firm_s_sales_order_is_none_of_the_known_kinds() -> None:
    invoice = invoice_in(
        f"""
    # BUKIT CONTOH TRADING SDN BHD
    12, Jalan Contoh, 43000 Kajang
                                  SALES ORDER
    To : SENDORA GROUP SDN BHD                       S/O No. : SO-04412
    {GOODS}"""
    )
    assert value(invoice, "kind") is None


def test_order_and_a_number_in_large_type_on_our_paper_is_no_order_of_the_customer_s() -> None:
    invoice = invoice_in(
        f"""
    SENDORA GROUP SDN BHD
    No. 8, Jalan Contoh, 48020 Rawang
    Invoicing Address : DELIMA CONTOH TRADING SDN BHD
    # Order # S00124
    Your Reference : PO-889                     Order Date : 20/09/2026
    {GOODS}"""
    )
    assert values(invoice, "job_order_no", "po_no") == ("S00124", "PO-889")
