"""A letter tells its facts in sentences: each is read where a value of its kind follows."""

from __future__ import annotations

from textwrap import dedent

import pytest

from pipeline.understand.head.headers import date_of
from pipeline.understand.head.told import told_pairs
from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import VOCABULARY, invoice_in, page_of, value, values

ENGLISH = """
    # TIMUR CONTOH CONSTRUCTION SDN BHD
    No. 41, Jalan Contoh Utama 3/8, 41200 Contoh

    27th June 2026

    SENDORA GROUP SDN BHD
    18, Jalan Contoh Dua, 40400 Contoh

    Dear Sir / Madam,

    PURCHASE ORDER FOR DOORS

    We refer to your quotation ref. SQ2606/701 dated 3 May 2026 and are pleased to place our purchase
    order no. 7000559 with you. The required delivery date is 4th August 2026. The openings were
    measured by MS. CONTOH.

    4 nos single leaf doors 900 x 2100 mm, laminate MZ-A38
"""
MALAY = """
    # SENDORA GROUP SDN BHD
                    INVOIS
    Invois No. PI2510617 bertarikh 21 Oktober 2025. Pesanan belian anda: PO/1025/0820. Tarikh
    penghantaran: 20 November 2025. Ukuran tapak telah diambil (diukur oleh: PASUKAN 2).

    No   Keterangan                        Kuantiti   Jumlah
    1    PINTU 3' X 7'                     1          100.00
"""


def delivery(text: str) -> object:
    found = date_of(told_pairs(sheet_of(page_of(text)).lines, VOCABULARY), "delivery_date", "delivery_date")
    return found.value if found else None


def test_a_letter_of_a_customer_tells_its_number_its_dates_and_who_measured() -> None:
    invoice = invoice_in(ENGLISH)
    facts = ("7000559", "2026-06-27", "2026-08-04", "MS. CONTOH")
    assert values(invoice, "po_no", "date", "delivery_date", "measure_by") == facts
    assert invoice.date
    assert invoice.date.doubts == ()


@pytest.mark.parametrize("number", ["PO-778/NFS", "PO448012"])
def test_initials_that_are_tied_to_figures_are_of_the_number(number: str) -> None:
    told = ENGLISH.replace("order no. 7000559", f"order {number}")
    assert value(invoice_in(told), "po_no") == number


def test_an_invoice_may_tell_its_head_in_sentences() -> None:
    facts = ("PI2510617", "2025-10-21", "PO/1025/0820", "2025-11-20", "PASUKAN 2")
    assert values(invoice_in(MALAY), "job_order_no", "date", "po_no", "delivery_date", "measure_by") == facts


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kindly deliver to our site at Lot 4 by 3 October 2026.", "2026-10-03"),
        ("Sila hantar barang ke tapak sebelum 3 Oktober 2026.", "2026-10-03"),
        ("The samples that you delivered on 3 October 2026 were approved.", None),
        ("Prices hold until 3 October 2026.", None),
    ],
)  # fmt: skip
def test_a_sentence_that_asks_for_delivery_tells_its_day(text: str, date: str | None) -> None:
    assert delivery(text) == date


def test_the_number_of_a_house_is_no_documents_number() -> None:
    page = """
        # SENDORA GROUP SDN BHD
        KEDAI KAYU CONTOH
        No. 210, Jalan Contoh, 50000 Contoh

        No   Keterangan                        Kuantiti   Jumlah
        1    PINTU 3' X 7'                     1          100.00
        """
    assert values(invoice_in(page), "job_order_no") == (None,)


def test_the_next_line_of_an_address_is_no_value_of_a_label_beside_it() -> None:
    page = """
        # SENDORA GROUP SDN BHD
                                   INVOICE
        KEDAI KAYU CONTOH                        No.       : SG-1
        210, Jalan Contoh                        Your Ref.
        50000 Contoh                             Terms     : 30 Days

        No   Description                         Quantity  Amount
        1    Door 3' X 7'                        1         100.00
        """
    assert values(invoice_in(page), "job_order_no", "po_no") == ("SG-1", None)


def test_letters_inside_a_number_are_no_label() -> None:
    page = MALAY.replace("Pesanan belian anda: PO/1025/0820.", "Pesanan tempatan HQ-PO-5403-26.")
    assert value(invoice_in(page), "po_no") != "5403-26"


@pytest.mark.parametrize(
    ("beside", "number"),
    [
        ("INVOICE   47810 Contoh Jaya", None),
        ("INVOICE   202201034567 (1480264-K)", None),
        ("Bil Nbr   INV-25/0850", "INV-25/0850"),
        ("Bil Nbr   INV96363", "INV96363"),
        ("Previous invoice : INV-2401-118", None),
    ],
)
def test_a_postcode_or_a_registration_numbers_no_document_and_initials_are_part_of_a_number(
    beside: str, number: str | None
) -> None:
    page = f"""
        # SENDORA GROUP SDN BHD
        {beside}

        No   Keterangan                        Kuantiti   Jumlah
        1    PINTU 3' X 7'                     1          100.00
        """
    assert value(invoice_in(page), "job_order_no") == number


def test_what_an_earlier_order_was_is_nothing_of_this_one() -> None:
    earlier = "Previous orders : INV-2401-118, INV-2402-007\nPrevious PO : PO/7781/24\n"
    invoice = invoice_in(earlier + dedent(MALAY).replace("Invois No. PI2510617", "Invois").replace("PO/1025/0820", "-"))
    assert values(invoice, "job_order_no", "po_no") == (None, None)


def test_the_order_s_number_in_a_sentence_goes_before_a_reference_and_is_asked_about() -> None:
    text = """
    # TIMUR CONTOH CONSTRUCTION SDN BHD
    Our Ref: SCB/LO/118

    SENDORA GROUP SDN BHD

    PURCHASE ORDER FOR DOORS

    {sentence}

    1. Two (2) nos. single leaf doors, 900 x 2100 x 43 mm, laminate 6S-A057, honeycomb core.
    """
    told = invoice_in(text.format(sentence="Our purchase order number is PO-7741.")).po_no
    assert told
    assert told.value == "PO-7741"
    assert told.doubts
    alone = invoice_in(text.format(sentence="Kindly supply the following.")).po_no
    assert alone
    assert (alone.value, alone.doubts) == ("SCB/LO/118", ())
