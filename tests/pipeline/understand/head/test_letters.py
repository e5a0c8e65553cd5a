"""Who a page is written to, and what a letter without a title is by that."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import invoice_in, value

TABLE = """
    No  Description             Size         Qty
    1   FLUSH DOOR              900 x 2100   4
"""
LETTER = """
    TIMUR CONTOH BUILDERS SDN BHD
    12, Jalan Contoh, 41200 Klang

    Our ref: TCB/ENG/L-088
    Date: 4 March 2026
    Sendora Group Sdn Bhd
    47810 Petaling Jaya

    Dear Sirs,

    {subject}
    {sentence}

    1. Four (4) nos. single leaf doors, size 900mm x 2100mm, laminate HW-1508.

    Yours faithfully,
"""


def head_of(drawing: str) -> tuple[object, object, object]:
    invoice = invoice_in(drawing)
    assert not (invoice.kind and invoice.kind.doubts)
    return value(invoice, "kind"), value(invoice, "po_no"), value(invoice, "job_order_no")


@pytest.mark.parametrize(
    "written_to_us",
    [
        "P/O      WS-2605      Date     07/05/2026      To: Sendora Group",
        "FAX TO :   Sendora Group Sdn Bhd      FAX NO :   03-6151 8833\n    FROM :   Mr Contoh\n    ORDER NO : WS-2605",
        "Purchase Order No: WS-2605      Dated: 4 Sept 2026\n    Attention: Sendora Group Sdn Bhd (Sales)",
        "Our P.O.      WS-2605      Project      Contoh Ville\n    Supplier: Sendora Group Sdn Bhd, Kota Damansara",
        "ORDERED BY      SUPPLIER                  P. ORDER NO      WS-2605\n                    SENDORA GROUP SDN BHD",
    ],
)
def test_an_order_s_number_on_a_page_to_us_makes_it_an_order(written_to_us: str) -> None:
    drawing = f"    WAH CONTOH DOOR & WINDOW\n    28, Jalan Contoh 3, 31400 Ipoh\n    {written_to_us}\n{TABLE}"
    assert head_of(drawing) == ("purchase_order", "WS-2605", None)


@pytest.mark.parametrize("label", ["Your Order No", "No. Pesanan Anda"])
def test_our_own_number_on_a_page_to_us_makes_it_no_order(label: str) -> None:
    top = "    WAH CONTOH DOOR & WINDOW\n    28, Jalan Contoh 3, 31400 Ipoh\n    To: Sendora Group Sdn Bhd\n"
    assert value(invoice_in(f"{top}    {label} : WS-2605\n{TABLE}"), "kind") is None


def test_an_order_s_number_on_a_page_from_us_makes_it_no_order() -> None:
    to_them = "TO :   Contoh Builders Sdn Bhd      FROM :   Sendora Group Sdn Bhd\n    ORDER NO : WS-2605"
    invoice = invoice_in(f"    SENDORA GROUP SDN BHD\n    28, Jalan Contoh 3, 31400 Ipoh\n    {to_them}\n{TABLE}")
    assert value(invoice, "kind") is None


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("PURCHASE ORDER NO. TCB-PO-26-031 : REPLACEMENT GUEST ROOM DOORS", "TCB-PO-26-031"),
        ("PESANAN BELIAN NO. PB-0226/08 — PINTU ASRAMA", "PB-0226/08"),
        ("Purchase Order No. TCB/PO/26-047", "TCB/PO/26-047"),
    ],
)
def test_a_letter_to_us_is_the_order_that_it_is_headed_with(subject: str, number: str) -> None:
    letter = LETTER.format(subject=subject, sentence="We refer to our meeting last week.")
    assert head_of(letter) == ("purchase_order", number, None)
    assert value(invoice_in(letter), "customer_name") == "TIMUR CONTOH BUILDERS SDN BHD"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Further to your offer we are pleased to place our order for the following doors:", "purchase_order"),
        ("Please supply the following doors to our site at Contoh.", "purchase_order"),
        ("Sukacita dimaklumkan bahawa kami bersetuju membuat pesanan seperti berikut:", "purchase_order"),
        ("Please quote us for the following doors; we wish to order in May.", None),
        ("We thank you for the samples of doors.", None),
    ],
)
def test_a_letter_to_us_orders_in_words(sentence: str, kind: str | None) -> None:
    assert value(invoice_in(LETTER.format(subject="TAMAN CONTOH", sentence=sentence)), "kind") == kind


def test_a_letter_to_our_address_orders_in_words_without_a_greeting() -> None:
    sentence = "Please supply the following doors to our site at Contoh."
    letter = LETTER.format(subject="TAMAN CONTOH", sentence=sentence).replace("    Dear Sirs,\n\n", "")
    assert value(invoice_in(letter), "kind") == "purchase_order"
    ours = letter.replace("TIMUR CONTOH BUILDERS", "SENDORA GROUP")
    assert value(invoice_in(ours), "kind") is None


def test_a_mail_s_subject_in_large_type_names_the_order() -> None:
    mail = """
    # PO BC-25-0562 - timber doors for the chalets
    From:     Purchasing <purchasing@contoh.example>
    Sent:     Wednesday, 23 July 2025 3:52 PM
    To:       orders@sendora.example
    Cc:       site@contoh.example

    6 pcs S/L door 900 x 2100 x 43mm, laminate DN-0417
"""
    assert head_of(mail)[:2] == ("purchase_order", "BC-25-0562")
    assert value(invoice_in(mail), "customer_name") != "Cc"


def test_our_letter_that_quotes_is_a_quotation() -> None:
    drawing = "    SENDORA GROUP SDN BHD\n    Contoh Builders Sdn Bhd\n    Dear Sir,\n    We are pleased to quote:\n"
    assert value(invoice_in(drawing + TABLE), "kind") == "quotation"
