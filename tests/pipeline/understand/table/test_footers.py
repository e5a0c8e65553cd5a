"""What closes a document is no rest of its last item."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, invoice_in, values


@pytest.mark.parametrize(
    "signed",
    [
        "Prepared         Driver         Received in good order",
        "Disemak          Pemandu        Penerima",
        "Approved / Lulus oleh           Checked",
    ],
)
def test_captions_side_by_side_where_a_paper_is_signed_are_no_line_item(signed: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    Bil   Kuantiti       Butiran
    1     4 LEAF         Flush door 900 x 2100
    2     1 LOT          Site works

    {signed}
    """
    )
    assert [values(item, "quantity", "unit") for item in invoice.items] == [(4, "LEAF"), (1, "LOT")]
    assert not any(item.quantity and item.quantity.doubts for item in invoice.items)
