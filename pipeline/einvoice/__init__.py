"""E-invoices: MyInvois and Peppol UBL 2.1 as XML or JSON, also inside LHDN's envelope; Factur-X and ZUGFeRD XML.

Their data is exact: it is taken as it is, and nothing is read off a page.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

from pipeline import sniff
from pipeline.einvoice import cii, ubl
from pipeline.einvoice.elements import Element, from_json, from_xml, parse_json
from pipeline.einvoice.values import EInvoice, EInvoiceLine, Value
from pipeline.errors import Refused

__all__ = ["EInvoice", "EInvoiceLine", "Value", "read_einvoice", "read_einvoices"]

# Keys under which LHDN's API wraps documents: submission and retrieval (MyInvois SDK, "Submit Documents", "Get
# Document"). XML exports use the same names in lower or upper case.
_WRAPPED = "document"
_DEEPEST_ENVELOPE = 4


def read_einvoice(data: bytes) -> EInvoice:
    """The one document in ``data``. Raises what :func:`read_einvoices` raises, and Refused when there are several."""
    found = read_einvoices(data)
    if len(found) > 1:
        raise Refused("several_documents", f"This file holds {len(found)} e-invoices. Please send them one file each.")
    return found[0]


def read_einvoices(data: bytes) -> tuple[EInvoice, ...]:
    """All documents in ``data``, XML or JSON, with or without LHDN's envelope, signed or not.

    Signatures are not checked: LHDN validates them before a document is issued. Raises Refused: unsafe_xml, corrupt,
    or not_a_document when there is no e-invoice inside.
    """
    found = tuple(_documents(data, 0))
    if not found:
        raise Refused(
            "not_a_document",
            "This file is no e-invoice that can be read (MyInvois or Peppol UBL 2.1, Factur-X). Please send the PDF.",
        )
    return found


def _documents(data: bytes, depth: int) -> list[EInvoice]:
    if depth > _DEEPEST_ENVELOPE:
        return []
    kind = sniff.media_type(data)
    if kind == sniff.XML:
        return _of_xml(from_xml(data), depth)
    return _of_json(parse_json(data), depth) if kind == sniff.JSON else []


def _of_xml(root: Element, depth: int) -> list[EInvoice]:
    if root.name in ubl.ROOTS and root.children:
        return [ubl.read_ubl(root, "UBL 2.1 XML")]
    if root.name in cii.ROOTS:
        return [cii.read_cii(root)]
    if root.name.casefold() == _WRAPPED and root.text:
        return _unwrapped(root.text, depth)
    return [document for child in root.children for document in _of_xml(child, depth)]


def _of_json(content: Any, depth: int) -> list[EInvoice]:
    if isinstance(content, list):
        return [document for part in content for document in _of_json(part, depth)]
    if not isinstance(content, dict):
        return []
    found = [
        ubl.read_ubl(from_json(name, body), "UBL 2.1 JSON")
        for name, bodies in content.items()
        if name in ubl.ROOTS and isinstance(bodies, list | dict)
        for body in (bodies if isinstance(bodies, list) else [bodies])
    ]
    if found:
        return found
    return [document for name, part in content.items() for document in _inside(name, part, depth)]


def _inside(name: str, part: Any, depth: int) -> list[EInvoice]:
    if isinstance(part, list | dict):
        return _of_json(part, depth)
    return _unwrapped(part, depth) if name.casefold() == _WRAPPED and isinstance(part, str) else []


def _unwrapped(text: str, depth: int) -> list[EInvoice]:
    """The document inside an envelope: as Base64, or as it is."""
    if text.lstrip().startswith(("<", "{")):
        return _documents(text.encode(), depth + 1)
    try:
        return _documents(base64.b64decode(text, validate=True), depth + 1)
    except binascii.Error:
        return []
