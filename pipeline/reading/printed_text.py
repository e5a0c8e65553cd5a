"""Whether a PDF's text layer shows a text: enough to tell that it belongs to an e-invoice. No OCR."""

from __future__ import annotations

SECONDS = 20.0
"""Longest that it is worth waiting for: the rest of the mail waits meanwhile."""
_MOST_PAGES = 20


def shows(data: bytes, text: str) -> bool:
    """Whether ``text`` stands on one of the first pages, spaces aside. Run it in a contained process."""
    import pypdfium2  # noqa: PLC0415 - brings a library that the portal's own process does not need

    wanted = "".join(text.split())
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            pages = (pdf[number].get_textpage().get_text_bounded() for number in range(min(_MOST_PAGES, len(pdf))))
            return bool(wanted) and any(wanted in "".join(page.split()) for page in pages)
    except pypdfium2.PdfiumError:
        return False  # its own job will say what is wrong with it
