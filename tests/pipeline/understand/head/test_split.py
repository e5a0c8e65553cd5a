"""One file may carry several documents; one document may take several pages."""

from __future__ import annotations

import pytest

from pipeline.understand import extract
from tests.pipeline.understand.laid_out import TRADE, column, document_of, invoices_in, value


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


BILL = """
    # BUKIT CONTOH DOORS SDN BHD
                              CASH BILL                  {number}
    Sold To : {party}
    Date : {date}

    No   Description                       Qty   Amount
    {row}    DOOR {size}                     1     100.00
                                    Total     100.00
                                                     {mark}
"""


def bill(
    number: str, *, row: int = 1, size: str = "3' X 7'", date: str = "03/06/2026", party: str = "TIMUR CONTOH SDN BHD",
    mark: str = "",
) -> str:  # fmt: skip
    return BILL.format(number=number, row=row, size=size, date=date, party=party, mark=mark)


def pages_and_questions(*drawings: str, confidence: float = 1.0) -> list[tuple[tuple[int, ...], bool]]:
    """The pages of each document, and whether a person is asked which pages belong together."""
    found = invoices_in(*drawings, confidence=confidence)
    return [(one.pages, any("which pages belong together" in doubt for doubt in one.doubts)) for one in found]


def test_bills_whose_numbers_are_not_known_as_such_are_told_apart_by_the_rest() -> None:
    other = bill("Ser 33675", date="05/07/2026", party="JAYA CONTOH WORKS", size="2' X 7'")
    assert pages_and_questions(bill("No. 88668"), other) == [((1,), False), ((2,), False)]


def test_another_number_on_what_says_that_it_is_the_next_page_is_asked_about() -> None:
    first, second = bill("No. 88668", mark="Page 1 of 2"), bill("No. 88669", row=2, mark="Page 2 of 2")
    assert pages_and_questions(first, second) == [((1, 2), True)]
    assert pages_and_questions(first, second.replace("88669", "88668")) == [((1, 2), False)]


def test_a_scan_whose_number_was_read_a_little_otherwise_is_asked_about_with_both_documents() -> None:
    first, second = bill("No. 88668"), bill("No. 88663", size="2' X 7'").replace("Total ", "      ")
    scanned = pages_and_questions(first, second.replace(" 1    DOOR", "      DOOR"), confidence=0.95)
    assert scanned == [((1,), True), ((2,), True)]
    assert pages_and_questions(first, second) == [((1,), False), ((2,), False)]


def test_first_pages_in_a_row_begin_a_document_each_though_one_number_is_on_all() -> None:
    found = pages_and_questions(bill("No. 88668", mark="Page 1 of 1"), bill("No. 88668", mark="Page 1 of 1"))
    assert found == [((1,), True), ((2,), True)]
    letter = "Hi,\n\n1) DOOR 3' X 7' = 2 pcs\n\nThank you.\n\n{mark}"
    assert pages_and_questions(bill("No. 88668"), letter.format(mark="1/1")) == [((1,), True), ((2,), True)]
    assert pages_and_questions(bill("No. 88668"), letter.format(mark="2/2")) == [((1, 2), False)]
    appendix = "APPENDIX to No. 88668\n" + letter.format(mark="1/1")
    assert pages_and_questions(bill("No. 88668"), appendix) == [((1, 2), False)]


def test_a_page_without_a_head_goes_on_whatever_its_rows_begin_with() -> None:
    rest = """
        No   Description                       Qty   Amount
        1    FRAME 3' X 7'                       1     100.00
                                    Total     200.00
    """
    assert pages_and_questions(bill("No. 88668"), rest) == [((1, 2), False)]


def test_pages_that_a_person_grouped_are_not_asked_about_again() -> None:
    document = document_of(bill("No. 88668", mark="Page 1 of 2"), bill("No. 88669", mark="Page 2 of 2"))
    found = extract(document, TRADE, [[1], [2]])
    assert [(one.pages, [d for d in one.doubts if "belong together" in d]) for one in found] == [((1,), []), ((2,), [])]


@pytest.mark.parametrize(("number", "asked"), [(5, False), (1, True)])
def test_a_titled_page_without_a_number_goes_on_where_its_rows_do(number: int, asked: bool) -> None:
    heading = "\n    No   Description                       Qty   Amount\n"
    rows = (f"    {n}    DOOR 3' X 7'                      1     100.00\n" for n in range(1, 5))
    rest = f"    {number} DOOR 3' X 8'                         1     100.00\n"  # its name stands close
    first = "    # BUKIT CONTOH DOORS SDN BHD\n                   INVOICE\n    Invoice No : KDI-1\n"
    second = "    # BUKIT CONTOH DOORS SDN BHD\n                   INVOICE\n"
    found = pages_and_questions(first + heading + "".join(rows), second + heading + rest)
    assert any(question for _, question in found) is asked
    assert asked or found == [((1, 2), False)]
