"""Boxes of a form that are numbered: the number belongs to the form, not to the label and not to its value."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import invoice_in, values

FORM = """
                              PROFORMA INVOICE
    {a}Seller / Exporter              {b}Proforma Invoice No.    {c}Date
    SENDORA GROUP SDN BHD            SGPI6109                  18 SEP 2025

    {d}Buyer                          {e}Buyer's order no.       {f}Delivery date
    TIMUR CONTOH BUILDERS SDN BHD    P74705                    02 OCT 2025
    12, Jalan Contoh 3
    47810 Petaling Jaya              {g}Measured by
                                     Encik Contoh

    Pos   Description                            Qty    Amount
    1     DOOR 900 x 2100                        2      600.00
    2     DOOR 800 x 2100                        1      300.00
    """


@pytest.mark.parametrize("written", ["1. 2. 3. 4. 5. 6. 7.", "A) B) C) D) E) F) G)", "1 2 3 4 5 6 7"])
def test_a_label_behind_the_number_of_its_box_is_a_label(written: str) -> None:
    numbers = dict(zip("abcdefg", (f"{number} " for number in written.split()), strict=True))
    invoice = invoice_in(FORM.format(**numbers))
    assert values(invoice, "job_order_no", "date", "po_no") == ("SGPI6109", "2025-09-18", "P74705")
    assert values(invoice, "delivery_date", "measure_by") == ("2025-10-02", "Encik Contoh")
    assert values(invoice, "customer_name") == ("TIMUR CONTOH BUILDERS SDN BHD",)
    assert invoice.date
    assert invoice.customer_name
    assert invoice.supplier_name
    assert invoice.supplier_name.value == "SENDORA GROUP SDN BHD"
    assert not invoice.date.doubts + invoice.customer_name.doubts + invoice.supplier_name.doubts
