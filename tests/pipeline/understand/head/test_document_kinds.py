"""What kind of document it is, by its title."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Document, Word
from pipeline.understand import extract
from tests.pipeline.understand.laid_out import TRADE, invoice_in, page_of, value, values


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


@pytest.mark.parametrize("title", ["CASH SALE RECEIPT", "RESIT JUALAN TUNAI"])
def test_the_receipt_of_a_cash_sale_is_one_without_a_question(title: str) -> None:
    table = "\n    No  Description             Size         Qty\n    1   FLUSH DOOR              900 x 2100   4\n"
    kind = invoice_in(f"    SENDORA GROUP SDN BHD\n    {title}\n    Receipt No : CS 26-0502\n{table}").kind
    assert kind
    assert (kind.value, kind.doubts) == ("cash_sale", ())


def test_a_title_with_the_page_s_number_beside_it_is_no_label() -> None:
    table = "\n    No  Description             Size         Qty\n    1   FLUSH DOOR              900 x 2100   4\n"
    head = "    SENDORA GROUP SDN BHD\n    Our Invoice IVC/00950       Dated 05/04/2026\n"
    paged = invoice_in(head + "    INVOICE                      1   /   1\n" + table).kind
    assert paged
    assert (paged.value, paged.doubts) == ("invoice", ())


@pytest.mark.parametrize(
    ("subject", "number"),
    [("PO No. 4581-2026 / please proceed", "4581-2026"), ("Fw: Order for doors, P.O. No RI-06-79", "RI-06-79")],
)
def test_a_mail_to_us_about_an_order_is_one(subject: str, number: str) -> None:
    mail = f"""
    From:       Encik Contoh <order@example.org>
    Sent:       Saturday, 13 June 2026 9:21
    To:         Sales - Sendora Group <sales@example.org>
    Subject:    {subject}

    Please supply the doors below.
    """
    invoice = invoice_in(mail)
    assert (value(invoice, "kind"), value(invoice, "po_no")) == ("purchase_order", number)
    assert invoice.date
    assert (invoice.date.value, invoice.date.doubts) == ("2026-06-13", ())
    assert value(invoice, "supplier_name") == "Sales - Sendora Group"
    forwarded = invoice_in(mail + "    Sent:       Friday, 12 June 2026 18:02\n").date
    assert forwarded
    assert forwarded.doubts
    assert value(invoice_in(mail.replace("Sendora Group", "Contoh Doors")), "kind") != "purchase_order"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Letter of Order No.", "Letter of Order"), ("No. Surat Pesanan", "Surat Pesanan"),
        ("Purchase Order No.", "Purchase Order"), ("No. Pesanan Belian", "Pesanan Belian"),
    ],
)  # fmt: skip
def test_a_letter_to_us_is_what_its_number_says(label: str, name: str) -> None:
    letter = f"""
    # TIMUR CONTOH BUILDERS SDN BHD
    {label}: TC/26/017                    Date: 2 August 2026

    SENDORA GROUP SDN BHD
    No. 12, Jalan Contoh

    1)  2 nos flush door, size 900 x 2100mm, 40mm thick. @ RM 100.00 = RM 200.00
    """
    invoice = invoice_in(letter)
    assert invoice.kind
    assert (invoice.kind.value, invoice.kind.raw, invoice.kind.doubts) == ("purchase_order", name, ())
    assert (value(invoice, "po_no"), value(invoice, "customer_name")) == ("TC/26/017", "TIMUR CONTOH BUILDERS SDN BHD")
    ours = letter.replace("TIMUR CONTOH BUILDERS", "SENDORA DOORS").replace("SENDORA GROUP", "TIMUR CONTOH")
    assert value(invoice_in(ours), "kind") is None


@pytest.mark.parametrize("beside", ["with door & frame", "CUM FRAME"])
def test_a_title_may_say_what_its_document_holds(beside: str) -> None:
    invoice = invoice_in(f"""
    # TIMUR CONTOH BUILDERS SDN BHD
    PURCHASE ORDER {beside} schedule       Order ref : HQ.PO.09763
    Supplier : SENDORA GROUP SDN BHD

    No  Description             Size         Qty
    1   FLUSH DOOR              900 x 2100   4
    """)
    assert invoice.kind
    assert (invoice.kind.value, invoice.kind.doubts) == ("purchase_order", ())


@pytest.mark.parametrize(
    "title",
    [
        "STANDARD PURCHASE ORDER",
        "PURCHASE ORDER FROM SITE",
        "PURCHASE ORDER FORM",
        "FAX PURCHASE ORDER",
        "Purchase order submitted",
        "BORANG TEMPAHAN PINTU / DOOR ORDER FORM",
        "PESANAN BELIAN / PURCHASE ORDER kepada / to SENDORA GROUP SDN BHD",
        "# Standard Purchase Order HQ/09763",
        "# Purchase Order HQ/09763 with door schedule A-701",
    ],
)
def test_a_title_may_say_whose_form_it_is(title: str) -> None:
    invoice = invoice_in(
        f"""
    TIMUR CONTOH BUILDERS SDN BHD
    {title}
    Supplier : SENDORA GROUP SDN BHD         PO No : HQ/09763

    No  Description             Size         Qty
    1   FLUSH DOOR              900 x 2100   4
    """.replace("    #", "#")
    )
    assert invoice.kind
    assert (invoice.kind.value, invoice.kind.doubts) == ("purchase_order", ())


def test_an_order_of_any_sort_is_told_by_the_initials_behind_it() -> None:
    head = "    # BUKIT CONTOH SDN BHD\n               DOOR & FRAME ORDER (P.O.)\n"
    head += "    To : SENDORA GROUP SDN BHD   P.O. No. : BC 0331\n"
    table = "\n    No  Description             Size         Qty\n    1   FLUSH DOOR              900 x 2100   4\n"
    assert value(invoice_in(head + table), "kind") == "purchase_order"


def test_a_letter_headed_with_an_order_s_number_is_one_where_our_name_stands_over_our_address() -> None:
    invoice = invoice_in(
        """
    # SERI CONTOH RENOVATION SDN BHD
    12A, Jalan Bukit 3, 43500 Semenyih

    Sendora Group Sdn Bhd
    No. 8, Jalan Perusahaan 3
    48020 Rawang, Selangor

    PURCHASE ORDER NO. SIR-0458

    No  Description             Size         Qty
    1   FLUSH DOOR              900 x 2100   4
    """
    )
    assert values(invoice, "kind", "po_no") == ("purchase_order", "SIR-0458")


@pytest.mark.parametrize("end", ["invoice.", "delivery order.", "quotation;"])
def test_the_last_words_of_a_sentence_on_a_line_of_their_own_are_no_title(end: str) -> None:
    letter = f"""
    # BUKIT CONTOH BUILDERS SDN BHD
    Lot 12, Jalan Contoh 5, 43200 Cheras, Selangor

    Messrs. Sendora Group Sdn Bhd
    Dear Sir,
    PURCHASE ORDER: DOORS AND FRAMES FOR CLUBHOUSE UPGRADING WORKS

    1. Supply 3 nos laminated door, size 900 x 2100 x 43mm thick, laminate LH-5521.
    Delivery date: 5 Apr 2026. Kindly quote our number on your
    {end}
    """
    assert value(invoice_in(letter), "kind") == "purchase_order"


def _enlarged(word: Word) -> Word:
    return replace(word, box=replace(word.box, y0=word.box.y0 - 0.9 * word.box.height))


E_INVOICE = """
    INVOICE  e-Invoice version 1.1

    SUPPLIER                     BUYER                           Invoice No.     EC-2645
    SENDORA GROUP SDN BHD        TIMUR CONTOH TRADING            PO Reference    26/PO/118

    No  Description             Size         Qty
    1   FLUSH DOOR              900 x 2100   4
