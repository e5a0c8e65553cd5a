"""The squares that a PDF page draws are read with what is drawn in them, though no character says that they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped] # it has no types
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped] # it has no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped] # it has no types

from pipeline.model import Word
from pipeline.reading.squares import EMPTY, TICKED
from pipeline.reading.text_layer import read_text_layer

SIDE = 9
SIGNS = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"
"""A face with a square (``deploy/debian-packages.txt``)."""
OPTIONS = ("Honeycomb", "Solid Tubular", "Solid Timber", "Metal Skeleton")


def crossed(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x + 1.5, y + 1.5, x + SIDE - 1.5, y + SIDE - 1.5)
    canvas.line(x + 1.5, y + SIDE - 1.5, x + SIDE - 1.5, y + 1.5)


def ticked_over_the_edge(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x - 1, y + 5)
    path.lineTo(x + 3.5, y + 1)
    path.lineTo(x + SIDE + 3, y + SIDE + 3)
    canvas.drawPath(path)


def filled(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x + 2, y + 2, SIDE - 4, SIDE - 4, fill=1, stroke=0)


def marked(canvas: Canvas, x: float, y: float) -> None:
    canvas.setFont("ZapfDingbats", 8)
    canvas.drawString(x + 1, y + 1, "4")
    canvas.setFont("Helvetica", 9)


def framed(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y, SIDE, SIDE)


def stroked(canvas: Canvas, x: float, y: float) -> None:
    for a, b, c, d in ((0, 0, 1, 0), (0, 1, 1, 1), (0, 0, 0, 1), (1, 0, 1, 1)):
        canvas.line(x + a * SIDE, y + b * SIDE, x + c * SIDE, y + d * SIDE)


def places() -> Iterator[tuple[str, float, float]]:
    yield from ((option, 130 + 100 * n, 700) for n, option in enumerate(OPTIONS))


def words_of(path: Path, draw: Callable[[Canvas], object], turned: int = 0) -> list[Word]:
    canvas = Canvas(str(path), pagesize=(842, 595) if turned else (595, 842))  # reportlab swaps them when it turns
    canvas.setFont("Helvetica", 9)
    canvas.setLineWidth(0.7)
    canvas.drawString(50, 701, "Door Core :")
    for option, x, y in places():
        canvas.drawString(x + SIDE + 4, y + 1, option)
    draw(canvas)
    canvas.setPageRotation(turned)
    canvas.save()
    with pypdfium2.PdfDocument(path) as document:
        document.init_forms()
        return [*read_text_layer(document[0], 1).page.words]


def squares_in(words: list[Word]) -> str:
    marks = {EMPTY: "-", TICKED: "x"}
    found = [word for word in words if word.text in marks]
    assert all(word.confidence > 0.9 for word in found)
    return "".join(marks[word.text] for word in found)


@pytest.mark.parametrize("square", [framed, stroked])
@pytest.mark.parametrize("tick", [crossed, ticked_over_the_edge, filled, marked])
def test_each_square_is_a_word_that_tells_whether_it_is_ticked(
    tmp_path: Path, square: Callable[[Canvas, float, float], None], tick: Callable[[Canvas, float, float], None]
) -> None:
    def draw(canvas: Canvas) -> None:
        for option, x, y in places():
            square(canvas, x, y)
            if option == "Solid Tubular":
                tick(canvas, x, y)

    words = words_of(tmp_path / "form.pdf", draw)
    assert squares_in(words) == "-x--"
    assert [word.text for word in words][:5] == ["Door", "Core", ":", EMPTY, "Honeycomb"]


@pytest.mark.parametrize("turned", [0, 90])
def test_the_check_boxes_of_a_form_that_was_filled_in_are_squares(tmp_path: Path, turned: int) -> None:
    def draw(canvas: Canvas) -> None:
        for option, x, y in places():
            canvas.acroForm.checkbox(name=option, x=x, y=y, size=SIDE, checked=option == "Solid Timber", fieldFlags="")

    assert squares_in(words_of(tmp_path / "form.pdf", draw, turned)) == "--x-"


@pytest.mark.parametrize("tick", [crossed, marked])
def test_a_tick_that_was_put_on_a_sign_for_an_empty_square_ticks_it(
    tmp_path: Path, tick: Callable[[Canvas, float, float], None]
) -> None:
    pdfmetrics.registerFont(TTFont("signs", SIGNS))

    def draw(canvas: Canvas) -> None:
        for option, x, y in places():
            canvas.setFont("signs", 11)
            canvas.drawString(x - 1, y, "□")
            canvas.setFont("Helvetica", 9)
            if option == "Solid Tubular":
                tick(canvas, x, y)

    words = words_of(tmp_path / "form.pdf", draw)
    assert ["x" if word.text == TICKED else "-" for word in words if word.text[0] in "□☒"] == ["-", "x", "-", "-"]


def test_cells_that_hold_something_and_cells_side_by_side_are_no_squares(tmp_path: Path) -> None:
    def numbered(canvas: Canvas) -> None:
        for number, (_, x, y) in enumerate(places(), 1):
            framed(canvas, x, y)
            canvas.drawString(x + 2, y + 1, str(number))

    def in_a_row(canvas: Canvas) -> None:
        for cell in range(6):
            framed(canvas, 180 + SIDE * cell, 650)
        canvas.drawString(240, 651, "Postcode")

    assert squares_in(words_of(tmp_path / "numbered.pdf", numbered)) == ""
    assert squares_in(words_of(tmp_path / "cells.pdf", in_a_row)) == ""
