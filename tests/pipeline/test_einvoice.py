"""An e-invoice's data is taken as it is, whatever its syntax and wrapping, and unsafe XML is refused."""

from __future__ import annotations

import base64
import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped] # it has no types

from pipeline.einvoice import EInvoice, read_einvoice, read_einvoices
from pipeline.einvoice.entities import as_entity
from pipeline.errors import Refused
from pipeline.reading import ReadingLimits, read

SPACES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)
INVOICE = f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" {SPACES}>
  <cbc:ID>EX-2606-001</cbc:ID><cbc:IssueDate>2026-06-03</cbc:IssueDate>
  <cbc:InvoiceTypeCode listVersionID="1.0">01</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>MYR</cbc:DocumentCurrencyCode>
  <cac:OrderReference><cbc:ID>PO-2026-0417</cbc:ID></cac:OrderReference>
  <cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity>
    <cbc:RegistrationName>EXAMPLE TIMBER SDN BHD</cbc:RegistrationName>
  </cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity>
    <cbc:RegistrationName>CONTOH BUILDERS SDN BHD</cbc:RegistrationName>
  </cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
  <cac:Delivery><cbc:ActualDeliveryDate>2026-06-24</cbc:ActualDeliveryDate></cac:Delivery>
  <cac:TaxTotal><cbc:TaxAmount currencyID="MYR">0.00</cbc:TaxAmount></cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:TaxExclusiveAmount currencyID="MYR">1493.02</cbc:TaxExclusiveAmount>
    <cbc:PrepaidAmount currencyID="MYR">500.00</cbc:PrepaidAmount>
    <cbc:PayableAmount currencyID="MYR">993.00</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
  <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="H87">2</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="MYR">1083.02</cbc:LineExtensionAmount>
    <cac:Item><cbc:Description>DOOR, 43MM X 3FT X 7FT
LAMINATE 6S-A070</cbc:Description>
      <cac:AdditionalItemProperty><cbc:Name>Core</cbc:Name><cbc:Value>Honeycomb</cbc:Value></cac:AdditionalItemProperty>
    </cac:Item><cac:Price><cbc:PriceAmount currencyID="MYR">541.51</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
  <cac:InvoiceLine><cbc:ID>2</cbc:ID><cbc:InvoicedQuantity unitCode="SET">1</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="MYR">410.00</cbc:LineExtensionAmount>
    <cac:Item><cbc:Description>FRAME 900MM X 2100MM</cbc:Description></cac:Item></cac:InvoiceLine>
</Invoice>"""
ORDER = f"""<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" {SPACES}>
  <cbc:ID>4500001234</cbc:ID><cbc:IssueDate>2026-06-03</cbc:IssueDate>
  <cac:BuyerCustomerParty><cac:Party><cac:PartyName><cbc:Name>CONTOH BUILDERS</cbc:Name></cac:PartyName></cac:Party>
  </cac:BuyerCustomerParty>
  <cac:OrderLine><cac:LineItem><cbc:ID>10</cbc:ID><cbc:Quantity unitCode="H87">4</cbc:Quantity>
    <cac:Item><cbc:Name>Door 820 x 2040</cbc:Name></cac:Item></cac:LineItem></cac:OrderLine>
</Order>"""
FACTUR_X = """<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:ExchangedDocument><ram:ID>RE-7</ram:ID><ram:TypeCode>380</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">20260603</udt:DateTimeString></ram:IssueDateTime>
 </rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction><ram:IncludedSupplyChainTradeLineItem>
   <ram:SpecifiedTradeProduct><ram:Name>Door</ram:Name>
     <ram:Description>43 mm</ram:Description></ram:SpecifiedTradeProduct>
   <ram:SpecifiedLineTradeDelivery>
     <ram:BilledQuantity unitCode="C62">3</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
 </ram:IncludedSupplyChainTradeLineItem></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""


def leaf(text: str, **attributes: str) -> list[dict[str, str]]:
    return [{"_": text, **attributes}]


def invoice_json() -> dict[str, Any]:
    item = {"Description": leaf("DOOR, 43MM X 3FT X 7FT")}
    line = {"ID": leaf("1"), "InvoicedQuantity": [{"_": 2, "unitCode": "H87"}], "Item": [item]}
    body = {"ID": leaf("EX-2606-002"), "InvoiceTypeCode": leaf("01"), "IssueDate": leaf("2026-06-03")}
    total = [{"PayableAmount": [{"_": 1436.50, "currencyID": "MYR"}]}]
    return {"_D": "urn", "Invoice": [{**body, "LegalMonetaryTotal": total, "InvoiceLine": [line, line]}]}


def text(value: object) -> str | None:
    return getattr(value, "text", None)


def test_every_field_of_a_ubl_invoice_keeps_its_path() -> None:
    found = read_einvoice(INVOICE.encode())
    assert found.number is not None
    assert (found.number.text, found.number.path) == ("EX-2606-001", "Invoice/ID")
    assert text(found.kind) == "invoice"
    assert (text(found.issue_date), text(found.delivery_date)) == ("2026-06-03", "2026-06-24")
    assert (text(found.order_number), text(found.currency)) == ("PO-2026-0417", "MYR")
    assert (text(found.supplier_name), text(found.customer_name)) == (
        "EXAMPLE TIMBER SDN BHD",
        "CONTOH BUILDERS SDN BHD",
    )
    first, second = found.lines
    assert [part.text for part in first.description] == [
        "DOOR, 43MM X 3FT X 7FT",
        "LAMINATE 6S-A070",
        "Core: Honeycomb",
    ]
    assert first.description[0].path == "Invoice/InvoiceLine[1]/Item/Description"
    assert (text(first.quantity), text(first.unit_code), text(first.unit_price)) == ("2", "H87", "541.51")
    assert second.unit_price is None