"""


def test_a_kind_s_name_in_far_larger_type_than_what_stands_behind_it_is_the_title() -> None:
    page = page_of(E_INVOICE)
    page = replace(page, words=(_enlarged(page.words[0]), *page.words[1:]))
    (invoice,) = extract(Document("application/pdf", (page,)), TRADE)
    assert value(invoice, "kind") == "invoice"
    assert not invoice.kind or not invoice.kind.doubts


def test_a_paper_with_its_seller_s_invoice_number_is_no_order_though_it_names_one() -> None:
    invoice = invoice_in(E_INVOICE.replace("INVOICE  e-Invoice version 1.1", "Visual copy"))
    assert values(invoice, "job_order_no", "po_no") == ("EC-2645", "26/PO/118")
    assert value(invoice, "kind") != "purchase_order"


GRID = """
    # SENDORA GROUP SDN BHD
                              TAX INVOICE

    Our Ref         Date            Purchase Order     Measured By
    SB/26/4120      02/03/2026      TCD-118            En. Contoh

    No  Description             Size         Qty
    1   FLUSH DOOR              900 x 2100   4
"""


def test_a_kind_s_name_that_heads_a_column_among_labels_is_no_title_where_the_paper_has_one() -> None:
    assert values(invoice_in(GRID), "kind", "po_no") == ("tax_invoice", "TCD-118")


def test_a_kind_s_name_that_heads_a_column_among_labels_does_not_tell_an_untitled_paper_s_kind() -> None:
    assert value(invoice_in(GRID.replace("TAX INVOICE", "")), "kind") is None
