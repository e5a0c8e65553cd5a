"""UN/CEFACT Cross Industry Invoice: Factur-X, ZUGFeRD 1 and 2, XRechnung (CII D16B; ZUGFeRD 1.0 has other names)."""

from __future__ import annotations

from datetime import datetime

from pipeline.einvoice.elements import Element
from pipeline.einvoice.ubl import added, labelled, priced_each, signature_of, text_lines
from pipeline.einvoice.values import EInvoice, EInvoiceLine, Value

ROOTS = frozenset({"CrossIndustryInvoice", "CrossIndustryDocument"})

# UNTDID 1001.
_KINDS = {"380": "invoice", "381": "credit_note", "383": "debit_note", "389": "self_billed_invoice", "325": "proforma"}
_DATE_FORMATS = {"102": "%Y%m%d", "101": "%y%m%d", "610": "%Y%m"}  # UNTDID 2379; 610 names a month and stays as it is
_DATE = ("DateTimeString", "DateString")


def read_cii(root: Element) -> EInvoice:
    """The document whose root element is one of :data:`ROOTS`."""
    head = _part(root, "ExchangedDocument", "HeaderExchangedDocument")
    trade = _part(root, "SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction")
    agreement = _part(trade, "ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement")
    delivery = _part(trade, "ApplicableHeaderTradeDelivery", "ApplicableSupplyChainTradeDelivery")
    settlement = _part(trade, "ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement")
    sums = _part(
        settlement, "SpecifiedTradeSettlementHeaderMonetarySummation", "SpecifiedTradeSettlementMonetarySummation"
    )
    return EInvoice(
        "CII XML",
        _kind(head),
        number=head.value("ID"),
        issue_date=_date(head, "IssueDateTime"),
        order_number=agreement.value(
            "BuyerOrderReferencedDocument/IssuerAssignedID", "BuyerOrderReferencedDocument/ID"
        ),
        delivery_date=_date(delivery, "ActualDeliverySupplyChainEvent/OccurrenceDateTime"),
        due_date=_date(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime"),
        currency=settlement.value("InvoiceCurrencyCode"),
        supplier_name=agreement.value("SellerTradeParty/Name"),
        customer_name=agreement.value("BuyerTradeParty/Name"),
        sub_total=sums.value("TaxBasisTotalAmount"),
        tax_total=sums.value("TaxTotalAmount"),
        total=_total(sums),
        notes=tuple(part for note in head.all("IncludedNote/Content") for part in text_lines(note)),
        lines=tuple(_line(line) for line in trade.all("IncludedSupplyChainTradeLineItem")),
        signature=signature_of(root),
    )


def _part(element: Element, *names: str) -> Element:
    """The child with one of ``names``, or an empty one: what is missing has no values."""
    return next((child for name in names for child in element.all(name)), Element(names[0], element.path))


def _kind(head: Element) -> Value:
    code = head.value("TypeCode")
    if code is None:
        return Value("invoice", head.name, head.path)
    return Value(_KINDS.get(code.raw, "invoice"), code.raw, code.path)


def _date(element: Element, way: str) -> Value | None:
    found = element.first(*(f"{way}/{name}" for name in _DATE))
    if found is None:
        return None
    pattern = _DATE_FORMATS.get(found.attributes.get("format", "102"), "%Y%m%d")
    try:
        text = datetime.strptime(found.text, pattern).date().isoformat()
    except ValueError:
        text = found.text
    return Value(text, found.text, found.path)


def _total(sums: Element) -> Value | None:
    total = sums.value("GrandTotalAmount")
    rounding = sums.value("RoundingAmount")
    return total if total is None or rounding is None else added(total, rounding)


def _line(line: Element) -> EInvoiceLine:
    delivery = _part(line, "SpecifiedLineTradeDelivery", "SpecifiedSupplyChainTradeDelivery")
    agreement = _part(line, "SpecifiedLineTradeAgreement", "SpecifiedSupplyChainTradeAgreement")
    settlement = _part(line, "SpecifiedLineTradeSettlement", "SpecifiedSupplyChainTradeSettlement")
    quantity = delivery.first("BilledQuantity")
    unit = quantity.attributes.get("unitCode", "") if quantity else ""
    return EInvoiceLine(
        line.path,
        tuple(_description(line)),
        line_id=line.value("AssociatedDocumentLineDocument/LineID"),
        quantity=delivery.value("BilledQuantity"),
        unit_code=Value(unit, unit, f"{quantity.path}/@unitCode") if quantity and unit else None,
        unit_price=priced_each(
            agreement.value("NetPriceProductTradePrice/ChargeAmount"),
            agreement.value("NetPriceProductTradePrice/BasisQuantity"),
        ),
        amount=settlement.value(
            "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
            "SpecifiedTradeSettlementMonetarySummation/LineTotalAmount",
        ),
    )


def _description(line: Element) -> list[Value]:
    product = _part(line, "SpecifiedTradeProduct")
    texts = [part for name in ("Name", "Description") for element in product.all(name) for part in text_lines(element)]
    texts += [labelled(item, "Description", "Value") for item in product.all("ApplicableProductCharacteristic")]
    notes = line.all("AssociatedDocumentLineDocument/IncludedNote/Content")
    return texts + [part for note in notes for part in text_lines(note)]
