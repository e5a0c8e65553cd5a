"""What kind of document it is, by its title."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import invoice_in, value


def test_a_short_name_in_large_type_is_a_title() -> None:
    """``D/O`` is the name that stands in front of its number elsewhere: ``D/O No.``."""
    for title, kind in (("D/O", "delivery_order"), ("P.O.", "purchase_order"), ("QTN", "quotation")):
        invoice = invoice_in(
            f"""
    # {title}
    Invoice To : TIMUR CONTOH BUILDERS SDN BHD        {title} No. : A-1208
    Invoice

    No  Description             Size         Qty
    1   FLUSH DOOR              900 x 2100   4
    """
        )
        assert value(invoice, "kind") == kind
