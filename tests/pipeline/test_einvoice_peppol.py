"""Peppol orders and European invoices: each field exact, alone, inside a PDF or beside one."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped] # it has no types

from intake.files import File
from intake.pairing import pair
from pipeline.einvoice import read_einvoice
from pipeline.einvoice.entities import as_entity, note_on
from pipeline.errors import Refused
from pipeline.model import Document, Field, Invoice
from pipeline.reading import EINVOICE, ReadingLimits, read
from pipeline.understand import extract
from tests.pipeline.understand.laid_out import TRADE

SPACES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" '
    'xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" '
    'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
)
# Peppol BIS Order Only 3, with a note on the line beside those of its item.
ORDER = f"""<?xml version="1.0" encoding="UTF-8"?>
<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" {SPACES}>
  <cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:order:3</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:order_only:3</cbc:ProfileID>
  <cbc:ID>PO-2606-044</cbc:ID><cbc:IssueDate>2026-06-03</cbc:IssueDate><cbc:OrderTypeCode>220</cbc:OrderTypeCode>
  <cbc:DocumentCurrencyCode>MYR</cbc:DocumentCurrencyCode>
  <cac:BuyerCustomerParty><cac:Party><cac:PartyName><cbc:Name>CONTOH BUILDERS SDN BHD</cbc:Name></cac:PartyName>
  </cac:Party></cac:BuyerCustomerParty>
  <cac:SellerSupplierParty><cac:Party><cac:PartyLegalEntity>
    <cbc:RegistrationName>SENDORA GROUP SDN BHD</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>
  </cac:SellerSupplierParty>
  <cac:Delivery><cac:RequestedDeliveryPeriod><cbc:StartDate>2026-06-20</cbc:StartDate>
    <cbc:EndDate>2026-06-24</cbc:EndDate></cac:RequestedDeliveryPeriod></cac:Delivery>
  <cac:AnticipatedMonetaryTotal><cbc:LineExtensionAmount currencyID="MYR">1800.00</cbc:LineExtensionAmount>
    <cbc:PayableAmount currencyID="MYR">1800.00</cbc:PayableAmount></cac:AnticipatedMonetaryTotal>
  <cac:OrderLine><cbc:Note>Location: Bedroom 2</cbc:Note><cac:LineItem><cbc:ID>1</cbc:ID>
    <cbc:Quantity unitCode="H87">4</cbc:Quantity>
    <cbc:LineExtensionAmount currencyID="MYR">1800.00</cbc:LineExtensionAmount>
    <cac:Price><cbc:PriceAmount currencyID="MYR">900.00</cbc:PriceAmount>
      <cbc:BaseQuantity unitCode="H87">2</cbc:BaseQuantity></cac:Price>
    <cac:Item><cbc:Description>43MM X 900MM X 2100MM, LAMINATE 6S-A070</cbc:Description>
      <cbc:Name>Laminated door</cbc:Name>
      <cac:AdditionalItemProperty><cbc:Name>Core</cbc:Name><cbc:Value>Honeycomb</cbc:Value></cac:AdditionalItemProperty>
    </cac:Item></cac:LineItem></cac:OrderLine>
</Order>"""
XRECHNUNG_CII = """<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
  <ram:ID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</ram:ID>
 </ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
 <rsm:ExchangedDocument><ram:ID>PO-2606-044</ram:ID><ram:TypeCode>380</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">20260603</udt:DateTimeString></ram:IssueDateTime>
 </rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>
  <ram:IncludedSupplyChainTradeLineItem>
   <ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID>
    <ram:IncludedNote><ram:Content>Location: Bedroom 2</ram:Content></ram:IncludedNote>
   </ram:AssociatedDocumentLineDocument>
   <ram:SpecifiedTradeProduct><ram:Name>Laminated door</ram:Name>
    <ram:Description>43MM X 900MM X 2100MM, LAMINATE 6S-A070</ram:Description>
    <ram:ApplicableProductCharacteristic><ram:Description>Core</ram:Description><ram:Value>Honeycomb</ram:Value>
    </ram:ApplicableProductCharacteristic></ram:SpecifiedTradeProduct>
   <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>900.00</ram:ChargeAmount>
    <ram:BasisQuantity unitCode="H87">2</ram:BasisQuantity></ram:NetPriceProductTradePrice>
   </ram:SpecifiedLineTradeAgreement>
   <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="H87">4</ram:BilledQuantity>
   </ram:SpecifiedLineTradeDelivery>
   <ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation>
    <ram:LineTotalAmount>1800.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
   </ram:SpecifiedLineTradeSettlement>
  </ram:IncludedSupplyChainTradeLineItem>
  <ram:ApplicableHeaderTradeAgreement><ram:BuyerReference>04011000-12345-39</ram:BuyerReference>
   <ram:SellerTradeParty><ram:Name>SENDORA GROUP SDN BHD</ram:Name></ram:SellerTradeParty>
   <ram:BuyerTradeParty><ram:Name>CONTOH BUILDERS SDN BHD</ram:Name></ram:BuyerTradeParty>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>
   <udt:DateTimeString format="102">20260624</udt:DateTimeString></ram:OccurrenceDateTime>
  </ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
  <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>MYR</ram:InvoiceCurrencyCode>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxBasisTotalAmount>1800.00</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="MYR">0.00</ram:TaxTotalAmount><ram:GrandTotalAmount>1800.00</ram:GrandTotalAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""
