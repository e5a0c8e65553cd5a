"""What a webhook's body carries: a document as it is, one in a form, one inside JSON, or only its address. Pure.

A document in JSON stands under ``data`` of an event, ``{"type": "invoice.received", "data": {"file_name": "a.pdf",
"base64": "…"}}``, or at the top when there is no ``type``. Power Automate's own shape of a file
(``{"$content-type": …, "$content": …}``) is understood at both places. An e-invoice in JSON is a document itself.
"""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Collection
from dataclasses import dataclass
from email.message import Message

import msgspec
import multipart

from intake.files import File, own_name
from pipeline.errors import Refused

RAW_TYPES = frozenset({"application/pdf", "application/octet-stream", "application/xml", "text/xml"})
EINVOICE_MARKS = frozenset({"Invoice", "_D"})
"""What a MyInvois e-invoice in JSON (UBL 2.1 JSON, OASIS) has at its top, and no event has."""
ENDINGS = {"application/pdf": "pdf", "application/xml": "xml", "text/xml": "xml", "application/json": "json"}


@dataclass(frozen=True)
class Link:
    """Only where the document lies."""

    name: str
    url: str


@dataclass(frozen=True)
class Ignored:
    """An event of a type that carries no document."""

    type: str


Payload = File | Link | Ignored


def read_payload(content_type: str, disposition: str, body: bytes, events: Collection[str]) -> Payload:
    """What came. ``content_type`` and ``disposition`` are the headers' values, ``events`` the types that carry one.

    Raises :class:`~pipeline.errors.Refused`: ``unsupported_type`` when the body's kind is none that is taken,
    ``no_document`` when there is none in it, ``several_documents`` when there are more than one.
    """
    header = _header("Content-Type", content_type)
    kind = header.get_content_type() if content_type else ""
    if kind == "multipart/form-data":
        return _from_form(str(header.get_param("boundary") or ""), body)
    if kind == "application/json" or kind.endswith("+json"):
        return _from_json(body, events, _name(disposition, kind))
    if kind in RAW_TYPES or kind.startswith("image/") or kind.endswith("+xml"):
        return File(_name(disposition, kind), body)
    raise Refused(
        "unsupported_type",
        f"{kind or 'A body without a Content-Type'} is not taken. Send application/pdf, image/…, application/xml, "
        "application/json or multipart/form-data.",
    )


def _from_form(boundary: str, body: bytes) -> File:
    if not boundary:
        raise Refused("no_document", "The form's Content-Type names no boundary.")
    most = len(body) + 1
    try:
        parts = list(
            multipart.MultipartParser(
                io.BytesIO(body), boundary, content_length=len(body), spool_limit=most, memory_limit=most * 2
            )
        )
    except (multipart.MultipartError, UnicodeError) as error:
        raise Refused("no_document", f"The form cannot be read: {error}.") from error
    files = [part for part in parts if part.filename]
    if not files:
        raise Refused("no_document", "No file came with the form. Send it as a part with a file name.")
    if len(files) > 1:
        raise Refused("several_documents", f"{len(files)} files came at once. Send each as a delivery of its own.")
    return File(own_name(files[0].filename) or "delivery", files[0].raw)


def _from_json(body: bytes, events: Collection[str], name: str) -> Payload:
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("no_document", f"The body is not JSON: {error}.") from error
    if not isinstance(told, dict):
        raise Refused("no_document", NO_DOCUMENT)
    if "type" not in told and EINVOICE_MARKS & told.keys():
        return File(name, body)
    kind = told.get("type")
    if kind is not None and not isinstance(kind, str):
        raise Refused("no_document", "The event's type is not a word.")
    if kind is not None and kind not in events:
        return Ignored(kind[:100])
    return _from_data(told.get("data", {}) if kind is not None else told)


def _from_data(data: object) -> File | Link:
    if not isinstance(data, dict):
        raise Refused("no_document", NO_DOCUMENT)
    name = data.get("file_name")
    name = (own_name(name) if isinstance(name, str) else "") or "delivery"
    for holder in (data, data.get("file")):
        encoded = holder.get("base64", holder.get("$content")) if isinstance(holder, dict) else None
        if isinstance(encoded, str):
            return File(name, _decoded(encoded))
    if isinstance(url := data.get("url"), str):
        return Link(name, url)
    raise Refused("no_document", NO_DOCUMENT)


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("no_document", f"The document is not base64: {error}.") from error


def _name(disposition: str, kind: str) -> str:
    given = _header("Content-Disposition", disposition).get_filename() if disposition else None
    return own_name(given or "") or f"delivery.{ENDINGS.get(kind, kind.rpartition('/')[2] or 'bin')}"


def _header(name: str, value: str) -> Message:
    header = Message()
    header[name] = value.replace("\r", " ").replace("\n", " ")
    return header


NO_DOCUMENT = (
    'There is no document in the JSON. Send {"type": "invoice.received", "data": {"file_name": …, "base64": …}}, '
    "or an e-invoice."
)
