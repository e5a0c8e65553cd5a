"""A document's number beside its title."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import invoice_in, value

TABLE = "\n\n    No  Description             Size         Qty\n    1   FLUSH DOOR              900 x 2100   4\n"


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("BIL TUNAI / CASH BILL                       CB 40571", "CB40571"),
        ("# Quotation QD-10932                SENT", "QD-10932"),
        ("# Delivery Order SG/DO/118", "SG/DO/118"),
        ("TAX INVOICE            26-1184", "26-1184"),
        ("QUOTATION              03-61518832", None),
        ("QUOTATION              2026", None),
        ("QUOTATION              202201034567", None),
        ("QUOTATION              12/08/2026", None),
    ],
)
def test_a_number_beside_the_title_is_the_document_s(title: str, number: str | None) -> None:
    drawing = f"    SENDORA GROUP SDN BHD\n    {title}\n    Bill To : TIMUR CONTOH BUILDERS SDN BHD{TABLE}"
    assert value(invoice_in(drawing.replace("    #", "#")), "job_order_no") == number


@pytest.mark.parametrize(("below", "number"), [
    ("TX/2026/0917", "TX/2026/0917"), ("SGQ-41882", "SGQ-41882"), ("12/08/2026", None), ("03-61518832", None),
    ("Page 1 of 2", None), ("ORIGINAL", None), ("W10-1808-32000001", None),
])  # fmt: skip
def test_a_code_alone_right_below_the_title_is_the_document_s(below: str, number: str | None) -> None:
    drawing = f"""
    SENDORA GROUP SDN BHD                                 QUOTATION
    {below:>63}
    Bill To : TIMUR CONTOH BUILDERS SDN BHD{TABLE}"""
    assert value(invoice_in(drawing), "job_order_no") == number


def test_a_code_below_the_title_is_the_document_s_where_the_seller_s_branch_stands_in_brackets_beside_it() -> None:
    drawing = f"""
    SENDORA GROUP SDN BHD (HQ)                         TAX INVOICE
    202201034567                                      TX-2026-0917
    Bill To : TIMUR CONTOH BUILDERS SDN BHD{TABLE}"""
    assert value(invoice_in(drawing), "job_order_no") == "TX-2026-0917"
