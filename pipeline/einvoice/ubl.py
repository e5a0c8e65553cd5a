"""UBL 2.1: MyInvois invoices and notes, Peppol BIS invoices, credit notes and orders (OASIS UBL 2.1, EN 16931-3-2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from pipeline.einvoice.elements import Element
from pipeline.einvoice.values import EInvoice, EInvoiceLine, Value

ROOTS = frozenset({"Invoice", "CreditNote", "DebitNote", "Order"})

# LHDN's e-invoice types (MyInvois SDK, codes) and the ones of UNTDID 1001 that Peppol uses.
_KINDS = {
    "01": "invoice", "02": "credit_note", "03": "debit_note", "04": "refund_note", "11": "self_billed_invoice",
    "12": "credit_note", "13": "debit_note", "14": "refund_note", "325": "proforma", "380": "invoice",
    "381": "credit_note", "383": "debit_note", "389": "self_billed_invoice", "220": "purchase_order",
}  # fmt: skip
_KIND_OF_ROOT = {"CreditNote": "credit_note", "DebitNote": "debit_note", "Order": "purchase_order"}
_LINES = ("InvoiceLine", "CreditNoteLine", "DebitNoteLine")
_TOTALS = ("LegalMonetaryTotal", "RequestedMonetaryTotal", "AnticipatedMonetaryTotal")
_NAMES = ("Party/PartyLegalEntity/RegistrationName", "Party/PartyName/Name")
_ABSENT = frozenset({"", "NA", "N/A"})  # LHDN asks for NA where there is nothing to say


def read_ubl(root: Element, syntax: str) -> EInvoice:
    """The document whose root element is one of :data:`ROOTS`."""
    return EInvoice(
        syntax,
        _kind(root),
        number=root.value("ID"),
        issue_date=root.value("IssueDate"),
        order_number=_stated(root.value("OrderReference/ID")),
        delivery_date=root.value(
            "Delivery/ActualDeliveryDate",
            "Delivery/RequestedDeliveryPeriod/EndDate",
            "Delivery/RequestedDeliveryPeriod/StartDate",
        ),
        due_date=root.value("DueDate", "PaymentMeans/PaymentDueDate"),
        currency=root.value("DocumentCurrencyCode"),
        supplier_name=_party(root, "AccountingSupplierParty", "SellerSupplierParty"),
        customer_name=_party(root, "AccountingCustomerParty", "BuyerCustomerParty"),
        sub_total=_amount(root, "TaxExclusiveAmount", "LineExtensionAmount"),
        tax_total=root.value("TaxTotal/TaxAmount"),
        total=_total(root),
        notes=tuple(Value(note.text, note.text, note.path) for note in root.all("Note") if note.text),
        lines=tuple(_lines_of(root)),
        signature=signature_of(root),
    )


def signature_of(root: Element) -> Value | None:
    """Where the document is signed (XML-DSig, in JSON by the same names); None when it is not."""
    found = root.anywhere("SignatureValue")
    return Value("not verified", "signed", found.path) if found else None


def priced_each(price: Value | None, per: Value | None) -> Value | None:
    """The price of one, where it is stated for several (BaseQuantity); as stated when either is no number."""
    try:
        each = Decimal(price.text) / Decimal(per.text) if price and per else None
    except (InvalidOperation, ZeroDivisionError):
        return price
    if price is None or per is None or each is None or each == Decimal(price.text):
        return price
    return Value(format(each.normalize(), "f"), f"{price.raw} / {per.raw}", f"{price.path} / {per.path}")


def _kind(root: Element) -> Value:
    code = root.value("InvoiceTypeCode", "CreditNoteTypeCode", "OrderTypeCode")
    fallback = _KIND_OF_ROOT.get(root.name, "invoice")
    if code is None:
        return Value(fallback, root.name, root.path)
    return Value(_KINDS.get(code.raw, fallback), code.raw, code.path)


def _stated(value: Value | None) -> Value | None:
    return None if value is None or value.text.upper() in _ABSENT else value


def _party(root: Element, *roles: str) -> Value | None:
    return root.value(*(f"{role}/{name}" for role in roles for name in _NAMES))


def _amount(root: Element, *names: str) -> Value | None:
    return root.value(*(f"{total}/{name}" for name in names for total in _TOTALS))


def _total(root: Element) -> Value | None:
    """Payable is what is left after prepayment: the total is before it."""
    payable, prepaid = _amount(root, "PayableAmount"), _amount(root, "PrepaidAmount")
    if payable is None:
        return _amount(root, "TaxInclusiveAmount")
    return payable if prepaid is None else added(payable, prepaid)


def added(one: Value, other: Value) -> Value:
    """The sum of two amounts; ``one`` alone when either is no number."""
    try:
        total = Decimal(one.text) + Decimal(other.text)
    except InvalidOperation:
        return one
    if total == Decimal(one.text):
        return one
    return Value(str(total), f"{one.raw} + {other.raw}", f"{one.path} + {other.path}")


def _lines_of(root: Element) -> Iterator[EInvoiceLine]:
    for way in _LINES:
        yield from (_line(line, ()) for line in root.all(way))
    for order_line in root.all("OrderLine"):
        yield from (_line(line, order_line.all("Note")) for line in order_line.all("LineItem"))


def _line(line: Element, notes: Sequence[Element]) -> EInvoiceLine:
    quantity = line.first("InvoicedQuantity", "CreditedQuantity", "DebitedQuantity", "Quantity")
    unit = quantity.attributes.get("unitCode", "") if quantity else ""
    return EInvoiceLine(
        line.path,
        (*_description(line), *(part for note in notes for part in text_lines(note))),
        line_id=line.value("ID"),
        quantity=line.value("InvoicedQuantity", "CreditedQuantity", "DebitedQuantity", "Quantity"),
        unit_code=Value(unit, unit, f"{quantity.path}/@unitCode") if quantity and unit else None,
        unit_price=priced_each(line.value("Price/PriceAmount"), line.value("Price/BaseQuantity")),
        amount=line.value("LineExtensionAmount", "ItemPriceExtension/Amount"),
    )


def _description(line: Element) -> list[Value]:
    """Name, description, properties and notes of the item; a name that the description begins with is not repeated."""
    described = [part for element in line.all("Item/Description") for part in text_lines(element)]
    named = [part for element in line.all("Item/Name") for part in text_lines(element)]
    whole = " ".join(value.text for value in described).casefold()
    lines = [value for value in named if value.text.casefold() not in whole] + described
    lines += [labelled(item, "Name", "Value") for item in line.all("Item/AdditionalItemProperty")]
    return lines + [part for element in line.all("Note") for part in text_lines(element)]


def text_lines(element: Element) -> list[Value]:
    """The lines of an element's text."""
    return [Value(part.strip(), part, element.path) for part in element.text.splitlines() if part.strip()]


def labelled(element: Element, name: str, value: str) -> Value:
    """A property as a person would write it: ``Core: Honeycomb``."""
    label, content = element.value(name), element.value(value)
    text = ": ".join(part.text for part in (label, content) if part is not None)
    return Value(text, text, element.path)
