"""Nobody builds from a paper that says that it is cancelled, or that is no order: a person is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped] # it has no types

from pipeline.model import Box, Document
from pipeline.reading import ReadingLimits, read
from pipeline.withdrawn import noted, taken_back, withdrawn
from tests.outputs.sample_orders import a_door, a_field, an_invoice
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, document_of

ROW = "1   FLUSH DOOR 900 x 2100MM   4   NOS\n"


def said(*drawings: str) -> list[str]:
    document = document_of(*drawings)
    return list(withdrawn(document, [page.number for page in document.pages], VOCABULARY))


@pytest.mark.parametrize(
    "words",
    ["CANCELLED", "VOID", "*** BATAL ***", "Dibatalkan", "INVOICE (CANCELLED)", "CANCELLED - SEE KDI-2507-009",
     "CREDIT NOTE", "Credit Note / Nota Kredit", "TAX DEBIT NOTE", "GOODS RETURNED NOTE", "STATEMENT OF ACCOUNT",
     "Penyata Akaun", "NULL AND VOID", "TELAH DIBATALKAN", "VOIDTotal", "JumlahBATAL", "1,200.00VOID",
     "CANCELLEDTOTAL"],
)  # fmt: skip
def test_what_says_that_it_is_not_to_be_built_is_asked_about(words: str) -> None:
    assert said(f"{TOP}{ROW}\n      {words}\n") == [f"“{words}” stands on page 1: is this still to be made?"]


@pytest.mark.parametrize(
    "words",
    ["Orders cannot be cancelled.", "null and", "Void if altered", "Cancelled orders are charged 30%", "PAID", "COPY",
     "Goods returned within 7 days need a credit note", "NOTE: PLEASE CALL", "Credit terms : 30 days", "void.",
     "AVOID", "BATALION", "ORDERS CANNOT BE CANCELLED.", "CANCELLED/RETURNED GOODS ARE CHARGED"],
)  # fmt: skip
def test_what_every_invoice_says_is_not(words: str) -> None:
    assert said(f"{TOP}{ROW}\n      {words}\n") == []


@pytest.mark.parametrize(
    ("title", "asked"),
    [("OFFICIAL RECEIPT", True), ("Resit Rasmi / Official Receipt", True), ("PAYMENT VOUCHER", True), ("BAUCAR", True),
     ("RECEIPT NO : 4711", False), ("Receipt:", False), ("TAX INVOICE / RECEIPT", False), ("CASH SALE", False),
     ("CASH  SALE  RECEIPT", False)],
)  # fmt: skip
def test_a_paper_titled_as_a_receipt_or_a_voucher_is_asked_about(title: str, asked: bool) -> None:
    told = [f"“{title}” stands on page 1: is this still to be made?"]
    assert said(f"{title}\n\n{TOP}{ROW}") == (told if asked else [])
    below = "\n" * 30
    assert said(f"{TOP}{ROW}{below}{title}\n") == []


def test_only_the_pages_of_the_document_itself_count() -> None:
    document = document_of(f"{TOP}{ROW}", "CANCELLED")
    assert list(withdrawn(document, [1], VOCABULARY)) == []
    assert len(list(withdrawn(document, [2], VOCABULARY))) == 1


@pytest.mark.parametrize(
    ("count", "asked"), [("-4", True), ("4-", True), ("(4)", True), ("Four (4)", False), ("4", False)]
)
def test_a_count_with_a_minus_is_asked_about(count: str, asked: bool) -> None:
    document = document_of(f"{TOP}{ROW.replace('   4', f'   {count}')}")
    box = next(word.box for word in document.pages[0].words if word.text == count.rsplit(maxsplit=1)[-1])
    invoice = an_invoice(a_door(quantity=replace(a_field(4), page=1, box=box)))
    told = [f"The count “{count}” on page 1 is less than nothing: is it taken back?"]
    assert list(taken_back(document, invoice)) == (told if asked else [])


def test_an_e_invoice_says_by_its_type_that_it_is_no_order() -> None:
    assert list(noted("refund_note")) == ["This e-invoice is a refund note: is anything to be made?"]
    assert list(noted("invoice")) == []


def test_a_line_drawn_through_words_is_asked_about_and_one_below_them_is_not() -> None:
    (page,) = document_of(f"{TOP}{ROW}").pages
    row = [word.box for word in page.words if word.text in {"900", "x", "2100MM"}]
    place = Box.around(row)

    def asked(share: float) -> list[str]:
        y = place.y0 + share * place.height
        ruled = replace(page, rulings=(Box(place.x0, y, place.x1, y + 0.0005),))
        return list(withdrawn(Document("application/pdf", (ruled,)), [1], VOCABULARY))

    assert asked(0.45) == ["“900 x 2100MM” on page 1 is struck through: is it still to be made?"]
    assert asked(0.95) == []


def test_a_watermark_is_read_though_it_runs_aslant(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "void.pdf"))
    for line in range(12):
        canvas.drawString(60, 780 - 20 * line, f"{line} FLUSH DOOR 900 x 2100MM white oak")
    canvas.translate(300, 400)
    canvas.rotate(45)
    canvas.setFontSize(90)
    canvas.setFillColorRGB(1, 0, 0, alpha=0.4)
    canvas.drawCentredString(0, 0, "CANCELLED")
    canvas.save()
    document = read(tmp_path / "void.pdf", ReadingLimits())
    assert list(withdrawn(document, [1], VOCABULARY)) == ["“CANCELLED” stands on page 1: is this still to be made?"]
