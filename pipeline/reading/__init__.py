"""Reading: any page, by any engine, into one Document."""

from __future__ import annotations

from pathlib import Path

from pipeline.einvoice import EInvoice, read_einvoices
from pipeline.einvoice.entities import as_entity, note_on
from pipeline.errors import Refused
from pipeline.model import Document, Page
from pipeline.reading.limits import ReadingLimits

__all__ = ["EINVOICE", "ReadingLimits", "page_image", "read"]

EINVOICE = "einvoice"
"""The reader that takes an e-invoice's data and looks at no page."""


def read(path: Path, limits: ReadingLimits, reader: str = "auto") -> Document:
    """What stands on the pages of the file at ``path``, and where; for an e-invoice its elements as entities.

    ``reader`` is a name in :data:`pipeline.reading.cascade.READERS`; an e-invoice attached to a PDF or on its own is
    taken up by every reader, and :data:`EINVOICE` reads nothing else.

    Raises :class:`pipeline.errors.Refused` with one of the codes empty, too_large, not_a_document, corrupt,
    too_many_pages, image_too_large, unsafe_xml, no_einvoice, or :class:`pipeline.errors.NeedsPassword` (encrypted).
    """
    # Imported here: these bring numpy, OpenCV and onnxruntime, which the portal's own process does not need.
    from pipeline.reading.attached import attached_einvoices  # noqa: PLC0415
    from pipeline.reading.cascade import READERS  # noqa: PLC0415
    from pipeline.reading.inspect import EInvoiceFile, PdfFile, checked_media_type, opened  # noqa: PLC0415
    from pipeline.reading.protocol import PageToRead  # noqa: PLC0415

    if reader not in (*READERS, EINVOICE):
        raise ValueError(f"There is no reader {reader!r}; there are {', '.join((*READERS, EINVOICE))}.")
    media_type = checked_media_type(path, limits)
    with opened(path, media_type, limits) as file:
        if isinstance(file, EInvoiceFile):
            return _with_data(media_type, (), read_einvoices(file.data))
        attached = attached_einvoices(file) if isinstance(file, PdfFile) else ()
        if reader == EINVOICE and not attached:
            raise Refused("no_einvoice", "No e-invoice is attached to this file. Read it with the reader auto.")
        numbers = range(1, file.page_count + 1) if reader != EINVOICE else ()
        pages = tuple(READERS[reader].read(PageToRead(path, file, number, limits)) for number in numbers)
        return _with_data(media_type, pages, attached)


def _with_data(media_type: str, pages: tuple[Page, ...], found: tuple[EInvoice, ...]) -> Document:
    """Pages, and the e-invoices that came with them as data."""
    notes = tuple(dict.fromkeys(note_on(each) for each in found))
    return Document(media_type, pages, tuple(as_entity(each) for each in found), notes)


def page_image(path: Path, page: int, max_px: int, limits: ReadingLimits) -> bytes:
    """Page ``page`` (from 1) as PNG, upright and straightened as it was read, its longer side at most ``max_px``.

    Raises what :func:`read` raises, and Refused (no_such_page).
    """
    from pipeline.reading.inspect import EInvoiceFile, checked_media_type, opened  # noqa: PLC0415
    from pipeline.reading.picture import draw  # noqa: PLC0415
    from pipeline.reading.protocol import PageToRead  # noqa: PLC0415

    with opened(path, checked_media_type(path, limits), limits) as file:
        if isinstance(file, EInvoiceFile) or not 1 <= page <= file.page_count:
            raise Refused("no_such_page", f"This file has no page {page}.")
        return draw(PageToRead(path, file, page, limits), max_px)
