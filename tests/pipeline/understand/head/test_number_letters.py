"""Letters and figures of documents' numbers that OCR takes for each other are told by the document's date and kind."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import invoice_in

ITEMS = """

    No   Description                       Qty   Amount
    1    DOOR 3' X 7'                      1     100.00
    """


def head(drawing: str) -> str:
    return f"    # SENDORA GROUP SDN BHD\n{drawing}{ITEMS}"


@pytest.mark.parametrize(
    ("number", "date", "read", "doubted"),
    [
        ("I2505-123", "18 May 2025", "I2505-123", False),
        ("I26/00950", "08-06-2026", "I26/00950", False),
        ("I7781-45", "18 May 2025", "I7781-45", False),
        ("l7781-45", "18 May 2025", "I7781-45", True),
        ("12505-123", "18 May 2025", "12505-123", True),
        ("02505-123", "18 May 2025", "02505-123", True),
        ("1-29205", "18 May 2025", "1-29205", True),
        ("5/7748/25", "18 May 2025", "5/7748/25", True),
        ("1-2025-07", "18 May 2025", "1-2025-07", False),
        ("12-29205", "18 May 2025", "12-29205", False),
        ("SGPI6109", "18 May 2025", "SGPI6109", False),
        ("QUO88620", "18 May 2025", "QUO88620", False),
        ("Q27384", "18 May 2025", "Q27384", False),
        ("SGI2505/974", "18 May 2025", "SGI2505/974", False),
        ("SGI2505/974", "18 June 2025", "SGI2505/974", True),
        ("SG12505/974", "18 May 2025", "SG12505/974", True),
        ("PO43530-R0", "18 May 2025", "PO43530-R0", False),
        ("SDO25-0046", "18 May 2025", "SDO25-0046", False),
        ("SDO2505-377", "18 May 2025", "SDO2505-377", False),
        ("SD02505-377", "18 May 2025", "SD02505-377", True),
    ],
)
def test_a_letter_first_in_what_ocr_read_is_told_by_the_documents_date(
    number: str, date: str, read: str, *, doubted: bool
) -> None:
    found = invoice_in(
        head(f"                INVOICE\n    Invoice No : {number}     Date : {date}\n"), confidence=0.99
    ).job_order_no
    assert found
    assert (found.value, bool(found.doubts)) == (read, doubted)


def test_a_delivery_order_s_number_has_its_own_initials_before_the_year() -> None:
    text = "                DELIVERY ORDER\n    DO No : SD02505-377     Date : 18 May 2025\n"
    found = invoice_in(head(text), confidence=0.99).job_order_no
    assert found
    assert (found.value, found.doubts) == ("SDO2505-377", ())


@pytest.mark.parametrize(("confidence", "asked"), [(0.99, True), (1.0, False)])
def test_an_order_number_that_ocr_read_with_pq_before_figures_is_asked_about(confidence: float, *, asked: bool) -> None:
    text = "                PURCHASE ORDER\n    P.O. No : PQ30012345     Date : 18 May 2025\n"
    found = invoice_in(head(text), confidence=confidence).po_no
    assert found
    assert (found.value, bool(found.doubts)) == ("PQ30012345", asked)
