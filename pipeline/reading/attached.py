"""The e-invoice inside a PDF (Factur-X, ZUGFeRD, XRechnung): an XML file attached to it."""

from __future__ import annotations

import pypdfium2

from pipeline import sniff
from pipeline.einvoice import EInvoice, read_einvoices
from pipeline.errors import Refused
from pipeline.reading.inspect import PdfFile

_MOST = 20  # attachments looked at; the standard asks for one
_LARGEST = 4 * 1024 * 1024


def attached_einvoices(file: PdfFile) -> tuple[EInvoice, ...]:
    """E-invoices among the PDF's attachments. One that cannot be read is passed over: the pages say the same."""
    found: list[EInvoice] = []
    for index in range(min(_MOST, file.pdf.count_attachments())):
        data = _data(file, index)
        if len(data) <= _LARGEST and sniff.media_type(data) == sniff.XML:
            found += _read(data)
    return tuple(found)


def _data(file: PdfFile, index: int) -> bytes:
    try:
        return bytes(file.pdf.get_attachment(index).get_data())
    except pypdfium2.PdfiumError:
        return b""


def _read(data: bytes) -> tuple[EInvoice, ...]:
    try:
        return read_einvoices(data)
    except Refused:
        return ()
