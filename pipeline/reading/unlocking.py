"""A locked PDF as a copy that opens without its password. Run it in a contained process."""

from __future__ import annotations

import io
from pathlib import Path

from pypdfium2 import raw as pdfium

from pipeline.errors import Refused
from pipeline.reading.inspect import PdfFile, checked_media_type, opened
from pipeline.reading.limits import ReadingLimits


def unlocked(path: Path, limits: ReadingLimits, password: str) -> bytes:
    """The PDF at ``path``, the same but for its lock.

    Raises what :func:`pipeline.reading.read` raises: NeedsPassword when the password is another one.
    """
    with opened(path, checked_media_type(path, limits), limits, password) as file:
        if not isinstance(file, PdfFile):
            raise Refused("not_locked", "This file has no password. Press retry to have it read again.")
        copy = io.BytesIO()
        file.pdf.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
        return copy.getvalue()
