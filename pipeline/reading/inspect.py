"""The first look at a file: what it is, whether it opens, and whether it keeps to the limits."""

from __future__ import annotations

import ctypes
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pi_heif
import pypdfium2
from PIL import Image, UnidentifiedImageError
from pypdfium2 import raw as pdfium

from pipeline import sniff
from pipeline.errors import NeedsPassword, Refused
from pipeline.reading.drawn import drawn_on
from pipeline.reading.limits import ReadingLimits

_DAMAGED = "This picture is damaged or incomplete and cannot be opened. Please scan or send it again."
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF", "MPO")

pi_heif.register_heif_opener(thumbnails=False)
# The limit below is ours and comes with a sentence; Pillow's own would come first, without one.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True)
class PdfFile:
    """An opened PDF. ``pdf`` is a pypdfium2 document, which carries no types."""

    pdf: Any
    page_count: int

    def page(self, index: int) -> Any:
        """The pypdfium2 page at ``index`` (from 0); to be closed. Raises Refused: corrupt."""
        try:
            return self.pdf[index]
        except pypdfium2.PdfiumError as error:
            raise Refused(
                "corrupt", f"Page {index + 1} of this PDF is damaged. Please export or scan it again."
            ) from error


@dataclass(frozen=True)
class ImageFile:
    """An opened image file; a TIFF may hold several pages."""

    image: Image.Image
    page_count: int


@dataclass(frozen=True)
class EInvoiceFile:
    """XML or JSON: nothing to look at, everything to parse."""

    data: bytes


OpenFile = PdfFile | ImageFile | EInvoiceFile


def checked_media_type(path: Path, limits: ReadingLimits) -> str:
    """The media type of the file at ``path``. Raises Refused: empty, too_large, not_a_document."""
    size = path.stat().st_size
    if size == 0:
        raise Refused("empty", "The file is empty. It was probably cut off on its way: please send it again.")
    if size > limits.max_bytes:
        raise Refused(
            "too_large",
            f"The file has {size / 1024**2:.0f} MB; at most {limits.max_bytes // 1024**2} MB can be read. "
            "Please scan at 200 to 300 dpi, or send fewer pages at a time.",
        )
    with path.open("rb") as file:
        media_type = sniff.media_type(file.read(1024))
    if media_type is None:
        raise Refused(
            "not_a_document",
            "This is not a PDF or a picture, whatever its name says. "
            "Please send a PDF, JPG, PNG, TIFF, HEIC or WebP file, or an e-invoice as XML or JSON.",
        )
    return media_type


@contextmanager
def opened(path: Path, media_type: str, limits: ReadingLimits, password: str | None = None) -> Iterator[OpenFile]:
    """The file, opened and within ``limits``.

    Raises Refused (corrupt, encrypted, too_many_pages, image_too_large) or NeedsPassword.
    """
    if media_type == sniff.PDF:
        pdf = _open_pdf(path, password)
        try:
            _check_pages(len(pdf), limits)
            yield PdfFile(pdf, len(pdf))
        finally:
            pdf.close()
    elif media_type in sniff.IMAGES:
        with _open_image(path) as image:
            count = _frames(image)
            _check_pages(count, limits)
            _check_pixels(*image.size, limits)
            yield ImageFile(image, count)
    else:
        yield EInvoiceFile(path.read_bytes())


def check_pictures_in(page: Any, limits: ReadingLimits) -> None:
    """Refuse a PDF page that holds a picture too large to unpack. Raises Refused: image_too_large."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    for thing in drawn_on(page).pictures:
        if pdfium.FPDFImageObj_GetImagePixelSize(thing, width, height):
            _check_pixels(width.value, height.value, limits)


def check_frame(image: Image.Image, frame: int, limits: ReadingLimits) -> None:
    """Refuse a page of a many-page image file that is too large to unpack. Raises Refused: image_too_large, corrupt."""
    try:
        image.seek(frame)
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        raise Refused("corrupt", _DAMAGED) from error
    _check_pixels(*image.size, limits)


def _open_pdf(path: Path, password: str | None) -> Any:
    try:
        pdf = pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        raise _why_not(error, password) from error
    if len(pdf) == 0:
        pdf.close()
        raise Refused("corrupt", "This PDF has no pages. Please export or scan it again.")
    pdf.init_forms()  # what somebody typed into a form's fields is drawn only then
    return pdf


def _why_not(error: pypdfium2.PdfiumError, password: str | None) -> Refused:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        again = "This PDF opens only with a password" if password is None else "That password does not open this PDF"
        return NeedsPassword("encrypted", f"{again}. Give its password, or send a copy without one.")
    if code == pdfium.FPDF_ERR_SECURITY:
        return Refused("encrypted", "This PDF is locked in a way that cannot be opened. Please send a copy without it.")
    return Refused("corrupt", "This PDF is damaged or incomplete and cannot be opened. Please export or scan it again.")


def _check_pages(count: int, limits: ReadingLimits) -> None:
    if count > limits.max_pages:
        raise Refused(
            "too_many_pages",
            f"The file has {count} pages; at most {limits.max_pages} can be read. "
            "Please split it and send only the pages with the order.",
        )


def _check_pixels(width: int, height: int, limits: ReadingLimits) -> None:
    if width * height > limits.max_pixels:
        raise Refused(
            "image_too_large",
            f"A picture of {width:,} x {height:,} pixels is too large to read. "
            "Please scan at 200 to 300 dpi, or take an ordinary photo of the page.",
        )


def _open_image(path: Path) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about metadata that is not used
            image = Image.open(path, formats=_FORMATS)
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        raise Refused("corrupt", _DAMAGED) from error
    return image


def _frames(image: Image.Image) -> int:
    try:
        return int(getattr(image, "n_frames", 1))
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("corrupt", _DAMAGED) from error
