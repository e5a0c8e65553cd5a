"""What a body carries: each way a document is sent is understood, and what is not one is refused with a sentence."""

from __future__ import annotations

import base64
import json

import pytest

from intake.files import File
from intake.payload import Ignored, Link, Payload, read_payload
from pipeline.errors import Refused
from tests.intake.conftest import pdf

EVENTS = frozenset({"invoice.received"})
DOCUMENT = pdf("a")
ENCODED = base64.b64encode(DOCUMENT).decode()


def of(body: object, kind: str = "application/json", disposition: str = "") -> Payload:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read_payload(kind, disposition, data, EVENTS)


@pytest.mark.parametrize(
    ("kind", "disposition", "name"),
    [
        ("application/pdf", "", "delivery.pdf"),
        ("image/jpeg", "", "delivery.jpeg"),
        ("application/octet-stream", 'attachment; filename="INV 7.pdf"', "INV 7.pdf"),
        ("application/pdf; charset=binary", "attachment; filename*=UTF-8''r%C3%A9sum%C3%A9.pdf", "résumé.pdf"),
        ("application/xml", 'attachment; filename="..\\\\..\\\\etc/passwd"', "passwd"),
    ],
)
def test_a_body_that_is_the_document_is_taken_as_it_is(kind: str, disposition: str, name: str) -> None:
    assert of(DOCUMENT, kind, disposition) == File(name, DOCUMENT)


@pytest.mark.parametrize(
    "body",
    [
        {"type": "invoice.received", "timestamp": "2026-11-27", "data": {"file_name": "a.pdf", "base64": ENCODED}},
        {"file_name": "a.pdf", "base64": ENCODED},
        {"file_name": "a.pdf", "$content-type": "application/pdf", "$content": ENCODED},
        {"type": "invoice.received", "data": {"file_name": "a.pdf", "file": {"$content": ENCODED}}},
        {"file_name": "C:\\scans\\a.pdf", "base64": "\n".join(ENCODED[i : i + 76] for i in range(0, len(ENCODED), 76))},
    ],
)
def test_a_document_inside_json_is_taken_out(body: object) -> None:
    assert of(body) == File("a.pdf", DOCUMENT)


def test_an_e_invoice_in_json_is_a_document_itself() -> None:
    body = json.dumps({"_D": "urn:oasis", "Invoice": [{}]}).encode()
    assert of(body) == File("delivery.json", body)


def test_an_event_of_another_type_is_ignored() -> None:
    assert of({"type": "order.shipped", "data": {"base64": ENCODED}}) == Ignored("order.shipped")


def test_an_address_is_only_told_never_asked_here() -> None:
    assert of({"type": "invoice.received", "data": {"url": "https://a.example/1.pdf"}}) == Link(
        "delivery", "https://a.example/1.pdf"
    )


def form(*parts: tuple[str, bytes]) -> bytes:
    blocks = [b"--b\r\n" + head.encode() + b"\r\n\r\n" + data + b"\r\n" for head, data in parts]
    return b"".join(blocks) + b"--b--\r\n"


FILE = 'Content-Disposition: form-data; name="file"; filename="x/y.pdf"\r\nContent-Type: application/pdf'
FIELD = 'Content-Disposition: form-data; name="note"'


def test_the_file_of_a_form_is_taken_whatever_stands_beside_it() -> None:
    body = form((FIELD, b"hello"), (FILE, DOCUMENT + b"\x00\xff\r\n\r"))
    assert of(body, "multipart/form-data; boundary=b") == File("y.pdf", DOCUMENT + b"\x00\xff\r\n\r")


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"hello", "text/plain", "unsupported_type"),
        (b"hello", "", "unsupported_type"),
        (b"PK", "application/zip", "unsupported_type"),
        (b"{", "application/json", "no_document"),
        (b"\xff\xfe\x00", "application/json", "no_document"),
        (b"[]", "application/json", "no_document"),
        (b"[" * 9_999, "application/json", "no_document"),
        (b"{}", "application/json", "no_document"),
        (b'{"type": 7}', "application/json", "no_document"),
        (b'{"type": "invoice.received", "data": "x"}', "application/json", "no_document"),
        (b'{"base64": "???"}', "application/json", "no_document"),
        (b'{"base64": "\xc3\xa9"}', "application/json", "no_document"),
        (b"", "multipart/form-data", "no_document"),
        (b"rubbish", "multipart/form-data; boundary=b", "no_document"),
        (form((FIELD, b"hello")), "multipart/form-data; boundary=b", "no_document"),
        (form((FILE, b"1"), (FILE, b"2")), "multipart/form-data; boundary=b", "several_documents"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(body: bytes, kind: str, code: str) -> None:
    with pytest.raises(Refused) as raised:
        of(body, kind)
    assert raised.value.code == code
    assert raised.value.reason.endswith(".")
