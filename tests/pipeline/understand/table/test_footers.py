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


def test_the_receipt_for_the_goods_is_no_rest_of_the_last_of_them() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Butiran                     Saiz          Kuantiti
    1    Pintu laminate, honeycomb   900 x 2100    2
    2    Pintu laminate              820 x 2100    24

    Barang di atas telah diterima dalam keadaan baik dan sempurna. Sebarang tuntutan dalam tempoh
    3 hari.
    """
    )
    assert [values(item, "quantity", "other_words") for item in invoice.items] == [(2, None), (24, None)]
    assert not any(item.quantity and item.quantity.doubts for item in invoice.items)
