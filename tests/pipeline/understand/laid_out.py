"""Pages drawn with characters: what stands where in a test is what stands where on the page.

Every character is five points wide and a line fourteen high, with letters ten points tall. One blank parts words, three
part columns. Dashes on a line without words are drawn level rules; a ``¦`` is a piece of an upright one. A line that
begins with ``# `` is set large.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

from pipeline.model import Box, Document, Invoice, LineItem, Page, Word
from pipeline.understand import Trade, Vocabulary, extract
from pipeline.understand.page.layout import sheet_of
from pipeline.understand.page.passage import Passage

CHARACTER, LINE, LETTER = 5.0, 14.0, 10.0
LARGE = 1.6
MARGIN = 20.0
A4 = (595.0, 842.0)
TEXT_LAYER, OCR = "text layer", "any ocr"

VOCABULARY = Vocabulary.from_toml(
    tomllib.loads((Path(__file__).parents[3] / "config" / "vocabulary.toml").read_text(encoding="utf-8"))
)
TRADE = Trade(VOCABULARY)

TOP = """
    # BUKIT CONTOH DOORS SDN BHD
                                  INVOICE
    Bill To : TIMUR CONTOH BUILDERS SDN BHD          Invoice No : KDI-2507-003
    Date : 12/08/2026

"""
"""The head of an invoice, above whatever table a test draws."""


def page_of(drawing: str, *, number: int = 1, confidence: float = 1.0) -> Page:
    """The page that ``drawing`` shows; below full confidence it was read by OCR."""
    lines = dedent(drawing).strip("\n").split("\n")
    width = max(A4[0], 2 * MARGIN + CHARACTER * LARGE * max(map(len, lines)))
    height = max(A4[1], 2 * MARGIN + LINE * len(lines))
    boxes = [(text, _fraction(points, width, height)) for text, points in _ink(lines)]
    return Page(
        number=number,
        width=width,
        height=height,
        words=tuple(Word(text, box, confidence) for text, box in boxes if text),
        engine=TEXT_LAYER if confidence == 1.0 else OCR,
        engine_version="1",
        rulings=tuple(box for text, box in boxes if not text),
    )


def passage_of(drawing: str, *, confidence: float = 1.0) -> Passage:
    """The words of a drawing line by line, as one text with its places."""
    page = page_of(drawing, confidence=confidence)
    return Passage([line.ink for line in sheet_of(page).lines])


def document_of(*drawings: str, confidence: float = 1.0) -> Document:
    """One file with a page for each drawing."""
    pages = [page_of(drawing, number=n, confidence=confidence) for n, drawing in enumerate(drawings, start=1)]
    return Document("application/pdf", tuple(pages))


def invoices_in(*drawings: str, confidence: float = 1.0) -> tuple[Invoice, ...]:
    """What the pages say, with the company's real vocabulary."""
    return extract(document_of(*drawings, confidence=confidence), TRADE)


def invoice_in(*drawings: str, confidence: float = 1.0) -> Invoice:
    """The only document on the pages."""
    (invoice,) = invoices_in(*drawings, confidence=confidence)
    return invoice


def value(record: Invoice | LineItem, name: str) -> object:
    """A field's value; None where the field is absent."""
    found = getattr(record, name)
    return None if found is None else found.value


def values(record: Invoice | LineItem, *names: str) -> tuple[object, ...]:
    return tuple(value(record, name) for name in names)


def column(invoice: Invoice, name: str) -> list[object]:
    """One field of every line, top to bottom."""
    return [value(item, name) for item in invoice.items]


_Points = tuple[float, float, float, float]


def _ink(lines: list[str]) -> Iterator[tuple[str, _Points]]:
    """Words, and rules as empty words, in points."""
    for row, line in enumerate(lines):
        top = MARGIN + row * LINE
        ruled = re.fullmatch(r"[\s¦]*-{4,}[-\s¦]*", line)
        if ruled:
            middle = top + LINE / 2
            for rule in re.finditer(r"-+", line):
                x0, x1 = (MARGIN + place * CHARACTER for place in rule.span())
                yield "", (x0, middle - 0.5, x1, middle + 0.5)
        scale, text = (LARGE, line.removeprefix("# ")) if line.startswith("# ") else (1.0, line)
        for match in re.finditer(r"¦" if ruled else r"¦|[^\s¦]+", text):
            x0 = MARGIN + match.start() * CHARACTER * scale
            if match[0] == "¦":
                yield "", (x0 + 2, top - 2, x0 + 3, top + LINE - 2)
            else:
                yield match[0], (x0, top, x0 + len(match[0]) * CHARACTER * scale, top + LETTER * scale)


def _fraction(points: _Points, width: float, height: float) -> Box:
    x0, y0, x1, y1 = points
    return Box(x0 / width, y0 / height, x1 / width, y1 / height)
