"""The characters of a PDF page and what parts them into words."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped] # it has no types

from pipeline.reading.text_layer import read_text_layer

LINES = ("SENDORA GROUP", "Lot 27, Jalan 5/2", "Kepada: 38 mm x 2100")


def letter_by_letter(path: Path, font: str, size: float, pitch: float) -> Path:
    """A close print-out whose letters are each placed by themselves; PDFium takes parts of it for upright text."""
    canvas = Canvas(str(path))
    canvas.setFont(font, size)
    for row, line in enumerate(LINES * 4):
        x = 40.0
        for letter in line:
            if letter != " ":
                canvas.drawString(x, 780 - row * pitch, letter)
            x += canvas.stringWidth(letter, font, size)
    canvas.save()
    return path


def test_letters_that_touch_stay_one_word_where_pdfium_breaks_between_them(tmp_path: Path) -> None:
    for name, font, pitch in (("plain", "Courier", 9.0), ("bold", "Courier-Bold", 9.0), ("wide", "Helvetica", 12.0)):
        page = pypdfium2.PdfDocument(letter_by_letter(tmp_path / f"{name}.pdf", font, 10, pitch))[0]
        words = [word.text for word in read_text_layer(page, 1).page.words]
        assert words == " ".join(LINES * 4).split()
