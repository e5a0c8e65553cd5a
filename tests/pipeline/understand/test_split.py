"""One file may carry several documents; one document may take several pages."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import column, invoices_in, value


def page(kind: str, number: str, item: str = "DOOR 3' X 7'") -> str:
    return f"""
    # BUKIT CONTOH DOORS SDN BHD
                              {kind}
    Bill To : TIMUR CONTOH SDN BHD          {kind.title()} No : {number}

    No   Description                       Qty   Amount
    1    {item:<30}    1     100.00
    """


def test_two_invoices_in_one_file_are_two_documents() -> None:
    found = invoices_in(page("INVOICE", "KDI-1"), page("INVOICE", "KDI-2", "FRAME 3' X 7'"))
    assert [value(invoice, "job_order_no") for invoice in found] == ["KDI-1", "KDI-2"]
    assert [invoice.pages for invoice in found] == [(1,), (2,)]
    assert [column(invoice, "kind") for invoice in found] == [["door"], ["frame"]]


def test_an_invoice_and_a_delivery_order_are_two_documents() -> None:
    found = invoices_in(page("INVOICE", "KDI-1"), page("DELIVERY ORDER", "DO-1"))
    assert [value(invoice, "kind") for invoice in found] == ["invoice", "delivery_order"]


def test_the_same_head_on_every_page_is_one_document() -> None:
    (invoice,) = invoices_in(page("INVOICE", "KDI-1"), page("INVOICE", "KDI-1", "FRAME 3' X 7'"))
    assert invoice.pages == (1, 2)
    assert column(invoice, "kind") == ["door", "frame"]


def test_a_page_without_a_title_belongs_to_the_document_before_it() -> None:
    (invoice,) = invoices_in(page("INVOICE", "KDI-1"), "Terms and conditions of sale", "")
    assert invoice.pages == (1, 2, 3)


CONTINUED = """
    # BUKIT CONTOH DOORS SDN BHD
                              {title}
    {more}

    No   Description                       Qty   Amount
    1    FRAME 3' X 7'                       1     100.00
                                                     Page 2 of 2
"""


@pytest.mark.parametrize("title", ["INVOICE", "INVOICE (continued)", "INVOIS (sambungan)", ""])
@pytest.mark.parametrize("more", ["", "Bill To : TIMUR CONTOH SDN BHD", "Invoice No : KDI-1", "Date : 03/06/2026"])
def test_a_continued_page_belongs_to_the_document_that_it_continues(title: str, more: str) -> None:
    second = CONTINUED.format(title=title, more=more)
    found = invoices_in(page("INVOICE", "KDI-1"), second, page("INVOICE", "KDI-2"))
    assert [invoice.pages for invoice in found] == [(1, 2), (3,)]
    assert [value(invoice, "job_order_no") for invoice in found] == ["KDI-1", "KDI-2"]
    assert column(found[0], "kind")[:2] == ["door", "frame"]


def test_an_empty_file_is_one_document_that_says_nothing() -> None:
    (invoice,) = invoices_in("")
    assert (invoice.items, invoice.kind, invoice.job_order_no) == ((), None, None)
