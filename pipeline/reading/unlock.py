"""Takes the lock off a PDF whose password is known, so that the password itself need not be kept."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from pypdfium2 import raw as pdfium

from pipeline import sniff
from pipeline.errors import Refused
from pipeline.reading.inspect import PdfFile, checked_media_type, opened
from pipeline.reading.limits import ReadingLimits


def unlocked(path: Path, limits: ReadingLimits, password: str) -> bytes:
    """The same PDF without its lock. Raises what reading raises, NeedsPassword when the password does not open it."""
    media_type = checked_media_type(path, limits)
    if media_type != sniff.PDF:
        raise Refused("no_password_needed", "This file is no PDF and needs no password.")
    copy = io.BytesIO()
    with opened(path, media_type, limits, password) as file:
        if isinstance(file, PdfFile):
            try:
                file.pdf.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
            except pypdfium2.PdfiumError as error:
                raise Refused("corrupt", "This PDF cannot be copied. Please send a copy without a password.") from error
    return copy.getvalue()
