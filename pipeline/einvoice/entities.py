"""An e-invoice as entities, under the names that Document AI's invoice parser uses, so that both are taken up alike.

einvoice                 one for each document; its text is the syntax
  document_kind          invoice, credit_note, purchase_order, …
  invoice_id, invoice_date, purchase_order, delivery_date, due_date, currency, supplier_name, receiver_name,
  net_amount, total_tax_amount, total_amount, signature (that there is one), note
  line_item              its text is the description, a line of text a line
    description, quantity, unit (UN/ECE Recommendation 20), unit_price, amount
"""

from __future__ import annotations

from pipeline.einvoice.values import EInvoice, EInvoiceLine, Value
from pipeline.model import Entity

EINVOICE = "einvoice"
LINE_ITEM = "line_item"


def as_entity(document: EInvoice) -> Entity:
    """The whole document; every entity keeps the path of its element, and is certain."""
    fields = [
        ("document_kind", document.kind),
        ("invoice_id", document.number),
        ("invoice_date", document.issue_date),
        ("purchase_order", document.order_number),
        ("delivery_date", document.delivery_date),
        ("due_date", document.due_date),
        ("currency", document.currency),
        ("supplier_name", document.supplier_name),
        ("receiver_name", document.customer_name),
        ("net_amount", document.sub_total),
        ("total_tax_amount", document.tax_total),
        ("total_amount", document.total),
        ("signature", document.signature),
        *(("note", note) for note in document.notes),
    ]
    return _group(EINVOICE, document.syntax, document.kind.path, fields, [_line(line) for line in document.lines])


def note_on(document: EInvoice) -> str:
    """What is said of a document that was taken as data: in which syntax it came, and whether it is signed."""
    signed = "It is signed; the signature was not verified." if document.signature else "It is not signed."
    return f"The data of the e-invoice itself was taken ({document.syntax}). {signed}"


def _line(line: EInvoiceLine) -> Entity:
    fields = [
        *(("description", part) for part in line.description),
        ("quantity", line.quantity),
        ("unit", line.unit_code),
        ("unit_price", line.unit_price),
        ("amount", line.amount),
    ]
    return _group(LINE_ITEM, "\n".join(part.text for part in line.description), line.path, fields, [])


def _group(kind: str, text: str, path: str, fields: list[tuple[str, Value | None]], more: list[Entity]) -> Entity:
    found = [_entity(name, value) for name, value in fields if value is not None]
    return Entity(kind, text, None, 1.0, 0, None, (*found, *more), path)


def _entity(name: str, value: Value) -> Entity:
    return Entity(name, value.raw, value.text, 1.0, 0, None, path=value.path)
