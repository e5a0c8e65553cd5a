"""What an e-invoice says, whatever its syntax. Every value keeps the path of the element that it was taken from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """The content of one element. ``text`` is normalised (dates ISO 8601), ``raw`` as it stands in the file.

    ``path`` reads like ``Invoice/InvoiceLine[2]/Item/Description``; positions count from 1 and are left out where
    there is only one. A value worked out from several elements names them all, joined by " + ".
    """

    text: str
    raw: str
    path: str


@dataclass(frozen=True)
class EInvoiceLine:
    """One line. ``description`` are the lines of text that describe the item, in the order of the file.

    ``unit_code`` is UN/ECE Recommendation 20 (H87 is a piece); ``path`` is the line's own element.
    """

    path: str
    description: tuple[Value, ...]
    line_id: Value | None = None
    quantity: Value | None = None
    unit_code: Value | None = None
    unit_price: Value | None = None
    amount: Value | None = None


@dataclass(frozen=True)
class EInvoice:
    """One document. Amounts are decimals as the file writes them, in ``currency``.

    ``kind`` is one of invoice, proforma, credit_note, debit_note, refund_note, self_billed_invoice, purchase_order,
    taken from the type code; ``syntax`` is "UBL 2.1 XML", "UBL 2.1 JSON" or "CII XML". ``total`` is what the goods
    cost with tax and rounding, before what was paid in advance is taken off.
    """

    syntax: str
    kind: Value
    number: Value | None = None
    issue_date: Value | None = None
    order_number: Value | None = None
    delivery_date: Value | None = None
    due_date: Value | None = None
    currency: Value | None = None
    supplier_name: Value | None = None
    customer_name: Value | None = None
    sub_total: Value | None = None
    tax_total: Value | None = None
    total: Value | None = None
    notes: tuple[Value, ...] = ()
    lines: tuple[EInvoiceLine, ...] = ()
    signature: Value | None = None
    """Where a signature stands, if there is one. It is not verified: see docs/reading.md."""
