"""A firm right behind a party's label is that party where its address stands under its name."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import invoice_in, value

PAGE = """
    # SENDORA GROUP SDN BHD
    INVOICE                                          Invoice No : KDI-2507-003
{name}
{address}
                                                     Date : 12/08/2026

    No   Description                Qty   Price      Amount
    1    Flush door 900 x 2100      1     100.00     100.00
"""


@pytest.mark.parametrize("label", ["Client", "Customer Name", "Nama Pelanggan"])
def test_a_name_behind_its_label_is_the_customer_where_its_address_stands_under_it(label: str) -> None:
    name = f"    {label} KAPAL CONTOH JAYA SDN BHD"
    address = " " * (5 + len(label)) + "Lot 12, Jalan Contoh 3,"
    invoice = invoice_in(PAGE.format(name=name, address=address))
    assert value(invoice, "customer_name") == "KAPAL CONTOH JAYA SDN BHD"


def test_a_firm_that_is_called_so_is_not_cut() -> None:
    page = PAGE.format(name="    Client Contoh Solutions Sdn Bhd", address="    Lot 12, Jalan Contoh 3,")
    assert value(invoice_in(page), "customer_name") != "Contoh Solutions Sdn Bhd"


@pytest.mark.parametrize("line", ["Prepared for {} by {}", "Quoted to {} by {}", "Disediakan untuk {} oleh {}"])
def test_a_party_s_label_needs_no_colon_where_we_are_named_behind(line: str) -> None:
    drawing = "    # Quotation for Villa Contoh\n    " + line.format("Atelier Contoh", "Sendora Group Sdn Bhd")
    assert value(invoice_in(drawing + "\n    Quotation no.   SQ-26-0731"), "customer_name") == "Atelier Contoh"