XRECHNUNG_UBL = (
    ORDER.replace("<Order ", "<Invoice ")
    .replace("Order-2", "Invoice-2")
    .replace("</Order>", "</Invoice>")
    .replace("OrderTypeCode>220", "InvoiceTypeCode>380")
    .replace("OrderTypeCode", "InvoiceTypeCode")
    .replace("BuyerCustomerParty", "AccountingCustomerParty")
    .replace("SellerSupplierParty", "AccountingSupplierParty")
    .replace("AnticipatedMonetaryTotal", "LegalMonetaryTotal")
    .replace("<cac:OrderLine>", "<cac:InvoiceLine>")
    .replace("<cac:LineItem>", "")
    .replace("</cac:LineItem></cac:OrderLine>", "</cac:InvoiceLine>")
    .replace("cbc:Quantity ", "cbc:InvoicedQuantity ")
    .replace("</cbc:Quantity>", "</cbc:InvoicedQuantity>")
)
SIGNED = ORDER.replace(
    "<cbc:CustomizationID>",
    "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><ds:Signature><ds:SignatureValue>AAEC"
    "</ds:SignatureValue></ds:Signature></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions><cbc:CustomizationID>",
    1,
)
EVERY = {"Peppol order": ORDER, "XRechnung UBL": XRECHNUNG_UBL, "XRechnung CII": XRECHNUNG_CII}
every = pytest.mark.parametrize("xml", EVERY.values(), ids=EVERY)


def value(field: Field | None) -> object:
    return field.value if field else None


def only(invoices: tuple[Invoice, ...]) -> Invoice:
    (invoice,) = invoices
    return invoice


def check_exact(invoice: Invoice) -> None:
    order = value(invoice.kind) == "purchase_order"
    assert value(invoice.po_no if order else invoice.job_order_no) == "PO-2606-044"
    assert value(invoice.job_order_no if order else invoice.po_no) is None
    assert (value(invoice.date), value(invoice.delivery_date)) == ("2026-06-03", "2026-06-24")
    assert (value(invoice.customer_name), value(invoice.total)) == ("CONTOH BUILDERS SDN BHD", "1800.00")
    (item,) = invoice.items
    assert (value(item.quantity), value(item.unit_price), value(item.amount)) == (4, "450.00", "1800.00")
    assert (value(item.width_mm), value(item.height_mm), value(item.thickness_mm)) == (900, 2100, 43)
    assert (value(item.laminate_code), value(item.door_core)) == ("6S-A070", "honeycomb")
    assert value(item.location) == "Bedroom 2"
    assert not any(field.flagged for field in (invoice.date, item.quantity, item.width_mm) if field)


@every
def test_each_field_is_exact_alone(tmp_path: Path, xml: str) -> None:
    (tmp_path / "a.xml").write_text(xml, "utf-8")
    document = read(tmp_path / "a.xml", ReadingLimits())
    check_exact(only(extract(document, TRADE)))
    assert document.notes == (note_on(read_einvoice(xml.encode())),)


@every
@pytest.mark.parametrize("reader", ["auto", EINVOICE])
def test_each_field_is_exact_inside_a_pdf(tmp_path: Path, xml: str, reader: str) -> None:
    (tmp_path / "a.pdf").write_bytes(with_attachment("xrechnung.xml", xml.encode()))
    document = read(tmp_path / "a.pdf", ReadingLimits(), reader)
    check_exact(only(extract(document, TRADE)))
    assert len(document.pages) == (1 if reader == "auto" else 0)


@every
def test_beside_its_pdf_it_is_the_one_document(xml: str) -> None:
    document = File("order-44.xml", xml.encode())
    for name in ("order-44.pdf", "Bestellung PO-2606-044.pdf"):
        (paired,) = pair([File(name, with_attachment("", b"")), document], lambda _data, _text: False)
        assert (paired.document, paired.companions) == (document, (name,))


def test_a_signature_is_told_and_not_believed() -> None:
    assert note_on(read_einvoice(SIGNED.encode())).endswith("It is signed; the signature was not verified.")
    assert note_on(read_einvoice(ORDER.encode())).endswith("It is not signed.")
    signature = read_einvoice(SIGNED.encode()).signature
    assert signature is not None
    assert signature.path.endswith("Signature/SignatureValue")
    check_exact(only(extract_of(SIGNED)))


def extract_of(xml: str) -> tuple[Invoice, ...]:
    return extract(Document("application/xml", (), (as_entity(read_einvoice(xml.encode())),)), TRADE)


def test_the_reader_for_einvoices_refuses_a_file_without_one(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(with_attachment("", b""))
    with pytest.raises(Refused) as caught:
        read(tmp_path / "a.pdf", ReadingLimits(), EINVOICE)
    assert caught.value.code == "no_einvoice"


def with_attachment(name: str, data: bytes) -> bytes:
    """A one-page PDF with ``data`` attached under ``name``; without a name nothing is."""
    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.drawString(72, 720, "See the data")
    canvas.save()
    result = io.BytesIO()
    with pypdfium2.PdfDocument(page.getvalue()) as document:
        if name:
            document.new_attachment(name).set_data(data)
        document.save(result)
    return result.getvalue()
