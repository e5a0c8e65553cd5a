"""Pages drawn for the tests: an invented order as PDF, and the same as a scanner, a phone or a fax would show it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped] # it has no types

Pixels = NDArray[np.uint8]

LINES = (
    "EXAMPLE TIMBER SDN BHD",
    "No. 9, Jalan Contoh 2/5, 47000 Sungai Buloh",
    "PURCHASE ORDER   PO-2026-0417",
    "Date 03/06/2026   Delivery Date 24/06/2026",
    "1   LAMINATED DOOR 43MM X 3FT X 7FT",
    "LAMINATE 6S-A070 HONEYCOMB CORE",
    "OPEN HOLE CYLINDRICAL 60MM BACKSET",
    "2   DOOR FRAME 900MM X 2100MM OUTER",
    "Grand Total RM 12,480.50",
)


def draw_order(path: Path, turned: int = 0, page_rotation: int = 0) -> Path:
    """The order as a born-digital PDF; ``turned`` turns the print itself to the left, ``page_rotation`` the page."""
    # reportlab swaps the sides of a page that it turns: swapped before, the print stays where it is.
    swapped = (turned + page_rotation) % 180 != 0
    canvas = Canvas(str(path), pagesize=(842, 595) if swapped else (595, 842))
    if turned:
        canvas.translate(*{90: (842, 0), 180: (595, 842), 270: (0, 595)}[turned])
        canvas.rotate(turned)
    print_lines(canvas)
    canvas.setPageRotation(page_rotation)
    canvas.save()
    return path


def print_lines(canvas: Canvas) -> None:
    """The order's lines in Helvetica, 12 points, and a table frame around the items."""
    canvas.setFont("Helvetica", 12)
    for index, line in enumerate(LINES):
        canvas.drawString(60, 760 - 28 * index, line)
    canvas.setLineWidth(0.7)
    canvas.rect(50, 545, 400, 118)
    canvas.line(50, 610, 450, 610)


def picture_of(pdf: Path, dpi: int = 200) -> Pixels:
    """The first page of ``pdf`` as a viewer shows it (BGR)."""
    with pypdfium2.PdfDocument(pdf) as document:
        return np.array(document[0].render(scale=dpi / 72).to_numpy()[:, :, :3])


def scanned(picture: Pixels, angle: float = 1.2) -> Pixels:
    """As a worn scanner sees it: askew, soft, grainy."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    askew = cv2.warpAffine(picture, matrix, (width, height), borderValue=(255, 255, 255))
    soft = cv2.GaussianBlur(askew, (0, 0), 0.9).astype(np.float32)
    grain = np.random.default_rng(7).normal(0, 8, soft.shape)
    return np.asarray(np.clip(soft * 0.9 + 15 + grain, 0, 255), np.uint8)


def photographed(picture: Pixels) -> Pixels:
    """As a phone sees it: on a dark table, from an angle, half in shadow."""
    height, width = picture.shape[:2]
    table = np.full((height + 500, width + 500, 3), (40, 55, 70), np.uint8)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    lying = np.array([[310, 180], [width + 190, 250], [width + 330, height + 260], [170, height + 330]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, lying)
    size = (table.shape[1], table.shape[0])
    cv2.warpPerspective(picture, matrix, size, dst=table, borderMode=cv2.BORDER_TRANSPARENT)
    shade = np.linspace(1.0, 0.55, table.shape[1])[None, :, None]
    return np.asarray(cv2.GaussianBlur(table, (0, 0), 0.8) * shade, np.uint8)


def photographed_close(picture: Pixels) -> Pixels:
    """As a phone held too close sees it: from an angle, with no edge of the sheet in sight."""
    height, width = picture.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    lying = np.array([[-40, -60], [width + 60, 30], [width + 20, height - 90], [-90, height + 110]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, lying)
    return np.asarray(cv2.warpPerspective(picture, matrix, (width, height), borderValue=(235, 235, 235)), np.uint8)


def as_image_pdf(path: Path, picture: Pixels, hidden_text: str = "") -> Path:
    """A scan as PDF; ``hidden_text`` lies invisibly over it, as an earlier OCR leaves it."""
    image = path.with_suffix(".png")
    cv2.imwrite(str(image), picture)
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.drawImage(str(image), 0, 0, 595, 842)
    if hidden_text:
        text = canvas.beginText(60, 760)
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 12)
        for line in hidden_text.splitlines():
            text.textLine(line)
        canvas.drawText(text)
    canvas.save()
    return path
