"""A label is one by its words and by what follows them, as it was printed."""

from __future__ import annotations

import pytest

from pipeline.understand.head.labels import labels_of
from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, invoice_in, page_of, value, values


@pytest.mark.parametrize("text", ["Our Ref / No. Sebut Harga: Q-1", "Your Ref / No. PO: Q-1", "Dated Thu, 18 Dec 2025"])
def test_a_translation_or_a_weekday_does_not_hide_a_label(text: str) -> None:
    sheet = sheet_of(page_of(text))
    assert [label.inline.text for label in labels_of(sheet, sheet.lines, VOCABULARY)] == [
        text.split(maxsplit=1)[1] if text.startswith("Dated") else "Q-1"
    ]


@pytest.mark.parametrize("text", ["Goods sold are not returnable to date", "The invoice was sent to the customer"])
def test_words_in_a_sentence_are_no_labels(text: str) -> None:
    sheet = sheet_of(page_of(text))
    assert labels_of(sheet, sheet.lines, VOCABULARY) == []


@pytest.mark.parametrize("text", ["P/0 NO   PO-778/NFS", "P/0RDER   : PO-778/NFS"])
def test_a_nought_behind_the_slash_of_initials_was_an_o(text: str) -> None:
    sheet = sheet_of(page_of(text, confidence=0.9))
    assert [label.meanings for label in labels_of(sheet, sheet.lines, VOCABULARY)] == [{"po_no"}]


def test_letters_that_a_slash_ties_to_a_number_are_not_its_label_s() -> None:
    sheet = sheet_of(page_of("No. CS/KD/3316"))
    assert [label.inline.text for label in labels_of(sheet, sheet.lines, VOCABULARY)] == ["CS/KD/3316"]


@pytest.mark.parametrize(
    ("text", "meaning", "behind"),
    [
        ("No. CS 30917", "number_cash_sale", "CS 30917"),
        ("No. CS/KD/3316", "number_any", "CS/KD/3316"),
        ("No. DO-4418/B", "number_any", "DO-4418/B"),
        ("No. PO 4581", "po_no", "4581"),
        ("No.41882", "number_any", "41882"),
        ("NO.DO-41882", "number_any", "DO-41882"),
        ("Purchase Order No. PO 4581", "po_no", "PO 4581"),
        ("ORDER NO. KD-PO 1182", "po_no", "KD-PO 1182"),
        ("No. DO: 4418", "number_delivery_order", "4418"),
        ("M/s / Tuan CONTOH & PERABOT", "customer_name", "CONTOH & PERABOT"),
        ("Pl no. 26-3307", "number_proforma", "26-3307"),
    ],
)
def test_what_a_label_leaves_to_its_value(text: str, meaning: str, behind: str) -> None:
    sheet = sheet_of(page_of(text, confidence=0.9))
    (label,) = labels_of(sheet, sheet.lines, VOCABULARY)
    assert (set(label.meanings), label.inline.text) == ({meaning}, behind)


@pytest.mark.parametrize("label", ["Number / Date", "Invoice No. / Date", "Document number / date"])
def test_a_number_and_a_date_may_stand_behind_one_label_for_both(label: str) -> None:
    invoice = invoice_in(f"INVOICE\n\n{label} SGI26-09077 / 21.06.2026\nCustomer PO   4571047570\n", confidence=0.99)
    assert values(invoice, "job_order_no", "date", "po_no") == ("SGI26-09077", "2026-06-21", "4571047570")


def test_a_label_said_again_is_no_part_of_who_measured() -> None:
    measured = ("Site measurement: measured by Puan Contoh", "Measured by: Survey Team B")
    read = [value(invoice_in(f"INVOICE\n\n{line}\n"), "measure_by") for line in measured]
    assert read == ["Puan Contoh", "Survey Team B"]


def test_an_order_s_number_may_begin_with_two_sets_of_initials() -> None:
    invoice = invoice_in("INVOICE\n\nInvoice No    SGI-2044\nCustomer PO   KD-PO 1182\n")
    assert values(invoice, "job_order_no", "po_no") == ("SGI-2044", "KD-PO1182")


@pytest.mark.parametrize(("title", "number", "told"), [
    ("INVOIS", "No. 70418", "70418"), ("INVOIS", "No.70418", "70418"), ("JUALAN TUNAI", "No.70418", "70418"),
    ("JUALAN TUNAI", "No.12, Jalan Contoh", None), ("JUALAN TUNAI", "No.12", None),
])  # fmt: skip
def test_a_bare_no_beside_the_title_names_the_bill_s_number_and_no_house_s(
    title: str, number: str, told: str | None
) -> None:
    drawing = f"""
    SENDORA GROUP SDN BHD                    {title}                 {number}
    Kepada / To : KEDAI CONTOH                                       Tarikh / Date : 01.02.2026

    Kuantiti    Butir-butir                  Saiz          Jumlah
    2 nos       Flush door                   900 x 2100    200.00
    """
    assert value(invoice_in(drawing), "job_order_no") == told


def test_who_measured_is_told_in_two_languages_of_which_one_leaves_out_by() -> None:
    drawing = (
        TOP
        + """
    Measured by / Ukur : Azlan

    No   Description                               Qty      Amount
    1    Laminated door 850mm x 2100mm             2 pcs    200.00
    """
    )
    assert value(invoice_in(drawing), "measure_by") == "Azlan"


@pytest.mark.parametrize("label", ["P.O. Tuan / Your P.O.", "P.O. Anda", "P.O. Pembeli"])
def test_the_order_of_the_reader_is_the_customers(label: str) -> None:
    invoice = invoice_in(
        f"INVOIS\n\nNo. Invois : SG-1\n\nTarikh         {label}     Terma\n28/06/2026     26-PO7419      Tunai\n"
    )
    assert value(invoice, "po_no") == "26-PO7419"
