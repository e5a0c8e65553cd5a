"""What a text layer says that a person sees, and what nobody does."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped] # it has no types

from pipeline.reading.text_layer import read_text_layer


def test_a_thin_sign_in_small_grey_print_is_seen_wherever_its_stroke_falls(tmp_path: Path) -> None:
    """A bar between two statements fills its own box: what it is printed on is seen beside it."""
    path = tmp_path / "bars.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Times-Roman", 7)
    canvas.setFillGray(0.4)
    for row in range(20):
        canvas.drawString(60 + row / 20, 760 - 14.05 * row, "Thickness: 43mm | Leaf: 1 | Core: honeycomb")
    canvas.save()

    assert _words_of(path).count("|") == 40


def test_white_print_on_white_and_print_under_a_box_are_not_seen(tmp_path: Path) -> None:
    path = tmp_path / "hidden.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for row in range(4):
        canvas.drawString(60, 760 - 20 * row, "Laminated door 900 x 2100")
    canvas.drawString(60, 600, "COVERED | 1")
    canvas.setFillGray(1.0)
    canvas.rect(50, 595, 200, 20, stroke=0, fill=1)
    canvas.drawString(60, 560, "WHITE | 1")
    canvas.save()

    assert not {"COVERED", "WHITE", "|", "1"} & set(_words_of(path))


def test_small_print_behind_a_large_name_is_a_word_of_its_own(tmp_path: Path) -> None:
    """Where no blank is stored, the gap is one of the small type: a registration number behind a firm's name."""
    path = tmp_path / "sizes.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 14)
    canvas.drawString(60, 760, "CONTOH")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(60 + canvas.stringWidth("CONTOH", "Helvetica", 14) + 1.9, 760, "SA0277115-X")
    canvas.save()

    assert _words_of(path) == ["CONTOH", "SA0277115-X"]


def _words_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [word.text for word in read_text_layer(document[0], 1).page.words]
