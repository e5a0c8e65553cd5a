"""The readers, and the cascade that chooses among them page by page.

text-layer   the characters stored in a PDF
ocr          the embedded engine
auto         text layer where it can be believed, OCR for the rest; Page.why records which and why
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pipeline.errors import Refused
from pipeline.model import Box, Page, Word
from pipeline.reading import ocr
from pipeline.reading.inspect import ImageFile, check_frame, check_pictures_in
from pipeline.reading.lines import TextLine
from pipeline.reading.protocol import PageToRead, Reader
from pipeline.reading.raster import Raster, decode, render
from pipeline.reading.rows import in_rows
from pipeline.reading.rulings import ruled_lines
from pipeline.reading.squares import with_squares
from pipeline.reading.text_layer import TextLayer, read_text_layer
from pipeline.reading.turned_lines import turned_lines
from pipeline.reading.unread import sure_signs, unread_signs
from pipeline.reading.upright import UprightPage, make_upright


class TextLayerReader:
    """Believes the text layer whatever it says; a file without one is refused."""

    name = "text-layer"

    def read(self, page: PageToRead) -> Page:
        layer = text_layer(page)
        if layer is None:
            raise Refused("no_text_layer", "A picture has no text layer. Read it with the reader ocr or auto.")
        return replace(layer.page, why=f"asked for the text layer; {layer.doubt or 'nothing speaks against it'}")


class OcrReader:
    """Reads what the page looks like, whatever is stored behind it."""

    name = "ocr"

    def read(self, page: PageToRead) -> Page:
        return ocr_page(page, "asked for OCR")


class AutoReader:
    """The cascade."""

    name = "auto"

    def read(self, page: PageToRead) -> Page:
        layer = text_layer(page)
        if layer is None:
            return ocr_page(page, "OCR, because the file is a picture")
        if layer.doubt:
            return ocr_page(page, f"OCR, because {layer.doubt}")
        if layer.missing:
            return _completed(layer.page, ocr_page(page, ""))
        return replace(layer.page, why="Text layer, because it says what the page shows")


READERS: dict[str, Reader] = {reader.name: reader for reader in (AutoReader(), TextLayerReader(), OcrReader())}


def text_layer(page: PageToRead) -> TextLayer | None:
    """The text layer of a PDF page with what speaks against it; None for a picture."""
    if isinstance(page.file, ImageFile):
        return None
    pdf_page = _pdf_page(page)
    try:
        return read_text_layer(pdf_page, page.number)
    finally:
        pdf_page.close()


def ocr_page(page: PageToRead, why: str) -> Page:
    """The page as the embedded engine reads it."""
    engine = ocr.load()
    upright = make_upright(raster_of(page), engine)
    lines = _read_all(upright, engine)
    turned = turned_lines(upright.pixels, upright.quads, dict(enumerate(line for _, line in lines)), engine)
    across = [line for place, line in enumerate(lines) if place not in turned]
    words = tuple(in_rows(with_squares(_words(across, upright), upright.pixels)))
    sentence = "; ".join(part for part in (why, *upright.notes) if part)
    return Page(
        page.number,
        upright.width,
        upright.height,
        words,
        ocr.ENGINE,
        ocr.engine_version(),
        ruled_lines(upright.pixels),
        upright.rotation,
        sentence,
        tuple(_turned_words(turned.values(), upright)),
    )


def raster_of(page: PageToRead) -> Raster:
    """The page as pixels, as a viewer shows it. Raises Refused: corrupt, image_too_large."""
    if isinstance(page.file, ImageFile):
        check_frame(page.file.image, page.number - 1, page.limits)
        return decode(page.file.image, page.number - 1)
    pdf_page = _pdf_page(page)
    try:
        return render(pdf_page)
    finally:
        pdf_page.close()


def _pdf_page(page: PageToRead) -> Any:
    if isinstance(page.file, ImageFile):
        raise TypeError("an image file has no PDF pages")
    pdf_page = page.file.page(page.number - 1)
    check_pictures_in(pdf_page, page.limits)
    return pdf_page


def _read_all(upright: UprightPage, engine: ocr.OcrEngine) -> list[tuple[ocr.Quad, TextLine]]:
    """All lines of the page with their corners; those already read are not read again."""
    unread = [i for i in range(len(upright.quads)) if i not in upright.known]
    read = engine.read_lines(upright.pixels, [upright.quads[i] for i in unread])
    lines = upright.known | dict(zip(unread, read, strict=True))
    signs = unread_signs(upright.pixels, upright.quads)
    passed_over = sure_signs(engine.read_lines(upright.pixels, signs))
    return [(quad, lines[i]) for i, quad in enumerate(upright.quads)] + list(zip(signs, passed_over, strict=True))


def _words(lines: list[tuple[ocr.Quad, TextLine]], upright: UprightPage) -> list[Word]:
    height, width = upright.pixels.shape[:2]
    words = []
    for quad, line in lines:
        left, right = quad[[0, 3]].mean(axis=0), quad[[1, 2]].mean(axis=0)
        tall = float(quad[3][1] - quad[0][1] + quad[2][1] - quad[1][1]) / 2
        for word in line.words:
            start, end = left + (right - left) * word.start, left + (right - left) * word.end
            middle = float(start[1] + end[1]) / 2
            top, bottom = middle + (line.top - 0.5) * tall, middle + (line.bottom - 0.5) * tall
            box = Box(_share(start[0], width), _share(top, height), _share(end[0], width), _share(bottom, height))
            words.append(Word(word.text, box, round(word.confidence, 4)))
    return words


def _turned_words(lines: Iterable[tuple[ocr.Quad, TextLine]], upright: UprightPage) -> Iterator[Word]:
    """The words of lines that run up or down, line by line from the left."""
    height, width = upright.pixels.shape[:2]
    for quad, line in sorted(lines, key=lambda line: float(line[0][:, 0].mean())):
        begin, end = quad[[0, 3]].mean(axis=0), quad[[1, 2]].mean(axis=0)
        left, right = _share(quad[:, 0].min(), width), _share(quad[:, 0].max(), width)
        for word in line.words:
            first, last = (_share((begin + (end - begin) * at)[1], height) for at in (word.start, word.end))
            box = Box(left, min(first, last), right, max(first, last))
            yield Word(word.text, box, round(word.confidence, 4))


def _share(position: float, whole: int) -> float:
    return round(min(1.0, max(0.0, float(position) / whole)), 5)


def _completed(layer: Page, seen: Page) -> Page:
    """The text layer, with those words that only OCR sees (a letterhead drawn as a picture)."""
    if seen.rotation != layer.rotation:
        return replace(seen, why="OCR, because the page shows more print than its text layer has, in another direction")
    extra = tuple(word for word in seen.words if not any(_meet(word.box, known.box) for known in layer.words))
    why = "Text layer, with OCR for print that the layer does not have"
    return replace(layer, words=layer.words + extra, why=why)


def _meet(one: Box, other: Box) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    return across > 0 and down > 0