def test_the_total_is_before_what_was_prepaid() -> None:
    total = read_einvoice(INVOICE.encode()).total
    assert total is not None
    assert total.text == "1493.00"
    assert total.path.endswith("PayableAmount + Invoice/LegalMonetaryTotal/PrepaidAmount")


def test_numbers_in_json_stay_as_they_are_written() -> None:
    found = read_einvoice(json.dumps(invoice_json()).replace("1436.5", "1436.50").encode())
    assert (text(found.total), text(found.lines[0].quantity)) == ("1436.50", "2")
    assert found.lines[1].path == "Invoice/InvoiceLine[2]"


def test_an_order_is_a_purchase_order() -> None:
    found = read_einvoice(ORDER.encode())
    assert (text(found.kind), text(found.number), text(found.customer_name)) == (
        "purchase_order",
        "4500001234",
        "CONTOH BUILDERS",
    )
    assert [part.text for part in found.lines[0].description] == ["Door 820 x 2040"]


@pytest.mark.parametrize(
    ("code", "kind"), [("01", "invoice"), ("02", "credit_note"), ("04", "refund_note"), ("325", "proforma")]
)
def test_the_type_code_decides_the_kind(code: str, kind: str) -> None:
    data = INVOICE.replace('listVersionID="1.0">01<', f">{code}<")
    assert text(read_einvoice(data.encode()).kind) == kind


def test_documents_in_the_tax_office_s_envelope_are_found() -> None:
    wrapped = base64.b64encode(INVOICE.encode()).decode()
    submission = {"documents": [{"format": "XML", "document": wrapped}, {"document": json.dumps(invoice_json())}]}
    assert [text(found.number) for found in read_einvoices(json.dumps(submission).encode())] == [
        "EX-2606-001",
        "EX-2606-002",
    ]
    as_xml = f"<Result><uuid>X</uuid><Document>{wrapped}</Document></Result>"
    assert text(read_einvoice(as_xml.encode()).number) == "EX-2606-001"
    with pytest.raises(Refused, match="2 e-invoices"):
        read_einvoice(json.dumps(submission).encode())


def test_a_factur_x_invoice_has_iso_dates() -> None:
    found = read_einvoice(FACTUR_X.encode())
    assert (text(found.issue_date), text(found.number)) == ("2026-06-03", "RE-7")
    assert [part.text for part in found.lines[0].description] == ["Door", "43 mm"]


@pytest.mark.parametrize(
    "attack",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Invoice>&b;</Invoice>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><Invoice><ID>&e;</ID></Invoice>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><Invoice/>',
    ],
)
def test_xml_with_a_doctype_is_refused(tmp_path: Path, attack: str) -> None:
    (tmp_path / "invoice.xml").write_text(attack, "utf-8")
    with pytest.raises(Refused) as caught:
        read(tmp_path / "invoice.xml", ReadingLimits())
    assert caught.value.code == "unsafe_xml"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (INVOICE[:-20], "corrupt"),
        ('{"Invoice": [', "corrupt"),
        ("<Invoice/>", "not_a_document"),
        ("<note>hello</note>", "not_a_document"),
        ('{"a": "b"}', "not_a_document"),
        ("<a>" * 500 + "</a>" * 500, "corrupt"),
        ('{"Invoice":' + "[{" * 1 + '"a":[{' * 100 + "}]" * 100 + "}]}", "corrupt"),
    ],
)
def test_what_is_no_einvoice_is_refused(data: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_einvoices(data.encode())
    assert caught.value.code == code


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_any_json_is_read_or_refused(content: object) -> None:
    data = json.dumps({"Invoice": content, "document": "<x"}).encode()
    with contextlib.suppress(Refused):
        assert all(isinstance(found, EInvoice) for found in read_einvoices(data))


def test_an_einvoice_travels_as_entities(tmp_path: Path) -> None:
    (tmp_path / "invoice.xml").write_text(INVOICE, "utf-8")
    document = read(tmp_path / "invoice.xml", ReadingLimits())
    (entity,) = document.entities
    assert (document.pages, entity) == ((), as_entity(read_einvoice(INVOICE.encode())))
    items = [part for part in entity.properties if part.type == "line_item"]
    assert [item.path for item in items] == ["Invoice/InvoiceLine[1]", "Invoice/InvoiceLine[2]"]
    assert items[0].mention_text.splitlines()[0] == "DOOR, 43MM X 3FT X 7FT"


def test_an_invoice_attached_to_a_pdf_is_taken_up_beside_its_pages(tmp_path: Path) -> None:
    (tmp_path / "factur-x.pdf").write_bytes(with_attachment(FACTUR_X.encode()))
    document = read(tmp_path / "factur-x.pdf", ReadingLimits())
    assert len(document.pages) == 1
    assert [entity.type for entity in document.entities] == ["einvoice"]


def test_an_unsafe_attachment_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "factur-x.pdf").write_bytes(with_attachment(b"<!DOCTYPE x []><Invoice/>"))
    assert read(tmp_path / "factur-x.pdf", ReadingLimits()).entities == ()


def with_attachment(data: bytes) -> bytes:
    """A one-page PDF with ``data`` attached as factur-x.xml."""
    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.drawString(72, 720, "Rechnung RE-7")
    canvas.save()
    result = io.BytesIO()
    with pypdfium2.PdfDocument(page.getvalue()) as document:
        document.new_attachment("factur-x.xml").set_data(data)
        document.save(result)
    return result.getvalue()
