"""A page that was scanned or saved twice is no second order."""

from __future__ import annotations

from pipeline.copies import copies, listed_before
from tests.outputs.sample_orders import a_door, a_field, a_frame, an_invoice
from tests.pipeline.understand.laid_out import TOP, document_of


def page(first: int, foot: str, rows: int = 2) -> str:
    lines = (
        f"{n}   FLUSH DOOR {700 + 50 * n} x 2100MM LOCATION D{n}   {n + 1}   NOS" for n in range(first, first + rows)
    )
    return TOP + "\n".join([*lines, "", foot, "RECEIVED IN GOOD ORDER AND CONDITION"])


def test_a_copy_of_a_page_is_asked_about() -> None:
    document = document_of(page(1, "CUSTOMER COPY"), page(1, "OFFICE COPY"), page(1, "STORE COPY"))
    assert list(copies(document, [1, 2, 3])) == [
        "Pages 1 and 2 say the same: is one a copy, and are its rows there twice?",
        "Pages 1 and 3 say the same: is one a copy, and are its rows there twice?",
    ]
    assert list(copies(document, [2])) == []


def test_the_next_page_of_an_order_is_no_copy_though_its_head_is_the_same() -> None:
    assert list(copies(document_of(page(1, "Page 1 of 2", 1), page(2, "Page 2 of 2", 1)), [1, 2])) == []
    assert list(copies(document_of("Terms apply.", "Terms apply."), [1, 2])) == []


def test_an_invoice_and_its_delivery_order_in_one_file_are_asked_about() -> None:
    invoice, delivery = an_invoice(a_door(), a_frame()), an_invoice(a_frame(), a_door(), job_order_no=a_field("DO-44"))
    other = an_invoice(a_door(width_mm=a_field(800)), a_frame())
    assert listed_before([invoice, delivery, other, an_invoice(), an_invoice()]) == [
        (),
        ("Page 1 lists the very same doors and frames: are these two papers of one order?",),
        (),
        (),
        (),
    ]
