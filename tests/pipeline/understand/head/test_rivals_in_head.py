"""Of several numbers in a head the one whose label says most is the document's own."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import invoice_in


def test_the_document_s_own_number_is_not_the_customer_s_reference() -> None:
    invoice = invoice_in(
        "    # SENDORA GROUP SDN BHD\n          INVOICE\n    Doc No : INV2608-01\n    Ref : WPK 2210\n"
    )
    assert invoice.job_order_no
    assert (invoice.job_order_no.value, invoice.job_order_no.doubts) == ("INV2608-01", ())
